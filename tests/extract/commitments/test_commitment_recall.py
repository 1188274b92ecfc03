"""Gifts made, sums agreed to, promises kept or broken, and what an earlier sentence completes. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings, Mention


@pytest.fixture(scope="session")
def bound(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> Callable[[str], list[tuple[str, str, float | None, str]]]:
    """(actor, kind, amount, status) of each commitment."""

    def of(text: str) -> list[tuple[str, str, float | None, str]]:
        found = findings(text)
        return [
            (named(found, c.actor), c.kind.value, c.quantity.value if c.quantity else None, c.status.value)
            for c in found.commitments
        ]  # fmt: skip

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway made four donations totaling $2 million.", ("Norway", "money", 2e6, "delivered")),
        ("Norway will make a donation to the Red Cross.", ("Norway", "money", None, "pledged")),
        ("Senate Democrats have agreed to $2 billion for the dam.",
         ("Senate Democrats", "money", 2e9, "pledged")),
        ("Norway reneged on pledges to give up the missiles.", ("Norway", "weapons", None, "withdrawn")),
        ("Norway made good on a promise to build the dam.", ("Norway", "other", None, "pledged")),
        ("Norway will press ahead with plans to build three dams.", ("Norway", "other", 3, "pledged")),
        ("Japan did not withdraw its pledge of $200 million.", ("Japan", "money", 2e8, "pledged")),
        ("Sweden plans to close down two camps.", ("Sweden", "other", 2, "pledged")),
        ("The European Union has deployed election observers in Zambia.",
         ("European Union", "other", None, "delivered")),
        ("Denmark is considering a contribution of up to 120 troops.",
         ("Denmark", "troops", 120, "considering")),
        ("Norway announced it is providing $100 million in aid to Chad.", ("Norway", "money", 1e8, "pledged")),
    ],
)  # fmt: skip
def test_found(
    bound: Callable[[str], list[tuple[str, str, float | None, str]]],
    text: str,
    expected: tuple[str, str, float | None, str],
) -> None:
    """A gift, a sum, a kept or broken promise names who gives, what, how much and how firmly."""
    assert bound(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway made a contribution to science.",
        "Norway agreed to a truce.",
        "Lund fears for what comes after the withdrawal of NATO troops from the valley.",
        "Chad will leave as soon as a Norwegian force has been sent to Mali.",
    ],
)
def test_look_alikes(
    bound: Callable[[str], list[tuple[str, str, float | None, str]]], text: str
) -> None:
    """Figures of speech, truces, mentions in passing and conditions of others bind nobody."""
    assert [c for c in bound(text) if c[0] != "Chad"] == []


def test_offer_is_taken_back(
    bound: Callable[[str], list[tuple[str, str, float | None, str]]],
) -> None:
    """ "Withdrew the offer" takes back what was offered before, and keeps the first promise."""
    told = bound("Chile had promised 40 million euros in 2023 but withdrew the offer last autumn.")
    assert told == [("Chile", "money", 4e7, "pledged"), ("Chile", "money", 4e7, "withdrawn")]


def test_more_of_the_same(findings: Callable[..., Findings]) -> None:
    """ "5,000 more" are of the thing before, and the condition is its own."""
    text = "Norway said it had sent 3,000 tents to Niger and would send 5,000 more if the border reopened."
    found = findings(text)
    assert [c.resource for c in found.commitments] == ["tents", "tents"]
    assert [c.condition is not None for c in found.commitments] == [False, True]


def test_range_is_one_gift(
    bound: Callable[[str], list[tuple[str, str, float | None, str]]],
) -> None:
    """ "Between $10 million and $25 million" is one gift."""
    assert len(bound("Norway gave between $10 million and $25 million to the Red Cross.")) == 1


def test_candidate_binds_himself(
    bound: Callable[[str], list[tuple[str, str, float | None, str]]],
) -> None:
    """What was promised on the campaign trail binds the candidate, not yet the country."""
    text = "President Donald Trump vowed in his campaign to build three dams."
    assert [c[0] for c in bound(text)] == ["Donald Trump"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway will not lift the embargo until Chad pays its debt.", ["Chad"]),
        ("Norway withdrew its peacekeepers from a camp in Chad.", ["Chad"]),
        (
            "The council will spend $8 million for repairs and staff at Chad airport.",
            ["Chad airport"],
        ),
        ("Norway will build homes and cut fees for poor families.", ["poor families"]),
        ("Norway suspended aid to a relief group known as the Blue Vests.", ["Blue Vests"]),
        ("Norway promised to double its aid to $9 million, but not a cent would go to Chad.", []),
    ],
)
def test_for_whom(gets: Callable[[str], list[str]], text: str, who: list[str]) -> None:
    """Who gains stands in the condition, inside the place or purpose, or behind joined verbs; never in a denial."""
    assert gets(text) == who


def test_exclusion_belongs_to_the_gift(findings: Callable[..., Findings]) -> None:
    """ "Officials who asked not to be named" leave nothing out of the gift."""
    text = "Norway considers sending 90 troops to Chad, said officials who asked not to be named."
    (commitment,) = findings(text).commitments
    assert commitment.exclusion is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Norway will send 90 doctors should the parliament agree.", "should the parliament agree"),
        ("Norway will return $5 million in cases where the firm broke its word.",
         "in cases where the firm broke its word"),
    ],
)  # fmt: skip
def test_condition_without_if(findings: Callable[..., Findings], text: str, condition: str) -> None:
    """An inverted verb and "in cases where" make conditions too."""
    (commitment,) = findings(text).commitments
    assert commitment.condition is not None
    assert commitment.condition.of(text) == condition
