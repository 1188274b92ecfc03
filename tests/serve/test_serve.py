"""The endpoint, the pages, and what they refuse."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from graph.errors import QueryError
from graph.guard import check
from graph.serve import protocol
from graph.serve.app import Settings, create
from graph.serve.pages import marked
from graph.serve.pool import Snapshots
from graph.serve.protocol import accepted
from graph.sparql import using
from graph.store import Store

ASK = "ASK { ?s a <https://w3id.org/onrecord/ns#Statement> }"
ALL = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s"
# A product of eight full scans: more rows than a century could count.
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { %s }" % " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12))  # noqa: UP031


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_a_query_is_answered_in_all_three_ways_of_the_protocol(
    client: TestClient, method: str
) -> None:
    """SPARQL 1.1 Protocol 2.1.1–2.1.3."""
    match method:
        case "get":
            found = client.get("/sparql", params={"query": ASK})
        case "form":
            found = client.post("/sparql", data={"query": ASK})
        case _:
            found = client.post(
                "/sparql", content=ASK, headers={"Content-Type": "application/sparql-query"}
            )
    assert found.json()["boolean"] is True


@pytest.mark.parametrize(
    ("media", "start"),
    [
        ("application/sparql-results+json", b"{"),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"s\r\n"),
        ("text/tab-separated-values", b"?s\n"),
    ],
)
def test_results_come_in_the_form_that_is_asked_for(
    client: TestClient, media: str, start: bytes
) -> None:
    """Content negotiation over the four result formats."""
    found = client.get("/sparql", params={"query": ALL}, headers={"Accept": media})
    assert found.headers["content-type"].startswith(media)
    assert found.content.startswith(start)


def test_triples_come_as_turtle_and_json_ld(client: TestClient) -> None:
    """CONSTRUCT answers with RDF."""
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    for media in ("text/turtle", "application/ld+json", "application/n-triples"):
        found = client.get("/sparql", params={"query": query}, headers={"Accept": media})
        assert (found.status_code, found.headers["content-type"].split(";")[0]) == (200, media)


def test_a_media_type_that_does_not_fit_is_406(client: TestClient) -> None:
    """Turtle cannot hold a table."""
    found = client.get("/sparql", params={"query": ALL}, headers={"Accept": "text/turtle"})
    assert found.status_code == 406


@pytest.mark.parametrize(
    "parameters", [{}, {"query": [ASK, ASK]}, {"query": "SELECT nonsense"}, {"query": ""}]
)
def test_a_malformed_request_is_400(client: TestClient, parameters: dict[str, object]) -> None:
    """No query, two queries, or one that cannot be read."""
    assert client.get("/sparql", params=parameters).status_code == 400  # type: ignore[arg-type]


def test_a_wrong_content_type_is_415(client: TestClient) -> None:
    """The protocol knows three."""
    assert (
        client.post(
            "/sparql", content=b"{}", headers={"Content-Type": "application/json"}
        ).status_code
        == 415
    )


def test_a_named_default_graph_holds_only_itself(client: TestClient) -> None:
    """`default-graph-uri` chooses the dataset."""
    query = "SELECT ?s WHERE { ?s <https://w3id.org/onrecord/ns#speaker> ?o }"
    graph = "https://w3id.org/onrecord/id/doc/d1"
    found = client.get("/sparql", params={"query": query, "default-graph-uri": graph})
    assert found.json()["results"]["bindings"] == []


def test_the_graph_store_reads_one_graph_and_the_union(client: TestClient) -> None:
    """SPARQL 1.1 Graph Store Protocol, GET."""
    graph = "https://w3id.org/onrecord/id/core"
    one = client.get(
        "/graphs", params={"graph": graph}, headers={"Accept": "application/n-triples"}
    )
    everything = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    assert len(one.text.splitlines()) == 3
    assert len(everything.text.splitlines()) > 3
    assert client.get("/graphs", params={"graph": f"{graph}x"}).status_code == 404


def test_a_query_bomb_ends_with_a_clear_error_while_others_are_answered(client: TestClient) -> None:
    """One worker is ended; the other answers meanwhile."""
    found: list[int] = []
    bomb = threading.Thread(
        target=lambda: found.append(client.get("/sparql", params={"query": BOMB}).status_code)
    )
    bomb.start()
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True
    bomb.join()
    assert found == [408]
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_string_bomb_ends_at_its_memory(client: TestClient) -> None:
    """Each BIND doubles the string: 2 to the power of 60 characters."""
    doubling = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(60))
    query = f'SELECT (STRLEN(?x60) AS ?n) WHERE {{ BIND("xxxxxxxxxxxxxxxx" AS ?x0) {doubling} }}'
    assert client.get("/sparql", params={"query": query}).status_code in {408, 413}
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_an_answer_beyond_its_size_is_refused(client: TestClient) -> None:
    """A product with a few million rows, each small."""
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    found = client.get("/sparql", params={"query": query})
    assert found.status_code in {408, 413}


def test_deep_brackets_are_refused_before_any_parser(client: TestClient) -> None:
    """They overflow the parser's stack, and would take the process with it."""
    found = client.post("/sparql", data={"query": "ASK " + "{" * 4000 + "}" * 4000})
    assert (found.status_code, "nest" in found.text) == (400, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { sErViCe SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <FILE:///etc/passwd> WHERE { ?s ?p ?o }",
    ],
)
def test_a_query_reaches_neither_files_nor_other_servers(client: TestClient, query: str) -> None:
    """SSRF and local files."""
    assert client.get("/sparql", params={"query": query}).status_code == 400


def test_the_word_service_in_a_string_is_no_service(client: TestClient) -> None:
    """Strings, IRIs and comments are not structure."""
    query = 'ASK { ?s ?p "SERVICE LOAD {{{{" } # SERVICE'
    assert client.get("/sparql", params={"query": query}).status_code == 200
    assert check("SELECT ?service WHERE { ?service ?p ?o }").form == "SELECT"


def test_a_large_body_is_refused(client: TestClient) -> None:
    """Read no further than the limit."""
    found = client.post(
        "/sparql", content=b"x" * 1_100_000, headers={"Content-Type": "application/sparql-query"}
    )
    assert found.status_code == 413


def test_another_host_name_is_refused(client: TestClient) -> None:
    """DNS rebinding: a page of another name may not speak to this address."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/document/..%2f..%2fetc%2fpasswd"]
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    """Path traversal."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/document/d1", "/id/actor/quill", "/id/statement/s1", "/id/document/d1"],
)
def test_hostile_words_stay_words(client: TestClient, path: str) -> None:
    """Titles, names and addresses of a text never become markup or a script."""
    found = client.get(path, headers={"Accept": "text/html"})
    assert found.status_code == 200
    for bad in ("<script>alert", "<b>Quill", 'href="javascript:'):
        assert bad not in found.text
    assert "script-src 'self'" in found.headers["content-security-policy"]


def test_an_iri_cannot_be_broken_out_of(client: TestClient) -> None:
    """Injection through the path."""
    assert client.get("/id/x>%20?p%20?o%20.%20<y").status_code in {400, 404}
    assert client.get('/document/x")%20||%20true%20||("').status_code == 404


def test_a_minted_iri_answers_people_and_programs(client: TestClient) -> None:
    """HTML, Turtle and JSON-LD of one thing."""
    page = client.get("/id/actor/quill", headers={"Accept": "text/html"})
    turtle = client.get("/id/actor/quill", headers={"Accept": "text/turtle"})
    assert "rec:speaker" in page.text
    assert "actor/quill" in turtle.text
    json.loads(client.get("/id/actor/quill", headers={"Accept": "application/ld+json"}).text)
    assert client.get("/id/actor/nobody", headers={"Accept": "text/html"}).status_code == 404


def test_no_origin_may_read_answers(client: TestClient) -> None:
    """No CORS by default."""
    found = client.get("/sparql", params={"query": ASK}, headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in found.headers


def test_a_record_served_for_reading_takes_no_update(client: TestClient) -> None:
    """Update needs --writable."""
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 403
    assert client.get("/sparql", params={"update": "DROP ALL"}).status_code == 405
    assert client.get("/sparql", params={"query": "DROP ALL"}).status_code == 400
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_an_update_needs_the_token_and_is_seen_by_later_queries(tmp_path: Path) -> None:
    """Bearer token; the next query reads the new state."""
    with Store.open(tmp_path / "record", "w") as store:
        store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    app = create(Settings(tmp_path / "record", writable=True, token="dredger"))
    insert = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:x> <urn:y> <urn:z> } }"}
    ask = {"query": "ASK { GRAPH <urn:g> { <urn:x> ?p ?o } }"}
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/sparql", params=ask).json()["boolean"] is False
        assert client.post("/sparql", data=insert).status_code == 401
        wrong = client.post("/sparql", data=insert, headers={"Authorization": "Bearer digger"})
        assert wrong.status_code == 401
        odd = client.post("/sparql", data=insert, headers={"Authorization": b"Bearer \xe9"})
        assert odd.status_code == 401
        right = client.post("/sparql", data=insert, headers={"Authorization": "Bearer dredger"})
        assert right.status_code == 204
        assert client.get("/sparql", params=ask).json()["boolean"] is True


def test_accept_headers_are_ordered_by_quality() -> None:
    """RFC 9110, section 12.5.1."""
    assert accepted("text/html;q=0.5, text/turtle, text/csv;q=0") == ("text/turtle", "text/html")
    assert accepted(None) == ("*/*",)


def test_marked_text_is_the_text() -> None:
    """Overlapping facts cut the text into pieces that are the text again."""
    pieces = marked("abcdef", [(0, 4, "x"), (2, 6, "y")])
    assert "".join(p.text for p in pieces) == "abcdef"
    assert [p.facts for p in pieces] == [("x",), ("x", "y"), ("y",)]


def test_an_oversized_query_is_named() -> None:
    """The message says how long it is and how long it may be."""
    with pytest.raises(QueryError, match="100,000"):
        check("#" * 100_001)


def test_the_explorer_is_served_with_its_own_policy(client: TestClient) -> None:
    """The page carries hashes of its scripts; the server forbids frames."""
    found = client.get("/explorer")
    assert found.status_code == 200
    assert "Content-Security-Policy" in found.text
    assert found.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "<script>alert(1)" not in found.text


def test_a_named_query_is_a_page_and_data(client: TestClient) -> None:
    """A form's address gives rows for people and CSV for programs; an unknown name is 404."""
    page = client.get("/named/documents", headers={"Accept": "text/html"})
    rows = client.get("/named/documents", headers={"Accept": "text/csv"})
    assert page.status_code == rows.status_code == 200
    assert rows.headers["content-type"].startswith("text/csv")
    assert client.get("/named/nothing").status_code == 404
    assert client.get("/query").status_code == 200


def test_a_value_of_a_form_cannot_become_query_text(client: TestClient) -> None:
    """Injection through parameters: the value stays a literal."""
    value = '") } INSERT DATA { <urn:a> <urn:b> <urn:c> } #'
    found = client.get(
        "/named/who-said-what", params={"about": value}, headers={"Accept": "text/csv"}
    )
    assert found.status_code == 200
    assert len(found.text.splitlines()) == 1


def test_a_query_may_name_its_graphs_itself(client: TestClient) -> None:
    """FROM chooses the dataset, as `default-graph-uri` does, which outranks it (protocol, section 2.1.4)."""
    query = "SELECT ?s FROM <%s> WHERE { ?s <https://w3id.org/onrecord/ns#speaker> ?o }"
    core, document = (f"https://w3id.org/onrecord/id/{name}" for name in ("core", "doc/d1"))

    def found(graph: str, **more: str) -> int:
        answer = client.get("/sparql", params={"query": query % graph, **more})
        return len(answer.json()["results"]["bindings"])

    assert (found(core), found(document)) == (1, 0)
    assert found(document, **{"default-graph-uri": core}) == 1


def test_the_endpoint_describes_itself(client: TestClient) -> None:
    """SPARQL 1.1 Service Description: RDF, for who asks for RDF without a query."""
    found = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert found.headers["content-type"].startswith("text/turtle")
    assert "sd:endpoint <http://127.0.0.1/sparql>" in found.text
    assert "SPARQL11Update" not in found.text
    assert client.get("/sparql").status_code == 400


def test_another_encoding_is_refused(client: TestClient) -> None:
    """The protocol wants UTF-8."""
    kind = "application/sparql-query; charset=UTF-16"
    sent = client.post("/sparql", content=ASK.encode("utf-16"), headers={"Content-Type": kind})
    assert (sent.status_code, "UTF-8" in sent.text) == (400, True)


def test_a_function_that_does_not_exist_is_the_users_error(client: TestClient) -> None:
    """Not a failure of the server."""
    found = client.get("/sparql", params={"query": "ASK { FILTER(<urn:no-such-function>(1)) }"})
    assert (found.status_code, "urn:no-such-function" in found.text) == (400, True)


def test_the_vocabulary_has_a_versioned_address(client: TestClient) -> None:
    """Its version IRI leads to it, in several formats; another version does not exist here."""
    for media in ("text/turtle", "application/ld+json", "application/n-triples"):
        found = client.get("/ns/0.1.0", headers={"Accept": media})
        assert found.headers["content-type"].startswith(media)
        assert "https://w3id.org/onrecord/ns/0.1.0" in found.text
    assert client.get("/ns").text == client.get("/ns/0.1.0").text
    assert client.get("/ns/9.9.9").status_code == 404


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT DATA { <a:a> <a:b> 1 }"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }"),
        (
            "INSERT { ?s ?p 1 } WHERE { ?s ?p 'WHERE {' } ; CLEAR DEFAULT",
            "INSERT { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p 'WHERE {' } ; CLEAR DEFAULT",
        ),
    ],
)
def test_parameters_choose_the_graphs_of_an_update(text: str, expected: str) -> None:
    """SPARQL 1.1 Protocol, section 2.2.3."""
    assert " ".join(using(text, ["urn:g"], []).split()) == expected


def test_parameters_of_an_update_cannot_break_out_or_contradict_it() -> None:
    """A graph's name is an IRI or nothing; USING and WITH stand in one place only."""
    with pytest.raises(QueryError, match="no IRI"):
        using("DELETE WHERE { ?s ?p ?o }", ["urn:g> WHERE { } ; DROP ALL #"], [])
    for own in ("WITH <urn:a> DELETE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING <urn:a>"):
        with pytest.raises(QueryError, match="itself"):
            using(f"{own} WHERE {{ ?s ?p ?o }}", [], ["urn:g"])


def test_a_snapshot_stays_as_long_as_somebody_holds_it(tmp_path: Path) -> None:
    """A record that changes while a worker starts must not take the worker's state away."""
    place = tmp_path / "record"
    with Store.open(place, "w") as store:
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
    snapshots = Snapshots(place)
    held = snapshots.acquire()
    with Store.open(place, "w") as store:
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 2 } }")
    snapshots.expire()
    assert snapshots.refresh() is not held
    assert held.path.is_dir()
    snapshots.release(held)
    assert not held.path.is_dir()
    snapshots.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/named/pledges?nope=1", 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=x%20y", 400),
        ("/named/no-such-query", 404),
    ],
)
def test_a_wrong_parameter_is_the_users_error(client: TestClient, path: str, status: int) -> None:
    """A name that does not exist, a graph that is no IRI: never an error of the server."""
    assert client.get(path).status_code == status


def test_a_head_request_asks_what_a_get_asks(client: TestClient) -> None:
    """The endpoint answers it like any other address."""
    assert client.head("/sparql?query=ASK%7B%7D").status_code == 200


@pytest.mark.parametrize("link", ["!", "true||", "true && ", "1 + "])
def test_long_chains_are_refused_before_any_parser(client: TestClient, link: str) -> None:
    """Each link is one more level for a parser that descends: thousands end the process."""
    answer = client.get("/sparql", params={"query": "ASK { FILTER(" + link * 1_000 + "true) }"})
    assert answer.status_code == 400
    assert "operators" in answer.text


def test_many_numbers_are_no_chain(client: TestClient) -> None:
    """A long list of values may hold negative numbers."""
    query = "SELECT * { VALUES ?x { " + "-1 " * 1_000 + "} }"
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_a_body_that_does_not_come_ends(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends byte by byte holds a connection for a limited time only."""
    monkeypatch.setattr(protocol, "BODY_S", 0.2)

    async def never() -> Message:
        await anyio.sleep(60)
        raise AssertionError

    request = Request({"type": "http", "method": "POST", "headers": []}, never)
    # in a thread of its own: the browser's tests leave a loop running in this one
    with ThreadPoolExecutor(1) as pool, pytest.raises(HTTPException) as caught:
        pool.submit(anyio.run, protocol.read_body, request, 10).result()
    assert caught.value.status_code == 408
