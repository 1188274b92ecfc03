"""Words that say when, against a day of publication (Tuesday, 9 September 2025)."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Document, Grain, TimeExpression
from graph.parse import Parser
from graph.parse.times import annotate
from graph.parse.times.feasts import easter_sunday

TUESDAY = date(2025, 9, 9)


def times(
    parser: Parser, text: str, published: date | None = TUESDAY
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text."""
    reading = parser.parse(Document(id="t", text=text, name="t", published=published))
    annotate(reading)
    assert all(t.span.of(text) == t.text for t in reading.times)
    return reading.times


@pytest.mark.parametrize(
    ("text", "words", "iso", "grain"),
    [
        ("He said on Thursday that it was over.", "Thursday", "2025-09-04", Grain.DAY),
        ("She will fly to Oslo on Friday.", "Friday", "2025-09-12", Grain.DAY),
        ("Talks start next Monday.", "next Monday", "2025-09-15", Grain.DAY),
        ("It broke last Tuesday.", "last Tuesday", "2025-09-02", Grain.DAY),
        ("The port was hit last weekend.", "last weekend", "2025-09-06", Grain.WEEK),
        ("They met last week.", "last week", "2025-09-01", Grain.WEEK),
        ("The deal was struck last month.", "last month", "2025-08", Grain.MONTH),
        ("This year it rained.", "This year", "2025", Grain.YEAR),
        ("An August poll says so.", "August", "2025-08", Grain.MONTH),
        ("It fell in October.", "October", "2024-10", Grain.MONTH),
        ("On 4 September the pact was signed.", "4 September", "2025-09-04", Grain.DAY),
        ("In February 2022 it began.", "February 2022", "2022-02", Grain.MONTH),
        ("It began on March 3, 2019.", "March 3, 2019", "2019-03-03", Grain.DAY),
        ("It failed in 2014.", "2014", "2014", Grain.YEAR),
        ("The court cited an 1868 treaty.", "1868", "1868", Grain.YEAR),
        ("Oslo’s 2019 summit failed.", "2019", "2019", Grain.YEAR),
        ("They left two days ago.", "two days ago", "2025-09-07", Grain.DAY),
        ("He left in the autumn of 2022.", "autumn of 2022", "2022-09", Grain.QUARTER),
        ("Sales fell in the first quarter of 2024.", "the first quarter of 2024", "2024-01",
         Grain.QUARTER),
        ("The pact of 04.09.2021 holds.", "04.09.2021", "2021-09-04", Grain.DAY),
        ("They met in secret over Easter weekend.", "Easter weekend", "2025-04-18", Grain.WEEK),
        ("He resigned on Christmas Eve 2021.", "Christmas Eve 2021", "2021-12-24", Grain.DAY),
        ("She left last Thanksgiving.", "last Thanksgiving", "2024-11-28", Grain.DAY),
        ("They will vote on New Year’s Day.", "New Year’s Day", "2026-01-01", Grain.DAY),
        ("It has grown since the Sept. 11 attacks.", "Sept. 11", "2001-09-11", Grain.DAY),
        ("The 9/11 memorial was closed.", "9/11", "2001-09-11", Grain.DAY),
    ],
)  # fmt: skip
def test_a_time_is_as_fine_as_it_says(
    parser: Parser, text: str, words: str, iso: str, grain: Grain
) -> None:
    """Past and future follow the verb; the grain is that of the words."""
    (found,) = times(parser, text)
    assert (found.text, found.iso, found.grain) == (words, iso, grain)


@pytest.mark.parametrize(
    "text",
    ["It has grown in recent weeks.", "He spoke the day after the Bergen meeting.",
     "They will meet in the coming days."],
)  # fmt: skip
def test_vague_times_have_no_day(parser: Parser, text: str) -> None:
    """What the text leaves open stays open."""
    (found,) = times(parser, text)
    assert (found.grain, found.start) == (Grain.VAGUE, None)


def test_without_publication_date_only_full_dates_resolve(parser: Parser) -> None:
    """Nothing reads the clock: "Thursday" in an undated text is a day that nobody knows."""
    found = times(parser, "On Thursday they recalled 3 May 2019.", None)
    assert [(t.text, t.iso) for t in found] == [("Thursday", None), ("3 May 2019", "2019-05-03")]


@pytest.mark.parametrize("text", ["Theresa may march on.", "The fall was deep.", "She won."])
def test_words_that_only_look_like_times(parser: Parser, text: str) -> None:
    """ "may", "march" and "fall" are words first."""
    assert times(parser, text) == ()


def test_today_in_a_name_is_no_day(parser: Parser) -> None:
    """A newspaper and a programme are called so; at the start of a sentence it is the day."""
    assert times(parser, "He told USA Today and the BBC’s Today programme so.") == ()
    assert [t.iso for t in times(parser, "“Today we win,” she said.")] == ["2025-09-09"]


def test_easter_falls_on_its_day() -> None:
    """The first Sunday after the full moon of spring, as the churches of the west reckon it."""
    found = [easter_sunday(year) for year in (1961, 2000, 2008, 2018, 2025, 2038)]
    days = ["1961-04-02", "2000-04-23", "2008-03-23", "2018-04-01", "2025-04-20", "2038-04-25"]
    assert [day.isoformat() for day in found] == days


def test_an_island_is_no_feast(parser: Parser) -> None:
    """Christmas Island and Easter Island are places."""
    assert times(parser, "He sailed from Christmas Island to Easter Island.") == ()
