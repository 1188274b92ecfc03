"""Which named actor a word of a parsed sentence stands for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.model import ActorKind, Mention, Span
from graph.parse import Reading
from graph.parse.nameless_bodies import is_body

ACTOR_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NAMED_KINDS = frozenset(
    {ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT}
)
# People and bodies that act for the country or organisation whose name stands before them.
BODIES = frozenset(
    "government administration authorities authority officials official leadership regime forces force troops "
    "military army navy jets jet warplanes drones missiles soldiers warships state delegation negotiators "
    "diplomats ministers side parliament leaders lawmakers police ministry presidency campaign team executive judges "
    "court command strikes office camp management board representatives delegates envoys workers".split()
)


def actor_at(reading: Reading, token: Token) -> Mention | None:
    """The named actor whom the token stands for, itself or through a body of people, or None.

    "Lund", "he" (resolved) and "Norway" do; so does "Norwegian forces" (Norway); "the crowd" does not.
    """
    named = named_at(reading, token)
    if named is not None and is_body(token) and not is_named(reading, named):
        return (
            through_body(reading, token) or named
        )  # "Chad's delegation", which has no name itself
    return named or through_body(reading, token)


def named_at(reading: Reading, token: Token) -> Mention | None:
    """The actor that the token itself names."""
    key = reading.entity_of(token.doc[token.i : token.i + 1])
    if key is not None:
        entity = reading.entities[key]
        span = _covering(entity.mentions, token) or Span(token.idx, token.idx + len(token))
        return Mention(span, span.of(reading.document.text), key)
    if token.ent_type_ in ACTOR_LABELS and token.pos_ in ("PROPN", "NOUN", "ADJ", "X"):
        tokens = _name(token)
        return Mention(Span(tokens.start_char, tokens.end_char), tokens.text, None)
    return None


def is_named(reading: Reading, mention: Mention) -> bool:
    """Whether the mention leads to a name, not to a group ("26 countries") or an unnamed source."""
    if mention.entity is None:
        return True
    return reading.entities[mention.entity].kind in NAMED_KINDS | {ActorKind.PLACE}


def kind_of(reading: Reading, mention: Mention, token: Token) -> str:
    """ "person", "place" or "organisation", from the entity or else from spaCy's label."""
    if mention.entity is not None:
        kind = reading.entities[mention.entity].kind
        if kind is ActorKind.PERSON:
            return "person"
        return "place" if kind in (ActorKind.COUNTRY, ActorKind.PLACE) else "organisation"
    label = token.ent_type_
    return (
        "person"
        if label == "PERSON"
        else "place"
        if label in ("GPE", "LOC", "FAC", "NORP")
        else "organisation"
    )


def members(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it: "France, Britain and Estonia"."""
    yield token
    listed = {t.i: t for t in token.conjuncts if t.i > token.i}
    for name in _misread_as_apposed(token):
        listed |= {t.i: t for t in (name, *name.conjuncts) if t.i > token.i}
    yield from (listed[i] for i in sorted(listed))


def _misread_as_apposed(token: Token) -> Iterator[Token]:
    """Names of a list that the parser takes for another name of its first: "Norway" in "Poland, Norway, Chad and Peru".

    Not "Norway" in "Oslo, Norway and Rome": a town and its country look like a list of three.
    """
    if token.pos_ != "PROPN":
        return
    for name in token.children:
        if name.dep_ != "appos" or name.pos_ != "PROPN" or name.i < token.i:
            continue
        beside = [
            t for t in (*name.conjuncts, *token.conjuncts) if t.i > name.i and t.pos_ == "PROPN"
        ]
        place = token.ent_type_ == name.ent_type_ == "GPE"
        commas = any(t.text == "," for t in token.doc[token.i : name.i])
        if commas and beside and not (place and len(beside) == 1):
            yield name


def same_actor(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one actor, as far as the document tells."""
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    return one.text.casefold() == other.text.casefold()


def through_body(reading: Reading, token: Token) -> Mention | None:
    """Whom a body of people acts for: "White House officials" the White House, "Polish ministers" Poland."""
    if token.lower_ not in BODIES:
        return None
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < token.i:
            found = named_at(reading, child)
            if found is not None and found.entity is not None:
                return found
    return None


_OFFICES = frozenset(
    "president premier chancellor minister king queen emir sultan ambassador envoy secretary leader".split()
)


def through_office(reading: Reading, token: Token) -> Mention | None:
    """The country whose office an unnamed person holds: "the Turkish foreign minister", "Chad's president"."""
    if token.lemma_.lower() not in _OFFICES:
        return None
    for child in token.children:
        if child.i < token.i and child.ent_type_ in ("NORP", "GPE"):
            found = named_at(reading, child)
            if found is not None and found.entity is not None:
                country = reading.entities[found.entity].kind is ActorKind.COUNTRY
                return found if country else None
    return None


def _covering(spans: tuple[Span, ...], token: Token) -> Span | None:
    inside = [s for s in spans if s.start <= token.idx < s.end]
    return min(inside, key=len) if inside else None


def _name(token: Token) -> Tokens:
    """spaCy's name around the token, without an article."""
    first = last = token.i
    doc = token.doc
    while doc[first].ent_iob_ == "I" and first > 0:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    while first < last and doc[first].tag_ == "DT":
        first += 1
    while last > first and doc[last].tag_ == "POS":
        last -= 1
    return doc[first : last + 1]
