"""What a content is about: its noun phrases, from which issues get their names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.model import Span, Statement
from graph.parse import Reading

MAX_WORDS = 3
# "the British ground forces" → "British ground forces", "his plan" → "plan", "some of it" → nothing
_KEPT = frozenset({"compound", "amod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def with_topics(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the noun phrases of their contents, in text order, each once."""
    phrases = [(chunk.start_char, chunk.end_char, _phrase(chunk)) for chunk in _chunks(reading)]
    starts = [start for start, _, _ in phrases]
    return tuple(
        replace(s, topics=tuple(dict.fromkeys(_within(s.content, phrases, starts))))
        for s in statements
    )


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
