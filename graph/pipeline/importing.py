"""Other people's facts into a record: another record, or statements that people coded. Each import can be undone.

What comes in keeps its own provenance; its run also says which file it came from, that file's checksum, and, where
people coded it, who.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph import terms
from graph.assemble import DocumentGraph, document_graph
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import node, words
from graph.assemble.reading_back import Described, read_back
from graph.config import Settings
from graph.errors import InputError
from graph.ids import Minter
from graph.ingest import Reader
from graph.ingest.coded import read_coded
from graph.model import Decision, Document, Findings, Problem
from graph.pipeline.building import Builder
from graph.pipeline.coding import codings
from graph.store.taking_in import FORMATS, decisions_of, graphs_of, read_quads

CODED = (".csv", ".tsv")
TURTLE = (".ttl", ".nt")
_MARK = " [imported "  # in the reason of a decision, before the checksum


@dataclass(slots=True)
class Imported:
    """What came of an import. `kept` are documents that the record held already, otherwise."""

    documents: int = 0
    statements: int = 0
    decisions: int = 0
    kept: list[str] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()  # columns
    problems: list[Problem] = field(default_factory=list)


def take_in(
    place: Path | str,
    path: Path,
    settings: Settings | None = None,
    *,
    coder: str | None = None,
) -> Imported:
    """Merge a file into the record, which is made where there is none.

    CSV and TSV hold coded statements; TriG, N-Quads, JSON-LD, Turtle and N-Triples another record. A document that
    the record holds already is left as it is. Raises InputError where the file as a whole cannot be used; the record
    is then as it was.
    """
    settings = settings or Settings()
    ending = path.suffix.casefold()
    known = (*CODED, *FORMATS, *TURTLE)
    if ending not in known:
        raise InputError(f"{path} is not of a kind that can be imported: {', '.join(known)}")
    if not path.is_file():
        raise InputError(f"{path} does not exist: mend the path")
    with Builder(place, settings, Reader()) as builder:
        work = _Import(builder, path)
        if ending in CODED:
            work.coded(coder)
        else:
            work.record(has_graphs=ending in FORMATS)
        builder.join()
        return work.done


def undo(place: Path | str, file: str, settings: Settings | None = None) -> Imported:
    """Take out what came in with a file, named by its path or the beginning of its checksum (8 digits or more).

    Raises InputError where nothing in the record came from it.
    """
    path = Path(file)
    wanted = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else file
    done = Imported()
    with Builder(place, settings or Settings(), Reader(), must_exist=True) as builder:
        store = builder.store
        runs = [
            node(quad.subject)
            for quad in store.match(predicate=terms.IMPORTED_SHA256)
            if len(wanted) >= 8 and words(quad.object).startswith(wanted)
        ]
        for run in sorted(runs, key=lambda each: each.value):
            document = store.minter.local(run.value, "document").removesuffix("/run")
            done.documents += builder.remove(document)
        marked = [d for d in store.decisions() if f"{_MARK}{wanted[:12]}" in d.reason]
        gone = {_pair(d) for d in marked if d.withdrawn}
        back = [replace(d, withdrawn=True) for d in marked if _pair(d) not in gone]
        done.decisions = len(store.append(back)) if back else 0
        if not done.documents and not done.decisions:
            raise InputError(
                f"nothing in {place} came from {file}: `onrecord import --list` shows what did"
            )
        builder.join(always=True)
    return done


def _pair(decision: Decision) -> tuple[str, str, str]:
    return decision.kind, decision.left, decision.right


class _Import:
    def __init__(self, builder: Builder, path: Path) -> None:
        self._builder = builder
        self._minter: Minter = builder.store.minter
        self._path = path
        self._sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        self.done = Imported()

    # --- statements that people coded -------------------------------------------------------------

    def coded(self, coder: str | None) -> None:
        """Rows of a CSV."""
        file = read_coded(self._path, coder)
        self.done.problems += file.problems
        self.done.passed_over = file.passed_over
        for each in codings(file, self._find, self.done.problems):
            graph = document_graph(each.findings, self._minter)
            self._put(self._traced(graph, each.coder), each.findings)

    def _find(self, name: str) -> Document | None:
        """A document of the record by name, address or id; not one that was coded itself."""
        found = [each for each in self._builder.find(name) if not self._is_coded(each)]
        if len(found) > 1:
            raise InputError(
                f"{name!r} names {len(found)} documents: give one of {', '.join(found)}"
            )
        if not found:
            return None
        graph = NamedNode(self._minter.document_graph(found[0]))
        return next(read_back(self._builder.store.match(graph=graph), self._minter)).document

    def _is_coded(self, document: str) -> bool:
        run = _run(document, self._minter)
        return any(True for _ in self._builder.store.match(run, terms.CODER))

    # --- another record ---------------------------------------------------------------------------

    def record(self, *, has_graphs: bool) -> None:
        """The documents and decisions of a record's export."""
        quads = read_quads(self._path)
        described = tuple(self._described(quads, has_graphs=has_graphs))
        if not described:
            raise InputError(
                f"{self._path} holds no document below {self._minter.base}: was it made with another base?"
            )
        for graph, findings in described:
            self._put(self._traced(graph), findings)
        self._decide(decisions_of(quads, self._minter))

    def _described(
        self, quads: list[Quad], *, has_graphs: bool
    ) -> Iterator[tuple[DocumentGraph, Findings]]:
        if has_graphs:
            for graph in graphs_of(quads, self._minter):
                for findings in read_back(graph.quads, self._minter):
                    yield graph, findings
            return
        for findings in read_back(Described(quads), self._minter):
            if not findings.document.text.strip():
                raise InputError(
                    f"{self._path} has no texts, so Turtle cannot be told apart by document: export TriG instead"
                )
            yield document_graph(findings, self._minter), findings

    def _decide(self, decisions: Iterable[Decision]) -> None:
        mark = f"{_MARK}{self._sha256[:12]}]"
        held = {replace(d, sequence=0, reason=d.reason.partition(_MARK)[0])
                for d in self._builder.store.decisions()}  # fmt: skip
        new = [d for d in decisions if replace(d, sequence=0) not in held]
        marked = [replace(d, reason=f"{d.reason}{mark}") for d in new]
        self.done.decisions = len(self._builder.store.append(marked)) if marked else 0

    # --- both --------------------------------------------------------------------------------------

    def _put(self, graph: DocumentGraph, findings: Findings) -> None:
        store = self._builder.store
        if graph.document in store:
            held = set(store.match(graph=graph.name))
            if not set(graph.quads) <= held | self._trace(graph.document):
                self.done.kept.append(findings.document.name)
            return
        self._builder.put(graph, findings)
        self.done.documents += 1
        self.done.statements += len(findings.statements)

    def _traced(self, graph: DocumentGraph, coder: str | None = None) -> DocumentGraph:
        quads = {*graph.quads, *self._trace(graph.document, coder)}
        return replace(graph, quads=tuple(sorted(quads, key=str)))

    def _trace(self, document: str, coder: str | None = None) -> set[Quad]:
        writer = GraphWriter(self._minter.document_graph(document))
        run = _run(document, self._minter)
        writer.words(run, terms.IMPORTED_FROM, self._path.name)
        writer.words(run, terms.IMPORTED_SHA256, self._sha256)
        writer.words(run, terms.CODER, coder)
        return set(writer.quads())


def _run(document: str, minter: Minter) -> NamedNode:
    return NamedNode(f"{minter.document(document)}/run")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that something in the record came from."""

    name: str
    sha256: str
    coders: tuple[str, ...]
    documents: int


def sources(store: Iterable[Quad]) -> tuple[Source, ...]:
    """The files that the runs of these quads came from, by name."""
    about: dict[str, dict[str, list[str]]] = {}
    wanted = {terms.IMPORTED_FROM: "name", terms.IMPORTED_SHA256: "sha256", terms.CODER: "coder"}
    for quad in store:
        if quad.predicate in wanted:
            run = about.setdefault(str(quad.subject), {})
            run.setdefault(wanted[quad.predicate], []).append(words(quad.object))
    groups: dict[tuple[str, str], list[dict[str, list[str]]]] = {}
    for run in about.values():
        groups.setdefault((run.get("name", [""])[0], run.get("sha256", [""])[0]), []).append(run)
    return tuple(
        Source(name, sha, tuple(sorted({c for r in runs for c in r.get("coder", [])})), len(runs))
        for (name, sha), runs in sorted(groups.items())
    )
