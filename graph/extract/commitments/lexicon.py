"""The frames of `lexicons/commitments.toml`, read once a process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import ResourceKind, Status

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by what they do in a commitment. A lemma with a particle holds a space ("rule out")."""

    strong: dict[str, Status]
    weak: dict[str, Status]
    direct: dict[str, Status]
    adjectives: dict[str, Status]
    nouns: dict[str, Status]
    strong_nouns: frozenset[str]
    of_nouns: frozenset[str]
    acts: frozenset[str]
    passing: frozenset[str]
    policy_things: frozenset[str]
    carriers: frozenset[str]
    gives: frozenset[str]  # all of the kinds below
    objects: frozenset[str]
    recipients: frozenset[str]
    vacuous: frozenset[str]
    abstract: frozenset[str]
    access: frozenset[str]
    shared: frozenset[str]
    people: frozenset[str]
    policy: frozenset[str]
    withdrawing: frozenset[str]
    with_thing: frozenset[str]
    permit: frozenset[str]
    sharing: frozenset[str]
    disarming: frozenset[str]
    deeds: frozenset[str]
    kinds: dict[str, ResourceKind]
    never: frozenset[str]
    demands: frozenset[str]
    duties: frozenset[str]
    speech: frozenset[str]
    doubt: frozenset[str]
    groups: frozenset[str]
    officials: frozenset[str]
    quantifiers: frozenset[str]
    marks: frozenset[str]
    condition_events: frozenset[str]
    condition_phrases: tuple[str, ...]
    exclusion_phrases: tuple[str, ...]

    def operator(self, lemma: str) -> Status | None:
        """What a verb in front of another verb makes of it, or None."""
        return self.strong.get(lemma) or self.weak.get(lemma)

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that can be the core of a commitment, particle and all."""
        return self.gives | frozenset(self.direct)


@cache
def lexicon() -> Lexicon:
    """The shipped frames."""
    raw = tomllib.loads(
        files("graph.lexicons").joinpath("commitments.toml").read_text(encoding="utf-8")
    )
    verbs, giving, filters = raw["verbs"], raw["giving"], raw["filters"]
    resources = {k: v for k, v in raw["resources"].items() if k not in ("never", "policy")}
    gives = frozenset(w for words in giving.values() for w in words)
    return Lexicon(
        strong=_statuses(verbs["strong"]),
        weak=_statuses(verbs["weak"]),
        direct=_statuses(verbs["direct"]),
        adjectives=_statuses(raw["adjectives"]),
        nouns=_statuses(
            {
                k: v
                for k, v in raw["nouns"].items()
                if k not in ("strong", "of", "acts", "passing", "carriers")
            }
        ),
        strong_nouns=frozenset(raw["nouns"]["strong"]),
        of_nouns=frozenset(raw["nouns"]["of"]),
        acts=frozenset(raw["nouns"]["acts"]),
        passing=frozenset(raw["nouns"]["passing"]),
        policy_things=frozenset(raw["resources"]["policy"]["words"]),
        carriers=frozenset(raw["nouns"]["carriers"]),
        gives=gives,
        objects=frozenset(giving["object"]),
        recipients=frozenset(giving["recipient"]),
        vacuous=frozenset(filters["vacuous"]),
        abstract=frozenset(filters["abstract"]),
        access=frozenset(filters["access"]),
        shared=frozenset(filters["shared"]),
        people=frozenset(giving["people"]),
        policy=frozenset(giving["policy"]),
        withdrawing=frozenset(giving["withdrawing"]),
        with_thing=frozenset(giving["with"]),
        permit=frozenset(giving["permit"]),
        sharing=frozenset(giving["sharing"]),
        disarming=frozenset(giving["disarming"]),
        deeds=frozenset(giving["deeds"]),
        kinds={w: ResourceKind(kind) for kind, words in reversed(resources.items()) for w in words},
        never=frozenset(raw["resources"]["never"]["words"]),
        demands=frozenset(filters["demands"]),
        duties=frozenset(filters["duties"]),
        speech=frozenset(filters["speech"]),
        doubt=frozenset(filters["doubt"]),
        groups=frozenset(raw["actors"]["groups"]),
        officials=frozenset(raw["actors"]["officials"]),
        quantifiers=frozenset(raw["actors"]["quantifiers"]),
        marks=frozenset(raw["conditions"]["marks"]),
        condition_events=frozenset(raw["conditions"]["events"]),
        condition_phrases=tuple(sorted(raw["conditions"]["phrases"], key=len, reverse=True)),
        exclusion_phrases=tuple(raw["exclusions"]["phrases"]),
    )


def _statuses(table: Table) -> dict[str, Status]:
    return {word: Status(status) for status, words in table.items() for word in words}
