"""Bodies that a text describes and does not name: "the union of harbour pilots", "the coast guard", "Volkshaven council"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from graph.model import ActorKind, Entity
from graph.parse.descriptions import MORE_BODIES, Phrase, lemma_of, words_of_phrase
from graph.parse.discourse import subject_of
from graph.parse.name_common import generic
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_ONE_OF_ITS_KIND = frozenset("opposition coastguard judiciary".split())  # in a text on one country
_GUARDS = frozenset("coast national border civil republican revolutionary".split())
_VAGUE = frozenset(
    "state republic kingdom force country nation neighbour neighbor superpower business studio giant carrier station channel paper "
    "website outlet journal builder maker dealer".split()
)
_TELLS_NOTHING = frozenset(
    "new other own unnamed anonymous same real former potential possible likely certain typical single good bad whole entire "
    "main second first last latest next big small large such current present previous another rival different similar".split()
)


def is_body(head: Token) -> bool:
    """Whether a noun means a body of people: "council", "union", the "guard" of "coast guard"; not "guard"."""
    lemma = lemma_of(head)
    if lemma == "guard":
        return any(t.dep_ in ("compound", "amod") and t.lower_ in _GUARDS for t in head.lefts)
    return lemma in _nouns()


@cache
def _nouns() -> frozenset[str]:
    institutions = person_words().bodies
    listed = frozenset[str]().union(*(v for k, v in institutions.items() if k != "country"))
    return (
        (listed | generic() | MORE_BODIES)
        - institutions["country"]
        - _VAGUE
        - {"side", "island", "district", "house", "mayor", "park"}
    )


def nameless_body(phrase: Phrase, reading: Reading) -> Entity | None:
    """The body that acts or speaks here, where its words tell which one is meant; else None.

    "The union of harbour pilots accused", "according to the coast guard", "Oslo's fire service said". Not: "the company said",
    "a union", "unions said", "the new agency".
    """
    head = phrase.head
    if phrase.plural or not is_body(head) or not _acts(head):
        return None
    if phrase.indefinite or not (phrase.definite or _is_of_one(phrase, reading)):
        return None
    if not _is_told_apart(phrase, reading):
        return None
    return Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)


def _acts(head: Token) -> bool:
    """Whether it is a subject, or whom "according to" names."""
    if subject_of(head) is not None:
        return True
    before = head.head
    return head.dep_ == "pobj" and before.lower_ == "to" and before.head.lower_ == "according"


def _is_of_one(phrase: Phrase, reading: Reading) -> bool:
    """ "Oslo's fire service", "her office", "Volkshaven council": a name says whose."""
    words = phrase.head.doc[phrase.start : phrase.head.i]
    named = (t for t in words if t.ent_type_ in _NAMED or _is_capital(t))
    return any(named) or any(_is_named_owner(t, reading) for t in words)


def _is_capital(token: Token) -> bool:
    """A name's capital, not the sentence's: "Volkshaven council"; not the "Central" of "Central bank holds rates"."""
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.is_sent_start


_NAMED = frozenset({"ORG", "GPE", "NORP", "PERSON", "LOC", "FAC"})


def _is_named_owner(token: Token, reading: Reading) -> bool:
    if token.tag_ != "PRP$":
        return False
    key = reading.entity_at(token.i)
    kind = reading.entities[key].kind if key is not None else ActorKind.UNNAMED
    return kind not in (ActorKind.UNNAMED, ActorKind.GROUP)


def _is_told_apart(phrase: Phrase, reading: Reading) -> bool:
    head = phrase.head
    if lemma_of(head) in _ONE_OF_ITS_KIND or lemma_of(head) == "guard":
        return True
    if any(t.tag_ == "PRP$" for t in head.lefts):
        return _is_of_one(phrase, reading)
    tells = (t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod", "poss"))
    if any(t.lemma_.lower() not in _TELLS_NOTHING for t in tells):
        return True
    of = (t for t in head.rights if t.dep_ == "prep" and t.lower_ in ("of", "for"))
    return any(c.dep_ == "pobj" for t in of for c in t.children)


__all__ = ["is_body", "nameless_body"]
