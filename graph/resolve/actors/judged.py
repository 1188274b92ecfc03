"""Actors after people's decisions: merged, split, kept apart. Derived anew each time, so an undo leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.ids import digest
from graph.model import Actor, Decision, Judge, StoredEntity, Verdict
from graph.resolve.ledger import standing


def judged(
    actors: Sequence[Actor], ledger: Iterable[Decision], entities: Mapping[str, StoredEntity]
) -> list[Actor]:
    """The actors with what people decided carried out.

    A decision names actors by id, or entities as "document/key": "entity is not actor" takes the entity out
    of the actor (a split), "actor is the same as actor" joins the two under the id of its left side.
    Decisions on what is no longer there wait until it is there again.
    """
    standing_now = [d for d in standing(ledger, "actor") if d.judge is Judge.PERSON]
    found = _split(actors, standing_now, entities)
    return _merged(found, standing_now)


def _split(
    actors: Sequence[Actor], decisions: Sequence[Decision], entities: Mapping[str, StoredEntity]
) -> list[Actor]:
    """Entities told apart from an actor taken out of it, also where a merge had brought them there."""
    home = {_name(e): a.id for a in actors for e in a.entities}
    between_actors = [d for d in decisions if d.left not in entities and d.right not in entities]
    root = _roots(actors, between_actors, home)
    out: set[str] = set()
    for decision in decisions:
        if decision.verdict is Verdict.NOT_SAME:
            for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
                if one in home and other in root and _root(root, home[one]) == _root(root, other):
                    out.add(one)
    found: list[Actor] = []
    for actor in actors:
        taken = [e for e in actor.entities if _name(e) in out]
        rest = tuple(e for e in actor.entities if e not in taken)
        found += [replace(actor, entities=rest)] if rest else []
        found += [_alone(actor, entities[_name(e)]) for e in taken]
    return found


def _name(place: tuple[str, int]) -> str:
    return f"{place[0]}/{place[1]}"


def _alone(actor: Actor, stored: StoredEntity) -> Actor:
    """An actor of one entity that was taken out of another."""
    entity = stored.entity
    return Actor(
        id=digest("actor", "split", actor.id, stored.document, entity.key),
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        cardinality=entity.cardinality,
        entities=((stored.document, entity.key),),
    )


def _merged(actors: Sequence[Actor], decisions: Sequence[Decision]) -> list[Actor]:
    by_id = {a.id: a for a in actors}
    root = _roots(actors, decisions, {_name(e): a.id for a in actors for e in a.entities})
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(_root(root, actor.id), []).append(actor)
    return [_one(by_id[i], group) for i, group in groups.items()]


def _roots(
    actors: Sequence[Actor], decisions: Sequence[Decision], home: Mapping[str, str]
) -> dict[str, str]:
    """Which actor each is joined into: itself, or the left side of what joined it."""
    root = {a.id: a.id for a in actors}
    apart = [_ends(d, root, home) for d in decisions if d.verdict is Verdict.NOT_SAME]
    for decision in decisions:
        ends = _ends(decision, root, home)
        if decision.verdict is Verdict.SAME and ends and not _forbidden(ends, root, apart):
            left, right = _root(root, ends[0]), _root(root, ends[1])
            if left != right:
                root[right] = left
    return root


def _ends(
    decision: Decision, by_id: Mapping[str, str], home: Mapping[str, str]
) -> tuple[str, str] | None:
    left = decision.left if decision.left in by_id else home.get(decision.left)
    right = decision.right if decision.right in by_id else home.get(decision.right)
    return (left, right) if left and right and left != right else None


def _forbidden(
    ends: tuple[str, str], root: Mapping[str, str], apart: Sequence[tuple[str, str] | None]
) -> bool:
    """Whether joining would bring together two that were told apart."""
    mine = {_root(root, ends[0]), _root(root, ends[1])}
    return any({_root(root, a), _root(root, b)} == mine for a, b in (p for p in apart if p))


def _root(root: Mapping[str, str], one: str) -> str:
    while root[one] != one:
        one = root[one]
    return one


def _one(survivor: Actor, group: Sequence[Actor]) -> Actor:
    if len(group) == 1:
        return survivor
    names = {n for a in group for n in (a.name, *a.aliases)} - {survivor.name}
    return replace(
        survivor,
        aliases=tuple(sorted(names)),
        ids=tuple(sorted({i for a in group for i in a.ids})),
        country=survivor.country or next((a.country for a in group if a.country), None),
        entities=tuple(sorted(e for a in group for e in a.entities)),
    )
