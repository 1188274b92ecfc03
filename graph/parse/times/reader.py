"""Text and publication date → `TimeExpression` records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from graph.model import Grain, Span, TimeExpression
from graph.parse.reading import Reading
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
    found: list[tuple[int, int, int, Period]] = []
    for rank, (pattern, resolver) in enumerate(PATTERNS):
        for match in pattern.finditer(text, span.start, span.end):
            if _is_other(doc, match):
                continue
            future = _future(doc, match)
            period = resolver(match, Context(published, future))
            if period is not None:
                found.append((match.start(), match.end(), rank, period))
    found.extend(_odd_dates(text, span))
    found.sort(key=lambda f: (f[0] - f[1], f[2], f[0]))
    kept: list[tuple[int, int, Period]] = []
    for start, end, _, period in found:
        if all(end <= s or e <= start for s, e, _ in kept):
            kept.append((start, end, period))
    return sorted(kept, key=lambda k: k[0])


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


def _odd_dates(text: str, span: Span) -> Iterator[tuple[int, int, int, Period]]:
    """Dates in shapes that ours miss ("04.09.2025"), read by dateparser; only complete ones, so no clock."""
    for match in _ODD_DATE.finditer(text, span.start, span.end):
        import dateparser  # takes 0.3 s to import, and most texts need none of it

        found = dateparser.parse(
            match.group(),
            languages=["en"],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
        )
        if found is not None:
            yield match.start(), match.end(), len(PATTERNS), day(found.date())


__all__ = ["Grain", "annotate", "read"]
