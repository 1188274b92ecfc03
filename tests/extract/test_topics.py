"""What a text is about, by its own noun phrases."""

from __future__ import annotations

import pytest

from graph.extract.topics import noun_phrases, of_document
from graph.model import Document
from graph.parse import Parser, read

TEXT = """Ward closure is delayed in Tromsø

The closure of the children's ward was announced on Monday by the hospital board. Nurses gathered at the gate.

"The ward must stay open," said Kari Lund, who leads the nurses. The board will hear a heat-pump study and a two-year plan.
"""


@pytest.fixture(scope="module")
def topics(parser: Parser) -> tuple[str, ...]:
    document = Document(id="a", text=TEXT, name="a", title=TEXT.split("\n", 1)[0])
    [reading] = read([document], parser)
    return of_document(reading, noun_phrases(reading))


def test_what_the_headline_names_comes_first(topics: tuple[str, ...]) -> None:
    """The phrase of the headline, even if the text takes it up by its last word alone."""
    assert topics[0].casefold() == "ward closure"


def test_a_word_behind_a_hyphen_is_not_torn_off(topics: tuple[str, ...]) -> None:
    """A heat-pump study is no "pump study", and a two-year plan no "year plan"."""
    assert not {"pump study", "year plan"} & set(topics)


def test_each_phrase_stands_once(topics: tuple[str, ...]) -> None:
    """Singular and plural, with and without the capital of a headline, are one phrase."""
    assert len({topic.casefold() for topic in topics}) == len(topics)
