"""The chance that a commitment, a stance or a role is right, from what can be seen in it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from graph.extract import slot_confidence as slots
from graph.model import (
    Commitment,
    Mention,
    Origin,
    Polarity,
    ResourceKind,
    Role,
    Span,
    Stance,
    Status,
)

OSLO = Mention(Span(0, 4), "Oslo", 0)
HE = Mention(Span(0, 2), "he", 0)
GHANA = Mention(Span(40, 45), "Ghana", 1)
FOUND = Origin("test", "1", 0.9)
PLEDGE = Commitment(
    OSLO, "send", "tents", ResourceKind.OTHER, Status.PLEDGED, Span(0, 45), FOUND, beneficiaries=(GHANA,)
)  # fmt: skip
STANCE = Stance(OSLO, GHANA, Polarity.POSITIVE, "supports", Span(0, 45), FOUND)
ROLE = Role(OSLO, "mayor", GHANA, Span(0, 45), FOUND)


def test_a_chance_takes_the_place_of_the_rules_weight() -> None:
    """It lies between 0 and 1 and is the same for the same finding."""
    for given, calibrated in (
        (PLEDGE, slots.calibrated_commitment),
        (STANCE, slots.calibrated_stance),
        (ROLE, slots.calibrated_role),
    ):
        one, other = calibrated(given), calibrated(given)  # type: ignore[operator]
        assert 0 < one.origin.confidence < 1
        assert one == other
        assert replace(one, origin=given.origin) == given


def test_traits_are_what_a_reader_sees() -> None:
    """A pronoun, a beneficiary and a gift that is done are seen."""
    plain = slots.commitment_traits(PLEDGE)
    assert plain["beneficiary"] and not plain["pronoun"] and not plain["done"]
    given = replace(PLEDGE, actor=HE, status=Status.DELIVERED, beneficiaries=())
    traits = slots.commitment_traits(given)
    assert traits["pronoun"] and traits["done"] and not traits["beneficiary"]


def test_every_trait_has_a_weight_and_its_counts() -> None:
    """The shipped weights name the traits of the code, and on how many judged cases they rest."""
    text = files("graph.lexicons").joinpath("slot_confidence.json").read_text("utf-8")
    layers = json.loads(text)["layers"]
    made = {
        "commitments": slots.commitment_traits(PLEDGE),
        "stances": slots.stance_traits(STANCE),
        "roles": slots.role_traits(ROLE),
    }
    for layer, traits in made.items():
        assert set(traits) == set(layers[layer]["weights"])
        assert 0 < layers[layer]["right"] <= layers[layer]["cases"]
