"""A record: documents' graphs, the core, the review and the view, in one store."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Variable

from graph import terms
from graph.assemble import DocumentGraph, Resolution, core_graph, view_graph
from graph.assemble.reader import node, words
from graph.errors import ConfigError, InputError, StoreError
from graph.ids import BASE, Minter
from graph.model import Decision, StoredEntity
from graph.store import folder
from graph.store.backend import Answer, Backend, Bindings
from graph.store.decision_file import DecisionFile, missing
from graph.store.decisions import DecisionLedger
from graph.store.embedded import EmbeddedBackend, may_hold_blank
from graph.store.entities import stored_entities, worded
from graph.store.folder import Layout

BULK = 50_000  # quads; above it an empty graph is filled by a bulk load


class Store:
    """The quads of a record, by whole graphs. A context manager.

    Every change is all or nothing, and readers see the state from before a writer came until he is done.

    >>> with Store.memory() as store:
    ...     store.documents()
    ()
    """

    def __init__(self, backend: Backend, minter: Minter, *, writable: bool = True) -> None:
        self._backend = backend
        self._writable = writable
        self._lock: FileIO | None = None
        self._layout: Layout | None = None
        self._own_folder: Path | None = None
        self.minter = minter
        self.recovered: str | None = (
            None  # what an interruption left or what was put right, in words
        )

    # --- opening -------------------------------------------------------------------------------

    @classmethod
    def open(cls, place: str | Path, mode: str = "r", *, base: str | None = None) -> Store:
        """The record in a folder or behind an https address. Mode "r" reads a fixed state, "w" writes.

        "w" makes the record where there is none. Raises StoreError where there is none to read, another
        process writes, or it is damaged; ConfigError for another mode.
        """
        if mode not in ("r", "w"):
            raise ConfigError(f"mode {mode!r} does not exist: 'r' reads, 'w' writes")
        if str(place).startswith(("http://", "https://")):
            from graph.store.remote import RemoteBackend  # httpx, which only this needs

            minter = Minter(base or BASE)
            return cls(RemoteBackend(str(place), minter.base), minter, writable=mode == "w")
        layout = Layout(Path(place))
        return cls._writer(layout, base) if mode == "w" else cls._reader(layout)

    @classmethod
    def memory(cls, *, base: str = BASE) -> Store:
        """An empty record in memory."""
        return cls(EmbeddedBackend(), Minter(base))

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a request over a network, so that many small ones are slow."""
        return not isinstance(self._backend, EmbeddedBackend)

    @classmethod
    def _reader(cls, layout: Layout) -> Store:
        base = folder.read_base(layout)
        backend, own = folder.reader_backend(layout)
        store = cls(backend, Minter(base), writable=False)
        store._own_folder = own
        store.recovered = folder.interrupted(layout)
        return store

    @classmethod
    def _writer(cls, layout: Layout, base: str | None) -> Store:
        base = folder.make(layout, base)
        lock = folder.take_lock(layout, exclusive=True)
        if lock is None:
            raise StoreError(
                f"{layout.path} is being written by another process: wait until it is done"
            )
        try:
            recovered = folder.recover(layout)
            existed = layout.quads.exists()
            backend = EmbeddedBackend(layout.quads)
            if existed:
                backend.back_up(layout.before)
        except BaseException:
            lock.close()
            raise
        store = cls(backend, Minter(base))
        store._lock, store._layout, store.recovered = lock, layout, recovered
        store._mend_ledger(DecisionFile(layout.decisions))
        return store

    def _mend_ledger(self, file: DecisionFile) -> None:
        """Let the ledger and the file beside it each take over what it lacks; says what was brought back."""
        held, kept = self.decisions(), file.read()
        if lost := missing(held, kept):
            taken = {decision.sequence for decision in held}
            ledger = DecisionLedger(self._backend, self.minter)
            ledger.restore(decision for decision in lost if decision.sequence not in taken)
            ledger.append(decision for decision in lost if decision.sequence in taken)
            back = f"{file.path}: {len(lost)} decisions were brought back"
            self.recovered = f"{self.recovered}; {back}" if self.recovered else back
            held = self.decisions()
        file.append(missing(kept, held))

    def close(self) -> None:
        """Write what is buffered and let others write."""
        self._backend.close()
        if self._layout is not None:
            shutil.rmtree(self._layout.before, ignore_errors=True)
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)
            with suppress(OSError):
                self._own_folder.parent.rmdir()
        if self._lock is not None:
            self._lock.close()
        self._lock = self._layout = self._own_folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def snapshot(self, target: Path) -> None:
        """A copy of the quads in a new folder, for readers in other processes (`EmbeddedBackend`)."""
        if not isinstance(self._backend, EmbeddedBackend):
            raise StoreError("a remote store cannot be copied from here: use its own backup")
        self._backend.back_up(target)

    # --- reading -------------------------------------------------------------------------------

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, in no particular order. `None` matches everything."""
        return self._backend.match(subject, predicate, thing, graph)

    def query(self, text: str, bindings: Bindings | None = None) -> Answer:
        """The answer of a SPARQL query over the union of all graphs; `graph.query` adds names and limits."""
        return self._backend.query(text, bindings)

    def write_columns(self, out: IO[bytes], predicates: Iterable[NamedNode] | None = None) -> None:
        """Triples of these predicates, or of all, as N-Triples, in no particular order. Much faster than `match`."""
        if isinstance(self._backend, EmbeddedBackend):
            self._backend.write_columns(out, predicates)
            return
        wanted = None if predicates is None else set(predicates)
        quads = (q for q in self.match() if wanted is None or q.predicate in wanted)
        out.writelines(f"{q.subject} {q.predicate} {q.object} .\n".encode() for q in quads)

    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, sorted."""
        found = self.match(predicate=terms.TYPE, thing=terms.NEWS_ARTICLE)
        return tuple(sorted(self.minter.local(node(q.subject).value, "document") for q in found))

    def __contains__(self, document: object) -> bool:
        name = NamedNode(self.minter.document_graph(str(document)))
        return any(True for _ in self.match(graph=name))

    @property
    def is_empty(self) -> bool:
        """Whether it holds no quad at all."""
        return next(self.match(), None) is None

    def __len__(self) -> int:
        """Number of quads. Linear."""
        if isinstance(self._backend, EmbeddedBackend):
            return len(self._backend)
        text = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), ?base)) }"
        found = self.query(text, {Variable("base"): Literal(self.minter.base)})
        rows = found if isinstance(found, QuerySolutions) else ()
        return sum(int(words(row["n"])) for row in rows)

    def document_actors(self, document: str | None = None) -> tuple[StoredEntity, ...]:
        """What the resolver needs of the entities of one document, or of all, sorted by document and key."""
        return stored_entities(self, self.minter, document)

    def document_actors_worded(self, wordings: Iterable[str]) -> tuple[StoredEntity, ...]:
        """Entities with a mention in exactly one of these wordings: a block to compare a new one with."""
        return worded(self, self.minter, wordings)

    # --- writing -------------------------------------------------------------------------------

    def replace(self, graph: DocumentGraph) -> bool:
        """Put one document's graph in the place of its earlier one. False where nothing changes.

        What the core and the view say of findings that are gone goes with them; call `resolve` after the
        last document to bring the rest up to date.
        """
        self._check_writable()
        old, new = set(self.match(graph=graph.name)), set(graph.quads)
        if old == new:
            return False
        gone = old - new
        self._backend.change([*gone, *self._dangling(gone, new)], sorted(new - old, key=str))
        return True

    def add(self, graphs: Iterable[DocumentGraph]) -> int:
        """Put in many documents at once, in one transaction; those that are there are left. How many are new."""
        self._check_writable()
        new = [graph for graph in graphs if graph.document not in self]
        self._backend.change([], (quad for graph in new for quad in graph.quads))
        return len(new)

    def load(self, graphs: Iterable[DocumentGraph]) -> None:
        """Put in very many documents, streamed; those that are there are left.

        After an interruption the next opening restores the record as it was before.
        """
        self._check_writable()
        held = set(self.documents())
        new = (graph for graph in graphs if graph.document not in held)
        quads = (quad for graph in new for quad in graph.quads)
        self._bulk(quads)

    def load_file(self, path: Path, format_: RdfFormat) -> None:
        """Put in all graphs of another record's file, streamed; this record must be empty.

        InputError where the file cannot be read or is not of a record with this base; the record is then empty
        again. After an interruption the next opening restores it as it was.
        """
        self._check_writable()
        backend = self._backend
        if not isinstance(backend, EmbeddedBackend):
            raise StoreError("a file is loaded whole into a record on disk or in memory only")
        if self._layout is not None:
            self._layout.loading.touch()
        try:
            backend.load_file(path, format_)
            blank = may_hold_blank(path, format_)
            if wrong := backend.foreign(self.minter.base, may_hold_blank=blank):
                raise InputError(f"{path} holds {wrong}")
            if not self.documents():
                raise InputError(f"{path} holds no document below {self.minter.base}")
        except InputError:
            backend.clear()
            raise
        finally:
            if self._layout is not None:
                self._layout.loading.unlink()

    def remove(self, document: str) -> bool:
        """Take a document out, with all that was read from it. False where it is not there."""
        self._check_writable()
        old = set(self.match(graph=NamedNode(self.minter.document_graph(document))))
        if old:
            self._backend.change([*old, *self._dangling(old, set())], [])
        return bool(old)

    def resolve(self, resolution: Resolution) -> None:
        """Derive the core and the view anew from the documents and these decisions.

        Only what differs is written. The same documents and decisions give the same quads, whatever was
        there before.
        """
        self._check_writable()
        self._derive("core", core_graph(self, resolution, self.minter).quads())
        self.refresh_view()

    def refresh_view(self) -> None:
        """Derive the short edges and counts anew."""
        self._check_writable()
        self._derive("view", view_graph(self, self.minter).quads())

    def update(self, text: str) -> None:
        """Apply a SPARQL update, all or nothing. What `resolve` derives, it derives anew the next time."""
        self._check_writable()
        self._backend.update(text)

    def settle(self) -> None:
        """Arrange the files for reading, after much was written."""
        self._check_writable()
        self._backend.settle()

    # --- decisions -----------------------------------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        """The ledger, in its order."""
        return DecisionLedger(self._backend, self.minter).read()

    def append(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Add decisions to the end of the ledger; returns them with their places in it."""
        self._check_writable()
        added = DecisionLedger(self._backend, self.minter).append(decisions)
        if self._layout is not None:
            DecisionFile(self._layout.decisions).append(added)
        return added

    # --- within --------------------------------------------------------------------------------

    def _check_writable(self) -> None:
        if not self._writable:
            raise StoreError(
                "the record was opened for reading: open it with mode 'w' to change it"
            )

    def _derive(self, name: str, quads: tuple[Quad, ...]) -> None:
        old, new = set(self.match(graph=NamedNode(self.minter.graph(name)))), set(quads)
        if not old and len(new) > BULK:
            self._bulk(quads)
        elif old != new:
            self._backend.change(sorted(old - new, key=str), sorted(new - old, key=str))

    def _bulk(self, quads: Iterable[Quad]) -> None:
        if self._layout is not None:
            self._layout.loading.touch()
        self._backend.bulk(quads)
        if self._layout is not None:
            self._layout.loading.unlink()

    def _dangling(self, gone: set[Quad], new: set[Quad]) -> set[Quad]:
        """Core and view quads about nodes of a document that are no more."""
        left = {quad.subject for quad in gone} - {quad.subject for quad in new}
        found: set[Quad] = set()
        for name in ("core", "view"):
            graph = NamedNode(self.minter.graph(name))
            for subject in left:
                found.update(self.match(subject=node(subject), graph=graph))
                found.update(self.match(thing=node(subject), graph=graph))
        return found
