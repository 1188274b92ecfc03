"""`onrecord export`: a record as files of other tools."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from graph.commands import console, options
from graph.export import WRITERS
from graph.export import export as write
from graph.store import Store

ENDINGS = ", ".join(WRITERS)
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        help=f"File, its format by its ending ({ENDINGS}), or a folder for all tables; "
        "- and an ending (-.ttl) is standard output.",
    ),
]


def export(
    record: options.Record,
    output: Output,
    exact_cells: Annotated[
        bool,
        typer.Option(
            "--exact-cells",
            help="CSV: no apostrophe before cells that a spreadsheet would run as a formula (= + - @).",
        ),
    ] = False,
    rdf12: Annotated[
        bool,
        typer.Option(
            "--rdf12", help="Turtle, TriG, N-Triples, N-Quads: with RDF 1.2 reifiers as well."
        ),
    ] = False,
) -> None:
    """Write a record to a file. The same record gives the same bytes.

    [bold]Examples[/]

      onrecord export record -o record.ttl
      onrecord export record -o commitments.csv
      onrecord export record -o ledger.kiel.csv
      onrecord export record -o network.graphml
      onrecord export record -o -.nq | sha256sum
    """
    with console.opened(Store.open(record)) as store:
        if output.startswith("-."):
            _to_stdout(store, output[1:], exact_cells=exact_cells, rdf12=rdf12)
            return
        for path in write(store, output, exact_cells=exact_cells, rdf12=rdf12):
            console.words(f"{path}: {path.stat().st_size:,} bytes")


def _to_stdout(store: Store, ending: str, *, exact_cells: bool, rdf12: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"record{ending}"
        (path,) = write(store, place, exact_cells=exact_cells, rdf12=rdf12)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                sys.stdout.buffer.write(block)
