"""What a passage must hold before it is worth searching for a shape of words: a month's name, a year, "ago" …

Looking for plain strings costs a tenth of searching for the shapes, and most passages hold few of them.
"""

from __future__ import annotations

from enum import StrEnum

from graph.parse.times import feasts

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_DAYS = "day mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun."


class Clue(StrEnum):
    """A kind of words. Months and feasts are written with capitals, all others in any case."""

    MONTH = "month"
    FEAST = "feast"
    WEEKDAY = "weekday"
    YEAR = "year"
    FIGURE = "figure"
    NEAR = "near"
    UNIT = "unit"
    SEASON = "season"
    AGO = "ago"
    WHICH = "which"
    RECENT = "recent"
    QUARTER = "quarter"
    HALF = "half"
    DECADE = "decade"
    BESIDE = "beside"


_WORDS: dict[Clue, tuple[str, ...]] = {
    Clue.MONTH: tuple(_MONTHS.split()),
    Clue.FEAST: tuple(sorted({feasts.written(name).split("'")[0] for name in feasts.FEASTS})),
    Clue.WEEKDAY: tuple(_DAYS.split()),
    Clue.YEAR: ("20", "19", "18", "17", "16", "15"),
    Clue.FIGURE: tuple("1234567890"),
    Clue.NEAR: tuple("yesterday tomorrow today night morning afternoon evening".split()),
    Clue.UNIT: tuple("day week month quarter year decade centur".split()),
    Clue.SEASON: tuple("spring summer autumn fall winter".split()),
    Clue.AGO: tuple("ago earlier before prior".split()),
    Clue.WHICH: tuple("last past previous preceding coming next following same".split()),
    Clue.RECENT: tuple("recent coming earlier subsequent".split()),
    Clue.QUARTER: tuple("quarter q1 q2 q3 q4".split()),
    Clue.HALF: ("half",),
    Clue.DECADE: ("0s",),
    Clue.BESIDE: ("after", "before"),
}


def clues_in(passage: str) -> frozenset[Clue]:
    """The kinds of words that the passage holds; one too many now and then ("market" for "Mar"), never one too few."""
    searched = f"{passage}\n{passage.casefold()}"
    return frozenset(clue for clue, words in _WORDS.items() if any(w in searched for w in words))
