"""Tells a capital that means its country ("Kyiv insists") from one that is a place ("in Kyiv")."""

from __future__ import annotations

from spacy.tokens import Token

from graph.parse.person_words import person_words

_BY_FORCE = frozenset(
    "attack hit strike bomb shell besiege capture destroy rock shake occupy seize liberate bombard raid storm".split()
)
_PLACE_OBJECTS = _BY_FORCE | frozenset("visit leave reach enter tour take flee quit cross".split())
_ONTO = frozenset(
    "attack strike assault advance raid march bombardment bombing drone missile".split()
)


def is_place(token: Token) -> bool:
    """Whether the name whose last word is `token` is the town itself.

    Place: "The ministers met in Oslo", "the Oslo summit", "Oslo was shelled". Country: "Oslo insists on a vote",
    "pressure on Oslo", "Oslo's demand". In doubt it is the place.
    """
    match token.dep_:
        case "pobj":
            return _after_preposition(token.head)
        case "nsubj" | "agent" | "csubj":
            return token.head.pos_ not in ("VERB", "AUX")
        case "nsubjpass":
            return token.head.lemma_.lower() in _BY_FORCE
        case "dobj" | "iobj" | "dative":
            return token.head.lemma_.lower() in _PLACE_OBJECTS
        case "poss":
            return token.head.lemma_.lower() in person_words().places_of
        case "compound" | "nmod" | "amod":
            return not _acts(token.head)
        case "conj":
            return is_place(token.head) if token.head.dep_ != "ROOT" else True
        case _:
            return True


def _after_preposition(preposition: Token) -> bool:
    words = person_words()
    word = preposition.lower_
    above = preposition.head.lemma_.lower()
    if word in words.place_prepositions:
        return True
    match word:
        case "to" | "for":
            return above in words.motion
        case "from":
            return above in words.motion or preposition.head.pos_ == "ADV"
        case "of":
            return above in words.places_of
        case "on":
            return above in _ONTO or above in words.motion
        case "by" | "with" | "against" | "between" | "among" | "about" | "without" | "despite":
            return False
        case _:
            return True


def _acts(head: Token) -> bool:
    """A body or people named after the capital: "Oslo officials", "the Oslo government"."""
    words = person_words()
    lemma = head.lemma_.lower()
    return lemma in words.sources or lemma in (
        "government",
        "administration",
        "regime",
        "leadership",
    )
