"""Workers on read-only snapshots, ended and replaced when a query exceeds its time."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import queue
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from graph.errors import QueryError, StoppedError, StoreError
from graph.serve.worker import Answer, Job, serve
from graph.store import Store
from graph.store.folder import Layout

CHECK_EVERY_S = 0.5  # how often the record is looked at for a change
START_S = 30.0
PATIENCE = 3.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use.

    `timeout_s` counts seconds of the clock, as long as the query has a processor; one that waits for it, on a busy
    machine, gets up to `PATIENCE` times as many.
    """

    timeout_s: float = 20.0
    memory_mb: int = 1024
    max_bytes: int = 64 * 1024 * 1024
    workers: int = 2
    queue_s: float = 30.0  # how long a query may wait for a worker


class Stopped(StoppedError):
    """A query was ended at its limit; others are not touched by it."""


class Busy(QueryError):
    """All workers are at work for longer than a query may wait."""


@dataclass(slots=True)
class _Snapshot:
    path: Path
    token: tuple[int, int]
    users: int = 0


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    snapshot: _Snapshot
    jobs: int = field(default=0)


class Snapshots:
    """Copies of the store by hard links, made when it has changed; the newest is what new workers open."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._folder = Path(tempfile.mkdtemp(prefix=".serve-", dir=record))
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._looked = -CHECK_EVERY_S
        self.newest = self._take()

    def refresh(self) -> _Snapshot:
        """The newest snapshot; a new one if the record changed and nobody is writing to it."""
        with self._lock:
            return self._refreshed()

    def acquire(self) -> _Snapshot:
        """The newest snapshot, held: it stays until it is released, whatever is written meanwhile."""
        with self._lock:
            snapshot = self._refreshed()
            snapshot.users += 1
            return snapshot

    def release(self, snapshot: _Snapshot) -> None:
        """A worker has left it; the last one takes it away."""
        with self._lock:
            snapshot.users -= 1
            self._drop(snapshot)

    def _refreshed(self) -> _Snapshot:
        now = time.monotonic()
        if now - self._looked >= CHECK_EVERY_S:
            self._looked = now
            if self._token() != self.newest.token:
                with contextlib.suppress(StoreError):  # being written: serve the last one meanwhile
                    old, self.newest = self.newest, self._take()
                    self._drop(old)
        return self.newest

    def _drop(self, snapshot: _Snapshot) -> None:
        if snapshot.users <= 0 and snapshot is not self.newest:
            shutil.rmtree(snapshot.path, ignore_errors=True)

    def expire(self) -> None:
        """Look for a change with the next query, not only after a while."""
        with self._lock:
            self._looked = -CHECK_EVERY_S

    def close(self) -> None:
        """Remove all snapshots."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _take(self) -> _Snapshot:
        target = self._folder / str(next(self._numbers))
        token = self._token()
        with Store.open(self._record) as store:
            store.snapshot(target)
        return _Snapshot(target, token)

    def _token(self) -> tuple[int, int]:
        """Changes whenever something is written: newest log or table file, and the size of all."""
        newest = size = 0
        for path in Layout(self._record).quads.glob("*"):
            with contextlib.suppress(FileNotFoundError):  # compaction takes files away meanwhile
                if path.suffix in {".sst", ".log"}:
                    stat = path.stat()
                    newest, size = max(newest, stat.st_mtime_ns), size + stat.st_size
        return (newest, size)


class Pool:
    """Runs jobs in worker processes; thread-safe."""

    def __init__(self, record: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.snapshots = Snapshots(record)
        self._free: queue.Queue[_Worker | None] = queue.Queue()
        for _ in range(self.limits.workers):
            self._free.put(None)  # started when first needed

    def run(self, job: Job) -> Answer:
        """The answer. Raises Stopped at a limit, Busy when no worker gets free in time."""
        try:
            free = self._free.get(timeout=self.limits.queue_s)
        except queue.Empty:
            raise Busy(
                f"no worker got free within {self.limits.queue_s:g} s: try again later"
            ) from None
        worker: _Worker | None = None
        try:
            worker = self._current(free)
            return self._ask(worker, job)
        except (Stopped, StoreError, EOFError, OSError) as error:
            self._end(worker)
            worker = None
            if isinstance(error, Stopped | StoreError):
                raise
            raise Stopped(
                f"the query needed more memory than {self.limits.memory_mb} MB, or more depth than there is: narrow it"
            ) from error
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End all workers and remove the snapshots."""
        while True:
            try:
                self._end(self._free.get_nowait())
            except queue.Empty:
                break
        self.snapshots.close()

    def _current(self, worker: _Worker | None) -> _Worker:
        newest = self.snapshots.refresh()
        if worker is not None and worker.snapshot is newest and worker.process.is_alive():
            return worker
        self._end(worker)
        return self._start()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        snapshot = self.snapshots.acquire()
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, str(snapshot.path), self.limits.memory_mb), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours, snapshot)
        try:
            if ours.poll(START_S):
                ours.recv()
                return worker
        except (EOFError, OSError):
            pass
        self._end(worker)
        raise StoreError("a query worker did not start: is the machine out of memory?")

    def _ask(self, worker: _Worker, job: Job) -> Answer:
        before, start = _cpu_s(worker.process.pid), time.monotonic()
        worker.pipe.send(job)
        if not self._has_answer(worker, before, start):
            raise Stopped(
                f"the query was stopped after {time.monotonic() - start:.0f} s "
                f"(limit {self.limits.timeout_s:g} s): narrow it, or add a LIMIT"
            )
        found = worker.pipe.recv()
        assert isinstance(found, Answer)
        return found

    def _has_answer(self, worker: _Worker, before: float | None, start: float) -> bool:
        """Whether the answer came in time. A query that had no processor is waited for."""
        limit = self.limits.timeout_s
        if worker.pipe.poll(limit):
            return True
        while before is not None and time.monotonic() - start < limit * PATIENCE:
            left = limit - ((_cpu_s(worker.process.pid) or before) - before)
            if left < limit / 10:
                return False
            if worker.pipe.poll(min(left, limit * PATIENCE)):
                return True
        return False

    def _end(self, worker: _Worker | None) -> None:
        if worker is None:
            return
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.snapshots.release(worker.snapshot)


def _cpu_s(process: int | None) -> float | None:
    """Processor seconds that a process has used; None where the system does not tell."""
    try:
        # after the name, which may hold anything: utime and stime are fields 14 and 15 (proc(5))
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2]
    except OSError:
        return None
    return sum(map(int, fields.split()[11:13])) / _TICKS
