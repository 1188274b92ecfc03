"""Finds words between quotation marks, whatever the marks are and however they are mistyped.

A paragraph is read mark by mark. Whether a mark opens or closes is decided by what stands beside it (a
space before and a letter after: it opens), and only then by its shape, since real news closes with an
opening mark and the other way round. A quotation that is still open where its paragraph ends runs to that
end (`closed` is False): either the next paragraph opens again and goes on with it, or the mark was
forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Span
from graph.parse import unmarked
from graph.parse.reading import Quote, Reading

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»″＂]")
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[{—–\-/“\"«])[‘'‚‹](?=[^\s'’])")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'›‘](?![\w'’])")
_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|n|bout|round|\d0s|\d\d)\b", re.IGNORECASE)
_OPENERS = frozenset("“„«") | {"``"}
_CLOSERS = frozenset("”»‟")
_BEFORE_OPENING = frozenset("([{—–-/‘'‹:;,")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MAX_LINES = 12  # lines after its own in which a quotation left open may be closed
_MAX_SINGLE = 1_000  # a quotation in single marks is sought no farther: an apostrophe may start it


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shape: str


def annotate(reading: Reading) -> None:
    """Set `reading.quotes`, in text order, outermost only.

    A mark left open at the end of a line ends where a later line closes it before opening another.
    """
    text = reading.document.text
    lines = list(lines_of(reading))
    found: list[Quote] = []
    at = 0
    while at < len(lines):
        rest = lines[at]
        if found and not found[-1].closed:
            further = _closing_line(text, found[-1], lines[at : at + _MAX_LINES])
            if further is not None:
                at += further
                found[-1], rest = _carry_over(text, found[-1], lines[at])
        found.extend(_quotes(text, rest))
        at += 1
    reading.quotes = _with_unmarked(found, list(unmarked.find(text, lines)))


def _with_unmarked(marked: list[Quote], others: list[Quote]) -> tuple[Quote, ...]:
    """Both, outermost only: what an interview's turn quotes is inside it; a post in marks is in them."""
    if not others:
        return tuple(marked)
    around = [q for q in marked if any(q.span.contains(o.inner) for o in others)]
    added = [o for o in others if not any(q.span.overlaps(o.span) for q in around)]
    kept = [q for q in marked if not any(o.span.overlaps(q.span) for o in added)]
    return tuple(sorted((*kept, *added), key=lambda quote: quote.span))


def lines_of(reading: Reading) -> Iterator[Span]:
    """Lines of the body: a parsed piece may hold a sentence or a line, a quotation may not end with it."""
    body = reading.body
    for match in _LINE.finditer(reading.document.text):
        line = Span(match.start(), match.end())
        if not body or any(line.overlaps(piece) for piece in _near(body, line)):
            yield line


def _near(body: tuple[Span, ...], line: Span) -> tuple[Span, ...]:
    """The pieces of the body that may touch the line (both are in text order)."""
    low, high = 0, len(body)
    while low < high:
        middle = (low + high) // 2
        if body[middle].end <= line.start:
            low = middle + 1
        else:
            high = middle
    return body[low : low + 1]


def _closing_line(text: str, quote: Quote, lines: Sequence[Span]) -> int | None:
    """Which of the next lines closes a quotation left open at the end of its own, if one does.

    Texts are wrapped, or have a line for each sentence: the first mark that follows closes then, and nothing
    but the next line may lie beyond a blank one. Counter-example: “We tried.⏎“It failed,” she said.
    """
    end = quote.span.end
    for number, line in enumerate(lines):
        gap = text[end : line.start]
        if gap.strip() or (number and gap.count("\n") > 1):
            return None
        first = next(_marks(text, line), None)
        if first is not None:
            return number if _shuts(text, first, line) else None
        end = line.end
    return None


def _shuts(text: str, mark: _Mark, line: Span) -> bool:
    """Whether the first mark of a line closes what an earlier line opened; it may have slipped to its start."""
    if mark.start == line.start:
        after = text[mark.end : mark.end + 1]
        return not after.strip() or after in ",.;"
    return _closes(text, mark) and not _opens(text, mark)


def _carry_over(text: str, quote: Quote, line: Span) -> tuple[Quote, Span]:
    first = next(_marks(text, line))
    inner = len(text[quote.inner.start : first.start].rstrip())
    joined = Quote(
        Span(quote.span.start, first.end), Span(quote.inner.start, quote.inner.start + inner)
    )
    return joined, Span(first.end, line.end)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if not _is_measure(text, match.start()):
            yield _Mark(match.start(), match.end(), match.group())


def _is_measure(text: str, at: int) -> bool:
    """Whether the mark stands for inches or seconds: 6'2" tall. Counter-example: "in 2024", he said."""
    return text[at] in "\"″'" and at >= 2 and text[at - 1].isdigit() and text[at - 2] in "'′"


def _opens(text: str, mark: _Mark) -> bool:
    """Whether what stands beside the mark fits an opening one."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def _closes(text: str, mark: _Mark) -> bool:
    """Whether what stands beside the mark fits a closing one."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _is_opening(text: str, mark: _Mark) -> bool:
    opens, closes = _opens(text, mark), _closes(text, mark)
    if opens != closes:
        return opens
    return mark.shape in _OPENERS if opens else mark.shape not in _CLOSERS


def _quotes(text: str, paragraph: Span) -> Iterator[Quote]:
    """The quotations of one paragraph, in order."""
    double = list(_in_double_marks(text, paragraph))
    single = [
        q
        for q in _in_single_marks(text, paragraph)
        if not any(q.span.overlaps(d.span) and not q.inner.contains(d.span) for d in double)
    ]
    kept = [d for d in double if not any(s.inner.contains(d.span) for s in single)]
    for quote in sorted(kept + single, key=lambda quote: quote.span):
        if any(c.isalnum() for c in quote.inner.of(text)):
            yield quote


def _in_double_marks(text: str, paragraph: Span) -> Iterator[Quote]:
    opened: _Mark | None = None
    for mark in _marks(text, paragraph):
        if opened is None:
            if _is_opening(text, mark) and (_opens(text, mark) or mark.shape not in _CLOSERS):
                opened = mark
        elif _is_doubled(opened, mark):
            opened = _Mark(opened.start, mark.end, opened.shape)
        elif _opens(text, mark) and not _closes(text, mark):
            if mark.shape == opened.shape or opened.shape not in _OPENERS:
                yield _left_open(text, opened, mark.start)
                opened = mark
        else:
            yield Quote(Span(opened.start, mark.end), Span(opened.end, mark.start))
            opened = None
    if opened is not None and opened.end < paragraph.end:
        end = paragraph.start + len(paragraph.of(text).rstrip())
        if opened.end < end:
            yield Quote(Span(opened.start, end), Span(opened.end, end), closed=False)


def _is_doubled(opened: _Mark, mark: _Mark) -> bool:
    """A mark typed twice: ““Go home,” she said."""
    return mark.start == opened.end


def _left_open(text: str, opened: _Mark, limit: int) -> Quote:
    """What a forgotten closing mark may have enclosed: to the end of its sentence, before the next mark."""
    match = _SENTENCE_END.search(text, opened.end, limit)
    end = match.end() if match else opened.end + len(text[opened.end : limit].rstrip())
    return Quote(Span(opened.start, end), Span(opened.end, end), closed=False)


def _in_single_marks(text: str, paragraph: Span) -> Iterator[Quote]:
    """Quotations in single marks. ‘We will go,’ he said. Counter-examples: the ’90s; the voters’ choice."""
    at = paragraph.start
    while opening := _SINGLE_OPEN.search(text, at, paragraph.end):
        at = opening.end()
        if opening.group() == "'" and text[at : at + 1] == "'":
            continue
        if opening.group() != "‘" and _ELIDED.match(text, at):
            continue
        end = _single_end(text, at, min(paragraph.end, at + _MAX_SINGLE))
        if end is not None:
            yield Quote(Span(opening.start(), end + 1), Span(at, end))
            at = end + 1


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Where the closing single mark stands: the first that cannot be a possessive, else the first."""
    first = None
    for match in _SINGLE_CLOSE.finditer(text, start, limit):
        at = match.start()
        if text[at - 1 : at] == "'" or text[at + 1 : at + 2] == "'":
            continue
        if text[at - 1] not in "sS":
            return at
        if first is None:
            first = at
        if not text[at + 1 : at + 2].isspace():
            return at
    return first
