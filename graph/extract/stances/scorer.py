"""A small learnt scorer: how likely one named actor of a sentence is for or against another.

A softmax over the features of `features.py`, trained by `scripts/train_stances.py` on the training part of DSE
(directed sentiment between two entities of a news sentence). The weights are data: `stances_weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Leaning:
    """Probabilities that add to one."""

    none: float
    positive: float
    negative: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature, in the order none, positive, negative."""

    bias: tuple[float, float, float]
    weights: dict[str, tuple[float, float, float]]

    def __call__(self, names: Iterable[str]) -> Leaning:
        """The leaning that the features speak for; features never seen in training say nothing."""
        sums = list(self.bias)
        for name in sorted(set(names)):
            for k, weight in enumerate(self.weights.get(name, ())):
                sums[k] += weight
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        whole = sum(powers)
        return Leaning(*(p / whole for p in powers))


@cache
def scorer() -> Scorer:
    """The shipped scorer."""
    text = files("graph.lexicons").joinpath("stances_weights.json").read_text("utf-8")
    table = json.loads(text)
    none, positive, negative = table["bias"]
    weights = {
        name: (float(w[0]), float(w[1]), float(w[2])) for name, w in table["weights"].items()
    }
    return Scorer((none, positive, negative), weights)
