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
