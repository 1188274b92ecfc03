"""Joins the lines of texts that were wrapped at a fixed width, as mails, terminals and old archives do.

Parsed line by line, such a text loses its sentences. A break inside a paragraph becomes a space: the length
stays, so that offsets are still those of the file. Nothing is done to texts whose lines are paragraphs,
sentences, verses or items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 100  # characters of a wrapped line
_LEAST_LINES = 4  # inside paragraphs
_LEAST_SHARE = 0.8  # of them that are as full as they can be
_SLACK = 4  # characters by which a line may fall short of the width
_ITEM = re.compile(r"\s{2,}|\s*(?:[•·▪◦‣*>|#-]|\d{1,2}[.)])\s")


def unwrap(text: str) -> str:
    """The text with the breaks inside its paragraphs as spaces, or the text itself if it is not wrapped.

    >>> len(unwrap("a\\nb")) == len("a\\nb")
    True
    """
    lines = text.splitlines(keepends=True)
    width = _width(lines)
    if width is None:
        return text
    return "".join(
        _joined(line) if _is_soft(line, after, width) else line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    )


def _width(lines: Sequence[str]) -> int | None:
    """The width at which the text was wrapped, or None if it was not."""
    inner = [
        (line.rstrip(), after) for line, after in pairwise(lines) if line.strip() and after.strip()
    ]
    if len(inner) < _LEAST_LINES:
        return None
    lengths = sorted(len(line) for line, _ in inner)
    width = lengths[(len(lengths) - 1) * 19 // 20]
    full = sum(
        _is_full(line, after, width) and len(line) <= width + 2 * _SLACK for line, after in inner
    )
    fits = _NARROWEST <= width <= _WIDEST and full >= _LEAST_SHARE * len(inner)
    return width if fits else None


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - _SLACK


def _is_soft(line: str, after: str, width: int) -> bool:
    if not line.strip() or not after.strip() or _ITEM.match(after):
        return False
    return _is_full(line, after, width)


def _joined(line: str) -> str:
    """The line with its break as spaces."""
    end = len(line.rstrip("\r\n"))
    return line[:end] + " " * (len(line) - end)
