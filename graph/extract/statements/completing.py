"""What a parenthesis tears: "Kenya, whose officers, | she said, | had “shed blood”" is one clause in two pieces."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import Range, noun_phrase, own_subject, subtree, trim

_FINITE = frozenset("MD VBD VBZ VBP".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ACTING = frozenset(("GPE", "ORG", "PERSON", "NORP"))
_EMPTY = frozenset("CCONJ AUX PUNCT SPACE PART SCONJ".split())
_CALLING = frozenset(
    "praise describe dismiss hail reject condemn denounce criticise criticize brand portray characterise characterize "
    "decry mock deride laud welcome slam".split()
)
_FEW = 4  # tokens of ", whose two officers"


def completed(candidate: Candidate) -> Candidate:
    """The candidate with the subject that stands before the parenthesis, without a relative clause that lost its verb."""
    doc = candidate.cue.doc
    *before, last = _with_sisters(candidate)
    last = _with_verdict(candidate.cue, last)
    content = _without_torn_words(doc, [*before, _without_torn_relative(doc, last)])
    subject = _torn_subject(candidate, content[0])
    if subject is not None:
        content = [subject, *content]
    return candidate if content == candidate.content else replace(candidate, content=content)


def _with_sisters(candidate: Candidate) -> list[Range]:
    """With the clause beside it that hangs on the cue as well: "Should they ask, | Oslo would pay, Lund said".

    Counter-examples: "It is over, Lund said, she would go" (the cue stands between); "suggesting it was over, was cool"
    (a clause without a subject of its own goes on with somebody else's).
    """
    doc, cue = candidate.cue.doc, candidate.cue
    if not candidate.frame.startswith("ccomp") or candidate.quotes or len(candidate.content) > 1:
        return candidate.content
    start, end = candidate.content[0]
    for sister in cue.children:
        if sister.dep_ == "conj" and start > cue.i:
            end = _with_that(sister, end)
            continue
        left, right = trim(doc, subtree(sister)) or (start, end)
        if (
            sister.dep_ != "ccomp"
            or own_subject(sister) is None
            or (left < cue.i) != (start < cue.i)
        ):
            continue
        if right + 1 == start and doc[right].text == ",":
            start = left
        elif end + 1 == left and doc[end].text == ",":
            end = right
    return [trim(doc, (start, end)) or (start, end)]


def _with_verdict(cue: Token, piece: Range) -> Range:
    """With what a thing is called: "praised the design | as ingenious", "dismissed it | as “a farce”".

    Counter-example: "praised the design as he left" (a clause).
    """
    doc, (start, end) = cue.doc, piece
    follows = cue.i < start and end < len(doc) and doc[end].lower_ == "as"
    if cue.lemma_.lower() not in _CALLING or not follows or doc[end].sent != cue.sent:
        return piece
    carrier = doc[end] if doc[end].dep_ == "prep" else doc[end].head
    verdict = carrier.dep_ == "prep" or carrier.pos_ in ("ADJ", "NOUN", "PROPN")
    if carrier.i < end or not verdict or any(k.dep_ in _SUBJECTS for k in carrier.children):
        return piece
    return start, carrier.right_edge.i + 1


def _without_torn_words(doc: Doc, content: list[Range]) -> list[Range]:
    """Without a piece that only an "and", a helper or a mark is left of: "| Nor would | Lind say | that it was over |"."""
    kept = [p for p in content if any(t.pos_ not in _EMPTY for t in doc[p[0] : p[1]])]
    return kept or content


def _with_that(verb: Token, end: int) -> int:
    """The end of a second "that"-clause which the parser hung on the cue: "said it was late|, but that nobody came".

    Counter-example: "said it was late, but nobody came" (perhaps the outlet's word).
    """
    doc, first = verb.doc, verb.left_edge.i
    marked = first < len(doc) and doc[first].lower_ == "that" and doc[first].dep_ == "mark"
    between = [t for t in doc[end:first] if t.text != ","]
    if not marked or len(between) != 1 or between[0].dep_ != "cc":
        return end
    piece = trim(doc, subtree(verb))
    return end if piece is None else piece[1]


def _torn_subject(candidate: Candidate, piece: Range) -> Range | None:
    """The subject of a content that begins with its verb behind ", she told the house,".

    "Oslo, Lund told the house, | has “turned the corner”"; also where the parser hung both subjects on the cue.
    Counter-example: "said it was over and | would stay so" (no parenthesis).
    """
    doc, first, source = candidate.cue.doc, piece[0], candidate.source
    verb = doc[first + 1] if doc[first].is_quote and first + 1 < piece[1] else doc[first]
    start = candidate.cue_range[0] if source is None else min(candidate.cue_range[0], source[0])
    if verb.tag_ not in _FINITE or start < 2 or first < candidate.cue_range[1]:
        return None
    if doc[start - 1].text != "," or doc[first - 1].text != ",":
        return None
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    for word in (*head.lefts, *candidate.cue.lefts):
        named = word.dep_ == "npadvmod" and word.ent_type_ in _ACTING
        if (word.dep_ in _SUBJECTS or named) and word != candidate.subject and word.i < start - 1:
            found = noun_phrase(word)
            return found if found[1] == start - 1 else None
    return None


def _without_torn_relative(doc: Doc, piece: Range) -> Range:
    """Without ", whose officers" before a parenthesis: "thanked Kenya|, whose officers|, she said, had helped"."""
    start, end = piece
    if end >= len(doc) or doc[end].text != ",":
        return piece
    for at in range(end - 1, max(start + 1, end - _FEW), -1):
        if _is_relative(doc[at]) and doc[at - 1].text == ",":
            verbless = not any(t.pos_ in ("VERB", "AUX") for t in doc[at:end])
            return (start, at - 1) if verbless else piece
    return piece


def _is_relative(word: Token) -> bool:
    return word.tag_ in ("WDT", "WP", "WP$")
