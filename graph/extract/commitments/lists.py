"""Conditions that go on behind a comma or an aside: "until Serbia pays, frees the drivers and reopens the bridge"."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.commitments.thing import TRIMMED
from graph.model import Span

_STOP = re.compile(r"(?<!\d),|,(?!\d)|[;:–—(”\"]|(?<!\.[A-Z])\.(?=\s|$)")
_AGAIN = re.compile(r",? (?:and|or|but)(?: only)? (?:if|that|unless|until|once|when)\b|, that\b")
_NOUNS = re.compile(
    r"(?:only )?(?:in (?:exchange|return) for|subject to|conditional (?:up)?on|contingent (?:up)?on|depending on|pending)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r", (?:as|which|who|where|when|while|now|then|however)\b[^,;.–]{2,60},(?= to \w)"
)
_DASHES = re.compile(r" [–—] [^–—.;]{2,80} [–—](?= (?:and|or|to|in|for|on|by|agrees?|accepts?) )")
# "until Chad does all it can | to find them"
_UNDONE = re.compile(
    r"\b(?:(?:all|everything|what) \w+ (?:can|could)|steps|action|measures|enough)$"
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_ROUNDS = 4


def grown(sentence: Tokens, span: Span) -> Span:
    """The condition with the rest of its list: more clauses, more deeds of its subject, more of what is asked.

    Counter-example: "if Chad pays, Oslo will send tents and train nurses" (the list is what is promised).
    """
    if not sentence.start_char <= span.start < span.end <= sentence.end_char:
        return span
    text, end = sentence.text, span.end - sentence.start_char
    for _ in range(_ROUNDS):
        further = _next(sentence, span.start - sentence.start_char, end)
        if further is None or further <= end:
            break
        end = further
    words = text[span.start - sentence.start_char : end].rstrip(TRIMMED + " ")
    return Span(span.start, span.start + len(words))


def _next(sentence: Tokens, start: int, end: int) -> int | None:
    """Where the words that go on end, as an offset of the sentence; None where nothing goes on."""
    text = sentence.text
    if (again := _AGAIN.match(text, end)) is not None:
        return (
            _stop(text, again.end())
            if again.group() != ", that" or "that " in text[start:end]
            else None
        )
    for aside in (_ASIDE, _DASHES):
        if (over := aside.match(text, end)) is not None:
            return _stop(text, over.end())
    if text.startswith(" to ", end) and _UNDONE.search(text[start:end]):
        return _stop(text, end)
    if text[end : end + 2] != ", ":
        return None
    row = _tokens(sentence, end + 1, _stop(text, end + 1))
    if _NOUNS.match(text, start) is not None:
        return _stop(text, end + 1) if _is_row_of_nouns(row) else None
    verb = _verb(sentence, start, end)
    return _stop(text, end + 1) if verb is not None and _is_row_of_deeds(row, verb) else None


def _stop(text: str, after: int) -> int:
    found = _STOP.search(text, after)
    return found.start() if found else len(text)


def _tokens(sentence: Tokens, start: int, end: int) -> list[Token]:
    return [t for t in sentence if start <= t.idx - sentence.start_char < end]


def _verb(sentence: Tokens, start: int, end: int) -> Token | None:
    """The first finite verb of the condition, where it is no helper: "pays" of "until Serbia pays"."""
    finite = (t for t in _tokens(sentence, start, end) if t.tag_ in ("VBZ", "VBP"))
    verb = next(finite, None)
    return verb if verb is not None and verb.dep_ not in ("aux", "auxpass") else None


def _is_row_of_nouns(row: list[Token]) -> bool:
    joined = any(t.lower_ in ("and", "or") for t in row[1:])
    plain = not any(t.tag_ in _FINITE for t in row)
    return (
        bool(row)
        and joined
        and plain
        and row[0].tag_ in ("DT", "NN", "NNS", "JJ", "PRP$", "CD", "NNP")
    )


def _is_row_of_deeds(row: list[Token], verb: Token) -> bool:
    """ ", frees the drivers and reopens the bridge": verbs of the same form, the first without a subject."""
    if not row or row[0].tag_ != verb.tag_:
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in row[0].lefts)
    return not own and any(t.lower_ in ("and", "or") for t in row[1:])
