"""Actors after people's decisions and the model's: merged, split, kept apart. Derived anew, so an undo leaves no trace."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from graph.ids import digest
from graph.model import Actor, ActorKind, Decision, Judge, StoredEntity, Verdict
from graph.resolve.ledger import Pair, standing

WITHOUT_NAME = (ActorKind.UNNAMED, ActorKind.GROUP)


def judged(
    actors: Sequence[Actor],
    ledger: Iterable[Decision],
    entities: Mapping[str, StoredEntity],
    joins: Sequence[Decision] = (),
) -> list[Actor]:
    """The actors with what people decided carried out, and then the model's `joins` ("entity is the same as actor"), as
    far as nobody decided otherwise.

    A decision names actors by id, or entities as "document/key": "entity is not actor" takes the entity out
    of the actor (a split), "actor is the same as actor" joins the two under the id of its left side.
    Decisions on what is no longer there wait until it is there again.
    """
    standing_now = [d for d in standing(ledger, "actor") if d.judge is Judge.PERSON]
    home = {_name(e): a.id for a in actors for e in a.entities}
    ids = {a.id for a in actors}
    pairs = [(d.right, home[d.left]) for d in joins if d.left in home and d.right in ids]
    out = _told_apart(actors, standing_now, entities, pairs)
    found = _split(actors, out, entities)
    return _merged(found, standing_now, _around(pairs, {a.id for a in found}))


def _told_apart(
    actors: Sequence[Actor],
    decisions: Sequence[Decision],
    entities: Mapping[str, StoredEntity],
    pairs: Sequence[Pair],
) -> set[str]:
    """Entities that are not the actor in which rules, people or the model had put them."""
    home = {_name(e): a.id for a in actors for e in a.entities}
    between_actors = [d for d in decisions if d.left not in entities and d.right not in entities]
    root = _roots(actors, between_actors, home, pairs)
    out: set[str] = set()
    for decision in decisions:
        if decision.verdict is Verdict.NOT_SAME:
            for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
                if one in home and other in root and _root(root, home[one]) == _root(root, other):
                    out.add(one)
    return out


def _split(
    actors: Sequence[Actor], out: Collection[str], entities: Mapping[str, StoredEntity]
) -> list[Actor]:
    """With these entities taken out of their actors, each an actor by itself."""
    found: list[Actor] = []
    for actor in actors:
        taken = [e for e in actor.entities if _name(e) in out]
        rest = tuple(e for e in actor.entities if e not in taken)
        found += [replace(actor, entities=rest)] if rest else []
        found += [_alone(actor, entities[_name(e)]) for e in taken]
    return found


def _around(pairs: Iterable[Pair], left: Collection[str]) -> list[Pair]:
    """The model's pairs without actors that are no more: two that were joined with such a one are joined with each other."""
    stands_for: dict[str, str] = {}
    found = []
    for pair in pairs:
        gone = [side for side in pair if side not in left]
        if len(gone) == 2:
            continue
        if gone and gone[0] not in stands_for:
            stands_for[gone[0]] = next(side for side in pair if side in left)
            continue
        into, out = (stands_for.get(side, side) for side in pair)
        if into != out:
            found.append((into, out))
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


def _merged(
    actors: Sequence[Actor], decisions: Sequence[Decision], pairs: Sequence[Pair]
) -> list[Actor]:
    by_id = {a.id: a for a in actors}
    root = _roots(actors, decisions, {_name(e): a.id for a in actors for e in a.entities}, pairs)
    groups: dict[str, list[Actor]] = {}
    for actor in actors:
        groups.setdefault(_root(root, actor.id), []).append(actor)
    return [_one(by_id[i], group) for i, group in groups.items()]


def _roots(
    actors: Sequence[Actor],
    decisions: Sequence[Decision],
    home: Mapping[str, str],
    pairs: Iterable[Pair] = (),
) -> dict[str, str]:
    """Which actor each is joined into: itself, or the left side of what joined it. People's decisions come first."""
    root = {a.id: a.id for a in actors}
    apart = [_ends(d, root, home) for d in decisions if d.verdict is Verdict.NOT_SAME]
    for decision in decisions:
        ends = _ends(decision, root, home)
        if decision.verdict is Verdict.SAME and ends and not _forbidden(ends, root, apart):
            left, right = _root(root, ends[0]), _root(root, ends[1])
            if left != right:
                root[right] = left
    _join(root, pairs, apart, {a.id for a in actors if a.kind not in WITHOUT_NAME})
    return root


def _join(
    root: dict[str, str],
    pairs: Iterable[Pair],
    apart: Sequence[Pair | None],
    named: set[str],
) -> None:
    """Join what the model joins, where no person told it apart.

    Two names come together only where the model compared them: who was merged with Ada Lund by a person does not come to Ola
    Lund by the model.
    """
    by_hand = {side for one in root for side in (one, root[one]) if root[one] != one}
    names = {_root(root, one) for one in named}
    for pair in pairs:
        into, out = (_root(root, side) for side in pair)
        both = into in names and out in names
        if into == out or _forbidden(pair, root, apart):
            continue
        if both and not (set(pair) <= named and by_hand.isdisjoint(pair)):
            continue
        if out in names and into not in names:
            into, out = out, into
        root[out] = into


def _ends(
    decision: Decision, by_id: Mapping[str, str], home: Mapping[str, str]
) -> tuple[str, str] | None:
    left = decision.left if decision.left in by_id else home.get(decision.left)
    right = decision.right if decision.right in by_id else home.get(decision.right)
    return (left, right) if left and right and left != right else None


def _forbidden(ends: Pair, root: Mapping[str, str], apart: Sequence[Pair | None]) -> bool:
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
    names = {n for a in group for n in _names_of(a, survivor)} - {survivor.name}
    return replace(
        survivor,
        aliases=tuple(sorted(names)),
        ids=tuple(sorted({i for a in group for i in a.ids})),
        country=survivor.country or next((a.country for a in group if a.country), None),
        entities=tuple(sorted(e for a in group for e in a.entities)),
    )


def _names_of(actor: Actor, survivor: Actor) -> tuple[str, ...]:
    """What the merged actor is called, too: "the driver" is no other name of Ada Lund."""
    if actor.kind is ActorKind.UNNAMED and survivor.kind is not ActorKind.UNNAMED:
        return actor.aliases
    return (actor.name, *actor.aliases)
