"""Chooses among the clauses and signatures of a document, by what a model learnt from other documents.

Each clause has a chance, and each of its possible sources one if the clause is right; the likeliest go first, and what
says the same again gives way. Contents nest: "Lind thinks | Berg said | it was over" are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.extract.clauses.agreement import Agreement
from graph.extract.clauses.candidates import Clause, clauses
from graph.extract.clauses.model import ClauseModel
from graph.extract.clauses.rows import Rows, among_readings
from graph.extract.clauses.signatures import Signature, signatures
from graph.extract.clauses.sources import Source, source_rows, sources
from graph.extract.statements import scoring
from graph.extract.statements.clause import Range
from graph.extract.statements.marks import Quotations
from graph.parse import Reading
from graph.trees import Numbers

_LEAST = 0.1  # chance below which no source is looked for
_SAME = 0.5  # overlap from which two contents are one
_NESTED = 0.9  # the same where one of them holds the other's cue


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A clause with its likeliest source; chances in [0, 1], that of the source if the clause is right."""

    clause: Clause
    source: Source
    chance: float
    source_chance: float

    @property
    def whole(self) -> float:
        """Chance that both are right."""
        return self.chance * self.source_chance


def proposed(reading: Reading, quotations: Quotations) -> list[Clause]:
    """All clauses of a document that may be attributions."""
    known = scoring.weights().__contains__
    return list(clauses(reading.doc, quotations, known))


def rows_of(reading: Reading, quotations: Quotations, found: Sequence[Clause]) -> Numbers:
    """The features of clauses within their document, a row each."""
    maker, rules = Rows(quotations, scoring.weights()), Agreement(reading, quotations)
    return np.array(
        [
            (*maker.of(clause), *rules.of(clause), *among)
            for clause, among in zip(found, among_readings(found), strict=True)
        ]
    )


def chosen_clauses(
    reading: Reading, quotations: Quotations, model: ClauseModel, least: float | None = None
) -> list[Choice]:
    """The clauses of a document that are attributions, likeliest first."""
    found = proposed(reading, quotations)
    if not found:
        return []
    least = model.threshold if least is None else least
    chances = model.chances(found, rows_of(reading, quotations, found))
    likely = [(found[n], float(chances[n])) for n in np.flatnonzero(chances >= _LEAST)]
    judged = [c for c in _with_sources(likely, model) if c.whole >= least]
    judged.sort(key=lambda c: -c.whole)  # stable: of equals the first in the text
    return list(_apart(judged))


def _with_sources(likely: Sequence[tuple[Clause, float]], model: ClauseModel) -> Iterator[Choice]:
    offered = [sources(clause) for clause, _ in likely]
    rows = [
        row for (c, _), found in zip(likely, offered, strict=True) for row in source_rows(c, found)
    ]
    if not rows:
        return
    chances = iter(model.sources.probabilities(np.array(rows)).tolist())
    for (clause, chance), found in zip(likely, offered, strict=True):
        each = [next(chances) for _ in found]
        best = max(range(len(found)), key=lambda i: (each[i], -i))
        if found[best].kind != "cue":  # "note that it holds": the reader is asked, nobody says so
            yield Choice(clause, found[best], chance, each[best])


def _apart(judged: Sequence[Choice]) -> Iterator[Choice]:
    """Those that are not one with a likelier one."""
    kept: list[tuple[Clause, set[int]]] = []
    for choice in judged:
        letters = _letters(choice.clause)
        if letters and not any(_excludes(choice.clause, letters, *other) for other in kept):
            kept.append((choice.clause, letters))
            yield choice


def _letters(clause: Clause) -> set[int]:
    """Where the letters and digits of a content stand."""
    doc = clause.cue.doc
    return {
        token.idx + at
        for start, end in clause.pieces
        for token in doc[start:end]
        for at, char in enumerate(token.text)
        if char.isalnum()
    }


def _excludes(clause: Clause, letters: set[int], other: Clause, taken: set[int]) -> bool:
    """Whether two clauses are one attribution read twice; "I know | he said | it held" are two."""
    if clause.cue == other.cue:
        return True
    nested = other.holds(clause.cue.i) != clause.holds(other.cue.i)
    shared = len(letters & taken)
    return shared > (_NESTED if nested else _SAME) * len(letters | taken)


def chosen_signatures(reading: Reading, model: ClauseModel) -> list[tuple[Signature, float]]:
    """The signatures of a document with their chances, likeliest first; of two for one stretch the likelier."""
    found = list(signatures(reading))
    if not found:
        return []
    chances = model.signatures.probabilities(np.array([s.row for s in found]))
    kept: list[tuple[Signature, float]] = []
    for number in np.argsort(-chances, kind="stable"):
        signature, chance = found[number], float(chances[number])
        if chance < model.threshold:
            break
        if not any(_overlap(signature.content, other.content) > _SAME for other, _ in kept):
            kept.append((signature, chance))
    return kept


def _overlap(left: Range, right: Range) -> float:
    """Shared characters over all characters of two stretches."""
    shared = max(0, min(left[1], right[1]) - max(left[0], right[0]))
    return shared / (left[1] - left[0] + right[1] - right[0] - shared)
