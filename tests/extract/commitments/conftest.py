"""What the tests of commitments share: a text's findings, names, and who gets what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract import extract
from graph.extract.commitments import CommitmentExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Document, Findings, Mention
from graph.parse import Parser, annotate

DAY = date(2025, 9, 9)


@pytest.fixture(scope="session")
def findings(parser: Parser) -> Callable[..., Findings]:
    """Roles, statements and commitments of a text, of 9 September 2025 if no other day is given."""

    def of(text: str, day: date = DAY) -> Findings:
        reading = annotate(parser.parse(Document(id="d", text=text, name="d", published=day)))
        return extract(reading, (RoleExtractor(), StatementExtractor(), CommitmentExtractor()))

    return of


@pytest.fixture(scope="session")
def named() -> Callable[[Findings, Mention], str]:
    """The name of a mention's entity, or its own words."""

    def of(found: Findings, mention: Mention) -> str:
        return mention.text if mention.entity is None else found.entities[mention.entity].name

    return of


@pytest.fixture(scope="session")
def gets(
    findings: Callable[[str], Findings], named: Callable[[Findings, Mention], str]
) -> Callable[[str], list[str]]:
    """Who gets what the first commitment of a text gives."""

    def of(text: str) -> list[str]:
        found = findings(text)
        return [named(found, b) for b in found.commitments[0].beneficiaries]

    return of


@pytest.fixture(scope="session")
def condition(findings: Callable[[str], Findings]) -> Callable[[str], str]:
    """The words of the condition of a text's one commitment; "" where it has none."""

    def of(text: str) -> str:
        (commitment,) = findings(text).commitments
        return commitment.condition.of(text) if commitment.condition else ""

    return of
