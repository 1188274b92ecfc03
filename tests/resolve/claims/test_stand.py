"""Where a statement stands on its issue: the sign of the way from the speaker's will to the thing in dispute."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Act, Polarity, Position, QuoteType, Status
from graph.resolve.claims import position, stand
from graph.resolve.claims.position import Deed, Signs
from graph.resolve.claims.said import Said

FOR, AGAINST, IF, NONE = (
    Position.SUPPORTS,
    Position.OPPOSES,
    Position.CONDITIONAL,
    Position.NEUTRAL,
)


def on(
    issue: str,
    text: str,
    cue: str = "said",
    act: Act = Act.SAY,
    kind: QuoteType = QuoteType.INDIRECT,
    signs: Signs = position.NONE,
    is_negated: bool = False,
) -> Position:
    """Where a statement with these words stands on this issue."""
    said = Said(
        document="a",
        key=0,
        actor="holm",
        text=text,
        quotes=(),
        day=date(2025, 3, 1),
        outlet=None,
        act=act,
        kind=kind,
        is_negated=is_negated,
        is_conditional=False,
        numbers=frozenset(),
        confidence=0.9,
        cue=cue,
    )
    return stand.stand(said, signs, [issue])


TOLD = "Ministry plans ferry tax\nOSLO – A ferry tax will be raised from May, the ministry said. "


@pytest.mark.parametrize(
    ("before", "cue", "text", "expected"),
    [
        (TOLD, "called", "the move prudent", FOR),
        (TOLD, "called", "the measure an insult", AGAINST),
        (TOLD, "said", "these rules do not make the islands safer", AGAINST),
        (TOLD, "said", "we don't believe these rules make the islands safer", AGAINST),
        (TOLD, "called", "the plan for a clinic reckless", NONE),
        (TOLD, "called", "a plan reckless", NONE),
        (TOLD, "called", "the truce reckless", NONE),
        (TOLD + "The council has a plan for a clinic. ", "called", "the plan reckless", NONE),
        (TOLD + "The council has a rescue plan. ", "called", "the plan reckless", NONE),
        (TOLD + "The court has blocked the tax. ", "called", "the move prudent", NONE),
        ("Clinic opens\nA clinic was opened in May. ", "called", "the plan reckless", NONE),
        ("", "called", "the plan reckless", NONE),
    ],
)
def test_a_general_noun_stands_for_the_matter_that_the_text_has_told_of(
    before: str, cue: str, text: str, expected: Position
) -> None:
    """ "The move" is the new tax, unless the text has told of something else that it may be."""
    assert on("Ferry tax", text, cue, signs=Signs(before=before)) is expected


@pytest.mark.parametrize(
    ("cue", "act", "text", "expected"),
    [
        ("backs", Act.AGREE, "the ferry tax", FOR),
        ("called for", Act.DEMAND, "lifting the ferry tax", AGAINST),
        ("called", Act.ASK, "for an end to the ferry tax", AGAINST),
        ("voted", Act.SAY, "against the ferry tax", AGAINST),
        ("voted", Act.SAY, "to pass the new ferry tax", FOR),
        ("blasted", Act.CRITICISE, "him for failing to introduce a ferry tax", FOR),
        ("blasted", Act.CRITICISE, "the mayor for introducing the ferry tax", AGAINST),
        ("praised", Act.PRAISE, "the mayor for his patience over the ferry tax", NONE),
        ("accused", Act.ACCUSE, "the council of going too far in talk of the ferry tax", NONE),
        ("refused", Act.REJECT, "to lift the ferry tax", FOR),
        ("declined", Act.REJECT, "to comment on the ferry tax", NONE),
        ("urged", Act.DEMAND, "the council to scrap the ferry tax", AGAINST),
        ("suggested", Act.SUGGEST, "the ferry tax might rise", NONE),
        ("has been unwilling", Act.SAY, "to defend the ferry tax", AGAINST),
        ("called", Act.SAY, "the ferry tax indispensable", FOR),
        ("described", Act.SAY, "the ferry tax as theft", AGAINST),
        ("described", Act.SAY, "the ferry tax office as theft", NONE),
        ("described", Act.SAY, "the ferry tax as a rule of 2019", NONE),
        ("voiced concern", Act.FEAR, "about the ferry tax", AGAINST),
        ("appealed", Act.ASK, "to drop the ferry tax", AGAINST),
    ],
)
def test_what_a_cue_wants_is_followed_down_to_the_thing(
    cue: str, act: Act, text: str, expected: Position
) -> None:
    """Verbs that end or forbid turn the sign; a way over unknown words leads nowhere."""
    assert on("Ferry tax", text, cue, act) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ferry tax should be lifted", AGAINST),
        ("the ferry tax must not be lifted", FOR),
        ("the ferry tax is a mistake", AGAINST),
        ("the ferry tax is not a mistake", FOR),
        ("the ferry tax would create 900 jobs", FOR),
        ("it would be wrong to lift the ferry tax", FOR),
        ("there was no need for a ferry tax", AGAINST),
        ("this is a sham, politically motivated ferry tax", AGAINST),
        ("a deal to end the ferry tax would be worse than none", NONE),
        ("the critics think the ferry tax is wrong", NONE),
        ("the ferry tax was voted on at nine", NONE),
        ("he would sign the ferry tax", FOR),
        ("he would not sign the ferry tax", AGAINST),
        ("his country will pay the ferry tax if others do", IF),
        ("Oslo wants to abolish the ferry tax", NONE),
        ("whether the ferry tax should be lifted", NONE),
        ("they should ask whether any of the firms knew they were paying the ferry tax", NONE),
        ("the ferry tax office is wrong", NONE),
        ("the mayor is a disgrace and was asked about the ferry tax", NONE),
        ("his party rejected the ferry tax", AGAINST),
        ("Oslo rejected the ferry tax", NONE),
        ("he would vote for the ferry tax", FOR),
        ("the vote for the ferry tax was close", NONE),
        ("his party could not accept the ferry tax", AGAINST),
        ("his party could accept the ferry tax", NONE),
        ("she could only accept the ferry tax if islanders were exempt", IF),
        ("the ferry tax was urgently needed", FOR),
        ("no ferry tax is needed", AGAINST),
        ("the ferry tax makes no sense", AGAINST),
        ("the ferry tax was far too expensive", AGAINST),
        ("the ferry tax is robbing the islands", AGAINST),
        ("the islands needed boats, not a ferry tax", AGAINST),
        ("the islands deserved a ferry tax", FOR),
        ("there was no alternative to the ferry tax", FOR),
        ("she was relieved that the ferry tax would be abolished", AGAINST),
        ("the ferry tax should remain voluntary", NONE),
        ("the ferry tax should remain in force", FOR),
    ],
)
def test_words_of_the_speakers_own_judge_or_will_the_thing(text: str, expected: Position) -> None:
    """What others want, and a judgement on something else in the same sentence, is no position."""
    assert on("Ferry tax", text) is expected


def test_i_and_he_are_told_apart_in_a_quotation() -> None:
    """In quoted words "he" is somebody else."""
    assert on("Ferry tax", "We will lift the ferry tax", kind=QuoteType.DIRECT) is AGAINST
    assert on("Ferry tax", "He will lift the ferry tax", kind=QuoteType.DIRECT) is NONE


def test_an_issue_may_be_named_shorter() -> None:
    """ "Security guarantees" are the "lasting security guarantees for Togo"; "guarantees" alone may be others."""
    issue = "Lasting security guarantees for Togo"
    assert on(issue, "we support security guarantees for Togo") is FOR
    assert on(issue, "we support guarantees for the harbour") is NONE
    assert on("Ferry tax bill", "the bill is a mistake") is AGAINST
    assert on("Ferry tax bill", "we will block the bill") is AGAINST
    assert on("Ferry tax bill", "we will block a bill") is NONE
    assert on("Ferry tax bill", "we will block the harbour bill") is NONE
    assert on("Ferry tax bill", "we will block his bill") is NONE
    assert on("Ferry firms", "the firm is a disgrace") is NONE
    assert on("Ferry firms", "on the ferry firms to grow", "called", Act.DEMAND) is NONE
    assert on("Ferry tax", "this is the vote necessary to kill the ferry tax") is NONE
    assert on("Ferry tax", "to block the ferry tax", "threatened", Act.THREATEN) is AGAINST


def test_who_sends_troops_is_for_the_deployment() -> None:
    """An issue named after the sending is met by the verb."""
    assert on("Troop deployments", "they would send troops to Togo") is FOR
    assert on("Troop deployments", "an unwillingness to send troops", "voiced") is AGAINST
    assert on("Troop deployments", "they would feed the troops") is NONE


def test_a_commitment_of_the_speaker_counts_where_it_is_of_the_thing() -> None:
    """A refusal opposes, an offer on a condition is conditional, what is only weighed is neutral."""
    pumps = "it was right to speak of pumps"

    def bound(status: Status, resource: str = "40 pumps", *, conditional: bool = False) -> Signs:
        return Signs(deeds=(Deed(status, "send", resource, conditional),))

    assert on("Pumps", pumps, signs=bound(Status.REFUSED)) is AGAINST
    assert on("Pumps", pumps, signs=bound(Status.READY, conditional=True)) is IF
    assert on("Pumps", pumps, signs=bound(Status.CONSIDERING)) is NONE
    assert on("Pumps", pumps, signs=bound(Status.REFUSED, "tents")) is NONE
    lifting = Signs(deeds=(Deed(Status.PLEDGED, "lift", "ban on pumps"),))
    assert on("Ban on pumps", "Oslo will lift the ban on pumps", signs=lifting) is AGAINST


def test_a_stance_on_the_thing_is_a_position_on_it() -> None:
    """A stance on somebody else in the same statement is none."""
    text = "the harbour was discussed with the mayor"
    mine = Signs(targets=((Polarity.NEGATIVE, "the harbour"),))
    other = Signs(targets=((Polarity.NEGATIVE, "the mayor"),))
    assert on("Harbour", text, signs=mine) is AGAINST
    assert on("Harbour", text, signs=other) is NONE


def test_who_passes_on_anothers_words_has_no_position() -> None:
    """The outlet reports that the mayor called the plan wrong: that is the mayor's position."""
    outer = "the plan is wrong"
    assert on("Plan", outer) is AGAINST
    assert on("Plan", outer, signs=Signs(inner=("the plan is wrong",))) is NONE
    assert on("Plan", outer, act=Act.REPORT) is NONE
    assert on("Plan", outer, signs=Signs(is_nobodys=True)) is NONE
    assert on("Plan", outer, is_negated=True) is NONE


def test_two_signs_give_no_position() -> None:
    """Who both supports and opposes it has no single position."""
    assert on("Plan", "we support the plan but we will block the plan") is NONE


@pytest.mark.parametrize(
    ("issue", "text", "expected"),
    [
        ("Closure of the ward", "the board will close the ward", NONE),
        ("Closure of the ward", "it would close the ward in May", FOR),
        ("Closure of the ward", "it would not close the ward", AGAINST),
        ("Closure of the ward", "we will keep the ward", NONE),
        ("Ward closure", "we will fight the ward closure", AGAINST),
        ("Harbour expansion", "we want to expand the harbour", FOR),
    ],
)
def test_who_does_it_is_for_the_deed_that_an_issue_is_named_after(
    issue: str, text: str, expected: Position
) -> None:
    """The verb meets the noun, where the speaker himself does it to that thing."""
    assert on(issue, text) is expected


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("said", "he has directed the port authority to scrap the ferry tax", AGAINST),
        ("said", "he’d like to call on Mrs. Lund to scrap the ferry tax", AGAINST),
        ("plans", "to seek an order from a judge to block the ferry tax", AGAINST),
        ("plans", "to seek an office near a judge of the ferry tax", NONE),
        ("said", "the ferry tax unfairly burdens the islands", AGAINST),
        ("said", "the ferry tax was unfairly attacked", NONE),
        ("pointed", "to the new figures as proof that the ferry tax will create jobs", FOR),
        ("said", "there is no proof that the ferry tax will create jobs", NONE),
    ],
)
def test_who_is_asked_what_for_and_how_surely(cue: str, text: str, expected: Position) -> None:
    """Who orders it wants it, an attempt wants what it is made for, and what is proof is held."""
    assert on("Ferry tax", text, cue) is expected


def test_a_minister_says_what_the_country_wants() -> None:
    """The state in which the speaker holds a post is "we" by name; another state is not."""
    minister = Signs(ours=frozenset({"togo", "togolese foreign ministry"}))
    assert on("Ferry tax", "Togo will oppose the ferry tax", signs=minister) is AGAINST
    assert on("Ferry tax", "Togo would back the ferry tax", signs=minister) is FOR
    assert on("Ferry tax", "Ghana will oppose the ferry tax", signs=minister) is NONE
    assert on("Ferry tax", "Togo will oppose the ferry tax") is NONE


LEVIED = "Oslo plans a ferry tax\nThe council of Bergen welcomed the ferry tax on Friday. "


@pytest.mark.parametrize(
    ("before", "cue", "text", "expected"),
    [
        (LEVIED, "said", "It is a sensible step", FOR),
        (LEVIED + "Mayor Holm told reporters: ", "said", "This is a mistake", AGAINST),
        (LEVIED, "said", "It is a mistake to wait", NONE),
        (LEVIED, "said", "They are a mistake", NONE),
        (LEVIED + "A new ferry was bought in Tromso. ", "said", "It is a mistake", NONE),
        (LEVIED + "The Coast Party ", "opposes", "it", AGAINST),
    ],
)
def test_a_pronoun_stands_for_the_matter_that_the_sentence_before_ends_with(
    before: str, cue: str, text: str, expected: Position
) -> None:
    """ "Bergen welcomed the ferry tax. “It is a sensible step”" is for the tax."""
    kind = QuoteType.INDIRECT if cue == "opposes" else QuoteType.DIRECT
    assert on("Ferry tax", text, cue, kind=kind, signs=Signs(before=before)) is expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("a tax on ferry passengers in the middle of winter is robbery", "said", AGAINST),
        ("the tax on ferry tickets", "defended", FOR),
        ("the tax on bread is robbery", "said", NONE),
        ("without the ferry tax there will be no new pier", "said", FOR),
        ("no new pier will be built without the ferry tax", "said", FOR),
        ("the islands can live without the ferry tax", "said", NONE),
        ("the ferry tax would bring in 30 million euros a year", "said", NONE),
        ("a ferry tax that is meant to pay for the pier", "will vote", NONE),
    ],
)
def test_a_matter_may_be_named_the_other_way_round_or_by_what_would_be_lost(
    text: str, cue: str, expected: Position
) -> None:
    """ "A tax on ferry tickets" is the ferry tax; without which there is no pier is wanted."""
    assert on("Ferry tax", text, cue) is expected


@pytest.mark.parametrize(
    ("text", "cue", "act", "expected"),
    [
        ("the council drop the ferry tax", "demanded", Act.DEMAND, AGAINST),
        ("the council drop the ferry tax", "said", Act.SAY, NONE),
        ("the ferry tax would cost jobs", "said", Act.SAY, AGAINST),
        ("the ferry tax would cost jobs", "denied", Act.DENY, NONE),
    ],
)
def test_what_is_demanded_of_others_is_wanted_and_what_is_denied_is_not_held(
    text: str, cue: str, act: Act, expected: Position
) -> None:
    """ "Demanded that the council drop the tax" is against it; "denied that the tax costs jobs" is not."""
    assert on("Ferry tax", text, cue, act) is expected


def test_a_thing_that_is_given_for_another_is_no_word_on_the_other() -> None:
    """Who will not build a pier for ferries is not against ferries; who gives no money for ferries is."""
    for resource, expected in (("pier for ferries", NONE), ("money for ferries", AGAINST)):
        refused = Signs(deeds=(Deed(Status.REFUSED, "give", resource),))
        assert on("Ferries", "we cannot do that", "said", signs=refused) is expected
