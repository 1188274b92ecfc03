"""Code points to UTF-16 code units: Python counts the first, JavaScript the second."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Translates offsets of one text. Building costs one pass, each look-up a bisection.

    >>> Utf16("a😀b").offset(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [i for i, character in enumerate(text) if ord(character) > 0xFFFF]

    def offset(self, code_points: int) -> int:
        """UTF-16 units before the character at `code_points`."""
        return code_points + bisect_left(self._wide, code_points)
