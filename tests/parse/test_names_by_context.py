"""Names whose kind the whole text tells: sayers, towns, ships, clubs, organs, letters, headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import ActorKind, Document
from graph.parse import Parser, Reading, annotate

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """A text of ours, parsed and annotated."""

    def of(text: str) -> Reading:
        return annotate(parser.parse(Document(id="1", text=text, name="x")))

    return of


def kinds(reading: Reading) -> dict[str, ActorKind]:
    """Who is found, by name."""
    return {e.name: e.kind for e in reading.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "“We should have told you,” Sioned Rhydderch told members. She denied that the water board had lied.",
            "Sioned Rhydderch",
        ),
        (
            "Ffion Maelgwyn, who runs a pub in Vik, said she had lost everything.",
            "Ffion Maelgwyn",
        ),
        ("Sukarnita, a 54-year-old farmer, said her house had collapsed.", "Sukarnita"),
        (
            "Guðlaugur Þór Steinsson said the firm would sue. “We kept the rules,” he said.",
            "Guðlaugur Þór Steinsson",
        ),
        ("The bribe came from the developer Gavin Roke. Mr Roke denied it.", "Gavin Roke"),
        ("Two of them, Sens. Thom Tellis and Sue Kallin, voted no.", "Thom Tellis"),
    ],
)
def test_who_speaks_and_is_he_or_she_is_a_person(read: Read, text: str, name: str) -> None:
    """Whatever the tagger says of a name that it does not know."""
    assert kinds(read(text)).get(name) is ActorKind.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The strike in Belmora goes on. Belmora's capital was calm.", "Belmora"),
        ("Aid was sent to El Fashira on Monday. The people of El Fashira waited.", "El Fashira"),
        ("Neighbours met at Heron Field. Bev Storch of Alder Lane was glad.", "Alder Lane"),
    ],
)
def test_a_town_is_where_something_is(read: Read, text: str, name: str) -> None:
    """A name in which something stands, and which says nothing, is a place."""
    assert kinds(read(text)).get(name) in (ActorKind.PLACE, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry Brenna sank. The Brenna was old.", "Brenna"),
        ("The owner of the Red Dragon pub wept.", "Red Dragon"),
        ("Ferry operator rejects blame\n\nThe ferry company Vik Lines said no.", "Ferry"),
        (
            "Ceasefire talks in Oslo 'very close', says mediator\n\nTalks went on for hours.",
            "Ceasefire",
        ),
        ("Families said so. It was late.", "Families"),
    ],
)
def test_ships_houses_and_a_headlines_words_are_nobody(read: Read, text: str, name: str) -> None:
    """Not everything with a capital is somebody."""
    assert name not in kinds(read(text))


def test_a_club_bears_a_towns_name(read: Read) -> None:
    """Who has a coach is a club."""
    found = kinds(read("Vikspor coach Ola Berg resigned. Vikspor have lost nine games."))
    assert found.get("Vikspor") is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        (
            "The African Union Commission met in Addis Ababa. The European Union paid.",
            "African Union Commission",
            "European Commission",
        ),
        (
            "The Peoples Democratic Party won in Nigeria.",
            "Peoples Democratic Party",
            "Democratic Party",
        ),
        (
            "The Department of State Services held him in Lagos.",
            "Department of State Services",
            "State Department",
        ),
        (
            "The Welsh Conservatives accused the minister of lying.",
            "Welsh Conservatives",
            "Conservative Party",
        ),
    ],
)
def test_part_of_a_name_is_not_another_body(read: Read, text: str, name: str, other: str) -> None:
    """A longer name is a name of its own."""
    found = kinds(read(text))
    assert name in found
    assert other not in found


def test_letters_that_many_bear_need_a_sign(read: Read) -> None:
    """The same letters are a militia in Sudan, a press freedom group where it is spelled out, and open elsewhere."""
    assert "Rapid Support Forces" in kinds(read("Sudan's army fled. The RSF shelled the town."))
    spelled = read("Reporters Without Borders protested. The RSF wants them freed.")
    assert "Reporters Without Borders" in kinds(spelled)
    assert "RSF" in kinds(read("The RSF has said that it would wait."))


def test_the_first_of_two_surnames_is_a_surname(read: Read) -> None:
    """Spanish usage calls Wilfredo Quispe Mamani Quispe."""
    reading = read("Minister Wilfredo Quispe Mamani resigned. Quispe said he was proud.")
    found = next(e for e in reading.entities if e.name == "Wilfredo Quispe Mamani")
    assert "Quispe" in [s.of(reading.document.text) for s in found.mentions]


def test_the_labour_commissioner_is_of_no_party(read: Read) -> None:
    """Labour is a portfolio there."""
    assert "Labour Party" not in kinds(
        read("Britain watched. Labour Commissioner Tuka Pisal said so.")
    )


def test_a_surname_that_the_tagger_leaves_out_belongs_to_the_name(read: Read) -> None:
    """One person is one actor, with the whole name."""
    text = (
        "KATHMANDU — The Socialists quit the coalition on Sunday, leaving Prime Minister Sher Bahadur Thapo without "
        "a majority. Thapo vowed to fight on. The party accused Thapo of greed."
    )
    found = [e.name for e in read(text).entities if e.kind is ActorKind.PERSON]
    assert found == ["Sher Bahadur Thapo"]
