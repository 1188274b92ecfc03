"""Calendar arithmetic: days, weeks, months … around the day of publication. Never reads the clock."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Grain


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start`..`end`, both inclusive, as fine as `grain`. Without a start it is known to be unknown."""

    grain: Grain
    start: date | None = None
    end: date | None = None


VAGUE = Period(Grain.VAGUE)


def day(value: date) -> Period:
    """One day."""
    return Period(Grain.DAY, value, value)


def safe_day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def week(base: date, offset: int) -> Period:
    """Monday to Sunday, `offset` weeks from the week of `base`."""
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=offset)
    return Period(Grain.WEEK, monday, monday + timedelta(days=6))


def weekend(base: date, offset: int) -> Period:
    """Saturday and Sunday; "last weekend" on a Sunday is the one before, on a Monday yesterday's."""
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=offset)
    return Period(Grain.WEEK, monday + timedelta(days=5), monday + timedelta(days=6))


def month(year: int, number: int) -> Period:
    """A month; `number` may run over the year's ends (0 is December of the year before)."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(
        Grain.MONTH, date(year, number, 1), date(year, number, monthrange(year, number)[1])
    )


def year(value: int) -> Period:
    """A calendar year."""
    return Period(Grain.YEAR, date(value, 1, 1), date(value, 12, 31))


def quarter(value: int, number: int) -> Period:
    """A quarter of a calendar year; `number` may run over the year's ends."""
    value, number = value + (number - 1) // 4, (number - 1) % 4 + 1
    last = month(value, 3 * number)
    return Period(Grain.QUARTER, date(value, 3 * number - 2, 1), last.end)


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season(value: int, name: str) -> Period:
    """Three months, northern hemisphere; the winter of 2022 starts in December 2022."""
    first = SEASONS[name]
    return Period(Grain.QUARTER, date(value, first, 1), month(value, first + 2).end)


def half(value: int, number: int) -> Period:
    """First or second half of a year, as its bounds; the grain is the year's."""
    first, last = (1, 6) if number == 1 else (7, 12)
    return Period(Grain.YEAR, date(value, first, 1), month(value, last).end)


def decade(value: int) -> Period:
    """Ten years."""
    return Period(Grain.VAGUE, date(value, 1, 1), date(value + 9, 12, 31))


def shifted(base: date, unit: str, count: int) -> Period:
    """`count` units away from `base`: "three weeks ago" is a week, "two years ago" a year."""
    match unit:
        case "day":
            return day(base + timedelta(days=count))
        case "week":
            return week(base + timedelta(weeks=count), 0)
        case "month":
            return month(base.year, base.month + count)
        case "quarter":
            return quarter(base.year, (base.month - 1) // 3 + 1 + count)
        case _:
            return year(base.year + count * (10 if unit == "decade" else 1))


def nearest_weekday(base: date, weekday: int, *, future: bool) -> date:
    """The last such day up to `base`, or the next from `base` on; `base` itself where it is one."""
    if future:
        return base + timedelta(days=(weekday - base.weekday()) % 7)
    return base - timedelta(days=(base.weekday() - weekday) % 7)


def nearest_month(base: date, number: int, *, future: bool) -> Period:
    """The last such month up to that of `base`, or the next."""
    if future:
        return month(base.year + (number < base.month), number)
    return month(base.year - (number > base.month), number)


def nearest_day_of_year(base: date, number: int, day_number: int, *, future: bool) -> Period | None:
    """A day without its year: the nearest on the right side, a fortnight's slack across `base`.

    "On 4 September" in a text of 1 September is that week's day, whatever the tense.
    """
    found = [
        period
        for value in (base.year - 1, base.year, base.year + 1)
        if (period := safe_day(value, number, day_number)) is not None
    ]
    if not found:
        return None

    def distance(period: Period) -> int:
        days = ((period.start or base) - base).days
        wrong_side = days < -14 if future else days > 14
        return abs(days) + 1000 * wrong_side

    return min(found, key=distance)
