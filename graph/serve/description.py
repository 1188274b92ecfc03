"""What the endpoint can do, as the SPARQL 1.1 Service Description wants it: answered to a GET without a query."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMAT: Final = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def describe(endpoint: str, media: str, *, writable: bool) -> bytes:
    """The description in one of `FORMATS`."""
    lines = [
        f"<> a sd:Service ; sd:endpoint <> ; sd:supportedLanguage sd:SPARQL11Query"
        f"{' , sd:SPARQL11Update' if writable else ''} ;",
        "sd:feature sd:UnionDefaultGraph ;",
        *(f"sd:resultFormat <{_FORMAT}{name}> ;" for name in _RESULTS),
        "sd:defaultDataset <#dataset> . <#dataset> a sd:Dataset ; sd:defaultGraph <#union> . <#union> a sd:Graph .",
    ]
    text = f"@prefix sd: <{SD}> .\n" + "\n".join(lines)
    return converted(text, media, base=endpoint)


def converted(turtle: str, media: str, *, base: str | None = None) -> bytes:
    """Turtle in another of `FORMATS`."""
    quads = ox.parse(turtle, ox.RdfFormat.TURTLE, base_iri=base)
    triples = (quad.triple for quad in quads)
    body = ox.serialize(triples, format=FORMATS[media], prefixes={"sd": SD})
    assert body is not None
    return body
