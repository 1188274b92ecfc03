"""For which country or body a person decides: by office held, not by office sought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from graph.lexicons.leaders import leaders
from graph.model import ActorKind, Entity, Findings, Mention
from graph.parse import Reading

_GOVERNS = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|emperor|pm|taoiseach|minister|secretary"
    r"|treasurer|government|leader|attorney general|chief of staff|spokes\w+|vice.president|ambassador|envoy)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:president|chief|head|director|secretary.general|executive|ceo|spokes\w+|commissioner|chair\w*|leader|official"
    r"|representative|governor|boss)\b",
    re.IGNORECASE,
)
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex-|candidate|nominee|elect\b|shadow|opposition|contender|hopeful|front-?runner|presumptive|rival|deputy leader)",
    re.I,
)


def offices(reading: Reading, so_far: Findings) -> Iterator[tuple[int, int]]:
    """(person's entity, entity of the country or body for which the person decides)."""
    out = _out_of_office(reading, so_far)
    for entity in list(reading.entities):
        if entity.kind is not ActorKind.PERSON or entity.key in out:
            continue
        if _is_yet_to_govern(entity.name, reading.document.published):
            continue
        held = _known_office(entity.name, reading.document.published)
        if held is not None and (key := country_key(reading, held)) is not None:
            yield entity.key, key
        words = " ".join(entity.descriptions)
        if entity.country and _GOVERNS.search(words) and not _NOT_IN_OFFICE.search(words):
            key = country_key(reading, entity.country)
            if key is not None:
                yield entity.key, key
    for role in so_far.roles:
        if role.person.entity is None or role.person.entity in out:
            continue
        name = reading.entities[role.person.entity].name
        if _is_yet_to_govern(name, reading.document.published):
            continue
        key = _role_body(reading, role.title, role.organisation)
        if key is not None:
            yield role.person.entity, key


def _out_of_office(reading: Reading, so_far: Findings) -> set[int]:
    """Persons of whom the text says anywhere that they left the post, or only run for it."""
    out = {
        role.person.entity
        for role in so_far.roles
        if role.person.entity is not None
        and (role.former or role.elect or _NOT_IN_OFFICE.search(role.title))
    }
    for entity in reading.entities:
        if _NOT_IN_OFFICE.search(" ".join(entity.descriptions)):
            out.add(entity.key)
    return out


def _role_body(reading: Reading, title: str, organisation: Mention | None) -> int | None:
    if organisation is None and title.lower() == "secretary of state":
        return country_key(reading, "US")
    if organisation is None or organisation.entity is None:
        return None
    entity = reading.entities[organisation.entity]
    if entity.kind is ActorKind.COUNTRY and _GOVERNS.search(title):
        return entity.key
    if entity.kind is ActorKind.GOVERNMENT and _GOVERNS.search(title):
        return country_key(reading, entity.country)
    if entity.kind is ActorKind.ORGANISATION and _HEADS.search(title):
        return entity.key
    return None


def country_key(reading: Reading, iso: str | None) -> int | None:
    country = reading.knowledge.country(iso) if iso else None
    if country is None:
        return None
    template = Entity(
        key=-1, name=country.name, kind=ActorKind.COUNTRY, known=country.id, country=iso
    )
    return reading.known_entity(country.id, template)


def _is_yet_to_govern(name: str, published: date | None) -> bool:
    """A leader before the first term: a candidate. After it, "President Holm sent …" tells of the country."""
    terms = leaders().get(name, ())
    return bool(terms) and published is not None and published < min(first for _, first, _ in terms)


def _known_office(name: str, published: date | None) -> str | None:
    if published is None:
        return None
    return next(
        (iso for iso, first, last in leaders().get(name, ()) if first <= published <= last), None
    )
