"""Bodies that a text describes and does not name are its sources, with their description."""

from __future__ import annotations

import pytest

from graph.extract import built_in, extract
from graph.model import ActorKind, Document, Findings
from graph.parse import Parser, annotate


def read(parser: Parser, text: str) -> Findings:
    """The findings of a text."""
    return extract(annotate(parser.parse(Document(id="1", text=text, name="x"))), built_in("fast"))


def speakers(found: Findings) -> set[tuple[str, ActorKind]]:
    """Those who say something and are actors, with their kinds."""
    names = {e.key: e for e in found.entities if not e.idle}
    keys = {s.speaker.entity for s in found.statements if s.speaker is not None}
    return {(names[k].name, names[k].kind) for k in keys if k is not None and k in names}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The union of harbour pilots said that nobody was hurt.", "union of harbour pilots"),
        ("According to the coast guard, the radar was switched off.", "coast guard"),
        ("Ada Lund resigned. Her office said that she was ill.", "Ada Lund's office"),
        (
            "The municipal council of Volkshaven said that it would wait.",
            "municipal council of Volkshaven",
        ),
    ],
)
def test_a_body_that_is_told_apart_is_a_source(parser: Parser, text: str, name: str) -> None:
    """Who speaks is an actor, kept with the words that describe it."""
    assert (name, ActorKind.UNNAMED) in speakers(read(parser, text))


@pytest.mark.parametrize(
    "text",
    [
        "The company said that it would wait.",
        "A union said that it would strike.",
        "The new agency said that it was ready.",
        "Pilots' union rejects offer\n\nNobody spoke.",
    ],
)
def test_a_bare_noun_is_nobody(parser: Parser, text: str) -> None:
    """Which company, union or agency is meant, the words do not say."""
    assert not speakers(read(parser, text))


def test_he_is_never_a_body(parser: Parser) -> None:
    """A pronoun of a person does not go back to a body without a name, one of things does."""
    found = read(parser, "The coast guard searched the bay. He said the sea was calm.")
    assert not speakers(found)


def test_a_ministry_of_its_own_is_the_countrys(parser: Parser) -> None:
    """Whose ministry it is, the sentence says."""
    found = read(parser, "Romania sent jets to the border, its defence ministry said.")
    assert {name for name, _ in speakers(found)} == {"Romanian Defence Ministry"}


def test_the_body_behind_the_noun_is_meant(parser: Parser) -> None:
    """One party is one actor, with or without the noun before its name."""
    found = read(parser, "The opposition Vik Democratic Congress said that it would sue.")
    assert {kind for _, kind in speakers(found)} == {ActorKind.ORGANISATION}


def test_a_name_stands_for_the_pronoun(parser: Parser) -> None:
    """A source close to somebody is close to him by name."""
    found = read(
        parser, "Ada Lund may run again. A person close to her said that she would decide in May."
    )
    assert ("a person close to Ada Lund", ActorKind.UNNAMED) in speakers(found)
