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


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Nodes as columns. A leaf has no left child (-1) and a value; any other sends `feature` <= `limit` left."""

    feature: NDArray[np.int64]
    limit: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def __call__(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The value of each row."""
        at = np.zeros(len(rows), dtype=np.int64)
        here = np.arange(len(rows))
        while True:
            inner = self.left[at] >= 0
            if not inner.any():
                return self.value[at]
            goes_left = rows[here, self.feature[at]] <= self.limit[at]
            at = np.where(inner, np.where(goes_left, self.left[at], self.right[at]), at)


@dataclass(frozen=True, slots=True)
class Forest:
    """Sums its trees; `threshold` is the average probability at which clusters are cut."""

    trees: tuple[Tree, ...]
    start: float
    threshold: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability in [0, 1] of each row."""
        total = np.full(len(rows), self.start)
        for tree in self.trees:
            total += tree(rows)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


def forest(table: dict[str, object]) -> Forest:
    """A forest from its table: {"trees": [[feature, limit, left, right, value] columns …], "start", "threshold"}."""
    listed = table["trees"]
    if not isinstance(listed, list):
        raise DamagedError(f"{FILE} holds no trees; install onrecord again")
    trees = tuple(
        Tree(
            np.array(feature, dtype=np.int64),
            np.array(limit, dtype=np.float64),
            np.array(left, dtype=np.int64),
            np.array(right, dtype=np.int64),
            np.array(value, dtype=np.float64),
        )
        for feature, limit, left, right, value in listed
    )
    return Forest(trees, float(str(table["start"])), float(str(table["threshold"])))


@cache
def shipped() -> Forest:
    """The forest that ships. DamagedError where its file is missing or cannot be read."""
    try:
        data = (files("graph.lexicons") / FILE).read_bytes()
        return forest(json.loads(gzip.decompress(data)))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DamagedError(f"{FILE} cannot be read ({error}): install onrecord again") from error
