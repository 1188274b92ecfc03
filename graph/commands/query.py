"""`onrecord query`: questions in SPARQL, or by the name of one that is shipped."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.commands import console, options
from graph.errors import ConfigError, StoppedError
from graph.formats import FORMATS, markdown, table, write
from graph.query import Answer, NamedQuery, Table, named, named_queries, parse, prepare, read
from graph.store import Store

# A join without a common variable may never end. A minute is what Wikidata's public service gives a query; where a
# process cannot be forked (Windows), none is ended.
TIMEOUT_S = 60.0 if hasattr(os, "fork") else 0.0


def _names(incomplete: str) -> list[tuple[str, str]]:
    return [(q.name, q.title) for q in named_queries() if q.name.startswith(incomplete)]


Question = Annotated[
    str | None,
    typer.Argument(
        metavar="QUERY",
        help="SPARQL, a file that ends in .rq, or the name of a shipped query (see --list).",
        autocompletion=_names,
        show_default=False,
    ),
]
Format = Annotated[
    str,
    typer.Option("--format", "-f", help=", ".join(FORMATS), autocompletion=lambda: list(FORMATS)),
]


def query(
    record: Annotated[
        str | None,
        typer.Argument(metavar="RECORD", help="Folder of a record.", show_default=False),
    ] = None,
    question: Question = None,
    param: options.Parameters = None,
    format_: Format = "table",
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            "-c",
            help="Columns of a table to show, with commas between.",
            show_default=False,
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            min=0.0,
            help="Seconds after which the query is stopped; 0 for no limit.",
        ),
    ] = TIMEOUT_S,
    list_: Annotated[
        bool, typer.Option("--list", help="List the shipped queries and their parameters.")
    ] = False,
) -> None:
    """Ask a record. Prefixes (rec:, schema:, prov: …) need not be declared; values are bound, never pasted.

    [bold]Examples[/]

      onrecord query --list
      onrecord query record pledges --param "who=Austria" --columns actor,status,resource,exact
      onrecord query record who-said-what -p about=dam --format csv > dam.csv
      onrecord query record 'SELECT ?name { ?actor rec:said ?claim ; rdfs:label ?name } LIMIT 9'
      onrecord query record heavy.rq --timeout 600
    """
    if list_:
        console.result("\n\n".join(map(_described, named_queries())))
        return
    if record is None or question is None:
        raise ConfigError(
            "query needs a RECORD and a QUERY; --list shows the queries that are shipped"
        )
    wanted = tuple(name.strip() for name in columns.split(",")) if columns else ()
    if timeout:
        bounded(timeout)
    _ask(record, _read(question), options.parameters(param), format_, wanted)


def bounded(timeout_s: float) -> None:
    """Go on in a child process, which the system ends after that time: Oxigraph itself cannot be interrupted.

    Returns in the child only, which ends in time even where its parent was killed. In the parent raises typer.Exit
    with the child's exit code, or StoppedError.
    """
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, timeout_s)
        return
    try:
        _, status = os.waitpid(child, 0)
    except KeyboardInterrupt:
        _end(child)
        raise
    code = os.waitstatus_to_exitcode(status)
    if code != -signal.SIGALRM:
        raise typer.Exit(code)
    raise StoppedError(
        f"the query was stopped after {timeout_s:g} s: narrow it, add a LIMIT, or give it longer with --timeout "
        "(in seconds; 0 for no limit)"
    )


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _ask(
    record: str, asked: NamedQuery, values: dict[str, str], format_: str, columns: tuple[str, ...]
) -> None:
    if format_ not in FORMATS:
        raise ConfigError(f"--format {format_!r} does not exist; there are: {', '.join(FORMATS)}")
    for_people = format_ in ("table", "markdown")
    if columns and not for_people:
        raise ConfigError(f"--columns is for tables, not for {format_}: name them in the query")
    with console.opened(Store.open(record)) as store:
        text = prepare(store, asked, values)
        # Oxigraph does not look for Ctrl-C while it counts: let it end the process, which only reads
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer = store.query(text)
        width = shutil.get_terminal_size((160, 24)).columns
        if columns:
            shown = _chosen(read(answer), columns)
            words = table(shown, width=width) if format_ == "table" else markdown(shown)
        else:
            words = write(answer, format_, width=width)
    console.result(console.tame(words) if for_people else words)


def _chosen(answer: Answer, columns: tuple[str, ...]) -> Answer:
    """Some columns of a table, each different row once, in the order in which they came."""
    if not isinstance(answer, Table):
        raise ConfigError("--columns is for the tables that SELECT gives")
    if unknown := [name for name in columns if name not in answer.columns]:
        there = ", ".join(answer.columns)
        raise ConfigError(f"--columns {unknown[0]!r} is not in the answer; it has: {there}")
    places = [answer.columns.index(name) for name in columns]
    rows = dict.fromkeys(tuple(row[place] for place in places) for row in answer.rows)
    return Table(columns, tuple(rows))


def _read(question: str) -> NamedQuery:
    if question.endswith(".rq"):
        path = Path(question)
        return parse(path.stem, options.query_file(path))
    if any(sign in question for sign in "{? "):
        return parse("query", question)
    return named(question)


def _described(asked: NamedQuery) -> str:
    lines = [f"{asked.name}\n    {asked.question}"]
    for parameter in asked.parameters:
        needed = " (needed)" if parameter.is_required else ""
        lines.append(
            f"    --param {parameter.name}={parameter.type}{needed}: {parameter.description}"
        )
    return "\n".join(lines)
