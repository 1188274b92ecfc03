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
        ("If the plan passes the city will build 400 homes.", "city", Status.PLEDGED, "If the plan passes"),
        ("Once the war ends Norway will send 40 doctors.", "Norway", Status.PLEDGED, "Once the war ends"),
        ("If elected to the Senate Mara Holm will abolish the fee for books.",
         "Mara Holm", Status.PLEDGED, "If elected to the Senate"),
        ("Norway announced that if and when a truce is signed it will send 300 troops.",
         "Norway", Status.PLEDGED, "if and when a truce is signed"),
        ("Norway will send 40 doctors if asked and another 60 if the war goes on.",
         "Norway", Status.PLEDGED, "if asked"),
        ("Norway will not resume its aid while the generals are in power.",
         "Norway", Status.REFUSED, "while the generals are in power"),
        ("Norway is willing to send 300 soldiers under a UN mandate.",
         "Norway", Status.READY, "under a UN mandate"),
        ("The Taliban said they would let girls return to school when the curriculum has been revised.",
         "Taliban", Status.PLEDGED, "when the curriculum has been revised"),
        ("The rebels will release the monks if Chad pays.", "rebels", Status.PLEDGED, "if Chad pays"),
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
        "Norway will open the border to refugees except when the camps are full.",
        "Norway has suspended its aid to Chad until further notice.",
        "Norway has sent aid to Chad while the war went on.",
    ],
)
def test_what_is_left_out_or_when_is_no_condition(
    findings: Callable[[str], Findings], text: str
) -> None:
    """Exceptions, "until further notice", and what merely happens at the time."""
    [made] = findings(text).commitments
    assert made.condition is None


@pytest.mark.parametrize(
    "text",
    [
        "Turkey vowed to eliminate the Kurdish minority.",
        "Lund Hospital said it had admitted 14 people after the fire.",
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


def test_who_broadcasts_a_promise_gains_nothing(findings: Callable[[str], Findings]) -> None:
    """ "Told the broadcaster YLK that it had agreed to spend": the broadcaster gets none of it."""
    text = "Finance Minister Joonas Kettu told the broadcaster YLK that Norway had agreed to spend $3 million on courses."
    [made] = findings(text).commitments
    assert not made.beneficiaries
