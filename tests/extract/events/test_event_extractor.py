"""Meetings, visits, votes and attacks, read from sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.events import EventExtractor
from graph.model import Document, Event, EventState, EventType, Findings, Mention
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Premier Anna Bell, who is on a state visit to Denmark, said the plan would work.",
            ("visit", "held", "Denmark", ["Anna Bell"]),
        ),
        (
            "It follows a gas attack in Syria that left scores of people dead.",
            ("attack", "held", "Syria", []),
        ),
        (
            "President Lund is preparing to meet Jan Novak at a summit in Oslo.",
            ("summit", "planned", "Oslo", ["Lund", "Jan Novak"]),
        ),
        (
            "In a closed meeting with White House officials, Senator Paul Reed said the cuts were too deep.",
            ("meeting", "held", None, ["White House", "Paul Reed"]),
        ),
        (
            "Paul Reed told South Korean officials in a March meeting that he would wait.",
            ("meeting", "held", None, ["Paul Reed", "South Korea"]),
        ),
        (
            "The first meeting of G7 foreign ministers took place in Toronto on Sunday.",
            ("meeting", "held", "Toronto", ["G7"]),
        ),
        (
            "Jan Novak spoke at a press conference in Vienna, flanked by Anna Bell and Paul Reed.",
            ("conference", "held", "Vienna", ["Jan Novak", "Anna Bell", "Paul Reed"]),
        ),
        (
            "Paul Reed called off the summit with Jan Novak in Singapore.",
            ("summit", "cancelled", "Singapore", ["Paul Reed", "Jan Novak"]),
        ),
        (
            "A Senate committee voted 12-8 on Tuesday to advance the bill.",
            ("vote", "held", None, ["US Senate"]),
        ),
        (
            "The budget was rejected by the French parliament on Monday.",
            ("vote", "held", None, ["French Parliament"]),
        ),
    ],
)
def test_who_where_and_whether_it_took_place(
    parser: Parser, text: str, expected: tuple[str, str, str | None, list[str]]
) -> None:
    """Bodies named in a group, whoever speaks at a meeting and whoever stands beside the speaker take part."""
    document = Document(id="d", text=text, name="d", published=date(2018, 4, 20))
    reading = next(read([document], parser))
    (event,) = EventExtractor()(reading, Findings(document))

    def name(mention: Mention | None) -> str | None:
        if mention is None or mention.entity is None:
            return None if mention is None else mention.text
        return reading.entities[mention.entity].name

    who = [name(m) for m in event.participants]
    assert (event.type.value, event.state.value, name(event.place), who) == expected


def test_an_attack_without_victims_day_or_actor_is_not_told(parser: Parser) -> None:
    """ "A gas attack in Syria" alone is not enough to know which."""
    document = Document(id="d", text="They spoke of a gas attack in Syria.", name="d")
    reading = next(read([document], parser))
    assert not list(EventExtractor()(reading, Findings(document)))
