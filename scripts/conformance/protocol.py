"""The W3C's SPARQL 1.1 protocol tests: 34 of them are named in the manifest, and described in words only.

The requests are those of the working group's validator: three graphs `…/data1.rdf` to `…/data3.rdf`, each of which
says of itself that it is a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox

from conformance.server import TOKEN, Endpoint, fill

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
_ONE, _TWO, _THREE = (DATA.format(number) for number in (1, 2, 3))
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OUT = "http://example.org/protocol-test/"
_TRUTH = ("application/sparql-results+json", "application/sparql-results+xml")
_ROWS = (*_TRUTH, "text/csv", "text/tab-separated-values")
_RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def record_of(place: Path) -> None:
    """The three graphs."""
    fill(place, ((name, [_says(name)]) for name in (_ONE, _TWO, _THREE)))


def _says(name: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(name), ox.NamedNode(_TYPE), ox.NamedNode("urn:Document"))


def _all(*names: str) -> str:
    return "ASK { " + " ".join(f"<{name}> a ?type{n} ." for n, name in enumerate(names)) + " }"


class Client:
    """Sends what a test wants, whatever it is."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._client, self._address = endpoint.client, endpoint.address

    def get(self, *parameters: tuple[str, str], accept: str = "*/*") -> httpx.Response:
        return self._client.get(self._address, params=parameters, headers={"Accept": accept})

    def form(self, *fields: tuple[str, str], kind: str | None = FORM) -> httpx.Response:
        return self.body(urlencode(fields), kind)

    def body(
        self,
        text: str,
        kind: str | None,
        *parameters: tuple[str, str],
        method: str = "POST",
        encoding: str = "utf-8",
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "*/*"}
        headers |= {"Content-Type": kind} if kind else {}
        return self._client.request(
            method, self._address, content=text.encode(encoding), params=parameters, headers=headers
        )

    def holds(self, query: str, *parameters: tuple[str, str]) -> bool:
        """Is the ASK true?"""
        return is_true(self.get(("query", query), *parameters))


def is_true(answer: httpx.Response) -> bool:
    """A good answer that says yes."""
    return answer.status_code == 200 and answer.json()["boolean"] is True


def refused(answer: httpx.Response) -> bool:
    """The client is told that it is wrong."""
    return 400 <= answer.status_code < 500


def _typed(answer: httpx.Response, expected: tuple[str, ...]) -> bool:
    return answer.status_code == 200 and answer.headers["content-type"].split(";")[0] in expected


def _defaults(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(("default-graph-uri", name) for name in names)


def _named(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(("named-graph-uri", name) for name in names)


_BOTH = "ASK { GRAPH ?g { <%s> a ?t } GRAPH ?h { <%s> a ?u } }" % (_ONE, _TWO)  # noqa: UP031
_FULL = "ASK { <%s> a ?t GRAPH ?g { <%s> a ?u } FILTER NOT EXISTS { <%s> a ?v } }" % (  # noqa: UP031
    *(_ONE, _TWO, _TWO),
)
_MULTIPLE = f"ASK FROM <{_TWO}> {{ <{_ONE}> a ?t FILTER NOT EXISTS {{ <{_TWO}> a ?u }} }}"
_PATTERN = "?d a <urn:Document>"


def _into(graph: str, where: str) -> str:
    return f"INSERT {{ GRAPH <{_OUT}{graph}> {{ ?d a <urn:Seen> }} }} WHERE {{ {where} }}"


def _seen(client: Client, graph: str, *names: str) -> bool:
    """The graph names these documents and no other."""
    found = client.get(("query", f"SELECT ?d {{ GRAPH <{_OUT}{graph}> {{ ?d a <urn:Seen> }} }}"))
    rows = found.json()["results"]["bindings"]
    return sorted(row["d"]["value"] for row in rows) == sorted(names)


def _updated(client: Client, graph: str, where: str, fields: dict[str, tuple[str, ...]]) -> bool:
    sent = [(key, value) for key, values in fields.items() for value in values]
    answer = client.form(("update", _into(graph, where)), *sent)
    return answer.status_code in (200, 204)


def _update_full(client: Client) -> bool:
    where = f"GRAPH ?g {{ {_PATTERN} }} <{_ONE}> a ?t FILTER NOT EXISTS {{ <{_TWO}> a ?u }}"
    fields = {"using-graph-uri": (_ONE,), "using-named-graph-uri": (_TWO,)}
    return _updated(client, "full", where, fields) and _seen(client, "full", _TWO)


def _base(client: Client) -> bool:
    text = f"CLEAR SILENT GRAPH <{_OUT}base> ; INSERT DATA {{ GRAPH <{_OUT}base> {{ <urn:s> <p> <o> }} }}"
    answer = client.body(text, UPDATE)
    asked = f"ASK {{ GRAPH <{_OUT}base> {{ <urn:s> ?p ?o FILTER(STRSTARTS(STR(?o), 'http')) }} }}"
    return answer.status_code in (200, 204) and client.holds(asked)


TESTS: dict[str, Callable[[Client], bool]] = {
    "query_post_form": lambda c: is_true(c.form(("query", "ASK {}"))),
    "query_post_direct": lambda c: is_true(c.body("ASK {}", QUERY)),
    "query_get": lambda c: c.holds("ASK {}"),
    "query_dataset_default_graphs_get": lambda c: (
        c.holds(_all(_ONE, _TWO), *_defaults(_ONE, _TWO))
        and not c.holds(_all(_THREE), *_defaults(_ONE, _TWO))
    ),
    "query_dataset_default_graphs_post": lambda c: is_true(
        c.body(_all(_ONE, _TWO), QUERY, *_defaults(_ONE, _TWO))
    ),
    "query_dataset_named_graphs_get": lambda c: (
        c.holds(_BOTH, *_named(_ONE, _TWO)) and not c.holds(_BOTH, *_named(_ONE))
    ),
    "query_dataset_named_graphs_post": lambda c: is_true(c.body(_BOTH, QUERY, *_named(_ONE, _TWO))),
    "query_dataset_full": lambda c: c.holds(_FULL, *_defaults(_ONE), *_named(_TWO)),
    "query_multiple_dataset": lambda c: c.holds(_MULTIPLE, *_defaults(_ONE)),
    "query_content_type_select": lambda c: _typed(c.get(("query", "SELECT (1 AS ?x) {}")), _ROWS),
    "query_content_type_ask": lambda c: _typed(c.get(("query", "ASK {}")), _TRUTH),
    "query_content_type_describe": lambda c: _typed(c.get(("query", f"DESCRIBE <{_ONE}>")), _RDF),
    "query_content_type_construct": lambda c: _typed(
        c.get(("query", "CONSTRUCT { <s> <p> 1 } WHERE {}")), _RDF
    ),
    "update_post_form": lambda c: (
        _updated(c, "form", f"GRAPH <{_ONE}> {{ {_PATTERN} }}", {}) and _seen(c, "form", _ONE)
    ),
    "update_post_direct": lambda c: (
        c.body(_into("direct", f"GRAPH <{_ONE}> {{ {_PATTERN} }}"), UPDATE).status_code
        in (200, 204)
        and _seen(c, "direct", _ONE)
    ),
    "update_dataset_default_graph": lambda c: (
        _updated(c, "default", _PATTERN, {"using-graph-uri": (_ONE,)}) and _seen(c, "default", _ONE)
    ),
    "update_dataset_default_graphs": lambda c: (
        _updated(c, "defaults", _PATTERN, {"using-graph-uri": (_ONE, _TWO)})
        and _seen(c, "defaults", _ONE, _TWO)
    ),
    "update_dataset_named_graphs": lambda c: (
        _updated(c, "named", f"GRAPH ?g {{ {_PATTERN} }}", {"using-named-graph-uri": (_ONE, _TWO)})
        and _seen(c, "named", _ONE, _TWO)
    ),
    "update_dataset_full": _update_full,
    "update_base_uri": _base,
    "bad_query_method": lambda c: refused(c.body("ASK {}", QUERY, method="PUT")),
    "bad_multiple_queries": lambda c: refused(c.get(("query", "ASK {}"), ("query", "SELECT * {}"))),
    "bad_query_wrong_media_type": lambda c: refused(c.body("ASK {}", "text/plain")),
    "bad_query_missing_form_type": lambda c: refused(c.form(("query", "ASK {}"), kind=None)),
    "bad_query_missing_direct_type": lambda c: refused(c.body("ASK {}", None)),
    "bad_query_non_utf8": lambda c: refused(
        c.body("ASK {}", f"{QUERY}; charset=UTF-16", encoding="utf-16")
    ),
    "bad_query_syntax": lambda c: refused(c.get(("query", "ASK { ?s ?p"))),
    "bad_update_get": lambda c: refused(c.get(("update", "CLEAR ALL"))),
    "bad_multiple_updates": lambda c: refused(
        c.form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT"))
    ),
    "bad_update_wrong_media_type": lambda c: refused(c.body("CLEAR NAMED", "text/plain")),
    "bad_update_missing_form_type": lambda c: refused(c.form(("update", "CLEAR NAMED"), kind=None)),
    "bad_update_non_utf8": lambda c: refused(
        c.body("CLEAR NAMED", f"{UPDATE}; charset=UTF-16", encoding="utf-16")
    ),
    "bad_update_syntax": lambda c: refused(c.form(("update", "CLEAR XYZ"))),
    "bad_update_dataset_conflict": lambda c: refused(
        c.form(
            ("update", f"DELETE {{ ?s ?p ?o }} USING <{_ONE}> WHERE {{ ?s ?p ?o }}"),
            ("using-named-graph-uri", _TWO),
        )
    ),
}
"""Test of the manifest → does the endpoint pass it?"""


def _described(client: Client) -> ox.Store:
    store = ox.Store()
    store.load(client.get(accept="text/turtle").content, format=ox.RdfFormat.TURTLE)
    return store


_SD = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
DESCRIPTION: dict[str, Callable[[Client], bool]] = {
    "returns-rdf": lambda c: len(_described(c)) > 0,
    "has-endpoint-triple": lambda c: bool(
        _described(c).query(_SD + f"ASK {{ ?s sd:endpoint <{c._address}> }}")
    ),
    "conforms-to-schema": lambda c: bool(
        _described(c).query(
            _SD + "ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:defaultDataset ?d ; "
            "sd:supportedLanguage sd:SPARQL11Query . ?d a sd:Dataset ; sd:defaultGraph ?g . ?g a sd:Graph }"
        )
    ),
}
"""Tests of the service description."""


def run(endpoint: Endpoint) -> Iterator[tuple[str, str, bool, str]]:
    """Group, test, passed, what went wrong."""
    client = Client(endpoint)
    for group, tests in (("protocol", TESTS), ("service-description", DESCRIPTION)):
        for name, test in tests.items():
            try:
                yield group, name, test(client), "it answered otherwise"
            except (httpx.HTTPError, ValueError, KeyError) as error:
                yield group, name, False, repr(error)
