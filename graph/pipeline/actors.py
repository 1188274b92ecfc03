"""Entities → actors, by what the resolver of `graph.resolve` decides."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Actor, Decision, StoredEntity
from graph.resolve.actors import resolve


def resolve_actors(
    entities: Sequence[StoredEntity], ledger: Sequence[Decision]
) -> tuple[Actor, ...]:
    """Actors over all documents, people's decisions carried out, sorted by id."""
    return resolve(entities, ledger=ledger).actors
