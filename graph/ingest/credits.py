"""Agencies and outlets that a text names as its origin: wire copies count once, so this must be known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.ingest.boilerplate.signatures import agencies
from graph.model import Passage, SetAside

_NAME = r"[A-ZÀ-Þ][\w&'’./-]*(?:\s+(?:of|the|and|[A-ZÀ-Þ][\w&'’./-]*))*"
# "BRATISLAVA, March 12 (Continental Press) - …", "PARIS (AP) — …"
_DATELINE = re.compile(
    rf"^\W*[A-ZÀ-Þ][\w .,'’/-]{{1,60}}?\s*\((?P<name>{_NAME})\)\s*[-–—:]", re.MULTILINE
)
_FROM = re.compile(
    r"\b(?i:credited (?:from|to)|sources?|credits?|published (?:by|in|on)|appeared (?:in|on)|provided by)"
    rf"\s*:?\s+(?P<name>{_NAME}(?:,\s+{_NAME})*)"
)
_CONTRIBUTED = re.compile(
    rf"(?P<name>{_NAME})\s+(?:(?:writers?|reporters?|correspondents?|journalists?)\b.*?\s+)?contributed\b"
)
_WITH = re.compile(
    r"\b(?i:reporting|files?|materials?|information|agencies)\s+(?i:by|from)\s+(?i:the\s+)?"
    rf"(?P<name>{_NAME}(?:(?:,| and)\s+{_NAME})*)"
)
_SPLIT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?=[A-Z])")
_HEAD = 600  # characters in which a dateline may stand
_PERSON = re.compile(r"^[A-ZÀ-Þ][a-zà-ÿ'’-]+ (?:[A-Z]\. )?[A-ZÀ-Þ][a-zà-ÿ'’-]+$")
_OUTLET = re.compile(
    r"\b(press|news|agency|times|post|journal|gazette|courier|herald|tribune|wire|media|service|standard|guardian|radio|tv)\b",
    re.IGNORECASE,
)


def find(text: str, asides: Iterable[SetAside]) -> tuple[str, ...]:
    """Names in the order of the text, each once, as written.

    A person who contributed is not an origin: "Joan Arkwright contributed to this report" gives nothing,
    "Continental Press contributed to this report" gives the agency.
    """
    names: list[str] = []
    if match := _DATELINE.search(text[:_HEAD]):
        names.append(match["name"])
    for aside in asides:
        if aside.passage is Passage.CREDIT:
            names += _named(aside.span.of(text))
    return tuple(dict.fromkeys(names))


def _named(line: str) -> list[str]:
    found = [
        name.strip(" .;:")
        for rule in (_FROM, _CONTRIBUTED, _WITH)
        for match in rule.finditer(line)
        for name in _SPLIT.split(match["name"])
    ]
    found += agencies(line)
    return [name for name in found if name and not _is_person(name)]


def _is_person(name: str) -> bool:
    is_name = _PERSON.match(name) is not None and not name.startswith("The ")
    return is_name and _OUTLET.search(name) is None
