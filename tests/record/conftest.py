"""Two invented news texts with the findings of a careful reader, and records made of them. No model needed."""

from __future__ import annotations

from datetime import date

import pytest

from graph.assemble import Resolution, document_graph
from graph.ids import document_id
from graph.model import (
    Act,
    Actor,
    ActorKind,
    Commitment,
    Document,
    Entity,
    Event,
    EventType,
    Findings,
    Grain,
    Mention,
    Origin,
    Passage,
    Polarity,
    Quantity,
    QuoteType,
    ResourceKind,
    Role,
    SetAside,
    Span,
    Stance,
    Statement,
    Status,
    TimeExpression,
)
from graph.store import Store

FIRST = (
    "Norwegian Prime Minister Liv Haugen said on Tuesday that Norway would send 200 engineers to Malta "
    "once the dam treaty is signed. Norway met Malta in Oslo. Haugen praised Malta. "
    "The Fjord Post reported that Malta “will not send police”.\n\n"
    "Subscribe to our letter."
)
SECOND = "Malta will not send police, Rita Borg told Norway. “The dam is safe,” Liv Haugen said."
ORIGIN = Origin("by-hand", "1", 0.9)


class Text:
    """Finds spans by their words, so that the samples below can be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mention(self, words: str, entity: int | None, nth: int = 0) -> Mention:
        return Mention(self.span(words, nth), words, entity)


def first_findings() -> Findings:
    """A statement with a pledge in it, a refusal reported through an outlet, a stance, a role, a meeting."""
    t = Text(FIRST)
    document = Document(
        id=document_id(FIRST, publisher="Harbour Gazette"),
        text=FIRST,
        name="first",
        title="Engineers for a dam",
        publisher="Harbour Gazette",
        url="https://example.org/first",
        published=date(2031, 5, 8),
        language="en",
        set_aside=(
            SetAside(t.span("Subscribe to our letter."), Passage.NEWSLETTER, "asks to subscribe"),
        ),
    )
    tuesday = TimeExpression(
        t.span("on Tuesday"), "on Tuesday", Grain.DAY, date(2031, 5, 6), date(2031, 5, 6)
    )
    number = Quantity(t.span("200 engineers"), "200 engineers", 200.0, "persons")
    return Findings(
        document=document,
        entities=(
            Entity(0, "Liv Haugen", ActorKind.PERSON, (t.span("Liv Haugen"), t.span("Haugen", 1))),
            Entity(
                1,
                "Norway",
                ActorKind.COUNTRY,
                (t.span("Norwegian"), t.span("Norway"), t.span("Norway", 1)),
                known="Q20",
                country="NO",
            ),
            Entity(
                2,
                "Malta",
                ActorKind.COUNTRY,
                (t.span("Malta"), t.span("Malta", 1), t.span("Malta", 2), t.span("Malta", 3)),
                known="Q233",
                country="MT",
            ),
            Entity(3, "The Fjord Post", ActorKind.ORGANISATION, (t.span("The Fjord Post"),)),
            Entity(4, "Oslo", ActorKind.PLACE, (t.span("Oslo"),)),
        ),
        statements=(
            Statement(
                key=0,
                speaker=t.mention("Liv Haugen", 0),
                source=(t.span("Norwegian Prime Minister Liv Haugen"),),
                cue=(t.span("said"),),
                content=(
                    t.span(
                        "Norway would send 200 engineers to Malta once the dam treaty is signed"
                    ),
                ),
                kind=QuoteType.INDIRECT,
                origin=ORIGIN,
                said_on=tuesday,
            ),
            Statement(
                key=1,
                speaker=t.mention("The Fjord Post", 3),
                source=(t.span("The Fjord Post"),),
                cue=(t.span("reported"),),
                content=(t.span("Malta “will not send police”"),),
                kind=QuoteType.MIXED,
                origin=ORIGIN,
                act=Act.REPORT,
            ),
            Statement(
                key=2,
                speaker=t.mention("Malta", 2, 3),
                source=(t.span("Malta", 3),),
                cue=(),
                content=(t.span("will not send police"),),
                kind=QuoteType.DIRECT,
                origin=ORIGIN,
                level=1,
                through=1,
                content_negated=True,
            ),
        ),
        commitments=(
            Commitment(
                actor=t.mention("Norway", 1),
                action="send",
                resource="engineers",
                kind=ResourceKind.OTHER,
                status=Status.PLEDGED,
                evidence=t.span(
                    "Norway would send 200 engineers to Malta once the dam treaty is signed"
                ),
                origin=ORIGIN,
                quantity=number,
                beneficiaries=(t.mention("Malta", 2),),
                condition=t.span("once the dam treaty is signed"),
                statement=0,
            ),
            Commitment(
                actor=t.mention("Malta", 2, 3),
                action="send",
                resource="police",
                kind=ResourceKind.POLICE,
                status=Status.REFUSED,
                evidence=t.span("Malta “will not send police”"),
                origin=ORIGIN,
                statement=1,
            ),
        ),
        stances=(
            Stance(
                t.mention("Haugen", 0, 1),
                t.mention("Malta", 2, 2),
                Polarity.POSITIVE,
                "praises",
                t.span("Haugen praised Malta"),
                ORIGIN,
            ),
        ),
        roles=(
            Role(
                t.mention("Liv Haugen", 0),
                "Prime Minister",
                t.mention("Norwegian", 1),
                t.span("Norwegian Prime Minister Liv Haugen"),
                ORIGIN,
            ),
        ),
        events=(
            Event(
                EventType.MEETING,
                "Norway met Malta in Oslo",
                t.span("Norway met Malta in Oslo"),
                ORIGIN,
                place=t.mention("Oslo", 4),
                participants=(t.mention("Norway", 1, 1), t.mention("Malta", 2, 1)),
            ),
        ),
        quantities=(number,),
    )


def second_findings() -> Findings:
    """Another outlet: the refusal again, by a person, and a quotation without a date."""
    t = Text(SECOND)
    document = Document(
        id=document_id(SECOND, publisher="Lowland Courier"),
        text=SECOND,
        name="second",
        publisher="Lowland Courier",
        published=date(2031, 5, 9),
        language="en",
    )
    return Findings(
        document=document,
        entities=(
            Entity(0, "Malta", ActorKind.COUNTRY, (t.span("Malta"),), known="Q233", country="MT"),
            Entity(1, "Rita Borg", ActorKind.PERSON, (t.span("Rita Borg"),)),
            Entity(2, "Norway", ActorKind.COUNTRY, (t.span("Norway"),), known="Q20", country="NO"),
            Entity(3, "Liv Haugen", ActorKind.PERSON, (t.span("Liv Haugen"),)),
        ),
        statements=(
            Statement(
                key=0,
                speaker=t.mention("Rita Borg", 1),
                source=(t.span("Rita Borg"),),
                cue=(t.span("told"),),
                content=(t.span("Malta will not send police"),),
                kind=QuoteType.INDIRECT,
                origin=ORIGIN,
                addressee=t.mention("Norway", 2),
                content_negated=True,
            ),
            Statement(
                key=1,
                speaker=t.mention("Liv Haugen", 3),
                source=(t.span("Liv Haugen"),),
                cue=(t.span("said"),),
                content=(t.span("The dam is safe,"),),
                kind=QuoteType.DIRECT,
                origin=ORIGIN,
            ),
        ),
        commitments=(
            Commitment(
                actor=t.mention("Malta", 0),
                action="send",
                resource="police",
                kind=ResourceKind.POLICE,
                status=Status.REFUSED,
                evidence=t.span("Malta will not send police"),
                origin=ORIGIN,
                statement=0,
            ),
        ),
    )


def actors(first: str, second: str) -> tuple[Actor, ...]:
    """The actors of both texts, joined as a reader would."""
    return (
        Actor(
            "liv-haugen",
            "Liv Haugen",
            ActorKind.PERSON,
            ("Haugen",),
            entities=((first, 0), (second, 3)),
        ),
        Actor(
            "norway",
            "Norway",
            ActorKind.COUNTRY,
            ("Norwegian",),
            (("wikidata", "Q20"),),
            "NO",
            entities=((first, 1), (second, 2)),
        ),
        Actor(
            "malta",
            "Malta",
            ActorKind.COUNTRY,
            (),
            (("wikidata", "Q233"),),
            "MT",
            entities=((first, 2), (second, 0)),
        ),
        Actor("fjord-post", "The Fjord Post", ActorKind.ORGANISATION, entities=((first, 3),)),
        Actor("oslo", "Oslo", ActorKind.PLACE, entities=((first, 4),)),
        Actor("rita-borg", "Rita Borg", ActorKind.PERSON, entities=((second, 1),)),
    )


@pytest.fixture(scope="session")
def first() -> Findings:
    """The findings of the first text."""
    return first_findings()


@pytest.fixture(scope="session")
def second() -> Findings:
    """The findings of the second text."""
    return second_findings()


@pytest.fixture(scope="session")
def resolution(first: Findings, second: Findings) -> Resolution:
    """Who is who over both texts."""
    return Resolution(actors=actors(first.document.id, second.document.id))


@pytest.fixture
def store(first: Findings, second: Findings, resolution: Resolution) -> Store:
    """A record of both texts, in memory."""
    store = Store.memory()
    for findings in (first, second):
        store.replace(document_graph(findings, store.minter))
    store.resolve(resolution)
    return store
