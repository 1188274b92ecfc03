"""On which condition, and with what left out."""

from __future__ import annotations

import re

from spacy.tokens import Token

from graph.extract.commitments.adrift import adrift
from graph.extract.commitments.fronted import fronted_subject, subject_start
from graph.extract.commitments.lists import grown
from graph.extract.commitments.recipients import Recipients
from graph.extract.commitments.supposing import (
    HINGING,
    TYING,
    done_so,
    is_aim,
    is_as_far_as,
    is_moment,
    is_next_deed,
    is_permitting,
    is_question,
    side_by_side,
)
from graph.extract.commitments.thing import TRIMMED
from graph.extract.commitments.worded import past_aside, worded
from graph.model import Span, Status

_GONE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday last earlier ago".split()
)

# "until the autumn": when, not whether
_TIMES = frozenset(
    "end start beginning year month week day hour summer winter spring autumn fall season night morning evening weekend "
    "deadline moment time now then today tomorrow midnight noon date point notice".split()
)


_CLAUSES = frozenset({"advcl", "acl", "ccomp", "pcomp", "csubj"})
_HOLDING_OFF = frozenset({"until", "pending", "without"})  # "will not leave without a truce"


class Conditions(Recipients):
    """Adds the condition and the exclusion."""

    def condition(self) -> Span | None:
        """The words of the condition: "once a deal is reached", "subject to parliament's approval"."""
        spans = [s for node in self._governors() for s in self._conditions(node)]
        spans += self._phrase_conditions()
        spans += self._inverted_above()
        spans += self._hinging() or self._tied()
        spans += self._shared_conditions()
        own = [s for s in spans if not s.start <= self.frame.core.idx < s.end]
        if not own:
            own = [s for s in adrift(self.frame, self.sentence) if not self._is_within(s)]
        own = side_by_side(own, self.reading.document.text)
        if not own:
            return None
        nearest = min(own, key=lambda s: (abs(s.start - self.frame.core.idx), -len(s)))
        return grown(self.sentence, nearest)

    def _is_within(self, span: Span) -> bool:
        """Whether what is promised, or who promises, stands inside: then it is no condition of it."""
        inside = (self.frame.core, *self.frame.chain, *(o.token for o in self.frame.operators))
        return any(span.start <= t.idx < span.end for t in inside)

    def _inverted_above(self) -> list[Span]:
        """ "will send doctors should Chad agree": the parser makes the condition the main clause."""
        top = self.frame.chain[-1]
        above = top.head
        start = _inverted(above)
        if top.dep_ != "ccomp" or above.i < top.i or start is None:
            return []
        end = above.right_edge if above.right_edge.dep_ != "punct" else above.right_edge.nbor(-1)
        return [Span(start.idx, end.idx + len(end))]

    def _hinging(self) -> list[Span]:
        """ "its promise to send tents depends on a vote": what it depends on; not "the valley depends on aid"."""
        for noun in self.frame.chain:
            verb = noun.head
            if noun.dep_ != "nsubj" or verb.lemma_.lower() not in HINGING:
                continue
            for prep in verb.children:
                if prep.dep_ == "prep" and prep.lower_ in ("on", "upon") and prep.i > verb.i:
                    return [Span(verb.idx, self._clause_span(prep).end)]
        return []

    def _tied(self) -> list[Span]:
        """ "tied its pledge of 40 trucks to a truce": "to a truce"; not "linked the two offers"."""
        thing = self.frame.thing
        for clause in thing.rights if thing is not None else ():
            if clause.dep_ in ("relcl", "acl") and clause.lemma_.lower() in TYING:
                for prep in clause.rights:  # "a loan that is tied to reforms"
                    if prep.dep_ == "prep" and prep.lower_ == "to":
                        return [Span(clause.idx, self._clause_span(prep).end)]
        for noun in self.frame.chain:
            passive = noun.dep_ == "nsubjpass"  # "its offer is linked to a truce"
            if (noun.dep_ == "dobj" or passive) and noun.head.lemma_.lower() in TYING:
                for prep in noun.head.rights:
                    if prep.dep_ == "prep" and prep.lower_ == "to" and prep.i > noun.i:
                        span = self._clause_span(prep)
                        return [Span(noun.head.idx, span.end) if passive else span]
                for prep in noun.rights:  # the parser hangs it on the pledge
                    if prep.dep_ == "prep" and prep.lower_ == "to" and prep.i > noun.i:
                        return [self._clause_span(prep)]
        return []

    def _shared_conditions(self) -> list[Span]:
        """ "will send doctors and Oslo will pay, if Chad agrees": behind a comma it is for both.

        So it is of deeds that share their helper verb: "will send tents and train nurses if Chad agrees".
        """
        found = []
        for other in self.frame.chain[-1].rights:
            if other.dep_ != "conj" or other.pos_ not in ("VERB", "AUX"):
                continue
            for clause in other.rights:
                shared = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ","
                own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in other.lefts)
                shared = shared or (not own and other.tag_ == "VB")
                marks = any(c.lower_ in ("if", "unless") for c in clause.lefts if c.dep_ == "mark")
                if clause.dep_ == "advcl" and shared and marks and self._is_condition(clause):
                    found.append(self._clause_span(clause))
        return found

    def _governors(self) -> list[Token]:
        nodes = [*self.frame.chain, *done_so(self.frame)]
        if self.frame.speech is not None:
            nodes.append(self.frame.speech)
        top = self.frame.chain[-1]
        if top.pos_ == "NOUN" and top.dep_ == "dobj":
            nodes.append(top.head)  # "conveyed its readiness to send tents, should Chad ask"
        if self.frame.thing is not None:
            nodes.append(self.frame.thing)
            nodes += [c for c in self.frame.thing.children if c.dep_ == "relcl"]
        nodes += [c for c in self.frame.core.children if c.dep_ in ("xcomp", "advcl", "prep")]
        if self.frame.lemma in self.lex.permit:  # "let girls return when the war has ended"
            nodes += [c for c in self.frame.core.rights if c.dep_ == "ccomp"]
        return nodes

    def _conditions(self, node: Token) -> list[Span]:
        found = []
        for child in node.children:
            if child.dep_ == "conj" and (start := _inverted(child)) is not None:
                found.append(self._clause_span(child, start))
            if (child.dep_ in _CLAUSES and self._is_condition(child)) or (
                child.dep_ == "prep"
                and self._is_condition_phrase(child)
                and not self._is_looking_back(child)
            ):
                found.append(self._clause_span(child))
            if is_moment(child) and self._is_ahead():
                found.append(self._clause_span(child))
        return found

    def _is_condition(self, clause: Token) -> bool:
        marks = [
            c
            for c in clause.children
            if c.dep_ in ("mark", "advmod") and c.i < clause.i and c.lower_ in self.lex.marks
        ]
        if clause.lower_ in ("provided", "providing", "assuming") or _inverted(clause):
            return True
        if is_permitting(clause) or is_as_far_as(clause) or self._is_meanwhile(clause):
            return True
        if not marks or is_question(marks[0]) or _is_even(marks[0]):
            return False
        past = clause.tag_ == "VBD" or any(
            c.tag_ == "VBD" for c in clause.children if c.dep_ in ("aux", "auxpass")
        )
        told = clause.pos_ in ("VERB", "AUX") or any(c.dep_ == "nsubj" for c in clause.children)
        if marks[0].lower_ == "once" and not told:
            return False  # "Holm, once a candidate"
        if marks[0].lower_ in ("if", "unless", "provided", "once", "assuming"):
            return True
        return (not past or self._is_told_back(marks[0])) and clause.tag_ != "VBG"

    def _is_meanwhile(self, clause: Token) -> bool:
        """ "will not resume its aid while the generals rule"; not "sends aid while the war goes on"."""
        mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "while"), None)
        lasting = clause.tag_ in ("VBZ", "VBP") and any(c.dep_ == "nsubj" for c in clause.lefts)
        return mark is not None and lasting and clause.dep_ == "advcl" and self._withholds()

    def _is_told_back(self, mark: Token) -> bool:
        """ "said it would leave when the war ended" looks ahead; "gave $5 million when the war ended" does not."""
        clause = mark.head
        if any(t.ent_type_ in ("DATE", "TIME") and t.lower_ in _GONE for t in clause.subtree):
            return False  # "… when Lund visited on Friday"
        if mark.lower_ == "until" and mark.i > self.frame.core.i and self._withholds():
            return True  # "suspended its aid until the vote was held"
        would = any(c.lower_ == "would" for n in self.frame.chain for c in n.lefts)
        return would and mark.lower_ not in ("after", "as", "before") and mark.i > self.frame.core.i

    def _withholds(self) -> bool:
        """Whether nothing is given for now: "refused to free them", "froze its aid"; not "stayed"."""
        statuses = {o.status for o in self.frame.operators} | {self.frame.status}
        statuses.add(self.lex.direct.get(self.frame.lemma))
        denied = any(c.dep_ == "neg" for node in self.frame.chain for c in node.children)
        return denied or bool(statuses & {Status.REFUSED, Status.WITHDRAWN})

    def _is_condition_phrase(self, prep: Token) -> bool:
        if prep.lower_ not in (
            "after",
            "before",
            "until",
            "pending",
            "upon",
            "following",
            "without",
        ):
            return False
        pobj = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
        if pobj is not None and pobj.ent_type_ in ("DATE", "TIME"):
            return False  # "until the end of the year"
        if pobj is not None and prep.lower_ in _HOLDING_OFF and self._withholds():
            return pobj.pos_ == "NOUN" and pobj.lemma_.lower() not in _TIMES
        return (
            pobj is not None
            and pobj.lemma_.lower() in self.lex.condition_events
            and self._is_ahead()
        )

    def _is_looking_back(self, prep: Token) -> bool:
        """ "after long talks, Oslo agreed to pay": when it agreed; not "would, after a truce, send tents"."""
        over = prep.head
        return (
            prep.lower_ in ("after", "following")
            and prep.i < self.frame.core.i
            and over.i != self.frame.core.i
            and over.tag_ in ("VBD", "VBN")
        )

    def _is_ahead(self) -> bool:
        """ "would deploy after the war" looks ahead; "sent troops after the vote" looks back."""
        return self.frame.core.tag_ not in ("VBD",) or bool(self.frame.operators)

    def _clause_span(self, clause: Token, start: Token | None = None) -> Span:
        """The clause from its mark to its end, without purposes, asides and closing marks."""
        tokens = sorted(clause.subtree, key=lambda t: t.i)
        tokens = tokens if start is None else [t for t in tokens if t.i >= start.i]
        fronted = fronted_subject(clause.head)
        if fronted is not None and fronted[0].i == clause.i:  # "if the plan passes | the city will"
            tokens = [t for t in tokens if t.i < subject_start(fronted[1]).i] or tokens[:1]
        while len(tokens) > 1 and tokens[0].lower_ in ("that", ","):
            tokens = tokens[1:]  # "promised that, should she lose, …"
        first = tokens[0]
        if first.i > 1 and [t.lower_ for t in first.doc[first.i - 2 : first.i]] == ["if", "and"]:
            first = first.nbor(-2)  # "if and when a truce is signed"
        last = tokens[-1]
        verb = _verb_of(clause)
        if (
            first.i > self.sentence.start
            and first.nbor(-1).lower_ in ("only", "but", "even")
            and first.nbor(-1).lower_ == "only"
        ):
            first = first.nbor(-1)
        for token in tokens:
            aside = token.text in ("–", "—", "(", ";") or (
                token.text == "," and not self._in_list(token)
            )
            if token.i > verb.i and (aside or is_aim(token, clause) or is_next_deed(token, clause)):
                last = token.nbor(-1)
                break
        while last.i > first.i and last.text.strip(TRIMMED) == "":
            last = last.nbor(-1)
        return Span(first.idx, last.idx + len(last))

    @staticmethod
    def _in_list(comma: Token) -> bool:
        return comma.head.dep_ in ("conj", "amod") or any(
            c.dep_ == "conj" for c in comma.head.children
        )

    def _phrase_conditions(self) -> list[Span]:
        text = self.sentence.text
        low = text.lower()
        found = []
        for start, end in worded(self.frame, self.sentence, self.lex.condition_phrases):
            found.append(Span(start, end))
            break
        provided = re.search(
            r"(?:(?<=^)P|(?<!which )(?<!who )(?<!that )(?<!has )(?<!had )(?<!have )(?<!having )\bp)rovided(?:,[^,]{2,30},)? (?:that )?(?=an? |the |its? |their |they |he |his |she |her |our |we |there |all |no |[A-Z])"
            r"[^,;:.–—()”\"]+",
            text,
        )
        leave = re.search(
            r"\b(?:only )?(?:with (?:the |its |their |his |her )?(?:[\w’'-]+ ){0,3}?(?:approval|consent|permission|go-ahead)"
            r"|(?:with|under) (?:an? |the )(?:[\w’'-]+ ){0,2}?mandate)\b",
            low,
        )
        if leave is not None and not found and self._is_ahead():
            start = self.sentence.start_char + leave.start()
            found.append(Span(start, start + len(leave.group())))
        elected = re.search(
            r"\bif (?:(?:he|she|it|they|we|i) (?:is|are|am|was|were) )?(?:re-?)?elected\b"
            r"(?: (?:to|as|in|on|for|by|with|next|this|again|president|mayor|governor|leader)\b[^,;.:–—”\"]*?)?"
            r"(?=$|[,;.:–—”\"]| (?:and|but|or|will|would|he|she|it|they|we|I|who|has|have|an?|the|our)\b)",
            text,
            re.IGNORECASE,
        )
        if elected is not None and not found:  # the parser often hangs "elected" on what follows
            start = self.sentence.start_char + elected.start()
            found.append(Span(start, start + len(elected.group().rstrip())))
        if provided is not None and not found:
            start = self.sentence.start_char
            stop = provided.start() + len(provided.group().rstrip())
            stop = past_aside(self.sentence, provided.start(), stop)
            found.append(Span(start + provided.start(), start + stop))
        return found

    def _is_of_frame(self, offset: int) -> bool:
        """Whether the word at this place of the sentence belongs to what is given, not to a clause on others."""
        at = self.sentence.start_char + offset
        token = next((t for t in self.sentence if t.idx <= at < t.idx + len(t)), None)
        nodes = {t.i for t in (self.frame.core, self.frame.thing) if t is not None}
        for _ in range(8):
            if token is None or token.i in nodes:
                return token is not None
            if token.dep_ == "relcl" or token.head.i == token.i:
                return False
            token = token.head
        return False

    def exclusion(self) -> Span | None:
        """ "but not in the front lines", "excluding ammunition"; also the sentence's own "no troops would …"."""
        text = self.sentence.text
        start = self.frame.core.idx - self.sentence.start_char
        for phrase in self.lex.exclusion_phrases:
            at = re.search(rf"\b{re.escape(phrase)}\b", text[start:], re.IGNORECASE)
            if at is None:
                continue
            if phrase.startswith("not ") and not self._is_of_frame(start + at.start()):
                continue  # "officials who asked not to be named"
            end = re.search(r"[,;:.–—(]|\s(?:and|but|while)\s", text[start + at.end() :])
            stop = start + at.end() + (end.start() if end else len(text) - start - at.end())
            return Span(
                self.sentence.start_char + start + at.start(), self.sentence.start_char + stop
            )
        return None


def _verb_of(clause: Token) -> Token:
    """The verb of what must be: "provided that the council, which sits in May, | agrees |"."""
    told = (k for k in clause.rights if k.dep_ == "ccomp" and k.pos_ in ("VERB", "AUX"))
    return next(told, clause) if clause.tag_ in ("VBN", "VBG") else clause


def _is_even(mark: Token) -> bool:
    """ "even if the war goes on" changes nothing; "except when it rains" is what is left out."""
    return mark.i > 0 and mark.nbor(-1).lower_ in ("even", "except")


def _inverted(clause: Token) -> Token | None:
    """The helper before its subject: "should" in "should Chad agree", a condition without "if"."""
    first = next((c for c in clause.lefts if c.dep_ in ("aux", "auxpass")), None)
    if first is None or first.lower_ not in ("should", "were"):
        return None
    subject = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.lefts)
    return first if subject else None
