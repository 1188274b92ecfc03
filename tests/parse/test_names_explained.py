"""What a name names, told by the words beside it: a comma and a noun, "in", a dateline, a particle."""

from __future__ import annotations

import pytest

from graph.model import ActorKind, Document
from graph.parse import Parser, Reading, annotate


def _kinds(parser: Parser, text: str) -> dict[str, ActorKind]:
    reading: Reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    return {entity.name: entity.kind for entity in reading.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Ha Vik, hotels were shut. Sun Vike, a resort group, said its guests had been moved.", "Sun Vike"),
        ("Te Vanua, the players' association, asked for a third. Te Vanua spoke for 300 players.", "Te Vanua"),
        ("Vikfall, which runs dams nearby, offered a reward of $500 on Friday.", "Vikfall"),
        ("Afrovikasse, a start-up from Lome, has offered free lessons.", "Afrovikasse"),
        ("Save Our Ferries, a campaign group, is to march in Inverness.", "Save Our Ferries"),
        ("Bantay Vikan, an alliance of fishing villages, went to court. “They sold it,” its convenor said.", "Bantay Vikan"),
        ("Lafa Tuilu, chief executive of Lakapi Vanua, said the demand was odd.", "Lakapi Vanua"),
        ("Rosa Quila, who heads the dockers' federation Fetravik, said that 1,200 had walked out.", "Fetravik"),
    ],
)  # fmt: skip
def test_what_the_text_calls_a_body_is_one(parser: Parser, text: str, name: str) -> None:
    """A group, an association, a start-up, what runs dams: bodies, whatever the tagger took their names for."""
    assert _kinds(parser, text).get(name) is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kulvary, an oil town in the west, saw a rally on Friday.", "Kulvary"),
        ("Vavarro, a copper town inland, depends on the port. Its mayor, Pia Lund, warned of queues.", "Vavarro"),
        ("Officials in Hai Vong ordered 300 people to leave. Boats were called back.", "Hai Vong"),
    ],
)  # fmt: skip
def test_a_town_is_a_place(parser: Parser, text: str, name: str) -> None:
    """ "An oil town", "officials in": no person and no firm."""
    assert _kinds(parser, text).get(name) is ActorKind.PLACE


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ASTANA, 14 March. Miners at a pit refused to start their shift.", "ASTANA"),
        ("Miners at the Saranbek pit refused to start their shift on Thursday.", "Saranbek"),
        ("HAI PHONG — Authorities in the north ordered 300 people to leave.", "Authorities"),
        ("Officials warned on Monday that Typhoon Buavik would strike at noon.", "Typhoon Buavik"),
        ("Reporters were told that the Sami herders had won. The Sami parliament met.", "Sami"),
        ("Management, which runs the pit, refused to talk to them.", "Management"),
    ],
)
def test_what_names_nobody_is_no_actor(parser: Parser, text: str, wrong: str) -> None:
    """Datelines, pits, storms, peoples before a noun, and plain nouns with a sentence's capital."""
    assert wrong not in _kinds(parser, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Council leader Rhodri ap Vilym said the authority had no money.", "Rhodri ap Vilym"),
        ("“They are closing the room,” said Sioned Vritchard KC, who chairs the group.", "Sioned Vritchard"),
        ("Lafaele Vuilagi, chief executive of Lakapi Samoa, said the demand was odd.", "Lafaele Vuilagi"),
        ("Many in the party lost confidence in Hanna Vong after the vote.", "Hanna Vong"),
    ],
)  # fmt: skip
def test_a_persons_name_is_whole(parser: Parser, text: str, name: str) -> None:
    """Particles, first names that the tagger does not know, letters behind the name; and nobody is a town for an "in"."""
    assert _kinds(parser, text).get(name) is ActorKind.PERSON


def test_a_police_authority_is_no_charity(parser: Parser) -> None:
    """ "The police authority" behind a charity's name is somebody else."""
    text = (
        "Amnesty International sent an observer to Oslo. The police authority said it lacked staff."
    )
    reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    at = next(token.i for token in reading.doc if token.lower_ == "authority")
    key = reading.entity_at(at)
    assert key is None or reading.entities[key].name != "Amnesty International"
