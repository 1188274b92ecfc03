"""A record from Python."""

from __future__ import annotations

import doctest
from datetime import date
from pathlib import Path

import pytest

import graph as onrecord
from graph import guard, ids, record, sparql, terms
from graph.assemble import DocumentGraph, document_graph
from graph.assemble import graph as assemble_graph
from graph.export import NAMES, tables
from graph.model import Findings
from graph.pipeline import coding
from graph.query import Table
from graph.record import Record
from graph.serve import pages, protocol
from graph.store import Store
from graph.store import record as store_record


def test_statements_are_typed_rows_in_text_order(store: Store, first: Findings) -> None:
    """Each row proves itself."""
    found = [row for row in Record(store).statements() if row.evidence.document == "first"]
    assert [row.speaker for row in found] == ["Liv Haugen", "The Fjord Post", "Malta"]
    for row in found:
        assert first.document.text[row.evidence.start : row.evidence.end] == row.evidence.exact
    assert found[0].day == date(2031, 5, 6)
    assert found[2].through == found[1].iri


def test_commitments_are_typed_rows(store: Store) -> None:
    """Amounts are numbers."""
    [pledge] = [row for row in Record(store).commitments() if row.status == "pledged"]
    assert (pledge.actor, pledge.amount, pledge.unit) == ("Norway", 200.0, "persons")


def test_actors_know_how_often_they_are_quoted(store: Store) -> None:
    """Counts come from the view."""
    counts = {row.name: row.statements for row in Record(store).actors()}
    assert counts["Liv Haugen"] == 2
    assert counts["Oslo"] == 0


def test_stances_roles_and_events_are_typed_rows(store: Store) -> None:
    """Each with its evidence."""
    [stance], [role], [event] = (
        list(rows)
        for rows in (Record(store).stances(), Record(store).roles(), Record(store).events())
    )
    assert (stance.holder, stance.polarity, stance.target) == ("Liv Haugen", "positive", "Malta")
    assert (role.person, role.title, role.as_of) == (
        *("Liv Haugen", "Prime Minister", date(2031, 5, 8)),
    )
    assert (event.place, event.participants) == ("Oslo", ("Malta", "Norway"))
    assert event.evidence.exact == "Norway met Malta in Oslo"


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_what_pandas_and_polars_take(store: Store, name: str) -> None:
    """All columns of one length, numbers as numbers, and the same table in both."""
    pandas = pytest.importorskip("pandas", reason="for the tests only (pip install pandas)")
    polars = pytest.importorskip("polars", reason="for the tests only (pip install polars)")
    columns = Record(store).columns(name)
    rows = Record(store).table(name)
    assert {len(cells) for cells in columns.values()} == {len(rows)}
    assert pandas.DataFrame(columns).shape == polars.DataFrame(columns).shape
    for number in {"start", "end", "confidence", "statements"} & set(columns):
        assert polars.DataFrame(columns)[number].dtype.is_numeric()
    assert polars.DataFrame(columns)["id"].to_list() == [row["id"] for row in rows]


def test_the_package_opens_a_record(tmp_path: Path, first: Findings) -> None:
    """`import graph as onrecord; onrecord.open(…)`."""
    with Store.open(tmp_path / "record", "w") as store:
        store.add([document_graph(first, store.minter)])
    with onrecord.open(tmp_path / "record") as mine:
        assert len(list(mine.statements())) == 3
    with pytest.raises(AttributeError):
        onrecord.no_such_thing  # noqa: B018


def test_queries_tables_and_network(store: Store) -> None:
    """The rest of the interface."""
    mine = Record(store)
    answer = mine.ask("refusals", who="Malta")
    assert isinstance(answer, Table)
    assert len(answer.rows) == 2
    assert mine.ask("ASK { ?s ?p ?o }") is True
    assert len(mine.table("roles")) == 1
    assert mine.network(with_claims=True).number_of_edges() == 10
    assert mine.validate().conforms
    assert mine.documents() == ("first", "second")


def test_a_record_opens_from_its_folder(tmp_path: Path, first: Findings) -> None:
    """`record.open` reads what a build wrote."""
    with Store.open(tmp_path / "record", "w") as store:
        graph: DocumentGraph = document_graph(first, store.minter)
        store.add([graph])
    with record.open(tmp_path / "record") as mine:
        assert mine.documents() == ("first",)


def test_the_examples_in_the_documentation_are_true() -> None:
    """Doctests of the graph side."""
    modules = (ids, terms, record, store_record, assemble_graph, guard, sparql, tables, coding)
    for module in (*modules, protocol, pages):
        assert doctest.testmod(module).failed == 0
