"""Checks what a manifest or a page says about a text. What does not hold is left out and named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

from graph.ingest.language import tidy
from graph.model import Problem, Span

FIELDS = ("title", "publisher", "url", "published", "language", "author")
MAX_CELL = 2_000  # characters; a longer title or name is not one
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FORMS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a text beside its words."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    author: str | None = None
    mentions: tuple[Span, ...] = ()  # words that name actors, as the manifest says


def whole(text: str) -> str:
    """`text` without lone surrogates, which no file can hold; each becomes U+FFFD, so offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def check(cells: Mapping[str, str], place: str) -> tuple[Metadata, list[Problem]]:
    """The metadata in `cells` and a problem for each cell that was left out."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for field in FIELDS:
        value = _CONTROL.sub(" ", whole(cells.get(field, ""))).strip()
        if len(value) > MAX_CELL:
            problems.append(_left_out(field, f"has {len(value):,} characters", place))
        elif value:
            values[field] = value
    published = _date(values.pop("published", None), place, problems)
    url = _url(values.pop("url", None), place, problems)
    language = tidy(values.pop("language", None))
    mentions = _spans(cells.get("mentions", ""), place, problems)
    known = Metadata(published=published, url=url, language=language, mentions=mentions, **values)
    return known, problems


_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})\Z")


def _spans(value: str, place: str, problems: list[Problem]) -> tuple[Span, ...]:
    """ "0-8 41-43" as spans; what is none is left out and named."""
    found = []
    for part in value.replace(",", " ").replace(";", " ").split():
        match = _SPAN.match(part)
        if match and int(match[1]) < int(match[2]):
            found.append(Span(int(match[1]), int(match[2])))
        else:
            why = f"has {_short(part)}, which is no span; write start and end as 0-8"
            problems.append(_left_out("mentions", why, place))
    return tuple(sorted(set(found)))


def _left_out(field: str, why: str, place: str) -> Problem:
    return Problem("metadata", f"{place}: {field} {why}: the text is read without it", place)


def _date(value: str | None, place: str, problems: list[Problem]) -> date | None:
    if value is None:
        return None
    day = read_date(value)
    if day is None:
        problems.append(
            _left_out("published", f"{_short(value)} is not a day; write it as 2025-09-04", place)
        )
    return day


def read_date(value: str) -> date | None:
    """The day that `value` names beyond doubt, or None ("03/04/2025" may be March or April).

    >>> read_date("2025-09-04T18:30:00Z"), read_date("4 September 2025"), read_date("03/04/2025")
    (datetime.date(2025, 9, 4), datetime.date(2025, 9, 4), None)
    """
    words = value.strip()
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        pass
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(
            words
        ).date()  # "Thu, 04 Sep 2025 18:30:00 GMT", as feeds have it
    except (ValueError, TypeError, IndexError):
        return None


def _url(value: str | None, place: str, problems: list[Problem]) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        problems.append(_left_out("url", f"{_short(value)} is not an http or https address", place))
        return None
    return quote(value, safe="%/:?#[]@!$&'()*+,;=~-._")


def _short(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:57] + "…")
