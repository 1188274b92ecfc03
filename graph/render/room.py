"""How many sentences each thing of a page may have, so that those of all fit on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def fair(sizes: Iterable[int], room: int, most: int) -> int:
    """How many each of several may have, between 1 and `most`, so that all together have `room` at most.

    Who has fewer leaves the rest to the others.

    >>> fair([1, 1, 30], room=12, most=30)
    10
    >>> fair([1, 1, 3], room=12, most=30)
    30
    """
    held = Counter(sizes)
    for limit in range(most, 1, -1):
        if sum(min(size, limit) * number for size, number in held.items()) <= room:
            return limit
    return 1
