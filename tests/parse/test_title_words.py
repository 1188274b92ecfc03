"""Words of posts, headings and peoples that are no names of persons or bodies."""

from __future__ import annotations

import pytest

from graph.extract import built_in, extract
from graph.model import ActorKind, Document, Entity, Findings
from graph.parse import Parser, annotate


def find(parser: Parser, text: str) -> Findings:
    """What the rules find in a text of ours."""
    reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    return extract(reading, built_in("fast"))


def named(findings: Findings, *kinds: ActorKind) -> set[str]:
    """Names of the entities of these kinds."""
    return {e.name for e in findings.entities if e.kind in kinds}


def of(findings: Findings, name: str) -> Entity:
    """The entity of this name."""
    return next(e for e in findings.entities if e.name == name)


def test_the_minister_for_labour_is_of_no_party(parser: Parser) -> None:
    """ "Labour Minister Aiko Mori" has a portfolio, "Labour MP Jo Vane" a party."""
    roles = find(parser, "Labour Minister Aiko Mori said no. Labour MP Jo Vane said yes.").roles
    of_party = {r.person.text for r in roles if r.organisation and "Labour" in r.organisation.text}
    assert "Aiko Mori" not in of_party
    assert "Jo Vane" in of_party


def test_a_heading_in_capitals_is_nobody(parser: Parser) -> None:
    """A press release is no person, whatever first names there are."""
    text = "PRESS RELEASE\n\nThe port of Oslo was shut on Monday, Ada Vik said."
    assert named(find(parser, text), ActorKind.PERSON) == {"Ada Vik"}


@pytest.mark.parametrize(
    ("text", "body", "post"),
    [
        ("“No,” said HLT Executive Director Ada Vik.", "HLT", "Executive Director"),
        ("Union Food Minister Asha Sen said no.", None, "Union Food Minister"),
    ],
)
def test_the_first_words_of_a_post_are_no_body(
    parser: Parser, text: str, body: str | None, post: str
) -> None:
    """ "HLT Executive" and "Union Food" are parts of what somebody is."""
    findings = find(parser, text)
    assert named(findings, ActorKind.ORGANISATION) <= {body}
    assert [r.title for r in findings.roles] == [post]


def test_a_people_is_no_person(parser: Parser) -> None:
    """ "Welsh" alone is nobody; "Irma Welsh" and then "Welsh" is one person."""
    alone = find(parser, "Welsh said on Tuesday that the bridge was shut.")
    assert not named(alone, ActorKind.PERSON)
    both = find(parser, "Irma Welsh left Oslo. Welsh said that the bridge was shut.")
    assert len(of(both, "Irma Welsh").mentions) == 2


def test_a_headlines_noun_is_who_holds_that_post(parser: Parser) -> None:
    """The coach of the headline is the head coach of the first sentence, and "he" is that one."""
    text = (
        "Coach sacked after row\n\n"
        "Oslo United have parted company with head coach Ola Lund, the club said on Sunday, hours after he called the "
        "players lazy."
    )
    findings = find(parser, text)
    assert not named(findings, ActorKind.UNNAMED)
    assert {s.of(text) for s in of(findings, "Ola Lund").mentions} >= {"Coach", "Ola Lund", "he"}


def test_a_headlines_noun_has_no_pronouns(parser: Parser) -> None:
    """Of whom a headline tells is not known before the text does: "he" is who sings."""
    text = "Man jailed for arson\n\nOla Lund sang in Oslo on Monday. He said the song was his own."
    findings = find(parser, text)
    assert len(of(findings, "Ola Lund").mentions) >= 2


def test_two_posts_before_a_name_are_the_persons(parser: Parser) -> None:
    """ "CIA director and secretary of state designate Ada Vik" is one person."""
    findings = find(parser, "CIA director and secretary of state designate Ada Vik went to Oslo.")
    assert not named(findings, ActorKind.UNNAMED)
