"""Posts that fresh texts showed to be torn, misdated or put to the wrong body. Sentences are ours."""

from __future__ import annotations

import pytest

from graph.extract.roles import RoleExtractor
from graph.model import Document, Findings, Role
from graph.parse import Parser, read

Told = tuple[str, str | None, bool]


def roles(parser: Parser, text: str) -> dict[str, Told]:
    """Title, for whom, and whether it is over, by person; the last role of each."""
    document = Document(id="d", text=text, name="d")
    reading = next(read([document], parser))

    def whom(role: Role) -> str | None:
        mention = role.organisation
        if mention is None:
            return None
        return mention.text if mention.entity is None else reading.entities[mention.entity].name

    found = RoleExtractor()(reading, Findings(document))
    return {r.person.text: (r.title, whom(r), r.former) for r in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pia Lund, who was vice-president of Acme, left.", ("vice-president", "Acme", True)),
        ("The secretary-general of the African Union, Pia Lund, left.",
         ("secretary-general", "African Union", False)),
        ("Acme's secretary-general, Pia Lund, who left in May, is back.", ("secretary-general", "Acme", False)),
        ("Norway's attorney-general, Pia Lund, said so.", ("attorney-general", "Norway", False)),
        ("Pia Lund, Norway's first female prime minister, left.", ("prime minister", "Norway", False)),
    ],
)  # fmt: skip
def test_title_is_whole(parser: Parser, text: str, expected: Told) -> None:
    """A vice-president is no president, a secretary-general no general; her sex is no part of a post."""
    assert roles(parser, text)["Pia Lund"] == expected


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("The board named Pia Lund, formerly head of Acme, on Monday.", True),
        ("The board named Pia Lund, until Sunday the commander of the guard, as its head.", True),
        ("Jan Berg wrote to Pia Lund, then head of Acme, about it.", True),
        ("The board named Pia Lund, now head of Acme, on Monday.", False),
        ("The board named Pia Lund, the head of Acme, on Monday.", False),
    ],
)
def test_post_that_is_over(parser: Parser, text: str, former: bool) -> None:
    """Formerly, then and until Sunday say that somebody holds a post no more."""
    found = roles(parser, text)
    assert found["Pia Lund"][2] is former


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        (
            "Mo Berg, director of the think tank Clean Rivers Africa, said so.",
            "Clean Rivers Africa",
        ),
        ("Mo Berg, chief financial officer of Siemens Energy, said so.", "Siemens Energy"),
        ("Mo Berg, president of South Africa, said so.", "South Africa"),
        ("European Union Climate Commissioner Mo Berg said so.", "European Union"),
    ],
)
def test_name_of_the_body_is_whole(parser: Parser, text: str, whom: str) -> None:
    """What a body is comes before its name, and a place may end it."""
    assert roles(parser, text)["Mo Berg"][1] == whom


def test_a_word_for_a_body_is_no_body(parser: Parser) -> None:
    """A party chairman leads a party, not the Party; a rank is nobody's name."""
    assert roles(parser, "Party chairman Jan Berg left.")["Jan Berg"][1] is None
    assert "Major General" not in roles(parser, "A spokesman, Major General Jan Berg, left.")


def test_field_is_whole(parser: Parser) -> None:
    """The Horn of Africa is one field."""
    title = roles(parser, "The UN's special envoy for the Horn of Africa, Pia Lund, resigned.")
    assert title["Pia Lund"][0] == "special envoy for the Horn of Africa"


def test_where_one_is_met_is_no_employer(parser: Parser) -> None:
    """Who is met at an embassy does not belong to it."""
    assert roles(parser, "She met Jan Novak at the Polish embassy in Oslo.") == {}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("OSLO — President Pia Lund of Norway sacked five people. Labour Minister Jan Berg keeps his post.",
         "Norway"),
        ("President Pia Lund of Norway and President Mara Novak of Poland met. Labour Minister Jan Berg left.",
         None),
        ("Norway's parliament toppled the government of Prime Minister Jan Berg on Monday.", "Norway"),
    ],
)  # fmt: skip
def test_ministers_of_one_country(parser: Parser, text: str, whom: str | None) -> None:
    """Ministers serve the country whose president or parliament the text tells of, where it is one."""
    assert roles(parser, text)["Jan Berg"][1] == whom


def test_a_hyphened_post_needs_the_name_in_commas(parser: Parser) -> None:
    """ "Asked about the secretary-general, Pia Lund smiled": she is somebody else."""
    assert roles(parser, "Asked about the secretary-general, Pia Lund smiled.") == {}
