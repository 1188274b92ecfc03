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
from itertools import pairwise

from graph.model import Span
from graph.parse.reading import Quote

_TURN = re.compile(r"\s*(?P<label>[A-Z][\w.’'&()-]+(?:[ ,]+[\w.’'&()-]+){0,5})\s?:\s+(?=\S)")
_LEAST_TURNS = 4
_LEAST_WORDS = 2
_POST = re.compile(
    r"(?P<dash>[—–-]{1,2})\s?[^\n—–(]{2,60}\(@\w{1,30}\)\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}\s*$"
)
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+\s*$")


def find(text: str, lines: Sequence[Span]) -> Iterator[Quote]:
    """Unmarked quotations, in text order."""
    yield from sorted((*_turns(text, lines), *_posts(text, lines)), key=lambda quote: quote.span)


def _turns(text: str, lines: Sequence[Span]) -> Iterator[Quote]:
    """What stands behind the names of an interview: two of them at least come back, and they take turns."""
    turns = []
    for line in lines:
        match = _TURN.match(text, line.start, line.end)
        if match is not None:
            turns.append((match["label"].split()[-1], _bare(text, match.end(), line.end)))
    again = {label for label, times in Counter(label for label, _ in turns).items() if times > 1}
    taken = [label for label, _ in turns if label in again]
    changes = sum(left != right for left, right in pairwise(taken))
    if len(again) < 2 or len(taken) < _LEAST_TURNS or changes * 2 < len(taken):
        return
    for label, words in turns:
        if label in again and len(words.of(text).split()) >= _LEAST_WORDS:
            yield Quote(words, words)


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
