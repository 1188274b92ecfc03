"""`onrecord link` and `merge` from the command line, on a record of one sample."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph import cli
from graph.config import Settings
from graph.errors import ConfigError
from graph.pipeline import build
from graph.store import Store

NAME = "Zuzana Hradská"


@pytest.fixture
def record(sample: Path, tmp_path: Path) -> Path:
    """A record of one text."""
    place = tmp_path / "record"
    build([str(sample / "dam-summit-continental-wire.txt")], place, Settings())
    return place


@pytest.fixture
def service() -> Iterator[str]:
    """A reconciliation service on a loopback port that knows one person."""
    import json
    import threading
    from http.server import BaseHTTPRequestHandler
    from urllib.parse import parse_qs

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send({"name": "Base", "identifierSpace": "https://example.org/thing/"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = [{"id": "t7", "name": NAME, "score": 90}]
            queries = json.loads(parse_qs(body)["queries"][0])
            answers = {
                k: {"result": found if q["query"] == NAME else []} for k, q in queries.items()
            }
            self.send(answers)

        def send(self, value: object) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def call(*arguments: str) -> str:
    """What a command prints; its error is raised."""
    done = CliRunner().invoke(cli.app, list(arguments), env={"COLUMNS": "200"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def exported(record: Path) -> str:
    """The triples that link actors to the outside."""
    with Store.open(record) as store:
        lines = (f"{q.subject} {q.predicate} {q.object}" for q in store.match())
        return "\n".join(sorted(x for x in lines if "exactMatch" in x or "candidateMatch" in x))


def test_a_candidate_is_asked_for_accepted_and_taken_back(record: Path, service: str) -> None:
    """Only what a person accepted is asserted, it survives a build, and an undo leaves no trace of it."""
    assert "t7" not in exported(record)
    assert "t7\tcandidate" in call("link", str(record), "--service", service)
    asked = exported(record)
    assert "candidateMatch> <https://example.org/thing/t7>" in asked
    call("link", str(record), NAME, "t7")
    assert "exactMatch> <https://example.org/thing/t7>" in exported(record)
    assert "accepted: https://example.org/thing/t7" in call("why", str(record), NAME)
    call("undo", str(record), NAME, "t7")
    assert exported(record) == asked
    call("link", str(record), NAME, "t7", "--reject")
    assert "t7" not in exported(record)
    assert "0 new" in call("link", str(record), "--service", service)


def test_wrong_use_is_named(record: Path) -> None:
    """With the remedy."""
    with pytest.raises(ConfigError, match="no Wikidata id"):
        call("link", str(record), NAME, "nonsense")
    with pytest.raises(ConfigError, match="--reject needs"):
        call("link", str(record), NAME, "--reject")


def test_candidates_are_accepted_at_once_or_two_actors_are_merged(record: Path) -> None:
    """One or the other; a record of one text has no candidates."""
    for arguments in ((), (NAME,), (NAME, "Slovakia", "--candidates", "0.4")):
        with pytest.raises(ConfigError, match="--candidates"):
            call("merge", str(record), *arguments)
    assert "nothing was changed" in call("merge", str(record), "--candidates", "0.9")
    assert "less than or equal to 1" in call("merge", str(record), "--candidates", "nan")


def test_a_person_and_a_country_are_merged_by_force_only(record: Path) -> None:
    """The warning says what it would do, and nothing is changed."""
    with pytest.raises(ConfigError, match=r"is a person and .* a country.*--force"):
        call("merge", str(record), NAME, "Slovakia")
    with Store.open(record) as store:
        assert store.decisions() == ()
    assert "one actor now" in call("merge", str(record), NAME, "Slovakia", "--force")
    assert f"taken back: {NAME} same" in call("undo", str(record))
