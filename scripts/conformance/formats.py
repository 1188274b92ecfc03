"""Turtle, TriG, N-Triples, N-Quads and JSON-LD: what `import` reads, and whether `export` gives it back.

A record names everything by IRI, so blank nodes of the suite are replaced by IRIs (RDF 1.1 Concepts, section 3.5)
before it is exported, and put back after it was read again. Graphs become documents' graphs, and again themselves.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from conformance import answers
from conformance.suites import BASES, Case, file_of, place
from graph.export import WRITERS
from graph.export.source import Source
from graph.ids import Minter
from graph.store import Store

READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "n-quads": ox.RdfFormat.N_QUADS,
    "json-ld": ox.RdfFormat.JSON_LD,
}
ENDINGS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_GENID = "https://w3id.org/onrecord/.well-known/genid/"
Outcome = tuple[bool, str]


def json_ld_cases() -> Iterator[Case]:
    """The tests of JSON-LD to RDF, whose manifest is JSON-LD itself."""
    path, base = BASES["json-ld"]
    manifest = json.loads((place() / path / "toRdf-manifest.jsonld").read_text("utf-8"))
    for entry in manifest["sequence"]:
        kind = next(t for t in entry["@type"] if t != "jld:ToRDFTest").removeprefix("jld:")
        yield Case(
            suite="json-ld",
            group="toRdf",
            name=entry["@id"].lstrip("#"),
            type=kind,
            action=base + entry["input"],
            result=base + entry["expect"] if "expect" in entry else "",
            options=entry.get("option", {}),
        )


def read(case: Case) -> list[ox.Quad]:
    """What our reader makes of the document. Raises SyntaxError."""
    base = str(case.options.get("base", case.action))
    data = file_of(case.suite, case.action).read_bytes()
    return list(ox.parse(data, READERS[case.suite], base_iri=base))


def read_outcome(case: Case) -> Outcome:
    """Is the document read as the suite expects, or refused as it expects?"""
    is_bad = "Negative" in case.type
    try:
        quads = read(case)
    except (SyntaxError, ValueError) as error:
        return is_bad, str(error)[:160]
    if is_bad:
        return False, f"{len(quads)} quads were read"
    if not case.result:
        return True, ""
    format_ = ox.RdfFormat.N_QUADS if case.result.endswith(".nq") else ox.RdfFormat.N_TRIPLES
    try:
        expected = list(ox.parse(file_of(case.suite, case.result).read_bytes(), format_))
    except SyntaxError as error:
        return False, f"what the suite expects cannot be read: {error}"
    return answers.same(expected, quads), f"other quads were read: {len(quads)}"


@dataclass(frozen=True, slots=True)
class _Source:
    """A store whose documents are the graphs of a suite's dataset."""

    store: Store
    names: tuple[str, ...]
    minter: Minter = Minter()  # noqa: RUF009 (frozen)

    def match(self, *pattern: object, **named: object) -> Iterator[ox.Quad]:
        return self.store.match(*pattern, **named)  # type: ignore[arg-type]

    def query(self, text: str) -> object:
        return self.store.query(text)

    def documents(self) -> tuple[str, ...]:
        return self.names


def round_trip(quads: Iterable[ox.Quad], ending: str) -> bool:
    """Do the quads come back from our export as they went in? Turtle knows one graph only."""
    minter = Minter()
    firm = [_firm(quad) for quad in quads]
    graphs = sorted({quad.graph_name for quad in firm}, key=str)
    names = {graph: f"g{number:03d}" for number, graph in enumerate(graphs)}
    back = {minter.document_graph(name): graph for graph, name in names.items()}
    store = ox.Store()
    for quad in firm:
        graph = ox.NamedNode(minter.document_graph(names[quad.graph_name]))
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    out = io.BytesIO()
    WRITERS[ending](_source(store, names.values()), out)
    found = [_back(quad, back) for quad in ox.parse(out.getvalue(), ENDINGS[ending])]
    wanted = [_back(quad, back) for quad in store]
    if ending == ".ttl":
        wanted, found = _union(wanted), _union(found)
    return answers.same(wanted, found)


def _source(store: ox.Store, names: Iterable[str]) -> Source:
    mine = Store.memory()
    mine._backend._store = store  # type: ignore[attr-defined]
    return _Source(mine, tuple(sorted(names)))  # type: ignore[return-value]


def _firm(quad: ox.Quad) -> ox.Quad:
    subject, predicate, thing, graph = (
        ox.NamedNode(_GENID + term.value.encode().hex()) if isinstance(term, ox.BlankNode) else term
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    )
    return ox.Quad(subject, predicate, thing, graph)  # type: ignore[arg-type]


def _back(quad: ox.Quad, graphs: dict[str, object]) -> ox.Quad:
    graph = graphs.get(quad.graph_name.value) if isinstance(quad.graph_name, ox.NamedNode) else None
    terms = (quad.subject, quad.predicate, quad.object, graph or ox.DefaultGraph())
    return ox.Quad(*map(_blank, terms))  # type: ignore[arg-type]


def _blank(term: object) -> object:
    if isinstance(term, ox.NamedNode) and term.value.startswith(_GENID):
        return ox.BlankNode(bytes.fromhex(term.value.removeprefix(_GENID)).decode())
    return term


def _union(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return list({ox.Quad(q.subject, q.predicate, q.object) for q in quads})
