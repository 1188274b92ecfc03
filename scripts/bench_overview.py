#!/usr/bin/env python3
"""Measures overview questions on ten million quads: from the derived graph, from the raw findings, by Virtuoso.

    python scripts/bench_overview.py                       makes the record (minutes), writes data/results/bench-overview.json
    python scripts/bench_overview.py --record FOLDER       reuses a record that an earlier run made there
    python scripts/bench_overview.py --virtuoso PATH       virtuoso-t elsewhere than in the test cache

"Derived" is our named query; "raw" is the same question over the statements themselves, which is what a graph
without derived counts would have to answer. Wall seconds, medians; Virtuoso keeps everything in memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from circumstances import ROOT, circumstances
from fetch_virtuoso import server as fetched
from synthetic import Synthetic

from graph.assemble import document_graph
from graph.query import named, prepare, read
from graph.sparql import prefixed
from graph.store import Store

REPEATS: Final = 3
START_S: Final = 120.0
RAW: Final = {
    "most-quoted": """SELECT ?who ?name (COUNT(?s) AS ?n) WHERE { ?s rec:speaker ?who . ?who rdfs:label ?name }
        GROUP BY ?who ?name ORDER BY DESC(?n) LIMIT 100""",
    "outlets-by-year": """SELECT ?name ?year (COUNT(?s) AS ?n) WHERE {
        ?s a rec:Statement ; rec:document ?text . ?text schema:publisher ?outlet ; schema:datePublished ?day .
        ?outlet rdfs:label ?name . BIND(YEAR(?day) AS ?year) } GROUP BY ?name ?year ORDER BY ?name ?year""",
    "pledge-sums": """SELECT ?name ?unit (SUM(?amount) AS ?sum) WHERE {
        ?c a rec:Commitment ; rec:committedActor ?who ; rec:quantity ?q . ?q schema:value ?amount ; schema:unitText ?unit .
        ?who rdfs:label ?name } GROUP BY ?name ?unit ORDER BY ?name""",
    "corroborated": """SELECT ?claim (COUNT(DISTINCT ?outlet) AS ?n) WHERE {
        ?s rec:claim ?claim ; rec:document ?text . ?text schema:publisher ?outlet }
        GROUP BY ?claim HAVING (COUNT(DISTINCT ?outlet) >= 2) ORDER BY DESC(?n) LIMIT 100""",
}
SETTINGS: Final = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 2000
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 1000000
"""


def median(work: Callable[[], object]) -> float:
    """Median wall seconds of a piece of work."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 3)


def make(place: Path, documents: int) -> None:
    """A synthetic record of about 1,360 quads a document."""
    synthetic = Synthetic(documents)
    with Store.open(place, "w") as store:
        store.load(document_graph(findings, store.minter) for findings in synthetic.findings())
        store.resolve(synthetic.resolution())
        store.settle()


def embedded(place: Path, quads: Path) -> dict[str, dict[str, float]]:
    """Seconds of each question from the derived graph and from the raw findings; writes the quads to a file."""
    found = {}
    with Store.open(place) as store:
        for name, raw in RAW.items():
            text = prepare(store, named(name))
            found[name] = {
                "derived": median(lambda t=text: read(store.query(t))),
                "raw": median(lambda t=raw: read(store.query(prefixed(t)))),
            }
        with quads.open("wb") as out:
            store.write_columns(out)
    return found


# --- Virtuoso -------------------------------------------------------------------------------------


@contextmanager
def virtuoso(binary: Path, folder: Path) -> Iterator[tuple[int, int, dict[str, str]]]:
    """A running server: its SQL port, its HTTP port and the environment it needs."""
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http, folder=folder))
    root = binary.parents[2]
    libraries = (root / "usr/lib/x86_64-linux-gnu", root / "lib/x86_64-linux-gnu")
    environment = {**os.environ, "LD_LIBRARY_PATH": ":".join(map(str, libraries))}
    command = [str(binary), "+configfile", "virtuoso.ini", "+foreground"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(http)
            yield sql, http, environment
        finally:
            process.kill()


def asked_of_virtuoso(binary: Path, quads: Path) -> dict[str, float]:
    """Seconds of the raw questions, after a bulk load of the same triples into one graph."""
    with virtuoso(binary, quads.parent) as (sql, http, environment):
        start = time.perf_counter()
        _isql(
            binary,
            sql,
            environment,
            f"ld_dir('{quads.parent}', '{quads.name}', 'urn:record');",
            "rdf_loader_run();",
            "checkpoint;",
        )
        found = {"load": round(time.perf_counter() - start, 1)}
        for name, raw in RAW.items():
            found[name] = median(lambda t=raw: _ask(http, prefixed(t)))
    return found


def _isql(binary: Path, port: int, environment: dict[str, str], *commands: str) -> None:
    command = [str(binary.with_name("isql-vt")), f"127.0.0.1:{port}", "dba", "dba"]
    lines = "\n".join(commands).encode()
    subprocess.run(command, input=lines, env=environment, check=True, capture_output=True)


def _ask(port: int, text: str) -> bytes:
    form = urllib.parse.urlencode({"query": text}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/sparql", form, {"Accept": "application/sparql-results+json"}
    )
    with urllib.request.urlopen(request, timeout=600) as answer:
        body: bytes = answer.read()
    if not json.loads(body)["results"]["bindings"]:
        raise SystemExit(f"Virtuoso found nothing: {text}")
    return body


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("Virtuoso did not start")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=7_550)
    parser.add_argument("--record", type=Path, help="folder of the record; made where it is absent")
    parser.add_argument("--virtuoso", type=Path, default=fetched())
    parser.add_argument("--output", type=Path, default=ROOT / "data/results/bench-overview.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-overview-") as folder:
        place = options.record or Path(folder) / "record"
        if not place.exists():
            make(place, options.documents)
        quads = Path(folder) / "union.nt"
        questions = embedded(place, quads)
        results: dict[str, object] = {**circumstances(), "documents": options.documents}
        with quads.open("rb") as lines:
            results["quads"] = sum(1 for _ in lines)
        if options.virtuoso.is_file() or shutil.which("virtuoso-t"):
            binary = Path(shutil.which("virtuoso-t") or options.virtuoso)
            seconds = asked_of_virtuoso(binary, quads)
            results["virtuoso load s"] = seconds.pop("load")
            for name, value in seconds.items():
                questions[name]["virtuoso raw"] = value
    results["questions s"] = questions
    options.output.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
