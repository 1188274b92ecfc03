"""Oxigraph in this process: on disk or in memory."""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from graph.errors import InputError, QueryError, StoreError
from graph.guard import has_dataset
from graph.store.backend import Answer, Bindings, update_text
from graph.store.columns import write_columns
from graph.terms import PREFIXES

_P = ParamSpec("_P")
_T = TypeVar("_T")


class EmbeddedBackend:
    """An Oxigraph store. `path=None` keeps it in memory."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self._path = path
        self._is_read_only = read_only
        self._store: Store | None = _guard(path, _open, path, read_only)

    @property
    def store(self) -> Store:
        """The pyoxigraph store itself. StoreError after `close`."""
        if self._store is None:
            raise StoreError(f"{self._path or 'this record'} was closed: open it again")
        return self._store

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, in no particular order."""
        return _guard(self._path, self.store.quads_for_pattern, subject, predicate, thing, graph)

    def query(self, text: str, bindings: Bindings | None = None) -> Answer:
        """The answer over the union of all graphs, or those named by FROM. Bound variables replace themselves."""
        try:
            return self.store.query(
                text,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=not has_dataset(text),
                substitutions=dict(bindings) if bindings else None,
            )
        except SyntaxError as error:
            raise QueryError(_unreadable(str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """One transaction."""
        gone = list(removed)
        if not gone:
            _guard(self._path, self.store.extend, added)
        elif text := update_text(gone, added):
            _guard(self._path, self.store.update, text)

    def update(self, text: str) -> None:
        """One transaction, as Oxigraph applies it."""
        try:
            _guard(self._path, self.store.update, text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"the update cannot be read: {error}") from error
        except StoreError as error:
            if "does not exist" in str(error):  # CLEAR or DROP of a graph, without SILENT
                raise QueryError(f"the update cannot be carried out: {error}") from error
            raise

    def bulk(self, added: Iterable[Quad]) -> None:
        """Streamed into new files. Not a transaction."""
        _guard(self._path, self.store.bulk_extend, added)

    def load_file(self, path: Path, format_: RdfFormat) -> None:
        """A whole file into an empty store, streamed. Not a transaction. InputError where it cannot be read."""
        try:
            _guard(self._path, lambda: self.store.bulk_load(path=path, format=format_))
        except SyntaxError as error:
            raise InputError(f"{path} cannot be read: {error}") from error

    def foreign(self, base: str, *, may_hold_blank: bool = True) -> str | None:
        """Something that no record below this base holds, in words; None where there is nothing of the kind.

        Looking for blank nodes takes half as long as the load, so who knows that there are none says so.
        """
        if next(self.store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
            return "triples outside of all graphs"
        for graph in self.store.named_graphs():
            if not isinstance(graph, NamedNode) or not graph.value.startswith(base):
                return (
                    f"the graph {graph}, which is not below {base}: was it made with another base?"
                )
        found = may_hold_blank and self.store.query(
            "ASK { GRAPH ?g { ?s ?p ?o } FILTER(!isIRI(?s) || !(isIRI(?o) || isLiteral(?o))) }"
        )
        return "blank nodes, and a record names everything by IRI" if found else None

    def clear(self) -> None:
        """Take everything out."""
        _guard(self._path, self.store.clear)

    def settle(self) -> None:
        """Flush and compact: at 10 million quads that makes look-ups five times as fast."""
        _guard(self._path, self.store.flush)
        _guard(self._path, self.store.optimize)

    def write_columns(self, out: IO[bytes], predicates: Iterable[NamedNode] | None) -> None:
        """Triples of these predicates, or of all, as N-Triples, in no particular order."""
        _guard(self._path, write_columns, self.store, out, predicates)

    def __len__(self) -> int:
        """Number of quads."""
        return _guard(self._path, len, self.store)

    def back_up(self, target: Path) -> None:
        """A copy that lives on its own, by hard links where the file system is the same."""
        _guard(self._path, self.store.backup, target)

    def close(self) -> None:
        """Let go of the files. Flushed before, since a read-only opening does not see the write-ahead log."""
        if self._store is not None and self._path is not None and not self._is_read_only:
            _guard(self._path, self._store.flush)
        self._store = None


def may_hold_blank(path: Path, format_: RdfFormat) -> bool:
    """Whether a file can name anything by a blank node or a quoted triple, at the cost of a scan of its bytes.

    Only N-Quads writes both with the same signs everywhere; one of these in a literal costs time, not the answer.
    """
    if format_ != RdfFormat.N_QUADS or not path.stat().st_size:
        return True
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return any(text.find(sign) >= 0 for sign in (b"_:", b"<<"))


def _open(path: Path | None, read_only: bool) -> Store:
    if path is None:
        return Store()
    return Store.read_only(str(path)) if read_only else Store(path)


def _guard(path: Path | None, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Call, with what goes wrong below told as a StoreError that names place and remedy."""
    try:
        return call(*args, **kwargs)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path or 'the record in memory'}: {error}. {_remedy(error)}") from error


def _unreadable(message: str) -> str:
    """Oxigraph's message about a query, with the line in words and a remedy for the common slip."""
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    words = f"line {place[1]}, column {place[2]}: {place[3]}" if place else message
    remedy = f" Known prefixes: {', '.join(PREFIXES)}." if "prefix" in message.casefold() else ""
    return f"the query cannot be read: {words}.{remedy}"


def _remedy(error: Exception) -> str:
    words = str(error).casefold()
    if "no space" in words or "quota" in words:
        return "Free some space and try again; the record holds what it held before."
    if re.search(r"\block\b", words):  # not "block checksum mismatch"
        return "Another process has it open: wait for it or end it."
    if "read-write" in words or "read only" in words:
        return "It was opened for reading: open it with mode 'w'."
    if any(sign in words for sign in ("corrupt", "checksum", "no such file")):
        return (
            "Its files are damaged: move the folder away and build again; what people decided is read again "
            "from decisions.jsonl beside it."
        )
    return "Nothing of this change was kept."
