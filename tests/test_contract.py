"""`extract` writes what the contract says: names resolved, words as they stand, offsets of the text."""

from __future__ import annotations

import json

import pytest

from graph import contract
from graph.model import (
    Actor,
    ActorKind,
    Commitment,
    Document,
    Entity,
    Event,
    EventType,
    Findings,
    Mention,
    Origin,
    Quantity,
    QuoteType,
    ResourceKind,
    Span,
    Statement,
    Status,
)

TEXT = (
    "“We will not pay twice,” Hungary’s prime minister, Ferenc Valkó, said in Vienna. "
    "He told them that Budapest would send about 60 pumps to Serbia and Romania if the gates were mended."
)
ORIGIN = Origin("by-hand", "1", 0.91234)


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def mention(words: str, entity: int | None, nth: int = 0) -> Mention:
    return Mention(span(words, nth), words, entity)


def statement(kind: QuoteType, content: str, speaker: Mention | None, key: int = 0) -> Statement:
    return Statement(
        key=key,
        speaker=speaker,
        source=(speaker.span,) if speaker else (),
        cue=(span("said"),),
        content=(span(content),),
        kind=kind,
        origin=ORIGIN,
        speaker_confidence=0.5,
    )


VALKO = mention("Ferenc Valkó", 0)
FINDINGS = Findings(
    document=Document(id="d1", text=TEXT, name="one"),
    entities=(
        Entity(0, "Valkó", ActorKind.PERSON, (span("Ferenc Valkó"), span("He"))),
        Entity(
            1,
            "Hungary",
            ActorKind.COUNTRY,
            (span("Hungary"), span("Budapest")),
            metonyms=(span("Budapest"),),
        ),
        Entity(2, "Serbia", ActorKind.COUNTRY, (span("Serbia"),)),
        Entity(3, "Romania", ActorKind.COUNTRY, (span("Romania"),)),
    ),
    statements=(
        statement(QuoteType.DIRECT, "“We will not pay twice,”", VALKO),
        statement(
            QuoteType.INDIRECT, "that Budapest would send about 60 pumps", mention("He", 0), 1
        ),
    ),
    commitments=(
        Commitment(
            actor=mention("Budapest", 1),
            action="send",
            resource="pumps",
            kind=ResourceKind.OTHER,
            status=Status.PLEDGED,
            evidence=span("Budapest would send about 60 pumps"),
            origin=ORIGIN,
            quantity=Quantity(
                span("about 60 pumps"), "about 60 pumps", 60.0, "pumps", approximate=True
            ),
            beneficiaries=(mention("Serbia", 2), mention("Romania", 3)),
            condition=span("if the gates were mended"),
        ),
    ),
    events=(
        Event(EventType.MEETING, "talks", span("Vienna"), ORIGIN, place=mention("Budapest", 1)),
    ),
)
ACTORS = (Actor("a9", "Ferenc Valkó", ActorKind.PERSON, entities=(("d1", 0), ("d2", 7))),)


def test_a_direct_quotation_is_the_words_inside_the_marks() -> None:
    """The marks are in the spans, not in the content."""
    first = contract.record(FINDINGS, ACTORS)["statements"][0]
    assert first["content"] == "We will not pay twice,"
    assert first["spans"]["content"] == [[0, 24]]
    assert first["speaker"] == "Ferenc Valkó"
    assert first["confidence"] == 0.4562


def test_an_indirect_clause_loses_its_that() -> None:
    """`that` belongs to the reporter."""
    second = contract.record(FINDINGS, ACTORS)["statements"][1]
    assert second["content"] == "Budapest would send about 60 pumps"
    assert (second["speaker"], second["speaker_text"]) == ("Ferenc Valkó", "He")


def test_a_mixed_quotation_keeps_its_marks() -> None:
    """It is the whole clause."""
    one = Findings(
        FINDINGS.document,
        statements=(statement(QuoteType.MIXED, "“We will not pay twice,”", None),),
    )
    assert contract.record(one)["statements"][0]["content"] == "“We will not pay twice,”"


@pytest.mark.parametrize(("words", "name"), [("He", None), ("Ferenc Valkó", "Ferenc Valkó")])
def test_a_pronoun_that_nobody_could_resolve_is_null(words: str, name: str | None) -> None:
    """A wrong speaker is worse than a missing one, and "he" is no name."""
    one = Findings(
        FINDINGS.document, statements=(statement(QuoteType.DIRECT, "We", mention(words, None)),)
    )
    assert contract.record(one)["statements"][0]["speaker"] == name


def test_a_commitment_has_amount_condition_and_all_beneficiaries() -> None:
    """The condition is the words of the text."""
    made = contract.record(FINDINGS, ACTORS)["commitments"][0]
    assert (made["actor"], made["amount"], made["unit"], made["approx"]) == (
        "Hungary",
        60.0,
        "pumps",
        True,
    )
    assert made["beneficiary"] == "Serbia; Romania"
    assert made["condition"] == "if the gates were mended"
    assert TEXT[slice(*made["span"])] == made["evidence"]


def test_a_capital_is_a_place_where_something_happens() -> None:
    """ "Budapest would send" is Hungary; talks in Budapest are in Budapest."""
    assert contract.record(FINDINGS, ACTORS)["events"][0]["place"] == "Budapest"


def test_every_entity_is_in_the_list_of_actors_once() -> None:
    """Resolved ones under their actor, the rest for themselves."""
    actors = contract.record(FINDINGS, ACTORS)["actors"]
    assert [a["name"] for a in actors] == ["Ferenc Valkó", "Hungary", "Serbia", "Romania"]
    assert actors[0]["mentions"] == [
        [*(span("Ferenc Valkó").start, span("Ferenc Valkó").end)],
        [span("He").start, span("He").end],
    ]


def test_the_json_is_stable_and_loses_no_character() -> None:
    """The same findings give the same bytes, and the text is in it as it was read."""
    assert contract.to_json(FINDINGS, ACTORS) == contract.to_json(FINDINGS, ACTORS)
    assert json.loads(contract.to_json(FINDINGS, ACTORS))["text"] == TEXT
