"""Whom "who" stands for, and a pronoun behind a colon. Own sentences, profile `accurate`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.statements import StatementExtractor
from graph.model import Act, Document, Findings, Statement
from graph.parse import Parser, annotate

Read = Callable[[str], list[Statement]]


def _said_by(statements: list[Statement], text: str, words: str) -> str | None:
    """Who says what begins with these words."""
    found = [s for s in statements if s.content[0].of(text).startswith(words)]
    (speaker,) = {s.speaker.text if s.speaker else None for s in found}
    return speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The bill angered campaigners in Nairobi, who say it will drive doctors abroad.",
            "it will",
            "campaigners",
        ),
        (
            "The plan is opposed by opposition lawmakers in Oslo, who have called it a waste of money.",
            "it a waste",
            "opposition lawmakers",
        ),
        (
            "He wrote to the mayor of Bergen, who replied that nothing had been decided.",
            "nothing",
            "the mayor of Bergen",
        ),
        (
            "It was welcomed by doctors at the Royal Hospital, who had complained that beds were full.",
            "beds",
            "doctors",
        ),
        (
            "Aides to Maria Prewitt, who said she would run, were pleased.",
            "she would",
            "Maria Prewitt",
        ),
        (
            "The letter was signed by lawyers for Vantor, who claim the fine is unlawful.",
            "the fine",
            "lawyers",
        ),
        (
            "Erik Moen, the man who police say killed her, is still at large.",
            "killed",
            "police",
        ),
        (
            "The vice-chancellor of the University of Lund said the strike was illegal.",
            "the strike",
            "The vice-chancellor of the University of Lund",
        ),
        (
            "One of the lawyers, who asked not to be named, said the judge was biased.",
            "the judge",
            "One of the lawyers",
        ),
        (
            "He was stopped by the police in Oslo, who said the road was safe.",
            "the road",
            "the police",
        ),
        ("A statement from the club read: “Ada is staying.”", "Ada is", "the club"),
        ("The minister flew to Ankara, which has said it will not sign.", "it will", "Ankara"),
    ],
)
def test_who_is_a_person_of_the_phrase_not_its_place(
    accurate: Read, text: str, words: str, speaker: str
) -> None:
    """ "Who" stands for people, and of whom others say something says nothing; "which" may stand for a capital."""
    assert _said_by(accurate(text), text, words) == speaker


def test_a_pronoun_behind_a_colon_is_the_subject_before_it(parser: Parser) -> None:
    """Of two women named the one whose clause the colon ends goes on."""
    text = "Ada Lind likes the pact. Maria Berg is less sure: she says it will fail."
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    found = list(StatementExtractor()(reading, Findings(document=document)))
    last = next(s for s in found if s.content[0].of(text) == "it will fail")
    assert last.speaker is not None
    assert last.speaker.entity is not None
    assert reading.entities[last.speaker.entity].name == "Maria Berg"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Amnesty International was among those who welcomed the ruling. In a statement, it said justice had been "
            "done.",
            "Amnesty International",
        ),
        (
            "Pupils will sit fewer exams under the plan, which Downing Street insists is sound. In a statement, it said "
            "the costs would be met.",
            "Downing Street",
        ),
        (
            "The fire at the plant killed two people. In a statement, it said the cause was not known.",
            None,
        ),
    ],
)
def test_who_writes_a_statement_is_the_body_before(
    accurate: Read, text: str, name: str | None
) -> None:
    """The one body that is a subject in the sentence before has written it; a fire writes nothing."""
    last = accurate(text)[-1]
    assert last.speaker is not None
    assert (last.speaker.text if last.speaker.entity is not None else None) == name


def test_three_persons_in_a_row_all_speak(accurate: Read) -> None:
    """The parser takes the second for an apposition of the first."""
    found = accurate("Ada Lind, Erik Moen and Maria Berg said they would vote no.")
    assert [s.speaker.text for s in found if s.speaker] == ["Ada Lind", "Erik Moen", "Maria Berg"]


INTERVIEW = """Oslo: Minister Erik Moen said on Friday that the port would close.

Sources said a team would travel to Lund.

The unions were not impressed.

Nobody else was asked.

Former ambassador Ada Lind, who wrote the first pact, spoke to The Lund Courier.

Q: Is December realistic?

A: I doubt it. Both have promised that for six years now.

Q: What should Norway do?

A: It should wait until the vote is over.
"""


def test_a_is_who_is_introduced_and_a_dateline_is_no_turn(accurate: Read) -> None:
    """Who "spoke to the Courier" answers; nobody tells who asks, and the town before the report says nothing."""
    found = [s for s in accurate(INTERVIEW) if s.level == 0]
    assert "Oslo" not in {s.speaker.text for s in found if s.speaker}
    asked = [s for s in found if s.content[0].of(INTERVIEW).startswith("Is December")]
    answered = [s for s in found if s.content[0].of(INTERVIEW).startswith("I doubt")]
    assert [s.speaker for s in asked] == [None]
    assert all(s.speaker is not None and s.speaker.entity is not None for s in answered)


def test_who_disagrees_does_not_reject_his_own_reason(accurate: Read) -> None:
    """Behind "disagrees:" stands what he holds."""
    text = "Erik Moen likes the pact. Maria Berg disagrees: she thinks that it will fail."
    acts = {s.act for s in accurate(text) if "it will fail" in s.content[0].of(text)}
    assert acts == {Act.BELIEVE}
    text = "Berg disagrees: the pact is dead."
    assert [s.act for s in accurate(text)] == [Act.SAY]


def test_who_says_nothing_is_no_speaker(accurate: Read) -> None:
    """ "Has said nothing" tells nothing."""
    assert not accurate("Okafor himself has said nothing.")


def test_an_outlet_does_not_say_a_name(fast: Read) -> None:
    """ "Lind, who leads them, was quoted by the Post as saying …": what Lind says is told, not who she is."""
    text = "Trade chief Ada Lind, who is leading the talks, was quoted by Politico as saying that India was late."
    contents = [s.content[0].of(text) for s in fast(text)]
    assert "India was late" in contents
    assert not any(c.endswith("leading the talks") for c in contents)


def test_the_name_behind_a_post_speaks(accurate: Read) -> None:
    """A post in capitals is no name: the union's General Secretary is Ada Lind."""
    (statement,) = accurate("The union's General Secretary, Ada Lind, said it would strike.")
    assert statement.speaker is not None
