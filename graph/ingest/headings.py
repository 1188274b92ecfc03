"""The title, the author and the day that a text names itself. The text is not altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from graph.ingest.boilerplate.lines import split
from graph.ingest.boilerplate.phrases import author as author_in
from graph.ingest.metadata import read_date
from graph.model import Passage, SetAside

_HEAD_CHARS = 4_000
_MAX_TITLE = 250
_DAY = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2,8})\.?,?\s+(?P<year>\d{4})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4}))\b"
)
_CHANGED = re.compile(r"^\W*(last\s+)?(updated|modified|corrected)\b", re.IGNORECASE)


def title(text: str, asides: Sequence[SetAside]) -> str | None:
    """The heading above the first paragraph, or None where the text begins with a paragraph.

    A heading of one word is taken only if none of four words and more follows before the paragraph.
    """
    headings: list[str] = []
    for line in split(text[:_HEAD_CHARS]):
        if any(a.span.overlaps(line.span) for a in asides):
            continue
        if not line.is_heading or len(line.text) > _MAX_TITLE:
            break
        headings.append(line.text)
    else:
        return None  # nothing but headings: a list, or a single line
    longer = [heading for heading in headings if len(heading.split()) >= 4]
    return next(iter(longer or headings), None)


def author(text: str, asides: Sequence[SetAside]) -> str | None:
    """Who the byline names, or None."""
    for aside in asides:
        if aside.passage is Passage.CREDIT and (found := author_in(aside.span.of(text))):
            return found
    return None


def published(text: str, asides: Sequence[SetAside]) -> date | None:
    """The day above the article or in its dateline, or None; of two, the one that is not a later change.

    Yes: "March 12, 2025" on a line of its own; "OSLO, 12 March 2025 (Quay Press) —". No: "March 12", which lacks
    the year; a day in the article's own sentences.
    """
    days = list(_days(text, asides))
    return next((day for changed, day in days if not changed), days[0][1] if days else None)


def _days(text: str, asides: Sequence[SetAside]) -> Iterator[tuple[bool, date]]:
    for aside in asides:
        if aside.passage not in (Passage.NAVIGATION, Passage.CREDIT):
            continue
        if aside.span.start >= _HEAD_CHARS:
            return
        words = aside.span.of(text)
        for match in _DAY.finditer(words):
            part = match.groupdict()
            day = read_date(
                match.group()
                if part["day"] is None and part["day2"] is None
                else f"{part['day'] or part['day2']} {part['month'] or part['month2']} "
                f"{part['year'] or part['year2']}"
            )
            if day is not None:
                yield bool(_CHANGED.match(words)), day
