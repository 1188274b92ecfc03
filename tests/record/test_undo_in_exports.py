"""Merge then undo, and split then undo, give byte-identical exports, whatever was decided before."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assemble import DocumentGraph, Resolution, document_graph
from graph.export.rdf import json_ld, n_quads, n_triples, trig, turtle
from graph.model import Decision, Findings, Verdict
from graph.resolve import ledger as ledgers
from graph.resolve.actors import resolve
from graph.store import Store

WRITERS = (turtle, trig, n_triples, n_quads, json_ld)


Step = tuple[str, str, Verdict, str]


@pytest.fixture
def graphs(first: Findings, second: Findings) -> list[DocumentGraph]:
    """The graphs of two texts."""
    return [document_graph(each, Store.memory().minter) for each in (first, second)]


def record(graphs: list[DocumentGraph]) -> Store:
    """The record of both texts, not yet joined."""
    store = Store.memory()
    store.add(graphs)
    return store


def exported(store: Store) -> tuple[bytes, ...]:
    """What each writer writes after actors were joined as the ledger says."""
    found = resolve(store.document_actors(), ledger=store.decisions()).actors
    store.resolve(Resolution(actors=found))
    written = []
    for write in WRITERS:
        out = io.BytesIO()
        write(store, out)
        written.append(out.getvalue())
    return tuple(written)


def steps(store: Store) -> st.SearchStrategy[Step]:
    """Merges, splits and links of the record's actors."""
    stored = store.document_actors()
    ids = st.sampled_from([a.id for a in resolve(stored).actors])
    places = st.sampled_from([f"{s.document}/{s.entity.key}" for s in stored])
    merge = st.tuples(ids, ids, st.just(Verdict.SAME), st.just("actor"))
    split = st.tuples(places, ids, st.just(Verdict.NOT_SAME), st.just("actor"))
    thing = st.just("https://example.org/7")
    return merge | split | st.tuples(ids, thing, st.just(Verdict.SAME), st.just("link"))


def merge(store: Store) -> Step:
    """Two of its actors are one."""
    one, other = resolve(store.document_actors()).actors[:2]
    return one.id, other.id, Verdict.SAME, "actor"


def decided(store: Store, step: Step) -> Decision:
    """A person's decision, at the end of the ledger."""
    left, right, verdict, kind = step
    [made] = store.append(ledgers.decide((), left, right, verdict, "by hand", kind))
    return made


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_decision_and_its_undo_leave_the_same_bytes(
    graphs: list[DocumentGraph], data: st.DataObject
) -> None:
    """Turtle, TriG, N-Triples, N-Quads and JSON-LD."""
    store = record(graphs)
    for earlier in data.draw(st.lists(steps(store), max_size=3)):
        decided(store, earlier)
    before = exported(store)
    made = decided(store, data.draw(steps(store)))
    store.append([replace(made, reason="undo", withdrawn=True)])
    assert exported(store) == before


@pytest.mark.parametrize("write", WRITERS)
def test_a_decision_that_stands_is_exported(
    graphs: list[DocumentGraph], write: Callable[..., None]
) -> None:
    """With the graph, so that whoever takes it in keeps to it."""
    store = record(graphs)
    decided(store, merge(store))
    out = io.BytesIO()
    write(store, out)
    assert b"by hand" in out.getvalue()


def test_the_record_keeps_what_was_taken_back(graphs: list[DocumentGraph]) -> None:
    """An export leaves it out, the ledger does not."""
    store = record(graphs)
    made = decided(store, merge(store))
    store.append([replace(made, withdrawn=True)])
    assert len(store.decisions()) == 2
