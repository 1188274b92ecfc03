"""Brings a record up to date: documents one by one, then what joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble import DocumentGraph, document_graph
from graph.assemble.reader import node, words
from graph.assemble.reading_back import read_back
from graph.config import Settings
from graph.ingest import Reader
from graph.knowledge import Knowledge
from graph.model import Document, Findings, Problem, Verdict
from graph.pipeline.cache import Cache, cache_folder
from graph.pipeline.joining import join
from graph.pipeline.kept_actors import with_kept_actors
from graph.pipeline.kept_codebook import KeptCodebook
from graph.pipeline.kept_merging import KeptMerging
from graph.pipeline.pool import findings as read_findings
from graph.pipeline.reading import version_of
from graph.pipeline.report import Report
from graph.pipeline.vectors import KeptVectors
from graph.resolve import ledger
from graph.resolve.claims.codebook import read_codebook
from graph.store import Store

_NAMES = (terms.IDENTIFIER, terms.URL)
_UNJOINED = "unjoined"  # stands while documents were written and what joins them was not


class Builder:
    """A record being written, and the cache beside it. A context manager."""

    def __init__(
        self,
        place: Path | str,
        settings: Settings,
        reader: Reader,
        on_progress: Callable[[Report], None] = lambda report: None,
        *,
        must_exist: bool = False,
    ) -> None:
        if must_exist:
            Store.open(place).close()
        if settings.codebook is not None:
            read_codebook(settings.codebook)  # a wrong one is told before anything is done
        if settings.actors is not None:
            Knowledge.load(settings.actors)
        self._reader = reader
        self._tell = on_progress
        self._store = Store.open(place, "w", base=settings.base)
        self._folder = cache_folder(place)
        self._settings = settings = with_kept_actors(settings, self._folder)
        self._cache = Cache(self._folder, version_of(settings))
        self._unjoined = self._folder / _UNJOINED
        self._codebook = self._coded_by()
        self._merging = KeptMerging(self._folder)
        if settings.merging is not None and self._merging.take(settings.merging):
            self._unjoined.touch()
        self._written: set[str] = set()
        self.report = Report()
        if self._store.recovered:
            self.report.problems.append(Problem("recovered", self._store.recovered, str(place)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._cache.close()
        self._store.close()

    def _coded_by(self) -> KeptCodebook:
        """The codebook of the record, after what the settings say of it."""
        kept = KeptCodebook(self._folder)
        if self._settings.codebook is not None:
            kept.take(self._settings.codebook)
        elif not self._settings.with_codebook:
            kept.drop()
        return kept

    def read(self, found: Iterable[Document | Problem]) -> None:
        """Read what is new or changed among these, and put it in."""
        for findings in read_findings(self._changed(found), self._settings):
            self._put(findings)
            self._tell(self.report)

    def _changed(self, found: Iterable[Document | Problem]) -> Iterator[Document]:
        for each in found:
            if isinstance(each, Problem):
                self.report.problems.append(each)
                continue
            self.report.seen += 1
            self._forget_earlier(each)
            if each.id in self._store and self._cache.is_fresh(each):
                self.report.kept += 1
                self._tell(self.report)
            else:
                yield each

    def _put(self, findings: Findings) -> None:
        self.report.problems += findings.problems
        if any(problem.code == "failed" for problem in findings.problems):
            return  # what the record holds of it from before stays
        graph = document_graph(findings, self._store.minter, with_text=self._settings.with_text)
        self.put(graph, findings)
        self.report.add(findings)

    @property
    def store(self) -> Store:
        """The record being written."""
        return self._store

    def put(self, graph: DocumentGraph, findings: Findings) -> None:
        """Put a document in, in place of its earlier graph; `join` is due then."""
        self._unjoined.touch()
        self._store.replace(graph)
        self._cache.save(findings)

    def _forget_earlier(self, document: Document) -> None:
        """A file or address whose text changed has one document in the record, not two."""
        origin = self._reader.origins.pop(document.id)
        earlier = self._cache.came_from(document.id, origin)
        if earlier is not None and earlier not in self._written:
            self.remove(earlier)
        self._written.add(document.id)

    def remove(self, document: str) -> bool:
        """Take a document out of the record. False where it is not there."""
        self._unjoined.touch()
        self._cache.remove(document)
        removed = self._store.remove(document)
        self.report.removed += removed
        return removed

    def find(self, name: str) -> tuple[str, ...]:
        """Ids of the documents with this name, address, id or IRI, sorted."""
        minter, found = self._store.minter, set()
        for quad in self._store.match(predicate=terms.TYPE, thing=terms.NEWS_ARTICLE):
            this = node(quad.subject)
            known = {words(q.object) for p in _NAMES for q in self._store.match(this, p)}
            identifier = minter.local(this.value, "document")
            if name in known | {identifier, this.value}:
                found.add(identifier)
        return tuple(sorted(found))

    def _findings(self, documents: Iterable[str]) -> Iterator[Findings]:
        """What was read from each; from its graph where the cache lacks it (deleted, or read elsewhere)."""
        minter = self._store.minter
        for document in documents:
            kept = self._cache.load(document)
            if kept is not None:
                yield kept
            else:
                graph = NamedNode(minter.document_graph(document))
                yield from read_back(self._store.match(graph=graph), minter)

    def join(self, *, always: bool = False) -> None:
        """Decide anew who is who and which claims are the same, if anything changed since it was last decided."""
        if not (always or self._unjoined.exists() or self._codebook.is_new()):
            return
        self._unjoined.touch()  # a process that is killed from here on leaves work for the next
        self.report.phase = "joining"
        self._tell(self.report)
        documents = self._store.documents()
        vectors = KeptVectors(self._folder)
        resolution = join(
            self._store.document_actors(),
            self._findings(documents),
            self._store.decisions(),
            knowledge=Knowledge.load(self._settings.actors),
            codebook=self._codebook.codes(),
            encode=vectors,
            merging=self._merging.point(),
        )
        vectors.close()
        wrong = ledger.standing(self._store.decisions(), "speaker")
        denied = frozenset((d.left, d.right) for d in wrong if d.verdict is Verdict.NOT_SAME)
        self._store.resolve(replace(resolution, wrong_speakers=denied))
        self._store.settle()
        self._codebook.settle()
        self._unjoined.unlink(missing_ok=True)


def rebuild(place: Path | str, settings: Settings | None = None) -> None:
    """Derive actors, claims and the view of a record anew, as after a person's decision."""
    with Builder(place, settings or Settings(), Reader()) as builder:
        builder.join(always=True)
