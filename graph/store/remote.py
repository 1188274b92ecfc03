"""A SPARQL 1.1 endpoint elsewhere: Oxigraph's server, Fuseki, Virtuoso, GraphDB …

Queries and updates go over the SPARQL 1.1 protocol. The endpoint's default graph must be the union of its
named graphs (`oxigraph serve --union-default-graph`; Virtuoso's is). One update is one request: it is all or
nothing where the server makes it so, as Oxigraph does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
    parse_query_results,
)

from graph.errors import ConfigError, QueryError, StoreError
from graph.sparql import prefixed, substitute
from graph.store.backend import Answer, Bindings, update_text

TIMEOUT_S = 120.0
CHUNK = 20_000  # quads of a bulk load in one update
_JSON = "application/sparql-results+json"
_ACCEPT = f"{_JSON}, application/n-triples;q=0.9"
_EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"


class RemoteBackend:
    """A store behind an http(s) address.

    `…/sparql` takes queries and updates alike; `…/query` has its updates at `…/update`; any other address
    has both below it. Name and password may stand in the address.
    """

    def __init__(self, address: str) -> None:
        try:
            import httpx
        except ImportError as error:
            raise ConfigError(
                "a remote store needs httpx: pip install 'onrecord[remote]'"
            ) from error
        self._failure = httpx.HTTPError
        self._queries, self._updates = _endpoints(address)
        self._client = httpx.Client(timeout=TIMEOUT_S)
        self._check_union()

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, read in one request."""
        given = {"s": subject, "p": predicate, "o": thing, "g": graph}
        names = (
            " ".join(f"?{name}" for name, term in given.items() if term is None) or "(1 AS ?one)"
        )
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in given.items())
        rows = self.query(f"SELECT {names} WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")
        if not isinstance(rows, QuerySolutions):
            raise StoreError(f"{self._queries} answered a SELECT with something else")
        return (_quad(given, row) for row in list(rows))

    def query(self, text: str, bindings: Bindings | None = None) -> Answer:
        """The answer; a graph is read whole."""
        bound = {variable.value: term for variable, term in (bindings or {}).items()}
        text = prefixed(substitute(text, bound))
        media, body = self._send(self._queries, text, "application/sparql-query", QueryError)
        if "json" in media:
            return parse_query_results(body, QueryResultsFormat.JSON)
        return _as_triples(body, media)

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """One update request."""
        if text := update_text(removed, added):
            self._send(self._updates, text, "application/sparql-update", StoreError)

    def update(self, text: str) -> None:
        """One update request, with the well-known prefixes."""
        self._send(self._updates, prefixed(text), "application/sparql-update", QueryError)

    def bulk(self, added: Iterable[Quad]) -> None:
        """Many update requests."""
        source = iter(added)
        while part := list(islice(source, CHUNK)):
            self.change([], part)

    def settle(self) -> None:
        """The server arranges its own files."""

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _send(
        self, address: str, text: str, media: str, refusal: type[QueryError | StoreError]
    ) -> tuple[str, bytes]:
        headers = {"Content-Type": f"{media}; charset=utf-8", "Accept": _ACCEPT}
        try:
            answer = self._client.post(address, content=text.encode(), headers=headers)
        except self._failure as error:
            raise StoreError(
                f"{address} does not answer: {error}. Is the server running?"
            ) from error
        if answer.is_success:
            return answer.headers.get("content-type", ""), answer.content
        reason = f"{address} answered {answer.status_code}: {answer.text.strip()[:500]}"
        raise (refusal if answer.status_code == 400 else StoreError)(reason)

    def _check_union(self) -> None:
        named = bool(self.query("ASK { GRAPH ?g { ?s ?p ?o } }"))
        if named and not bool(self.query("ASK { ?s ?p ?o }")):
            self.close()
            raise StoreError(
                f"{self._queries}: its default graph is not the union of its graphs, so queries would find "
                "nothing: start the server so (oxigraph serve --union-default-graph)"
            )


def _endpoints(address: str) -> tuple[str, str]:
    plain = address.rstrip("/")
    if plain.endswith("/sparql"):
        return plain, plain
    if plain.endswith("/query"):
        return plain, plain.removesuffix("/query") + "/update"
    return f"{plain}/query", f"{plain}/update"


def _quad(given: Mapping[str, NamedNode | Literal | None], row: QuerySolution) -> Quad:
    terms = [term or row[Variable(name)] for name, term in given.items()]
    subject, predicate, thing, graph = terms
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        raise StoreError(f"{subject} {predicate} is not of a record: it holds no blank nodes")
    if not isinstance(thing, NamedNode | Literal) or not isinstance(graph, NamedNode):
        raise StoreError(f"{thing} in {graph} is not of a record: it holds no blank nodes")
    return Quad(subject, predicate, thing, graph)


def _as_triples(body: bytes, media: str) -> QueryTriples:
    """A graph as the embedded store would answer it."""
    store = Store()
    format_ = RdfFormat.from_media_type(media.partition(";")[0]) or RdfFormat.N_TRIPLES
    store.load(body, format=format_)
    found = store.query(_EVERYTHING)
    if not isinstance(found, QueryTriples):
        raise StoreError("a graph was expected")
    return found
