"""Kinds of names by the words around them, and people who are described."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import ActorKind, Document
from graph.parse import Parser, Reading, annotate

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Reads a text."""
    return lambda text: annotate(parser.parse(Document(id="x", text=text, name="x")))


def kinds(reading: Reading) -> dict[str, ActorKind]:
    """Kinds by name."""
    return {e.name: e.kind for e in reading.entities}


def test_the_words_around_a_name_tell_its_kind(read: Read) -> None:
    """A region by its compass point, a firm by its shares, an envoy by his post."""
    assert kinds(read("They sang in West Yorkshire."))["West Yorkshire"] is ActorKind.PLACE
    shares = read("Berkshire Hathaway shares fell on Monday.")
    assert kinds(shares)["Berkshire Hathaway"] is ActorKind.ORGANISATION
    envoy = read("The United Nations' envoy to Afghanistan, Rada Omurova, backed the plan.")
    assert kinds(envoy)["Rada Omurova"] is ActorKind.PERSON


def test_a_firm_is_itself_without_its_form(read: Read) -> None:
    """Novera is Novera AG."""
    found = read("Novera AG said it would sell. Novera said on Monday it was sorry.")
    assert "Novera" not in kinds(found)


def test_hyphens_do_not_cut_names(read: Read) -> None:
    """First names and surnames with a hyphen stay whole."""
    found = kinds(
        read("Finance Minister Jean-Philippe Duhamel spoke. Agathe Perrin-Roussel said no.")
    )
    assert {"Jean-Philippe Duhamel", "Agathe Perrin-Roussel"} <= set(found)


def test_a_spokesman_for_somebody_is_somebody_else(read: Read) -> None:
    """He speaks for her, he is not her."""
    found = read("A spokesman for Hillary Clinton said it was fine.")
    assert found.entity_at(1) != found.entity_at(4)


def test_opposed_lawyers_are_not_one(read: Read) -> None:
    """The government's attorneys and Lund's; one lawmaker and another."""
    found = read("Government attorneys said he was guilty. Lund's attorneys said he was not.")
    assert len([e for e in found.entities if "attorneys" in e.name]) == 2
    lawmakers = read("One lawmaker called it late. A Norwegian lawmaker said it was early.")
    assert len([e for e in lawmakers.entities if "lawmaker" in e.name]) == 2


def test_somebody_is_told_of_again(read: Read) -> None:
    """The bus driver and the driver are one; the truck driver is another."""
    found = read("A bus driver fell on Monday. The driver was saved. The truck driver left.")
    assert [len(e.mentions) for e in found.entities if "driver" in e.name] == [2, 1]


def test_the_only_company_is_the_company(read: Read) -> None:
    """Where a text tells of one firm."""
    found = read("Novera AG will cut jobs. Investors were glad. The company expects growth.")
    assert len(next(e for e in found.entities if e.name == "Novera AG").mentions) == 2


def test_a_party_name_of_many_countries_is_of_none(read: Read) -> None:
    """The Swiss Social Democrats are not the German ones."""
    found = read("The Social Democrats voted in favour in Bern, Switzerland. Swiss voters agreed.")
    assert not any(e.known == "Q49768" for e in found.entities)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fans' group Furia Azul demanded his exit.", "Furia Azul"),
        ("The Stone River Tribe sued the state.", "Stone River Tribe"),
        ("The Stone River Tribe sued. Fine Gael senator Ada Brandt agreed.", "Fine Gael"),
        ("Ada Brandt and South Yorkshire Police said so.", "South Yorkshire Police"),
    ],
)
def test_what_stands_beside_a_name_makes_it_a_body(read: Read, text: str, name: str) -> None:
    """A group's name after what it is, a tribe and a police force by their last word, a party by its senator."""
    assert kinds(read(text))[name] is ActorKind.ORGANISATION


def test_drugs_and_seats_are_no_actors(read: Read) -> None:
    """Neither "the drug Arthrexa" nor the seat of a senator."""
    found = kinds(read("The drug Arthrexa was banned, said Senator Ada Lund (D-Mission)."))
    assert {"Arthrexa", "D-Mission"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Marine Accident Board said the ferry was old.", "Marine Accident Board"),
        ("The spokesman for the contractor, Lakeside Haulage, said no.", "Lakeside Haulage"),
        ("The Pirates' Marek Vesely says his party could support the bill.", "Pirates"),
        ("The carmaker Lundia said that it would close.", "Lundia"),
    ],
)
def test_bodies_are_found_whole(read: Read, text: str, name: str) -> None:
    """Their last word is part of them, a contractor is no person, a club's person names the club."""
    assert kinds(read(text))[name] is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    "text",
    [
        "Infrastructure Minister Rui Valadas said no.",
        "Foreign and Commonwealth Secretary Rui Valadas said no.",
        "Transport chief Rui Valadas said no.",
        "Shadow Home Secretary Rui Valadas said no.",
    ],
)
def test_a_portfolio_is_no_body(read: Read, text: str) -> None:
    """What a minister is for stands before his title, and is nobody."""
    assert set(kinds(read(text))) == {"Rui Valadas"}


def test_initials_are_those_of_the_text(read: Read) -> None:
    """ "The RSF" after the Rapid Support Forces are these, whatever else bears the letters."""
    found = read("The Rapid Support Forces shelled the camp in Sudan. The RSF denied it.")
    assert "Reporters Without Borders" not in kinds(found)


def test_the_congress_is_that_of_the_country_told_of(read: Read) -> None:
    """In a text on India it is not the American one."""
    text = "The Congress lost in New Delhi. India has changed, it said. Indian voters agreed."
    assert not any(e.known and e.country == "US" for e in read(text).entities)


def test_fans_are_not_their_club(read: Read) -> None:
    """The fans' group "Rovers Together" is another body than Rovers."""
    found = kinds(read("Rovers won. Fans' group Rovers Together said it would stay away."))
    assert {"Rovers", "Rovers Together"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shells hit a market in the besieged town of Umm Sadra. Many fled Umm Sadra.",
            "Umm Sadra",
        ),
        ("The municipal council of Volkshafen met. Volkshafen is small.", "Volkshafen"),
        ("The mayor of Brixworth, Ada Lund, spoke.", "Brixworth"),
        ("The president of the Cedar Falls school board left.", "Cedar Falls"),
    ],
)
def test_what_has_a_mayor_is_a_place(read: Read, text: str, name: str) -> None:
    """Towns, villages and ports are called so; councils and school boards have a seat."""
    assert kinds(read(text))[name] is ActorKind.PLACE


def test_what_has_a_boss_is_a_body(read: Read) -> None:
    """A boss, a merger or somebody who speaks for it make an unknown name a body's, a person's staff does not."""
    boss = kinds(read("When Vodalene boss Ada Price met Jan Novak, it was done. Vodalene fell."))
    assert boss["Vodalene"] is ActorKind.ORGANISATION
    union = kinds(read('"No deal is a good deal," says Verdi\'s Thomas Kuhn.'))
    assert union["Verdi"] is ActorKind.ORGANISATION
    novel = kinds(read("Ibsen's Hedda Gabler left the house."))
    assert novel["Ibsen"] is ActorKind.PERSON


def test_a_school_is_no_person_and_a_falls_may_be(read: Read) -> None:
    """ "Elementary" ends a school's name; somebody who sings is no town."""
    school = kinds(read("She spoke in the gym of Lincoln Elementary."))
    assert school["Lincoln Elementary"] is ActorKind.ORGANISATION
    assert kinds(read("Robert Falls sang."))["Robert Falls"] is ActorKind.PERSON


def test_a_dateline_is_no_actor(read: Read) -> None:
    """ "LAHORE:" tells where a text was written; "NATO —" whom it is about."""
    board = read("Board clears Malik\n\nLAHORE: The Pakistan Cricket Board on Monday cleared him.")
    assert "LAHORE" not in kinds(board)
    assert "NATO" in kinds(read("NATO — The alliance met on Monday."))


def test_the_state_of_a_lawmaker_is_no_body(read: Read) -> None:
    """A state representative belongs to no body called State."""
    assert set(kinds(read("State Rep. Dan Fielding tweeted about it."))) == {"Dan Fielding"}


def test_a_banks_letters_in_a_match_report_are_not_the_banks(read: Read) -> None:
    """The ECB of cricketers is not the European Central Bank, unless the text has a word of money."""
    match = "The captain thanked the coach. The bowler will tour in May, the ECB said on Monday."
    assert kinds(read(match))["ECB"] is ActorKind.ORGANISATION
    rates = "The captain and the coach watched the bowler. The ECB cut interest rates on Monday."
    assert "European Central Bank" in kinds(read(rates))
