"""The actors of one page: asked for while facts are read, described at the end."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph import terms
from graph.model import ActorKind
from graph.render.lookup import Lookup
from graph.render.page import ActorEntry, NodeKind, PlaceEntry
from graph.render.posts import Posts

_KINDS = {
    ActorKind.PERSON: NodeKind.PERSON,
    ActorKind.COUNTRY: NodeKind.COUNTRY,
    ActorKind.ORGANISATION: NodeKind.ORGANISATION,
    ActorKind.GOVERNMENT: NodeKind.ORGANISATION,
    ActorKind.GROUP: NodeKind.GROUP,
    ActorKind.UNNAMED: NodeKind.UNNAMED,
    ActorKind.PLACE: NodeKind.PLACE,
}


class ActorPool:
    """Actors that the page draws, up to a number. An actor that was let in stays."""

    def __init__(self, lookup: Lookup, posts: Posts, room: int) -> None:
        self._lookup = lookup
        self._posts = posts
        self._room = room
        self._wanted: dict[NamedNode, None] = {}

    def admit(self, actor: NamedNode | None) -> str | None:
        """The actor's id on the page; None where there is no actor, or no room for one more."""
        if actor is None:
            return None
        if actor not in self._wanted:
            if len(self._wanted) >= self._room:
                return None
            self._wanted[actor] = None
        return self._lookup.local(actor)

    def admit_all(self, actors: Iterable[NamedNode]) -> tuple[str, ...]:
        """Those of the actors that are on the page."""
        return tuple(found for actor in actors if (found := self.admit(actor)))

    def wanted(self) -> tuple[NamedNode, ...]:
        """The IRIs of the actors that were let in, in that order."""
        return tuple(self._wanted)

    def name(self, actor: NamedNode | None) -> str | None:
        """The name of any actor, on the page or not."""
        return self._lookup.words(actor, terms.LABEL) if actor else None

    def entries(self) -> tuple[tuple[ActorEntry, ...], tuple[PlaceEntry, ...]]:
        """Actors and places, sorted by id."""
        self._lookup.load(self._wanted, steps=2)
        self._posts.load(self._wanted)
        found = [self._entry(actor) for actor in sorted(self._wanted, key=str)]
        actors = tuple(entry for entry in found if entry.kind is not NodeKind.PLACE)
        places = [entry for entry in found if entry.kind is NodeKind.PLACE]
        return actors, tuple(PlaceEntry(entry.id, entry.name) for entry in places)

    def _entry(self, this: NamedNode) -> ActorEntry:
        lookup = self._lookup
        kind = ActorKind(lookup.member(this, terms.KIND, "kind") or ActorKind.ORGANISATION)
        return ActorEntry(
            id=lookup.local(this),
            name=lookup.words(this, terms.LABEL) or lookup.local(this),
            kind=_KINDS[kind],
            description=self._posts.main(this) or lookup.words(this, terms.DESCRIPTION),
            aliases=tuple(lookup.all_words(this, terms.ALT_LABEL)),
            candidates=self._candidates(this),
            code=lookup.words(this, terms.COUNTRY_CODE) if kind is ActorKind.COUNTRY else None,
            left=self._posts.left(this),
        )

    def _candidates(self, this: NamedNode) -> tuple[tuple[str, float], ...]:
        lookup = self._lookup
        found = []
        for candidate in lookup.nodes(this, terms.HAS_CANDIDATE):
            other = lookup.first(candidate, terms.CANDIDATE_ACTOR)
            if other:
                found.append((lookup.local(other), lookup.number(candidate, terms.SCORE) or 0.0))
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:5])
