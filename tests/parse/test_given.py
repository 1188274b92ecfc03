"""Whom a text names by a span that somebody gives."""

from __future__ import annotations

import pytest

from graph.model import Document, Span
from graph.parse import Parser, Reading, annotate
from graph.parse.given import entity_of

TEXT = "Police arrested Anna Lund, who drove the car. The driver was stopped by two officers."


@pytest.fixture(scope="module")
def reading(parser: Parser) -> Reading:
    """The text, read."""
    return annotate(parser.parse(Document(id="x", text=TEXT, name="x")))


def test_a_relative_pronoun_is_who_it_stands_for(reading: Reading) -> None:
    """ "who" is Anna Lund."""
    start = TEXT.index("who")
    key = entity_of(reading, Span(start, start + 3))
    assert key is not None and reading.entities[key].name == "Anna Lund"


def told(parser: Parser, text: str, *words: str) -> Reading:
    """The text with these words given as mentions of actors."""
    spans = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    return annotate(parser.parse(Document(id="g", text=text, name="g", mentions=spans)))


def named(reading: Reading, words: str) -> str | None:
    """The name of whom these words of the text name."""
    start = reading.document.text.index(words)
    key = entity_of(reading, Span(start, start + len(words)))
    return reading.entities[key].name if key is not None else None


def test_a_given_description_is_somebody(parser: Parser) -> None:
    """A choice is nobody to a build by itself; it is somebody where an annotator says so, and has a portrait."""
    text = "The cabinet has a choice for the office. Voters like the plan."
    assert named(told(parser, text), "choice") is None
    reading = told(parser, text, "choice")
    assert named(reading, "choice") is not None
    assert any("choice" in e.portrait.nouns for e in reading.entities if e.portrait)


def test_a_given_noun_is_no_part_of_a_name(parser: Parser) -> None:
    """ "Host" of "Oslo Gala Host" is whoever hosts, and no person called Host."""
    reading = told(parser, "Ada Lund Is Oslo Gala Host", "Host")
    assert not [e for e in reading.entities if e.name.endswith("Host") and e.known]
    assert named(reading, "Host") is not None


def test_a_given_name_that_nobody_found_is_a_name(parser: Parser) -> None:
    """Whatever the tagger made of its words."""
    reading = told(parser, "The plan by Vardo Krelm Oy was read by all.", "Vardo Krelm Oy")
    assert named(reading, "Vardo Krelm Oy") == "Vardo Krelm Oy"


def test_mentions_do_not_change_what_is_not_given(parser: Parser) -> None:
    """The same text without given mentions reads as ever."""
    assert [e.name for e in told(parser, TEXT).entities] == [
        e.name for e in annotate(parser.parse(Document(id="x", text=TEXT, name="x"))).entities
    ]
