"""The spans of a content and whether it is quoted: direct, mixed or indirect.

Direct is the words inside the marks; mixed the whole clause with its marks; indirect the clause alone. A scare quote or a name in marks does not make a clause mixed: the so-called “axis of trade”
is not what somebody said; the plan was “a disaster” is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.statements.marks import Quotations, Quoted
from graph.model import QuoteType, Span

_OUTSIDE = 0.12  # of a direct content's letters that may stand outside its marks
_NAMING = re.compile(
    r"(?:so[- ]called|dubbed|nicknamed|known as|titled|entitled|named|headlined)\W*$", re.IGNORECASE
)
_MARKS = "“”„‟«»\"″‘’'`"
_STOPS = ",.;:!?…"
_SPACE = " \t\r\n\xa0"


def finish(
    text: str, content: Sequence[Span], cue: Sequence[Span], quotations: Quotations
) -> tuple[tuple[Span, ...], QuoteType]:
    """The content's spans with the marks where they belong, and its kind.

    Marks that hold the cue as well are not its own: of “Berg told us it was over,” Lind said, Berg's words are
    Lind's account of them.
    """
    spans = [s for s in (_bare(text, span) for span in content) if s is not None]
    touching = [
        q
        for q in quotations.touching(spans)
        if any(q.quote.span.overlaps(s) for s in spans)
        and not any(q.quote.inner.contains(s) for s in cue)
    ]
    spoken = [q for q in touching if not _is_name(text, q)]
    if not spoken:
        return tuple(spans), QuoteType.INDIRECT
    if _outside(text, spans, spoken) <= _OUTSIDE and not _is_led(text, spans[0], spoken):
        return tuple(_inside(text, s, spoken) for s in spans), QuoteType.DIRECT
    return tuple(_with_marks(text, s, touching) for s in spans), QuoteType.MIXED


def _bare(text: str, span: Span) -> Span | None:
    """Without spaces and commas at the edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _SPACE + ",;:":
        start += 1
    while end > start and text[end - 1] in _SPACE + ",;:–—":
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _is_name(text: str, quoted: Quoted) -> bool:
    """Whether the marks set off a name, a title or a term: “Coalition of the Able”, the so-called “gap”."""
    quote = quoted.quote
    if _NAMING.search(text, max(0, quote.span.start - 20), quote.span.start):
        return True
    words = [w for raw in quote.inner.of(text).split() if (w := raw.strip(_STOPS)).isalpha()]
    long = [w for w in words if len(w) > 3]
    return len(long) >= 2 and all(w[0].isupper() for w in long) and len(words) <= 8


def _letters(text: str, span: Span) -> int:
    return sum(c.isalnum() for c in span.of(text))


def _outside(text: str, spans: Sequence[Span], spoken: Sequence[Quoted]) -> float:
    """The part of the letters that stand outside all marks, in [0, 1]."""
    total = sum(_letters(text, s) for s in spans)
    quoted = 0
    for span in spans:
        for item in spoken:
            inner = item.quote.inner
            start, end = max(span.start, inner.start), min(span.end, inner.end)
            if start < end:
                quoted += _letters(text, Span(start, end))
    return 1 - quoted / total if total else 0.0


def _is_led(text: str, span: Span, spoken: Sequence[Quoted]) -> bool:
    """Whether words stand before the first mark: Berg said Lind “read every line” (mixed, however few they are)."""
    first = min(item.quote.span.start for item in spoken)
    return any(c.isalpha() for c in text[span.start : first])


def _inside(text: str, span: Span, spoken: Sequence[Quoted]) -> Span:
    """The words between the marks, without the comma before the closing one."""
    item = max(spoken, key=lambda q: _shared(q.quote.inner, span))
    inner = item.quote.inner
    start, end = max(span.start, inner.start), min(span.end, inner.end)
    if start >= end:
        start, end = span.start, span.end
    while start < end and text[start] in _SPACE + _MARKS:
        start += 1
    if not any(c.isalnum() for c in text[end : inner.end]):
        end = max(end, inner.end)  # the full stop inside the marks
    while end > start and text[end - 1] in _SPACE + ",":
        end -= 1
    return Span(start, max(end, start + 1))


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def _with_marks(text: str, span: Span, touching: Sequence[Quoted]) -> Span:
    """Widened over a mark that stands at the edge, so that none is left without its partner."""
    start, end = span.start, span.end
    for item in touching:
        outer, inner = item.quote.span, item.quote.inner
        if start == inner.start and outer.start < start:
            start = outer.start
        if (
            inner.end <= end < outer.end
            or end == inner.end
            or not any(c.isalnum() for c in text[end : inner.end])
        ):
            end = max(end, outer.end) if outer.start < end else end
    return Span(start, end)
