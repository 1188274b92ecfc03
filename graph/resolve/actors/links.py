"""Actors ↔ things in outside knowledge bases: candidates with a confidence until a person, or who wrote the knowledge
base that ships, has said so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.knowledge import Knowledge
from graph.model import Actor, ActorKind, ActorLink, Decision, Judge, StoredEntity, Verdict
from graph.resolve.ledger import standing

WIKIDATA = "http://www.wikidata.org/entity/"
BY_NAME = 0.9  # a public figure's name, and nothing else that the documents say of the person
_Place = tuple[str, int]


def linked(
    actors: Sequence[Actor],
    before: Sequence[Actor],
    entities: Iterable[StoredEntity],
    knowledge: Knowledge,
    ledger: Iterable[Decision],
) -> list[Actor]:
    """The actors with their links. `before` are the actors before people merged and split them: decisions that
    name one of these follow it into the actor that it became."""
    found = _of_knowledge(actors, entities, knowledge)
    now = _became(actors, before)
    for decision in standing(ledger, "link"):
        actor = now.get(decision.left)
        if actor is not None:
            found[actor][decision.right] = decision
    return [replace(actor, links=_sorted(found.get(actor.id, {}))) for actor in actors]


def _of_knowledge(
    actors: Sequence[Actor], entities: Iterable[StoredEntity], knowledge: Knowledge
) -> dict[str, dict[str, Decision]]:
    """What the shipped and the user's own knowledge base say, as decisions of a rule."""
    stored = {(s.document, s.entity.key): s for s in entities}
    found: dict[str, dict[str, Decision]] = defaultdict(dict)
    for actor in actors:
        for known in sorted(_known(actor, stored)):
            fact = knowledge.actors.get(known)
            for scheme, identifier in fact.ids if fact else ():
                if scheme == "wikidata":
                    link = _link(actor, WIKIDATA + identifier, fact.name if fact else "", stored)
                    found[actor.id][link.right] = link
    return found


def _known(actor: Actor, stored: Mapping[_Place, StoredEntity]) -> set[str]:
    mine = (stored[place].entity for place in actor.entities if place in stored)
    return {entity.known for entity in mine if entity.known}


def _link(actor: Actor, target: str, name: str, stored: Mapping[_Place, StoredEntity]) -> Decision:
    """Countries and organisations are who the knowledge base says. A person may share a public figure's name, so
    that something else must be told of him: "President Lund"; a country that differs has parted them before."""
    told = actor.kind is not ActorKind.PERSON or any(
        stored[place].entity.descriptions for place in actor.entities if place in stored
    )
    verdict, score = (Verdict.SAME, 1.0) if told else (Verdict.UNSURE, BY_NAME)
    reason = f"“{name}” of the knowledge base" + ("" if told else "; the name alone")
    return Decision("link", actor.id, target, verdict, Judge.RULE, score, reason)


def _became(actors: Sequence[Actor], before: Sequence[Actor]) -> dict[str, str]:
    """Which actor each one is now: itself, or the one that holds most of its entities."""
    owner = {place: actor.id for actor in actors for place in actor.entities}
    now = {actor.id: actor.id for actor in actors}
    for actor in before:
        if actor.id not in now:
            homes = Counter(owner[place] for place in actor.entities if place in owner)
            now[actor.id] = max(sorted(homes), key=lambda home: homes[home])
    return now


def _sorted(found: Mapping[str, Decision]) -> tuple[ActorLink, ...]:
    links = [
        ActorLink(target, d.score, d.verdict is Verdict.SAME, d.reason)
        for target, d in found.items()
        if d.verdict is not Verdict.NOT_SAME
    ]
    return tuple(sorted(links, key=lambda link: (not link.accepted, -link.score, link.target)))
