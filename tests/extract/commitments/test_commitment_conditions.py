"""On what a commitment depends, where the words end, and which commitment they are of. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings


@pytest.mark.parametrize(
    "text",
    [
        "The government said it would build 300 clinics.",
        "The ministry said the government would donate 40 trucks to Chad.",
        "The military said its government will send 300 troops to Mali.",
    ],
)
def test_a_government_that_speaks_of_itself_is_read(
    findings: Callable[..., Findings], text: str
) -> None:
    """Where the speaker is a government too, whose it is cannot be told by the speaker."""
    (commitment,) = findings(text).commitments
    assert commitment.actor.entity is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway offered to send doctors to Chad on condition that the U.S. lifts its embargo.",
         "on condition that the U.S. lifts its embargo"),
        ("Norway will send 40 tents to Chad in exchange for $5,000 and two boats.",
         "in exchange for $5,000 and two boats"),
        ("Norway will give Chad $5 million, subject to approval by parliament and the central bank.",
         "subject to approval by parliament and the central bank"),
        ("Norway will send 40 tents to Chad, provided that the regulator, Vakt, lets it recover a part of the cost.",
         "provided that the regulator, Vakt, lets it recover a part of the cost"),
        ("Norway will deploy 400 soldiers once there is a truce to prevent rebels from attacking Chad again.",
         "once there is a truce"),
        ("The rebels refused to release the six drivers until a ransom was paid.",
         "until a ransom was paid"),
        ("Oslo suspended its aid to Mali until the election was held.", "until the election was held"),
        ("Oslo suspended its aid to Mali until the end of the year.", ""),
        ("Norway will support Mali for as long as it takes.", ""),
        ("Norway will send 40 tents to Chad as soon as possible.", ""),
        ("After long negotiations, Norway agreed to send 40 tents to Chad.", ""),
        ("Norway will send 40 tents to Chad after a truce.", "after a truce"),
        ("Norway announced that it would replace two engines before the tour began.", ""),
    ],
)  # fmt: skip
def test_a_condition_ends_where_its_words_end(
    condition: Callable[[str], str], text: str, expected: str
) -> None:
    """Points in names and sums end nothing, joined words belong to it; how soon and when agreed are none."""
    assert condition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway will send 40 tents and train 200 policemen if Chad agrees.", [True, True]),
        ("Norway will send 40 tents to Chad, and Mali will pay $5 million in exchange for fish.",
         [False, True]),
        ("Norway will pay $5 million to schools in Chad, but the money is subject to a vote in parliament.",
         [True]),
    ],
)  # fmt: skip
def test_a_condition_stands_with_what_it_governs(
    findings: Callable[..., Findings], text: str, expected: list[bool]
) -> None:
    """One subject's joined deeds share it; another subject's deed keeps its own."""
    assert [c.condition is not None for c in findings(text).commitments] == expected
