"""Meetings, visits, votes and attacks, read from sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.events import EventExtractor
from graph.model import Document, Event, EventState, EventType, Findings
from graph.parse import Parser, Reading, read

Read = Callable[[str], tuple[Reading, list[Event]]]


@pytest.fixture(scope="module")
def events(parser: Parser) -> Read:
    """Reads the events of a text published on Tuesday, 9 September 2025."""

    def run(text: str) -> tuple[Reading, list[Event]]:
        document = Document(id="d", text=text, name="d", published=date(2025, 9, 9))
        reading = next(read([document], parser))
        return reading, list(EventExtractor()(reading, Findings(document)))

    return run


@pytest.mark.parametrize(
    ("text", "kind", "place", "who"),
    [
        (
            "The summit between US President John Stone and Russia's Igor Petrov in Alaska last month ended.",
            EventType.SUMMIT,
            "Alaska",
            {"John Stone", "Igor Petrov"},
        ),
        (
            "European leaders meeting in Paris last week hailed it.",
            EventType.MEETING,
            "Paris",
            set(),
        ),
        (
            "Russia's nightly attack on Odesa's harbour last weekend made headlines.",
            EventType.ATTACK,
            "Odesa",
            {"Russia"},
        ),
        ("Pia Lund flew to Kyiv on Sunday.", EventType.VISIT, "Kyiv", {"Pia Lund"}),
        ("The Bundestag voted on Friday to cut taxes.", EventType.VOTE, None, {"Bundestag"}),
        (
            "Finland and Sweden signed the accession protocols in Brussels on Tuesday.",
            EventType.SIGNING,
            "Brussels",
            {"Finland", "Sweden"},
        ),
        (
            "A suicide bomber attacked a mosque in Kabul on Friday, killing 20.",
            EventType.ATTACK,
            "Kabul",
            set(),
        ),
    ],
)
def test_an_event_has_type_place_and_those_who_took_part(
    events: Read, text: str, kind: EventType, place: str | None, who: set[str]
) -> None:
    """Nouns and verbs both tell of events."""
    _, found = events(text)
    event = next(e for e in found if e.type is kind)
    assert (event.place.text if event.place else None) == place
    assert {m.text for m in event.participants} == who


@pytest.mark.parametrize(
    "text",
    [
        "A meeting between Pia Lund and Jan Novak would be the next step.",
        "The idea of a summit in Oslo was rejected.",
        "Stone attacked the senator over his budget.",
        "Jan Novak met the deadline.",
        "Jan Novak never met Igor Petrov.",
        "If Petrov and Stone meet in Oslo, all is well.",
        "Igor Petrov proposed a meeting with John Stone in Moscow.",
        "Jan Novak had a heart attack in Oslo on Monday.",
        "Negotiators struck a deal in Geneva.",
    ],
)
def test_what_did_not_happen_is_no_event(events: Read, text: str) -> None:
    """Wishes, conditions, denials and figures of speech tell of no event."""
    assert events(text)[1] == []


def test_mentions_of_one_event_are_one(events: Read) -> None:
    """A place named once and "the summit" later are the same summit; another place is another."""
    _, found = events(
        "Leaders met in Oslo last week. After the Oslo summit, Jan Novak spoke. "
        "The summit in Geneva last month had failed."
    )
    assert [(e.type, e.place and e.place.text) for e in found] == [
        (EventType.SUMMIT, "Oslo"),
        (EventType.SUMMIT, "Geneva"),
    ]


def test_announced_events_are_planned(events: Read) -> None:
    """ "will visit" tells of a plan."""
    _, found = events("Pia Lund will visit Warsaw next week.")
    assert [e.state for e in found] == [EventState.PLANNED]


def test_called_off_events_are_cancelled(events: Read) -> None:
    """A summit that was cancelled is told as cancelled."""
    _, found = events("Norway cancelled the Oslo summit on Monday.")
    assert [e.state for e in found] == [EventState.CANCELLED]


def test_a_capital_is_the_city(events: Read) -> None:
    """ "the French capital" is Paris."""
    reading, found = events("Pia Lund met with Jan Novak in the French capital on Monday.")
    place = found[0].place
    assert place is not None and place.entity is not None
    assert reading.entities[place.entity].name == "Paris"


def test_the_date_is_that_of_the_event(events: Read) -> None:
    """The day of saying is not the day of the meeting."""
    _, found = events("Pia Lund said on Monday that she met Jan Novak in Oslo last month.")
    assert [e.time and e.time.iso for e in found] == ["2025-08"]
