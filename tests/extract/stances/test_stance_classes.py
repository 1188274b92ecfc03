"""Stances that pass to a person only where it is the person's own doing. Sentences are ours."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.roles import RoleExtractor
from graph.extract.stances import StanceExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Document, Mention
from graph.parse import Parser, annotate


def stances(parser: Parser, text: str) -> set[tuple[str, str, str]]:
    """(holder, polarity, target) of a text."""
    reading = annotate(parser.parse(Document(id="t", text=text, name="t")))
    found = extract(reading, (RoleExtractor(), StatementExtractor(), StanceExtractor()))

    def name(mention: Mention) -> str:
        return mention.text if mention.entity is None else found.entities[mention.entity].name

    return {(name(s.holder), s.polarity.value, name(s.target)) for s in found.stances}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Mara Lund opposed the Novak deposition request.", "Novak"),
        ("Mara Lund opposed the admission of Poland to the union.", "Poland"),
        ("Mara Lund opposed the confirmation of Jan Novak.", "Mara Lund"),
    ],
)
def test_object_of_a_deed_is_no_target(parser: Parser, text: str, person: str) -> None:
    """Who is admitted, questioned or arrested is not the one who is opposed."""
    assert person not in {target for _, _, target in stances(parser, text)}


def test_owner_of_a_plan_is_a_target(parser: Parser) -> None:
    """Who opposes somebody's plan opposes, less surely, that person."""
    assert ("Mara Lund", "negative", "Jan Novak") in stances(
        parser, "Mara Lund opposed Jan Novak's plan."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Lund is in favour of the treaty.", ("Mara Lund", "positive", "treaty")),
        ("Mara Lund is against the treaty.", ("Mara Lund", "negative", "treaty")),
        ("Mara Lund secured Jan Novak's endorsement.", ("Jan Novak", "positive", "Mara Lund")),
        (
            "“He is a disaster,” Mara Lund said of Jan Novak.",
            ("Mara Lund", "negative", "Jan Novak"),
        ),
    ],
)
def test_found(parser: Parser, text: str, expected: tuple[str, str, str]) -> None:
    """To be for or against, to win somebody's endorsement, to say a thing of somebody are stands."""
    assert expected in stances(parser, text)


def test_no_comment_is_no_stance(parser: Parser) -> None:
    """Who declines comment is against nothing."""
    assert stances(parser, "Mara Lund declined comment beyond a short statement.") == set()
