"""The sentence around a stretch of text, from punctuation alone: `render` knows the record, not the parser."""

from __future__ import annotations

import re

LONGEST = 420  # code points on each side of the stretch; beyond them the text is cut at a word
_BREAK = re.compile(r"\n+|(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Prof|Rev|Hon|No|vs)|\b[A-Z])\.$"
)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence or sentences that hold `start`..`end`, without white space at the ends.

    "The envoy left. Mr. Aune stayed." keeps "Mr. Aune stayed." whole; a line break always ends a sentence.
    """
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    left, right = low, high
    for found in _BREAK.finditer(text, low, high):
        if _ABBREVIATION.search(text, low, found.start()) and "\n" not in found[0]:
            continue
        if found.end() <= start:
            left = found.end()
        elif (cut := _with_closing(text, found)) >= end:
            right = cut
            break
    left = _at_word(text, left, start) if left == low > 0 else left
    right = _before_cut(text, right, end) if right == high < len(text) else right
    return _trimmed(text, left, right)


def _with_closing(text: str, found: re.Match[str]) -> int:
    """Closing quotation marks belong to the sentence they close."""
    return found.start() + len(found[0]) - len(found[0].lstrip("\"”’'»)]"))


def _at_word(text: str, left: int, start: int) -> int:
    space = text.find(" ", left, start)
    return space + 1 if space >= 0 else left


def _before_cut(text: str, right: int, end: int) -> int:
    space = text.rfind(" ", end, right)
    return space if space >= 0 else right


def _trimmed(text: str, left: int, right: int) -> tuple[int, int]:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right
