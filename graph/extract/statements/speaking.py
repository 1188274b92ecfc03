"""Which nouns can be a source: people, bodies, and works that say something; not "this view" or "the crisis"."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from graph.lexicons import reporting
from graph.parse.person_words import person_words

# "fishermen", "economists", "nurses", "lawmakers": endings of words for people that no list holds in full
_PEOPLE = ("er", "or", "ist", "ian", "ant", "ent", "eer", "man", "woman", "person", "folk")
_KIN = frozenset(
    "boy girl child kid baby teen teenager people mother father mom dad parent wife husband son daughter "
    "brother sister friend aunt uncle cousin grandfather grandmother lady guy fan pupil nurse chef clerk "
    "priest monk nun pope king queen prince princess".split()
)
_THINGS = frozenset(
    "pressure matter number order power offer answer disaster letter paper border factor effort error "
    "government element moment movement agreement attempt argument content event point amount front "
    "environment development deployment commitment assessment investment payment treatment water winter "
    "summer river weather danger fear war".split()
)


@cache
def speaking_nouns() -> frozenset[str]:
    """Lemmas of nouns that were sources in the training texts, and words for people and bodies."""
    text = (files("graph.lexicons") / "speaking_nouns.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["lemmas"]) | _people_and_bodies()


@cache
def _people_and_bodies() -> frozenset[str]:
    words = person_words()
    people = words.offices | words.sources | words.group_states | words.group_people | words.titles
    return people.union(*words.bodies.values())


def can_be_asked(noun: Token) -> bool:
    """Whether a common noun names people, a body, or a text that somebody wrote.

    Yes: "the nurses", "a ministry", "the report". Not: "the move", "a plan".
    """
    lemma = noun.lemma_.lower()
    if lemma in _KIN or lemma in _people_and_bodies() or reporting.medium(lemma):
        return True
    return is_for_people(lemma)


# What somebody does with another's words: "a letter seen by the Post" is not the Post's.
SEEN = frozenset("see review obtain view read verify hear inspect".split())


def can_speak(head: Token) -> bool:
    """Whether the head of a source may say something. Names and pronouns may; of nouns those of the lexicons.

    Yes: "the nurses", "a survey", "the ministry". Not: "the manner in which it was done", "this view".
    """
    if head.pos_ != "NOUN" or head.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    lemma = head.lemma_.lower()
    return lemma in _KIN or lemma in speaking_nouns() or is_for_people(lemma)


def is_for_people(lemma: str) -> bool:
    """By its ending: "ploughman", "baker". Counter-example: "letter"."""
    return lemma.endswith(_PEOPLE) and lemma not in _THINGS
