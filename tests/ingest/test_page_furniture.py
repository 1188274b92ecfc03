"""Captions, editors' notes and links amid an article are set aside; sentences that look like them are not."""

from __future__ import annotations

import pytest

from graph.ingest.boilerplate import set_aside
from graph.model import Passage

ARTICLE = """Ferry pilots end their strike

The pilots of Rotterdam went back to work on Monday after nineteen days on the quay.
%s
Their union said that the new contract was “better than the last three together”.
The port authority expects the backlog of ships to be gone within two weeks.
"""


@pytest.mark.parametrize(
    ("lines", "passage"),
    [
        ("FILE PHOTO:\nPilots wait on the quay in Rotterdam, March 3, 2025.", Passage.CAPTION),
        ("Image caption\nThe pilots have been on strike since March", Passage.CAPTION),
        ("Image copyright Quay Images", Passage.CAPTION),
        ("Pilots rally on the quay. Jo Maas/AP hide caption", Passage.CAPTION),
        ("Reuters/Jo Maas", Passage.CAPTION),
        ("READ: What the strike costs", Passage.NAVIGATION),
        ("This story has been updated with a statement of the union.", Passage.NAVIGATION),
        ("Correction: An earlier version of this text gave a wrong date.", Passage.NAVIGATION),
        ("This is a developing story. Check back for updates.", Passage.NAVIGATION),
    ],
)
def test_what_stands_amid_an_article_is_set_aside(lines: str, passage: Passage) -> None:
    """A label that stands alone takes the line under it along."""
    text = ARTICLE % lines
    found = set_aside(text)
    assert [aside.span.of(text) for aside in found] == lines.split("\n")
    assert {aside.passage for aside in found} == {passage}


@pytest.mark.parametrize(
    "line",
    [
        "Media sources said that the pilots would be paid for the days on the quay.",
        "The report was updated in March with the names of all the ships, the port said.",
        "The photo was taken on the quay by a pilot who does not want to be named.",
        "Watch officers of the port read: “Nobody sails before Monday.”",
    ],
)
def test_a_sentence_of_the_article_is_read(line: str) -> None:
    """It begins like a caption or a note, and goes on as news."""
    assert set_aside(ARTICLE % line) == ()
