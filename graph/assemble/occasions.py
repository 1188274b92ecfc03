"""Which reports of events are about one occasion: same place, same kind, times that fit.

"The leaders met in Paris on Thursday" and "last week's meeting in Paris" are one; a meeting in Paris a year
later is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NEAR = timedelta(days=31)  # news reports an event within a month, before or after
_LONGEST = timedelta(days=31)  # a time wider than this ("in 2025") does not tell occasions apart


@dataclass(frozen=True, slots=True)
class Report:
    """One document's report of an event. `start` and `end` are None where it gives no day."""

    event: str  # IRI
    kind: str  # reports of one kind only are joined
    place: str  # IRI
    start: date | None = None
    end: date | None = None
    published: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether its time is fine enough to tell occasions apart."""
        if self.start is None or self.end is None:
            return False
        return self.end - self.start <= _LONGEST


def occasions(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """The reports, grouped. The order of what goes in does not matter."""
    by_place: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.start or date.max, r.end or date.max, r.event)):
        by_place[report.kind, report.place].append(report)
    return [group for _, found in sorted(by_place.items()) for group in _at_one_place(found)]


def _at_one_place(reports: Sequence[Report]) -> list[tuple[Report, ...]]:
    groups = _dated([report for report in reports if report.is_dated])
    loose: list[list[Report]] = []
    for report in sorted((r for r in reports if not r.is_dated), key=_published):
        near = [group for group in groups if _is_near(report, group)]
        if len(near) == 1:
            near[0].append(
                report
            )  # of two that would fit, neither: a wrong join is worse than none
        elif loose and not near and _published(report) - _published(loose[-1][-1]) <= NEAR:
            loose[-1].append(report)
        else:
            loose.append([report])
    return [tuple(group) for group in [*groups, *loose]]


def _dated(reports: Sequence[Report]) -> list[list[Report]]:
    """Reports whose days overlap, in order of time. What all of a group share is what counts.

    Days that lie in one vague week do not become one: "Monday" and "Friday" stay apart.
    """
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda r: (_length(r), r.start or date.max, r.event)):
        fits = [group for group in groups if all(_overlap(report, member) for member in group)]
        if fits:
            fits[0].append(report)
        else:
            groups.append([report])
    return groups


def _length(report: Report) -> timedelta:
    return (report.end or date.max) - (report.start or date.min)


def _overlap(one: Report, other: Report) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def _published(report: Report) -> date:
    return report.published or date.min


def _is_near(report: Report, group: Sequence[Report]) -> bool:
    if report.published is None:
        return False
    return any(_gap(report.published, member) <= NEAR for member in group)


def _gap(day: date, report: Report) -> timedelta:
    """Days between a day and a dated report, zero inside it."""
    if report.start is None or report.end is None:
        return timedelta.max
    return max(report.start - day, day - report.end, timedelta(0))
