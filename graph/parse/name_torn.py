"""Persons' names that the tagger tore: at a particle ("Rhodri ap | Lund"), or into a place and a people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.knowledge import Knowledge
from graph.parse.name_labels import Label, Name
from graph.parse.person_words import bare, person_words

_PARTICLES = frozenset(
    "ap ab ferch bin ibn bint binti al el van von der den ter de da di del della dos du la le zu af".split()
)
_TORN = (Label.PLACE, Label.PEOPLE, Label.BODY)


def with_torn_persons(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """The names with those of persons whole: "Rhodri ap Lund", "Lafa Tuila, a lawyer, said".

    Not: "President de Lund" ("President" is no name), "Oslo Rugby, a club".
    """
    ends = {n.end: n for n in names}
    taken = {i for n in names for i in range(n.start, n.end)}
    found: list[Name] = []
    for name in names:
        before = ends.get(name.start)
        if found and before is found[-1] and _is_one_person(doc, before, name, knowledge):
            found[-1] = Name(before.start, name.end, Label.PERSON)
            continue
        whole = _with_particle(doc, name, taken)
        if found and whole.start == name.start and _is_first_of(doc, found[-1], name):
            whole = replace(name, start=found.pop().start, titled=0)
        found.append(whole)
    return found


def _is_first_of(doc: Doc, first: Name, last: Name) -> bool:
    """ "Rhodri" and "Lund" with nothing but "ap" between them."""
    between = [doc[i].text for i in range(first.end, last.start)]
    persons = first.label is last.label is Label.PERSON and not (first.senses or last.senses)
    return persons and len(between) in (1, 2) and set(between) <= _PARTICLES


def _with_particle(doc: Doc, name: Name, taken: Collection[int]) -> Name:
    if name.label is not Label.PERSON or name.senses or name.start < 2:
        return name
    first = name.start
    while first > 1 and doc[first - 1].text in _PARTICLES and first - 1 not in taken:
        first -= 1
    word = doc[first - 1]
    if first == name.start or first - 1 in taken or not _is_first_name(word):
        return name
    return replace(name, start=first - 1, titled=0)


def _is_first_name(word: Token) -> bool:
    words = person_words()
    plain = word.text.istitle() and word.text.isalpha() and word.pos_ in ("PROPN", "NOUN", "ADJ")
    return plain and not word.is_stop and bare(word.text) not in words.titles | words.offices


def _is_one_person(doc: Doc, one: Name, other: Name, knowledge: Knowledge) -> bool:
    """Whether two names of one word each, the one beside the other, are those of somebody who has a post."""
    if one.senses or other.senses or len(one) > 1 or len(other) > 1:
        return False
    if one.label not in _TORN or other.label not in _TORN:
        return False
    first, last = doc[one.start], doc[other.start]
    if not (first.dep_ == "compound" and first.head.i == last.i and last.text.istitle()):
        return False
    known = knowledge.country_of_place(first.text) or knowledge.country_of_demonym(first.text)
    people = person_words().offices
    return known is None and any(
        c.dep_ == "appos" and c.i > last.i and bare(c.text) in people for c in last.children
    )


__all__ = ["with_torn_persons"]
