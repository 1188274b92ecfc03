"""What a verb may report: its clause, its object, the sentence around it, the quotation beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate, Draft, Kids, Maker, kids_of
from graph.extract.statements.clause import (
    Range,
    inherited_subject,
    inverted_subject,
    noun_phrase,
    own_subject,
    subtree,
    verb_group,
    without,
)
from graph.extract.statements.quoted import QuoteReader

TOPICS = frozenset("of about for on against to with in from over as at by into that".split())
_SETS_OFF = frozenset((":", "—", "–"))
_ASIDES = frozenset("although though while if because since".split())
ADDRESSED = frozenset(
    "tell ask inform remind assure notify urge advise warn persuade convince".split()
)
_TOLD = frozenset("tell inform remind assure notify warn brief".split())


class VerbReader:
    """Proposes what a verb reports."""

    def __init__(self, maker: Maker, is_cue: Callable[[str, str], bool]) -> None:
        self._maker = maker
        self._doc = maker.doc
        self._is_cue = is_cue
        self._quotes = QuoteReader(maker, is_cue)

    def read(self, verb: Token) -> Iterator[Candidate]:
        """All readings of one verb."""
        subject, how = inherited_subject(verb)
        own = own_subject(verb)
        if own is not None and self._is_quoted_beside(own, verb):
            own = inverted_subject(verb)
            subject, how = own, "none" if own is None else "own"
        core, kids = core_of(verb, own), kids_of(verb)
        if own is not None and own.i > verb.i:
            kids.objects = [k for k in kids.objects if k != own]
        kids.clauses = [k for k in kids.clauses if not self._is_reporter(k, core)]
        draft = Draft(self._maker, verb, verb_group(verb), subject, how)
        yield from self._of_clauses(verb, core, kids, draft)
        yield from self._of_phrases(verb, kids, draft)
        yield from self._raised(verb, own, kids, draft)
        yield from self._parenthetical(verb, own, draft)
        yield from self._quotes.of_verb(verb, core, kids, draft)

    def beside_quotation(self, verb: Token) -> Iterator[Candidate]:
        """A verb of no lexicon right behind a quotation: “We built it,” the mayor roared.

        Counter-examples: The “big port” closed. “We built it,” the mayor sang a song.
        """
        quotations = self._maker.quotations
        if not quotations.items or verb.tag_ not in ("VBD", "VBZ") or verb.i in quotations.by_token:
            return
        own = own_subject(verb) or inverted_subject(verb)
        if own is None or own.i in quotations.by_token:
            return
        start = min(own.left_edge.i, verb.i)
        item = quotations.at(start - 1) if start else None
        if item is None or self._doc[item.inner[1] - 1].text not in (",", "?", "!"):
            return
        if any(
            k.dep_ in ("dobj", "ccomp", "xcomp") and k != own and k.i > verb.i for k in verb.rights
        ):
            return
        chain = quotations.chain_back(self._doc, quotations.by_token[start - 1])
        content = [quotations.items[number].inner for number in chain]
        draft = Draft(self._maker, verb, verb_group(verb), own, "own")
        yield from draft("qprev", content, self._doc[content[0][0]], quotes=chain)

    def _is_quoted_beside(self, subject: Token, verb: Token) -> bool:
        """Whether the parser took words of the quotation for the subject: “Well,” wrote a friend of Lind."""
        inside = self._maker.quotations.by_token
        return subject.i in inside and inside.get(verb.i) != inside[subject.i]

    def _is_reporter(self, clause: Token, core: Range) -> bool:
        """Whether a clause behind the cue reports it in its turn: “It is over,” Lind said, the Post reported.

        Counter-example: “It is over,” Lind said, the vote had failed.
        """
        own = own_subject(clause)
        if clause.i < core[1] or own is None or clause.right_edge.i > clause.i + 1:
            return False
        before = self._maker.quotations.before(core[0])
        if before < 0 or core[0] - self._maker.quotations.items[before].outer[1] > 2:
            return False
        comma = self._doc[min(own.left_edge.i, clause.i) - 1]
        return comma.text == "," and self._is_cue(clause.lemma_, "VERB")

    def _of_clauses(self, verb: Token, core: Range, kids: Kids, made: Draft) -> Iterator[Candidate]:
        for clause in kids.clauses:
            whole = self._with_main_clause(clause)
            if self._leads_to_quotation(whole, core):
                continue
            yield from made(clause.dep_, without(whole, core), clause)
            cut = self._cut(clause, verb.i) or self._other_voice(clause, verb)
            if cut is not None:
                yield from made(clause.dep_ + ":cut", without((whole[0], cut), core), clause)

        for clause in _hung(verb):
            yield from made("hung", [subtree(clause)], clause)
        cleft = _cleft(verb)
        if cleft is not None:
            yield from made("ccomp", [subtree(cleft)], cleft)

    def _of_phrases(self, verb: Token, kids: Kids, made: Draft) -> Iterator[Candidate]:
        rest = self._rest(verb, kids)
        objects = [k for k in kids.objects if k.tag_ != "WP"]  # "what she said" says nothing itself
        for thing in objects[:1]:
            if verb.lemma_ not in ADDRESSED or thing.dep_ != "dobj" or len(rest) <= 1:
                yield from made("obj", [subtree(thing)], thing)
        if len(rest) > 1:
            yield from made("rest", [(subtree(rest[0])[0], subtree(rest[-1])[1])], rest[0])
        for prep in kids.preps[:2]:
            if prep.lower_ in TOPICS:
                yield from made("prep:" + prep.lower_, [subtree(prep)], prep)

    def _leads_to_quotation(self, clause: Range, core: Range) -> bool:
        """Whether a quotation that a colon or a dash sets off from the clause stands before the cue.

        The town had lost: “We are done,” she said. It may be 400 — “a number,” she said. She said the quotation.
        """
        number = self._maker.quotations.before(core[0])
        if number < 0:
            return False
        start, end = self._maker.quotations.items[number].outer
        return (
            clause[0] < start - 1 and core[0] - end <= 2 and self._doc[start - 1].text in _SETS_OFF
        )

    def _with_main_clause(self, clause: Token) -> Range:
        """The clause; to the end of its sentence where it is only the "although …" before the main one.

        "She said that, although “nobody has seen it,” | it would come."
        """
        start, end = subtree(clause)
        opening = (*clause.lefts, *self._doc[start : start + 3])
        if any(k.dep_ == "mark" and k.lower_ in _ASIDES for k in opening):
            after, sentence = self._doc[end : end + 3], clause.sent.end
            main = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in after)
            return (start, sentence) if main and end + 2 < sentence else (start, end)
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
                        and self._is_cue(child.lemma_, "VERB")
                    ):
                        return self._before_conjunction(child)
            if later is None:
                return None
            at = later
        return None

    def _other_voice(self, clause: Token, cue: Token) -> int | None:
        """Where somebody else begins to speak: "Lind said it had failed, and Berg warned that …".

        Counter-examples (no comma, another tense): "said it had failed and Berg was …", ", and Berg warns".
        """
        for child in clause.rights:
            own = own_subject(child) if child.dep_ == "conj" else None
            if own is None or child.tag_ != cue.tag_ or not self._is_cue(child.lemma_, "VERB"):
                continue
            start = self._before_conjunction(child)
            if self._doc[start].text == "," and any(k.dep_ == "ccomp" for k in child.rights):
                return start
        return None

    def _before_conjunction(self, verb: Token) -> int:
        """The index of the "and" before a verb, or of the verb."""
        start = verb.left_edge.i
        while start > 0 and (self._doc[start - 1].dep_ == "cc" or self._doc[start - 1].text == ","):
            start -= 1
        return start

    def _rest(self, verb: Token, kids: Kids) -> list[Token]:
        """Complements after the verb, in order, without whom it was said to."""
        preps = [k for k in kids.preps if not _is_by_doing(k)]
        found = [k for k in (*kids.objects, *kids.clauses, *preps) if k.i > verb.i]
        found += [k for k in kids.others if k.dep_ in ("advcl", "dep") and k.i > verb.i]
        found.sort(key=lambda token: token.i)
        if verb.lemma_ in ADDRESSED and len(found) > 1 and found[0].dep_ in ("dobj", "dative"):
            found = found[1:]
        while found and found[-1].dep_ == "advcl":
            found.pop()
        while len(found) > 1 and _is_time(found[0]):
            found = found[1:]
        return found

    def _raised(
        self, verb: Token, own: Token | None, kids: Kids, made: Draft
    ) -> Iterator[Candidate]:
        """ "The talks are expected to fail": the subject belongs to what is expected."""
        if own is None or own.dep_ == "expl" or verb.lemma_ in _TOLD:
            return  # "Lind was told that …": she is told, and no part of it
        after = [k for k in (*kids.clauses, *kids.objects, *kids.preps) if k.i > verb.i]
        after.sort(key=lambda token: token.i)
        if own.dep_ in ("nsubjpass", "csubjpass") or verb.lemma_ in ("seem", "appear"):
            subject = subtree(own)
            if after:
                tail = (subtree(after[0])[0], subtree(after[-1])[1])
                yield from made("raised+", [subject, tail], after[0])
            yield from made("raised", [subject], own)

    def _parenthetical(self, verb: Token, own: Token | None, made: Draft) -> Iterator[Candidate]:
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
        if mark == "as" and any(k.dep_ == "neg" for k in head.children):
            return  # "It was not closed, as Lind suggested": did she suggest that it was?
        frame = f"aside:{mark}" if mark in ("as", "conj") else "aside"
        hole = (core_of(verb, own)[0], subtree(verb)[1])
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
        if start == 0 or self._doc[start - 1].text != ",":
            return False
        return not any(k.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr") for k in verb.rights)


def _hung(verb: Token) -> Iterator[Token]:
    """What is said, where the parser hung it on whom it was said to: "told the council it would hold"."""
    for child in verb.rights:
        noun = child
        if child.dep_ == "prep":
            noun = next((k for k in child.rights if k.dep_ == "pobj"), child)
        if noun.dep_ not in ("dobj", "dative", "pobj"):
            continue
        yield from (clause for clause in noun.rights if _is_said(clause))


def _cleft(verb: Token) -> Token | None:
    """The clause that "what" stands for: "What Lind did not say is | that it had failed".

    Counter-example: "What Lind said was wrong".
    """
    copula = verb.head
    if verb.dep_ != "csubj" or copula.lemma_ != "be" or verb.left_edge.lower_ != "what":
        return None
    return next((k for k in copula.rights if k.dep_ == "ccomp" and own_subject(k)), None)


def _is_said(clause: Token) -> bool:
    """A whole clause, not one about the noun: "… that it would hold". Counter-example: "… who held it"."""
    if clause.dep_ not in ("relcl", "acl", "ccomp") or own_subject(clause) is None:
        return False
    first = clause.left_edge
    if first.lower_ == "that":
        return first.dep_ not in ("nsubj", "nsubjpass")
    return first.tag_ not in ("WDT", "WP", "WP$", "WRB")


def core_of(verb: Token, own: Token | None) -> Range:
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
