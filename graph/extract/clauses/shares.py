"""How often words report something in texts that people marked, and word vectors reduced to a few axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.errors import ConfigError
from graph.extract.clauses.candidates import Clause
from graph.trees import Numbers

_DOUBT = 2.0  # how many unseen cases a word's share of reports starts with
_DIGITS = 4  # of a reduced vector: what a processor's order of summing changes lies far below
Key = tuple[str, ...]


@dataclass(slots=True)
class Shares:
    """How often words govern a content in marked texts; a word counts once a place. Keys are words, not sentences."""

    right: Counter[Key] = field(default_factory=Counter)
    seen: Counter[Key] = field(default_factory=Counter)

    @classmethod
    def of(cls, clauses: Iterable[Clause], truth: Iterable[bool]) -> Shares:
        """Counts over the clauses of one document; `truth` says of each whether it is marked."""
        best: dict[tuple[Key, int], bool] = {}
        for clause, right in zip(clauses, truth, strict=True):
            for key in _keys(clause):
                at = (key, clause.cue.i)
                best[at] = best.get(at, False) or right
        made = cls()
        for (key, _), right in best.items():
            made.seen[key] += 1
            made.right[key] += right
        return made

    def plus(self, other: Shares) -> Shares:
        """Both together."""
        return Shares(self.right + other.right, self.seen + other.seen)

    def without(self, other: Shares) -> Shares:
        """What is left without a document: its own truth must not speak in its rows."""
        return Shares(self.right - other.right, self.seen - other.seen)

    def rows(self, clauses: Sequence[Clause]) -> Numbers:
        """How often the cues of clauses report, a row each."""
        usual = self._usual()
        rows = [self._row(clause, usual) for clause in clauses]
        return np.array(rows, dtype=float).reshape(len(clauses), -1)

    def _usual(self) -> float:
        """The share of all lemmas' places."""
        right = sum(n for key, n in self.right.items() if key[0] == "lemma")
        return right / max(1, sum(n for key, n in self.seen.items() if key[0] == "lemma"))

    def _row(self, clause: Clause, usual: float) -> tuple[float, ...]:
        cue, lemma = clause.cue, clause.cue.lemma_.lower()
        share = self._share(("lemma", lemma), usual, usual)
        above = cue.head.lemma_.lower() if cue.head != cue else ""
        return (
            share,
            self.seen["lemma", lemma],
            self._share(("frame", lemma, clause.frame), usual, share),
            self._share(("word", cue.lower_), usual, share),
            self._share(("lemma", above), usual, usual),
        )

    def _share(self, key: Key, usual: float, default: float) -> float:
        """The share of a key, drawn towards the usual one; `default` where it was never seen."""
        seen = self.seen[key]
        return (self.right[key] + _DOUBT * usual) / (seen + _DOUBT) if seen else default


def _keys(clause: Clause) -> tuple[Key, ...]:
    lemma = clause.cue.lemma_.lower()
    return ("lemma", lemma), ("frame", lemma, clause.frame), ("word", clause.cue.lower_)


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Reduces the parser's word vectors to what the words of marked texts differ in most."""

    middle: Numbers
    axes: Numbers  # dimensions × axes

    @classmethod
    def of(cls, vectors: Numbers, width: int) -> Axes:
        """The first `width` principal axes of distinct vectors, a row each."""
        words = np.unique(vectors, axis=0)
        middle = words.mean(0)
        _, _, axes = np.linalg.svd(words - middle, full_matrices=False)
        return cls(middle, axes[:width].T)

    def rows(self, clauses: Sequence[Clause]) -> Numbers:
        """The reduced vectors of the cues, a row each. ConfigError for a pipeline without such vectors."""
        if not clauses:
            return np.zeros((0, self.axes.shape[1]))
        return self.reduced(np.array([clause.cue.vector for clause in clauses], dtype=float))

    def reduced(self, vectors: Numbers) -> Numbers:
        """Vectors along the axes, rounded."""
        if vectors.shape[1] != len(self.middle):
            raise ConfigError(
                f"the model's word vectors have {vectors.shape[1]} numbers, and genre 'general' needs those of the "
                f"shipped pipeline ({len(self.middle)}): leave --model out, or read with --genre news"
            )
        return np.round((vectors - self.middle) @ self.axes, _DIGITS)
