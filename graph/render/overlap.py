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
# Rounds between two searches for near pairs: the search costs n², the rounds do not.
_LOOK_EVERY = 6


@dataclass(frozen=True, slots=True)
class Boxes:
    """Widths and heights in page units, and how easily each gives way (1 freely, 0 not at all)."""

    widths: Array
    heights: Array
    mobility: Array


def spread(points: Array, boxes: Boxes, ends: Indices, weights: Array) -> Array:
    """Centres of boxes that do not overlap. `ends` is an (m, 2) array of edges; cost is n² / 6 a round."""
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
    x, y = points[:, 0], points[:, 1]
    wide = np.abs(x[:, None] - x[None]) < (boxes.widths[:, None] + boxes.widths[None]) / 2 + slack
    high = np.abs(y[:, None] - y[None]) < (boxes.heights[:, None] + boxes.heights[None]) / 2 + slack
    left, right = np.nonzero(np.triu(wide & high, 1))
    return left, right


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
    total = np.zeros_like(points)
    np.add.at(total, left, shift)
    np.add.at(total, right, -shift)
    points += total * boxes.mobility[:, None]
    return True


def _pull(points: Array, ends: Indices, weights: Array) -> Array:
    total = np.zeros_like(points)
    if len(ends):
        force = (points[ends[:, 1]] - points[ends[:, 0]]) * (
            0.0035 * np.minimum(weights, 3.0)[:, None]
        )
        np.add.at(total, ends[:, 0], force)
        np.add.at(total, ends[:, 1], -force)
    return total
