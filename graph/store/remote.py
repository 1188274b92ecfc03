"""A SPARQL 1.1 endpoint elsewhere: Oxigraph's server, Fuseki, Virtuoso, GraphDB …

Queries and updates go over the SPARQL 1.1 protocol, as forms: every server takes those. The endpoint's default
graph must be the union of its named graphs (`oxigraph serve --union-default-graph`; Virtuoso's is). One update is
one request, all or nothing where the server makes it so, as Oxigraph does. Virtuoso needs a large one in parts: a
build that is interrupted there is mended by the same build run again.
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
from graph.guard import form
from graph.ids import BASE
from graph.sparql import prefixed, substitute
from graph.store import virtuoso
from graph.store.backend import Answer, Bindings, update_text

TIMEOUT_S = 120.0
CHUNK = 20_000  # quads of a bulk load in one update
_ACCEPT_ROWS = "application/sparql-results+json"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"


class RemoteBackend:
    """A store behind an http(s) address.

    `…/sparql` takes queries and updates alike; `…/query` has its updates at `…/update`; any other address
    has both below it. Name and password may stand in the address. Only graphs below `base` are the record's:
    a server may hold others.
    """

    def __init__(self, address: str, base: str = BASE) -> None:
        try:
            import httpx
        except ImportError as error:
            raise ConfigError(
                "a remote store needs httpx: pip install 'onrecord[remote]'"
            ) from error
        self._failure = httpx.HTTPError
        self._base = base
        self._queries, self._updates = _endpoints(address)
        self._client = httpx.Client(timeout=TIMEOUT_S)
        self._is_virtuoso = False  # as its first answer says
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
        rows = self._rows(f"SELECT {names} WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")
        ours = (row for row in rows if graph is not None or self._is_ours(row))
        return (_quad(given, row) for row in ours)

    def query(self, text: str, bindings: Bindings | None = None) -> Answer:
        """The answer; a graph is read whole."""
        bound = {variable.value: term for variable, term in (bindings or {}).items()}
        text = prefixed(substitute(text, bound))
        is_graph = form(text) in ("CONSTRUCT", "DESCRIBE")
        accept = _ACCEPT_TRIPLES if is_graph else _ACCEPT_ROWS
        media, body = self._send(self._queries, {"query": text}, accept, QueryError)
        if is_graph:
            return _as_triples(body, media)
        return parse_query_results(
            virtuoso.repaired(body) if self._is_virtuoso else body, QueryResultsFormat.JSON
        )

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """One update request; several for Virtuoso."""
        if not self._is_virtuoso:
            self._update(update_text(removed, added), StoreError)
            return
        for part in virtuoso.parts(removed):
            self._update(update_text(part, ()), StoreError)
        for part in virtuoso.parts(added):
            self._update(update_text((), part), StoreError)

    def update(self, text: str) -> None:
        """One update request, with the well-known prefixes."""
        self._update(prefixed(text), QueryError)

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

    def _rows(self, query: str) -> list[QuerySolution]:
        found = self.query(query)
        if not isinstance(found, QuerySolutions):
            raise StoreError(f"{self._queries} answered a SELECT with something else")
        return list(found)

    def _is_ours(self, row: QuerySolution) -> bool:
        graph = row["g"]
        return isinstance(graph, NamedNode) and graph.value.startswith(self._base)

    def _update(self, text: str, refusal: type[QueryError | StoreError]) -> None:
        if text:
            self._send(self._updates, {"update": text}, "*/*", refusal)

    def _send(
        self,
        address: str,
        fields: Mapping[str, str],
        accept: str,
        refusal: type[QueryError | StoreError],
    ) -> tuple[str, bytes]:
        try:
            answer = self._client.post(address, data=fields, headers={"Accept": accept})
        except self._failure as error:
            raise StoreError(
                f"{address} does not answer: {error}. Is the server running?"
            ) from error
        self._is_virtuoso = virtuoso.is_virtuoso(answer.headers)
        if not answer.is_success:
            reason = f"{address} answered {answer.status_code}: {answer.text.strip()[:500]}"
            raise (refusal if answer.status_code == 400 else StoreError)(reason)
        if limit := virtuoso.row_limit(answer.headers):
            raise StoreError(
                f"{address} gives {limit} rows at most and has more: raise ResultSetMaxRows in virtuoso.ini"
            )
        return answer.headers.get("content-type", ""), answer.content

    def _check_union(self) -> None:
        graphs = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self._base}"))'
        for row in self._rows(f"SELECT ?s ?p ?o WHERE {{ {graphs} }} LIMIT 1"):
            triple = " ".join(str(row[name]) for name in ("s", "p", "o"))
            if not bool(self.query(f"ASK {{ {triple} }}")):
                self.close()
                raise StoreError(
                    f"{self._queries}: its default graph is not the union of its graphs, so queries would "
                    "find nothing: start the server so (oxigraph serve --union-default-graph)"
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
