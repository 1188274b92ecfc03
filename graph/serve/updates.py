"""Runs an update in a process of its own, all or nothing, ended at its time limit."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from graph.errors import QueryError, StoreError
from graph.serve.pool import Stopped
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update of a record; relative IRIs in it are resolved against `base`."""

    record: Path
    text: str
    base: str
    timeout_s: float


def update(work: Update) -> None:
    """Apply a SPARQL update. Raises QueryError, Stopped or StoreError; the store is then as it was.

    Oxigraph applies an update in one transaction, so a process that is ended leaves no half of it.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_apply, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(work.timeout_s):
            raise Stopped(f"the update was stopped after {work.timeout_s:g} s; nothing was changed")
        _raise(*ours.recv())
    except EOFError as error:
        raise StoreError(
            f"{work.record}: the update's process ended; nothing was changed"
        ) from error
    finally:
        process.kill()
        process.join()
        ours.close()


def _apply(pipe: Connection, work: Update) -> None:
    try:
        with Store.open(work.record, "w") as store:
            store.update(f"BASE <{work.base}> {work.text}")
        pipe.send(("done", ""))
    except QueryError as error:
        pipe.send(("syntax", str(error)))
    except (StoreError, OSError, ValueError, RuntimeError) as error:
        pipe.send(("store", str(error)))


def _raise(kind: str, words: str) -> None:
    if kind == "syntax":
        raise QueryError(words)
    if kind == "store":
        raise StoreError(words)
