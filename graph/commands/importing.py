"""`onrecord import`: another record's facts, or statements that people coded, into a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import terms
from graph.commands import console, options
from graph.errors import ConfigError
from graph.store import Store

if TYPE_CHECKING:
    from graph.pipeline.importing import Imported

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE",
        help="A CSV of coded statements, or another record as .trig, .nq, .jsonld, .ttl or .nt.",
        show_default=False,
    ),
]


def import_(
    record: options.Record,
    files: Files = None,
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder", help="Who coded the rows that name nobody themselves.", show_default=False
        ),
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option(
            "--undo",
            metavar="FILE",
            help="Take out what came with this file (or its checksum).",
            show_default=False,
        ),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the files that were imported.")
    ] = False,
    columns: Annotated[bool, typer.Option("--columns", help="List the columns of a CSV.")] = False,
) -> None:
    """Merge facts of others into a record, with who coded them and the checksum of the file; it can be undone.

    [bold]Examples[/]

      onrecord import record coded.csv --coder "A. Reader"
      onrecord import record other-record.trig
      onrecord import record --undo coded.csv
      onrecord import record --columns
    """  # fmt: skip
    if columns:
        _columns()
    elif list_:
        _list(record)
    elif undo is not None:
        _undo(record, undo)
    elif not files:
        raise ConfigError("import needs a FILE; --columns says what a CSV may hold")
    else:
        raise typer.Exit(_import(record, files, coder))


def _import(record: str, files: list[Path], coder: str | None) -> int:
    from graph.pipeline.importing import take_in

    code = console.GOOD
    for file in files:
        done = take_in(record, file, coder=coder)
        code = max(code, console.problems(done.problems))
        if done.passed_over:
            console.words(f"{file}: columns that are not read: {', '.join(done.passed_over)}")
        for name in done.kept:
            console.words(f"{file}: the record holds another reading of {name!r}, which was kept")
        console.words(f"{record}: {_counted(done)} from {file}")
    return code


def _counted(done: Imported) -> str:
    numbers = ((done.documents, "documents"), (done.statements, "statements"), (done.decisions, "decisions"))  # fmt: skip
    return ", ".join(f"{number} {name}" for number, name in numbers)


def _undo(record: str, file: str) -> None:
    from graph.pipeline.importing import undo

    done = undo(record, file)
    console.words(f"{record}: {done.documents} documents and {done.decisions} decisions taken out")


def _list(record: str) -> None:
    from graph.pipeline.importing import sources

    with Store.open(record) as store:
        wanted = (terms.IMPORTED_FROM, terms.IMPORTED_SHA256, terms.CODER)
        found = sources(quad for predicate in wanted for quad in store.match(predicate=predicate))
    for source in found:
        who = f", coded by {'; '.join(source.coders)}" if source.coders else ""
        console.result(
            console.tame(f"{source.sha256[:16]}  {source.name}: {source.documents} documents{who}")
        )


def _columns() -> None:
    from graph.ingest.coded import COLUMNS, NEEDED

    width = max(map(len, COLUMNS))
    for name, words in COLUMNS.items():
        console.result(f"{name:<{width}}  {words}{' [needed]' if name in NEEDED else ''}")
