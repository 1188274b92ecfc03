"""What the ten invented texts must give, and that every span proves what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import contract
from graph.model import Actor, Findings, Passage
from graph.pipeline import extract

Read = dict[str, tuple[Findings, tuple[Actor, ...]]]


@pytest.fixture(scope="session")
def records(sample_findings: Read) -> dict[str, dict]:
    """The contract's JSON of each text of the sample."""
    return {name: json.loads(contract.to_json(*found)) for name, found in sample_findings.items()}


def spans(record: dict) -> Iterator[tuple[str, int, int]]:
    """Every span of a record with what it must read; "" where it must only lie in the text."""
    for statement in record["statements"]:
        for pairs in statement["spans"].values():
            yield from (("", *pair) for pair in pairs)
    for layer in ("commitments", "stances", "roles", "events"):
        yield from ((each["evidence"], *each["span"]) for each in record[layer])
    for actor in record["actors"]:
        yield from (("", *pair) for pair in actor["mentions"])


def check_spans(record: dict) -> int:
    text, count = record["text"], 0
    for words, start, end in spans(record):
        assert 0 <= start < end <= len(text)
        assert not words or text[start:end] == words
        count += 1
    for statement in record["statements"]:
        content = " ".join(text[s:e].strip() for s, e in statement["spans"]["content"])
        assert statement["content"] in content
        cue = " ".join(text[s:e].strip() for s, e in statement["spans"]["cue"])
        assert (statement["cue"] or "") == cue
    return count


def test_every_span_of_the_sample_returns_its_quote(records: dict[str, dict], sample: Path) -> None:
    """The evidence is the exact characters of the file."""
    assert len(records) == 10
    for name, record in records.items():
        assert record["text"] == (sample / f"{name}.txt").read_bytes().decode()
        assert check_spans(record) > 20


def test_every_span_of_the_seeds_returns_its_quote(shared: Path) -> None:
    """So it is on real texts as they were scraped."""
    found = [
        each
        for each in extract([str(shared / "seeds" / "manifest.csv")])
        if isinstance(each, tuple)
    ]
    assert len(found) == 5
    for findings, actors in found:
        check_spans(json.loads(contract.to_json(findings, actors)))


def test_nothing_is_read_from_what_was_set_aside(sample_findings: Read) -> None:
    """No statement and no commitment comes from an offer, a credit or a row of links."""
    for findings, _ in sample_findings.values():
        unread = [a.span for a in findings.document.set_aside if a.passage is not Passage.TEASER]
        evidence = [
            s for each in findings.statements for s in (*each.content, *each.source, *each.cue)
        ]
        evidence += [
            each.evidence
            for each in (
                *findings.commitments,
                *findings.stances,
                *findings.roles,
                *findings.events,
            )
        ]
        assert not [(s, a) for s in evidence for a in unread if s.overlaps(a)]


def test_a_teaser_has_statements_of_its_own(sample_findings: Read) -> None:
    """The union leader of the teaser speaks in the teaser, not in the article above it."""
    findings, _ = sample_findings["dam-summit-lowland-courier"]
    teasers = [a.span for a in findings.document.set_aside if a.passage is Passage.TEASER]
    assert len(teasers) == 2
    for statement in findings.statements:
        parts = (*statement.source, *statement.content, *statement.cue)
        homes = {next((t for t in teasers if t.contains(p)), None) for p in parts}
        assert len(homes) == 1


@pytest.mark.parametrize(
    ("name", "speaker", "words"),
    [
        ("dam-summit-harbour-gazette", "Zuzana Hradská", "Nobody in this room can stop the rain"),
        ("dam-summit-harbour-gazette", "Katrin Oldenhaver", "We are not writing a blank cheque"),
        ("dam-summit-continental-wire", "Ferenc Valkó", "This flood was not sent from heaven"),
        (
            "vaccine-conference-meridian-wire",
            "Wanjiru Otieno",
            "The vaccine exists, the ships exist",
        ),
        ("vaccine-conference-harbour-gazette", "Pavel Lindqvist", "Forty million will be enough"),
        ("vaccine-corridor-capital-briefing", "Rowan Tresillian", "I came to count doses"),
        ("vaccine-conference-savanna-standard", "Esther Mwakalinga", "I wish they were right"),
    ],
)
def test_a_quotation_goes_to_who_said_it(
    records: dict[str, dict], name: str, speaker: str, words: str
) -> None:
    """Whatever stands between the words and the name."""
    found = {s["speaker"] for s in records[name]["statements"] if words in s["content"]}
    assert found == {speaker}


@pytest.mark.parametrize(
    ("name", "actor", "kind", "status", "amount"),
    [
        ("dam-summit-continental-wire", "Germany", "money", "pledged", 150e6),
        ("vaccine-conference-meridian-wire", "Norway", "money", "pledged", 80e6),
        ("vaccine-conference-meridian-wire", "India", "vaccines", "ready", 10e6),
        ("dam-summit-morning-ledger", "Hungary", "money", "withdrawn", 60e6),
    ],
)
def test_a_commitment_has_its_status_and_amount(
    records: dict[str, dict], name: str, actor: str, kind: str, status: str, amount: float
) -> None:
    """Promised, ready or withdrawn are three things."""
    made = [(c["actor"], c["kind"], c["status"], c["amount"]) for c in records[name]["commitments"]]
    assert (actor, kind, status, amount) in made


def test_a_person_has_one_post_in_the_sample(records: dict[str, dict]) -> None:
    """The Slovak prime minister is that in every text that names her so."""
    roles = {
        (r["role"], r["org_or_country"])
        for record in records.values()
        for r in record["roles"]
        if r["person"] == "Zuzana Hradská"
    }
    assert roles == {("Prime Minister", "Slovakia")} or {o for _, o in roles} == {"Slovakia"}
