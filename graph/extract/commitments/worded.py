"""Conditions that fixed words open ("in return for", "subject to"): where they end, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.thing import TRIMMED

_END = re.compile(
    r"(?<!\d),|,(?!\d)|[;:–—(”\"]|(?<!\.[A-Z])\.(?!\d|[A-Z])|\s(?:and|but|while|as well as)\s"
)
# "as soon as possible", "for as long as it takes": how soon and how long, never whether.
_EMPTY = re.compile(
    r"\s+(?:(?:possible|practicable|feasible|needed|necessary)\b|(?:it|this|that) takes\b|"
    r"(?:(?:reasonably|responsibly|practically) )?(?:we|they|he|she|it|I)(?: \w+ly)? (?:possibly )?can\b(?=\s*(?:[.,;:”\"]|$)))"
)
_GIVEN = frozenset(
    "it this that which money sum aid help fund funding offer plan move deal deployment pledge promise delivery "
    "payment loan grant transfer release support package".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def worded(frame: Frame, sentence: Tokens, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """(start, end) in the document, of the longest phrases first, that are of this frame and not of another clause."""
    low = sentence.text.lower()
    if _is_told_in_passing(frame):
        return
    for phrase in phrases:
        for at in re.finditer(rf"\b{re.escape(phrase)}\b", low):
            if phrase.startswith("as ") and _EMPTY.match(sentence.text, at.end()):
                continue
            if sentence.text.lower().startswith((" of anonymity", " anonymity"), at.end()):
                continue  # how it was told, not what it hangs on
            if _is_others(frame, sentence, at.start(), at.end()):
                continue
            stop = past_aside(sentence, at.end(), _stop(sentence, at.start(), at.end()))
            yield sentence.start_char + at.start(), sentence.start_char + stop


def _is_told_in_passing(frame: Frame) -> bool:
    """ "Chad, which gave $5 million in May, will give more, subject to a vote": what it gave hangs on nothing."""
    past = frame.core.tag_ == "VBD" and not frame.operators and frame.status is None
    return past and frame.chain[-1].dep_ == "relcl"


def past_aside(sentence: Tokens, after: int, stop: int) -> int:
    """ "provided that the regulator|, Ofwat, agrees|": to the verb of its subject, and on to the next stop.

    Offsets in the sentence. Counter-example: "provided that the council agrees|, Lund said".
    """
    inside = [t for t in sentence if after <= t.idx - sentence.start_char < stop]
    verbs = (t.head for t in inside if t.dep_ in _SUBJECTS and t.head.i > inside[-1].i)
    verb = next((v for v in verbs if v.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return stop
    end = _END.search(sentence.text, verb.idx - sentence.start_char)
    return end.start() if end else len(sentence.text.rstrip(TRIMMED))


def _stop(sentence: Tokens, start: int, after: int) -> int:
    """Where the words end: at a comma or a joining word, further where the parser joins what follows to them."""
    text = sentence.text
    if text.startswith(": ", after) and text[start:after].lower().endswith("condition"):
        after += 2  # "on one condition: that the books are opened"
    end = _END.search(text, after)
    stop = end.start() if end else len(text.rstrip(TRIMMED))
    stop = _past_quote(text, after, stop)
    joining = end is not None and end.group().strip() in ("and", "as well as")
    if joining and end is not None and stop == end.start():
        return _joined_stop(sentence, start, after, stop)
    return stop


def _joined_stop(sentence: Tokens, start: int, after: int, stop: int) -> int:
    """ "in return for oil and gas" whole; not "in return for oil and will send tents"."""
    joint = next((t for t in sentence if t.idx - sentence.start_char > stop), None)
    if joint is None or joint.dep_ != "cc":
        return stop
    first = joint.head.idx - sentence.start_char
    others = [c for c in joint.head.rights if c.dep_ == "conj" and c.i > joint.i]
    if first < after or not others:
        return stop
    last = max(t.idx + len(t) for t in others[0].subtree) - sentence.start_char
    end = re.compile(r"[,;:–—(”\"](?!\d)").search(sentence.text, joint.idx - sentence.start_char)
    last = min(last, end.start()) if end else last
    return len(sentence.text[:last].rstrip(TRIMMED))


def _is_others(frame: Frame, sentence: Tokens, start: int, after: int) -> bool:
    """ "Oslo will send tents, and Mali will pay in exchange for fish": "for fish" is not of the tents."""
    inside = [t for t in sentence if start <= t.idx - sentence.start_char < after]
    if not inside or any(t.lemma_ in ("depend", "hinge", "hinges") for t in inside):
        return False
    above = {t.i for t in frame.core.ancestors} | {frame.core.i}
    token = _topmost(inside)
    while token.i not in above and token.head.i != token.i:
        own = [c for c in token.children if c.dep_ in _SUBJECTS]
        if own and token.dep_ in ("conj", "ccomp", "relcl", "parataxis", "acl", "advcl"):
            return not any(_is_given(c, frame) for c in own)
        token = token.head
    chained = {t.i for t in frame.chain} | {frame.core.i}
    before = token.i < inside[0].i < frame.core.i and token.i in above
    return before and token.i not in chained and token.pos_ == "VERB" and _is_joined(frame, token)


def _is_joined(frame: Frame, verb: Token) -> bool:
    """Whether what is given stands behind "and" in a row that this verb opens."""
    return any(n.dep_ == "conj" and n.head.i == verb.i for n in (frame.core, *frame.chain))


def _topmost(inside: list[Token]) -> Token:
    """The word of the phrase that hangs outside it; what a mark opens, as a whole, hangs where its verb hangs."""
    within = {t.i for t in inside}
    top = next((t for t in inside if t.head.i not in within), inside[0])
    opens = top.dep_ in ("mark", "advmod") and top.head.i > top.i
    return top.head.head if opens and top.head.dep_ in ("advcl", "conj", "ccomp") else top


def _is_given(subject: Token, frame: Frame) -> bool:
    same = frame.thing is not None and subject.lemma_ == frame.thing.lemma_
    return same or subject.lemma_.lower() in _GIVEN


def _past_quote(text: str, start: int, stop: int) -> int:
    """ "on the condition that it “meets the rules”": a quotation that opens inside belongs to it."""
    inside = text[start:stop]
    if stop >= len(text) or text[stop] not in '"“' or not inside.strip() or '"' in inside:
        return stop
    close = re.search(r'["”]', text[stop + 1 :])
    quoted = text[stop + 1 : stop + 1 + close.start()] if close else ""
    return stop + 1 + len(quoted.rstrip(TRIMMED)) if quoted else stop
