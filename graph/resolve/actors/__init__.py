"""Entities of documents → actors over documents, with a reason for each join; people's decisions outrank all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ids import digest
from graph.knowledge import Knowledge, KnownActor
from graph.model import Actor, ActorKind, Decision, Entity, Findings, StoredEntity, Verdict
from graph.resolve.actors.candidates import Candidate, Now, candidates_of
from graph.resolve.actors.evidence import Cluster
from graph.resolve.actors.index import ActorIndex, reference
from graph.resolve.actors.judged import WITHOUT_NAME, judged
from graph.resolve.actors.links import linked
from graph.resolve.actors.profile import profiles
from graph.resolve.mentions import Merging, same_or_may_be

Place = tuple[str, int]  # document id, entity key


@dataclass(frozen=True, slots=True)
class Resolution:
    """Actors by id, and the automatic decisions that made them (a derived part of the ledger).

    `merges` are those of the model that stand: no person decided otherwise.
    """

    actors: tuple[Actor, ...]
    decisions: tuple[Decision, ...] = ()
    merges: tuple[Decision, ...] = ()

    def why(self, actor: str, ledger: Iterable[Decision] = ()) -> tuple[Decision, ...]:
        """Everything decided about an actor: by rules on its entities, by people on it or on them."""
        found = next((a for a in self.actors if a.id == actor), None)
        parts = {actor} | ({reference(*e) for e in found.entities} if found else set())
        lines = [d for d in (*self.decisions, *ledger) if d.kind in ("actor", "link")]
        return tuple(d for d in lines if d.left in parts or d.right in parts)


def resolve(
    entities: Iterable[StoredEntity],
    knowledge: Knowledge | None = None,
    ledger: Iterable[Decision] = (),
    merging: Merging = Merging.BALANCED,
) -> Resolution:
    """Actors of all entities, sorted by id. The order of the documents does not matter."""
    knowledge = knowledge or Knowledge.load()
    stored = list(entities)
    index = ActorIndex(knowledge)
    by_document: dict[str, list[StoredEntity]] = defaultdict(list)
    for each in stored:
        by_document[each.document].append(each)
    index.add_profiles(p for _, of in sorted(by_document.items()) for p in profiles(of, knowledge))
    names = _ids(index.clusters)
    lines = tuple(ledger)
    everyone = [_actor(c, names[c.number], knowledge) for c in index.clusters]
    told = _described(by_document, everyone, merging)
    before = _told_of(everyone, stored, told, lines)
    automatic = (*index.decisions(names), *told)
    joins = [d for d in told if d.verdict is Verdict.SAME]
    actors = judged(before, lines, {reference(s.document, s.entity.key): s for s in stored}, joins)
    actors = linked(actors, before, stored, knowledge, lines)
    finished = _finished(actors, stored, tuple(candidates_of(automatic, before, actors, lines)))
    now = Now(before, actors)
    merges = tuple(d for d in joins if now.of(d.left) == now.of(d.right) is not None)
    return Resolution(finished, automatic, merges)


def _described(
    by_document: Mapping[str, Sequence[StoredEntity]], actors: Iterable[Actor], merging: Merging
) -> tuple[Decision, ...]:
    """People of several texts who are one, or may be."""
    ids = {place: actor.id for actor in actors for place in actor.entities}
    named = {place: a.id for a in actors if a.kind not in WITHOUT_NAME for place in a.entities}
    documents = (of for _, of in sorted(by_document.items()))
    return same_or_may_be(documents, named, ids, merging)


def _told_of(
    actors: Iterable[Actor],
    entities: Iterable[StoredEntity],
    told: Iterable[Decision],
    ledger: Iterable[Decision],
) -> list[Actor]:
    """Without people whom one text describes in passing, unless another may tell of them or a person decided so."""
    idle = {(s.document, s.entity.key): s.entity for s in entities if s.entity.idle}
    everyone = list(actors)
    passing = [actor for actor in everyone if idle.keys() >= set(actor.entities)]
    if not passing:
        return everyone
    gone = {actor.id for actor in passing} - _wanted(everyone, passing, idle, told, ledger)
    return [actor for actor in everyone if actor.id not in gone]


def _wanted(
    actors: Sequence[Actor],
    passing: Sequence[Actor],
    idle: Mapping[Place, Entity],
    told: Iterable[Decision],
    ledger: Iterable[Decision],
) -> set[str]:
    """Ids of actors that something is decided on, or that may be somebody of another text, and are told apart in each."""
    owner = {reference(*place): actor for actor in actors for place in actor.entities}
    by_id = {actor.id: actor for actor in actors}
    vague = {
        actor.id
        for actor in passing
        if not any((p := idle[place].portrait) and p.apart for place in actor.entities)
    }
    wanted: set[str] = set()
    for line in told:
        sides = [by_id.get(side) or owner.get(side) for side in (line.left, line.right)]
        both = [actor for actor in sides if actor is not None]
        if line.verdict is Verdict.SAME or (_of_two_texts(both) and not _ids_of(both) & vague):
            wanted |= _ids_of(both)
    for line in ledger:
        if line.kind == "actor":
            sides = [by_id.get(side) or owner.get(side) for side in (line.left, line.right)]
            wanted |= _ids_of(actor for actor in sides if actor is not None)
    return wanted


def _ids_of(actors: Iterable[Actor]) -> set[str]:
    return {actor.id for actor in actors}


def _of_two_texts(actors: Sequence[Actor]) -> bool:
    """Whether each of two is told of in a text in which the other is not."""
    texts = [{document for document, _ in actor.entities} for actor in actors]
    return len(texts) == 2 and not (texts[0] <= texts[1] or texts[1] <= texts[0])


def stored(findings: Findings) -> list[StoredEntity]:
    """The entities of one document as the resolver reads them."""
    document = findings.document
    return [
        StoredEntity(
            document.id,
            entity,
            tuple(sorted({" ".join(s.of(document.text).split()) for s in entity.mentions})),
            len(entity.mentions),
            document.published,
        )
        for entity in findings.entities
    ]


def _ids(clusters: Sequence[Cluster]) -> dict[int, str]:
    """The knowledge base's id, or a hash of the name; of several actors of one name the lesser add what tells
    them apart, so that the id of the most mentioned one stays."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    ranked = sorted(clusters, key=lambda c: (-len(c.entities), c.country or "", c.entities[0]))
    for cluster in ranked:
        for parts in _identities(cluster):
            name = digest("actor", *parts)
            if name not in taken:
                break
        taken.add(name)
        names[cluster.number] = name
    return names


def _identities(cluster: Cluster) -> Iterable[tuple[str, ...]]:
    if cluster.known:
        yield ("known", cluster.known)
    document, key = min(cluster.entities)
    if cluster.kind not in (ActorKind.UNNAMED,) and _shared_name(cluster):
        named = (str(cluster.kind), _identity_name(cluster))
        yield named
        yield (*named, cluster.country or "")
    yield ("of", document, str(key))


def _shared_name(cluster: Cluster) -> bool:
    """A bare surname, or a vague group, is not enough to be found again under."""
    if cluster.kind is ActorKind.PERSON:
        return cluster.full
    return (
        cluster.kind is not ActorKind.GROUP
        or cluster.cardinality is not None
        or len(cluster.entities) > 1
    )


def _identity_name(cluster: Cluster) -> str:
    forms = [f for f in cluster.forms if len(f) > 1] or list(cluster.forms)
    best = max(sorted(forms), key=lambda f: cluster.forms[f])
    return f"{best[0]} {best[-1]}" if cluster.kind is ActorKind.PERSON else " ".join(best)


def _actor(cluster: Cluster, name: str, knowledge: Knowledge) -> Actor:
    known = knowledge.actors.get(cluster.known or "")
    label = known.name if known else _label(cluster)
    aliases = {a for a in (*cluster.names, *cluster.aliases) if a != label}
    return Actor(
        id=name,
        name=label,
        kind=cluster.kind,
        aliases=tuple(sorted(aliases)),
        ids=_identifiers(known),
        country=known.country if known else cluster.country,
        cardinality=cluster.cardinality,
        entities=tuple(sorted(cluster.entities)),
    )


def _identifiers(known: KnownActor | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(known.ids)) if known else ()


def _label(cluster: Cluster) -> str:
    """The name most used; of a person one with a first name."""
    names: Counter[str] = cluster.names
    if cluster.kind is ActorKind.PERSON and cluster.full:
        names = Counter({n: w for n, w in names.items() if " " in n.strip()}) or names
    return max(sorted(names), key=lambda n: names[n])


def _finished(
    actors: Sequence[Actor], entities: Sequence[StoredEntity], candidates: Iterable[Candidate]
) -> tuple[Actor, ...]:
    """With members and candidates as ids of actors."""
    owner = {place: actor.id for actor in actors for place in actor.entities}
    members = {(s.document, s.entity.key): s.entity.members for s in entities if s.entity.members}
    listed: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        listed[candidate.actor].append(candidate)
    finished = [
        replace(
            actor,
            members=tuple(sorted(_members(actor, members, owner))),
            candidates=tuple((c.other, c.score) for c in listed.get(actor.id, ())),
            candidate_reasons=tuple((c.other, c.reason) for c in listed.get(actor.id, ())),
        )
        for actor in actors
    ]
    return tuple(sorted(finished, key=lambda actor: actor.id))


def _members(
    actor: Actor,
    members: Mapping[tuple[str, int], tuple[int, ...]],
    owner: Mapping[tuple[str, int], str],
) -> set[str]:
    found = ((place[0], key) for place in actor.entities for key in members.get(place, ()))
    return {owner[place] for place in found if place in owner} - {actor.id}


__all__ = ["ActorIndex", "Merging", "Resolution", "reference", "resolve", "stored"]
