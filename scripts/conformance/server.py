"""`onrecord serve`, started for a suite, and the records it serves."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pyoxigraph import NamedNode, Quad

from graph.assemble import DocumentGraph
from graph.store import Store

TOKEN = "conformance"
START_S = 120.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running endpoint and its client."""

    client: httpx.Client
    address: str  # of /sparql

    def post(self, **fields: str | list[str]) -> httpx.Response:
        """A form with the token, for updates."""
        return self.client.post(
            self.address, data=fields, headers={"Authorization": f"Bearer {TOKEN}"}
        )


def fill(record: Path, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
    """A record of named graphs, each put in as it is."""
    with Store.open(record, "w") as store:
        documents = []
        for name, quads in graphs:
            graph = NamedNode(name)
            moved = tuple(Quad(q.subject, q.predicate, q.object, graph) for q in quads)
            documents.append(DocumentGraph(name, graph, moved))
        store.load(documents)


@contextmanager
def serving(record: Path, *, writable: bool = False) -> Iterator[Endpoint]:
    """`onrecord serve` over the record, on a free port of loopback."""
    command = [sys.executable, "-m", "graph", "serve", str(record), "--port", "0"]
    command += ["--writable", "--token", TOKEN] if writable else []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield from _client(process)
        finally:
            process.terminate()


def _client(process: subprocess.Popen[str]) -> Iterator[Endpoint]:
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if match := re.search(r"http://\S+:\d+/", said):
            with httpx.Client(timeout=START_S) as client:
                yield Endpoint(client, f"{match[0]}sparql")
            return
    raise RuntimeError(f"onrecord serve did not start: {said}")
