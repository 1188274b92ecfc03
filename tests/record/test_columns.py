"""A store written column by column holds the same triples as one written whole."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graph import ontology, terms
from graph.store import Store
from graph.validate import _seen_by_shapes

XSD = "http://www.w3.org/2001/XMLSchema#"


def triples(text: bytes) -> set[pyoxigraph.Triple]:
    """The triples of an N-Triples document."""
    return {quad.triple for quad in pyoxigraph.parse(text, RdfFormat.N_TRIPLES)}


def test_columns_hold_what_a_scan_holds(store: Store) -> None:
    """Numbers, days, quotation marks, tabs and line breaks come out as they went in."""
    this, graph = NamedNode("https://e.org/x"), NamedNode(store.minter.graph("core"))
    odd = [
        Literal('a "b"\tc\n\\d\re'),
        Literal("7 .\n"),
        Literal("true"),
        Literal("12"),
        Literal("x", language="en"),
        *(Literal(value, datatype=NamedNode(XSD + "decimal")) for value in ("1", "0.5", "-.5")),
        *(Literal(value, datatype=NamedNode(XSD + "integer")) for value in ("7", "-7", "007")),
        *(Literal(value, datatype=NamedNode(XSD + "double")) for value in ("1e5", "1.5E-3", "INF")),
        *(Literal(value, datatype=NamedNode(XSD + "boolean")) for value in ("true", "1")),
        NamedNode("https://e.org/é?a=%20b"),
    ]
    store._backend.change([], [Quad(this, NamedNode("https://e.org/p"), o, graph) for o in odd])
    columns = BytesIO()
    store.write_columns(columns)
    assert triples(columns.getvalue()) == {quad.triple for quad in store.match()}


def test_only_the_columns_asked_for_are_written(store: Store) -> None:
    """Two of many predicates."""
    out = BytesIO()
    store.write_columns(out, [terms.TYPE, terms.LEVEL, NamedNode("https://e.org/nowhere")])
    assert {t.predicate for t in triples(out.getvalue())} == {terms.TYPE, terms.LEVEL}


def test_the_validator_reads_every_predicate_that_a_shape_names() -> None:
    """What the shapes do not name cannot break them: none of them is closed or written in SPARQL."""
    seen = _seen_by_shapes()
    assert seen is not None
    path = NamedNode("http://www.w3.org/ns/shacl#path")
    shapes = pyoxigraph.parse(path=str(ontology.path("shapes.ttl")), format=RdfFormat.TURTLE)
    paths = {q.object for q in shapes if q.predicate == path and isinstance(q.object, NamedNode)}
    assert paths <= seen
    assert terms.TYPE in seen
