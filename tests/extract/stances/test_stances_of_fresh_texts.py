"""Stands that fresh texts showed to be missed or put to the wrong holder. Sentences are ours."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.roles import RoleExtractor
from graph.extract.stances import LeaningReader, StanceExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Document, Mention
from graph.parse import Parser, annotate

Told = set[tuple[str, str, str]]


def stances(parser: Parser, text: str, reader: LeaningReader | None = None) -> Told:
    """(holder, polarity, target) of a text."""
    reading = annotate(parser.parse(Document(id="t", text=text, name="t")))
    found = extract(reading, (RoleExtractor(), StatementExtractor(), StanceExtractor(reader)))

    def name(mention: Mention) -> str:
        return mention.text if mention.entity is None else found.entities[mention.entity].name

    return {(name(s.holder), s.polarity.value, name(s.target)) for s in found.stances}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Lund called the veto “a slap in the face”.", ("Mara Lund", "negative", "veto")),
        ("Mara Lund hailed the ruling as historic.", ("Mara Lund", "positive", "ruling")),
        ("Mara Lund attacked the decision.", ("Mara Lund", "negative", "decision")),
        ("Mara Lund mocked the debate.", ("Mara Lund", "negative", "debate")),
        ("Mara Lund criticised the 'green' climate pact.", ("Mara Lund", "negative", "'green' climate pact")),
        ("Mara Lund demanded the resignation of Jan Novak.", ("Mara Lund", "negative", "Jan Novak")),
        ("Mara Lund had lost the support of Volvo and of Ericsson.", ("Ericsson", "negative", "Mara Lund")),
    ],
)  # fmt: skip
def test_found(parser: Parser, text: str, expected: tuple[str, str, str]) -> None:
    """Rulings, vetoes and decisions are things to be for or against; whose support is lost, is against."""
    assert expected in stances(parser, text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the plant.",
        "Mara Lund demanded the release of Jan Novak.",
        "Mara Lund called the Nairobi deal “a rare piece of good news”.",
    ],
)
def test_named_beside_is_no_target(parser: Parser, text: str) -> None:
    """A plant is attacked with arms; who is to be released is not opposed; a deal struck in Nairobi is not Kenya."""
    targets = {target for _, _, target in stances(parser, text)}
    assert not targets & {"plant", "Jan Novak", "Kenya", "Nairobi"}


def test_both_of_two_take_a_stand(parser: Parser) -> None:
    """What two countries oppose, both oppose."""
    found = {holder for holder, _, _ in stances(parser, "Norway and Chad have opposed sanctions.")}
    assert found == {"Norway", "Chad"}


def test_who_demands_behind_a_quotation(parser: Parser) -> None:
    """What stands behind the quotation is done by whom it quotes, not by whom it is about."""
    text = "Mara Lund said Jan Novak was “the wrong man for the job” and demanded that Ida Berg resign."
    assert ("Mara Lund", "negative", "Ida Berg") in stances(parser, text)
    assert "Jan Novak" not in {holder for holder, _, _ in stances(parser, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novak endorsed Mara Lund; the union, once loyal to Ida Berg, opposes the plan.",
        "Acme chairwoman Mara Lund thanked Jan Novak.",
        "It would be calmer if Mara Lund ousted Ida Berg.",
        "Mara Lund called the Nairobi deal “a rare piece of good news”.",
    ],
)
def test_reader_stays_inside_the_clause(parser: Parser, text: str) -> None:
    """Over a semicolon, in a condition and before a title nobody takes a stand."""
    found = stances(parser, text, LeaningReader.load())
    assert found <= {("Jan Novak", "positive", "Mara Lund"), ("Mara Lund", "positive", "Jan Novak")}


def test_who_asks_or_replaces_somebody_takes_no_side(parser: Parser) -> None:
    """ "is to question Novak" asks him, "who replaced Novak" follows him; "questioned the plan" doubts it."""
    learnt = LeaningReader.load()
    assert stances(parser, "Mara Lund is to question Jan Novak about safety.", learnt) == set()
    text = "Mara Lund, who replaced Jan Novak last spring, rejected the plan."
    assert stances(parser, text, learnt) == {("Mara Lund", "negative", "plan")}
    assert stances(parser, "Mara Lund questioned the plan.") == {("Mara Lund", "negative", "plan")}
