"""Findings of one document → the quads of its named graph.

Whatever names an actor points to a `rec:DocumentActor` of the same document, never to the shared actor: so a
document's graph is the same whatever else the record holds, and joining or splitting actors leaves it alone.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.evidence import EvidenceWriter
from graph.assemble.findings import FindingWriter
from graph.assemble.graph import DocumentGraph, GraphWriter, address
from graph.assemble.portraits import written
from graph.ids import Minter, text_sha256
from graph.model import Document, Entity, Findings, SetAside

SOFTWARE = "onrecord"


def document_graph(
    findings: Findings, minter: Minter | None = None, *, with_text: bool = True
) -> DocumentGraph:
    """The graph of one document-run: the document, its actors, findings and their evidence.

    `with_text=False` leaves the full text out, for texts that may not be passed on; the quoted evidence
    stays. The same findings give the same quads in the same order.
    """
    return _DocumentWriter(findings, minter or Minter()).write(with_text=with_text)


class _DocumentWriter:
    def __init__(self, findings: Findings, minter: Minter) -> None:
        self._findings = findings
        self._document = findings.document
        self._minter = minter
        self._graph = GraphWriter(minter.document_graph(self._document.id))
        self._evidence = EvidenceWriter(self._graph, self._document, minter)
        self._node = NamedNode(minter.document(self._document.id))

    def write(self, *, with_text: bool) -> DocumentGraph:
        self._write_document(self._document, with_text=with_text)
        self._write_run()
        for entity in self._findings.entities:
            self._write_entity(entity)
        FindingWriter(self._graph, self._evidence, self._findings, self._minter).write()
        return DocumentGraph(self._document.id, self._graph.name, self._graph.quads())

    def _write_document(self, document: Document, *, with_text: bool) -> None:
        graph, node = self._graph, self._node
        graph.link(node, terms.TYPE, terms.NEWS_ARTICLE)
        graph.link(node, terms.TYPE, terms.ENTITY)
        graph.words(node, terms.IDENTIFIER, document.name)
        graph.words(node, terms.HEADLINE, document.title)
        graph.literal(node, terms.URL, address(document.url) if document.url else None)
        graph.day(node, terms.PUBLISHED, document.published)
        graph.words(node, terms.LANGUAGE, document.language)
        graph.words(node, terms.AUTHOR, document.author)
        graph.words(node, terms.TEXT_SHA256, text_sha256(document.text))
        graph.count(node, terms.LENGTH, len(document.text))
        graph.words(node, terms.TEXT, document.text if with_text else None)
        self._write_publisher(document)
        for credit in document.credits:
            graph.words(node, terms.CREDIT, credit)
        for passage in document.set_aside:
            self._write_set_aside(passage)
        for problem in self._findings.problems:
            graph.words(node, terms.PROBLEM, f"{problem.code}: {problem.message}")

    def _write_publisher(self, document: Document) -> None:
        if document.publisher:
            outlet = NamedNode(self._minter.outlet(document.publisher))
            self._graph.link(self._node, terms.PUBLISHER, outlet)
            self._graph.words(self._node, terms.PUBLISHER_NAME, document.publisher)

    def _write_set_aside(self, passage: SetAside) -> None:
        span = passage.span
        node = NamedNode(f"{self._node.value}/set-aside/{span.start}-{span.end}")
        self._graph.link(self._node, terms.HAS_SET_ASIDE, node)
        self._graph.link(node, terms.TYPE, terms.SET_ASIDE)
        self._graph.concept(node, terms.PASSAGE, passage.passage)
        self._graph.words(node, terms.REASON, passage.reason)
        self._evidence.link(node, terms.EVIDENCE, span)

    def _write_run(self) -> None:
        run = NamedNode(f"{self._node.value}/run")
        self._graph.link(run, terms.TYPE, terms.ACTIVITY)
        self._graph.link(run, terms.USED, self._node)
        self._graph.words(run, terms.SOFTWARE, SOFTWARE)

    def _write_entity(self, entity: Entity) -> None:
        graph = self._graph
        node = NamedNode(self._minter.document_actor(self._document.id, entity.key))
        graph.link(node, terms.TYPE, terms.DOCUMENT_ACTOR)
        graph.link(node, terms.DOCUMENT, self._node)
        graph.count(node, terms.KEY, entity.key)
        graph.words(node, terms.LABEL, entity.name)
        graph.concept(node, terms.KIND, entity.kind)
        graph.words(node, terms.KNOWN_AS, entity.known)
        graph.concept(node, terms.GENDER, entity.gender)
        graph.words(node, terms.COUNTRY_CODE, entity.country)
        graph.count(node, terms.CARDINALITY, entity.cardinality)
        graph.count(node, terms.MENTION_COUNT, len(entity.mentions))
        for description in entity.descriptions:
            graph.words(node, terms.DESCRIPTION, description)
        if entity.portrait is not None:
            graph.words(node, terms.PORTRAIT, written(entity.portrait))
        graph.flag(node, terms.IDLE, entity.idle)
        for key in entity.members:
            member = NamedNode(self._minter.document_actor(self._document.id, key))
            graph.link(node, terms.HAS_MEMBER_AS, member)
        for span in entity.mentions:
            graph.words(node, terms.WORDED_AS, " ".join(span.of(self._document.text).split()))
        self._evidence.links(node, terms.MENTION, entity.mentions)
        self._evidence.links(node, terms.METONYM_MENTION, entity.metonyms)
