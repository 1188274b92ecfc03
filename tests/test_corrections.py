"""What a reader corrects with the commands that the page offers, on a record of the sample."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from graph.errors import ConfigError
from graph.model import Verdict
from graph.pipeline.statement_review import StatementReview
from graph.store import Store


@pytest.fixture(scope="module")
def record(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample that may be changed."""
    place = tmp_path_factory.mktemp("corrected") / "record"
    shutil.copytree(sample_record, place)
    return place


def values(record: Path, query: str) -> list[str]:
    with Store.open(record) as store:
        answer = store.query(query)
        assert isinstance(answer, QuerySolutions)
        return sorted(row[0].value for row in answer)


@pytest.fixture(scope="module")
def statement(record: Path) -> str:
    """A statement of a claim that another document reports, too."""
    found = values(
        record,
        "SELECT DISTINCT ?s { ?s rec:claim ?c ; rec:speaker ?a . ?t rec:claim ?c FILTER(?s != ?t) }",
    )
    if not found:
        pytest.skip("no claim of the sample has two reports now")
    return found[0]


def test_a_report_leaves_its_claim_and_comes_back(record: Path, statement: str):
    """Not the same claim: the statement has one of its own, until the decision is taken back."""
    together = f"SELECT DISTINCT ?t {{ <{statement}> rec:claim ?c . ?t rec:claim ?c }}"
    before = values(record, together)
    with StatementReview(record) as review:
        review.detach(statement, "another figure")
    assert values(record, together) == [statement]
    with StatementReview(record) as review:
        review.undo()
    assert values(record, together) == before


def test_a_join_can_be_explained(record: Path, statement: str):
    """Why two statements are one claim: the claim, both reports, and each decision that stands."""
    with StatementReview(record) as review:
        told = review.joined(statement)
        review.detach(statement, "quite another figure")
    reports = [line for line in told if "reported in" in line]
    assert len(reports) > 1 and statement.rpartition("/")[2] in "".join(reports)
    assert any("a model: the same as" in line for line in told)
    with StatementReview(record) as review:
        assert any("not the same as" in line for line in review.joined(statement))
        review.undo()
    with StatementReview(record) as review:
        assert review.joined(statement) == told


def test_a_wrong_speaker_is_taken_away_and_comes_back(record: Path, statement: str):
    """The statement stays, without a speaker; no query finds it under the wrong name."""
    speakers = f"SELECT DISTINCT ?a {{ <{statement}> rec:speaker ?a }}"
    before = values(record, speakers)
    with StatementReview(record) as review:
        assert review.reject(statement, "she is quoted by another")
    assert values(record, speakers) == []
    assert values(record, f"SELECT ?c {{ <{statement}> rec:claim ?c }}")
    with StatementReview(record) as review:
        review.undo()
    assert values(record, speakers) == before


def test_what_is_not_there_cannot_be_corrected(record: Path):
    """A wrong id is named, and nothing changes."""
    with StatementReview(record) as review, pytest.raises(ConfigError, match="statement/nope"):
        review.reject("statement/nope", "")


def test_two_statements_become_one_claim_and_part_again(record: Path):
    """What no score had joined is joined by hand, until it is taken back."""
    pairs = "SELECT ?s { ?s rec:claim ?c ; rec:speaker ?a } ORDER BY ?s"
    one, *rest = values(record, pairs)
    claims = f"SELECT DISTINCT ?c {{ VALUES ?s {{ <{one}> <{rest[-1]}> }} ?s rec:claim ?c }}"
    before = values(record, claims)
    if len(before) < 2:
        pytest.skip("the first and the last statement are one claim now")
    with StatementReview(record) as review:
        review.attach(one, rest[-1], "the same speech")
    assert len(values(record, claims)) == 1
    with StatementReview(record) as review, pytest.raises(ConfigError, match="one claim already"):
        review.attach(one, rest[-1], "")
    with StatementReview(record) as review:
        review.undo()
    assert values(record, claims) == before


def test_a_statement_is_put_to_an_issue_by_hand(record: Path, statement: str):
    """The issue is made where there is none, and goes when the decision is taken back."""
    named = "SELECT ?n { ?i a rec:Issue ; rdfs:label ?n }"
    before = values(record, named)
    with StatementReview(record) as review:
        review.assign(statement, "Our own issue", Verdict.SAME, "coded by hand")
    assert set(values(record, named)) == {*before, "Our own issue"}
    with StatementReview(record) as review:
        review.undo()
    assert values(record, named) == before
