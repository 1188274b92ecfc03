"""Words that are quoted without quotation marks: the turns of an interview, posts that a page shows.

    Ola Brandt: We lost nine shipping lines last year.
    We will not stop. pic.twitter.com/x1 — Ola Brandt (@brandt) March 3, 2025

Both have a form of their own, and nothing else is taken. Counter-examples: "Price: 40 euros", "Update: the
bridge is open", a list in which no name comes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Span
from graph.parse.reading import Quote

_TURN = re.compile(r"\s*(?P<label>[A-Z][\w.’'&()-]*(?:[ ,]+[\w.’'&()-]+){0,5})\s?:\s+(?=\S)")
# "GEN. ADA LIND (RET.), MILITARY ANALYST: …", "SEN. JAN BERG (R-OK): …": broadcasters' labels, in capitals
_BROADCAST = re.compile(
    r"\s*(?P<label>(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})"
    r"(?: \([A-Z.-]+\))?(?:, [A-Z][A-Z .,’'&()-]{2,60})?)\s?:\s+(?=\S)"
)
_LEAST_TURNS = 4
_LEAST_WORDS = 2
_POST = re.compile(
    r"(?P<dash>[—–-]{1,2})\s?[^\n—–(]{2,60}\(@\w{1,30}\)\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}\s*$"
)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ )+[A-Z][\w.’'-]+")
_FAR = 2  # turns between a name that stands once and those that come back
_LINES = 4  # lines between them: a dateline ("Oslo: The minister said …") stands far from the first question
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+\s*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says in an interview, and the label that tells who: a name, "Q", "A"."""

    label: Span
    words: Span


def find(text: str, lines: Sequence[Span]) -> Iterator[Quote]:
    """Unmarked quotations, in text order."""
    said = (
        Quote(turn.words, turn.words)
        for turn in turns(text, lines)
        if len(turn.words.of(text).split()) >= _LEAST_WORDS
    )
    yield from sorted((*said, *_posts(text, lines)), key=lambda quote: quote.span)


def turns(text: str, lines: Sequence[Span]) -> list[Turn]:
    """The turns of an interview, in order: two labels at least come back, and they take turns.

    Names that stand once count beside them: who is asked is named before "Q" and "A" take over.
    """
    written = [line for line in lines if line.of(text).strip()]
    matches = [
        (m, line, at) for at, line in enumerate(written) if (m := _label(text, line)) is not None
    ]
    labels = [_bearer(match).split()[-1] for match, _, _ in matches]
    again = {label for label, times in Counter(labels).items() if times > 1}
    taken = [label for label in labels if label in again]
    changes = sum(left != right for left, right in pairwise(taken))
    if len(again) < 2 or len(taken) < _LEAST_TURNS or changes * 2 < len(taken):
        return []
    found = []
    for number, (match, line, at) in enumerate(matches):
        first, last = max(0, number - _FAR), number + _FAR + 1
        near = zip(labels[first:last], matches[first:last], strict=True)
        beside = any(label in again and abs(m[2] - at) <= _LINES for label, m in near)
        named = beside and _NAME.fullmatch(_bearer(match))
        words = _bare(text, match.end(), line.end)
        if labels[number] in again or named:
            found.append(Turn(Span(*match.span("label")), words))
    return found


def _label(text: str, line: Span) -> re.Match[str] | None:
    """The label that a line begins with."""
    broadcast = _BROADCAST.match(text, line.start, line.end)
    return broadcast or _TURN.match(text, line.start, line.end)


def _bearer(label: re.Match[str]) -> str:
    """Who is named by it: of "GEN. ADA LIND (RET.), MILITARY ANALYST" the name, of "Ada Lind" all of it."""
    return label["name"] if label.re is _BROADCAST else label["label"]


def _posts(text: str, lines: Sequence[Span]) -> Iterator[Quote]:
    """Posts with the name, the handle and the day behind them, on one line or on the line below."""
    for number, line in enumerate(lines):
        match = _POST.search(text, max(line.start, line.end - 120), line.end)
        if match is None:
            continue
        start, end = line.start, match.start("dash")
        if not text[start:end].strip() and number:
            above = lines[number - 1]
            start, end = above.start, above.end
        links = _LINKS.search(text, start, end)
        span = _bare(text, start, end)
        inner = _bare(text, start, links.start() if links else end)
        if len(inner.of(text).split()) >= _LEAST_WORDS:
            yield Quote(span, inner)


def _bare(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return Span(first, max(first, start + len(words.rstrip())))
