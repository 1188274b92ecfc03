"""`onrecord remove`: documents out of a record, with all that was read from them."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands import console, options
from graph.config import load
from graph.errors import ConfigError

Names = Annotated[
    list[str],
    typer.Argument(
        metavar="DOCUMENT", help="Name, address, id or IRI of a document.", show_default=False
    ),
]


def remove(record: options.Record, documents: Names) -> None:
    """Take documents out of a record. Actors and claims that only they named go with them.

    [bold]Examples[/]

      onrecord remove record dam-summit-lowland-courier
      onrecord remove record https://morning-ledger.example/hungary-flood-money
    """
    from graph.ingest import Reader
    from graph.pipeline import Builder

    with Builder(record, load(), Reader(), must_exist=True) as builder:
        wanted = [builder.find(name) for name in documents]
        for name, found in zip(documents, wanted, strict=True):
            if len(found) != 1:
                raise ConfigError(_unclear(name, found))
        for (document,) in wanted:
            builder.remove(document)
        builder.join()
    console.words(f"{record}: {len(wanted)} removed")


def _unclear(name: str, found: tuple[str, ...]) -> str:
    if not found:
        return f"no document of the record is called {name!r}: `onrecord query RECORD documents` lists them"
    return f"{name!r} names {len(found)} documents: give one of the ids {', '.join(found)}"
