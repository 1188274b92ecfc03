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
import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph

from graph.assemble import Resolution, document_graph
from graph.export import export
from graph.ids import document_id
from graph.model import (
    Actor,
    ActorKind,
    Commitment,
    Document,
    Entity,
    Findings,
    Mention,
    Origin,
    Quantity,
    QuoteType,
    ResourceKind,
    Span,
    Statement,
    Status,
)
from graph.query import named_queries, prepare, read
from graph.store import Store
from graph.terms import PREFIXES
from graph.validate import validate

ROOT = Path(__file__).resolve().parents[1]
ACTORS, OUTLETS, STATEMENTS = 2_000, 40, 10
ORIGIN = Origin("synthetic", "1", 0.9)
REPEATS = 5


class Synthetic:
    """Documents of ten statements each, their actors drawn by Zipf's law. The same seed, the same documents."""

    def __init__(self, documents: int) -> None:
        self._number = documents
        self._random = random.Random(1)
        self._weights = [1 / (rank + 1) for rank in range(ACTORS)]
        self._entities: dict[int, list[tuple[str, int]]] = {}

    def findings(self) -> Iterator[Findings]:
        """The documents."""
        for number in range(self._number):
            yield self._document(number)

    def actors(self) -> tuple[Actor, ...]:
        """Who is who, after all documents were made."""
        return tuple(
            Actor(f"a{rank}", _name(rank), ActorKind.PERSON, entities=tuple(places))
            for rank, places in sorted(self._entities.items())
        )

    def _document(self, number: int) -> Findings:
        ranks = sorted(set(self._random.choices(range(ACTORS), self._weights, k=12)))
        text, mentions = "", {rank: [] for rank in ranks}
        statements, commitments = [], []
        for key in range(STATEMENTS):
            speaker, other = self._random.choice(ranks), self._random.choice(ranks)
            who, start = _name(speaker), len(text)
            said = f"the dam near {_name(other)} is safe for {key * 10} days {number}"
            text += f"{who} said {said}. "
            name = Span(start, start + len(who))
            cue = Span(name.end + 1, name.end + 5)
            content = Span(cue.end + 1, cue.end + 1 + len(said))
            named = Span(content.start + 13, content.start + 13 + len(_name(other)))
            mentions[speaker].append(name)
            mentions[other].append(named)
            mention = Mention(name, who, ranks.index(speaker))
            statements.append(
                Statement(key, mention, (name,), (cue,), (content,), QuoteType.INDIRECT, ORIGIN)
            )
            if key % 5 == 0:
                commitments.append(self._commitment(key, mention, content))
        outlet = f"Outlet {self._random.randrange(OUTLETS)}"
        day = date(2020, 1, 1) + timedelta(self._random.randrange(2_000))
        identifier = document_id(text, publisher=outlet)
        document = Document(
            identifier, text, f"d{number}", publisher=outlet, published=day, language="en"
        )
        for key, rank in enumerate(ranks):
            self._entities.setdefault(rank, []).append((identifier, key))
        entities = tuple(
            Entity(key, _name(rank), ActorKind.PERSON, tuple(mentions[rank]))
            for key, rank in enumerate(ranks)
        )
        return Findings(document, entities, tuple(statements), tuple(commitments))

    def _commitment(self, key: int, actor: Mention, content: Span) -> Commitment:
        span = Span(content.start, content.start + 7)
        return Commitment(
            actor=actor,
            action="send",
            resource="dam",
            kind=self._random.choice(list(ResourceKind)),
            status=self._random.choice(list(Status)),
            evidence=Span(actor.span.start, content.end),
            origin=ORIGIN,
            quantity=Quantity(span, "the dam", float(key * 10 + 1), "EUR", currency=True),
            statement=key,
        )


def _name(rank: int) -> str:
    return f"Person{rank} Name{rank}"


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
        resolution = Resolution(actors=synthetic.actors())
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
