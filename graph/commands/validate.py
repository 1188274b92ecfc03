"""`onrecord validate`: does a record keep its promises?"""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands import console, options
from graph.store import Store

Engine = Annotated[
    str, typer.Option("--engine", help="fast, or reference (pySHACL; much slower, same verdicts).")
]


def validate(record: options.Record, engine: Engine = "fast") -> None:
    """Check a record against the ontology's shapes, and every quotation against its text. Exit 1 on a violation.

    [bold]Examples[/]

      onrecord validate record
      onrecord validate record --engine reference
    """
    from graph.validate import describe
    from graph.validate import validate as check

    with console.opened(Store.open(record)) as store:
        report = check(store, engine=engine)
    for line in describe(report):
        console.result(console.tame(line))
    raise typer.Exit(console.GOOD if report.conforms else console.INPUT_WRONG)
