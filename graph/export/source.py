"""What an export reads: a record, by pattern and by query."""

from __future__ import annotations

from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from graph.assemble.reader import Reader
from graph.ids import Minter
from graph.query import Table, prefixed, read


class Source(Reader, Protocol):
    """A record to export; `graph.store.Store` is one."""

    minter: Minter

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer of a SPARQL query over the union of all graphs."""
        ...

    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, sorted."""
        ...


def rows(source: Source, query: str) -> list[dict[str, str]]:
    """Rows of a SELECT of ours, as words by column; a cell that is not bound is left out."""
    found = read(source.query(prefixed(query)))
    return list(found.dictionaries()) if isinstance(found, Table) else []
