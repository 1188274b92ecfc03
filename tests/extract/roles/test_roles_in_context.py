"""Posts and memberships that the words beside a name do not tell in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.roles import RoleExtractor
from graph.model import Document, Findings
from graph.parse import Parser, read

Told = tuple[str, str, str | None]


@pytest.fixture(scope="module")
def told(parser: Parser) -> Callable[[str], set[Told]]:
    """Person, title and for whom, of every role of a text."""

    def run(text: str) -> set[Told]:
        document = Document(id="d", text=text, name="d")
        reading = next(read([document], parser))
        found = set()
        for role in RoleExtractor()(reading, Findings(document)):
            whom = role.organisation
            key = None if whom is None else whom.entity
            name = None if whom is None else whom.text
            found.add(
                (
                    role.person.text,
                    role.title,
                    reading.entities[key].name if key is not None else name,
                )
            )
        return found

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "British Prime Minister Alan Reed met his Japanese counterpart Kenji Mori in London.",
            ("Kenji Mori", "Prime Minister", "Japan"),
        ),
        (
            "The talks were attended by Presidents Clara Souza of Brazil and Jan Novak of Poland.",
            ("Jan Novak", "President", "Poland"),
        ),
        (
            "Poland will send tents to Greece, Prime Minister Anna Nowak announced.",
            ("Anna Nowak", "Prime Minister", "Poland"),
        ),
        (
            "The United States will wait, said Defense Secretary Paul Cole.",
            ("Paul Cole", "Defense Secretary", "United States"),
        ),
        (
            "Paul Cole, who was nominated as ambassador to Poland, left.",
            ("Paul Cole", "ambassador to Poland", None),
        ),
        (
            "Germany wants to vote next week. Interior Minister Karla Vogt said she was sure of it.",
            ("Karla Vogt", "Interior Minister", "Germany"),
        ),
        (
            "Siemens lost money last year. Its new chief executive, Karla Vogt, promised to change that.",
            ("Karla Vogt", "new chief executive", "Siemens"),
        ),
        (
            "Prices will fall, said Lena Hartmann of the Norwegian Refugee Council in a talk on Monday.",
            ("Lena Hartmann", "member", "Norwegian Refugee Council"),
        ),
        (
            "Amnesty International's Lena Hartmann called it a crime.",
            ("Lena Hartmann", "member", "Amnesty International"),
        ),
        (
            "Lena Hartmann teaches at the University of Oslo.",
            ("Lena Hartmann", "teacher", "University of Oslo"),
        ),
        (
            "The mayor, Lena Hartmann (SPD), opened the bridge.",
            ("Lena Hartmann", "member", "SPD"),
        ),
        (
            "Ed Brown, a China expert at the Brookings Institution, doubts it.",
            ("Ed Brown", "China expert", "Brookings Institution"),
        ),
        (
            "Ed Brown, professor of International Relations at Harvard University, doubts it.",
            ("Ed Brown", "professor of International Relations", "Harvard University"),
        ),
        (
            "It was a good year, said Ulla Berg, president and chief executive of Volvo Trucks, on Monday.",
            ("Ulla Berg", "president", "Volvo Trucks"),
        ),
    ],
)
def test_whom_a_post_is_held_for_may_stand_elsewhere(
    told: Callable[[str], set[Told]], text: str, expected: Told
) -> None:
    """Counterparts, plural titles, the sentence before and the name's own phrases say for whom."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Lena Hartmann of Bergen won the race.", "Lena Hartmann"),
        ("Norway's Lena Hartmann won the race.", "Lena Hartmann"),
        ("Lena Hartmann (54) won the race.", "Lena Hartmann"),
    ],
)
def test_a_home_or_an_age_is_no_membership(
    told: Callable[[str], set[Told]], text: str, person: str
) -> None:
    """Where somebody comes from, and how old they are, is no role."""
    assert not [t for t in told(text) if t[0] == person]


def test_two_countries_leave_a_minister_without_one(told: Callable[[str], set[Told]]) -> None:
    """Where two countries were named, nobody guesses whose minister speaks."""
    text = (
        "Germany and France want to vote next week. Interior Minister Karla Vogt said she was sure."
    )
    assert ("Karla Vogt", "Interior Minister", None) in told(text)


def test_a_party_leader_is_not_listed_as_a_member_too(told: Callable[[str], set[Told]]) -> None:
    """A post in a body says more than belonging to it."""
    titles = {
        t[1] for t in told("SPD leader Karla Vogt welcomed it. Karla Vogt of the SPD then left.")
    }
    assert titles == {"leader"}


def test_a_persons_spokesman_speaks_for_no_body(told: Callable[[str], set[Told]]) -> None:
    """ "His spokesman" after a report by a charity is not the charity's."""
    text = 'A report by Oxfam found it full. "It is wrong," his spokesman, Erik Lund, said.'
    assert ("Erik Lund", "spokesman", None) in told(text)


def test_a_president_is_not_the_nearest_bodys(told: Callable[[str], set[Told]]) -> None:
    """ "President Brooks" after a vote of a committee of the Senate presides over no Senate."""
    text = "A Senate committee voted for it. President Hal Brooks threatened to veto it."
    assert ("Hal Brooks", "President", None) in told(text)
