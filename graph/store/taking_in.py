"""Another record's documents and decisions, from a file of its named graphs.

What the other record derived (core, view) is not taken: it is derived anew here, over the documents of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from graph.assemble import DocumentGraph
from graph.errors import InputError
from graph.ids import Minter
from graph.model import Decision
from graph.store.decisions import DecisionLedger
from graph.store.embedded import EmbeddedBackend
from graph.store.record import Store

FORMATS: Final = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
TURTLE: Final = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in: documents that are new or differ, decisions that were not in the ledger."""

    documents: tuple[str, ...]
    decisions: tuple[Decision, ...]


def take_in(store: Store, path: Path) -> Taken:
    """Put the documents and decisions of an exported record into this one; call `Store.resolve` afterwards.

    An empty record is filled by Oxigraph's bulk load, at its speed. A document that both hold is replaced. Their
    ids, evidence and provenance stay as they are. Nothing is written unless the whole file can be read. Raises
    InputError for a file without named graphs, of another base, or that cannot be read.
    """
    if path.suffix.casefold() not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError(f"{path} does not tell the graphs of a record apart: export it as {known}")
    if store.is_empty and not store.is_remote:
        store.load_file(path, FORMATS[path.suffix.casefold()])
        return Taken(store.documents(), store.decisions())
    quads = read_quads(path)
    graphs = tuple(graphs_of(quads, store.minter))
    if not graphs:
        raise InputError(
            f"{path} holds no document below {store.minter.base}: was it made with another base?"
        )
    ledger = decisions_of(quads, store.minter)
    decided = {replace(decision, sequence=0) for decision in store.decisions()}
    new = [d for d in ledger if replace(d, sequence=0) not in decided]
    held = set(store.documents())
    fresh = [graph for graph in graphs if graph.document not in held]
    changed = [g.document for g in graphs if g.document in held and store.replace(g)]
    store.load(fresh)
    changed += [graph.document for graph in fresh]
    return Taken(tuple(sorted(changed)), store.append(new) if new else ())


def read_quads(path: Path) -> list[Quad]:
    """All quads of a file. Raises InputError where it cannot be read, or names things by blank nodes."""
    format_ = (FORMATS | TURTLE).get(path.suffix.casefold())
    if format_ is None:
        raise InputError(f"{path} is none of {', '.join(FORMATS | TURTLE)}")
    try:
        found = list(parse(path=path, format=format_))
    except (SyntaxError, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    for quad in found:
        if isinstance(quad.subject, BlankNode | Triple) or isinstance(
            quad.object, BlankNode | Triple
        ):
            raise InputError(f"{path}: {quad} is not of a record, which names everything by IRI")
    return found


def graphs_of(quads: Iterable[Quad], minter: Minter) -> Iterator[DocumentGraph]:
    """The documents' graphs among the quads, by name."""
    prefix = minter.iri("doc", "")
    ours = [
        q
        for q in quads
        if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(prefix)
    ]
    ordered = sorted(ours, key=lambda quad: (str(quad.graph_name), str(quad)))
    for name, found in groupby(ordered, key=lambda quad: str(quad.graph_name)):
        graph = NamedNode(name[1:-1])
        yield DocumentGraph(graph.value.removeprefix(prefix), graph, tuple(found))


def decisions_of(quads: Iterable[Quad], minter: Minter) -> tuple[Decision, ...]:
    """The decisions in the review graph among the quads."""
    review = NamedNode(minter.graph("review"))
    backend = EmbeddedBackend()
    backend.change([], (quad for quad in quads if quad.graph_name == review))
    return DecisionLedger(backend, minter).read()
