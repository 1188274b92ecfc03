"""Who is behind a whole text or a picture: bylines, signatures, speakers' labels, credits, references.

    By Ada Lind               the essay below is hers
    Yours, Ada                so is the letter above
    The old port. Photo: AL   so is the picture that the words describe

GUM's readers mark these; the news tagger and the rules of statements do not. Only shapes are proposed here, from
line breaks, capitals and closing words; a model learnt from other documents chooses (`attribution_gum.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KINDS = "credit owner title dash reference label byline authors speaker signature".split()
_CREDIT = re.compile(
    r"(?i)\b(?:image|photo|photograph|picture|credit|source|courtesy of|copyright|cc by|reprinted)\b"
    r"[^:;/]{0,14}[:;/]?\s*"
)
_IN_BRACKETS = re.compile(r"\(([^()]{3,60})\)\W*$")
_DASHED = re.compile(r"[—–-]+\s*(.{3,80})$")
_REFERENCE = re.compile(r"([A-Z][^.:“\"]{2,60})\.\s+(?=[“\"A-Z])")
_LABEL = re.compile(r"([A-Z][^.:“\"]{2,50}):\s+(?=\S)")
_OPENING = re.compile(r"(?i)abstract|introduction|dear\b")
_DEAR = re.compile(r"(?i)dear\b")
_LONG = 25  # words of a paragraph that is text, not heading
_TOP, _BOTTOM, _LOOKAHEAD = 6, 9, 12  # paragraphs in which bylines and signatures are looked for

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """Characters of a source and of what is theirs, with the numbers that the choice is learnt from."""

    kind: str
    source: Stretch
    content: Stretch
    row: tuple[float, ...]


class Notes:
    """The notes of one text; iterate over them in the order of their paragraphs."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
        self._words = [len(text[a:b].split()) for a, b in self._paragraphs]
        count = len(self._words)
        self._first = next((k for k in range(1, count) if self._words[k] >= _LONG), count - 1)

    def __iter__(self) -> Iterator[Note]:
        for number in range(len(self._paragraphs)):
            for kind, source, content, at in self._of(number):
                if content[1] - content[0] >= 4 and source[0] < source[1]:
                    row = self._row(kind, source, content, number, at)
                    yield Note(kind, source, content, row)

    def _of(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        yield from self._inside(number)
        if number <= min(_TOP, self._first) and self._words[number] <= 60:
            yield from self._on_top(number)
        start, end = self._paragraphs[number]
        below = number + 1
        if self._words[number] <= 8 and self._ends(number, ":") and below < len(self._words):
            rest = (self._paragraphs[below][0], self._paragraphs[-1][1])
            yield "speaker", (start, end), rest, below
        if number >= max(2, len(self._words) - _BOTTOM) and self._words[number] <= 14:
            yield from self._at_the_end(number)

    def _inside(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        """Source and content in one paragraph; for a dashed name, in the one before."""
        start, end = self._paragraphs[number]
        text = self._text[start:end]
        for match in _CREDIT.finditer(text):
            if len(text) - match.end() >= 2 and (match.start() or len(text) >= 30):
                stop = re.search(r"[);]|\.$", text[match.end() :])
                last = match.end() + stop.start() if stop else len(text)
                kind = "credit" if match.group().rstrip().endswith((":", ";", "/")) else "owner"
                yield (
                    kind,
                    (start + match.end(), start + last),
                    (start, start + match.start()),
                    number,
                )
                break
        if (match := _IN_BRACKETS.search(text)) and match.start() > 8:
            name = (start + match.start(1), start + match.end(1))
            yield "title", name, (start, start + match.start()), number
        if (match := _DASHED.match(text)) and number:
            yield "dash", (start + match.start(1), end), self._paragraphs[number - 1], number - 1
        for kind, pattern in (("reference", _REFERENCE), ("label", _LABEL)):
            if (match := pattern.match(text)) and (kind == "label" or len(text) < 250):
                yield kind, (start, start + match.end(1)), (start + match.end(), end), number

    def _on_top(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        """ "By Ada Lind", or a line with her name, and the text from one of the next beginnings."""
        start, end = self._paragraphs[number]
        named = self._text.startswith("By ", start)
        begins = {number + 1, self._first} | {
            k
            for k in range(number + 1, min(len(self._words), number + _LOOKAHEAD))
            if _OPENING.match(self._text, self._paragraphs[k][0])
        }
        for at in sorted(k for k in begins if number < k < len(self._words)):
            rest = (self._paragraphs[at][0], self._paragraphs[-1][1])
            source = (start + 3 if named else start, end)
            yield "byline" if named else "authors", source, rest, at

    def _at_the_end(self, number: int) -> Iterator[tuple[str, Stretch, Stretch, int]]:
        """ "Yours," and the name below, or the name alone; the letter begins at "Dear …" or at the top."""
        below = number + 1
        name = self._paragraphs[number]
        if below < len(self._words) and self._words[below] <= 8 and self._ends(number, ",.!"):
            name = self._paragraphs[below]
        begins = {0, 1} | {
            k
            for k in range(number)
            if _DEAR.match(self._text, self._paragraphs[k][0])
            or (self._words[k] <= 4 and self._ends(k, ","))
        }
        for at in sorted(k for k in begins if k < number - 1):
            above = (self._paragraphs[at][0], self._paragraphs[number - 1][1])
            yield "signature", name, above, at

    def _ends(self, number: int, marks: str) -> bool:
        start, end = self._paragraphs[number]
        return self._text[start:end].rstrip().endswith(tuple(marks))

    def _row(
        self, kind: str, source: Stretch, content: Stretch, number: int, at: int
    ) -> tuple[float, ...]:
        count, words = len(self._words), self._words
        body = self._text[content[0] : content[1]]
        start = body.lstrip()
        first = start.split()[:12]
        values = (
            *(kind == known for known in _KINDS),
            *_shape(self._text[source[0] : source[1]]),
            *_shape(self._text[slice(*self._paragraphs[number])]),
            number,
            count - 1 - number,
            count,
            at - number,
            words[at],
            words[number - 1] if number else 0,
            words[number + 1] if number + 1 < count else 0,
            len(body) / max(1, self._paragraphs[-1][1]),
            body.count("\n"),
            content[1] >= self._paragraphs[-1][1] - 1,
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
