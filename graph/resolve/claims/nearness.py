"""How near claims are in meaning to phrases and to groups of claims, by sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph.resolve.claims.likeness import Encode

MAX_ENCODED = 5_000  # claims whose sentence vectors are affordable: about 6 ms each

Scores = npt.NDArray[np.float32]


class Nearness:
    """Cosine of claims to phrases; nothing is near where there are too many claims to encode."""

    def __init__(self, texts: Sequence[str], encode: Encode) -> None:
        self._encode = encode
        few = 0 < len(texts) <= MAX_ENCODED
        self._claims = np.vstack([encode(t) for t in texts]) if few else None

    def to(self, phrases: Sequence[str], rows: Sequence[int]) -> Scores:
        """One row a claim, one column a phrase."""
        if self._claims is None or not phrases:
            return np.zeros((len(rows), len(phrases)), dtype=np.float32)
        return np.asarray(
            self._claims[list(rows)] @ np.vstack([self._encode(p) for p in phrases]).T
        )

    def to_groups(self, groups: Sequence[Sequence[int]], rows: Sequence[int]) -> Scores:
        """One row a claim, one column a group: cosine to the mean of its claims."""
        if self._claims is None or not groups:
            return np.zeros((len(rows), len(groups)), dtype=np.float32)
        means = np.vstack([self._claims[list(g)].mean(axis=0) for g in groups])
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return np.asarray(self._claims[list(rows)] @ means.T)

    def nearest(self, phrases: Sequence[str], rows: Sequence[int]) -> str | None:
        """The phrase whose meaning is nearest to the mean of these claims; None without vectors or phrases."""
        if self._claims is None or not phrases:
            return None
        mean = self._claims[list(rows)].mean(axis=0)
        close = np.vstack([self._encode(p) for p in phrases]) @ mean
        return phrases[int(close.argmax())]
