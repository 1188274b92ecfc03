"""People's decisions on actors and their links, written to the ledger and carried out at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from graph import terms
from graph.assemble.reader import node, words
from graph.config import Settings, load
from graph.errors import ConfigError
from graph.knowledge import Knowledge
from graph.model import Actor, ActorLink, Decision, Judge, Verdict
from graph.pipeline.building import rebuild
from graph.pipeline.cache import cache_folder
from graph.pipeline.kept_actors import knowing_actors
from graph.pipeline.kept_merging import KeptMerging
from graph.resolve import ledger
from graph.resolve.actors import Merging, Resolution, reference, resolve
from graph.resolve.actors.candidates import act_of, followed, may_be_one
from graph.resolve.actors.links import WIKIDATA
from graph.resolve.reconciliation import Service, can_ask
from graph.store import Store

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*\Z")
Progress = Callable[[int], None]


class Review:
    """The actors of a record and the ledger. A context manager; decisions are carried out when it ends."""

    def __init__(
        self, record: str | Path, mode: str = "w", settings: Settings | None = None
    ) -> None:
        self._record = record
        Store.open(record).close()  # a record must be there; "w" alone would make one
        self._settings = knowing_actors(settings or load(), cache_folder(record))
        self._store = Store.open(record, mode)
        kept = KeptMerging(cache_folder(record)).point()
        self._merging = Merging(self._settings.merging or kept)
        self._made: list[Decision] = []
        self._resolution: Resolution | None = None
        self._names: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        made = self._made if error is None else []
        if made:
            self._store.append(made)
        self._store.close()
        if made:
            rebuild(self._record, self._settings)

    # --- finding ---------------------------------------------------------------------------------

    def actor(self, name: str) -> Actor:
        """The actor with this name, other name, id or IRI. ConfigError where there is none, or several."""
        actors = self._resolved().actors
        wanted = name.rpartition("/")[2] if "://" in name else name
        for fits in (
            lambda a: a.id == wanted,
            lambda a: a.name == name,
            lambda a: name in a.aliases,
            lambda a: name.casefold() in {n.casefold() for n in (a.name, *a.aliases)},
        ):
            found = [actor for actor in actors if fits(actor)]
            if len(found) == 1:
                return found[0]
            if found:
                raise ConfigError(
                    f"{name!r} names {len(found)} actors: give one of the ids "
                    + ", ".join(f"{a.id} ({a.name}, {a.kind})" for a in found[:8])
                )
        raise ConfigError(f"no actor of {self._record} is called {name!r}: check the spelling")

    def entities_in(self, actor: Actor, document: str) -> list[str]:
        """References of the actor's entities in one document."""
        names = self.document_names()
        wanted = {i for i, name in names.items() if document in (i, name)} or {
            document.rpartition("/")[2]
        }
        found = [reference(*place) for place in actor.entities if place[0] in wanted]
        if not found:
            raise ConfigError(f"{actor.name} is not named in a document called {document!r}")
        return found

    def other_actor(self, actor: Actor, name: str) -> Actor | None:
        """Another actor with this name; None where a document of the actor is meant, or nobody else."""
        names = self.document_names()
        if name in names or name in names.values() or name.rpartition("/")[2] in names:
            return None
        try:
            found = self.actor(name)
        except ConfigError:
            return None
        return found if found.id != actor.id else None

    def document_names(self) -> dict[str, str]:
        """Names of the documents by id."""
        return {
            self._store.minter.local(node(q.subject).value, "document"): words(q.object)
            for q in self._store.match(predicate=terms.IDENTIFIER)
        }

    def why(self, actor: Actor) -> tuple[Decision, ...]:
        """Everything decided about an actor, by rule, model or person."""
        return self._resolved().why(actor.id, self._store.decisions())

    def named(self, side: str) -> str:
        """One side of a decision in words: the actor's name, or the entity's and its document's."""
        if not self._names:
            documents = self.document_names()
            for stored in self._store.document_actors():
                where = documents.get(stored.document, stored.document)
                place = reference(stored.document, stored.entity.key)
                self._names[place] = f"“{stored.entity.name}” in {where}"
            self._names |= {actor.id: actor.name for actor in self._resolved().actors}
        return self._names.get(side, side)

    # --- deciding --------------------------------------------------------------------------------

    def decide(self, left: str, right: str, verdict: Verdict, reason: str) -> None:
        """A person's decision on two ids. ConfigError where both are the same."""
        if left == right:
            raise ConfigError("these are one actor already")
        self._made.append(_by_hand("actor", left, right, verdict, reason))

    def merge(self, one: Actor, other: Actor, reason: str, *, force: bool = False) -> None:
        """Decide that two actors are one. ConfigError where their kinds say that they are not, unless forced."""
        if not may_be_one(one.kind, other.kind) and not force:
            raise ConfigError(
                f"{one.name} is a {one.kind} and {other.name} a {other.kind}: to merge them would give all that "
                f"{other.name} said and did to {one.name}. Nothing was changed; add --force if they are one"
            )
        self.decide(one.id, other.id, Verdict.SAME, reason)

    def follow(self, least: float, reason: str = "", *, force: bool = False) -> int:
        """Decide that candidates of at least this score are the same; how many were accepted.

        `reason` is kept with each; with `force` actors of kinds that differ are accepted, too.
        """
        act = len(self._store.decisions()) + len(self._made) + 1
        made = list(followed(self._resolved().actors, least, act, reason=reason, force=force))
        self._made += made
        return len(made)

    def undo(self, *names: str) -> Decision | None:
        """Take back the last decision of a person that stands, on these two or on any; it, or None."""
        history = self._store.decisions()
        kinds = ("actor", "link", "claim", "speaker", "issue")
        standing = (d for kind in kinds for d in ledger.standing(history, kind))
        mine = [d for d in standing if d.judge is Judge.PERSON]
        if names:
            mine = [d for d in mine if all(self._fits(name, d) for name in names)]
        if not mine:
            return None
        last = max(mine, key=lambda d: d.sequence)
        # A statement is detached from all other reports of its claim at once, and comes back at once.
        act = [d for d in mine if d.kind == last.kind == "claim" and d.left == last.left]
        if not names and act_of(last) is not None:  # candidates that were accepted at once
            act = [d for d in mine if act_of(d) == act_of(last)]
        for decision in act or [last]:
            undone = ledger.undo(history, decision.left, decision.right, decision.kind)
            self._made.append(undone[-1])
        return last

    # --- links to outside knowledge bases ----------------------------------------------------------

    def ask(self, service: Service, actors: Iterable[Actor], progress: Progress) -> int:
        """Keep candidates of a service for these actors as undecided lines of the ledger; how many are new.

        What a person decided on, accepted or rejected, is not brought up again.
        """
        history = (*self._store.decisions(), *self._made)
        known = {(d.left, d.right) for d in history if d.kind == "link"}
        before = len(self._made)
        for found in service.candidates(actors):
            if (found.left, found.right) not in known:
                self._made.append(found)
            progress(len(self._made) - before)
        return len(self._made) - before

    def unlinked(self, names: Iterable[str], limit: int) -> list[Actor]:
        """Actors to ask for: those named, or without names those of most documents that have no accepted link."""
        given = [self.actor(name) for name in names]
        if given:
            return given
        actors = [a for a in self._resolved().actors if can_ask(a)]
        open_ = [a for a in actors if not any(link.accepted for link in a.links)]
        return sorted(open_, key=lambda a: (-len(a.entities), a.name, a.id))[:limit]

    def linked(self) -> list[Actor]:
        """Actors with a link or a candidate for one, by name."""
        found = [actor for actor in self._resolved().actors if actor.links]
        return sorted(found, key=lambda actor: (actor.name, actor.id))

    def decide_link(self, actor: Actor, target: str, verdict: Verdict, reason: str) -> ActorLink:
        """A person's word on an outside thing: its IRI, a Wikidata id, or the end of a candidate's IRI."""
        iri = _target(actor, target)
        self._made.append(_by_hand("link", actor.id, iri, verdict, reason))
        return ActorLink(iri, 1.0, verdict is Verdict.SAME, reason)

    def _fits(self, name: str, decision: Decision) -> bool:
        sides = (decision.left, decision.right)
        if any(name == side or side.endswith(f"/{name}") for side in sides):
            return True
        knowledge = Knowledge.load(self._settings.actors)
        automatic = resolve(self._store.document_actors(), knowledge, merging=self._merging).actors
        ids = {a.id for a in automatic if name in (a.name, *a.aliases)}
        return any(side in ids for side in sides)

    def _resolved(self) -> Resolution:
        if self._resolution is None:
            knowledge = Knowledge.load(self._settings.actors)
            self._resolution = resolve(
                self._store.document_actors(), knowledge, self._store.decisions(), self._merging
            )
        return self._resolution


def _by_hand(kind: str, left: str, right: str, verdict: Verdict, reason: str) -> Decision:
    return Decision(kind, left, right, verdict, Judge.PERSON, 1.0, reason or "decided by hand")


def _target(actor: Actor, wanted: str) -> str:
    """The IRI that is meant. ConfigError for what is neither one nor leads to one."""
    if _IRI.match(wanted):
        return wanted
    ends = {link.target for link in actor.links if link.target.rpartition("/")[2] == wanted}
    if len(ends) == 1:
        return ends.pop()
    if _WIKIDATA_ID.match(wanted):
        return WIKIDATA + wanted
    offered = ", ".join(link.target for link in actor.links) or "none"
    raise ConfigError(
        f"{wanted!r} is no IRI, no Wikidata id and no candidate of {actor.name} (candidates: {offered})"
    )
