"""Gifts raised, halved and bounded, requests turned down, and deeds that count by verb and thing together. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings, Mention

Row = tuple[str, str, float | None, str]


@pytest.fixture(scope="session")
def rows(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> Callable[[str], list[Row]]:
    """(actor, words of the thing, amount, status) of each commitment."""

    def of(text: str) -> list[Row]:
        found = findings(text)
        return [
            (named(found, c.actor), c.resource, c.quantity.value if c.quantity else None, c.status.value)
            for c in found.commitments
        ]  # fmt: skip

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana doubled its offer of flood relief for Togo to $60 million.",
         ("Ghana", "flood relief for Togo", 6e7, "ready")),
        ("Norway has tripled its contribution to 150 million euros.", ("Norway", "contribution", 1.5e8, "pledged")),
        ("Norway increased its aid from $2 million to $4 million.", ("Norway", "aid", 4e6, "pledged")),
        ("Sweden is halving its contribution to the fund.", ("Sweden", "contribution", None, "withdrawn")),
        ("Denmark is not willing to go beyond 40 billion euros unless Chad pays.",
         ("Denmark", "money", 4e10, "refused")),
        ("Denmark is prepared to go up to $4 million if Chad pays.", ("Denmark", "money", 4e6, "ready")),
        ("Norway has ruled out any participation in the mission.",
         ("Norway", "participation in mission", None, "refused")),
        ("Kenya turned down a request to lend trucks.", ("Kenya", "trucks", None, "refused")),
        ("Norway rejected calls to send 40 trucks.", ("Norway", "trucks", 40, "refused")),
        ("Ghana rejected calls from Chad to pay $5 million into the fund.", ("Ghana", "money", 5e6, "refused")),
        ("Brazil offered to host a summit in Oslo if Chad attends.", ("Brazil", "summit in Oslo", None, "ready")),
        ("Norway will pay for an interpreter.", ("Norway", "interpreter", None, "pledged")),
        ("France is ready to accept 50 billion euros on condition that Chad signs.",
         ("France", "money", 5e10, "ready")),
        ("Togo would waive landing charges if Chad pays.", ("Togo", "landing charges", None, "pledged")),
        ("Denmark is thinking about sending a dozen dog handlers.", ("Denmark", "dog handlers", 12, "considering")),
        ("Norway was not ready to put a single officer on the ground.",
         ("Norway", "single officer", None, "refused")),
        ("Benin promised to make a disused airfield available to the pilots.",
         ("Benin", "disused airfield", None, "pledged")),
        ("Norway pledged $25 million in grants, two thirds of it for roads.", ("Norway", "grants", 2.5e7, "pledged")),
    ],
)  # fmt: skip
def test_found(rows: Callable[[str], list[Row]], text: str, expected: Row) -> None:
    """A gift that is raised, halved, bounded or turned down names who, what, how much and how firmly."""
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Volvo doubled its profit to $5 million.",
        "Volvo raised its offer for the rival company to $5 million.",
        "Norway will not go beyond words.",
        "Volvo increased its share of the market to 40 percent.",
        "Shares of Volvo will go above $40.",
        "The reporters asked who would pay for the wall.",
        "Norway will make Chad pay for its crimes.",
        "Norway rejected calls for Chad to send trucks.",
        "Brazil hosted a summit in March.",
        "Norway ruled out a penalty.",
    ],
)
def test_not_a_commitment(rows: Callable[[str], list[Row]], text: str) -> None:
    """Profits, bids, words, deeds asked of others and summits held bind nobody to a gift."""
    assert [r for r in rows(text) if r[3] != "refused" or "truck" in r[1]] == []


def test_a_bare_number_counts_what_was_told_just_before(rows: Callable[[str], list[Row]]) -> None:
    """ "Germany is to provide 60 of them": of the trucks; not where something else was counted in between."""
    told = rows("Kenya will lend 20 trucks. Germany is to provide 60 of them.")
    assert told == [("Kenya", "trucks", 20, "pledged"), ("Germany", "trucks", 60, "pledged")]
    torn = rows(
        "Kenya will lend 20 trucks. The camp holds 90 guards. Germany is to provide 60 of them."
    )
    assert torn == [("Kenya", "trucks", 20, "pledged")]


def test_its_offer_is_not_that_of_the_dateline(rows: Callable[[str], list[Row]]) -> None:
    """ "NAIROBI, June 10 (Wire) - Japan …": the city at the head of a wire text offers nothing."""
    told = rows("NAIROBI, June 10 (Wire) - Japan on Monday renewed its offer of tents for Chad.")
    assert [actor for actor, *_ in told] == ["Japan"]


def test_a_headlines_present_tense_is_no_delivery(rows: Callable[[str], list[Row]]) -> None:
    """ "Norway lends Chad 40 trucks" over "will lend Chad 40 trucks if …": one promise; alone it is what it says."""
    head = "Norway sends 40 trucks to Chad"
    body = "Norway will send 40 trucks to Chad if the road is open, its government said."
    assert [row[3] for row in rows(f"{head}\n\n{body}")] == ["pledged"]
    other = "Norway will pay for the road, its government said."
    assert [row[3] for row in rows(f"{head}\n\n{other}")] == ["delivered", "pledged"]
