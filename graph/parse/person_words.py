"""Words for people and bodies (titles, offices, nouns of groups and organisations), from `lexicons/people.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import Gender


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The lexicon, as sets of lower-case lemmas."""

    titles: frozenset[str]
    civil: frozenset[str]  # titles that are followed by a name only ("Mr.")
    genders: dict[str, Gender]
    offices: frozenset[str]
    described: frozenset[str]  # people whom a text may never name
    sources: frozenset[str]
    quoted: frozenset[str]  # sources as a matter of course: "analysts"
    crowds: frozenset[str]  # nouns that alone tell nothing of whom they mean: "people", "a man"
    relations: frozenset[str]  # nouns of somebody's people: "friend", "brother", "boss"
    group_states: frozenset[str]
    group_people: frozenset[str]
    bodies: dict[str, frozenset[str]]
    place_prepositions: frozenset[str]
    motion: frozenset[str]
    places_of: frozenset[str]
    portfolios: frozenset[str]  # "infrastructure", "pensions"


@cache
def person_words() -> PersonWords:
    """The shipped lexicon."""
    text = (files("graph.lexicons") / "people.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    titles = tables["titles"]
    civil = frozenset(titles["civil_male"] + titles["civil_female"] + titles["civil"])
    genders = dict.fromkeys(tables["gender"]["female"] + titles["civil_female"], Gender.FEMALE)
    genders |= dict.fromkeys(tables["gender"]["male"] + titles["civil_male"], Gender.MALE)
    return PersonWords(
        titles=civil | frozenset(titles["office"]),
        civil=civil,
        genders=genders,
        offices=frozenset(tables["persons"]["office"]),
        described=frozenset(tables["persons"]["described"]),
        sources=frozenset(tables["sources"]["nouns"]),
        quoted=frozenset(tables["sources"]["quoted"]),
        crowds=frozenset(tables["sources"]["crowds"]),
        relations=frozenset(tables["sources"]["relations"]),
        group_states=frozenset(tables["groups"]["states"]),
        group_people=frozenset(tables["groups"]["people"]),
        bodies={kind: frozenset(nouns) for kind, nouns in tables["bodies"].items()},
        place_prepositions=frozenset(tables["metonymy"]["place_prepositions"]),
        motion=frozenset(tables["metonymy"]["motion"]),
        places_of=frozenset(tables["metonymy"]["places_of"]),
        portfolios=frozenset(tables["portfolios"]["words"]),
    )


def bare(word: str) -> str:
    """A title without its dot and capitals: "Sen." → "sen"."""
    return word.rstrip(".").lower()
