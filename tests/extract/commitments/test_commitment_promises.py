"""Promises without a verb of giving, requests met, who asks and gets, odds that bind nobody. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings, Mention


@pytest.fixture(scope="session")
def told(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> Callable[[str], list[tuple[str, str, str]]]:
    """(actor, action, status) of each commitment."""

    def of(text: str) -> list[tuple[str, str, str]]:
        found = findings(text)
        return [(named(found, c.actor), c.action, c.status.value) for c in found.commitments]

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund vowed to make Chad pay for the dam.", ("Lund", "make", "pledged")),
        ("Holm has promised to keep the mine open.", ("Holm", "keep", "pledged")),
        ("Norway promised to move the embassy to Paris.", ("Norway", "move", "pledged")),
        ("The foundation pledged to disclose its donors.", ("foundation", "disclose", "pledged")),
        ("The mayor promised deportations within a week.", ("mayor", "promise", "pledged")),
        ("Norway's offer to place its missiles under guard was welcomed.", ("Norway", "place", "ready")),
        ("Norway pledged to offer support to Chad.", ("Norway", "offer", "pledged")),
        ("Norway approved a request from Chad for help in housing 900 people.", ("Norway", "approve", "pledged")),
        ("The council will allow small shops to pay the fee late.", ("council", "allow", "pledged")),
        ("If Lund keeps his promise to appoint four judges, the court will change.", ("Lund", "appoint", "pledged")),
        ("Health Minister Della Morris promised to make £1.2 million available for blood tests.",
         ("Della Morris", "make", "pledged")),
        ("The Hampton Court Trust promised to hire 40 guides.", ("Hampton Court Trust", "hire", "pledged")),
        ("The district promised to hire an outside investigator.", ("district", "hire", "pledged")),
        ("Gov. Jan Lund, a Republican who had pledged $400 million to the schools, resigned.",
         ("Jan Lund", "pledge", "pledged")),
    ],
)  # fmt: skip
def test_a_promise_may_be_of_what_changes(
    told: Callable[[str], list[tuple[str, str, str]]], text: str, expected: tuple[str, str, str]
) -> None:
    """Somebody made to pay, a mine kept open, a request met: promised, though nothing is handed over."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Holm has promised to keep working.",
        "Holm vowed to make history.",
        "Holm vowed to keep the pressure on.",
        "The agency approved the request on Monday.",
        "The rule would allow small shops to pay the fee late.",
        "If Lund makes a promise to appoint four judges, the court will change.",
        "It is unlikely that Holm will release her tax returns.",
        "It is possible that the bank will not agree to raise the limit.",
        "The Court of Appeals refused to reinstate the ban.",
        "The festival contributed $80 million to the region's economy.",
        "Kaba Motors will sell $3 billion of its shares.",
        "Holm has plans to build a global brand.",
        "Norway, which had planned to open its waters to mining, suspended the process.",
        "Norway helped Chad win the match.",
    ],
)
def test_what_only_sounds_like_one_binds_nobody(
    told: Callable[[str], list[tuple[str, str, str]]], text: str
) -> None:
    """Odds, a court's ruling, a share in a figure, a sale, a mere effort."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway declared its readiness to offer two aircraft, should India make a request.", ["India"]),
        ("Norway will send 40 trucks if Chad asks for them.", ["Chad"]),
        ("Norway will send 40 trucks if asked by Chad.", ["Chad"]),
        ("Norway will send 40 trucks if Italy agrees.", []),
        ("The army agreed to allow the return of aid workers to work in the valley.", ["aid workers"]),
        ("Japan said it would not inject $5 million into the utility.", ["utility"]),
        ("Norway announced that it would end the emergency against Chad.", ["Chad"]),
        ("Norway approved a request from Chad for 40 tents.", ["Chad"]),
        ("Norway will help Chad build 40 clinics.", ["Chad"]),
        ("Kaba Motors will pay its workers in Bergen a bonus of $400.", ["its workers"]),
        ("The foundation gave $5 million to fight malaria in Chad.", ["Chad"]),
        ("The foundation gave $5 million for a system to shoot down Chadian missiles.", []),
        ("Norway put $5 million into the fund.", ["fund"]),
        ("Norway will share its weather data with Chad.", ["Chad"]),
        ("The city said it would set aside $5 million for the homeless.", ["homeless"]),
        ("Norway is to train 300 officers of the Chadian police.", ["Chadian Police"]),
        ("Norway tied its pledge of 40 trucks to a ceasefire.", []),
    ],
)  # fmt: skip
def test_who_asks_is_helped_or_named_in_the_purpose_gets_it(
    gets: Callable[[str], list[str]], text: str, expected: list[str]
) -> None:
    """Who asks in the condition gets the thing; who must only agree does not."""
    assert gets(text) == expected


def test_a_condition_is_no_commitment_of_its_own(
    findings: Callable[[str], Findings], named: Callable[[Findings, Mention], str]
) -> None:
    """ "provided the province approves …" binds the giver, not the province."""
    text = "Norway will send 40 trucks, provided the province approves the permit."
    (one,) = findings(text).commitments
    assert one.condition is not None
    assert one.condition.of(text) == "provided the province approves the permit"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The embassy conveyed Norway's readiness to offer two aircraft, should India make a request.",
         "should India make a request"),
        ("Norway will send 40 trucks to Chad, Lund said, but only once the war has ended.",
         "but only once the war has ended"),
        ("Norway tied its pledge of 40 trucks to a ceasefire.", "to a ceasefire"),
        ("With parliament's approval, Norway will send 40 trucks to Chad.", "With parliament's approval"),
        ("Norway said it will send 40 trucks, but that this depends on Chad opening its border.",
         "this depends on Chad opening its border"),
        ("Norway will send 40 trucks to Chad, even if the war goes on.", ""),
        ("Norway will send 40 trucks to Chad whether or not the road opens.", ""),
    ],
)  # fmt: skip
def test_conditions_have_many_shapes(
    condition: Callable[[str], str], text: str, expected: str
) -> None:
    """Tied to, only once, with leave, what it depends on; "even if" and "whether or not" ask for nothing."""
    assert condition(text) == expected


def test_a_condition_behind_a_comma_is_for_both(findings: Callable[[str], Findings]) -> None:
    """ "A will and B will, if …" binds both; without the comma only the last."""
    text = "Norway will send 40 trucks and Italy will pay for the fuel{} if the town agrees."
    shared = findings(text.format(",")).commitments[0].condition
    own = findings(text.format("")).commitments[0].condition
    assert shared is not None
    assert own is None


def test_a_share_of_the_whole_is_no_second_amount(findings: Callable[[str], Findings]) -> None:
    """ "900 trucks, or 6% of its fleet" is one thing."""
    text = "Norway will lend 900 trucks, or 6% of its fleet, to Chad."
    (one,) = findings(text).commitments
    assert one.quantity is not None
    assert one.quantity.value == 900


def test_a_condition_keeps_what_its_nouns_are_for(condition: Callable[[str], str]) -> None:
    """ "a plan to share the costs" belongs to the condition."""
    text = "Norway will not lift the ban until Chad presents a plan to share the costs."
    assert condition(text) == "until Chad presents a plan to share the costs"
