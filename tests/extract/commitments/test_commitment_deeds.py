"""Deeds, leave, shared knowledge, laid-down arms and who gets them. Sentences and persons are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.commitments import CommitmentExtractor
from graph.model import Findings, Mention
from graph.parse import Parser, annotate


@pytest.fixture(scope="session")
def bound(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> Callable[[str], list[tuple[str, str, str]]]:
    """(actor, kind, status) of each commitment."""

    def of(text: str) -> list[tuple[str, str, str]]:
        found = findings(text)
        return [(named(found, c.actor), c.kind.value, c.status.value) for c in found.commitments]

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway will abolish the ban on cocoa.", ("Norway", "other", "pledged")),
        ("Chile agreed to set up a new court in Arica.", ("Chile", "other", "pledged")),
        ("Sudan agreed to allow aid workers into the valley.", ("Sudan", "other", "pledged")),
        ("Ghana agreed to share intelligence with Togo.", ("Ghana", "other", "pledged")),
        ("The rebels agreed to lay down their weapons.", ("rebels", "weapons", "pledged")),
        ("Lebanon will not accept any more Syrian refugees.", ("Lebanon", "resettlement", "refused")),
        ("Italy returned eleven paintings to Ghana.", ("Italy", "other", "delivered")),
        ("US will send 40 tents to Chad.", ("United States", "other", "pledged")),
        ("Germany will bring its troops home from Mali.", ("Germany", "troops", "withdrawn")),
        ("Kenya will continue to provide police to Haiti.", ("Kenya", "police", "pledged")),
        ("Norway is the valley's largest donor, providing $5 million in aid to Chad.",
         ("Norway", "money", "delivered")),
    ],
)  # fmt: skip
def test_a_deed_that_can_be_checked_is_a_commitment(
    bound: Callable[[str], list[tuple[str, str, str]]], text: str, expected: tuple[str, str, str]
) -> None:
    """Rules ended, bodies set up, people and aid let in, knowledge shared, arms laid down."""
    assert bound(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway will raise awareness of the problem.",
        "Kaba Motors announced a new laptop.",
        "Holm paid $8 million to buy a plane.",
        "Norway would never have sent tanks to Mali.",
        "The parcel weighs less than 3 pounds.",
        "Norway gave no sign that it plans to send tanks.",
        "They built on the agreement that Chad and Mali have established.",
        "Norway considers the $5 million a minimum.",
        "Ghana will spend the rest of the week in talks.",
        "It will be hard to build a bridge for Ghana.",
        "Chad lives on tourism intended to lower rents.",
    ],
)
def test_what_looks_like_a_deed_is_none(
    bound: Callable[[str], list[tuple[str, str, str]]], text: str
) -> None:
    """Abstractions, launches, purchases, weights, counterfactuals and what others might do."""
    assert bound(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway gave $5 million to help families in Chad.", ["families"]),
        ("Norway gave $5 million to promote trade in Chad.", ["Chad"]),
        ("Japan will lift the sanctions imposed on Chad.", ["Chad"]),
        ("France will withdraw its troops from Mali.", ["Mali"]),
        ("Norway will provide $5 million for care homes.", ["care homes"]),
        ("Sudan agreed to allow the return of aid workers.", ["aid workers"]),
    ],
)
def test_who_gets_something_without_a_dative(
    gets: Callable[[str], list[str]], text: str, who: list[str]
) -> None:
    """A purpose, a burden, a place that troops leave and a permission name who gets something."""
    assert gets(text) == who


def test_a_border_gets_nothing(findings: Callable[..., Findings]) -> None:
    """Troops go to a border, which nobody supports by that; the evidence still holds the words."""
    text = "Kenya will send 600 troops to the Somali border."
    (found,) = findings(text).commitments
    assert found.beneficiaries == ()


def test_the_writer_is_bound_by_we(bound: Callable[[str], list[tuple[str, str, str]]]) -> None:
    """In a manifesto "we" is whoever wrote it; in quotation marks it must be known who speaks."""
    assert bound("We will build 40 clinics.") == [("We", "other", "pledged")]
    assert bound('"We will build 40 clinics." The hall fell silent.') == []


def test_two_that_share_share_with_each_other(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> None:
    """What two countries agree to share, each gets from the other."""
    found = findings("Chad and Mali agreed to share intelligence.")
    pairs = [(named(found, c.actor), named(found, c.beneficiaries[0])) for c in found.commitments]
    assert pairs == [("Chad", "Mali"), ("Mali", "Chad")]


def test_a_name_before_an_amount_gives_it(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> None:
    """ "… and Chad 9 million": Chad's share, not a second gift of the first giver."""
    text = "Austria will provide 20 million euros and Germany 15 million euros to Chad."
    found = findings(text)
    told = [(named(found, c.actor), c.quantity.value) for c in found.commitments if c.quantity]
    assert told == [("Austria", 2e7), ("Germany", 1.5e7)]


def test_who_keeps_weapons_gives_nothing(
    bound: Callable[[str], list[tuple[str, str, str]]],
) -> None:
    """A refusal to disarm is refused to nobody."""
    assert bound("North Korea will not give up its missiles.") == []


def test_who_ran_on_a_promise_made_it(bound: Callable[[str], list[tuple[str, str, str]]]) -> None:
    """ "ran on a promise to …": the candidate's promise, each verb of it."""
    text = "Kari Holm ran for mayor on a promise to build a dam and repair the bridges."
    assert ("Kari Holm", "other", "pledged") in bound(text)


def test_whose_plan_it_is_must_be_clear(bound: Callable[[str], list[tuple[str, str, str]]]) -> None:
    """With two men before "his", nobody is bound: a wrong name is worse than none."""
    text = "Paul Lund attacked Peter Holm over his promise to build a dam."
    assert bound(text) == []


def test_a_candidate_is_no_country(
    findings: Callable[..., Findings], named: Callable[[Findings, Mention], str]
) -> None:
    """A later leader binds only himself before his term."""
    text = "Donald Trump promised to build a dam."
    found = findings(text, date(2016, 3, 1))
    assert [named(found, c.actor) for c in found.commitments] == ["Donald Trump"]


def test_several_gifts_of_one_giver_are_several_records(
    findings: Callable[..., Findings],
) -> None:
    """Each amount stands for itself."""
    text = "Mara Holm donated $500 to the Lund fund and $900 to the Arctic Committee."
    amounts = [c.quantity.value for c in findings(text).commitments if c.quantity]
    assert amounts == [500, 900]


def test_a_telling_is_kept_before_it_is_merged(
    parser: Parser, findings: Callable[..., Findings]
) -> None:
    """Told twice is one commitment of the document and two tellings."""
    text = (
        "Norway will send 40 tents to Chad. Later it was said: Norway will send 40 tents to Chad."
    )
    found = findings(text)
    reading = annotate(parser.parse(found.document))
    assert len(found.commitments) == 1
    assert len(CommitmentExtractor().tellings(reading, Findings(document=found.document))) == 2
