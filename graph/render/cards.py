"""Issue cards: each statement stands inside the card of its issue, sorted by position.

Containment in place of edges is what turns the picture from a hairball into a map; it drops two fifths of the lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from graph.model import Position
from graph.render.page import IssueEntry, PageData, StatementEntry

ORDER = (Position.SUPPORTS, Position.CONDITIONAL, Position.OPPOSES, Position.NEUTRAL)
CELL_WIDTH, CELL_HEIGHT, HEAD, PADDING = 42, 38, 58, 16
_TITLE_SIZE = (
    26  # of the heading, in page units: 12.2 px at the zoom at which titles must still be read
)
_TITLE_CHARS = 32


@dataclass(frozen=True, slots=True)
class Card:
    """A card's size in page units and its statements in reading order. `x`, `y` are its upper left corner."""

    issue: str
    width: float
    height: float
    columns: int
    statements: tuple[str, ...]
    x: float = 0.0
    y: float = 0.0

    def cell(self, index: int) -> tuple[float, float]:
        """Centre of the statement at `index`."""
        across, down = index % self.columns, index // self.columns
        return (
            self.x + PADDING + CELL_WIDTH * (across + 0.5) - 3,
            self.y + HEAD + CELL_HEIGHT * (down + 0.5),
        )


def cards_of(data: PageData) -> dict[str, Card]:
    """One card for each issue, under the issue's id. A statement stands in the card of its first issue only."""
    inside: dict[str, list[StatementEntry]] = {issue.id: [] for issue in data.issues}
    for entry in data.statements:
        if entry.issues and entry.issues[0] in inside:
            inside[entry.issues[0]].append(entry)
    return {issue.id: _card(issue, inside[issue.id]) for issue in data.issues}


def _card(issue: IssueEntry, statements: list[StatementEntry]) -> Card:
    ranked = sorted(
        statements, key=lambda s: (ORDER.index(s.position), s.day or date.max, s.text, s.id)
    )
    cells = len(ranked) + (1 if issue.more else 0)
    title = (min(len(issue.name), _TITLE_CHARS) * 0.55 + 2.2) * _TITLE_SIZE
    columns = max(3, math.ceil(math.sqrt(cells * 1.9)))
    width = max(title + 2 * PADDING, columns * CELL_WIDTH + 2 * PADDING - 6)
    columns = max(columns, int((width - 2 * PADDING + 6) // CELL_WIDTH))
    rows = max(1, math.ceil(cells / columns))
    height = HEAD + rows * CELL_HEIGHT + PADDING - 4
    return Card(issue.id, round(width), height, columns, tuple(s.id for s in ranked))
