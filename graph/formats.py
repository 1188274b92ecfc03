"""Answers of queries as text: tables for people, the standard formats for programs."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping
from typing import Final

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable

from graph.errors import ConfigError
from graph.query import Answer, Table, read
from graph.terms import PREFIXES

_RESULTS: Final[Mapping[str, QueryResultsFormat]] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS: Final[Mapping[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
FORMATS: Final = ("table", "markdown", *_RESULTS, *_GRAPHS)
_HIDDEN = frozenset({"evidence", "start", "end"})  # for programs: a table has no room for them
_LONGEST_CELL = 200


def write(
    answer: QuerySolutions | QueryBoolean | QueryTriples,
    format_: str = "table",
    *,
    width: int = 120,
) -> str:
    """The answer in this format. `width` is that of a table, in characters.

    A graph (CONSTRUCT, DESCRIBE) asked for as a table is Turtle. Raises ConfigError for a format that does
    not exist or cannot hold such an answer.
    """
    if format_ not in FORMATS:
        raise ConfigError(f"format {format_!r} does not exist; there are: {', '.join(FORMATS)}")
    if isinstance(answer, QueryTriples):
        return _graph(answer, "ttl" if format_ == "table" else format_)
    if format_ in _GRAPHS:
        raise ConfigError(
            f"{format_} holds graphs: use it with CONSTRUCT or DESCRIBE, or choose csv, json or table"
        )
    if format_ in _RESULTS:
        return (answer.serialize(format=_RESULTS[format_]) or b"").decode()
    found = read(answer)
    return markdown(found) if format_ == "markdown" else table(found, width=width)


def _graph(answer: QueryTriples, format_: str) -> str:
    if format_ not in _GRAPHS:
        raise ConfigError(
            f"{format_} holds rows: the query makes a graph, choose ttl, nt or jsonld"
        )
    triples: list[Triple] = sorted(set(answer), key=str)
    return (serialize(triples, format=_GRAPHS[format_], prefixes=dict(PREFIXES)) or b"").decode()


def table(answer: Answer, *, width: int = 120) -> str:
    """A table for the eye, or a block of lines a row where the table would cut words.

    Offsets and evidence nodes are left out; long cells are cut.
    """
    if isinstance(answer, bool):
        return "yes\n" if answer else "no\n"
    if not isinstance(answer, Table):
        return "".join(f"{triple} .\n" for triple in answer)
    shown = [column for column in answer.columns if column not in _HIDDEN] or list(answer.columns)
    rows = [[_cut(row.get(column, "")) for column in shown] for row in answer.dictionaries()]
    return (
        _grid(shown, rows, width) if _has_room(shown, rows, width) else _blocks(shown, rows, width)
    )


def _has_room(columns: list[str], rows: list[list[str]], width: int) -> bool:
    """Whether every word fits its column; where none is shown a table of headings says enough."""
    longest = [
        max(cell_len(word) for cell in cells for word in cell.split() or [""])
        for cells in zip(columns, *rows, strict=True)
    ]
    return not rows or sum(longest) + 3 * len(columns) + 1 <= width


def _grid(columns: list[str], rows: list[list[str]], width: int) -> str:
    drawn = RichTable(highlight=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    file = io.StringIO()
    # No markup: a quotation with [brackets] is a quotation.
    console = Console(file=file, width=width, markup=False, emoji=False, no_color=True)
    console.print(drawn)
    return file.getvalue()


def _blocks(columns: list[str], rows: list[list[str]], width: int) -> str:
    """One block of lines a row, for a terminal too narrow for the table; empty cells are left out."""
    margin = max(map(len, columns)) + 2
    blocks = []
    for row in rows:
        pairs = zip(columns, row, strict=True)
        blocks += [_paragraph(name, cell, margin, width) for name, cell in pairs if cell.strip()]
        blocks.append("\n")
    return "".join(blocks)


def _paragraph(name: str, cell: str, margin: int, width: int) -> str:
    lines = textwrap.wrap(
        cell,
        max(width, margin + 20),
        initial_indent=name.ljust(margin),
        subsequent_indent=" " * margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def markdown(answer: Answer) -> str:
    """A Markdown table with all columns."""
    if not isinstance(answer, Table):
        return table(answer)
    lines = [list(answer.columns), ["---"] * len(answer.columns)]
    lines += [[_escaped(_words(cell)) for cell in row] for row in answer.rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _words(cell: NamedNode | Literal | None) -> str:
    return "" if cell is None else cell.value


def _escaped(words: str) -> str:
    for sign, escape in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("\n", " "), ("\r", " ")):
        words = words.replace(sign, escape)
    return words


def _cut(words: str) -> str:
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    return words if len(words) <= _LONGEST_CELL else words[: _LONGEST_CELL - 1] + "…"
