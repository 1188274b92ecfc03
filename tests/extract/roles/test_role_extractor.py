"""Who holds which post for whom, read from sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.roles import RoleExtractor
from graph.extract.roles.lexicon import lexicon
from graph.model import Document, Findings, Role
from graph.parse import Parser, Reading, read

Read = Callable[[str], tuple[Reading, list[Role]]]


@pytest.fixture(scope="module")
def roles(parser: Parser) -> Read:
    """Reads the roles of a text."""

    def run(text: str) -> tuple[Reading, list[Role]]:
        document = Document(id="d", text=text, name="d")
        reading = next(read([document], parser))
        return reading, list(RoleExtractor()(reading, Findings(document)))

    return run


def told(reading: Reading, role: Role) -> tuple[str, str, str | None]:
    """Person, title and the canonical name of whom the post is held for."""
    organisation = role.organisation
    if organisation is None:
        return role.person.text, role.title, None
    if organisation.entity is None:
        return role.person.text, role.title, organisation.text
    return role.person.text, role.title, reading.entities[organisation.entity].name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "French Defence Minister Paul Marchand said that talks had failed.",
            ("Paul Marchand", "Defence Minister", "France"),
        ),
        (
            "US Secretary of State Anna Bell met her counterpart.",
            ("Anna Bell", "Secretary of State", "United States"),
        ),
        (
            "Russian Foreign Ministry spokeswoman Olga Petrova insisted on it.",
            ("Olga Petrova", "Foreign Ministry spokeswoman", "Russia"),
        ),
        (
            "Ed Brown, a former British military planner, noted that.",
            ("Ed Brown", "former military planner", "United Kingdom"),
        ),
        (
            "Marko Tamm, chairman of the budget committee of the Norwegian Refugee Council, told the paper of it.",
            ("Marko Tamm", "chairman of the budget committee", "Norwegian Refugee Council"),
        ),
        (
            "Slovak PM Jan Novak spoke.",
            ("Jan Novak", "Prime Minister", "Slovakia"),
        ),
        (
            "Karl Weber was appointed chancellor of Austria on Monday.",
            ("Karl Weber", "chancellor", "Austria"),
        ),
        (
            "Maria Lund, who heads the Norwegian Refugee Council, said so.",
            ("Maria Lund", "head", "Norwegian Refugee Council"),
        ),
        (
            "Germany's defence minister, Karl Weber, 54, spoke.",
            ("Karl Weber", "defence minister", "Germany"),
        ),
        (
            "NATO member Turkey vetoed it.",
            ("Turkey", "member", "NATO"),
        ),
    ],
)
def test_a_title_names_person_post_and_country(
    roles: Read, text: str, expected: tuple[str, str, str]
) -> None:
    """Titles, appositions, verbs and clauses all tell a post; the country's adjective is not part of it."""
    reading, found = roles(text)
    assert expected in [told(reading, role) for role in found]


@pytest.mark.parametrize(
    "text",
    [
        "Lund told ministers that Petrov was late.",
        "If he won, Karl Weber would be president of Austria.",
        "For Lund, the president said, nothing changed.",
        "The dog of Karl Weber, a spaniel, slept.",
    ],
)
def test_what_is_not_said_to_be_held_is_no_role(roles: Read, text: str) -> None:
    """A person beside a post, a wish for one and a kind of dog are no roles."""
    assert roles(text)[1] == []


def test_one_role_for_each_post(roles: Read) -> None:
    """ "President Stone" after "US President John Stone" says nothing new."""
    _, found = roles("US President John Stone left. President Stone came back. John Stone slept.")
    assert [role.title for role in found] == ["President"]


def test_former_acting_and_elect_are_told_apart(roles: Read) -> None:
    """A post that is past, provisional or still to come is marked as such."""
    _, found = roles(
        "Former Polish president Jan Novak met acting US Defense Secretary Paul Hill and President-elect Carl Bower."
    )
    flags = {role.person.text: (role.former, role.acting, role.elect) for role in found}
    assert flags == {
        "Jan Novak": (True, False, False),
        "Paul Hill": (False, True, False),
        "Carl Bower": (False, False, True),
    }


def test_affiliation_without_title_is_called_by_the_kind_of_house(roles: Read) -> None:
    """Somebody "of" a research foundation is an analyst; somebody "of" a town has no post."""
    reading, found = roles(
        "Jean Petit of the Foundation for Strategic Studies spoke with Anna Bell of Bergen."
    )
    assert [told(reading, role)[:2] for role in found] == [("Jean Petit", "analyst")]


def test_evidence_is_the_exact_words(roles: Read) -> None:
    """The evidence holds the person, the title and nothing beyond them."""
    text = "On Monday the French Defence Minister Paul Marchand resigned."
    _, found = roles(text)
    assert [role.evidence.of(text) for role in found] == ["French Defence Minister Paul Marchand"]


def test_every_leader_belongs_to_a_known_country() -> None:
    """The countries of the table of leaders are ISO codes of the knowledge base."""
    from graph.knowledge import Knowledge

    knowledge = Knowledge.load()
    assert all(knowledge.country(iso) is not None for iso in set(lexicon().leaders.values()))
