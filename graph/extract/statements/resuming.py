"""What goes on behind the clause that tells who said it: "It would sail, Lind said on Sunday, | unless it rained |"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import Range, own_subject, trim
from graph.extract.statements.settling import (
    COMMISSIVE,
    is_told_of_future,
    opens_condition,
    opens_limit,
    without_verdict,
)
from graph.extract.statements.verbs import ADDRESSED
from graph.lexicons import reporting

_REACH = 16  # tokens of "said in a letter to the families on Sunday,"
_UNTIL = frozenset("once until till pending".split())
_REASONS = frozenset("because except including excluding".split())
_REASON_PHRASES = (
    ("so", "that"),
    ("in", "order", "to"),
    ("with", "the", "exception"),
    ("apart", "from"),
    ("rather", "than"),
    ("instead", "of"),
    ("regardless", "of"),
)
_OPENING = frozenset("if unless when once although though while because after before until".split())
_INVERTED = frozenset("had should were".split())
_AIMS_OF_SPEECH = frozenset(
    "reassure calm warn explain stress underline emphasise emphasize show make clarify".split()
)


def resumed(candidate: Candidate) -> Candidate:
    """The candidate with the condition, exception, reason or main clause that stands behind its cue clause.

    Counter-examples: "It would sail, Lind said, adding that …", "…, Lind said, before leaving for Geneva", "…, Lind
    said, to applause" (what she did, and how it was heard).
    """
    doc = candidate.cue.doc
    opening = _opening_clause(candidate)
    if opening is not None:
        return replace(candidate, content=[opening, *candidate.content])
    at = _behind_cue(candidate)
    if at is None:
        return candidate
    piece = _main_clause(candidate, at)
    if piece is None and _goes_on(candidate, at):
        piece = _clause_at(doc, at)
        piece = None if piece is None else without_verdict(doc, piece)
    if piece is None or sum(t.is_quote for t in doc[piece[0] : piece[1]]) % 2:
        return candidate
    return replace(candidate, content=[*candidate.content, piece])


def _opening_clause(candidate: Candidate) -> Range | None:
    """The clause before a parenthesis, if the content is what stands behind it: "| When it ends |, Lind said, it will open".

    Counter-examples: "When asked, Lind said, …" (no clause of its own), "When it ended, Lind said it would open" (the
    outlet's word, perhaps).
    """
    doc, (start, _) = candidate.cue.doc, candidate.content[0]
    source = candidate.source
    if source is None or candidate.quotes or not max(candidate.cue.i, source[0]) < start - 1:
        return None
    first = min(candidate.cue.i, source[0])
    if doc[start - 1].text != "," or first < 3 or doc[first - 1].text != ",":
        return None
    opening = doc[first].sent.start
    mark = doc[opening]
    if (
        mark.lower_ not in _OPENING
        or mark.dep_ not in ("mark", "advmod")
        or own_subject(mark.head) is None
    ):
        return None
    return trim(doc, (opening, first)) if mark.head.right_edge.i == first - 2 else None


def _behind_cue(candidate: Candidate) -> int | None:
    """Where the words behind the comma after "Lind said on Sunday" begin, if the content stands before it."""
    cue, source = candidate.cue, candidate.source
    if cue.pos_ != "VERB" or source is None or cue.i < candidate.content[-1][1]:
        return None
    doc, start = cue.doc, max(candidate.cue_range[1], source[1], cue.i + 1)
    end = candidate.content[-1][1]
    if not 0 <= min(cue.i, source[0]) - end <= 2 or doc[end].text == ";":
        return None
    for word in doc[start : start + _REACH]:
        if word.text == ",":
            free = word.i + 2 < len(doc) and not _has_object(cue, word.i)
            return word.i + 1 if free else None
        if word.pos_ in ("VERB", "AUX") or word.is_sent_start or word.text in '.;:?!“”"—–':
            return None
    return None


def _has_object(cue: Token, comma: int) -> bool:
    """Whether it has a content of its own behind it: "Oslo gave 40; Bern | puts the figure | at 50, assuming …"."""
    if cue.lemma_.lower() in ADDRESSED:
        return False
    return any(k.dep_ in ("dobj", "attr", "oprd", "xcomp") and k.i < comma for k in cue.rights)


def _main_clause(candidate: Candidate, at: int) -> Range | None:
    """ "If nothing changed, the union said, | they would walk out |", "Had it rained, Lind said, | it would have sunk |"."""
    (start, _), *others = candidate.content
    doc = candidate.cue.doc
    first = doc[start]
    if others or candidate.quotes:
        return None
    if first.lower_ in _OPENING and first.dep_ in ("mark", "advmod"):
        main = first.head.head
    elif first.lower_ in _INVERTED and first.is_sent_start and first.sent[-1].text != "?":
        main = next((k for k in candidate.cue.rights if k.dep_ == "ccomp" and k.i > at), first)
    else:
        return None
    subject = own_subject(main)
    if subject is None or not at <= subject.i < main.i or main.left_edge.i < start:
        return None
    return trim(doc, (at, min(main.right_edge.i + 1, doc[at].sent.end)))


def _goes_on(candidate: Candidate, at: int) -> bool:
    """Whether the words there belong to what was said, not to how it was said."""
    doc, last = candidate.cue.doc, candidate.content[-1]
    words = tuple(t.lower_ for t in doc[at : at + 3])
    if opens_limit(doc, at):
        return True
    limited = opens_condition(doc, at) or words[0] in _UNTIL or words[:2] == ("subject", "to")
    if limited:
        return is_told_of_future(doc, last) or candidate.cue.lemma_.lower() in COMMISSIVE
    if candidate.quotes or any(t.is_quote for t in doc[last[0] - 1 : last[1] + 1]):
        return False
    if words[0] in _REASONS - {"because"} and _holds_saying(doc, at):
        return False
    if words[0] in _REASONS or any(words[: len(p)] == p for p in _REASON_PHRASES):
        return True
    aim = words[0] == "to" and doc[at + 1].tag_ == "VB"
    return aim and words[1] not in _AIMS_OF_SPEECH and is_told_of_future(doc, last)


def _holds_saying(doc: Doc, at: int) -> bool:
    """Whether another speaks in it: "including a rule that | they say | is vague"."""
    return any(
        t.pos_ == "VERB"
        and reporting.cue(t.lemma_.lower(), "VERB") is not None
        and own_subject(t) is not None
        for t in doc[at : doc[at].sent.end]
    )


def _clause_at(doc: Doc, at: int) -> Range | None:
    """From there to the end of the clause or phrase that begins there."""
    word = doc[at]
    if word.dep_ == "cc" and at + 1 < len(doc):
        word = doc[at + 1]
    while word.head.i > word.i or (word.dep_ in ("mark", "advmod", "aux") and word.head.i >= at):
        if word.head.i < at or word.head == word:
            break
        word = word.head
    end = max(_end_of(word), at + 2)
    return trim(doc, (at, min(end, doc[at].sent.end)))


def _end_of(carrier: Token) -> int:
    """Without a second thing that the source did: "if it rained|, adding that it was late"."""
    end = carrier.right_edge.i + 1
    doc = carrier.doc
    for word in doc[carrier.i + 1 : end]:
        said = word.tag_ == "VBG" and reporting.cue(word.lemma_.lower(), "VERB") is not None
        if said and doc[word.i - 1].text == ",":
            return word.i - 1
    return end
