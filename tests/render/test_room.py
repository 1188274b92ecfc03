from __future__ import annotations

import pytest

from graph.render.room import fair


@pytest.mark.parametrize(
    ("sizes", "room", "most", "each"),
    [
        ([3, 3], 6, 12, 12),  # all fit
        ([3, 30], 13, 12, 10),  # who has fewer leaves the rest to the other
        ([30, 30], 13, 12, 6),
        ([30, 30, 30], 2, 12, 1),  # one is the least
        ([], 0, 12, 12),
    ],
)
def test_room_is_shared_so_that_nobody_goes_without(
    sizes: list[int], room: int, most: int, each: int
):
    """Each has one at least, and nobody has more than he would on a page of his own."""
    assert fair(sizes, room, most) == each
