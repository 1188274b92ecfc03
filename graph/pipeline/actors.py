"""Entities → actors, by what the resolver of `graph.resolve` decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.ids import digest
from graph.knowledge import fold
from graph.model import Actor, ActorKind, Decision, StoredEntity


def resolve_actors(
    entities: Sequence[StoredEntity], ledger: Sequence[Decision]
) -> tuple[Actor, ...]:
    """One actor for the entities that share an identifier or a full name, sorted by id."""
    groups: dict[tuple[str, ...], list[StoredEntity]] = defaultdict(list)
    for stored in entities:
        groups[_identity(stored)].append(stored)
    found = (_actor(identity, group) for identity, group in sorted(groups.items()))
    return tuple(sorted(found, key=lambda actor: actor.id))


def _identity(stored: StoredEntity) -> tuple[str, ...]:
    entity = stored.entity
    if entity.known:
        return ("known", entity.known)
    if entity.kind in (ActorKind.UNNAMED, ActorKind.GROUP):
        return ("of", stored.document, str(entity.key))
    return ("named", entity.kind.value, fold(entity.name))


def _actor(identity: tuple[str, ...], group: Sequence[StoredEntity]) -> Actor:
    first = group[0].entity
    wordings = {w for stored in group for w in stored.wordings}
    return Actor(
        id=digest("actor", *identity),
        name=first.name,
        kind=first.kind,
        aliases=tuple(sorted(wordings - {first.name})),
        country=first.country,
        cardinality=first.cardinality,
        entities=tuple((stored.document, stored.entity.key) for stored in group),
    )
