"""Runs an update in a process of its own, all or nothing, ended at its time limit."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from graph.errors import QueryError, StoreError
from graph.serve.pool import Stopped
from graph.store import Store


def update(record: Path, text: str, timeout_s: float) -> None:
    """Apply a SPARQL update. Raises QueryError, Stopped or StoreError; the store is then as it was.

    Oxigraph applies an update in one transaction, so a process that is ended leaves no half of it.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_apply, args=(theirs, str(record), text), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(timeout_s):
            raise Stopped(f"the update was stopped after {timeout_s:g} s; nothing was changed")
        _raise(*ours.recv())
    except EOFError as error:
        raise StoreError(f"{record}: the update's process ended; nothing was changed") from error
    finally:
        process.kill()
        process.join()
        ours.close()


def _apply(pipe: Connection, record: str, text: str) -> None:
    try:
        with Store.open(record, "w") as store:
            store.update(text)
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
