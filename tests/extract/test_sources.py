"""Which of those without a name are actors: sources, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract import built_in, extract
from graph.model import ActorKind, Document, Findings
from graph.parse import Parser, annotate

Find = Callable[[str], Findings]


@pytest.fixture(scope="module")
def find(parser: Parser) -> Find:
    """What the rules find in a text of ours."""
    extractors = built_in("fast")

    def of(text: str) -> Findings:
        reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
        return extract(reading, extractors)

    return of


def nameless(findings: Findings) -> set[str]:
    """The actors without a name."""
    return {e.name for e in findings.entities if e.kind is ActorKind.UNNAMED and not e.idle} | {
        e.name
        for e in findings.entities
        if e.kind is ActorKind.GROUP and not e.members and e.cardinality is None
    }


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A senior official said the talks had failed.", "a senior official"),
        (
            "Two people familiar with the talks said a deal was near.",
            "two people familiar with the talks",
        ),
        ("Residents said the water smelled.", "residents"),
        ("Analysts expect a cut in June.", "analysts"),
        ("Police said the road was closed.", "police"),
        ("A man told the court that he had seen smoke.", "a man"),
        ("The driver said that the road was icy.", "driver"),
        ("The move is legal, according to a spokesman for the port.", "a spokesman for the port"),
        ("Officials on Tuesday said the port was shut.", "officials"),
        ("Parking: Councillors said on Tuesday that the plan was dead.", "councillors"),
        ("Residents of Mill Lane said that the bins were full.", "residents of Mill Lane"),
        ("The driver says the road was icy.", "driver"),
        (
            "The council met on Monday, with two harbour pilots warning that the pier was unsafe.",
            "two harbour pilots",
        ),
        ("Bernt Moen left on Monday. His lawyer said he was ill.", "Bernt Moen's lawyer"),
    ],
)
def test_an_unnamed_source_is_an_actor_with_its_words(find: Find, text: str, source: str) -> None:
    """Somebody definite whom the writer did not name; a name stands in the place of a pronoun."""
    assert source in nameless(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Many people say that it is too late.",
        "Voters want lower taxes.",
        "No official said so.",
        "“My friends say that I am mad,” said Ada Vik.",
        "Coach sacked hours after row, club says",
        "Ada Vik told reporters that she would stay.",
        "Ada Vik praised the firefighters.",
        "The board, Ada Vik said, can find another coach.",
        "Ada Vik said that a politician should keep her word.",
        "The law gives waivers to schools, and the secretary tells them so each year.",
        "“I have no plans,” said Ada Vik, a director of the port and a Republican who once led it.",
        "About twice as many voters said that the tax was fair.",
        "Council sacks coach, fan says\n\nThe council met in Oslo on Monday.",
        "The capital's new mayor said no on Monday. “It is late,” Mayor Ada Vik told a crowd.",
        "Ada Vik still needs the donors supporting Ola Lund.",
        "Ada Vik taught English at a school in Oslo.",
        "Ada Vik met a doctor in Oslo on Friday.",
        "Some people would say that Ada Vik is lazy.",
        "Ada Vik thanked friends and colleagues.",
        "Ada Vik said that leaders must act and that countries should pay.",
    ],
)
def test_a_generic_noun_is_no_actor(find: Find, text: str) -> None:
    """Nobody in particular, somebody to whom or of whom something is said, or a headline's bare noun."""
    assert nameless(find(text)) == set()


def test_what_nobody_in_particular_says_is_kept_with_its_words(find: Find) -> None:
    """The statement stays, with the words for its speaker."""
    found = find("Many people say that it is too late.").statements
    assert [s.speaker.text for s in found if s.speaker] == ["Many people"]


def test_a_group_of_something_named_is_an_actor(find: Find) -> None:
    """EU leaders and 26 countries are groups; leaders and other countries are nobody."""
    text = "EU leaders met in Oslo. Leaders of 26 countries came. Other countries stayed away."
    names = {e.name for e in find(text).entities if e.kind is ActorKind.GROUP}
    assert "EU leaders" in names
    assert "26 countries" in names
    assert "other countries" not in names


def test_two_posts_before_one_name_are_one_speaker(find: Find) -> None:
    """ "Author and journalist Carla Emmen" says it once."""
    found = find("German author and journalist Carla Emmen said the law was late.")
    speakers = [s.speaker for s in found.statements]
    names = {e.key: e.name for e in found.entities}
    assert [names.get(s.entity) for s in speakers if s] == ["Carla Emmen"]


def test_who_may_be_told_of_elsewhere_is_definite(find: Find) -> None:
    """Somebody definite of whom other texts may tell is kept apart (`idle`); "people", "man" and "a bankers'" are nobody."""
    text = (
        "The driver fled to Oslo. Some people like man and boat. A bankers' meeting was held in Bergen. "
        "Critics like it."
    )
    findings = find(text)
    idle = {e.name for e in findings.entities if e.idle}
    assert not nameless(findings)
    assert any("driver" in name for name in idle)
    assert not {"people", "man", "some people"} & idle
    assert not any("bankers" in name for name in idle)
