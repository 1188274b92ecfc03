"""Words that are quoted without marks: the turns of an interview, and posts."""

from __future__ import annotations

import re

import spacy

from graph.model import Document, Span
from graph.parse.quotes import annotate
from graph.parse.reading import Reading
from graph.parse.unmarked import turns

_BLANK = spacy.blank("en")


def _inner(text: str) -> list[str]:
    reading = Reading(Document(id="1", text=text, name="x"), _BLANK.make_doc(""))
    annotate(reading)
    return [quote.inner.of(text) for quote in reading.quotes]


def test_each_turn_of_an_interview_is_a_quotation() -> None:
    """A full name and its surname are one label; what a turn quotes lies inside it."""
    text = (
        "The Quay: Why a second port?\n\nOla Brandt: The first is full.\n\n"
        "The Quay: Who pays?\n\nBrandt: The state, or “all of us” if you like.\n"
    )
    assert _inner(text) == [
        "Why a second port?",
        "The first is full.",
        "Who pays?",
        "The state, or “all of us” if you like.",
    ]


def test_a_list_with_colons_is_no_interview() -> None:
    """Labels that do not come back, or one that always does, are not two people who talk."""
    assert (
        _inner("Price: 40 euros\nPlace: the old port\nDay: next Monday\nTime: nine sharp\n") == []
    )
    assert (
        _inner("Update: it is open\nUpdate: it is shut\nUpdate: it is lost\nUpdate: all fine\n")
        == []
    )


def test_a_post_is_a_quotation_without_its_links() -> None:
    """The name, the handle and the day stand behind it, on its line or on the next."""
    post = "We will not stop. #Oslo pic.twitter.com/x1 — Ola Brandt (@brandt) March 3, 2025"
    assert _inner("He wrote this:\n" + post) == ["We will not stop. #Oslo"]
    assert _inner("We go on.\n— Ola Brandt (@brandt) March 3, 2025\n") == ["We go on."]


def test_a_post_in_marks_is_one_quotation() -> None:
    """Its marks tell where it ends."""
    assert _inner("“We go on.” — Ola Brandt (@brandt) March 3, 2025") == ["We go on."]


def test_a_name_with_a_handle_in_a_sentence_is_no_post() -> None:
    """There is no day behind it."""
    assert _inner("The plan is dead — so says Ola Brandt (@brandt) of the port.") == []


def test_short_turns_are_turns_but_no_quotations() -> None:
    """ "Yes." says little, and yet it was somebody's turn."""
    text = (
        "Tom Adeyemi: When does the port open?\n\nJosiane Uwera: In September.\n\n"
        "Tom Adeyemi: Are you sure?\n\nJosiane Uwera: Yes.\n"
    )
    assert _inner(text) == ["When does the port open?", "In September.", "Are you sure?"]
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    assert len(turns(text, lines)) == 4


def test_a_broadcasters_labels_come_back_as_surnames() -> None:
    """Posts and parties behind a name in capitals belong to the label, also of who is heard once."""
    text = (
        "ADA LIND, NEWS ANCHOR: Good evening. Who pays?\n\n"
        "GEN. JAN BERG (RET.), MILITARY ANALYST: The state does. It always did.\n\n"
        "LIND: And if it does not?\n\nSEN. OLA HOLM (R-OK): Then nobody will.\n\n"
        "BERG: I doubt it.\n\nLIND: Thank you both.\n"
    )
    assert _inner(text) == [
        "Good evening. Who pays?",
        "The state does. It always did.",
        "And if it does not?",
        "Then nobody will.",
        "I doubt it.",
        "Thank you both.",
    ]


def test_shouted_headings_are_no_turns() -> None:
    """Capitals before a colon that nobody shares with another line are headings."""
    assert (
        _inner("SPORT: Lund won again\nWEATHER: rain at noon\nMONEY: rates rose\nART: a sale\n")
        == []
    )
