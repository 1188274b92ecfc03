"""How sure a commitment, a stance or a role is: the chance that it is one and that every slot it fills is right.

A logistic regression over a few traits that can be seen in the finding itself. `scripts/calibrate_slots.py` fits it on
whole articles that a reader judged, and writes `graph/lexicons/slot_confidence.json`; the rules' own weights decide only
which of two readings is kept.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Final, TypeVar

from graph.model import Commitment, Mention, ResourceKind, Role, Stance, Status

Traits = dict[str, float]
Found = TypeVar("Found", Commitment, Stance, Role)

_PRONOUNS: Final = frozenset(
    "i we he she it they his her its their our my him them you this that these those".split()
)
_GIVING: Final = frozenset("offer give provide deliver support".split())  # also thoughts, credit
_DONE: Final = frozenset({Status.DELIVERED, Status.ALLOCATED, Status.WITHDRAWN})
_LONG: Final = 120  # characters of evidence that count as one
_MANY_WORDS: Final = 3  # of a title


def commitment_traits(found: Commitment) -> Traits:
    """What tells a right commitment from a wrong one. "rules" is the log odds of the rules' own weight."""
    return {
        "base": 1.0,
        "rules": _log_odds(found.origin.confidence),
        "beneficiary": bool(found.beneficiaries),
        "amount": found.quantity is not None and found.quantity.value is not None,
        "known kind": found.kind is not ResourceKind.OTHER,
        "gives": found.action in _GIVING,
        "done": found.status in _DONE,
        "refused": found.status is Status.REFUSED,
        "weighed or ready": found.status in (Status.CONSIDERING, Status.READY),
        "pronoun": _is_pronoun(found.actor),
        "deed": found.action in _deeds(),
        "direct": found.action in _promising(),
        "length": min(2.0, len(found.evidence) / _LONG),
    }


@cache
def _deeds() -> frozenset[str]:
    """Verbs of deeds that anybody can check: "abolish", "build"."""
    return frozenset(_verbs()["giving"]["deeds"])


@cache
def _promising() -> frozenset[str]:
    """Verbs that take what is promised as their object: "pledged 500 tents"."""
    return frozenset(v for verbs in _verbs()["verbs"]["direct"].values() for v in verbs)


def _verbs() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(files("graph.lexicons").joinpath("commitments.toml").read_text("utf-8"))


def stance_traits(found: Stance) -> Traits:
    """What tells a right stance from a wrong one. "rules" is the log odds of the rules' own weight."""
    return {
        "base": 1.0,
        "rules": _log_odds(found.origin.confidence),
        "said": found.statement is not None,
        "proposal": found.target.entity is None,
        "pronoun": _is_pronoun(found.target),
        "holder first": found.holder.span.start < found.target.span.start,
        "opposes": found.relation in ("opposes", "rejects"),
        "length": min(2.0, len(found.evidence) / _LONG),
    }


def role_traits(found: Role) -> Traits:
    """What tells a right role from a wrong one. "rules" is the log odds of the rules' own weight."""
    return {
        "base": 1.0,
        "rules": _log_odds(found.origin.confidence),
        "organisation": found.organisation is not None,
        "beside": found.organisation is not None
        and found.evidence.contains(found.organisation.span),
        "former": found.former,
        "capital": found.title[:1].isupper(),
        "long title": len(found.title.split()) >= _MANY_WORDS,
    }


def calibrated_commitment(found: Commitment) -> Commitment:
    """The commitment with the chance that it is right in the place of the rules' weight."""
    return _with(found, chance_of("commitments", commitment_traits(found)))


def calibrated_stance(found: Stance) -> Stance:
    """The stance with the chance that it is right in the place of the rules' weight."""
    return _with(found, chance_of("stances", stance_traits(found)))


def calibrated_role(found: Role) -> Role:
    """The role with the chance that it is right in the place of the rules' weight."""
    return _with(found, chance_of("roles", role_traits(found)))


def _with(found: Found, chance: float) -> Found:
    return replace(found, origin=replace(found.origin, confidence=chance))


def chance_of(layer: str, traits: Mapping[str, float]) -> float:
    """The chance in (0, 1), of three decimals. A trait that has no weight says nothing."""
    weights = _weights()[layer]
    return round(1 / (1 + exp(-sum(weights.get(name, 0.0) * v for name, v in traits.items()))), 3)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = files("graph.lexicons").joinpath("slot_confidence.json").read_text("utf-8")
    return {layer: table["weights"] for layer, table in json.loads(text)["layers"].items()}


def _is_pronoun(mention: Mention) -> bool:
    return mention.text.lower() in _PRONOUNS


def _log_odds(weight: float) -> float:
    return log(weight / (1 - weight)) if 0 < weight < 1 else 0.0
