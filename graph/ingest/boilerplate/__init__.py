"""Recognises what is on a page but not in the article. Nothing is deleted: offsets stay those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ingest.boilerplate import phrases, signatures, teasers
from graph.ingest.boilerplate.lines import Line, split
from graph.ingest.boilerplate.phrases import Label
from graph.model import Passage, SetAside, Span

MAX_LINES = 50_000  # a text of more lines is a list, not a page


def set_aside(text: str) -> tuple[SetAside, ...]:
    """Passages of `text` that are not the article's own words, each with its reason, in text order.

    Passages do not overlap. A teaser reaches from its heading to its end and may hold statements of its own, which
    never join the article's.
    """
    lines = split(text)
    if len(lines) > MAX_LINES:
        return ()
    labels = _labels(lines)
    found = [
        _passage(lines, text, b.first, b.last, b.passage, b.reason)
        for b in teasers.find(lines, labels)
    ]
    taken = [aside.span for aside in found]
    for index, (passage, reason) in sorted(labels.items()):
        if not any(span.overlaps(lines[index].span) for span in taken):
            found.append(_passage(lines, text, index, index, passage, reason))
    signed = tuple(signatures.find(lines, frozenset(labels)))
    amid = (*_datelines(lines, labels), *signed, *_within(lines, labels))
    found += [a for a in amid if not any(s.overlaps(a.span) for s in taken)]
    return tuple(sorted(found, key=lambda aside: aside.span))


def _passage(
    lines: Sequence[Line], text: str, first: int, last: int, passage: Passage, reason: str
) -> SetAside:
    return SetAside(Span(lines[first].span.start, lines[last].span.end), passage, reason)


def _labels(lines: Sequence[Line]) -> dict[int, Label]:
    labels = {line.index: found for line in lines if (found := phrases.label(line)) is not None}
    _spread(lines, labels)
    _captions(lines, labels)
    _head(lines, labels)
    return labels


def _spread(lines: Sequence[Line], labels: dict[int, Label]) -> None:
    """An offer goes on in the lines after it while the outlet speaks to its reader, and names the line that heads it."""
    for line in lines[1:]:
        before = labels.get(line.index - 1)
        if line.index in labels or before is None or before[0] not in _OFFERS:
            continue
        if phrases.speaks_to_reader(line) and line.words <= 80:
            labels[line.index] = before
    for line in reversed(lines[:-1]):
        after = labels.get(line.index + 1)
        if (
            line.index not in labels
            and after is not None
            and after[0] in _OFFERS
            and _heads_offer(line)
        ):
            labels[line.index] = after


_OFFERS = (Passage.NEWSLETTER, Passage.ADVERTISEMENT)
_OFFER_WORDS = (
    "newsletter",
    "support",
    "subscri",
    "member",
    "sign up",
    "inbox",
    "journalism",
    "reporting",
)


def _heads_offer(line: Line) -> bool:
    return (
        not line.ends_sentence
        and line.words <= 10
        and any(w in line.text.lower() for w in _OFFER_WORDS)
    )


def _captions(lines: Sequence[Line], labels: dict[int, Label]) -> None:
    """The line under "FILE PHOTO:" or "Image caption" is the caption."""
    for line in lines[1:]:
        above = lines[line.index - 1]
        if line.index not in labels and phrases.heads_caption(above) and line.words <= 60:
            labels[line.index] = (Passage.CAPTION, "the caption of a picture")


def _head(lines: Sequence[Line], labels: dict[int, Label]) -> None:
    """One to three words above a longer heading at the very top are the page's section, not a title."""
    for line in lines[:6]:
        if line.index in labels:
            continue
        below = lines[line.index + 1 : line.index + 3]
        longer = any(other.is_heading and other.words >= 5 for other in below)
        if line.words > 3 or line.ends_sentence or not longer:
            return
        labels[line.index] = (Passage.NAVIGATION, "the section of the page")


# "NAIROBI, June 10 (Meridian News) - …", "Prague (dpa) – …", "LONDON - …", "Oslo, 14 May - …"; not "Prague - and only Prague - …"
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:,\s[A-ZÀ-Þ][\w.]*)?|(?P<mixed>[A-ZÀ-Þ][\w.'’-]+(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]+){0,4}))"
    r"(?P<day>,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s\d{4})?|,?\s+\d{1,2}\s[A-Z][a-z]{2,8}(?:\s\d{4})?)?"
    r"(?P<agency>\s*\([^()]{2,40}\))?\s*(?:[–—-]{1,2})\s+(?=[A-ZÀ-Þ“\"‘'0-9])"
)
_DATELINE_LINES = 8  # it opens the first paragraph, after headings and bylines


def _datelines(lines: Sequence[Line], labels: dict[int, Label]) -> Iterator[SetAside]:
    """The place, day and agency before the first words of a report."""
    for line in lines[:_DATELINE_LINES]:
        if line.index in labels or not line.is_body:
            continue
        match = _DATELINE.match(line.text)
        if match and (match["mixed"] is None or match["agency"] or match["day"]):
            span = Span(line.span.start, line.span.start + len(match.group().rstrip()))
            yield SetAside(span, Passage.CREDIT, "the place, day and agency of a report")
        return


def _within(lines: Sequence[Line], labels: dict[int, Label]) -> Iterator[SetAside]:
    """Offers at the end of a paragraph that is otherwise the article's ("… he said. Subscribe to our newsletter.")."""
    for line in lines:
        if line.index in labels or not line.is_body or line.words > 2_000:
            continue
        parts = phrases.sentences(line)
        first = len(parts)
        while first and phrases.sells(parts[first - 1][1]) and not _quotes(parts[first - 1][1]):
            first -= 1
        if 0 < first < len(parts):
            start = line.span.start + parts[first][0]
            yield SetAside(
                Span(start, line.span.end),
                Passage.ADVERTISEMENT,
                "an offer at the end of a paragraph",
            )


def _quotes(sentence: str) -> bool:
    return any(mark in sentence for mark in '“”"')


__all__ = ["set_aside"]
