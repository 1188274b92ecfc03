"""Whatever a person corrects of claims and issues holds in later builds, and an undo leaves no trace of it in the graph."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from graph.config import Settings
from graph.model import Verdict
from graph.pipeline import build
from graph.pipeline.statement_review import StatementReview
from graph.store import Store

Correct = Callable[[StatementReview, Path], object]

TWO_REPORTS = (
    "SELECT ?s { ?s rec:claim ?c ; rec:speaker ?a . ?t rec:claim ?c FILTER(?s != ?t) } ORDER BY ?s"
)
SPOKEN = "SELECT ?s { ?s rec:speaker ?a ; rec:claim ?c } ORDER BY ?s"
IN_ISSUE = "SELECT ?s ?n { ?s rec:claim ?c . ?c rec:issue ?i . ?i rdfs:label ?n } ORDER BY ?s ?n"


def _rows(record: Path, query: str) -> list[tuple[str, ...]]:
    with Store.open(record) as store:
        answer = store.query(query)
        assert isinstance(answer, QuerySolutions)
        return [tuple(term.value for term in row) for row in answer]


def _export(record: Path) -> list[str]:
    """The quads without the ledger, which keeps what people decided and what they took back."""
    with Store.open(record) as store:
        quads = sorted(str(quad) for quad in store.match())
    return [quad for quad in quads if not quad.endswith("/review>")]


def _detach(review: StatementReview, record: Path) -> object:
    return review.detach(_rows(record, TWO_REPORTS)[0][0], "another matter")


def _attach(review: StatementReview, record: Path) -> object:
    spoken = _rows(record, SPOKEN)
    return review.attach(spoken[0][0], spoken[-1][0], "one speech")


def _assign_new(review: StatementReview, record: Path) -> object:
    return review.assign(_rows(record, SPOKEN)[0][0], "Bridges and ferries", Verdict.SAME, "coded")


def _assign_known(review: StatementReview, record: Path) -> object:
    found = _rows(record, IN_ISSUE)
    mine = {name for statement, name in found if statement == found[0][0]}
    other = next(name for _, name in found if name not in mine)
    return review.assign(found[0][0], other, Verdict.SAME, "coded")


def _unassign(review: StatementReview, record: Path) -> object:
    statement, name = _rows(record, IN_ISSUE)[0]
    return review.assign(statement, name, Verdict.NOT_SAME, "not on this")


def _reject(review: StatementReview, record: Path) -> object:
    return review.reject(_rows(record, SPOKEN)[0][0], "said by somebody else")


CORRECTIONS = {
    "detach": _detach,
    "attach": _attach,
    "assign to a new issue": _assign_new,
    "assign to a known issue": _assign_known,
    "take from an issue": _unassign,
    "reject": _reject,
}


@pytest.fixture
def record(sample_record: Path, tmp_path: Path) -> Path:
    """A record of the sample that may be changed."""
    place = tmp_path / "record"
    shutil.copytree(sample_record, place)
    return place


def _apply(record: Path, correct: Correct) -> None:
    with StatementReview(record) as review:
        correct(review, record.with_name("asked"))


@pytest.mark.parametrize("kind", sorted(CORRECTIONS))
def test_a_correction_outlives_a_build_and_leaves_no_trace_when_undone(
    kind: str, record: Path, sample: Path
) -> None:
    """The same quads after the correction and after a build over the same texts; after the undo those from before."""
    before = _export(record)
    shutil.copytree(record, record.with_name("asked"))  # a record under review is locked
    _apply(record, CORRECTIONS[kind])
    corrected = _export(record)
    assert corrected != before
    build([str(sample)], record, Settings())
    assert _export(record) == corrected
    with StatementReview(record) as review:
        assert review.undo() is not None
    assert _export(record) == before


def test_corrections_are_taken_back_one_after_the_other(record: Path) -> None:
    """Each undo gives the state before the last correction, back to the record as it was built."""
    states = [_export(record)]
    shutil.copytree(record, record.with_name("asked"))
    for kind in sorted(CORRECTIONS):
        _apply(record, CORRECTIONS[kind])
        states.append(_export(record))
    for expected in reversed(states[:-1]):
        with StatementReview(record) as review:
            review.undo()
        assert _export(record) == expected
