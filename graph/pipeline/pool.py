"""Batches of documents → findings, in one process or in several. The result does not depend on how many.

Several processes are an executor's: when a worker is killed, what it had in hand is given to a new one, and a document
that kills its worker twice is named and left out (spaCy's own `n_process` hangs then).
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from graph.config import Settings
from graph.model import Document, Findings
from graph.pipeline.reading import DocumentReader, batches, failed

WAITING_A_JOB = 2  # batches in hand for each process: enough to keep it busy, and memory flat

_reader: DocumentReader | None = None  # of a worker process


def findings(documents: Iterable[Document], settings: Settings) -> Iterator[Findings]:
    """Findings in the order of the documents."""
    if settings.jobs == 1:
        reader = DocumentReader(settings)
        for batch in batches(documents):
            yield from reader.batch(batch)
    else:
        with Pool(settings) as pool:
            yield from pool.read(documents)


class Pool:
    """Worker processes that read documents, replaced when they die. A context manager."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._executor = self._start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._settings.jobs,
            mp_context=multiprocessing.get_context("spawn"),  # a fork would copy threads' locks
            initializer=_prepare,
            initargs=(self._settings,),
        )

    def read(self, documents: Iterable[Document]) -> Iterator[Findings]:
        """Findings in the order of the documents; a few batches are in hand at a time."""
        waiting: deque[tuple[list[Document], Future[list[Findings]]]] = deque()
        for batch in batches(documents):
            waiting.append((batch, self._submit(batch)))
            if len(waiting) >= WAITING_A_JOB * self._settings.jobs:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _submit(self, batch: Sequence[Document]) -> Future[list[Findings]]:
        try:
            return self._executor.submit(_read, batch)
        except BrokenProcessPool:
            self._restart()
            return self._executor.submit(_read, batch)

    def _first(
        self, waiting: deque[tuple[list[Document], Future[list[Findings]]]]
    ) -> list[Findings]:
        batch, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._restart()
            found = self._one_by_one(batch)
            for index, (other, lost) in enumerate(waiting):
                if not lost.done() or lost.exception() is not None:
                    waiting[index] = (other, self._submit(other))
            return found

    def _one_by_one(self, batch: Sequence[Document]) -> list[Findings]:
        """Each document alone: the one that kills its worker again is named, the others are read."""
        return [self._alone(document) for document in batch]

    def _alone(self, document: Document) -> Findings:
        try:
            return self._submit([document]).result()[0]
        except BrokenProcessPool:
            self._restart()
            return failed(
                document, "the process that read it was killed, perhaps for want of memory"
            )

    def _restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()


def _prepare(settings: Settings) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that has the terminal
    _reader = DocumentReader(settings)


def _read(batch: Sequence[Document]) -> list[Findings]:
    if _reader is None:
        raise RuntimeError("a worker was given documents before it was prepared")
    return _reader.batch(batch)
