"""What became of a promise, shares told with "respectively", and whose words they are. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings, Mention, ResourceKind, Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Canada withdrew the promise to send 40 trucks to Mali.", Status.WITHDRAWN),
        ("Canada broke its promise to resettle 2,000 refugees.", Status.WITHDRAWN),
        ("Canada said it had dropped its plan to send 40 tanks to Mali.", Status.WITHDRAWN),
        ("Canada kept its promise to send 40 trucks to Mali.", Status.DELIVERED),
        ("Canada will keep its promise to send 40 trucks to Mali.", Status.PLEDGED),
        ("Italy has not decided whether to pay into the fund.", Status.CONSIDERING),
        ("Chad will not withdraw its troops from Mali.", Status.REFUSED),
    ],
)
def test_what_becomes_of_a_promise(
    findings: Callable[..., Findings], text: str, status: Status
) -> None:
    """Taken back, kept, still open: the verb above the promise tells."""
    (commitment,) = findings(text).commitments
    assert commitment.status is status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway and Denmark pledged 75 and 26 million euros respectively.",
         [("Norway", 75e6), ("Denmark", 26e6)]),
        ("France, Italy and Spain will send 300, 200 and 150 soldiers respectively to Mali.",
         [("France", 300), ("Italy", 200), ("Spain", 150)]),
        ("Norway will give $5 million and $3 million to Chad and Mali respectively.",
         [("Norway", 5e6), ("Norway", 3e6)]),
    ],
)  # fmt: skip
def test_each_has_its_own_amount(
    findings: Callable[..., Findings],
    named: Callable[[Findings, Mention], str],
    text: str,
    expected: list[tuple[str, float]],
) -> None:
    """Amounts in a row belong to the actors, or to the receivers, in the same order; they are no totals."""
    found = findings(text)
    told = [(named(found, c.actor), c.quantity and c.quantity.value) for c in found.commitments]
    assert told == expected
    assert not any(c.is_total for c in found.commitments)


def test_an_offer_that_is_turned_down_is_not_of_who_declines(
    findings: Callable[..., Findings],
) -> None:
    """ "its offer" of who turns it down would name the wrong giver."""
    assert not findings("Chad turned down its offer of tents.").commitments


def test_an_offer_is_of_the_nearest_subject(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> None:
    """ "its" is who withdraws the offer, not who confirms it."""
    text = "Norway withdrew its offer of two field hospitals last week, the Bank of Chad confirmed."
    found = findings(text)
    (commitment,) = found.commitments
    assert (named(found, commitment.actor), commitment.status) == ("Norway", Status.WITHDRAWN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway will send engineers, not money.", ResourceKind.OTHER),
        ("The mayor of Oslo will open six police stations.", ResourceKind.OTHER),
        ("Leeds City Council will make 20 buses available to the school.", ResourceKind.VEHICLES),
        ("Norway agreed a $5 million loan to Chad.", ResourceKind.MONEY),
    ],
)
def test_the_kind_is_that_of_what_is_given(
    findings: Callable[..., Findings], text: str, kind: ResourceKind
) -> None:
    """What stands under "not" is not given, and a station is no policeman."""
    (commitment,) = findings(text).commitments
    assert commitment.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Greece will repay its loan of 5 million euros.",
        "We can't fund the future if we keep paying for the past.",
        "Chad promised gas in the event that Mali cuts off supplies, but it has none.",
    ],
)
def test_debts_moans_and_suppositions_promise_no_gift(
    findings: Callable[..., Findings], text: str
) -> None:
    """Paying a lender back, a truth of the day, and what is only supposed bind nobody to give."""
    found = findings(text).commitments
    assert not [c for c in found if c.action in ("repay", "fund", "cut off")]
