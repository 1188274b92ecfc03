"""The day on which a text says it was published is read; no other day is taken for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.ingest import headings, read
from graph.ingest.boilerplate import set_aside
from graph.model import Document

BODY = (
    "\n\nThe pilots of Rotterdam went back to work on Monday after nineteen days on the quay.\n"
    "The port expects the backlog to be gone by March 30, 2026, it said.\n"
)
DAY = date(2025, 3, 12)


def _published(text: str) -> date | None:
    return headings.published(text, set_aside(text))


@pytest.mark.parametrize(
    "head",
    [
        "March 12, 2025",
        "2025-03-12",
        "Wednesday 12 March 2025 10.32 GMT",
        "March 12, 2025 · 4 min read",
        "Posted on Mar 12, 2025",
        "By Jo Verhoeckx, March 12, 2025",
        "Updated: 13 March 2025 10:20 GMT\nPublished: 12 March 2025 08:00",
    ],
)
def test_a_line_with_a_day_above_the_article_is_its_day(head: str) -> None:
    """Whatever its form; of two days, the one that is not a later change."""
    assert _published("Ferry pilots end their strike\n" + head + BODY) == DAY


def test_a_dateline_with_a_year_gives_the_day() -> None:
    """The place, the day and the agency before the first words."""
    assert (
        _published("Pilots go back\n\nOSLO, 12 March 2025 (Quay Press) — " + BODY.lstrip()) == DAY
    )


@pytest.mark.parametrize(
    "head", ["", "12/03/2025", "March 12", "A strike that began on 1 May 2024"]
)
def test_no_other_day_is_taken(head: str) -> None:
    """A day in a sentence or a heading, a day without its year, a day that may be two."""
    assert _published("Ferry pilots end their strike\n" + head + BODY) is None


def test_what_the_manifest_says_counts_more(tmp_path: Path) -> None:
    """A declared day is kept; without one the text's own is taken."""
    (tmp_path / "a.txt").write_text("Pilots go back\nMarch 12, 2025" + BODY, encoding="utf-8")
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("path,published\na.txt,2025-03-14\n", encoding="utf-8")
    days = [
        d.published
        for p in (manifest, tmp_path / "a.txt")
        for d in read([str(p)])
        if isinstance(d, Document)
    ]
    assert days == [date(2025, 3, 14), DAY]
