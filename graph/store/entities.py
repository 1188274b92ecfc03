"""What a record keeps of the entities of its documents, read back for the resolver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from graph import terms
from graph.assemble.graph import plain
from graph.assemble.portraits import read_portrait
from graph.assemble.reader import Reader, node, words
from graph.ids import Minter
from graph.model import ActorKind, Entity, Gender, StoredEntity

_Values = dict[NamedNode, list[str]]
_PREDICATES = (
    terms.KEY,
    terms.LABEL,
    terms.KIND,
    terms.KNOWN_AS,
    terms.GENDER,
    terms.COUNTRY_CODE,
    terms.CARDINALITY,
    terms.MENTION_COUNT,
    terms.WORDED_AS,
    terms.DESCRIPTION,
    terms.HAS_MEMBER_AS,
    terms.PORTRAIT,
    terms.IDLE,
)


def stored_entities(
    reader: Reader, minter: Minter, document: str | None
) -> tuple[StoredEntity, ...]:
    """Those of one document, or of all, by document and key. For all: one scan a predicate."""
    graph = NamedNode(minter.document_graph(document)) if document is not None else None
    actors = {
        node(quad.subject): defaultdict[NamedNode, list[str]](list)
        for quad in reader.match(predicate=terms.TYPE, thing=terms.DOCUMENT_ACTOR, graph=graph)
    }
    for predicate in _PREDICATES:
        for quad in reader.match(predicate=predicate, graph=graph):
            _collect(actors, quad)
    return _sorted(actors, minter, _dates(reader, graph))


def worded(reader: Reader, minter: Minter, wordings: Iterable[str]) -> tuple[StoredEntity, ...]:
    """Those with a mention in exactly one of these wordings. Cost grows with what is found only."""
    found = {
        node(quad.subject): defaultdict[NamedNode, list[str]](list)
        for wording in sorted(set(wordings))
        for quad in reader.match(predicate=terms.WORDED_AS, thing=plain(wording))
    }
    for actor in found:
        for quad in reader.match(subject=actor):
            _collect(found, quad)
    dates: dict[str, date] = {}
    for document in {_document(actor, minter) for actor in found}:
        dates |= _dates(reader, NamedNode(minter.document_graph(document)))
    return _sorted(found, minter, dates)


def _dates(reader: Reader, graph: NamedNode | None) -> dict[str, date]:
    """When the documents were published, by their IRI."""
    found = reader.match(predicate=terms.PUBLISHED, graph=graph)
    return {node(quad.subject).value: date.fromisoformat(words(quad.object)) for quad in found}


def _document(actor: NamedNode, minter: Minter) -> str:
    return minter.local(actor.value, "document").partition("/actor/")[0]


def _collect(actors: dict[NamedNode, defaultdict[NamedNode, list[str]]], quad: Quad) -> None:
    values = actors.get(node(quad.subject))
    if values is not None and isinstance(quad.object, NamedNode | Literal):
        values[quad.predicate].append(quad.object.value)


def _sorted(
    actors: dict[NamedNode, defaultdict[NamedNode, list[str]]],
    minter: Minter,
    dates: Mapping[str, date],
) -> tuple[StoredEntity, ...]:
    entities = (_entity(actor, values, minter, dates) for actor, values in actors.items())
    return tuple(sorted(entities, key=lambda stored: (stored.document, stored.entity.key)))


def _entity(
    actor: NamedNode, values: _Values, minter: Minter, dates: Mapping[str, date]
) -> StoredEntity:
    def one(predicate: NamedNode) -> str | None:
        return next(iter(values.get(predicate, ())), None)

    def member(predicate: NamedNode, scheme: str) -> str | None:
        value = one(predicate)
        return terms.member_of(scheme, NamedNode(value)) if value else None

    document = _document(actor, minter)
    gender, cardinality = member(terms.GENDER, "gender"), one(terms.CARDINALITY)
    entity = Entity(
        key=int(one(terms.KEY) or 0),
        name=one(terms.LABEL) or "",
        kind=ActorKind(member(terms.KIND, "kind") or "organisation"),
        known=one(terms.KNOWN_AS),
        gender=Gender(gender) if gender else None,
        country=one(terms.COUNTRY_CODE),
        cardinality=int(cardinality) if cardinality else None,
        members=tuple(sorted(_key(value) for value in values.get(terms.HAS_MEMBER_AS, ()))),
        descriptions=tuple(sorted(values.get(terms.DESCRIPTION, ()))),
        portrait=read_portrait(one(terms.PORTRAIT)),
        idle=one(terms.IDLE) == "true",
    )
    wordings = tuple(sorted(values.get(terms.WORDED_AS, ())))
    mentions = int(one(terms.MENTION_COUNT) or 0)
    published = dates.get(minter.document(document))
    return StoredEntity(document, entity, wordings, mentions, published)


def _key(iri: str) -> int:
    return int(iri.rpartition("/")[2])
