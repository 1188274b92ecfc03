"""What a content is about: its noun phrases, alone and with the one that a preposition ties to them.

"the repair of the old bridge" gives "repair", "old bridge" and "repair of the old bridge".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.model import Span, Statement
from graph.parse import Reading

MAX_WORDS = 3
# "the British ground forces" → "British ground forces", "his plan" → "plan", "some of it" → nothing
_KEPT = frozenset({"compound", "amod", "nmod"})
_TIES = frozenset({"of", "in", "for", "on", "to", "with", "against", "over"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def with_topics(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the noun phrases of their contents, in text order, each once."""
    phrases = sorted(_phrases(list(_chunks(reading))), key=lambda p: p[:2])
    starts = [start for start, _, _ in phrases]
    return tuple(
        replace(s, topics=tuple(dict.fromkeys(_within(s.content, phrases, starts))))
        for s in statements
    )


def _phrases(chunks: Sequence[Tokens]) -> Iterator[tuple[int, int, str]]:
    """Phrases with their offsets; a longer one only where both its halves are phrases, one preposition apart."""
    for chunk in chunks:
        yield chunk.start_char, chunk.end_char, _phrase(chunk)
    for one, other in pairwise(chunks):
        if other.start - one.end == 1 and one.doc[one.end].lower_ in _TIES:
            tie = one.doc[one.end]
            first, second = _phrase(one), _phrase(other)
            if first and second and tie.head == one.root:
                article = other[0].text + " " if other[0].lower_ in ("the", "its") else ""
                yield one.start_char, other.end_char, f"{first} {tie.text} {article}{second}"


def _chunks(reading: Reading) -> Iterator[Tokens]:
    if reading.doc.has_annotation("DEP"):
        yield from reading.doc.noun_chunks


def _within(
    spans: Sequence[Span], phrases: Sequence[tuple[int, int, str]], starts: Sequence[int]
) -> Iterator[str]:
    for span in spans:
        for start, end, phrase in phrases[bisect_left(starts, span.start) :]:
            if start >= span.end:
                break
            if phrase and end <= span.end:
                yield phrase


def _phrase(chunk: Tokens) -> str:
    """The head with the words right before it that say which: no articles, figures or pronouns."""
    head = chunk.root
    if head.pos_ not in _NOUNS or head.ent_type_ in {
        "DATE",
        "TIME",
        "PERCENT",
        "MONEY",
        "QUANTITY",
    }:
        return ""
    words: list[Token] = [head]
    for token in reversed(chunk.doc[chunk.start : head.i]):
        if token.dep_ not in _KEPT or len(words) == MAX_WORDS:
            break
        words.append(token)
    return " ".join(token.text for token in reversed(words))
