"""One occasion, several reports."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.assemble.occasions import Report, occasions

THURSDAY = date(2031, 9, 4)


def report(
    event: str,
    start: date | None = None,
    days: int = 0,
    *,
    place: str = "paris",
    kind: str = "meeting",
    published: date | None = date(2031, 9, 9),
) -> Report:
    """A report that gives `days` more days after its first."""
    end = start + timedelta(days) if start else None
    return Report(event, kind, place, start, end, published)


def groups(*reports: Report) -> list[set[str]]:
    """Events by occasion."""
    return [{r.event for r in group} for group in occasions(reports)]


def test_a_day_and_its_week_are_one_occasion() -> None:
    """'On Thursday' and 'last week', both in Paris."""
    week = report("week", date(2031, 9, 1), 6)
    assert groups(report("day", THURSDAY), week) == [{"day", "week"}]


def test_two_days_of_one_week_stay_apart() -> None:
    """'Last week' does not make Monday's meeting Friday's."""
    found = groups(
        report("monday", date(2031, 9, 1)),
        report("friday", date(2031, 9, 5)),
        report("week", date(2031, 9, 1), 6),
    )
    assert {"monday", "friday"} not in [group - {"week"} for group in found]


def test_another_place_or_kind_is_another_occasion() -> None:
    """A vote in Paris on the day of the meeting is no meeting."""
    found = groups(
        report("a", THURSDAY),
        report("b", THURSDAY, place="rome"),
        report("c", THURSDAY, kind="vote"),
    )
    assert len(found) == 3


def test_a_report_without_a_day_joins_the_only_one_near() -> None:
    """'The Paris meeting', published within a month of it."""
    assert groups(report("day", THURSDAY), report("none")) == [{"day", "none"}]
    far = report("none", published=date(2032, 9, 9))
    assert len(groups(report("day", THURSDAY), far)) == 2


def test_of_two_that_would_fit_it_joins_neither() -> None:
    """A wrong join is worse than none."""
    found = groups(report("a", THURSDAY), report("b", date(2031, 9, 8)), report("none"))
    assert {"none"} in found


def test_a_year_tells_no_occasions_apart() -> None:
    """'The 2031 summit' has no day; it may still be the one that was near."""
    year = report("year", date(2031, 1, 1), 364)
    assert groups(report("day", THURSDAY), year) == [{"day", "year"}]


@given(st.permutations(range(5)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    """The same documents give the same occasions."""
    reports = [
        report("a", THURSDAY),
        report("b", date(2031, 9, 1), 6),
        report("c"),
        report("d", date(2031, 7, 1)),
        report("e", published=None),
    ]
    assert occasions(reports[n] for n in order) == occasions(reports)
