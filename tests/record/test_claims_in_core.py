"""Claims over documents in the core graph: joined statements, relations, issues, pledges, copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import pytest
from pyoxigraph import NamedNode

from graph import terms
from graph.assemble import Resolution
from graph.export import export
from graph.model import (
    Claim,
    ClaimRelation,
    Copy,
    Decision,
    Findings,
    Issue,
    Judge,
    Pledge,
    Position,
    Relation,
    ResourceKind,
    Status,
    Step,
    Verdict,
)
from graph.query import Table, ask, named
from graph.store import Store
from graph.validate import validate


@pytest.fixture
def joined(store: Store, resolution: Resolution, first: Findings, second: Findings) -> Store:
    """The record with the refusal as one claim of two outlets, contradicted by the promise."""
    a, b = first.document.id, second.document.id
    refusal = Claim(
        "refusal", "Malta will not send police", None, ((a, 2), (b, 0)), ("x", "y"), 0.9
    )
    promise = Claim("promise", "Norway would send engineers", None, ((a, 0),), ("x",), 0.6)
    store.resolve(
        replace(
            resolution,
            claims=(refusal, promise),
            relations=(
                ClaimRelation(
                    "refusal",
                    "promise",
                    Relation.CONTRADICTS,
                    "one sends, one does not",
                    0.7,
                    ((a, 2), (a, 0)),
                ),
            ),
            copies=(Copy("Meridian Wire", b, 0.8, "credits it"),),
            issues=(
                Issue("dam", "Help for the dam", ("dam",), (("refusal", 0.9, Position.OPPOSES),)),
            ),
            pledges=(
                Pledge(
                    "p",
                    "malta",
                    ResourceKind.POLICE,
                    (),
                    (
                        Step(date(2031, 5, 8), Status.REFUSED, (a, 1)),
                        Step(date(2031, 5, 9), Status.REFUSED, (b, 0)),
                    ),
                    Status.REFUSED,
                ),
            ),
        )
    )
    return store


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    """Rows of a named query."""
    found = ask(store, named(name), values)
    assert isinstance(found, Table)
    return list(found.dictionaries())


def test_the_record_conforms(joined: Store) -> None:
    """Everything that the claims stage adds fits the shapes."""
    assert validate(joined).violations == ()


def test_one_claim_of_two_outlets_is_corroborated(joined: Store) -> None:
    """Corroboration is counted over outlets and independent origins."""
    found = rows(joined, "corroborated")
    assert {row["outlet"] for row in found} == {"Harbour Gazette", "Lowland Courier"}
    assert {(row["outlets"], row["origins"]) for row in found} == {("2", "2")}


def test_what_one_outlet_reports_alone_is_not_corroborated(joined: Store) -> None:
    """A claim is in one of the two lists."""
    alone = {row["claim"] for row in rows(joined, "single-source")}
    assert "Malta will not send police" not in alone
    assert len(alone) == 3


def test_a_contradiction_has_its_reason_and_evidence(joined: Store) -> None:
    """Both claims, both speakers, why, and the sentences that show it."""
    found = rows(joined, "contradictions", relationIs="contradicts")
    assert {row["reason"] for row in found} == {"one sends, one does not"}
    assert {row["otherSpeaker"] for row in found} == {"Liv Haugen"}
    assert {row["speaker"] for row in found} == {"Malta", "Rita Borg"}


def test_the_history_of_a_pledge_has_its_steps_in_order(joined: Store) -> None:
    """Each step has its day, status and report."""
    found = rows(joined, "pledge-history", who="malta")
    assert [(row["step"], row["day"], row["status"]) for row in found] == [
        ("0", "2031-05-08", "refused"),
        ("1", "2031-05-09", "refused"),
    ]


def test_taking_the_decisions_back_leaves_no_trace(joined: Store, resolution: Resolution) -> None:
    """The core is derived: without the claims it is as if they had never been."""
    with_claims = len(joined)
    joined.resolve(resolution)
    assert len(joined) < with_claims
    gone = (terms.CLAIM_RELATION, terms.COPY, terms.ISSUE, terms.PLEDGE, terms.PLEDGE_STEP)
    assert not [q for kind in gone for q in joined.match(predicate=terms.TYPE, thing=kind)]
    assert not list(joined.match(NamedNode(joined.minter.claim("refusal"))))


def test_who_agrees_with_whom_is_a_signed_network(
    joined: Store, resolution: Resolution, first: Findings, second: Findings, tmp_path: Path
) -> None:
    """Two actors on opposite sides of one issue and on the same side of two others: networkx reads the sum."""
    a = first.document.id
    sides = (
        ("dam", Position.OPPOSES, Position.SUPPORTS),
        ("road", Position.OPPOSES, Position.OPPOSES),
        ("port", Position.SUPPORTS, Position.SUPPORTS),
    )
    claims = (
        Claim("one", "Malta will not send police", None, ((a, 2),)),
        Claim("two", "Norway would send engineers", None, ((a, 0),)),
    )
    issues = tuple(
        Issue(name, name, (), (("one", 0.9, left), ("two", 0.9, right)))
        for name, left, right in sides
    )
    joined.resolve(replace(resolution, claims=claims, issues=issues))
    [path] = export(joined, tmp_path / "who.agreement.graphml")
    graph = networkx.read_graphml(path)
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert "Liv Haugen" in labels
    ties = [data for _, _, data in graph.edges(data=True) if "dam" in data["issues"]]
    assert ties
    for tie in ties:
        direct = "directly" in tie["issues"]  # one of the two supports the other, too
        assert (tie["agreements"], tie["disagreements"]) == (2 + direct, 1)
        assert (tie["weight"], tie["sign"]) == (1 + direct, 1)
    named = rows(joined, "who-agrees-with-whom", about="dam")
    assert {row["stands"] for row in named} == {"against"}


def test_the_models_joins_can_be_listed(
    joined: Store, resolution: Resolution, first: Findings, second: Findings
) -> None:
    """Each join has its score, its reason and both statements; the ledger of people does not hold it."""
    a, b = first.document.id, second.document.id
    join = Decision(
        "claim", f"{a}/2", f"{b}/0", Verdict.SAME, Judge.MODEL, 0.9, "same words of one speaker"
    )
    joined.resolve(replace(resolution, decisions=(join,)))
    found = rows(joined, "joins", verdictIs="same")
    assert {row["reason"] for row in found} == {"same words of one speaker"}
    assert {row["outlet"] for row in found} == {"Harbour Gazette", "Lowland Courier"}
    assert join not in joined.decisions()
    assert validate(joined).violations == ()
