"""Finds what stands after an article on its page: teasers of other stories and lists of links.

A teaser is a heading with a paragraph or two and often a "keep reading". It may be read, but as a text of its
own. Everything here works on shape and on the few words that such boxes are headed or ended with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.ingest.boilerplate.lines import Line
from graph.ingest.boilerplate.phrases import Label
from graph.model import Passage

_I = re.IGNORECASE
_BOX = re.compile(
    r"^\W*(also (on|in|from|read)|more (from|on|stories|news|in|like this)|related( articles| stories| news| content| coverage"
    r"| posts| reading| topics)?$|related\s*:|recommended|most (read|popular|viewed|shared)|you (may|might) (also )?(like|be interested)"
    r"|trending|top stories|in other news$|other (news|stories)|read (more|also|next|on)\b|latest( news| stories| articles| from)?\W*$"
    r"|editors?['’]?s? picks?|further reading|what to read next|up next|popular( now| stories)?$|from our partners"
    r"|around the web|see also|must[- ]reads?|elsewhere on)",
    _I,
)
_LINK = re.compile(
    r"^\W*(read (more|also|next)|see also|related|watch|listen|more)\s*[:|–—-]\s*\S", _I
)
_END = re.compile(
    r"^\W*((keep|continue) reading|read (the )?(full|whole|entire|rest)( (story|article|post|text))?|full (story|article)"
    r"|read more|read on|more)(\s*show (less|more))?\W*$|^\W*keep reading\s?show less\W*$",
    _I,
)
_BEFORE = 3  # paragraphs of the article's own that must come before a teaser
_LONGEST = 4  # paragraphs a teaser may have; five in a row are an article that goes on


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first`..`last` (inclusive) that belong to one teaser, or to a list of links."""

    first: int
    last: int
    passage: Passage
    reason: str


def is_box(line: Line) -> bool:
    """Whether the line heads a box of other stories ("More from …")."""
    return line.words <= 9 and not line.is_body and _BOX.match(line.text) is not None


def is_end(line: Line) -> bool:
    """Whether the line ends a teaser ("Keep reading")."""
    return line.words <= 6 and _END.match(line.text) is not None


def find(lines: Sequence[Line], labels: Mapping[int, Label]) -> list[Block]:
    """The teasers and lists of links after (or amid) an article, in order."""
    blocks: list[Block] = []
    at = _first_possible(lines, labels)
    while at < len(lines):
        stop = _zone(lines, labels, at)
        if stop > at:
            blocks += _blocks(lines, labels, at, stop)
            at = stop
        else:
            at += 1
    return blocks


def _first_possible(lines: Sequence[Line], labels: Mapping[int, Label]) -> int:
    """The line after the third paragraph of the article: nothing before it is taken for a teaser."""
    seen = 0
    for line in lines:
        seen += line.is_body and line.index not in labels
        if seen == _BEFORE:
            return line.index + 1
    return len(lines)


def _zone(lines: Sequence[Line], labels: Mapping[int, Label], at: int) -> int:
    """Where the teasers that begin at line `at` end (exclusive), or `at` where none begins there."""
    line = lines[at]
    if _LINK.match(line.text) and not line.is_body and line.words <= 30:
        return at + 1
    if is_box(line):
        end = _until_article(lines, labels, at + 1)
        return end if end > at + 1 else at + 1
    if _opens_teaser(lines, labels, at):
        return _until_article(lines, labels, at)
    return at


def _opens_teaser(lines: Sequence[Line], labels: Mapping[int, Label], at: int) -> bool:
    """Whether a heading stands here whose paragraphs end in "keep reading", in a run of such, or under a picture.

    One such ending alone, under a subheading, may be the article's own last section behind a paywall.
    """
    start = at
    while start < len(lines) and (start in labels or _is_label(lines, start)):
        start += 1
    if start >= len(lines) or not _is_title(lines[start]):
        return False
    end = _teaser_end(lines, labels, start)
    if end is None:
        return False
    ends = sum(is_end(line) for line in lines)
    return ends >= 2 or start > at


def _is_label(lines: Sequence[Line], index: int) -> bool:
    """A line of one to three words before a longer heading: a section's name over a teaser's title."""
    line = lines[index]
    return (
        line.words <= 3
        and not line.ends_sentence
        and index + 1 < len(lines)
        and lines[index + 1].is_heading
    )


def _is_title(line: Line) -> bool:
    return line.is_heading and line.words >= 3 and not is_end(line)


def _teaser_end(lines: Sequence[Line], labels: Mapping[int, Label], heading: int) -> int | None:
    """The index of the "keep reading" that ends the teaser under `heading`, or None."""
    paragraphs = 0
    for line in lines[heading + 1 :]:
        if is_end(line):
            return line.index if paragraphs else None
        paragraphs += line.is_body and line.index not in labels
        if paragraphs > _LONGEST or (line.is_heading and line.words > 4 and paragraphs):
            return None
    return None


def _until_article(lines: Sequence[Line], labels: Mapping[int, Label], at: int) -> int:
    """The first line from `at` on where an article goes on: a paragraph with no heading of its own above it.

    Under a heading up to four paragraphs belong to the teaser; a longer run means that the box was set amid an article,
    and the run is the article's.
    """
    last, run, headings = at, 0, 0
    for line in lines[at:]:
        if line.index in labels or is_end(line) or is_box(line):
            run = headings = 0
            last = line.index + 1
        elif line.is_body:
            run += 1
            if (
                headings != 1 or run > _LONGEST
            ):  # headings in a row are links: none has a text below it
                return last
        else:
            headings = 0 if run else headings  # a section's name under a title is no title
            headings += _is_title(line) and (headings == 0 or line.words > 3)
            run, last = 0, line.index + 1
    return len(lines)


def _blocks(
    lines: Sequence[Line], labels: Mapping[int, Label], first: int, stop: int
) -> list[Block]:
    """The zone cut into teasers, one a heading with paragraphs, and the links between them."""
    found: list[Block] = []
    at = first
    while at < stop:
        end = at + 1
        if at not in labels and not is_box(lines[at]) and _is_title(lines[at]):
            while end < stop and _goes_on(lines, labels, at, end):
                end += 1
        if any(line.is_body and line.index not in labels for line in lines[at:end]):
            words = lines[at].text[:60]
            found.append(
                Block(at, end - 1, Passage.TEASER, f"a teaser of another story: {words!r}")
            )
        elif at not in labels:
            found.append(Block(at, end - 1, Passage.NAVIGATION, "a link to another story"))
        at = end
    return found


def _goes_on(lines: Sequence[Line], labels: Mapping[int, Label], first: int, at: int) -> bool:
    """Whether line `at` still belongs to the teaser whose heading is line `first`."""
    if is_end(lines[at - 1]) or is_box(lines[at]) or at in labels:
        return False
    if is_end(lines[at]) or lines[at].is_body:
        return True
    had_body = any(line.is_body for line in lines[first + 1 : at])
    return not had_body and lines[at].words <= 3  # a section's name under the heading
