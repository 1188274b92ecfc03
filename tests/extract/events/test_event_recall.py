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
