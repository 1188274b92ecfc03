#!/usr/bin/env python3
"""Measures the graph side on a synthetic record: load, joining, named queries, export, validation.

    python scripts/bench_store.py                      about a million quads; writes data/results/bench-store.json
    python scripts/bench_store.py --rdflib 60          rdflib beside it, up to 60 CPU seconds a query

Seconds are CPU seconds of the process that did the work, which a busy machine stretches least; every query's
own time stands beside that of pyoxigraph for the same SPARQL. Each step runs in a process of its own, so that
its peak memory is its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import resource
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph
from circumstances import ROOT, circumstances
from synthetic import Synthetic

from graph.assemble import document_graph
from graph.export import export
from graph.query import named_queries, prepare, read
from graph.store import Store
from graph.store.taking_in import take_in
from graph.terms import PREFIXES
from graph.validate import validate

REPEATS = 5
SPAWN = multiprocessing.get_context("spawn")


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return round(time.process_time() - start, 3)


def apart(work: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    """The result of a function run in a process of its own, and that process's peak memory."""
    with SPAWN.Pool(1) as pool:
        return pool.apply(_with_peak, (work, arguments))


def _with_peak(
    work: Callable[..., dict[str, Any]], arguments: tuple[object, ...]
) -> dict[str, Any]:
    found = work(*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**found, "peak MB": peak}


# --- the steps ------------------------------------------------------------------------------------


def build(documents: int, place: Path) -> dict[str, Any]:
    """Assemble, load and join."""
    synthetic = Synthetic(documents)
    found: dict[str, Any] = {"documents": documents}
    with Store.open(place, "w") as store:
        graphs = (document_graph(findings, store.minter) for findings in synthetic.findings())
        found["assemble and load s"] = cpu(lambda: store.load(graphs))
        resolution = synthetic.resolution()
        found["resolve s"] = cpu(lambda: store.resolve(resolution))
        found["resolve again s"] = cpu(lambda: store.resolve(resolution))
        found["settle s"] = cpu(store.settle)
        found["quads"] = len(store)
    return found


def exported(place: Path, file: Path) -> dict[str, Any]:
    """Seconds of an export and the digest of what it wrote."""
    with Store.open(place) as store:
        seconds = cpu(lambda: export(store, file))
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"s": seconds, "sha256": digest[:16], "MB": file.stat().st_size >> 20}


def validated(place: Path) -> dict[str, Any]:
    """Seconds of a validation, which uses two threads: of the processors and of the clock."""
    with Store.open(place) as store:
        start = time.perf_counter()
        seconds = cpu(lambda: validate(store))
        return {"s": seconds, "wall s": round(time.perf_counter() - start, 3)}


def taken_in(file: Path, place: Path) -> dict[str, Any]:
    """Seconds to load the exported quads into an empty record."""
    with Store.open(place, "w") as store:
        return {"s": cpu(lambda: take_in(store, file))}


def bare_load(file: Path, place: Path) -> dict[str, Any]:
    """The same by Oxigraph alone."""
    store = pyoxigraph.Store(place)
    return {"s": cpu(lambda: store.bulk_load(path=file))}


# --- queries --------------------------------------------------------------------------------------


def texts(store: Store) -> dict[str, str]:
    """The SPARQL of each named query, with values for what it cannot do without."""
    given = {"actor": store.minter.actor("a5"), "date": "2025-06-01", "iri": "https://e.org/x"}
    found = {}
    for query in named_queries():
        values = {p.name: given[p.type] for p in query.parameters if p.is_required}
        if query.name in ("who-said-what", "single-source"):
            values["about"] = "safe for 10 days 17"
        found[query.name] = prepare(store, query, values)
    return found


def asked(place: Path) -> dict[str, Any]:
    """Median milliseconds of each named query, and of the bare store for the same text."""
    results = {}
    with Store.open(place) as store:
        bare = store._backend.store  # the same open store: what differs is our own code only
        for name, text in texts(store).items():
            times: dict[str, list[float]] = {"ours": [], "bare": []}
            for _ in range(REPEATS):  # in turn, so that a busy second hits both
                times["ours"].append(cpu(lambda t=text: read(store.query(t))))
                times["bare"].append(cpu(lambda t=text: _drain(bare, t)))
            results[name] = {k: round(statistics.median(v) * 1000) for k, v in times.items()}
    return {"queries": results}


def _drain(store: pyoxigraph.Store, text: str) -> None:
    for _ in store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True):
        pass


def asked_of_rdflib(place: Path, file: Path, limit: int) -> dict[str, Any]:
    """Milliseconds of rdflib for the same SPARQL on the same triples; None beyond the limit, in CPU seconds."""
    import rdflib

    graph = rdflib.Graph()
    results: dict[str, Any] = {}
    load = cpu(lambda: graph.parse(file))
    with Store.open(place) as store:
        queries = texts(store)
    for name, text in queries.items():
        results[name] = _limited(lambda t=text: len(graph.query(t)), limit)
    return {"load s": load, "limit s": limit, "queries": results}


def _limited(work: Callable[[], object], limit: int) -> int | str | None:
    """CPU milliseconds in a fork that ends at the limit; the kind of error where it fails."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit + int(time.process_time()), limit * 9_999))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        try:
            answer = str(round(cpu(work) * 1000))
        except Exception as error:
            answer = type(error).__name__
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return int(answer) if answer.isdigit() else answer or None


# --- all of it ------------------------------------------------------------------------------------


def measure(documents: int, folder: Path, rdflib_limit: int | None) -> dict[str, Any]:
    """All numbers."""
    place, nquads, turtle = folder / "record", folder / "out.nq", folder / "out.ttl"
    results: dict[str, Any] = {"build": apart(build, documents, place)}
    results |= apart(asked, place)
    del results["peak MB"]
    results["export .nq"] = apart(exported, place, nquads)
    results["export .ttl"] = apart(exported, place, turtle)
    again = apart(exported, place, folder / "again.ttl")
    results["same bytes"] = again["sha256"] == results["export .ttl"]["sha256"]
    results["validate"] = apart(validated, place)
    results["take in .nq"] = apart(taken_in, nquads, folder / "taken")
    results["bare bulk_load of the same"] = apart(bare_load, nquads, folder / "bare")
    if rdflib_limit:
        results["rdflib"] = apart(asked_of_rdflib, place, turtle, rdflib_limit)
    return results


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=735)
    parser.add_argument("--rdflib", type=int, metavar="SECONDS", help="measure rdflib as well")
    parser.add_argument("--output", type=Path, default=ROOT / "data/results/bench-store.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-store-") as folder:
        results = measure(options.documents, Path(folder), options.rdflib)
    versions = {name: version(name) for name in ("pyoxigraph", "rdflib")}
    results = {**circumstances(), "versions": versions, **results}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
