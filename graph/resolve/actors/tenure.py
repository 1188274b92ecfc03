"""Posts as of dates: what one person can be over time, and what nobody is at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

SAME_TIME_DAYS = 400  # posts told within so many days are held at the same time
LONG_DAYS = 1200  # after so many a person may well hold another post
_FIELDS: Mapping[str, str] = {
    "politics": "president minister premier chancellor senator congressman congresswoman representative lawmaker "
    "legislator governor mayor ambassador mp mep secretary councilman councilwoman candidate nominee envoy diplomat",
    "sport": "coach footballer striker midfielder defender goalkeeper quarterback linebacker receiver lineman "
    "pitcher batsman bowler boxer golfer swimmer sprinter cyclist climber player athlete captain",
    "arts": "actor actress singer musician rapper painter sculptor novelist comedian comic filmmaker drummer guitarist",
    "law": "judge prosecutor magistrate justice",
    "forces": "general admiral colonel sergeant lieutenant sheriff constable detective officer",
    "science": "scientist professor physicist chemist biologist epidemiologist researcher",
    "press": "journalist reporter columnist correspondent anchor",
    "church": "bishop archbishop cardinal pastor priest rabbi imam",
}
_OF_SEVERAL = frozenset(
    {"captain", "officer", "justice", "general"}
)  # words of more than one field
_GO_TOGETHER = frozenset(  # a professor advises and writes columns, a comedian is elected
    frozenset(pair.split("-"))
    for pair in "politics-science politics-press politics-arts politics-forces science-press arts-press".split()
)


@cache
def _field_of() -> dict[str, str]:
    """Post word → the field of life it belongs to; words of several fields are left out."""
    return {
        word: field
        for field, words in _FIELDS.items()
        for word in words.split()
        if word not in _OF_SEVERAL
    }


def fields_of(posts: Iterable[str]) -> frozenset[str]:
    """Fields of life that these words of posts belong to.

    >>> sorted(fields_of({"football", "coach"})), sorted(fields_of({"norwegian", "leader"}))
    (['sport'], [])
    """
    return frozenset(field for word in posts if (field := _field_of().get(word)))


class Tenures:
    """When an actor was told to hold posts of which field: first and last day, by field."""

    __slots__ = ("_spans",)

    def __init__(self) -> None:
        self._spans: dict[str, tuple[int, int]] = {}

    def add(self, posts: Iterable[str], published: date | None) -> None:
        """One more document's word."""
        if published is None:
            return
        day = published.toordinal()
        for field in fields_of(posts):
            first, last = self._spans.get(field, (day, day))
            self._spans[field] = (min(first, day), max(last, day))

    def apart(self, posts: Iterable[str], published: date | None) -> tuple[float, str]:
        """What speaks against these posts, told that day, being the same person's, and in which words.

        A judge and a striker of one month are two people; a striker who is a senator twelve years later may be one.
        """
        mine = fields_of(posts)
        if published is None or not mine or not self._spans or _agree(mine, self._spans):
            return 0.0, ""
        away = min(_distance(published.toordinal(), span) for span in self._spans.values())
        told = f"{'/'.join(sorted(mine))} and {'/'.join(sorted(self._spans))}"
        if away <= SAME_TIME_DAYS:
            return -0.5, f"posts in {told} at the same time"
        if away >= LONG_DAYS:
            return (
                0.15,
                f"posts in {told} are {away // 365} years apart, so one may have followed the other",
            )
        return 0.0, ""


def _agree(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one person may hold posts in a field of each at the same time."""
    return any(a == b or frozenset((a, b)) in _GO_TOGETHER for a in some for b in others)


def _distance(day: int, span: tuple[int, int]) -> int:
    first, last = span
    return max(first - day, day - last, 0)
