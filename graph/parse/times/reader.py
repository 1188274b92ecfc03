"""Text and publication date → `TimeExpression` records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from graph.model import Grain, Span, TimeExpression
from graph.parse.reading import Reading
from graph.parse.times.clues import clues_in
from graph.parse.times.patterns import HINT, PATTERNS, Context
from graph.parse.times.periods import Period, day
from graph.parse.times.tense import speaks_of_future

_ODD_DATE = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}(?:st|nd|rd|th)?[ -][A-Z][a-z]{2,8}[ -]\d{4}"
)
_IN_A_NAME = re.compile(r"(?:Today|TODAY|Tonight|Tomorrow|Yesterday)\b")  # "USA Today reported"
_BEFORE_CAPITALS = frozenset("“ ” \" ‘ ’ ' `` '' : — – - … • (".split())
_MODAL_MAY = re.compile(r"may\b(?!\s\d)")


def annotate(reading: Reading) -> None:
    """Set `reading.times`, in text order. Without a publication date only what is written out is resolved."""
    found: list[TimeExpression] = []
    for body in reading.body:
        found.extend(read(reading.doc, body, reading.document.published, reading.document.text))
    reading.times = tuple(found)


def read(
    doc: Doc, span: Span, published: date | None, text: str | None = None
) -> Iterator[TimeExpression]:
    """Time expressions inside `span` in text order; of two that overlap the longer.

    `text` is `doc.text`, which spaCy puts together anew each time it is asked for.
    """
    text = doc.text if text is None else text
    if not HINT.search(text, span.start, span.end):
        return
    for start, end, period in _matches(doc, text, span, published):
        words = text[start:end]
        yield TimeExpression(Span(start, end), words, period.grain, period.start, period.end)


def _matches(
    doc: Doc, text: str, span: Span, published: date | None
) -> list[tuple[int, int, Period]]:
    found = [*_shapes(doc, text, span, published), *_odd_dates(text, span)]
    found.sort(key=lambda f: (f[0] - f[1], f[2], f[0]))
    kept: list[tuple[int, int, Period]] = []
    for start, end, _, period in found:
        if any(s < end and start < e for s, e, _ in kept):
            continue
        meant = period or _parsed(text[start:end])
        if meant is not None:
            kept.append((start, end, meant))
    return sorted(kept, key=lambda k: k[0])


def _shapes(
    doc: Doc, text: str, span: Span, published: date | None
) -> Iterator[tuple[int, int, int, Period | None]]:
    """Start, end, rank and period of whatever has one of our shapes; they may overlap."""
    clues = clues_in(span.of(text))
    for rank, pattern in enumerate(PATTERNS):
        if not pattern.needs <= clues:
            continue
        for match in pattern.shape.finditer(text, span.start, span.end):
            if _is_other(doc, match):
                continue
            period = pattern.resolver(match, Context(published, _future(doc, match)))
            if period is not None:
                yield match.start(), match.end(), rank, period


def _future(doc: Doc, match: re.Match[str]) -> bool:
    return speaks_of_future(doc, Span(*match.span()))


def _is_other(doc: Doc, match: re.Match[str]) -> bool:
    """ "may", "march" as verbs, "Sun." and "second" as other words; "Black Friday"; a woman named June."""
    words = match.group()
    if _IN_A_NAME.match(words):
        token = doc.char_span(*match.span(), alignment_mode="expand")
        return token is not None and not _opens(token[0])
    if re.fullmatch(r"(?:May|March|August|June|April|Jan\.?|Mar\.?)", words):
        token = doc.char_span(*match.span(), alignment_mode="expand")
        if token is None:
            return True
        if (
            token[0].tag_ == "MD"
            or token[0].pos_ in ("VERB", "AUX")
            or token[0].ent_type_ == "PERSON"
        ):
            return True
        return "month" not in match.re.groupindex or token[0].ent_type_ not in ("DATE", "EVENT", "")
    return words.lower() == "fall" or bool(_MODAL_MAY.fullmatch(words))


def _opens(token: Token) -> bool:
    """Whether a word opens its sentence, or what is said in it: there it has a capital anyhow."""
    before = token.nbor(-1).text if token.i else ""
    return bool(token.is_sent_start) or not token.i or before in _BEFORE_CAPITALS


def _odd_dates(text: str, span: Span) -> Iterator[tuple[int, int, int, Period | None]]:
    """Dates in shapes that ours miss ("04.09.2025"), not yet read: that takes long, and ours have most of them."""
    for match in _ODD_DATE.finditer(text, span.start, span.end):
        yield match.start(), match.end(), len(PATTERNS), None


def _parsed(words: str) -> Period | None:
    """The day that dateparser reads; only complete dates, so no clock."""
    import dateparser  # takes 0.3 s to import, and most texts need none of it

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
    )
    return None if found is None else day(found.date())


__all__ = ["Grain", "annotate", "read"]
