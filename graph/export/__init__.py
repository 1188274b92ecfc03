"""A record as files. The format follows from the ending of the name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Final

from graph.errors import ConfigError, StoreError
from graph.export import rdf
from graph.export.agreement import agreement_graphml
from graph.export.followthemoney import follow_the_money
from graph.export.ledgers import discourse_network, kiel
from graph.export.networks import gexf, graphml, network
from graph.export.reifiers import Reified
from graph.export.source import Source
from graph.export.tables import NAMES, csv_folder, csv_table, parquet_table, table

Writer = Callable[..., None]  # (source, out), and of tables `name` and `exact`
REIFYING: Final = (".ttl", ".nt", ".trig", ".nq")
WRITERS: Final[Mapping[str, Writer]] = {
    ".kiel.csv": kiel,
    ".dna.csv": discourse_network,
    ".ftm.json": follow_the_money,
    ".ttl": rdf.turtle,
    ".nt": rdf.n_triples,
    ".trig": rdf.trig,
    ".nq": rdf.n_quads,
    ".jsonld": rdf.json_ld,
    ".agreement.graphml": agreement_graphml,
    ".graphml": graphml,
    ".gexf": gexf,
    ".csv": csv_table,
    ".parquet": parquet_table,
}
"""Ending → writer; of two that fit, the earlier."""


def export(
    source: Source, target: str | Path, *, exact_cells: bool = False, rdf12: bool = False
) -> tuple[Path, ...]:
    """Write the record; returns the files. A folder (a name that ends in /) takes all tables as CSV.

    `commitments.csv` or `roles.parquet`, named after a table, holds that table; any other name the statements.
    In CSV, a cell that a spreadsheet would run as a formula begins with an apostrophe, unless `exact_cells`.
    `rdf12` adds RDF 1.2 reifiers to Turtle, TriG, N-Triples and N-Quads. A file appears whole or not at all. Raises
    ConfigError for an ending without a format, StoreError where the target cannot be written.
    """
    path = Path(target)
    try:
        if str(target).endswith(("/", os.sep)) or path.is_dir():
            return csv_folder(source, path, exact=exact_cells)
        writer = writer_for(path, exact_cells=exact_cells)
        shown = _reified(source, path) if rdf12 else source
        _write_whole(path, lambda out: writer(shown, out))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}") from error
    return (path,)


def _reified(source: Source, path: Path) -> Source:
    if path.suffix.casefold() not in REIFYING:
        raise ConfigError(f"{path.name} cannot hold RDF 1.2 reifiers: export {', '.join(REIFYING)}")
    return Reified(source)


def writer_for(path: Path, *, exact_cells: bool = False) -> Writer:
    """The writer for this name."""
    for ending, writer in WRITERS.items():
        if path.name.casefold().endswith(ending):
            chosen = _of_table(writer, path.name.partition(".")[0].casefold())
            return (
                partial(chosen, exact=True) if exact_cells and ending.endswith(".csv") else chosen
            )
    known = ", ".join(WRITERS)
    raise ConfigError(
        f"{path.name} has no ending of a format; there are: {known}, and a folder for all tables"
    )


def _of_table(writer: Writer, name: str) -> Writer:
    if name not in NAMES or writer not in (csv_table, parquet_table):
        return writer
    return partial(writer, name=name)


def _write_whole(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            write(out)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


__all__ = ["NAMES", "WRITERS", "Source", "export", "network", "table", "writer_for"]
