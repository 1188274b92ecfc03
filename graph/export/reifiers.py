"""The short edges as RDF 1.2 has them: the node of an edge `rdf:reifies` the triple itself.

Behind a flag: few tools read triple terms yet (rdflib 7.6 does not), and in a store they cost a multiple of
plain nodes. Statements reify `speaker rec:said claim`, which the record does not assert unless it is a short edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from graph import terms
from graph.assemble.reader import node
from graph.export.source import Source

REIFIES: Final = NamedNode(terms.PREFIXES["rdf"] + "reifies")


class Reified:
    """A record whose edges and statements also reify their triple. What is plain RDF stays as it was."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.minter = source.minter

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, and the reifications in them where a whole graph is asked for."""
        yield from self._source.match(subject, predicate, thing, graph)
        if subject is predicate is thing is None:
            yield from self._reifications(graph)

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer over the record as it is."""
        return self._source.query(text)

    def documents(self) -> tuple[str, ...]:
        """Ids of the documents, sorted."""
        return self._source.documents()

    def _reifications(self, graph: NamedNode | None) -> Iterator[Quad]:
        for quad in self._source.match(None, terms.TYPE, terms.SHORT_EDGE, graph):
            edge = node(quad.subject)
            triple = self._triple(edge, terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
            if triple is not None:
                yield Quad(edge, REIFIES, triple, quad.graph_name)
        for quad in self._source.match(None, terms.SPEAKER, None, graph):
            claims = self._source.match(node(quad.subject), terms.HAS_CLAIM)
            for claim in claims:
                said = Triple(node(quad.object), terms.SAID, node(claim.object))
                yield Quad(node(quad.subject), REIFIES, said, quad.graph_name)

    def _triple(self, edge: NamedNode, *parts: NamedNode) -> Triple | None:
        found = [next(self._source.match(edge, part), None) for part in parts]
        if any(quad is None for quad in found):
            return None
        subject, predicate, thing = (node(quad.object) for quad in found if quad is not None)
        return Triple(subject, predicate, thing)
