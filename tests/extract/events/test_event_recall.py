"""Meetings, votes and attacks that a plain reader finds. Sentences are ours; published on 9 September 2025."""

from __future__ import annotations

from datetime import date

import pytest

from graph.extract.events import EventExtractor
from graph.model import Document, Event, EventState, Findings
from graph.parse import Parser, read


def events(parser: Parser, text: str) -> tuple[list[Event], list[set[str]]]:
    """The events and the names of those who take part in each."""
    document = Document(id="d", text=text, name="d", published=date(2025, 9, 9))
    reading = next(read([document], parser))
    found = list(EventExtractor()(reading, Findings(document)))
    names = [
        {
            reading.entities[m.entity].name if m.entity is not None else m.text
            for m in e.participants
        }
        for e in found
    ]
    return found, names


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Dockers’ delegates met with Volvo management in Turku on Wednesday.", "meeting", {"Volvo"}),
        ("Norway and Chad opened talks in Oslo on Monday.", "meeting", {"Norway", "Chad"}),
        ("The German and Dutch ministers signed an agreement on Friday.", "signing", {"Germany", "Netherlands"}),
        ("Ministers from Norway and Chad held a meeting in Oslo on Monday.", "meeting", {"Norway", "Chad"}),
        ("Pia Lund told reporters after meeting Jan Novak in Geneva on Monday that it was over.", "meeting",
         {"Pia Lund", "Jan Novak"}),
        ("Councillors in Leeds voted 52 to 41 last night to build the line.", "vote", set()),
        ("A suicide bomber killed 12 people in Kabul on Tuesday.", "attack", set()),
    ],
)  # fmt: skip
def test_found(parser: Parser, text: str, kind: str, who: set[str]) -> None:
    """Delegations, joint ministers, councils and bombers make events; all who take part are named."""
    found, names = events(parser, text)
    assert [(e.type.value, n) for e, n in zip(found, names, strict=True)] == [(kind, who)]


def test_planned_bombing_of_last_month_was_held(parser: Parser) -> None:
    """Who is accused of planning last month's bombing: it took place."""
    found, _ = events(
        parser, "Pakistan accuses two men of planning last month's bombing in Peshawar."
    )
    assert [e.state for e in found] == [EventState.HELD]


def test_legal_attack_is_no_attack(parser: Parser) -> None:
    """A legal assault is a lawsuit."""
    found, _ = events(parser, "The council opened a legal assault on Norway on Friday.")
    assert found == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Kerry visits France", "visit", "France"),
        ("Russian missiles hit the port of Izmail overnight.", "attack", "Izmail"),
        ("Gunmen attacked a convoy near Gao, killing three soldiers.", "attack", "Gao"),
        ("The visit of the Turkish foreign minister to Cairo was cancelled.", "visit", "Cairo"),
        ("Ukraine's president arrived in Warsaw on Wednesday.", "visit", "Warsaw"),
        ("The premier hosted the Chinese president at a dinner in Canberra last week.", "meeting", "Canberra"),
    ],
)  # fmt: skip
def test_told_by_a_headline_an_office_or_a_site(
    parser: Parser, text: str, kind: str, place: str
) -> None:
    """Who holds a country's office acts for it; the port of a town is the town."""
    found, _ = events(parser, text)
    assert [(e.type.value, e.place.text if e.place else None) for e in found] == [(kind, place)]


def test_a_call_that_is_held(parser: Parser) -> None:
    """Who holds a call with somebody takes part in it, and so does the other."""
    text = "Emmanuel Macron held a call with Vladimir Putin on Sunday evening."
    assert events(parser, text)[1] == [{"Emmanuel Macron", "Vladimir Putin"}]
