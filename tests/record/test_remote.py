"""The same record behind a SPARQL endpoint: a real Oxigraph server, started here on a loopback port."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.assemble import Resolution, document_graph
from graph.config import Settings
from graph.errors import QueryError, StoreError
from graph.export import export
from graph.model import Decision, Findings, Judge, Verdict
from graph.pipeline import build
from graph.query import Table, ask, named, named_queries
from graph.store import Store
from graph.validate import validate

SERVER = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))


def start(folder: Path, *options: str) -> Iterator[str]:
    """The address of a fresh server."""
    if SERVER is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    command = [SERVER, "serve", "--location", str(folder), "--bind", bind, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield f"http://{bind}"
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the oxigraph server did not start within 10 s")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A server whose default graph is the union."""
    yield from start(tmp_path / "server", "--union-default-graph")


@pytest.fixture
def remote(
    server: str, first: Findings, second: Findings, resolution: Resolution
) -> Iterator[Store]:
    """The record of both texts on the server."""
    with Store.open(server, "w") as store:
        for findings in (first, second):
            store.replace(document_graph(findings, store.minter))
        store.resolve(resolution)
        yield store


def test_the_same_documents_give_the_same_quads(remote: Store, store: Store) -> None:
    """Embedded and remote hold the same record."""
    assert set(remote.match()) == set(store.match())
    assert remote.documents() == store.documents()


def test_named_queries_answer_the_same(remote: Store, store: Store) -> None:
    """Every query, row by row."""
    values = {"actor": store.minter.actor("malta"), "date": "2031-05-09", "iri": "https://e.org/x"}
    for query in named_queries():
        given = {p.name: values[p.type] for p in query.parameters if p.is_required}
        assert ask(remote, query, given) == ask(store, query, given), query.name


def test_a_document_is_replaced_and_removed(
    remote: Store, store: Store, second: Findings, resolution: Resolution
) -> None:
    """What changes here changes there."""
    for each in (remote, store):
        assert each.remove(second.document.id)
        each.resolve(resolution)
    assert set(remote.match()) == set(store.match())
    assert remote.replace(document_graph(second, remote.minter)) is True
    assert remote.replace(document_graph(second, remote.minter)) is False


def test_everything_else_works_on_it(remote: Store, store: Store, tmp_path: Path) -> None:
    """Validation, export, names of actors, the ledger."""
    assert validate(remote).conforms
    [there], [here] = export(remote, tmp_path / "r.ttl"), export(store, tmp_path / "e.ttl")
    assert there.read_bytes() == here.read_bytes()
    found = ask(remote, named("pledges"), {"who": "norway"})
    assert isinstance(found, Table)
    assert len(found.rows) == 1
    remote.append([Decision("actor", "a", "b", Verdict.SAME, Judge.PERSON, 1.0, "known")])
    assert [d.sequence for d in remote.decisions()] == [1]
    assert len(remote.document_actors_worded(["Haugen"])) == 1


def test_a_reader_cannot_write(server: str, first: Findings) -> None:
    """Mode 'r' holds for a server, too."""
    with Store.open(server) as store, pytest.raises(StoreError, match="mode 'w'"):
        store.replace(document_graph(first, store.minter))


def test_a_query_that_cannot_be_read_is_the_users(remote: Store) -> None:
    """The server's message comes through."""
    with pytest.raises(QueryError, match="400"):
        remote.query("SELECT nonsense")


def test_a_server_without_the_union_is_named(tmp_path: Path, first: Findings) -> None:
    """Without it every query would find nothing, and that would look like an empty record."""
    for address in start(tmp_path / "server"):
        with Store.open(address, "w") as store:
            store.replace(document_graph(first, store.minter))
        with pytest.raises(StoreError, match="union-default-graph"):
            Store.open(address)


def test_a_server_that_is_not_there_is_named() -> None:
    """The message names the address."""
    pytest.importorskip("httpx", reason="a remote store needs httpx, which is optional")
    with pytest.raises(StoreError, match="does not answer"):
        Store.open("http://127.0.0.1:9")


def test_a_build_goes_to_a_server_and_replaces_a_text_that_changed(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`onrecord build --store http://…`: the same quads as in a folder, after the first build and after the second."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "bridge.txt").write_text("Ada Quill said the bridge would reopen in May.\n")
    (folder / "dam.txt").write_text("The dam is safe, Rita Borg told reporters on Monday.\n")
    settings = Settings(profile="fast")
    for text in ("", "Ada Quill said the bridge would stay closed until June.\n"):
        if text:
            (folder / "bridge.txt").write_text(text)
        for place in (server, str(tmp_path / "record")):
            assert build([str(folder)], place, settings).problems == []
        with Store.open(server) as there, Store.open(tmp_path / "record") as here:
            assert set(there.match()) == set(here.match())
            assert len(there.documents()) == 2
            who = {"who": "Ada Quill"}
            assert ask(there, named("who-said-what"), who) == ask(here, named("who-said-what"), who)
