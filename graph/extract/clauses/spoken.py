"""Quotations that the rules for news give to somebody, and that no chosen clause has: dialogue, turns of an interview.

“It is only the wind,” he said.       Erik Moen: Who taught you?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.statements.contents import finish
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw
from graph.extract.statements.selection import read
from graph.model import QuoteType, Span
from graph.parse import Reading

_SAME = 0.5  # overlap from which two contents are one
_NESTED = (
    0.9  # the same where one of them holds the other's cue: “I think | it is the wind,” he said
)


def spoken(reading: Reading, quotations: Quotations, chosen: Sequence[Raw]) -> Iterator[Raw]:
    """Direct quotations and what is according to somebody, by the rules, in text order; one that is chosen is left out."""
    text = reading.document.text
    for raw in read(reading, quotations):
        content, kind = finish(text, raw.content, raw.cue, quotations)
        sure = kind is QuoteType.DIRECT or raw.frame.startswith("according")
        if content and sure and not any(_same(raw, c, text) for c in chosen):
            yield raw


def _same(left: Raw, right: Raw, text: str) -> bool:
    if not any(a.overlaps(b) for a in left.content for b in right.content):
        return False
    one, other = _letters(left.content, text), _letters(right.content, text)
    nested = _holds(left, right) != _holds(right, left)
    return len(one & other) > (_NESTED if nested else _SAME) * len(one | other)


def _letters(spans: Sequence[Span], text: str) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}


def _holds(outer: Raw, inner: Raw) -> bool:
    """Whether the inner one's cue stands in the outer one's content."""
    return any(span.contains(cue) for span in outer.content for cue in inner.cue[:1])
