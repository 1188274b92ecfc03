"""Validation: what is wrong, in which document, in which sentence."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph import terms
from graph.errors import ConfigError
from graph.store import Store
from graph.validate import EXACTNESS, describe, validate


def test_a_built_record_conforms(store: Store) -> None:
    """Both engines agree that nothing is wrong, and every quotation was looked up."""
    report = validate(store)
    assert report.conforms
    assert report.triples == len(store)
    assert report.evidence > 20
    assert validate(store, engine="reference").conforms
    [line] = describe(report)
    assert line.startswith("conforms")


def damage(store: Store) -> Quad:
    """Take the status of a pledge away; returns what was taken."""
    [pledge] = [q.subject for q in store.match(predicate=terms.CONDITION_SPAN)]
    [status] = store.match(pledge, terms.STATUS)
    store._backend.change([status], [])
    return status


def test_a_message_names_document_and_sentence(store: Store) -> None:
    """A reader knows where to look."""
    damage(store)
    [found] = validate(store).violations
    assert found.document == "first"
    assert found.sentence is not None
    assert "send 200 engineers" in found.sentence
    assert "needs one status" in found.message
    assert "in first" in found.message
    assert next(iter(describe(validate(store)))).startswith("1 violation in ")


def test_the_fast_engine_agrees_with_the_reference(store: Store) -> None:
    """Same nodes, same messages."""
    damage(store)
    [speaker] = [q for q in store.match(predicate=terms.SPEAKER) if "rita-borg" in str(q.object)]
    graph = NamedNode(store.minter.graph("core"))
    nowhere = Quad(speaker.subject, terms.SPEAKER, NamedNode(store.minter.actor("nobody")), graph)
    store._backend.change([speaker], [nowhere])
    fast, reference = (
        {(v.focus, v.message) for v in validate(store, engine=engine).violations}
        for engine in ("fast", "reference")
    )
    assert fast == reference
    assert len(fast) == 2


def test_a_quotation_that_does_not_stand_at_its_place_is_found(store: Store) -> None:
    """No shape sees it: the words must be those of the text."""
    quote = next(q for q in store.match(predicate=terms.OA_EXACT) if q.object.value == "Rita Borg")
    wrong = Quad(quote.subject, quote.predicate, Literal("Rita Burg"), quote.graph_name)
    store._backend.change([quote], [wrong])
    [found] = validate(store).violations
    assert found.value == EXACTNESS
    assert "'Rita Burg', there 'Rita Borg'" in found.message
    assert found.document == "second"


def test_an_unknown_engine_is_named(store: Store) -> None:
    """Engines are fast and reference."""
    with pytest.raises(ConfigError, match="reference"):
        validate(store, engine="slow")


@pytest.mark.parametrize(
    ("lost", "missing"),
    [(terms.OA_START, "evidence needs its offsets"), (terms.OA_EXACT, "evidence needs its words")],
)
def test_evidence_without_a_selector_is_named(store: Store, lost: NamedNode, missing: str) -> None:
    """A fact whose characters cannot be found again is not let through, by either engine."""
    quad = min(store.match(predicate=lost), key=str)
    store._backend.change([quad], [])
    for engine in ("fast", "reference"):
        assert missing in " ".join(v.message for v in validate(store, engine=engine).violations)
