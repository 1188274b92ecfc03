"""What the rules for news think of a clause: the chance of its cue, and how near their reading of the content comes.

They were learnt from news alone, and know what reports in any genre: "said", "according to", words beside a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.clauses.candidates import Clause
from graph.extract.statements.candidates import Candidate
from graph.extract.statements.combination import iou, support
from graph.extract.statements.marks import Quotations
from graph.extract.statements.selection import by_cue, scored_candidates
from graph.parse import Reading

_SAME = 0.5  # overlap from which two contents are one
_NONE = (-1.0, -1.0, -1.0, -1.0)


class Agreement:
    """The candidates of one document by the rules for news, by cue."""

    def __init__(self, reading: Reading, quotations: Quotations) -> None:
        groups = by_cue(scored_candidates(reading, quotations))
        self._groups: dict[int, list[Candidate]] = {group[0].cue.i: group for group in groups}

    def of(self, clause: Clause) -> tuple[float, ...]:
        """Chance of the cue, overlap with the nearest of its readings, chance of that one, overlap with the likeliest."""
        group: Sequence[Candidate] = self._groups.get(clause.cue.i, ())
        if not group:
            return _NONE
        shares = [iou(candidate.content, clause.pieces) for candidate in group]
        nearest = max(range(len(group)), key=lambda n: (shares[n], -n))
        same = shares[nearest] >= _SAME
        return support(group), shares[nearest], group[nearest].score if same else 0.0, shares[0]
