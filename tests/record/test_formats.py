"""Answers as text."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import parse as parse_rdf

from graph.errors import ConfigError
from graph.formats import write
from graph.query import named, prepare
from graph.store import Store

ROWS = 'SELECT ?a ?b { VALUES (?a ?b) { ("x|y" "line\\nbreak") ("[bold]x[/bold]" UNDEF) } }'


def test_rows_in_the_standard_formats(store: Store) -> None:
    """Programs read back what was asked."""
    found = list(csv.reader(io.StringIO(write(store.query(ROWS), "csv"))))
    assert found == [["a", "b"], ["x|y", "line\nbreak"], ["[bold]x[/bold]", ""]]
    assert len(json.loads(write(store.query(ROWS), "json"))["results"]["bindings"]) == 2
    assert write(store.query(ROWS), "xml").startswith("<?xml")
    assert write(store.query(ROWS), "tsv").startswith("?a\t?b\n")


def test_a_table_shows_words_as_they_are(store: Store) -> None:
    """Brackets are no markup, and a line break does not break the table."""
    table = write(store.query(ROWS), "table")
    assert "[bold]x[/bold]" in table
    assert "line break" in table


WIDE = """SELECT ?who ?what ?empty ?where { VALUES (?who ?what ?empty ?where) {
    ("Ingrid Falk" "the ferry would not sail before the harbour is dredged again" "" "harbour-gazette-second-edition")
} }"""


def test_a_narrow_terminal_cuts_no_word(store: Store) -> None:
    """Where a table has no room a row is a block of lines: every word whole, every line short."""
    shown = write(store.query(WIDE), "table", width=60)
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.splitlines()[0] == "who    Ingrid Falk"
    assert "harbour-gazette-second-edition" in shown
    assert "empty" not in shown


def test_a_wide_terminal_shows_a_table(store: Store) -> None:
    """Where there is room, one line a row."""
    assert "┃ who" in write(store.query(WIDE), "table", width=140)


def test_markdown_keeps_its_columns(store: Store) -> None:
    """A bar in a cell is no column."""
    lines = write(store.query(ROWS), "markdown").splitlines()
    assert lines[2] == "| x\\|y | line break |"


def test_a_graph_is_turtle(store: Store) -> None:
    """CONSTRUCT asked for as a table is Turtle, the same on every run."""
    text = prepare(store, named("short-edges"), {})
    turtle = write(store.query(text))
    assert turtle == write(store.query(text), "ttl")
    assert len(list(parse_rdf(turtle, RdfFormat.TURTLE))) == 10


def test_yes_and_no(store: Store) -> None:
    """ASK is answered in a word."""
    assert write(store.query("ASK { ?s ?p ?o }")) == "yes\n"


@pytest.mark.parametrize(
    ("text", "format_"), [(ROWS, "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv"), (ROWS, "xls")]
)
def test_a_format_that_cannot_hold_the_answer_is_named(
    store: Store, text: str, format_: str
) -> None:
    """Rows are no graph, and a graph is no rows."""
    with pytest.raises(ConfigError, match=format_):
        write(store.query(text), format_)
