"""Spans as nodes: one `oa:SpecificResource` for each span, found again by offsets and by its words."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.ids import Minter
from graph.model import Document, Span

CONTEXT = 32  # code points of prefix and of suffix: enough to find the words in a text that moved
LONGEST_PASSAGE = (
    1_200  # code points; a statement whose parts lie further apart is proved by its content
)


class EvidenceWriter:
    """Writes the evidence nodes of one document, each once.

    Offsets count code points, the end is exclusive (Web Annotation Data Model, section 4.2.5).
    """

    def __init__(self, graph: GraphWriter, document: Document, minter: Minter) -> None:
        self._graph = graph
        self._document = document
        self._minter = minter
        self._source = NamedNode(minter.document(document.id))
        self._written: dict[Span, NamedNode] = {}

    def node(self, span: Span) -> NamedNode:
        """The node of this span."""
        found = self._written.get(span)
        if found is None:
            found = self._written[span] = self._write(span)
        return found

    def _write(self, span: Span) -> NamedNode:
        graph, text = self._graph, self._document.text
        iri = self._minter.evidence(self._document.id, span)
        node = NamedNode(iri)
        position, quotation = NamedNode(iri + "/position"), NamedNode(iri + "/quote")
        graph.link(node, terms.TYPE, terms.SPECIFIC_RESOURCE)
        graph.link(node, terms.HAS_SOURCE, self._source)
        graph.link(node, terms.HAS_SELECTOR, position)
        graph.link(node, terms.HAS_SELECTOR, quotation)
        graph.link(position, terms.TYPE, terms.POSITION_SELECTOR)
        graph.count(position, terms.OA_START, span.start)
        graph.count(position, terms.OA_END, span.end)
        graph.link(quotation, terms.TYPE, terms.QUOTE_SELECTOR)
        graph.words(quotation, terms.OA_EXACT, span.of(text))
        graph.words(quotation, terms.OA_PREFIX, text[max(0, span.start - CONTEXT) : span.start])
        graph.words(quotation, terms.OA_SUFFIX, text[span.end : span.end + CONTEXT])
        return node

    def link(self, subject: NamedNode, predicate: NamedNode, span: Span | None) -> None:
        """An edge from a finding to the node of a span, unless it is None or empty."""
        if span is not None and len(span) > 0:
            self._graph.link(subject, predicate, self.node(span))

    def links(self, subject: NamedNode, predicate: NamedNode, spans: Iterable[Span]) -> None:
        """An edge for each span."""
        for span in spans:
            self.link(subject, predicate, span)


def passage(parts: Iterable[Span], content: Iterable[Span]) -> Span | None:
    """The one stretch that proves a statement: from its first part to its last.

    Where they lie further apart than `LONGEST_PASSAGE`, the first stretch of content; None without parts.
    """
    spans = [span for span in (*parts, *content) if len(span) > 0]
    if not spans:
        return None
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    if len(hull) <= LONGEST_PASSAGE:
        return hull
    return min((span for span in content if len(span) > 0), default=min(spans))
