"""Bodies that are named by their noun, and pronouns that do not jump over a nearer subject."""

from __future__ import annotations

import pytest

from graph.model import Document
from graph.parse import Parser, Reading, annotate


def read(parser: Parser, text: str) -> Reading:
    """A text of ours with its names and pronouns."""
    return annotate(parser.parse(Document(id="1", text=text, name="x")))


def called(parser: Parser, text: str, name: str) -> set[str]:
    """The words that the text uses for the entity of this name."""
    entities = read(parser, text).entities
    return {s.of(text) for e in entities if e.name == name for s in e.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "The House of Commons rejected it on Monday. The embassy here conveyed its regret.",
        "The House of Commons rejected it on Monday. The Harbour Pilots union said that it was late.",
        "The House of Commons rejected it on Monday. The teachers' union said that it was late.",
    ],
)
def test_a_body_with_words_of_its_own_is_another(parser: Parser, text: str) -> None:
    """An embassy is no parliament, and the pilots' union none of which the text told before."""
    assert called(parser, text, "House of Commons") == {"House of Commons"}


def test_a_body_is_named_by_words_before_its_noun(parser: Parser) -> None:
    """ "The Quiet Water Lawyers group … it … the group" is one organisation."""
    text = "The Emergency Lawyers group said a market was hit. It called the attack a crime."
    assert "It" in called(parser, text, "Emergency Lawyers")


def test_they_are_the_nearest_or_nobody(parser: Parser) -> None:
    """The unions have no name here; the bank of the paragraph before is not "they"."""
    text = (
        "Lund Bank is in Oslo. Its shares fell.\n\n"
        "The unions, for their part, had opposed the merger. They had feared that jobs would go."
    )
    assert not {"They", "their"} & called(parser, text, "Lund Bank")


def test_a_statement_says_what_it_says(parser: Parser) -> None:
    """ "It said" behind a statement that somebody read is the statement."""
    text = (
        "The Harbour Herald reported the fire. Ola Lund read a short statement before leaving the room. "
        "“I am sorry. It was my fault,” it said."
    )
    assert "it" not in called(parser, text, "Harbour Herald")


def test_a_named_one_nearer_by_outweighs_anybody(parser: Parser) -> None:
    """ "A finance minister" of whom nothing more was told is not "he" when Edmund Pryce was named since."""
    text = (
        "A finance minister once said that taxes are like rain. Last week it was Edmund Pryce's turn. "
        "Britain, he assured the House of Commons, has never been richer."
    )
    assert "he" not in called(parser, text, "a finance minister")


def test_a_double_surname_is_the_persons(parser: Parser) -> None:
    """Hannah Pryce-Jones and Pryce-Jones are one."""
    text = "Hannah Pryce-Jones won in Cardiff. Pryce-Jones said that she was glad."
    assert called(parser, text, "Hannah Pryce-Jones") >= {"Pryce-Jones", "she"}


def test_a_sort_of_firm_is_no_part_of_its_name(parser: Parser) -> None:
    """ "Chipmaker Lumenta" is Lumenta Inc."""
    text = "Lumenta Inc. cut 300 jobs on Monday. Chipmaker Lumenta is based in Oslo."
    assert "Lumenta" in called(parser, text, "Lumenta Inc.")


def test_a_place_before_a_dash_is_no_part_of_a_description(parser: Parser) -> None:
    """ "Baku - Negotiators said" opens with the place of the report."""
    entities = read(parser, "Baku - Negotiators said on Monday that a deal was near.").entities
    assert not [e for e in entities if "-" in e.name]
