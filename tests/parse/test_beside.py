"""Whom a description means by the name that stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Document
from graph.parse import Parser, Reading, annotate
from graph.parse.beside import named_beside
from graph.parse.descriptions import phrase_of

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """A text of ours, parsed and annotated."""

    def of(text: str) -> Reading:
        return annotate(parser.parse(Document(id="1", text=text, name="x")))

    return of


def owner(reading: Reading, word: str) -> str | None:
    """Name of the entity that the first such word names."""
    token = next(t for t in reading.doc if t.text == word)
    key = reading.entity_at(token.i)
    return reading.entities[key].name if key is not None else None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "A member of the upper house of parliament, Josef Dittmann, filed a suit.",
            "member",
            "Josef Dittmann",
        ),
        ("He met Rick Brandt, then the chief of staff, on Monday.", "chief", "Rick Brandt"),
        ("Singer and television host Carla Emmen sang.", "Singer", "Carla Emmen"),
        ("A teenager called Ola Casper lost a hawk.", "teenager", "Ola Casper"),
        ("A man identified as Ola Casper was held.", "man", "Ola Casper"),
    ],
)
def test_a_name_beside_it_tells_whom_a_description_means(
    read: Read, text: str, word: str, name: str
) -> None:
    """However the parser puts the two together."""
    reading = read(text)
    head = next(t for t in reading.doc if t.text == word)
    key = named_beside(phrase_of(head, reading), reading)
    assert key is not None
    assert reading.entities[key].name == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A teacher at a school named after Ola Casper left.", "teacher"),
        ("The singer and the host Carla Emmen quarrelled.", "singer"),
    ],
)
def test_a_name_that_is_another_is_not_taken(read: Read, text: str, word: str) -> None:
    """A school's name, two people."""
    assert owner(read(text), word) not in ("Ola Casper", "Carla Emmen")


def test_several_who_are_listed_are_meant_by_the_plural(read: Read) -> None:
    """ "Two senators, A and B, said" are A and B; "senators, including A and B," are not."""
    text = "Two senators, Republican Chuck Barlow and Democrat Lena Ortiz, said no."
    assert owner(read(text), "senators") == "Chuck Barlow and Lena Ortiz"
    text = "The senators, including Chuck Barlow and Lena Ortiz, said no."
    assert owner(read(text), "senators") != "Chuck Barlow and Lena Ortiz"


def test_a_church_is_no_daughter(read: Read) -> None:
    """What the parser takes for an apposition names nobody of another kind."""
    text = "She was to visit her daughter Esther, the church wrote on Friday."
    assert owner(read(text), "church") is None
