"""The shapes of words that say when, each with the period it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Grain
from graph.parse.times import feasts, periods
from graph.parse.times.clues import Clue
from graph.parse.times.periods import VAGUE, Period

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAYNAME = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d|\w)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per cent|percent|million|billion|bn|years?|months?))"
_NUMBER = (
    r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|several"
    r"|a couple of|few|many)"
)
_UNIT = r"(?P<unit>day|week|month|quarter|year|decade|centur)(?:s|y|ies)?"
_PART = (
    r"(?:(?P<part>early|mid|late|the (?:start|beginning|middle|end) of|beginning of|end of)[ -])?"
)
_COUNTS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split()
)} | {"a": 1, "an": 1}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """The publication day, None if unknown, and whether the clause speaks of what is to come."""

    base: date | None
    future: bool


Resolver = Callable[[re.Match[str], Context], Period | None]


def _full_date(match: re.Match[str], _: Context) -> Period | None:
    return periods.safe_day(int(match["year"]), month_number(match["month"]), int(match["day"]))


def _iso_date(match: re.Match[str], _: Context) -> Period | None:
    return periods.safe_day(int(match["year"]), int(match["number"]), int(match["day"]))


def _day_and_month(match: re.Match[str], context: Context) -> Period | None:
    if context.base is None:
        return Period(Grain.DAY)
    return periods.nearest_day_of_year(
        context.base, month_number(match["month"]), int(match["day"]), future=context.future
    )


def _month_year(match: re.Match[str], _: Context) -> Period:
    return periods.month(int(match["year"]), month_number(match["month"]))


def _month(match: re.Match[str], context: Context) -> Period:
    if context.base is None:
        return Period(Grain.MONTH)
    which = (match["which"] or "").lower()
    number, base = month_number(match["month"]), context.base
    if which == "next":
        return periods.nearest_month(base, number, future=True)
    if which == "this":
        return periods.month(base.year, number)
    return periods.nearest_month(base, number, future=context.future and which != "last")


def _weekday(match: re.Match[str], context: Context) -> Period:
    if context.base is None:
        return Period(Grain.DAY)
    number = _weekday_number(match["weekday"])
    which = (match["which"] or "").lower()
    base = context.base
    if which in ("next", "coming", "this coming"):
        return periods.day(periods.nearest_weekday(base + timedelta(days=1), number, future=True))
    if which in ("last", "past", "this past", "previous"):
        return periods.day(periods.nearest_weekday(base - timedelta(days=1), number, future=False))
    return periods.day(periods.nearest_weekday(base, number, future=context.future))


def _weekday_of_week(match: re.Match[str], context: Context) -> Period:
    if context.base is None:
        return Period(Grain.DAY)
    offset = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    monday = periods.week(context.base, offset).start or context.base
    return periods.day(monday + timedelta(days=_weekday_number(match["weekday"])))


def _near_day(match: re.Match[str], context: Context) -> Period:
    if context.base is None:
        return Period(Grain.DAY)
    word = match["near"].lower()
    offset = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(word, 0)
    if "before yesterday" in word:
        offset = -2
    if "after tomorrow" in word:
        offset = 2
    return periods.day(context.base + timedelta(days=offset))


def _which_unit(match: re.Match[str], context: Context) -> Period:
    unit, base = match["unit"].lower(), context.base
    grains = {"week": Grain.WEEK, "weekend": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR,
              "quarter": Grain.QUARTER, "day": Grain.DAY}  # fmt: skip
    if base is None:
        return Period(grains.get(unit, Grain.QUARTER))
    which = match["which"].lower()
    offset = (
        -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming") else 0
    )
    if unit == "weekend":
        return _weekend(base, offset, which, context.future)
    if unit in periods.SEASONS:
        return _season(base, unit, offset, context.future)
    if unit == "week":
        return periods.week(base, offset)
    return periods.shifted(base, unit, offset)


def _weekend(base: date, offset: int, which: str, future: bool) -> Period:
    if offset:
        return periods.weekend(base, min(offset, 0))
    ahead = future or base.weekday() >= 5 or which == "this"
    return periods.weekend(base, 0 if ahead else -1)


def _season(base: date, name: str, offset: int, future: bool) -> Period:
    this = periods.season(base.year, name)
    begun = this.start is not None and this.start <= base
    if offset == -1 or (offset == 0 and not future and not begun):
        ended = this.end is not None and this.end < base
        return this if ended else periods.season(base.year - 1, name)
    if offset == 1 and begun:
        return periods.season(base.year + 1, name)
    return this


def _ago(match: re.Match[str], context: Context) -> Period:
    count = _COUNTS.get(match["count"].lower())
    if match["count"].isdigit():
        count = int(match["count"])
    unit = match["unit"].lower()
    if context.base is None or count is None or unit == "centur":
        return VAGUE
    return periods.shifted(context.base, unit, -count)


def _ahead(match: re.Match[str], context: Context) -> Period:
    count = _COUNTS.get(match["count"].lower())
    if match["count"].isdigit():
        count = int(match["count"])
    unit = match["unit"].lower()
    if context.base is None or count is None or unit == "centur" or not context.future:
        return VAGUE
    return periods.shifted(context.base, unit, count)


def _span_of_units(match: re.Match[str], context: Context) -> Period:
    """ "the past two weeks", "the coming months": bounds where counted; vague in grain."""
    count = _COUNTS.get((match["count"] or "").lower())
    if (match["count"] or "").isdigit():
        count = int(match["count"])
    unit, base = match["unit"].lower(), context.base
    if count is None and not match.group().lower().rstrip().endswith("s"):
        count = 1
    if base is None or count is None or unit == "centur":
        return VAGUE
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}[
        unit
    ] * count
    if match["which"].lower() in ("past", "last", "previous", "preceding"):
        return Period(Grain.VAGUE, base - timedelta(days=days), base)
    return Period(Grain.VAGUE, base, base + timedelta(days=days))


def _end_of_unit(match: re.Match[str], context: Context) -> Period:
    if context.base is None:
        return VAGUE
    unit, which = match["unit"].lower(), (match["which"] or "the").lower()
    offset = 1 if which == "next" else -1 if which == "last" else 0
    if unit == "week":
        return periods.week(context.base, offset)
    return periods.shifted(context.base, unit, offset)


def _feast(match: re.Match[str], context: Context) -> Period:
    return feasts.resolve(
        match["feast"],
        context.base,
        int(match["year"]) if match["year"] else None,
        which=(match["which"] or "").lower(),
        future=context.future,
        weekend=bool(match["weekend"]),
    )


def _eleventh_of_september(_: re.Match[str], __: Context) -> Period:
    return periods.day(date(2001, 9, 11))


def _year(match: re.Match[str], _: Context) -> Period:
    return periods.year(int(match["year"]))


def _season_year(match: re.Match[str], _: Context) -> Period:
    return periods.season(int(match["year"]), match["season"].lower())


def _quarter(match: re.Match[str], context: Context) -> Period | None:
    ordinal = (match["ordinal"] or match["short"] or "").lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(ordinal) or int(ordinal or 0)
    if match["year"] is None and context.base is None:
        return Period(Grain.QUARTER)
    value = int(match["year"]) if match["year"] else context.base.year if context.base else 0
    return periods.quarter(value, number) if number else None


def _half(match: re.Match[str], _: Context) -> Period:
    return periods.half(int(match["year"]), 1 if match["half"].lower() == "first" else 2)


def _decade(match: re.Match[str], _: Context) -> Period:
    return periods.decade(int(match["decade"]))


def _vague(_: re.Match[str], __: Context) -> Period:
    return VAGUE


def month_number(name: str) -> int:
    """1 for "January", "Jan" and "Jan."."""
    short = name.lower().rstrip(".")[:3]
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(short))


def _weekday_number(name: str) -> int:
    return next(n for n, day in enumerate(WEEKDAYS) if day.startswith(name.lower().rstrip(".")[:3]))


_TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night|midday|lunchtime))?"
_FEAST = "|".join(
    re.escape(feasts.written(name)).replace("'", "['’]")
    for name in sorted(feasts.FEASTS, key=len, reverse=True)
)
_LAST = r"last|this|next|past|coming|previous|current|this past|this coming"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape of words, the period it means, and the kinds of words without which a passage cannot hold it."""

    shape: re.Pattern[str]
    resolver: Resolver
    needs: frozenset[Clue]


def _p(pattern: str, resolver: Resolver, *needs: Clue, exact: bool = False) -> Pattern:
    shape = re.compile(pattern, 0 if exact else re.IGNORECASE)
    return Pattern(shape, resolver, frozenset(needs))


PATTERNS: tuple[Pattern, ...] = (
    _p(r"(?<![\d/])9/11(?![\d/])|\b(?:Sept\.?|September) 11(?:th)?(?=,? (?:terror(?:ist)? )?attacks?\b)",
       _eleventh_of_september, Clue.FIGURE, exact=True),
    _p(rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s)?(?P<feast>{_FEAST})(?P<weekend>\s[Ww]eekend)?(?:,?\s(?:of\s)?{_YEAR})?"
       r"(?!\w)(?!\sIslands?\b)", _feast, Clue.FEAST, exact=True),
    _p(rf"\b(?:{_DAYNAME[:-1]}),?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}", _full_date, Clue.MONTH, Clue.YEAR, exact=True),
    _p(rf"\b(?:{_DAYNAME[:-1]}),?\s)?{_MONTH}\s{_DAY},?\s{_YEAR}", _full_date, Clue.MONTH, Clue.YEAR, exact=True),
    _p(rf"(?<![\d-]){_YEAR[:-18]}(?:-)(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso_date, Clue.YEAR),
    _p(rf"\b(?:{_DAYNAME[:-1]}),?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?![\w])", _day_and_month, Clue.MONTH, Clue.FIGURE, exact=True),
    _p(rf"\b(?:{_DAYNAME[:-1]}),?\s)?{_MONTH}\s{_DAY}(?![\w])", _day_and_month, Clue.MONTH, Clue.FIGURE, exact=True),
    _p(rf"\b{_PART}{_MONTH},?\s(?:of\s)?{_YEAR}", _month_year, Clue.MONTH, Clue.YEAR, exact=True),
    _p(rf"\b{_PART}(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?{_MONTH}(?![\w])(?!\s\d)", _month, Clue.MONTH, exact=True),
    _p(rf"\b{_DAYNAME[:-1]})\s(?:morning\s|afternoon\s|evening\s)?(?:of\s)?(?P<which>last|this|next)\sweek\b",
       _weekday_of_week, Clue.WEEKDAY, Clue.UNIT),
    _p(rf"\b(?:(?P<which>{_LAST})\s)?{_DAYNAME}{_TIME_OF_DAY}(?!\w)", _weekday, Clue.WEEKDAY),
    _p(r"\b(?P<near>the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight|last night"
       r"|this (?:morning|afternoon|evening))" + _TIME_OF_DAY + r"\b", _near_day, Clue.NEAR),
    _p(r"\b(?P<which>last|this|next|past|coming|previous|current|(?<=over )the|(?<=at )the) "
       r"(?P<unit>weekend|week|month|quarter|year|spring|summer|autumn|fall|winter)\b(?!-)", _which_unit),
    _p(rf"\b{_NUMBER} {_UNIT} (?:ago|earlier|before|prior)\b", _ago, Clue.UNIT, Clue.AGO),
    _p(rf"\b(?:in|within) (?:about |around |the next )?{_NUMBER} {_UNIT}(?: from now)?\b(?!['’])", _ahead, Clue.UNIT),
    _p(rf"\b(?:the )?(?P<which>past|last|previous|preceding|coming|next|following) (?:{_NUMBER} )?{_UNIT}\b(?!-)",
       _span_of_units, Clue.UNIT, Clue.WHICH),
    _p(r"\b(?:the )?(?:end|start|beginning|middle) of (?P<which>the|this|next|last) "
       r"(?P<unit>week|month|quarter|year|decade)\b", _end_of_unit, Clue.UNIT),
    _p(r"\b(?P<which>year)(?:-|'s |’s )(?P<unit>end)\b", _vague, Clue.UNIT),
    _p(rf"\b(?:the\s)?(?P<half>first|second) half of {_YEAR}", _half, Clue.HALF, Clue.YEAR),
    _p(rf"\b(?:the\s)?(?:(?P<ordinal>first|second|third|fourth) quarter|Q(?P<short>[1-4]))(?:,? (?:of )?{_YEAR})?",
       _quarter, Clue.QUARTER),
    _p(rf"\b{_PART}(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_YEAR}", _season_year, Clue.SEASON, Clue.YEAR),
    _p(r"\b(?:the )?(?:(?:early|mid|late)[ -])?(?P<decade>(?:1[5-9]|20)\d0)s\b", _decade, Clue.DECADE),
    _p(r"\b(?:in )?(?:recent|coming|earlier|subsequent) (?:days|weeks|months|years|decades)\b", _vague, Clue.UNIT, Clue.RECENT),
    _p(r"\b(?:the )?(?:following|next|same|previous) (?:day|morning|week|month|year)\b", _vague, Clue.WHICH),
    _p(r"\bthe (?:day|week|month|year|morning) (?:after|before)(?= (?:the|a|his|her|their|its|[A-Z]))", _vague, Clue.BESIDE),
    _p(rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bof )|(?<=\bduring )"
       rf"|(?<=\bearly )|(?<=\blate )|(?<=\bthrough )|(?<=\bfor )|(?<=\bbefore )|(?<=\bafter )|(?<=\band )"
       rf"|(?<=\bthe )|(?<=\ba )|(?<=\ban )|(?<=\bhis )|(?<=\bher )|(?<=\bits )|(?<=\btheir )|(?<=['’]s )|(?<=\bbetween )"
       rf"|(?<=[(–-])|(?<=mid-))(?:(?:early|late|mid)[ -])?{_YEAR}(?!-\d)(?!s\b)", _year, Clue.YEAR),
)  # fmt: skip
HINT = re.compile(
    rf"{_MONTH[:-1].replace('?P<month>', '?:')}|day|week|month|year|quarter|decade|tonight|tomorrow"
    r"|spring|summer|autumn|fall|winter|last night|this (?:morning|afternoon|evening)|(?:1[5-9]|20)\d\d|\bQ[1-4]"
    r"|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.|9/11|Easter|Christmas|Thanksgiving|Halloween|Fourth|New Year)"
)
