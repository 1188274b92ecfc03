"""What may be a statement: every cue word with every way its content may hang on it.

A cue has several candidates (its clause, its object, the quotation beside it …), of which `scoring` keeps at
most one. Nothing here decides; what is not proposed here cannot be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from graph.extract.statements.clause import (
    OBJECTS,
    Range,
    inherited_subject,
    merge,
    noun_phrase,
    own_subject,
    subtree,
    trim,
    verb_group,
    without,
)
from graph.extract.statements.marks import Quotations

_ADDRESSED = frozenset(
    "tell ask inform remind assure notify urge advise warn persuade convince".split()
)
_TOPIC = frozenset("of about for on against to with in from over as at by into that".split())
_SETS_OFF = frozenset((",", "—", "–", "-", "--", ";", "("))
_TAILS = frozenset("advcl prep relcl acl appos conj parataxis ccomp npadvmod dep".split())
_OPENING = frozenset("in for to per by from on with".split())
_OPINIONS = frozenset("word view opinion eye telling judgment judgement assessment mind".split())
_NEAR = 25  # tokens between a cue and the quotation it introduces
_MAX_SOURCE = 12  # tokens of a name before a colon


@dataclass(slots=True)
class Candidate:
    """A cue with one reading of its content and its source. Ranges are token indices."""

    cue: Token
    cue_range: Range
    frame: str
    content: list[Range]
    head: Token  # word that carries the content
    source: Range | None = None
    subject: Token | None = None
    how: str = "none"  # how the subject was found
    gap: int = 0  # tokens between cue and quotation
    score: float = 0.0
    quotes: list[int] = field(default_factory=list)  # numbers of the quotations it consists of
    tail: str = ""  # what the content ends with after a comma: "which", "while", "with" …
    cut: str = ""  # the same where it was cut off


@dataclass(slots=True)
class _Kids:
    """Dependents of a cue, sorted by what they may be to it."""

    clauses: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    preps: list[Token] = field(default_factory=list)
    others: list[Token] = field(default_factory=list)


def _kids(word: Token) -> _Kids:
    kids = _Kids()
    for child in word.children:
        dep = child.dep_
        if dep in ("ccomp", "xcomp", "csubj"):
            kids.clauses.append(child)
        elif dep in OBJECTS:
            kids.objects.append(child)
        elif dep == "prep" and child.lower_ != "according":
            kids.preps.append(child)
        elif dep in ("acl", "relcl", "dep", "advcl", "intj", "npadvmod", "advmod"):
            kids.others.append(child)
    return kids


class Proposer:
    """Proposes candidates for one document."""

    def __init__(
        self, doc: Doc, quotations: Quotations, is_cue: Callable[[str, str], bool]
    ) -> None:
        self.doc = doc
        self.quotations = quotations
        self.is_cue = is_cue

    def __iter__(self) -> Iterator[Candidate]:
        """Candidates in the order of their cues."""
        for token in self.doc:
            pos = token.pos_
            if pos == "VERB":
                if token.lower_ == "according":
                    yield from self._according(token)
                elif self.is_cue(token.lemma_, "VERB"):
                    yield from self._of_verb(token)
            elif pos in ("NOUN", "PROPN"):
                if self.is_cue(token.lemma_.lower(), "NOUN"):
                    yield from self._of_noun(token)
            elif pos == "ADJ":
                if self.is_cue(token.lemma_, "ADJ"):
                    yield from self._of_adjective(token)
            elif pos == "ADP" or pos == "SCONJ":
                if token.dep_ == "prep":
                    yield from self._of_preposition(token)
            elif token.text == ":":
                yield from self._of_colon(token)
            elif pos == "ADV" and self.is_cue(token.lower_, "ADV"):
                yield from self._of_adverb(token)

    # --- verbs ----------------------------------------------------------------------------

    def _of_verb(self, verb: Token) -> Iterator[Candidate]:
        subject, how = inherited_subject(verb)
        own = own_subject(verb)
        core = _core(verb, own)
        kids = _kids(verb)

        def made(
            frame: str, content: list[Range], head: Token, **more: object
        ) -> Iterator[Candidate]:
            return self._made(verb, verb_group(verb), frame, content, head, subject, how, **more)

        for clause in kids.clauses:
            whole = self._with_main_clause(clause)
            yield from made(clause.dep_, without(whole, core), clause)
            cut = self._cut(clause, verb.i)
            if cut is not None:
                yield from made(clause.dep_ + ":cut", without((whole[0], cut), core), clause)
        rest = self._rest(verb, kids)
        for number, thing in enumerate(kids.objects):
            is_content = verb.lemma_ not in _ADDRESSED or thing.dep_ != "dobj" or len(rest) <= 1
            if number == 0 and is_content:
                yield from made("obj", [subtree(thing)], thing)
        if len(rest) > 1:
            ranges = [(subtree(rest[0])[0], subtree(rest[-1])[1])]
            yield from made("rest", ranges, rest[0])
        for prep in kids.preps[:2]:
            if prep.lower_ in _TOPIC:
                yield from made("prep:" + prep.lower_, [subtree(prep)], prep)
        yield from self._raised(verb, own, kids, made)
        yield from self._parenthetical(verb, own, made)
        yield from self._quoted(verb, core, kids, made)

    def _with_main_clause(self, clause: Token) -> Range:
        """The clause; to the end of its sentence where it is only the "although …" before the main one."""
        start, end = subtree(clause)
        sentence = clause.sent.end
        if end + 2 < sentence and any(
            k.dep_ == "mark"
            and k.lower_ in ("although", "though", "while", "if", "because", "since")
            for k in clause.lefts
        ):
            after = self.doc[end : end + 3]
            if any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in after):
                return start, sentence
        return start, end

    def _cut(self, clause: Token, cue: int) -> int | None:
        """Where another verb of saying goes on: "Lind said that it was over and added …" """
        at = clause
        for _ in range(4):
            later = None
            for child in at.rights:
                dep = child.dep_
                if dep == "conj" and child.pos_ in ("VERB", "AUX"):
                    later = child
                    if (
                        child.i > cue
                        and own_subject(child) is None
                        and child.tag_ in ("VBD", "VBZ", "VBP", "VBN")
                        and self.is_cue(child.lemma_, "VERB")
                    ):
                        return self._before_conjunction(child)
            if later is None:
                return None
            at = later
        return None

    def _before_conjunction(self, verb: Token) -> int:
        """The index of the "and" before a verb, or of the verb."""
        start = verb.left_edge.i
        while start > 0 and (self.doc[start - 1].dep_ == "cc" or self.doc[start - 1].text == ","):
            start -= 1
        return start

    def _rest(self, verb: Token, kids: _Kids) -> list[Token]:
        """Complements after the verb, in order, without whom it was said to."""
        preps = [k for k in kids.preps if not _is_by_doing(k)]
        found = [k for k in (*kids.objects, *kids.clauses, *preps) if k.i > verb.i]
        found += [k for k in kids.others if k.dep_ in ("advcl", "dep") and k.i > verb.i]
        found.sort(key=lambda token: token.i)
        if verb.lemma_ in _ADDRESSED and len(found) > 1 and found[0].dep_ in ("dobj", "dative"):
            found = found[1:]
        while found and found[-1].dep_ == "advcl":
            found.pop()
        while len(found) > 1 and _is_time(found[0]):
            found = found[1:]
        return found

    def _raised(
        self, verb: Token, own: Token | None, kids: _Kids, made: Callable[..., Iterator[Candidate]]
    ) -> Iterator[Candidate]:
        """ "The talks are expected to fail": the subject belongs to what is expected."""
        if own is None or own.dep_ == "expl":
            return
        after = [k for k in (*kids.clauses, *kids.objects, *kids.preps) if k.i > verb.i]
        after.sort(key=lambda token: token.i)
        if own.dep_ in ("nsubjpass", "csubjpass") or verb.lemma_ in ("seem", "appear"):
            subject = subtree(own)
            if after:
                tail = (subtree(after[0])[0], subtree(after[-1])[1])
                yield from made("raised+", [subject, tail], after[0])
            yield from made("raised", [subject], own)

    def _parenthetical(
        self, verb: Token, own: Token | None, made: Callable[..., Iterator[Candidate]]
    ) -> Iterator[Candidate]:
        """ "The plan, he said, is dead"; "as Lind noted, …": the content is the clause around it."""
        dep, head = verb.dep_, verb.head
        if head == verb:
            return
        mark = next((k.lower_ for k in verb.lefts if k.dep_ in ("mark", "advmod")), "")
        is_aside = dep == "parataxis" or (dep in ("advcl", "ccomp", "dep") and mark == "as")
        if dep == "conj" and self._is_set_off(verb):
            is_aside, mark = True, "conj"
        if not is_aside:
            return
        frame = f"aside:{mark}" if mark in ("as", "conj") else "aside"
        hole = (_core(verb, own)[0], subtree(verb)[1])
        if mark == "as":
            hole = (min(hole[0], verb.left_edge.i), hole[1])
        clause = subtree(head)
        whole = min(clause[0], verb.left_edge.i), max(clause[1], hole[1])
        yield from made(frame, without(whole, hole), head)
        if whole[0] < hole[0] < whole[1] and hole[1] < whole[1] - 2:
            yield from made(frame + ":before", [(whole[0], hole[0])], head)
        root = verb.sent.root
        if root != head:
            yield from made(frame + ":root", without(subtree(root), hole), root)

    def _is_set_off(self, verb: Token) -> bool:
        """Whether "…, Lind announced on Friday, …" was taken for one clause of several."""
        own = own_subject(verb)
        if own is None or own.i > verb.i or own.dep_ != "nsubj":
            return False
        start = own.left_edge.i
        if start == 0 or self.doc[start - 1].text != ",":
            return False
        return not any(k.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr") for k in verb.rights)

    def _quoted(
        self,
        verb: Token,
        core: Range,
        kids: _Kids,
        made: Callable[..., Iterator[Candidate]],
    ) -> Iterator[Candidate]:
        """The quotation before the cue, after it, or on both sides of it."""
        quotations = self.quotations
        if not quotations.items or verb.i in quotations.by_token:
            return
        before, gap_before = self._quote_before(core)
        after, gap_after = self._quote_after(verb, kids)
        on = self._quote_going_on(verb)
        if on and not before and kids.clauses:
            yield from self._clause_going_on(kids.clauses[-1], on, core, made)
        if before:
            chain = [*before, *[n for n in on if n not in before]]
            yield from self._of_quotes("qprev", chain, gap_before, made)
            if after and after[0] not in chain:
                both = [*before, *after]
                yield from self._of_quotes("qboth", both, max(gap_before, gap_after), made)
        if after:
            yield from self._of_quotes("qnext", after, gap_after, made)

    def _clause_going_on(
        self, clause: Token, on: list[int], core: Range, made: Callable[..., Iterator[Candidate]]
    ) -> Iterator[Candidate]:
        """ "Lind said it was over. “We tried everything.”": the quotation is hers as well."""
        first = self.quotations.items[on[0]].outer[0]
        if clause.sent.end > first or clause.left_edge.i < core[0]:
            return
        pieces = [self._fit(piece, core[0]) for piece in without(subtree(clause), core)]
        if any(piece[1] > first for piece in pieces):
            return
        pieces += [self.quotations.items[number].inner for number in on]
        yield from made("on:" + clause.dep_, pieces, clause, quotes=on)

    def _of_quotes(
        self, frame: str, chain: list[int], gap: int, made: Callable[..., Iterator[Candidate]]
    ) -> Iterator[Candidate]:
        items = [self.quotations.items[number] for number in chain]
        content = [item.inner for item in items]
        yield from made(frame, content, self.doc[items[0].inner[0]], gap=gap, quotes=chain)

    def _quote_before(self, core: Range) -> tuple[list[int], int]:
        number = self.quotations.before(core[0])
        if number < 0:
            return [], 0
        end = self.quotations.items[number].outer[1]
        gap = [t for t in self.doc[end : core[0]] if not t.is_punct and not t.is_space]
        if len(gap) > 3 or core[0] - end > 6:
            return [], 0
        return self.quotations.chain_back(self.doc, number), len(gap)

    def _quote_after(self, verb: Token, kids: _Kids) -> tuple[list[int], int]:
        number = self.quotations.after(verb.i + 1)
        if number < 0:
            return [], 0
        start = self.quotations.items[number].outer[0]
        if start - verb.i > _NEAR:
            return [], 0
        if verb.sent.end <= start and not self._leads_on(verb.sent.end):
            return [], 0
        return self.quotations.chain_on(self.doc, number), start - verb.i - 1

    def _leads_on(self, end: int) -> bool:
        """Whether a sentence ends with a colon or a comma: what follows belongs to it."""
        last = end - 1
        while last > 0 and self.doc[last].is_space:
            last -= 1
        return self.doc[last].text in (":", ",")

    def _quote_going_on(self, verb: Token) -> list[int]:
        """The quotation right after the cue's sentence or clause: “No,” she said. “Never.”

        Counter-example: “No,” she said. “Never,” he answered.
        """
        number = self.quotations.after(verb.i + 1)
        if number < 0 or self._is_anothers(number):
            return []
        start, end = self.quotations.items[number].outer[0], verb.sent.end
        if start - verb.i > 2 * _NEAR:
            return []
        if start < end:
            between = self.doc[verb.i + 1 : start]
            if between[-1:].text not in _SETS_OFF and between[-1:].text != ":":
                return []
            if any(t.pos_ == "VERB" and own_subject(t) is not None for t in between):
                return []
        elif not all(t.is_space or t.is_punct for t in self.doc[end:start]) or (
            "\n" in self.doc[end - 1 : start].text and not self.quotations.items[number].ends_line
        ):
            return []
        return self.quotations.chain_on(self.doc, number)

    def _is_anothers(self, number: int) -> bool:
        """Whether a cue follows the quotation: “Never,” he answered."""
        item = self.quotations.items[number]
        if self.doc[item.inner[1] - 1].text == ",":
            return True
        for token in self.doc[item.outer[1] : item.outer[1] + 4]:
            if token.is_space or (token.is_sent_start and token.i > item.outer[1]):
                return False
            if token.pos_ == "VERB" and self.is_cue(token.lemma_, "VERB"):
                return True
        return False

    # --- nouns and adjectives -------------------------------------------------------------

    def _of_noun(self, noun: Token) -> Iterator[Candidate]:
        kids = _kids(noun)
        source, how, light = self._noun_source(noun, kids)
        cue = (
            (noun.i, noun.i + 1)
            if light is None
            else (min(light.i, noun.i), max(light.i, noun.i) + 1)
        )
        if light is not None and cue[1] - cue[0] > 5:
            cue = noun.i, noun.i + 1

        def made(
            frame: str, content: list[Range], head: Token, **more: object
        ) -> Iterator[Candidate]:
            return self._made(noun, cue, frame, content, head, source, how, **more)

        for clause in (*kids.clauses, *kids.others):
            if clause.dep_ in ("acl", "relcl", "ccomp", "xcomp") and clause.i > noun.i:
                mark = "to" if any(k.lower_ == "to" for k in clause.lefts) else clause.dep_
                yield from made("n:" + mark, [subtree(clause)], clause)
        for prep in kids.preps[:3]:
            if prep.lower_ in _TOPIC and not _is_source_phrase(prep, source):
                yield from made("n:prep:" + prep.lower_, [subtree(prep)], prep)
        if noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ == "be":
            for child in noun.head.children:
                if child.i > noun.head.i and child.dep_ in (
                    "ccomp",
                    "xcomp",
                    "attr",
                    "acomp",
                    "advcl",
                ):
                    yield from made("n:is:" + child.dep_, [subtree(child)], child)
                    break

    def _noun_source(self, noun: Token, kids: _Kids) -> tuple[Token | None, str, Token | None]:
        """Whose words they are: "Lind's claim", "the claim by Lind", "Lind made the claim"."""
        for child in noun.lefts:
            if child.dep_ == "poss":
                return child, "poss", None
        for prep in kids.preps:
            if prep.lower_ in ("by", "from", "among"):
                for thing in prep.children:
                    if thing.dep_ == "pobj":
                        return thing, "by", None
        head = noun.head
        if noun.dep_ in ("dobj", "attr", "pobj") and head != noun:
            verb = head if noun.dep_ != "pobj" else head.head
            if verb.pos_ in ("VERB", "AUX"):
                subject, _ = inherited_subject(verb)
                return subject, "light:" + noun.dep_, verb if noun.dep_ == "dobj" else None
        for child in noun.lefts:
            if child.dep_ in ("amod", "compound") and child.ent_type_ in (
                "NORP",
                "GPE",
                "ORG",
                "PERSON",
            ):
                return child, "adjective", None
        for prep in kids.preps:
            if prep.lower_ == "of":
                for thing in prep.children:
                    if thing.dep_ == "pobj" and (thing.ent_type_ or thing.pos_ == "PRON"):
                        return thing, "of", None
        return None, "none", None

    def _of_adjective(self, word: Token) -> Iterator[Candidate]:
        kids = _kids(word)
        head = word.head
        if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp") and head.pos_ in (
            "AUX",
            "VERB",
        ):
            subject, how = inherited_subject(head)
            cue = (head.i, word.i + 1) if head.i < word.i <= head.i + 4 else (word.i, word.i + 1)
            kids.clauses += [k for k in _kids(head).clauses if k.i > word.i]
        elif word.dep_ == "conj":
            subject, how = inherited_subject(head.head if head.pos_ == "ADJ" else head)
            cue = word.i, word.i + 1
        else:
            subject, how, cue = (
                (head, "noun", (word.i, word.i + 1))
                if word.i > head.i
                else (None, "none", (word.i, word.i + 1))
            )
        for clause in kids.clauses:
            yield from self._made(
                word, cue, "a:" + clause.dep_, [subtree(clause)], clause, subject, how
            )
        for prep in kids.preps[:2]:
            yield from self._made(
                word, cue, "a:prep:" + prep.lower_, [subtree(prep)], prep, subject, how
            )

    # --- phrases --------------------------------------------------------------------------

    def _according(self, word: Token) -> Iterator[Candidate]:
        preposition = next((k for k in word.children if k.lower_ == "to"), None)
        noun = next(
            (
                k
                for k in (preposition.children if preposition else ())
                if k.dep_ in ("pobj", "pcomp")
            ),
            None,
        )
        if preposition is None or noun is None:
            return
        yield from self._around(word, (word.i, preposition.i + 1), "according", noun)

    def _of_preposition(self, word: Token) -> Iterator[Candidate]:
        lower, doc = word.lower_, self.doc
        if lower not in _OPENING:
            return
        noun = next((k for k in word.children if k.dep_ == "pobj"), None)
        if noun is None:
            return
        if lower == "per" and word.i > 0 and doc[word.i - 1].lower_ == "as":
            yield from self._around(doc[word.i - 1], (word.i - 1, word.i + 1), "according", noun)
            return
        if noun.lemma_ in _OPINIONS:
            yield from self._of_opinion(word, noun)
            return
        first = word.i == word.sent.start or doc[word.i - 1].text in "“\"'"
        end = subtree(word)[1]
        comma = end < len(doc) and doc[end].text == ","
        if lower == "per" or (first and (comma or lower in ("for", "to", "in"))):
            yield from self._around(word, (word.i, word.i + 1), "pp:" + lower, noun)

    def _of_opinion(self, word: Token, noun: Token) -> Iterator[Candidate]:
        """ "In Lind's view, …", "in the words of Lind"."""
        whose = next((k for k in noun.children if k.dep_ == "poss"), None)
        cue = word.i, noun.i + 1
        if whose is None:
            of = next((k for k in noun.children if k.lower_ == "of"), None)
            if of is not None:
                whose = next((k for k in of.children if k.dep_ == "pobj"), None)
                cue = word.i, of.i + 1
        if whose is not None:
            yield from self._around(word, cue, "opinion:" + noun.lemma_, whose)

    def _around(self, word: Token, cue: Range, frame: str, noun: Token) -> Iterator[Candidate]:
        """The phrase stands in, before or after what it says: near clause, whole sentence."""
        source = noun_phrase(noun)
        hole = (min(word.left_edge.i, cue[0]), max(source[1], cue[1]))
        head = word.head
        seen: set[tuple[Range, ...]] = set()
        for level in range(5):
            while head.pos_ not in ("VERB", "AUX") and head.head != head:
                head = head.head
            content = self._clean(without(subtree(head), hole), cut=hole)
            key = tuple(content)
            if content and key not in seen:
                seen.add(key)
                place = "root" if head.head == head else str(min(level, 2))
                yield from self._made(word, cue, f"{frame}:{place}", content, head, noun, "phrase")
            if head.head == head:
                break
            head = head.head

    def _clean(self, content: list[Range], cut: Range) -> list[Range]:
        return [c for c in (trim(self.doc, piece) for piece in content) if c is not None]

    def _of_colon(self, colon: Token) -> Iterator[Candidate]:
        """A name before a colon: "Lind: the plan is dead"; "Her advice: “Wait.”" """
        doc = self.doc
        start = colon.i
        while start > 0 and colon.i - start <= _MAX_SOURCE:
            before = doc[start - 1]
            if "\n" in before.text or before.text in ".?!" or before.is_sent_start is None:
                break
            start -= 1
            if doc[start].is_sent_start and (start == 0 or doc[start - 1].text[-1] in '\n.!?”"'):
                break
        if not 0 < colon.i - start <= _MAX_SOURCE or colon.i + 1 >= len(doc):
            return
        before_colon = doc[start : colon.i]
        has_verb = any(t.pos_ in ("VERB", "AUX") for t in before_colon)
        end = colon.i + 1
        while (
            end < len(doc)
            and "\n" not in doc[end].text
            and not (
                doc[end].is_sent_start
                and end > colon.i + 3
                and end - 1 not in self.quotations.by_token
            )
        ):
            end += 1
        content = trim(doc, (colon.i + 1, end))
        if content is None:
            return
        head = doc[content[0] : content[1]].root
        if has_verb:
            verb = next((t for t in reversed(list(before_colon)) if t.pos_ == "VERB"), None)
            if verb is not None and self.is_cue(verb.lemma_, "VERB"):
                subject, how = inherited_subject(verb)
                yield from self._made(
                    verb, verb_group(verb), "vcolon", [content], head, subject, how
                )
            return
        noun = before_colon.root
        yield from self._made(
            colon, (colon.i, colon.i + 1), "colon", [content], head, noun, "colon"
        )

    def _of_adverb(self, adverb: Token) -> Iterator[Candidate]:
        head = adverb.head
        if head.pos_ not in ("VERB", "AUX"):
            return
        content = without(subtree(head), (adverb.i, adverb.i + 1))
        yield from self._made(
            adverb, (adverb.i, adverb.i + 1), "adverb", content, head, None, "none"
        )

    # --- shared ---------------------------------------------------------------------------

    def _made(
        self,
        cue: Token,
        cue_range: Range,
        frame: str,
        content: list[Range],
        head: Token,
        subject: Token | None,
        how: str,
        gap: int = 0,
        quotes: list[int] | None = None,
    ) -> Iterator[Candidate]:
        if quotes is None:
            content = [self._fit(piece, cue.i) for piece in content]
            if not frame.startswith("according"):
                content = [self._without_outlet(piece) for piece in content]
        content = merge(c for c in (trim(self.doc, p) for p in content if p[0] < p[1]) if c)
        if not content:
            return
        source = None if subject is None else noun_phrase(subject)
        made = Candidate(
            cue, cue_range, frame, content, head, source, subject, how, gap, 0.0, quotes or []
        )
        if quotes is None:
            yield from self._shortened(made)
        yield made

    def _without_outlet(self, piece: Range) -> Range:
        """Without ", according to the Post" at the end: that speaks of the whole sentence.

        Counter-example: "Lind said it was built according to plan" (no comma).
        """
        start, end = piece
        for at in range(end - 1, max(start + 2, end - _MAX_SOURCE), -1):
            lower = self.doc[at].lower_
            if (lower == "according" or (lower == "as" and self.doc[at + 1].lower_ == "per")) and (
                self.doc[at - 1].text in ',”"'
            ):
                return start, at - 1 if self.doc[at - 1].text == "," else at
        return piece

    def _shortened(self, whole: Candidate) -> Iterator[Candidate]:
        """The candidate without what follows a comma at its end: ", while others …", ", which …"."""
        start, end = whole.content[-1]
        for cut, kind in self._tails(start, end):
            whole.tail = whole.tail or kind
            piece = trim(self.doc, (start, cut))
            if piece is not None:
                yield replace(whole, content=[*whole.content[:-1], piece], tail="", cut=kind)

    def _tails(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Where clauses and phrases begin that end the range and follow a comma or a dash; outermost last."""
        doc = self.doc
        final = end - 1
        while final > start and doc[final].is_punct:
            final -= 1
        at, found = doc[final], 0
        last = -1
        while found < 2:
            left = at.left_edge.i
            if left <= start + 2 or at.right_edge.i > end:
                return
            if (
                left != last
                and doc[left - 1].text in _SETS_OFF
                and left not in self.quotations.by_token
            ):
                if at.dep_ in _TAILS:
                    yield left - 1, self._kind_of_tail(at)
                    found += 1
                last = left
            if at.head == at:
                return
            at = at.head

    def _kind_of_tail(self, word: Token) -> str:
        first = word.left_edge
        if first.pos_ in ("SCONJ", "ADP", "PRON", "CCONJ") or first.lower_ == "according":
            return first.lower_
        return f"{word.dep_}:{word.tag_}"

    def _fit(self, piece: Range, cue: int) -> Range:
        """Widened to the end of a quotation that begins inside, cut at one that holds the cue."""
        start, end = piece
        first, last = self.quotations.at(start), self.quotations.at(end - 1)
        inside = self.quotations.at(cue)
        if inside is not None:
            return max(start, inside.inner[0]), min(end, inside.inner[1])
        if last is None and self.doc[end - 1].dep_ == "cc":  # "as harmful and “not an option”"
            last = self.quotations.at(end)
        if last is not None and last.outer[0] > start and last.outer[1] > end:
            end = last.outer[1]
        if first is not None and first.outer[0] < start and first.outer[1] < cue:
            start = first.outer[0]
        if start == end - 1 or self.doc[start].lower_ != "that":
            return start, end
        return (start + 1, end) if self.doc[start].dep_ == "mark" else (start, end)


def _core(verb: Token, own: Token | None) -> Range:
    """Subject, verb group and addressee: what stands between two halves of an interrupted content."""
    start, end = verb_group(verb)
    if own is not None:
        left, right = noun_phrase(own)
        start, end = min(start, left), max(end, right)
    for child in verb.rights:
        follows = child.left_edge.i <= end + 1 and child.i <= end + 6
        if follows and child.dep_ in ("npadvmod", "advmod", "dative", "prep", "dobj"):
            end = max(end, child.right_edge.i + 1)
    return start, end


def _is_by_doing(prep: Token) -> bool:
    """ "countered this by stating …": how it was said, not what."""
    return prep.lower_ in ("by", "in") and any(k.dep_ == "pcomp" for k in prep.rights)


def _is_time(word: Token) -> bool:
    """ "on Friday" between a verb and what it governs."""
    return word.dep_ == "prep" and any(k.ent_type_ in ("DATE", "TIME") for k in word.rights)


def _is_source_phrase(prep: Token, source: Token | None) -> bool:
    return source is not None and source.head == prep
