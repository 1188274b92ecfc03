"""Who is named by the labels of a transcript."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import ActorKind, Document
from graph.parse import Parser, Reading, annotate

Read = Callable[[str], Reading]

BRIEFING = """Harbour Press Briefing

MS. OKORO: We will take questions now.

QUESTION: Thanks, Ada. When does the port open?

MS. OKORO: It opens in May.

QUESTION: Who pays for it?

MS. OKORO: The state will pay. I thank the mayor.
"""


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Reads a text."""
    return lambda text: annotate(parser.parse(Document(id="x", text=text, name="x")))


def _named(reading: Reading) -> dict[str, ActorKind]:
    return {e.name: e.kind for e in reading.entities}


def test_the_label_of_a_turn_names_its_speaker(read: Read) -> None:
    """Capitals behind a courtesy title are a surname; who is thanked by first name bears it."""
    found = read(BRIEFING)
    assert _named(found)["Ada Okoro"] is ActorKind.PERSON
    assert len(next(e for e in found.entities if e.name == "Ada Okoro").mentions) == 4


def test_a_questioner_is_nobody_named_and_a_heading_no_body(read: Read) -> None:
    """ "QUESTION" is nobody's name; a line of its own that ends in "Briefing" names no organisation."""
    assert set(_named(read(BRIEFING))) == {"Ada Okoro"}


def test_an_outlet_that_asks_is_no_person(read: Read) -> None:
    """A label without a title is a person's only where the text names one of that surname."""
    text = (
        "THE QUAY: Why a second port?\n\nOla Brandt: The first one is full.\n\n"
        "THE QUAY: Who will pay for it?\n\nBRANDT: The state will pay.\n\n"
        "THE QUAY: All of it?\n\nBRANDT: Yes, all of it.\n"
    )
    found = read(text)
    assert [e.name for e in found.entities if e.kind is ActorKind.PERSON] == ["Ola Brandt"]


def test_two_who_answer_leave_a_first_name_alone(read: Read) -> None:
    """Between the turns of two speakers nobody knows whom "Jane" means."""
    text = (
        "MR. LINDQVIST: It opens in May.\n\nQUESTION: Thanks, Jane. Who pays for it?\n\n"
        "MS. OKORO: The state will pay.\n\nQUESTION: All of it?\n\nMR. LINDQVIST: Yes, all of it.\n\n"
        "QUESTION: Are you sure?\n\nMS. OKORO: We are sure.\n"
    )
    assert {"Lindqvist", "Okoro", "Jane"} <= set(_named(read(text)))


def test_a_speaker_does_not_speak_of_himself_as_the_secretary(read: Read) -> None:
    """Whom a labelled turn describes or calls "he" is somebody else."""
    text = BRIEFING.replace(
        "The state will pay.", "The secretary will travel to Oslo. He will pay."
    )
    found = read(text)
    okoro = next(e for e in found.entities if e.name == "Ada Okoro")
    assert not {"The secretary", "He"} & {span.of(text) for span in okoro.mentions}


def test_who_is_addressed_later_is_known_in_all_turns(read: Read) -> None:
    """The first name stands in one question only, and all labels of the surname are hers."""
    text = BRIEFING.replace("Thanks, Ada. When", "When").replace(
        "Who pays", "Thanks, Ada. Who pays"
    )
    found = read(text)
    okoro = next(e for e in found.entities if e.name == "Ada Okoro")
    assert sum(span.of(text).endswith("OKORO") for span in okoro.mentions) == 3
