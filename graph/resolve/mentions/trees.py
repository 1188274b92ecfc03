"""The forest over pairs of people, from `lexicons/mention_pairs.json.gz`."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.errors import DamagedError
from graph.trees import Numbers, Trees

FILE = "mention_pairs.json.gz"


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees, and the mean probability down to which people are gathered by them."""

    trees: Trees
    threshold: float

    def probabilities(self, rows: Numbers) -> Numbers:
        """Probability in [0, 1] of each row."""
        return self.trees.probabilities(rows)


def forest(table: dict[str, object]) -> Forest:
    """A forest from its table: {"trees": [[feature, limit, left, right, value] columns …], "start", "threshold"}."""
    listed = table["trees"]
    if not isinstance(listed, list):
        raise DamagedError(f"{FILE} holds no trees; install onrecord again")
    return Forest(Trees.of(listed, float(str(table["start"]))), float(str(table["threshold"])))


@cache
def shipped() -> Forest:
    """The forest that ships. DamagedError where its file is missing or cannot be read."""
    try:
        data = (files("graph.lexicons") / FILE).read_bytes()
        return forest(json.loads(gzip.decompress(data)))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DamagedError(f"{FILE} cannot be read ({error}): install onrecord again") from error
