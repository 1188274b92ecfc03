"""A forest of regression trees that was grown elsewhere, from `lexicons/mention_pairs.json.gz`."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from graph.errors import DamagedError

FILE = "mention_pairs.json.gz"


Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
_AT_ONCE = 512  # rows: their way through all trees fits into the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """The nodes of all trees as columns. Any but a leaf sends `feature` <= `limit` left; a leaf sends to itself.

    `threshold` is the mean probability down to which people are gathered.
    """

    feature: Places
    limit: Numbers
    left: Places
    right: Places
    value: Numbers
    roots: Places
    depth: int
    start: float
    threshold: float

    def probabilities(self, rows: Numbers) -> Numbers:
        """Probability in [0, 1] of each row."""
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


def forest(table: dict[str, object]) -> Forest:
    """A forest from its table: {"trees": [[feature, limit, left, right, value] columns …], "start", "threshold"}.

    There a leaf has no left child (-1).
    """
    listed = table["trees"]
    if not isinstance(listed, list):
        raise DamagedError(f"{FILE} holds no trees; install onrecord again")
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
    columns = (feature, limit, left, right, value, roots[:-1])
    return Forest(*columns, depth, float(str(table["start"])), float(str(table["threshold"])))


def _depth(left: Places, right: Places, roots: Places) -> int:
    """The longest way from a root to a leaf."""
    depth, level = 0, np.unique(roots)
    while len(below := np.setdiff1d(np.concatenate([left[level], right[level]]), level)):
        depth, level = depth + 1, below
    return depth


@cache
def shipped() -> Forest:
    """The forest that ships. DamagedError where its file is missing or cannot be read."""
    try:
        data = (files("graph.lexicons") / FILE).read_bytes()
        return forest(json.loads(gzip.decompress(data)))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DamagedError(f"{FILE} cannot be read ({error}): install onrecord again") from error
