"""What a text shows of a mention that is given as a span."""

from __future__ import annotations

import pytest

from graph.model import Document, Gender, Span
from graph.parse import Parser, Reading, annotate
from graph.parse.given import Given, entity_of, given

TEXT = "Police arrested Anna Lund, who drove the car. The driver was stopped by two officers."


@pytest.fixture(scope="module")
def reading(parser: Parser) -> Reading:
    """The text, read."""
    return annotate(parser.parse(Document(id="x", text=TEXT, name="x")))


def seen(reading: Reading, words: str) -> Given:
    """The mention in these words."""
    start = TEXT.index(words)
    found = given(reading, Span(start, start + len(words)))
    assert found is not None
    return found


def test_a_relative_pronoun_is_who_it_stands_for(reading: Reading) -> None:
    """ "who" is Anna Lund."""
    start = TEXT.index("who")
    key = entity_of(reading, Span(start, start + 3))
    assert key is not None and reading.entities[key].name == "Anna Lund"


def test_forms_are_told_apart(reading: Reading) -> None:
    """A pronoun, a name and a noun."""
    forms = [seen(reading, words).form for words in ("who", "Anna Lund", "The driver")]
    assert forms == ["pronoun", "name", "noun"]


def test_number_and_role_are_read(reading: Reading) -> None:
    """The officers are two, and they stopped somebody."""
    officers = seen(reading, "two officers")
    assert (officers.plural, officers.number, officers.verb) == (True, 2, "stop")
    assert officers.role in ("pobj_by", "agent")
    assert seen(reading, "The driver").plural is False


def test_a_word_may_tell_the_gender(parser: Parser) -> None:
    """A woman is female, a driver may be either."""
    text = "The woman thanked the driver."
    reading = annotate(parser.parse(Document(id="x", text=text, name="x")))
    genders = [given(reading, Span(0, 9)), given(reading, Span(18, 28))]
    assert [g.gender for g in genders if g] == [Gender.FEMALE, None]
