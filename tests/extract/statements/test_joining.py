"""Rules and tagger joined: where a content ends, whose next words are, what is no statement. Own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Statement

Read = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def read(accurate: Callable[[str], list[Statement]]) -> Read:
    """Text in, content by cue out, profile `accurate`."""

    def of(text: str) -> dict[str, str]:
        return {
            " ".join(s.of(text) for s in each.cue): " … ".join(s.of(text) for s in each.content)
            for each in accurate(text)
        }

    return of


def test_a_cue_inside_a_quotation_takes_nothing_from_who_is_quoted(read: Read) -> None:
    """ "We are now calling on them" belongs to the speaker's words, to the last of them."""
    text = (
        "“We have paid for the port for years,” he said. “And the town has lived well with it. But there are "
        "firms that leave and we are now calling on them to stay in Oslo.”"
    )
    assert read(text)["said"].endswith("calling on them to stay in Oslo.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Lind insisted that he has “expanded the port,” claiming that he is liked by all ships of the north.",
            {
                "insisted": "he has “expanded the port,”",
                "claiming": "he is liked by all ships of the north",
            },
        ),
        (
            "He did say he found the pier “rather pretty” and called its price for Oslo “a scandal.”",
            {
                "did say": "he found the pier “rather pretty”",
                "called": "its price for Oslo “a scandal.”",
            },
        ),
    ],
)
def test_what_is_said_next_is_a_statement_of_its_own(
    read: Read, text: str, said: dict[str, str]
) -> None:
    """A participle or a second verb begins another statement of the same speaker."""
    found = read(text)
    assert {cue: content for cue, content in found.items() if cue in said} == said


def test_a_concession_is_not_the_whole_of_what_was_said(read: Read) -> None:
    """ "Although …" is kept with the main clause behind it."""
    text = (
        "The mayor said that, although “we have not seen any sign from the ministry that it wants to build the "
        "port,” he remained convinced that it would come."
    )
    assert read(text)["said"].endswith("he remained convinced that it would come")


def test_the_words_before_a_quotation_belong_to_its_clause(read: Read) -> None:
    """The quotation alone would have no subject."""
    text = (
        "“The ice is thin,” Lind told a rally, saying that Moen would “close the port for good.”\n\n"
        "“I have seen it. But I tell you what. It will not be.”"
    )
    assert read(text)["saying"].startswith("Moen would “close the port for good")


def test_occasion_and_medium_are_no_part_of_what_is_called_for(read: Read) -> None:
    """A letter on a Thursday is how and when it was said."""
    found = read("Ada Lind called for more money for the port in a statement on Thursday.")
    assert [content.removeprefix("for ") for content in found.values()] == [
        "more money for the port"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks concluded with no progress.",
        "Plans raise questions about the port.",
        "The move raised concerns in Oslo.",
    ],
)
def test_an_outcome_or_an_effect_is_no_statement(read: Read, text: str) -> None:
    """Nobody says anything. Counter-example in the next test."""
    assert read(text) == {}


def test_who_raises_questions_says_something(read: Read) -> None:
    """A person does, a move does not."""
    assert read("Ada Lind raised questions about the plan.") == {"raised questions": "the plan"}


@pytest.mark.parametrize(
    "speaker", ["Norwegian Trade Minister Ada Lind", "Kenyan Minister Moses Otieno"]
)
def test_a_relative_clause_does_not_take_the_speaker(
    fast: Callable[[str], list[Statement]], speaker: str
) -> None:
    """The parser makes the name the subject of the relative clause's verb; it is the speaker all the same."""
    text = f'"The port is old," said {speaker}, who co-hosted the talks with Sweden. "It needs a pier."'
    assert [s.speaker.text if s.speaker else None for s in fast(text)] == [speaker]
