"""What only looks like a commitment, what is kept of a promise, and who gets it. Sentences and persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Lund contributed 10 points for Bergen.",
        "The central bank will raise interest rates in May, the bank said.",
        "Mara Holm sent the Harbour Gazette a two-page memo.",
        "Arvo Cars will pay $5 million for a stake in the Bergen plant.",
        "Lund has not outlined a plan to build the dam.",
        "Mara Holm vowed to destroy the militia.",
    ],
)
def test_a_game_a_bargain_or_a_word_is_no_commitment(
    findings: Callable[..., Findings], text: str
) -> None:
    """Points in a game, interest rates, memos, purchases, plans not told and threats bind nobody."""
    assert findings(text).commitments == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Serbia said it could not send doctors to Kosovo.", "refused"),
        ("The cabinet would not go ahead with a plan to lend Chad money.", "refused"),
        ("The Norwegian Democrats will not agree to funds for the wall.", "refused"),
        ("Warsaw agreed to extradite the banker Jonas Lund to Norway.", "pledged"),
    ],
)
def test_a_negation_anywhere_on_the_way_is_kept(
    findings: Callable[..., Findings], text: str, status: str
) -> None:
    """What is not gone ahead with, not agreed to or cannot be done is refused."""
    assert [c.status.value for c in findings(text).commitments] == [status]


def test_any_deed_of_a_government_counts_with_what_it_hangs_on(
    findings: Callable[..., Findings],
) -> None:
    """A verb that the lexicon does not know is a refusal where the speaker says until when."""
    text = (
        '"We will not lay one metre of track until the miners are paid," '
        "Salim Mutiso, Kenya's transport minister, said."
    )
    (commitment,) = findings(text).commitments
    assert commitment.status.value == "refused"
    assert commitment.condition is not None
    assert commitment.condition.of(text) == "until the miners are paid"


def test_a_day_gone_by_is_no_condition(findings: Callable[..., Findings]) -> None:
    """ "When Lund visited on Friday" tells when it was said; "when Lund visits" would be a condition."""
    text = "Norway would lend Chad ten trucks, the minister said when Lund visited on Friday."
    assert [c.condition for c in findings(text).commitments] == [None]


def test_money_for_a_thing_is_money(findings: Callable[..., Findings]) -> None:
    """ "12 million euros for buses" is money; "missiles worth 12 million euros" are weapons."""
    kinds = [
        findings(text).commitments[0].kind.value
        for text in (
            "The city promised 12 million euros for replacement buses.",
            "Poland will give Chad missiles worth 12 million euros.",
        )
    ]
    assert kinds == ["money", "weapons"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway agreed to lift the embargo on Chad and provide security guarantees.", ["Chad"]),
        ("Germany promised its ally Poland two air defence batteries.", ["Poland"]),
        ("Sudan agreed to allow the return of aid workers.", ["aid workers"]),
        ("Mali asked for help. Norway will send 40 ambulances.", ["Mali"]),
        ("Norway will give $5 million through the United Nations for Syria.", ["Syria"]),
        ("Japan invested 5 million euros in renovations.", []),
    ],
)
def test_who_gets_it(gets: Callable[[str], list[str]], text: str, names: list[str]) -> None:
    """Who shares an earlier deed's taker, is named beside "its ally", returns, asked for it; not a purpose."""
    assert gets(text) == names


def test_a_who_is_a_person(findings: Callable[..., Findings]) -> None:
    """ "Mara Holm, a nurse in Bergen, who gave $500": not the city."""
    found = findings("Mara Holm, a nurse in Bergen, who gave $500 to the Lund fund, left.")
    assert [c.actor.text for c in found.commitments] == ["Mara Holm"]
