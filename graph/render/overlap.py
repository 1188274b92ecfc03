"""Moves rectangles apart until none covers another, and keeps neighbours near each other meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

_GRAVITY = 0.004
_TOLERANCE = 0.5  # page units: a smaller overlap is none, or the last traces blow the picture up
_ROOM = 0.0004  # growth a round once nothing pulls any more; it quickens while boxes still overlap
_PULLING = 300  # rounds in which edges and centre still pull
_ROUNDS = 900
# Labels are wider than high: without this, boxes give way downwards and form columns.
_SIDEWAYS = 0.85
# Rounds between two searches for near pairs, which cost more than a round.
_LOOK_EVERY = 6


@dataclass(frozen=True, slots=True)
class Boxes:
    """Widths and heights in page units, and how easily each gives way (1 freely, 0 not at all)."""

    widths: Array
    heights: Array
    mobility: Array


def spread(points: Array, boxes: Boxes, ends: Indices, weights: Array) -> Array:
    """Centres of boxes that do not overlap. `ends` is an (m, 2) array of edges."""
    points = points.copy()
    pairs = _near(points, boxes)
    for turn in range(_ROUNDS):
        if turn % _LOOK_EVERY == 0:
            pairs = _near(points, boxes)
        moved = _push(points, boxes, pairs)
        if turn < _PULLING:
            points += _pull(points, ends, weights) * boxes.mobility[:, None]
            points -= points * _GRAVITY
        elif not moved and turn % _LOOK_EVERY == 0:
            break
        else:
            points *= 1 + _ROOM * (1 + (turn - _PULLING) / 60)
    return points


def overlapping(points: Array, boxes: Boxes) -> int:
    """How many pairs of boxes still overlap by more than a trace."""
    return len(_near(points, boxes, slack=-2 * _TOLERANCE)[0])


def _near(points: Array, boxes: Boxes, slack: float = 40.0) -> tuple[Indices, Indices]:
    """Pairs of boxes with less than `slack` between them, by number; the lower number is the left of a pair.

    Sorted by their left edges, each box is near across to a run of those that follow it.
    """
    reach = (boxes.widths + slack) / 2
    starts, ends = points[:, 0] - reach, points[:, 0] + reach
    order = np.argsort(starts, kind="stable")
    place = np.arange(len(points))
    follow = np.maximum(np.searchsorted(starts[order], ends[order]) - place - 1, 0)
    first = np.repeat(place, follow)
    behind = np.arange(follow.sum()) - np.repeat(np.cumsum(follow) - follow, follow)
    one, other = order[first], order[first + 1 + behind]
    high = (boxes.heights[one] + boxes.heights[other]) / 2 + slack
    near = np.abs(points[one, 1] - points[other, 1]) < high
    left, right = np.minimum(one, other)[near], np.maximum(one, other)[near]
    by_number = np.lexsort((right, left))
    return left[by_number], right[by_number]


def _push(points: Array, boxes: Boxes, pairs: tuple[Indices, Indices]) -> bool:
    """Moves overlapping pairs apart along their cheaper axis; whether there were any."""
    left, right = pairs
    gap = points[left] - points[right]
    room_x = (boxes.widths[left] + boxes.widths[right]) / 2 - np.abs(gap[:, 0])
    room_y = (boxes.heights[left] + boxes.heights[right]) / 2 - np.abs(gap[:, 1])
    hit = (room_x > _TOLERANCE) & (room_y > _TOLERANCE)
    if not hit.any():
        return False
    across = hit & (room_x * _SIDEWAYS <= room_y)
    down = hit & ~across
    sides = np.where(gap == 0, 0.5, np.sign(gap))
    shift = np.zeros_like(gap)
    shift[across, 0] = room_x[across] * sides[across, 0] * 0.3
    shift[down, 1] = room_y[down] * sides[down, 1] * 0.3
    points += _summed(left, right, shift, len(points)) * boxes.mobility[:, None]
    return True


def _summed(left: Indices, right: Indices, shift: Array, size: int) -> Array:
    """What each point is moved by: `shift` of the pairs in which it is left, less that of those in which it is right."""
    who = np.concatenate([left, right])
    by = np.concatenate([shift, -shift])
    return np.stack([np.bincount(who, by[:, axis], size) for axis in range(2)], 1)


def _pull(points: Array, ends: Indices, weights: Array) -> Array:
    if not len(ends):
        return np.zeros_like(points)
    pull = 0.0035 * np.minimum(weights, 3.0)[:, None]
    force = (points[ends[:, 1]] - points[ends[:, 0]]) * pull
    return _summed(ends[:, 0], ends[:, 1], force, len(points))
