"""The lines of a text, with what their shape alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_TERMINAL = re.compile(r"[.!?…:;,][\"”’'»)\]]*$|[.!?…][\"”’'»)\]]*\s*\(\w[\w ]*\)$")
_HEADING_WORDS = 24
_BODY_WORDS = 8
_QUESTION_WORDS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place without the white space around it, its words, its shape."""

    index: int
    span: Span
    text: str
    words: int
    ends_sentence: bool

    @property
    def is_body(self) -> bool:
        """Whether it reads as a paragraph of an article: long enough, and ended."""
        return self.ends_sentence and self.words >= _BODY_WORDS and not self._asks_once

    @property
    def is_heading(self) -> bool:
        """Whether it may be a heading: short, and either without a full stop or a question."""
        return 1 <= self.words <= _HEADING_WORDS and (not self.ends_sentence or self._asks_once)

    @property
    def _asks_once(self) -> bool:
        """One short question or exclamation, as headings are ("Who pays for the dam?")."""
        words = self.text.rstrip("\"”’')")
        return (
            self.words <= _QUESTION_WORDS
            and words.endswith(("?", "!"))
            and not any(mark in words[:-1] for mark in ".?!")
        )


def split(text: str) -> tuple[Line, ...]:
    """All lines of `text` that hold a word, in order."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    start, index = 0, 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            at = start + raw.index(words[0])
            shown = words[-400:] if len(words) > 100_000 else words  # a line of 50 MB has no shape
            yield Line(
                index=index,
                span=Span(at, at + len(words)),
                text=words,
                words=sum(1 for _ in _WORD.finditer(words[:20_000])),
                ends_sentence=_TERMINAL.search(shown[-40:]) is not None,
            )
            index += 1
        start += len(raw)
