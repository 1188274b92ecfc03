"""The triples of an Oxigraph store, predicate by predicate, as N-Triples.

A scan decodes four terms a quad, which is most of its cost; a column of one predicate only two. What another library
shall read comes out a third faster so, and on two threads: Oxigraph works without Python's lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Final

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store

from graph.terms import PREFIXES

_THREADS: Final = 2
_XSD: Final = PREFIXES["xsd"]
# SPARQL's TSV writes terms as Turtle does: numbers and truth values without quotation marks and type.
_SHORT: Final = re.compile(
    rb"\t(?:(?P<integer>[+-]?\d+)|(?P<decimal>[+-]?\d*\.\d+)|(?P<double>[+-]?[\d.]+[eE][+-]?\d+)|(?P<boolean>true|false))\n"
)


def write_columns(store: Store, out: IO[bytes], predicates: Iterable[NamedNode] | None) -> None:
    """N-Triples of all graphs, of these predicates or of all, in no particular order.

    A triple that stands in two graphs may be written twice. Holds one predicate's triples in memory.
    """
    wanted = predicates if predicates is not None else _predicates(store)
    with ThreadPoolExecutor(_THREADS) as pool:
        for column in pool.map(lambda p: _column(store, p), sorted(set(wanted), key=str)):
            out.write(column)


def _predicates(store: Store) -> list[NamedNode]:
    found = _select(store, "SELECT DISTINCT ?p WHERE { GRAPH ?g { ?s ?p ?o } }")
    return [term for row in found if isinstance(term := row["p"], NamedNode)]


def _column(store: Store, predicate: NamedNode) -> bytes:
    """Lines of subject, tab, object become triples: a tab within a term is written as \\t."""
    found = _select(store, f"SELECT ?s ?o WHERE {{ GRAPH ?g {{ ?s {predicate} ?o }} }}")
    lines = found.serialize(format=QueryResultsFormat.TSV) or b""
    lines = lines[lines.index(b"\n") + 1 :]  # without the names of the columns
    if _SHORT.search(lines):
        lines = _SHORT.sub(_long, lines)
    return lines.replace(b"\t", f" {predicate} ".encode()).replace(b"\n", b" .\n")


def _long(match: re.Match[bytes]) -> bytes:
    kind = match.lastgroup or ""
    return b'\t"%b"^^<%b%b>\n' % (match[kind], _XSD.encode(), kind.encode())


def _select(store: Store, text: str) -> QuerySolutions:
    found = store.query(text)
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"no SELECT: {text}")
    return found
