"""People's decisions on actors, written to the ledger and carried out at once."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from graph import terms
from graph.assemble.reader import node, words
from graph.config import Settings, load
from graph.errors import ConfigError
from graph.knowledge import Knowledge
from graph.model import Actor, Decision, Judge, Verdict
from graph.pipeline.building import rebuild
from graph.resolve import ledger
from graph.resolve.actors import Resolution, reference, resolve
from graph.store import Store


class Review:
    """The actors of a record and the ledger. A context manager; decisions are carried out when it ends."""

    def __init__(
        self, record: str | Path, mode: str = "w", settings: Settings | None = None
    ) -> None:
        self._record = record
        self._settings = settings or load()
        Store.open(record).close()  # a record must be there; "w" alone would make one
        self._store = Store.open(record, mode)
        self._made: list[Decision] = []
        self._resolution: Resolution | None = None

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

    def document_names(self) -> dict[str, str]:
        """Names of the documents by id."""
        return {
            self._store.minter.local(node(q.subject).value, "document"): words(q.object)
            for q in self._store.match(predicate=terms.IDENTIFIER)
        }

    def why(self, actor: Actor) -> tuple[Decision, ...]:
        """Everything decided about an actor, by rule, model or person."""
        return self._resolved().why(actor.id, self._store.decisions())

    # --- deciding --------------------------------------------------------------------------------

    def decide(self, left: str, right: str, verdict: Verdict, reason: str) -> None:
        """A person's decision on two ids. ConfigError where both are the same."""
        if left == right:
            raise ConfigError("these are one actor already")
        self._made.append(
            Decision("actor", left, right, verdict, Judge.PERSON, 1.0, reason or "decided by hand")
        )

    def undo(self, *names: str) -> Decision | None:
        """Take back the last decision of a person that stands, on these two or on any; it, or None."""
        history = self._store.decisions()
        mine = [d for d in ledger.standing(history, "actor") if d.judge is Judge.PERSON]
        if names:
            mine = [d for d in mine if all(self._fits(name, d) for name in names)]
        if not mine:
            return None
        last = max(mine, key=lambda d: d.sequence)
        self._made.append(ledger.undo(history, last.left, last.right)[-1])
        return last

    def _fits(self, name: str, decision: Decision) -> bool:
        sides = (decision.left, decision.right)
        if name in sides:
            return True
        automatic = resolve(
            self._store.document_actors(), Knowledge.load(self._settings.actors)
        ).actors
        ids = {a.id for a in automatic if name in (a.name, *a.aliases)}
        return any(side in ids for side in sides)

    def _resolved(self) -> Resolution:
        if self._resolution is None:
            knowledge = Knowledge.load(self._settings.actors)
            self._resolution = resolve(
                self._store.document_actors(), knowledge, self._store.decisions()
            )
        return self._resolution
