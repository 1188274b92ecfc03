"""The words in which an actor takes a stand, read once from `graph/lexicons/stances.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import Polarity


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """Verbs, nouns and adjectives with the relation that they tell. All lemmas in lower case."""

    polarity: Mapping[str, Polarity]  # relation → polarity
    verbs: Mapping[str, str]  # "criticize" → relation; "object+to" → relation
    policies: Mapping[str, str]  # "propose" → relation, where the object is a proposal
    nouns: Mapping[str, str]
    adjectives: Mapping[str, Polarity]
    emotions: Mapping[str, Polarity]  # "anger": the object holds, the subject is the target
    idioms: Mapping[str, str]  # "take issue with" → relation
    telling: frozenset[str]  # verbs of `verbs` and `policies`, with a preposition or without
    idiomatic: frozenset[str]  # verbs of `idioms`
    persons: frozenset[str]  # "critic", "ally": beside a name they tell a stand
    chosen: frozenset[str]  # "nominee": those whom the owner of the noun stands by
    leaving: frozenset[str]  # "resign": what one calls on somebody to do whom one opposes
    content: Mapping[str, Polarity]  # words that evaluate what they are said of
    proposals: frozenset[str]
    concrete: frozenset[str]  # abstract by their ending, but nothing one is for or against
    deeds: frozenset[str]
    victims: frozenset[str]
    dealings: frozenset[str]  # "talks with Lund": the other side is the target
    utterances: frozenset[str]  # "a statement praising Lund": whose it is, holds
    ways: frozenset[str]  # "the way Lund acted": who acts is the target
    flip_nouns: frozenset[str]
    flip_verbs: frozenset[str]
    flip_adverbs: frozenset[str]
    modals: frozenset[str]
    irrealis: frozenset[str]
    negating: frozenset[str]
    conditions: frozenset[str]
    alleging: frozenset[str]
    unlikely: frozenset[str]
    seeking: frozenset[str]
    people: frozenset[str]  # "Lund's voters": the owner of such a noun is not the target
    wishes: frozenset[str]  # nouns whose infinitive is not done: "a request to investigate"


@cache
def lexicon() -> StanceLexicon:
    """The shipped lexicon."""
    table = tomllib.loads(files("graph.lexicons").joinpath("stances.toml").read_text("utf-8"))
    flip, irrealis, proposals = table["flip"], table["irrealis"], table["proposals"]
    verbs, policies, idioms = (_by_word(table[name]) for name in ("verbs", "policies", "idioms"))
    return StanceLexicon(
        polarity={name: Polarity(value) for name, value in table["relations"].items()},
        verbs=verbs,
        policies=policies,
        nouns=_by_word(table["nouns"]),
        adjectives=_polarities(table["adjectives"]),
        emotions=_polarities(table["emotions"]),
        idioms=idioms,
        telling=frozenset(words.partition("+")[0] for words in (*verbs, *policies)),
        idiomatic=frozenset(words.split()[0] for words in idioms),
        persons=frozenset(table["persons"]["nouns"]),
        chosen=frozenset(table["persons"]["chosen"]),
        leaving=frozenset(table["persons"]["leaving"]),
        content=_polarities(table["content"]),
        proposals=frozenset(proposals["nouns"]),
        concrete=frozenset(proposals["concrete"]),
        deeds=frozenset(proposals["deeds"]),
        victims=frozenset(proposals["victims"]),
        dealings=frozenset(proposals["dealings"]),
        utterances=frozenset(proposals["utterances"]),
        ways=frozenset(proposals["ways"]),
        flip_nouns=frozenset(flip["nouns"]),
        flip_verbs=frozenset(flip["verbs"]),
        flip_adverbs=frozenset(flip["adverbs"]),
        modals=frozenset(irrealis["modals"]),
        irrealis=frozenset(irrealis["verbs"]),
        negating=frozenset(irrealis["negating"]),
        conditions=frozenset(irrealis["conditions"]),
        alleging=frozenset(irrealis["alleging"]),
        unlikely=frozenset(irrealis["adjectives"]),
        seeking=frozenset(irrealis["seeking"]),
        people=frozenset(table["people"]["nouns"]),
        wishes=frozenset(irrealis["nouns"]),
    )


def _by_word(relations: Mapping[str, list[str]]) -> dict[str, str]:
    """Word → relation; the last relation that lists a word has it, as the narrower ones come later."""
    return {word: name for name, words in relations.items() for word in words}


def _polarities(lists: Mapping[str, list[str]]) -> dict[str, Polarity]:
    return {word: Polarity(name) for name, words in lists.items() for word in words}
