"""Are two answers the same? Blank nodes may have other names, numbers other spellings of the same value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib import RDF, Namespace
from rdflib.compare import isomorphic

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[tuple[str, Term], ...]  # what is bound, by name of the variable


class Rows:
    """The rows of a SELECT, or the truth of an ASK."""

    def __init__(self, rows: Sequence[Row] | bool, *, is_ordered: bool = False) -> None:
        self.rows = rows
        self.is_ordered = is_ordered

    def agrees(self, found: Rows, *, is_lax: bool = False) -> bool:
        """Does the found answer fit this one, which was expected?"""
        if isinstance(self.rows, bool) or isinstance(found.rows, bool):
            return self.rows == found.rows
        if self.is_ordered and not _has_blanks(self.rows):
            return _spelt(self.rows) == _spelt(found.rows)
        if is_lax:
            return same(_as_quads(set(_spelt(self.rows))), _as_quads(set(_spelt(found.rows))))
        return same(_as_quads(_spelt(self.rows)), _as_quads(_spelt(found.rows)))


def from_results(body: bytes, format_: ox.QueryResultsFormat) -> Rows:
    """An answer in one of the standard formats."""
    found = ox.parse_query_results(body, format_)
    if isinstance(found, ox.QueryBoolean):
        return Rows(bool(found))
    names = [variable.value for variable in found.variables]
    return Rows([_row((name, row[name]) for name in names) for row in found])


def from_file(path: Path, base: str) -> Rows | list[ox.Quad]:
    """The expected answer: results in a standard format, a result set in RDF, or a graph."""
    if path.suffix in _RESULTS:
        return from_results(path.read_bytes(), _RESULTS[path.suffix])
    quads = list(ox.parse(path=path, base_iri=base, rename_blank_nodes=True))
    graph = rdflib.Graph().parse(data=_n_triples(quads), format="nt")
    set_ = graph.value(None, RDF.type, RS.ResultSet)
    return quads if set_ is None else _result_set(graph, set_)


def _result_set(graph: rdflib.Graph, node: rdflib.term.Node) -> Rows:
    truth = graph.value(node, RS.boolean)
    if truth is not None:
        return Rows(str(truth) == "true")
    found = []
    for solution in graph.objects(node, RS.solution):
        index = graph.value(solution, RS["index"])
        cells = ((str(graph.value(b, RS.variable)), _term(graph.value(b, RS.value)))
                 for b in graph.objects(solution, RS.binding))  # fmt: skip
        found.append((int(str(index)) if index is not None else -1, _row(cells)))
    found.sort(key=lambda each: each[0])
    return Rows([row for _, row in found], is_ordered=bool(found) and found[0][0] >= 0)


def _term(value: object) -> Term | None:
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        return ox.BlankNode(str(value))
    if isinstance(value, rdflib.Literal):
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(
            str(value), datatype=ox.NamedNode(str(value.datatype or rdflib.XSD.string))
        )
    return None


def _row(cells: Iterable[tuple[str, Term | None]]) -> Row:
    return tuple(sorted(((n, t) for n, t in cells if t is not None), key=lambda cell: cell[0]))


def _has_blanks(rows: Iterable[Row]) -> bool:
    return any(isinstance(term, ox.BlankNode) for row in rows for _, term in row)


def _spelt(rows: Iterable[Row]) -> list[Row]:
    """With numbers, days and truth values as Oxigraph spells them: it keeps values, not spellings."""
    return [tuple((name, spelt(term)) for name, term in row) for row in rows]


def spelt(term: Term) -> Term:
    """The term after a way through the store."""
    if not isinstance(term, ox.Literal) or term.language:
        return term
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), term))
    (quad,) = store
    return quad.object


def _as_quads(rows: Iterable[Row]) -> list[ox.Quad]:
    """Each different row as a node with its cells and how often it stands there."""
    quads = []
    for number, (row, times) in enumerate(Counter(rows).items()):
        node = ox.BlankNode(f"row{number}")
        quads.append(ox.Quad(node, ox.NamedNode("urn:times"), ox.Literal(times)))
        for name, term in row:
            kept = ox.BlankNode(f"of{term.value}") if isinstance(term, ox.BlankNode) else term
            quads.append(ox.Quad(node, ox.NamedNode(f"urn:x:{name}"), kept))
    return quads


def same(expected: Iterable[ox.Quad], found: Iterable[ox.Quad]) -> bool:
    """Are the graphs the same but for the names of blank nodes? Named graphs count."""
    one, two = (_graph(quads) for quads in (expected, found))
    return len(one) == len(two) and isomorphic(one, two)


def _graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Quads as triples about quads, which an isomorphism of triples can compare."""
    graph = rdflib.Graph()
    for number, quad in enumerate(quads):
        if isinstance(quad.graph_name, ox.DefaultGraph):
            graph.add(tuple(_rdflib(t) for t in (quad.subject, quad.predicate, quad.object)))  # type: ignore[arg-type]
            continue
        node = rdflib.BNode(f"quad{number}")
        parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        for name, part in zip(("s", "p", "o", "g"), parts, strict=True):
            graph.add((node, rdflib.URIRef(f"urn:quad:{name}"), _rdflib(part)))
    return graph


def _rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(f"b{term.value}")
    assert isinstance(term, ox.Literal)
    # The spelling and the datatype in one string: rdflib must not judge the value again.
    kept = spelt(term)
    assert isinstance(kept, ox.Literal)
    return rdflib.Literal(f"{kept.value}^^{kept.datatype.value}@{(kept.language or '').lower()}")


def _n_triples(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
