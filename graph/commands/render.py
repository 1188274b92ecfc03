"""`onrecord render`: the explorer page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from graph.commands import console, options

Output = Annotated[Path, typer.Option("--output", "-o", help="The page, one HTML file.")]


def render(
    record: options.Record,
    output: Output = Path("page.html"),
    actor: Annotated[
        str | None,
        typer.Option("--actor", help="Only what concerns this actor.", show_default=False),
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", help="Only this issue.", show_default=False)
    ] = None,
    query: Annotated[
        str | None,
        typer.Option(
            "--query",
            help="Only what a query names: SPARQL, a file that ends in .rq, or a shipped query.",
            show_default=False,
        ),
    ] = None,
    param: options.Parameters = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=["%Y-%m-%d"], help="Only from this day on.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", help="Heading of the page.", show_default="Who said what"),
    ] = None,
    without_text: Annotated[
        bool,
        typer.Option("--without-text", help="Leave full texts out; the proving sentences stay."),
    ] = False,
    max_nodes: Annotated[
        int,
        typer.Option("--max-nodes", min=1, help="Beyond it the page counts what it does not draw."),
    ] = 1500,
) -> None:
    """Write a record as one page that works offline: every node opens the sentence that proves it.

    [bold]Examples[/]

      onrecord render record -o page.html
      onrecord render record -o austria.html --actor Austria --since 2025-03-01
      onrecord render record -o germany.html --query pledges --param who=Germany
    """
    from graph.render import render as write

    path = write(
        record,
        output,
        title=title or _title(actor, issue),
        actor=actor,
        issue=issue,
        query=_text(query),
        since=since.date() if since else None,
        values=options.parameters(param),
        full_text=not without_text,
        max_nodes=max_nodes,
    )
    console.words(f"{path}: {path.stat().st_size:,} bytes")


def _text(query: str | None) -> str | None:
    """The query itself, where a file is named."""
    return options.query_file(Path(query)) if query and query.endswith(".rq") else query


def _title(actor: str | None, issue: str | None) -> str:
    """What a page of a part is called: after the part."""
    part = ", ".join(filter(None, (actor, issue)))
    return f"{part}: who said what" if part else "Who said what"
