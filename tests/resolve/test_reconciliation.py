"""Links to outside knowledge bases: asked of a service, kept as candidates, accepted by people. The service is local."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from graph.errors import ConfigError, InputError
from graph.knowledge import Knowledge
from graph.model import Actor, ActorKind, Decision, Entity, Judge, StoredEntity, Verdict
from graph.resolve.actors import Resolution, resolve
from graph.resolve.actors.links import WIKIDATA
from graph.resolve.ledger import decide, undo
from graph.resolve.reconciliation import Manifest, Service, confidences

LUND = Actor("lund", "Maria Lund", ActorKind.PERSON, aliases=("Lund",))
UNION = Actor("union", "Harbour Union", ActorKind.ORGANISATION)
MANIFEST = {
    "versions": ["0.2"],
    "name": "Test base",
    "identifierSpace": WIKIDATA,
    "schemaSpace": "x",
}


class Handler(BaseHTTPRequestHandler):
    """Answers the manifest and queries; what it was asked and what it answers hangs on the server."""

    def do_GET(self) -> None:
        self._send(self.server.manifest)  # type: ignore[attr-defined]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        self.server.asked.append(queries)  # type: ignore[attr-defined]
        known = self.server.known  # type: ignore[attr-defined]
        if known is None:
            self._send(b"<html>no</html>")
        else:
            self._send({key: {"result": known.get(q["query"], [])} for key, q in queries.items()})

    def _send(self, value: object) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """A service on a loopback port."""
    with HTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.manifest, httpd.asked = MANIFEST, []  # type: ignore[attr-defined]
        httpd.known = {  # type: ignore[attr-defined]
            "Maria Lund": [
                {
                    "id": "Q11",
                    "name": "Maria Lund",
                    "score": 100,
                    "type": [{"id": "Q5", "name": "human"}],
                },
                {"id": "Q12", "name": "Marius Lundqvist", "score": 40, "description": "a painter"},
            ],
            "Harbour Union": [{"id": "Q13", "name": "Harbour Union", "score": 99, "match": True}],
        }
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield httpd
        httpd.shutdown()
        thread.join()


def address(server: HTTPServer) -> str:
    """Where it listens."""
    return f"http://127.0.0.1:{server.server_port}/api"


def asked(server: HTTPServer, *actors: Actor) -> list[Decision]:
    """Candidates for the actors."""
    with Service(address(server)) as service:
        return list(service.candidates(actors))


def test_a_service_gives_candidates_and_decides_nothing(server: HTTPServer) -> None:
    """Even what the service calls a match is undecided here."""
    found = asked(server, LUND, UNION)
    assert {d.verdict for d in found} == {Verdict.UNSURE}
    assert {(d.left, d.right) for d in found} == {
        ("lund", WIKIDATA + "Q11"),
        ("union", WIKIDATA + "Q13"),
    }
    assert "human" in found[0].reason and "Test base" in found[0].reason
    assert 0.5 <= found[0].score < 1


def test_kinds_become_types_where_the_base_has_them(server: HTTPServer) -> None:
    """A person is asked for as a human being of Wikidata, in one request with the others."""
    asked(server, LUND, UNION)
    [queries] = server.asked  # type: ignore[attr-defined]
    assert [q["type"] for q in queries.values()] == ["Q5", "Q43229"]


def test_what_has_no_name_is_not_asked_for(server: HTTPServer) -> None:
    """A bare surname, a group or an unnamed source leaves the machine in no request."""
    bare = replace(LUND, name="Lund")
    group = Actor("g", "26 countries", ActorKind.GROUP)
    source = Actor("s", "a senior official", ActorKind.UNNAMED)
    assert asked(server, bare, group, source) == []
    assert server.asked == []  # type: ignore[attr-defined]


def test_rivals_of_one_name_make_each_other_less_sure() -> None:
    """Two things of the actor's name cannot both be the actor."""
    one = {"name": "Maria Lund", "score": 100}
    assert confidences(LUND, [one])[0] > confidences(LUND, [one, one])[0] > 0.5


@pytest.mark.parametrize("score", [None, "high", True, float("nan"), -3])
def test_a_strange_score_is_none(score: object) -> None:
    """The name alone does not make a thing sure."""
    assert confidences(LUND, [{"name": "Maria Lund", "score": score}]) == [0.5]


def test_an_answer_that_is_none_is_named(server: HTTPServer) -> None:
    """A web page in the place of an answer is said to be one."""
    server.known = None  # type: ignore[attr-defined]
    with pytest.raises(InputError, match="JSON"):
        asked(server, LUND)


def test_what_is_no_service_is_named(server: HTTPServer) -> None:
    """Another JSON service has no manifest."""
    server.manifest = {"hello": "world"}  # type: ignore[attr-defined]
    with pytest.raises(ConfigError, match="no reconciliation service"):
        asked(server)


def test_a_service_that_is_not_there_is_named() -> None:
    """With the address, and what to do."""
    with pytest.raises(ConfigError, match=r"127\.0\.0\.1:1/.*check the address"):
        Service("http://127.0.0.1:1/")
    with pytest.raises(ConfigError, match="http or https"):
        Service("ftp://example.org")


def test_identifiers_become_iris_or_nothing() -> None:
    """What cannot be an IRI never reaches the graph."""
    base = Manifest("x", "https://example.org/id/")
    assert base.iri("7") == "https://example.org/id/7"
    assert base.iri("https://example.org/x") == "https://example.org/x"
    assert base.iri('7"> <http://evil>') is None
    assert (
        Manifest("x", "urn", "https://example.org/{{id}}.html").iri("7")
        == "https://example.org/7.html"
    )


# --- in the ledger -------------------------------------------------------------------------------

ENTITY = StoredEntity("a", Entity(0, "Maria Lund", ActorKind.PERSON), ("Maria Lund",), 2)
NORWAY = StoredEntity("a", Entity(1, "Norway", ActorKind.COUNTRY, known="Q20"), ("Norway",), 1)
FIGURE = Knowledge.load().find("Angela Merkel")


def lund(resolution: Resolution) -> Actor:
    """Maria Lund."""
    return next(a for a in resolution.actors if a.name == "Maria Lund")


def test_a_candidate_stays_one_until_a_person_accepts_it() -> None:
    """And is one again when that is taken back."""
    me = lund(resolve([ENTITY])).id
    thing = WIKIDATA + "Q11"
    ledger = (Decision("link", me, thing, Verdict.UNSURE, Judge.MODEL, 0.8, "by name", 1),)
    [link] = lund(resolve([ENTITY], ledger=ledger)).links
    assert (link.accepted, link.score) == (False, 0.8)
    accepted = decide(ledger, me, thing, Verdict.SAME, "I know her", "link")
    [link] = lund(resolve([ENTITY], ledger=accepted)).links
    assert link.accepted
    taken_back = undo(accepted, me, thing, "link")
    assert resolve([ENTITY], ledger=taken_back) == resolve([ENTITY], ledger=ledger)
    rejected = decide(ledger, me, thing, Verdict.NOT_SAME, "another Lund", "link")
    assert lund(resolve([ENTITY], ledger=rejected)).links == ()


def test_a_country_is_linked_by_the_knowledge_base_and_a_person_outranks_it() -> None:
    """Norway is Q20 unless somebody says that this one is not."""
    norway = resolve([NORWAY]).actors[0]
    assert [(x.target, x.accepted) for x in norway.links] == [(WIKIDATA + "Q20", True)]
    ledger = decide((), norway.id, WIKIDATA + "Q20", Verdict.NOT_SAME, "a village", "link")
    assert resolve([NORWAY], ledger=ledger).actors[0].links == ()


def test_a_public_figures_name_alone_is_a_candidate() -> None:
    """A title in the text makes it more than a name."""
    assert FIGURE is not None
    entity = Entity(0, FIGURE.name, ActorKind.PERSON, known=FIGURE.id)
    [link] = resolve([StoredEntity("a", entity, (FIGURE.name,), 1)]).actors[0].links
    assert not link.accepted
    told = replace(entity, descriptions=("Chancellor",))
    [link] = resolve([StoredEntity("a", told, (FIGURE.name,), 1)]).actors[0].links
    assert link.accepted


def test_a_link_follows_its_actor_into_a_merge() -> None:
    """What was accepted for one name holds for the actor that it became part of."""
    other = StoredEntity("b", Entity(0, "M. Dragutin", ActorKind.PERSON), ("M. Dragutin",), 1)
    ids = {a.name: a.id for a in resolve([ENTITY, other]).actors}
    ledger = decide((), ids["M. Dragutin"], WIKIDATA + "Q11", Verdict.SAME, "", "link")
    ledger = decide(ledger, ids["Maria Lund"], ids["M. Dragutin"], Verdict.SAME, "married")
    assert [x.target for x in lund(resolve([ENTITY, other], ledger=ledger)).links] == [
        WIKIDATA + "Q11"
    ]
