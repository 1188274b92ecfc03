"""The short edges as a network: GraphML and GEXF, for Gephi, Cytoscape, igraph and networkx.

networkx is imported here only when such a file is written (the design keeps it to `render`; there it would be
out of the reach of `export`).
"""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree

from graph.export.source import Source, rows

if TYPE_CHECKING:
    import networkx

_ACTORS = """SELECT ?id ?label ?kind ?statements WHERE {
  ?id rec:kind ?k ; rdfs:label ?label . FILTER NOT EXISTS { ?id rec:document ?any }
  OPTIONAL { ?id rec:statementCount ?statements }
  BIND(STRAFTER(STR(?k), "#kind-") AS ?kind) } ORDER BY ?id"""
_EDGES = """SELECT ?edge ?source ?target ?relation ?documents ?outlets (MIN(?exact) AS ?quotation) WHERE {
  ?edge a rec:ShortEdge ; rdf:subject ?source ; rdf:predicate ?p ; rdf:object ?target ;
    rec:documentCount ?documents ; rec:outletCount ?outlets ; prov:wasDerivedFrom/rec:evidence/oa:hasSelector/oa:exact ?exact .
  BIND(STRAFTER(STR(?p), "#") AS ?relation)
} GROUP BY ?edge ?source ?target ?relation ?documents ?outlets ORDER BY ?edge"""
_SAID = """SELECT ?source ?target ?text WHERE { ?source rec:said ?target . ?target rec:text ?text } ORDER BY ?source ?target ?text"""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(source: Source, *, with_claims: bool = False) -> networkx.MultiDiGraph[str]:
    """Actors and kinds of resource as nodes, short edges as edges; with `with_claims` what was said, too.

    Nodes have `label` and `kind`; edges have `relation`, `documents`, `outlets` and a `quotation`.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in rows(source, _ACTORS):
        number = int(row.get("statements", 0))
        graph.add_node(
            row["id"], label=xml_words(row["label"]), kind=row["kind"], statements=number
        )
    for row in rows(source, _EDGES):
        for end in (row["source"], row["target"]):
            if end not in graph:
                graph.add_node(end, label=_local(end), kind="resource", statements=0)
        graph.add_edge(
            row["source"],
            row["target"],
            key=row["edge"],
            relation=row["relation"],
            documents=int(row["documents"]),
            outlets=int(row["outlets"]),
            quotation=xml_words(row["quotation"]),
        )
    if with_claims:
        for row in rows(source, _SAID):
            graph.add_node(row["target"], label=xml_words(row["text"]), kind="claim", statements=0)
            graph.add_edge(row["source"], row["target"], key="said", relation="said")
    return graph


def graphml(source: Source, out: IO[bytes]) -> None:
    """The network as GraphML."""
    import networkx

    networkx.write_graphml(network(source), out, named_key_ids=True)


def gexf(source: Source, out: IO[bytes]) -> None:
    """The network as GEXF 1.2, without the date of writing that networkx adds."""
    import networkx

    buffer = io.BytesIO()
    networkx.write_gexf(network(source), buffer)
    for prefix, iri in (
        ("", "http://www.gexf.net/1.2draft"),
        ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ):
        ElementTree.register_namespace(prefix, iri)
    tree = ElementTree.fromstring(buffer.getvalue())
    for meta in tree.iter("{http://www.gexf.net/1.2draft}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    out.write(ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))


def xml_words(words: str) -> str:
    """The words without characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub(" ", words)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].removeprefix("resource-") or iri
