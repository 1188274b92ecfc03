"""What a worker process does: answers queries on one read-only snapshot, within its memory.

Runs in a process of its own, since pyoxigraph has no cancellation and ignores Ctrl-C in aggregates: a query
over its time is ended by ending the process. Imports nothing heavy, so that a new one starts in a tenth of a
second.
"""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import IO, cast

import pyoxigraph as ox

from graph.guard import has_dataset


@dataclass(frozen=True, slots=True)
class Job:
    """One query with what the protocol says about its dataset and its answer."""

    query: str
    accept: tuple[str, ...]  # media types, best first
    max_bytes: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    is_union: bool = True  # the default graph is the union of all graphs


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it. `problem` is None, or "syntax", "size", "memory", "accept", "failed"."""

    body: bytes
    media_type: str = "text/plain"
    problem: str | None = None


class _TooLarge(Exception):
    """The answer is larger than the limit."""


class _Limited:
    """A file that takes `max_bytes` and no more."""

    def __init__(self, max_bytes: int) -> None:
        self.parts: list[bytes] = []
        self._left = max_bytes

    def write(self, data: bytes) -> int:
        """Take a part of the answer."""
        self._left -= len(data)
        if self._left < 0:
            raise _TooLarge
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "text/n3": ox.RdfFormat.N3,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


def serve(pipe: Connection, snapshot: str, memory_mb: int) -> None:
    """Answer jobs from the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    store = ox.Store.read_only(snapshot)
    _limit_memory(memory_mb)
    pipe.send("ready")
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(answer(store, job))


def _limit_memory(memory_mb: int) -> None:
    """On top of what is mapped already, so that the store's own files do not count. Linux only: macOS has no such limit."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 (a kernel file)
            used = int(statm.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return
    limit = used + memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def answer(store: ox.Store, job: Job) -> Answer:
    """The serialised answer of one query, or what went wrong in words."""
    try:
        found = _run(store, job)
        return _serialise(found, job)
    except SyntaxError as error:
        return Answer(str(error).encode(), problem="syntax")
    except _TooLarge:
        text = f"the answer is larger than {job.max_bytes:,} bytes: add a LIMIT"
        return Answer(text.encode(), problem="size")
    except MemoryError:
        return Answer(b"the query needs more memory than it may have", problem="memory")
    except (RuntimeError, ValueError) as error:  # a function that does not exist, no IRI of a graph
        return Answer(str(error).encode(), problem="syntax")
    except Exception as error:  # the boundary: whatever fails, the worker answers
        return Answer(str(error).encode(), problem="failed")


def _run(store: ox.Store, job: Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    chosen = bool(job.default_graphs or job.named_graphs)
    return store.query(
        job.query,
        base_iri=job.base,
        use_default_graph_as_union=job.is_union and not chosen and not has_dataset(job.query),
        default_graph=[ox.NamedNode(g) for g in job.default_graphs] if chosen else None,
        named_graphs=[ox.NamedNode(g) for g in job.named_graphs] if chosen else None,
    )


def _serialise(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, job: Job) -> Answer:
    limited = _Limited(job.max_bytes)
    out = cast(IO[bytes], limited)  # pyoxigraph calls write and flush, nothing else
    is_triples = isinstance(found, ox.QueryTriples)
    media = _choose(job.accept, TRIPLES if is_triples else RESULTS)
    if media is None:
        known = ", ".join(TRIPLES if is_triples else RESULTS)
        problem = f"none of the accepted media types fits; known: {known}"
        return Answer(problem.encode(), problem="accept")
    if isinstance(found, ox.QueryTriples):
        found.serialize(out, format=TRIPLES[media])
    else:
        found.serialize(out, format=RESULTS[media])
    return Answer(b"".join(limited.parts), _full(media, is_triples))


def _choose(accept: tuple[str, ...], known: Iterable[str]) -> str | None:
    """The first accepted type that is known; a wildcard takes the first known of its kind."""
    table = list(known)
    for wanted in accept:
        if wanted in table:
            return wanted
        if wanted.endswith("/*"):
            kind = "" if wanted == "*/*" else wanted[:-1]
            found = next((m for m in table if m.startswith(kind)), None)
            if found:
                return found
    return None


def _full(media: str, is_triples: bool) -> str:
    if media == "application/json" and not is_triples:
        return "application/sparql-results+json"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
