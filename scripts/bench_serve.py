#!/usr/bin/env python3
"""Measures `onrecord serve` under load: many readers at once, a document that is replaced, and a query bomb.

    python scripts/bench_serve.py --readers 200 --seconds 60        writes data/results/serve.json

Each reader asks without a pause over one connection of loopback; half of what they ask is about the document that is
being replaced. An answer is torn if it mixes two states of that document. The bomb is a cross product that would
never end. It stops by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from circumstances import circumstances
from pyoxigraph import Literal, NamedNode, Quad
from synthetic import Synthetic

from graph.assemble import DocumentGraph, document_graph
from graph.query import named, prepare
from graph.store import Store

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "data" / "results" / "serve.json"
PARTS = 40  # triples of the document that is replaced; all hold the number of its state
TORN = """SELECT (COUNT(?v) AS ?parts) (MIN(?v) AS ?least) (MAX(?v) AS ?most) WHERE {
  GRAPH <https://w3id.org/onrecord/id/doc/flipping> { ?part <urn:state> ?v } }"""
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { %s }" % " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))  # noqa: UP031
NAMED = ("most-quoted", "outlets-by-year", "pledge-sums")


@dataclass(slots=True)
class Seen:
    """What the readers saw."""

    times: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    torn: int = 0
    states: set[int] = field(default_factory=set)
    replaced: int = 0
    bomb: dict[str, object] = field(default_factory=dict)


def flipping(state: int) -> DocumentGraph:
    """The document in one of its states."""
    name = NamedNode("https://w3id.org/onrecord/id/doc/flipping")
    quads = (
        Quad(NamedNode(f"urn:part:{n}"), NamedNode("urn:state"), Literal(state), name)
        for n in range(PARTS)
    )
    return DocumentGraph("flipping", name, tuple(sorted(quads, key=str)))


def build(place: Path, documents: int) -> list[str]:
    """A record; returns the queries of the readers, as parameters of an address."""
    synthetic = Synthetic(documents)
    with Store.open(place, "w") as store:
        store.load(document_graph(each, store.minter) for each in synthetic.findings())
        store.resolve(synthetic.resolution())
        store.replace(flipping(0))
        texts = [TORN, *(prepare(store, named(name), {}) for name in NAMED)]
    return [urlencode({"query": text}) for text in (TORN, texts[1], TORN, texts[2], TORN, texts[3])]


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parameters: str
) -> tuple[int, bytes]:
    """One request over a connection that stays open."""
    head = f"GET /sparql?{parameters} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n"
    writer.write(head.encode())
    lines = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = re.search(r"(?i)content-length: (\d+)", lines)
    body = await reader.readexactly(int(length[1]) if length else 0)
    return int(lines.split()[1]), body


async def read(port: int, texts: list[str], number: int, end: float, seen: Seen) -> None:
    """One reader, until the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    turn = number
    while time.monotonic() < end:
        parameters = texts[turn % len(texts)]
        start = time.monotonic()
        try:
            status, body = await ask(reader, writer, parameters)
        except (OSError, asyncio.IncompleteReadError) as error:
            seen.errors[type(error).__name__] = seen.errors.get(type(error).__name__, 0) + 1
            return
        seen.times.append(time.monotonic() - start)
        if status != 200:
            said = f"{status} {body.decode()[:120]}"
            seen.errors[said] = seen.errors.get(said, 0) + 1
        elif parameters == texts[0]:
            _check(body, seen)
        turn += 1
    writer.close()


def _check(body: bytes, seen: Seen) -> None:
    [row] = json.loads(body)["results"]["bindings"]
    parts, least, most = (int(row[name]["value"]) for name in ("parts", "least", "most"))
    seen.states.add(least)
    seen.torn += parts != PARTS or least != most


async def explode(port: int, seen: Seen) -> None:
    """One query that would never end."""
    await asyncio.sleep(2)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    start = time.monotonic()
    status, body = await ask(reader, writer, urlencode({"query": BOMB}))
    seen.bomb = {
        "status": status,
        "after s": round(time.monotonic() - start, 1),
        "said": body.decode(),
    }
    writer.close()


def replace_often(place: Path, every_s: float, end: float, seen: Seen) -> None:
    """The writer: another state of the document every few seconds."""
    while time.monotonic() + every_s < end:
        time.sleep(every_s)
        with Store.open(place, "w") as store:
            store.replace(flipping(seen.replaced + 1))
        seen.replaced += 1


async def load(port: int, texts: list[str], readers: int, end: float, seen: Seen) -> None:
    """All readers and the bomb at once."""
    await asyncio.gather(
        explode(port, seen), *(read(port, texts, n, end, seen) for n in range(readers))
    )


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """All numbers."""
    texts = build(folder / "record", options.documents)
    command = [sys.executable, "-m", "graph", "serve", str(folder / "record"), "--port", "0"]
    command += ["--timeout", str(options.timeout)]
    seen = Seen()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            port = int(re.search(r":(\d+)/", server.stderr.readline())[1])  # type: ignore[index]
            end = time.monotonic() + options.seconds
            arguments = (folder / "record", options.every, end, seen)
            writer = threading.Thread(target=replace_often, args=arguments)
            writer.start()
            asyncio.run(load(port, texts, options.readers, end, seen))
            writer.join()
        finally:
            server.terminate()
    return report(seen, options)


def report(seen: Seen, options: argparse.Namespace) -> dict[str, object]:
    """The numbers in words."""
    parts = statistics.quantiles(seen.times, n=100)
    return {
        "readers": options.readers,
        "seconds": options.seconds,
        "documents": options.documents,
        "requests": len(seen.times),
        "a second": round(len(seen.times) / options.seconds, 1),
        "median ms": round(parts[49] * 1000),
        "p99 ms": round(parts[98] * 1000),
        "errors": seen.errors,
        "torn reads": seen.torn,
        "replaced": seen.replaced,
        "states seen": len(seen.states),
        "bomb": seen.bomb,
        "limit of the bomb s": options.timeout,
    }


def main() -> int:
    """Measure, write, and judge: exit 1 where something went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--every", type=float, default=5, help="seconds between replacements")
    parser.add_argument("--timeout", type=float, default=20, help="limit of one query in seconds")
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-serve-") as folder:
        results = {**circumstances(), **measure(options, Path(folder))}
    print(json.dumps(results, indent=1))
    if not options.no_write:
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    is_good = not results["errors"] and not results["torn reads"]
    return 0 if is_good and results["bomb"]["status"] == 408 else 1  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main())
