"""Actors, documents, posts, events and mentions as FollowTheMoney entities, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from graph.export.source import Source, rows
from graph.export.tables import table
from graph.ids import digest

_SCHEMA = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "country": "PublicBody",  # FollowTheMoney has no country as an entity of its own
    "group": "LegalEntity",
    "unnamed": "LegalEntity",
    "place": "Address",
}
_LANGUAGES = {"en": "eng"}  # theirs are of three letters; only English is read
_DOCUMENTS = """SELECT ?id ?title ?name ?outlet ?published ?url ?author ?language WHERE {
  ?id a schema:NewsArticle ; schema:identifier ?name .
  OPTIONAL { ?id schema:headline ?title } OPTIONAL { ?id rec:publisherName ?outlet }
  OPTIONAL { ?id schema:datePublished ?published } OPTIONAL { ?id schema:url ?url }
  OPTIONAL { ?id schema:author ?author } OPTIONAL { ?id schema:inLanguage ?language } } ORDER BY ?id"""
_MEMBERSHIPS = """SELECT ?id ?member ?organization ?role ?date ?proof WHERE {
  ?id a org:Membership ; org:member ?member ; org:organization ?organization ; rec:title ?role ; rec:document ?proof .
  OPTIONAL { ?id rec:asOf ?date } } ORDER BY ?id"""
_EVENTS = """SELECT ?id ?name ?date ?location ?involved ?proof WHERE {
  ?id a sem:Event ; rdfs:label ?name ; rec:document ?proof .
  OPTIONAL { ?id sem:hasTime/rec:start ?date } OPTIONAL { ?id sem:hasPlace/rdfs:label ?location }
  OPTIONAL { ?id sem:hasActor ?involved } } ORDER BY ?id ?involved"""
# A mention is of somebody who can act: an Address cannot be mentioned there.
_MENTIONS = """SELECT ?id ?document ?resolved ?name WHERE {
  ?id a rec:DocumentActor ; rec:document ?document ; rec:actor ?resolved ; rdfs:label ?name .
  ?resolved rec:kind ?kind . FILTER(?kind != rec:kind-place) } ORDER BY ?id"""

Entity = dict[str, object]


def follow_the_money(source: Source, out: IO[bytes]) -> None:
    """All entities, sorted by schema and id."""
    for entity in sorted(entities(source), key=lambda e: (str(e["schema"]), str(e["id"]))):
        out.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def entities(source: Source) -> Iterator[Entity]:
    """Entities in no fixed order. Ids are hashes of our IRIs, since theirs may hold no slashes."""
    for row in table(source, "actors"):
        aliases = [a for a in row.get("aliases", "").split("; ") if a]
        known = [
            k.partition(":")[2]
            for k in row.get("known_as", "").split("; ")
            if k.startswith("wikidata:")
        ]
        name = "full" if row["kind"] == "place" else "name"
        country = {"country": [row["country"].lower()]} if "country" in row else {}
        more = {} if row["kind"] == "place" else {"alias": aliases, "wikidataId": known}
        yield _entity(_SCHEMA[row["kind"]], row["id"], {name: [row["name"]], **more, **country})
    for row in rows(source, _DOCUMENTS):
        yield _entity("Article", row["id"], _article(row))
    for row in rows(source, _MEMBERSHIPS):
        ends = {end: [_id(row[end])] for end in ("member", "organization", "proof")}
        yield _entity(
            "Membership", row["id"], {**ends, "role": [row["role"]], "date": _one(row, "date")}
        )
    yield from _joined("Event", rows(source, _EVENTS), ("involved", "proof"))
    yield from _joined("Mention", rows(source, _MENTIONS), ("document", "resolved"))


def _article(row: dict[str, str]) -> dict[str, list[str]]:
    return {
        "title": [row.get("title", row["name"])],
        "publisher": _one(row, "outlet"),
        "publishedAt": _one(row, "published"),
        "sourceUrl": _one(row, "url"),
        "author": _one(row, "author"),
        "language": [_LANGUAGES[code] for code in _one(row, "language") if code in _LANGUAGES],
    }


def _joined(schema: str, found: list[dict[str, str]], links: tuple[str, ...]) -> Iterator[Entity]:
    """One entity an id, its values joined."""
    properties: dict[str, dict[str, set[str]]] = {}
    for row in found:
        values = properties.setdefault(row.pop("id"), {})
        for name, value in row.items():
            values.setdefault(name, set()).add(_id(value) if name in links else value)
    for iri, values in properties.items():
        yield _entity(schema, iri, {name: sorted(v) for name, v in values.items()})


def _entity(schema: str, iri: str, properties: dict[str, list[str]]) -> Entity:
    filled = {name: values for name, values in properties.items() if values}
    return {"id": _id(iri), "schema": schema, "properties": filled}


def _id(iri: str) -> str:
    return f"rec-{digest(iri)}"


def _one(row: dict[str, str], column: str) -> list[str]:
    return [row[column]] if column in row else []
