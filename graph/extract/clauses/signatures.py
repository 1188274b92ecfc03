"""Whose a whole text is: bylines, authors' names and signatures, with the stretch that is theirs.

    By Ada Lind               the essay below is hers
    Yours, Ada                so is the letter above

Only shapes are proposed here, from line breaks, capitals and closing words; a model learnt from other texts chooses.
Counter-examples: a heading, the name of who is written to, the last line of a poem. Who took a picture does not say
what its caption says, and a label before a line ("Price: 40 euros") is no signature: neither is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span
from graph.parse import Reading

_KINDS = ("byline", "authors", "signature")
_OPENING = re.compile(r"(?i)abstract|introduction|dear\b")
_DEAR = re.compile(r"(?i)dear\b")
_LONG = 25  # words of a paragraph that is text, not heading
_TOP, _BOTTOM, _LOOKAHEAD = 6, 9, 12  # paragraphs in which bylines and signatures are looked for
_NAMING = 60  # words of the longest line of authors
_SIGNING, _CLOSING = 14, 8  # words of the longest signature, of "Yours sincerely,"
_GREETING = 4  # words of "Ada,"
_LEAST = 4  # characters of a content

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signature:
    """Characters of a name and of what is its bearer's, with the numbers that the choice is made by."""

    kind: str
    source: Stretch
    content: Stretch
    row: tuple[float, ...]


def signatures(reading: Reading) -> Iterator[Signature]:
    """All that may be signatures, in text order; passages that were set aside are not looked at."""
    aside = [passage.span for passage in reading.document.set_aside]
    yield from _Lines(reading.document.text, aside)


class _Lines:
    """The paragraphs of one text."""

    def __init__(self, text: str, aside: list[Span]) -> None:
        self._text = text
        lines = (Span(*m.span()) for m in re.finditer(r"[^\n]+", text))
        kept = [line for line in lines if not any(a.overlaps(line) for a in aside)]
        self._lines = [(line.start, line.end) for line in kept]
        self._words = [len(text[a:b].split()) for a, b in self._lines]
        count = len(self._words)
        self._first = next((k for k in range(1, count) if self._words[k] >= _LONG), count - 1)

    def __iter__(self) -> Iterator[Signature]:
        for number in range(len(self._lines)):
            for kind, source, content, at in self._of(number):
                if content[1] - content[0] >= _LEAST and source[0] < source[1]:
                    yield Signature(
                        kind, source, content, self._row(kind, source, content, number, at)
                    )

    def _of(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        if number <= min(_TOP, self._first) and self._words[number] <= _NAMING:
            yield from self._on_top(number)
        if number >= max(2, len(self._words) - _BOTTOM) and self._words[number] <= _SIGNING:
            yield from self._at_the_end(number)

    def _on_top(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        """ "By Ada Lind", or a line with her name, and the text from one of the next beginnings."""
        start, end = self._lines[number]
        named = self._text.startswith("By ", start)
        begins = {number + 1, self._first} | {
            k
            for k in range(number + 1, min(len(self._words), number + _LOOKAHEAD))
            if _OPENING.match(self._text, self._lines[k][0])
        }
        for at in sorted(k for k in begins if number < k < len(self._words)):
            rest = (self._lines[at][0], self._lines[-1][1])
            source = (start + 3 if named else start, end)
            yield "byline" if named else "authors", source, rest, at

    def _at_the_end(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        """ "Yours," and the name below, or the name alone; the letter begins at "Dear …" or at the top."""
        below = number + 1
        name = self._lines[number]
        if below < len(self._words) and self._words[below] <= _CLOSING and self._closes(number):
            name = self._lines[below]
        begins = {0, 1} | {
            k
            for k in range(number)
            if _DEAR.match(self._text, self._lines[k][0])
            or (self._words[k] <= _GREETING and self._ends(k, ","))
        }
        for at in sorted(k for k in begins if k < number - 1):
            above = (self._lines[at][0], self._lines[number - 1][1])
            yield "signature", name, above, at

    def _closes(self, number: int) -> bool:
        return self._ends(number, ",.!")

    def _ends(self, number: int, marks: str) -> bool:
        start, end = self._lines[number]
        return self._text[start:end].rstrip().endswith(tuple(marks))

    def _row(
        self, kind: str, source: Stretch, content: Stretch, number: int, at: int
    ) -> tuple[float, ...]:
        count, words = len(self._words), self._words
        body = self._text[content[0] : content[1]]
        start = body[:400].lstrip()
        first = start.split()[:12]
        values = (
            *(kind == known for known in _KINDS),
            *_shape(self._text[source[0] : source[1]]),
            *_shape(self._text[slice(*self._lines[number])]),
            number,
            count - 1 - number,
            count,
            at - number,
            words[at],
            words[number - 1] if number else 0,
            words[number + 1] if number + 1 < count else 0,
            len(body) / max(1, self._lines[-1][1]),
            body.count("\n"),
            content[1] >= self._lines[-1][1] - 1,
            start[:4].lower() == "dear",
            start[:1] in ("“", '"'),
            start[:1].islower(),
            bool(re.match(r"(?i)abstract|introduction", start)),
            sum(word[0].isupper() for word in first) / max(1, len(first)),
            max(words[:number], default=0),
            max(words[number + 1 :], default=0),
            sum(words[:number]),
        )
        return tuple(float(v) for v in values)


def _shape(text: str) -> tuple[float, ...]:
    words, stripped = text.split(), text.rstrip()
    return (
        len(words),
        sum(word[0].isupper() for word in words) / max(1, len(words)),
        stripped[-1:] in tuple(".!?"),
        stripped[-1:] == ",",
        stripped[-1:] == ":",
        any(c.isdigit() for c in text),
        "@" in text,
        text.lower().startswith("by "),
        text.isupper(),
    )
