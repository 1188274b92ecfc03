"""The same record on Virtuoso 7, from Debian's packages, started here on a loopback port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.assemble import Resolution, document_graph
from graph.errors import QueryError
from graph.export import export
from graph.model import Findings
from graph.query import Answer, Table, ask, named_queries
from graph.store import Store
from graph.validate import validate

httpx = pytest.importorskip("httpx", reason="a remote store needs httpx, which is optional")

CACHE = Path(
    os.environ.get("ONRECORD_TEST_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
)
FETCHED = CACHE / "virtuoso" / "usr" / "bin" / "virtuoso-t"
START_S = 180.0
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000
"""
KNOWN: dict[str, str] = {}
"""Named queries that Virtuoso 7.2.5 answers otherwise, each with the reason."""


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def installed() -> Path:
    """virtuoso-t, installed or fetched."""
    found = Path(shutil.which("virtuoso-t") or FETCHED)
    if not found.is_file():
        pytest.skip(f"no Virtuoso: `python scripts/fetch_virtuoso.py` puts one at {FETCHED}")
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a fresh server that takes updates."""
    binary, folder = installed(), tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http))
    root = binary.parents[2]
    libraries = [root / "usr/lib/x86_64-linux-gnu", root / "lib/x86_64-linux-gnu"]
    environment = {**os.environ, "LD_LIBRARY_PATH": ":".join(map(str, libraries))}
    command = [str(binary), "+configfile", "virtuoso.ini", "+foreground"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(http, process)
            _allow_updates(binary.with_name("isql-vt"), sql, environment)
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.skip(f"virtuoso-t does not run here: it ended with {process.returncode}")
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"Virtuoso did not start within {START_S:g} s")


def _allow_updates(isql: Path, port: int, environment: dict[str, str]) -> None:
    commands = 'grant SPARQL_UPDATE to "SPARQL";\n'
    command = [str(isql), f"127.0.0.1:{port}", "dba", "dba"]
    subprocess.run(
        command, input=commands.encode(), env=environment, check=True, capture_output=True
    )


@pytest.fixture
def remote(
    server: str, first: Findings, second: Findings, resolution: Resolution
) -> Iterator[Store]:
    """The record of both texts on the server; taken away afterwards."""
    with Store.open(server, "w") as store:
        for findings in (first, second):
            store.replace(document_graph(findings, store.minter))
        store.resolve(resolution)
        yield store
        for document in store.documents():
            store.remove(document)
        store.resolve(Resolution())


def test_the_same_documents_give_the_same_quads(remote: Store, store: Store) -> None:
    """Quotation marks, numbers, days and truth values come back as they went."""
    assert set(remote.match()) == set(store.match())
    assert remote.documents() == store.documents()


def test_named_queries_answer_the_same(remote: Store, store: Store) -> None:
    """Every query, row by row, but for those whose failure is known."""
    values = {"actor": store.minter.actor("malta"), "date": "2031-05-09", "iri": "https://e.org/x"}
    for query in named_queries():
        given = {p.name: values[p.type] for p in query.parameters if p.is_required}
        if query.name not in KNOWN:
            assert _cells(ask(remote, query, given)) == _cells(ask(store, query, given)), query.name


def _cells(answer: Answer) -> object:
    """GROUP_CONCAT of nothing is an empty string there (as the standard says), and nothing in Oxigraph."""
    if not isinstance(answer, Table):
        return answer
    return [[cell if cell and cell.value else None for cell in row] for row in answer.rows]


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


def test_validation_and_export_work_on_it(remote: Store, store: Store, tmp_path: Path) -> None:
    """The same bytes, and no violation."""
    assert validate(remote).conforms
    [there], [here] = export(remote, tmp_path / "r.ttl"), export(store, tmp_path / "e.ttl")
    assert there.read_bytes() == here.read_bytes()


def test_ask_is_yes_or_no_and_a_bad_query_is_the_users(remote: Store) -> None:
    """Virtuoso answers ASK with a table; an error names the place."""
    assert ask(remote, "ASK { ?s a rec:Statement }") is True
    assert ask(remote, "ASK { ?s a rec:NothingOfTheKind }") is False
    found = ask(remote, "SELECT (COUNT(?s) AS ?n) WHERE { ?s a rec:Statement }")
    assert isinstance(found, Table)
    assert [cell.value for (cell,) in found.rows if cell] == ["5"]
    with pytest.raises(QueryError, match="400"):
        remote.query("SELECT nonsense")
