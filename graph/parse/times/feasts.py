"""Feasts and days that bear a name: Easter, Christmas Eve, Thanksgiving, New Year's Day …

Those that fall on different days in different countries ("Independence Day", "Labour Day") are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from graph.model import Grain
from graph.parse.times.periods import Period, day

_MONDAY, _THURSDAY = 0, 3
_SLACK = 14  # days by which a feast may lie on the other side than the tense says


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def _weekday(month: int, weekday: int, which: int) -> Callable[[int], date]:
    """The `which`-th such weekday of a month; the last one for which = -1."""

    def of(year: int) -> date:
        if which < 0:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))

    return of


def _easter(offset: int) -> Callable[[int], date]:
    return lambda year: easter_sunday(year) + timedelta(days=offset)


def easter_sunday(year: int) -> date:
    """Easter of the western churches, by the anonymous Gregorian computus (Nature, 20 April 1876).

    >>> easter_sunday(2018)
    datetime.date(2018, 4, 1)
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, number + 1)


FEASTS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "martin luther king jr. day": _weekday(1, _MONDAY, 3),
    "martin luther king day": _weekday(1, _MONDAY, 3),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _weekday(2, _MONDAY, 3),
    "presidents day": _weekday(2, _MONDAY, 3),
    "st. patrick's day": _fixed(3, 17),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "good friday": _easter(-2),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "easter": _easter(0),
    "may day": _fixed(5, 1),
    "memorial day": _weekday(5, _MONDAY, -1),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _weekday(9, _MONDAY, 1),
    "columbus day": _weekday(10, _MONDAY, 2),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "thanksgiving day": _weekday(11, _THURSDAY, 4),
    "thanksgiving": _weekday(11, _THURSDAY, 4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}


def written(name: str) -> str:
    """A feast as texts write it: "Fourth of July"."""
    return " ".join(word if word == "of" else word.capitalize() for word in name.split())


def resolve(
    name: str, base: date | None, year: int | None, *, which: str, future: bool, weekend: bool
) -> Period:
    """The day (or the weekend around it) that a feast means in a text of `base`.

    With a year it is that year's; "last" is before `base`, "next" after it; else the nearest on the side of
    the tense, with a fortnight's slack.
    """
    of = FEASTS[name.lower().replace("’", "'")]
    if year is not None:
        return _period(of(year), weekend)
    if base is None:
        return Period(Grain.WEEK if weekend else Grain.DAY)
    found = [of(value) for value in (base.year - 1, base.year, base.year + 1)]
    if which in ("last", "past"):
        return _period(max(f for f in found if f < base), weekend)
    if which == "next":
        return _period(min(f for f in found if f > base), weekend)

    def distance(feast: date) -> int:
        days = (feast - base).days
        return abs(days) + 1000 * (days < -_SLACK if future else days > _SLACK)

    return _period(min(found, key=distance), weekend)


def _period(feast: date, weekend: bool) -> Period:
    """The feast, or the free days around it: Thursday to Sunday, Saturday to Monday, Friday to Monday of Easter."""
    if not weekend:
        return day(feast)
    first, last = {0: (-2, 0), 3: (0, 3), 4: (0, 2), 5: (0, 1), 6: (-2, 1)}.get(
        feast.weekday(), (5 - feast.weekday(), 6 - feast.weekday())
    )
    return Period(Grain.WEEK, feast + timedelta(days=first), feast + timedelta(days=last))
