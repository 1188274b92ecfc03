"""Regression trees that were grown elsewhere, as columns of numbers: no learning library is needed to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
# feature, limit, left, right, value: a column each, a number for each node; a leaf has no left child (-1)
Columns = Sequence[Sequence[float]]
_AT_ONCE = 512  # rows: their way through all trees fits into the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all trees. Any but a leaf sends `feature` <= `limit` left; a leaf sends to itself.

    The leaves of a row add up, from `start` on, to the logit of its probability, as gradient boosting has it.
    """

    feature: Places
    limit: Numbers
    left: Places
    right: Places
    value: Numbers
    roots: Places
    depth: int
    start: float

    @classmethod
    def of(cls, listed: Sequence[Columns], start: float) -> Trees:
        """The trees of a list, each given by its columns. ValueError or IndexError where they do not fit."""
        roots = np.cumsum([0, *(len(tree[0]) for tree in listed)])
        feature, limit, left, right, value = (
            np.concatenate([np.array(tree[i], dtype=kind) for tree in listed])
            for i, kind in enumerate((np.int64, np.float64, np.int64, np.int64, np.float64))
        )
        own = np.arange(len(feature))
        shift = np.repeat(roots[:-1], np.diff(roots))
        leaf = left < 0
        left, right = np.where(leaf, own, left + shift), np.where(leaf, own, right + shift)
        depth = _depth(left, right, roots[:-1])
        return cls(feature, limit, left, right, value, roots[:-1], depth, start)

    def probabilities(self, rows: Numbers) -> Numbers:
        """Probability in [0, 1] of each row. Cost: rows × trees × depth."""
        parts = [self._summed(rows[i : i + _AT_ONCE]) for i in range(0, len(rows), _AT_ONCE)]
        total = np.concatenate(parts) if parts else np.zeros(0)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))

    def _summed(self, rows: Numbers) -> Numbers:
        """All rows through all trees at once."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        here = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[here, self.feature[at]] <= self.limit[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        return np.asarray(self.start + self.value[at].sum(axis=1))


def _depth(left: Places, right: Places, roots: Places) -> int:
    """The longest way from a root to a leaf."""
    depth, level = 0, np.unique(roots)
    while len(below := np.setdiff1d(np.concatenate([left[level], right[level]]), level)):
        depth, level = depth + 1, below
    return depth
