"""Conditions that the parser hangs elsewhere, that go on in a list, or that the next sentence adds. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will send 600 police officers to the region should talks with the miners fail.",
         "should talks with the miners fail"),
        ("Norway will give Chad 40 trucks, but only after its parliament signs off on the budget.",
         "only after its parliament signs off on the budget"),
        ("Malta would allow the ship to dock if other states agree to share the refugees, a minister said.",
         "if other states agree to share the refugees"),
        ("The European Union's offer of 2 million euros for Serbia is linked to a new law on judges.",
         "linked to a new law on judges"),
        ("Bosnia will not lift the ban until Serbia pays the fine, frees the drivers and reopens the bridge.",
         "until Serbia pays the fine, frees the drivers and reopens the bridge"),
        ("Norway will send 40 tents if Chad agrees, as it has promised, to open its border.",
         "if Chad agrees, as it has promised, to open its border"),
        ("Chad will release the six drivers if their families agree, and if the prosecutor does not object.",
         "if their families agree, and if the prosecutor does not object"),
        ("Norway offered to invest $40 million in the port in exchange for a seat on the board, a share of the profits and a say.",
         "in exchange for a seat on the board, a share of the profits and a say"),
        ("Washington, the envoy said, would ease the sanctions if Chad lets inspectors in.",
         "if Chad lets inspectors in"),
        ("If the vote is won Norway will send 40 tents to Chad.", "If the vote is won"),
        ("Oslo will not lift its embargo until the release of all political prisoners.",
         "until the release of all political prisoners"),
        ("Oslo will not lift its embargo until the autumn.", ""),
        ("Norway will send aid to Chad as long as it can keep the port open.",
         "as long as it can keep the port open"),
        ("Oslo is prepared to add $5 million, a person close to the talks said on condition of anonymity.",
         ""),
        ("Norway sent 40 tents to Chad once more.", ""),
    ],
)  # fmt: skip
def test_a_condition_is_found_where_the_parser_lost_it(
    condition: Callable[[str], str], text: str, expected: str
) -> None:
    """A mark opens it, a list or an aside carries it on; how something was told is none."""
    assert condition(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has pledged 60 buses. But only if parliament approves the budget.",
         "only if parliament approves the budget"),
        ("Norway has pledged 60 buses. That depends, however, on a vote in parliament, Lund said.",
         "depends, however, on a vote in parliament"),
        ("Norway has pledged 60 buses. The only condition is that Chad repairs the road.",
         "Chad repairs the road"),
        ("Norway has pledged 60 buses. The minister made the offer conditional on a vote.",
         "conditional on a vote"),
        ("Norway has pledged 60 buses. The sum depends on a vote.", "depends on a vote"),
        ("Norway has pledged 60 buses. If Chad pays, too.", "If Chad pays, too"),
        ("Norway has pledged 60 buses. Chad depends on aid.", ""),
    ],
)  # fmt: skip
def test_the_next_sentence_adds_a_condition(
    findings: Callable[..., Findings], text: str, expected: str
) -> None:
    """What was promised before depends on it, and the evidence reaches to its end."""
    (commitment,) = findings(text).commitments
    told = commitment.condition
    assert (told.of(text) if told else "") == expected
    assert told is None or commitment.evidence.contains(told)


def test_who_must_approve_gets_nothing(gets: Callable[[str], list[str]]) -> None:
    """A body named in a condition of approval is no beneficiary."""
    assert (
        gets("Norway will spend $14 million on a new ward, subject to World Bank approval.") == []
    )


def test_what_is_promised_next_is_no_part_of_the_condition(
    findings: Callable[..., Findings],
) -> None:
    """ "will" of the same subject opens the next promise."""
    text = "Norway will send 40 tents if Chad agrees and will train 200 police officers in Mali."
    condition = findings(text).commitments[0].condition
    assert condition is not None
    assert condition.of(text) == "if Chad agrees"
