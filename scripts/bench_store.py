#!/usr/bin/env python3
"""Measures the graph side on a synthetic record: load, joining, named queries, export, validation.

    python scripts/bench_store.py --documents 900      about a million quads; writes data/results/bench-store.json

Seconds are CPU seconds of this process, which a busy machine does not stretch; every query's own time stands
beside that of pyoxigraph for the same SPARQL.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from graph.assemble import document_graph
from graph.export import export
from graph.query import named_queries, prepare, read
from graph.store import Store
from graph.terms import PREFIXES
from graph.validate import validate
from synthetic import Synthetic

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 5


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return round(time.process_time() - start, 3)


def measure(documents: int, folder: Path) -> dict[str, object]:
    """All numbers."""
    synthetic = Synthetic(documents)
    place = folder / "record"
    results: dict[str, object] = {"documents": documents}
    with Store.open(place, "w") as store:
        graphs = (document_graph(findings, store.minter) for findings in synthetic.findings())
        results["assemble and load s"] = cpu(lambda: store.load(graphs))
        resolution = synthetic.resolution()
        results["resolve s"] = cpu(lambda: store.resolve(resolution))
        results["resolve again s"] = cpu(lambda: store.resolve(resolution))
        results["settle s"] = cpu(store.settle)
        results["quads"] = len(store)
    with Store.open(place) as store:
        results["queries ms"] = queries(store)
        for ending in (".nq", ".ttl"):
            file = folder / f"out{ending}"
            results[f"export {ending} s"] = cpu(lambda file=file: export(store, file))
        results["validate s"] = cpu(lambda: validate(store))
    results.update(loads(folder))
    results["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return results


def loads(folder: Path) -> dict[str, float]:
    """The same quads into a bare store: parsed by Oxigraph, and handed over one by one."""
    nquads = folder / "out.nq"
    one, two = pyoxigraph.Store(folder / "one"), pyoxigraph.Store(folder / "two")
    quads = list(pyoxigraph.parse(path=nquads))
    return {
        "bare bulk_load of the same s": cpu(lambda: one.bulk_load(path=nquads)),
        "bare bulk_extend of the same s": cpu(lambda: two.bulk_extend(quads)),
    }


def queries(store: Store) -> dict[str, dict[str, float]]:
    """Median milliseconds of each named query, and of the bare store for the same text."""
    bare = store._backend.store  # the same open store: what differs is our own code only
    given = {"actor": store.minter.actor("a5"), "date": "2025-06-01", "iri": "https://e.org/x"}
    results = {}
    for query in named_queries():
        values = {p.name: given[p.type] for p in query.parameters if p.is_required}
        if query.name == "who-said-what":
            values["about"] = "safe for 10 days 17"
        text = prepare(store, query, values)
        ours = statistics.median(cpu(lambda t=text: read(store.query(t))) for _ in range(REPEATS))
        raw = statistics.median(cpu(lambda t=text: _drain(bare, t)) for _ in range(REPEATS))
        results[query.name] = {"ours": round(ours * 1000), "bare": round(raw * 1000)}
    return results


def _drain(store: pyoxigraph.Store, text: str) -> None:
    for _ in store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True):
        pass


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=900)
    parser.add_argument("--output", type=Path, default=ROOT / "data/results/bench-store.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-store-") as folder:
        results = measure(options.documents, Path(folder))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    about = {
        "date": time.strftime("%Y-%m-%d"),
        "commit": commit.stdout.strip(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}",
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({**about, **results}, indent=2) + "\n", "utf-8")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
