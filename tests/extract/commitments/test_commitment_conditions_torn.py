"""Promises that their own condition tears apart: before "to", between helper and verb, before the main clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings, Status


@pytest.mark.parametrize(
    ("text", "actor", "status", "expected"),
    [
        ("Oslo is ready, once a truce holds, to send 300 troops to Mali.",
         "Norway", Status.READY, "once a truce holds"),
        ("Norway has offered, if asked, to send 300 troops to Mali.",
         "Norway", Status.READY, "if asked"),
        ("Ethiopia was willing, if Eritrea agreed, to withdraw its forces from the border town.",
         "Ethiopia", Status.READY, "if Eritrea agreed"),
        ("Mara Holm has promised that, should she lose, she would give the $3 million to a food bank.",
         "Mara Holm", Status.PLEDGED, "should she lose"),
        ("Jonas Lund told the crowd that he would, if they elected him, give every family $1,000.",
         "Jonas Lund", Status.PLEDGED, "if they elected him"),
        ("I announce that if elected an incoming Labor government will double the number of nurses to 10,000.",
         "Labor", Status.PLEDGED, "if elected"),
        ("If re-elected, we will reduce the fee for books.", "we", Status.PLEDGED, "If re-elected"),
        ("Prime Minister Kevin Holm has pledged to fast-track the housing law if Labor is re-elected.",
         "Kevin Holm", Status.PLEDGED, "if Labor is re-elected"),
        ("The minister told the house that, were the vote to pass, Norway would pay $40 million to the miners.",
         "Norway", Status.PLEDGED, "were the vote to pass"),
        ("Turkey will not lift the ban on Togolese cocoa without a written apology.",
         "Turkey", Status.REFUSED, "without a written apology"),
        ("Sweden said it would contribute another 5 million kronor, on one condition: that the accounts are published.",
         "Sweden", Status.PLEDGED, "on one condition: that the accounts are published"),
        ("Mara Holm has said she will not lift the ban until she sees Chad do all it can to find the missing sailors.",
         "Mara Holm", Status.REFUSED, "until she sees Chad do all it can to find the missing sailors"),
        ("Malta said it would release the money if the work was put out to tender again.",
         "Malta", Status.PLEDGED, "if the work was put out to tender again"),
    ],
)  # fmt: skip
def test_the_promise_and_its_condition_are_found(
    findings: Callable[[str], Findings],
    named: Callable[..., str],
    text: str,
    actor: str,
    status: Status,
    expected: str,
) -> None:
    """Who promises, how firmly, and on which condition, wherever the condition stands."""
    found = findings(text)
    [made] = found.commitments
    assert actor in named(found, made.actor)
    assert made.status is status
    assert made.condition is not None and made.condition.of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway will wait, if Chad is asked, to see the report.",
        "Holm left the hall, when the vote was lost, to send a letter to Chad.",
        "Norway, unless asked to send troops, stays away.",
    ],
)
def test_what_stands_behind_an_aside_is_not_always_promised(
    findings: Callable[[str], Findings], text: str
) -> None:
    """A "to" behind a condition carries on a promise only where a word of promising stands before it."""
    assert not findings(text).commitments
