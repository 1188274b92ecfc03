"""The subjunctive of demands: whoever is asked to do something neither does nor says it. Sentences are ours."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.commitments import CommitmentExtractor
from graph.extract.mandative import is_demanded
from graph.extract.roles import RoleExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Document, Findings
from graph.parse import Parser, annotate


def findings(parser: Parser, text: str) -> Findings:
    """Statements and commitments of a text."""
    reading = annotate(parser.parse(Document(id="m", text=text, name="m")))
    return extract(reading, (RoleExtractor(), StatementExtractor(), CommitmentExtractor()))


def demanded(parser: Parser, text: str) -> list[str]:
    """The verbs that stand in the subjunctive of a demand."""
    return [t.text for t in parser.nlp(text) if t.pos_ in ("VERB", "AUX") and is_demanded(t)]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Senators insisted that the union agree to cut wages.", ["agree"]),
        ("Donors demanded that Ghana release five drivers.", ["release"]),
        ("She recommended that the ministry be prepared to pay $5 million.", ["prepared"]),
        ("It is vital that Kenya commit 300 police officers.", ["commit"]),
        ("The demand that Chad agree to free the drivers was ignored.", ["agree"]),
        ("Holm asked that the council promise to repair the bridge.", ["promise"]),
        ("Senators insisted that the union agreed to cut wages.", []),
        ("Senators insisted that the union will agree to cut wages.", []),
        ("Holm insists that the nurses agree with her.", []),
        ("Ghana said that it had agreed to free the drivers.", []),
    ],
)
def test_base_form_under_demand(parser: Parser, text: str, verbs: list[str]) -> None:
    """A base form under a word of demanding is asked for; a tense tells what is."""
    assert demanded(parser, text) == verbs


@pytest.mark.parametrize(
    "text",
    [
        "Senators insisted that the union agree to cut wages by 5 percent.",
        "Donors demanded that Norway send 500 troops to Chad.",
        "Holm proposed that each member pledge $2 million for the fund.",
        "The lenders required that Kenya agree to raise taxes and promise to close two ministries.",
    ],
)
def test_demand_is_no_pledge(parser: Parser, text: str) -> None:
    """What somebody is asked to promise, he has not promised."""
    assert findings(parser, text).commitments == ()


def test_own_proposal_is_considered(parser: Parser) -> None:
    """Who proposes that "it" send doctors weighs a deed of its own."""
    (commitment,) = findings(parser, "Norway proposed that it send 50 doctors to Chad.").commitments
    assert commitment.status.value == "considering"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Senators insisted that the union agree to cut wages.", ["Senators"]),
        ("The mayor asked that the ministry say when the bridge will open.", ["The mayor"]),
    ],
)
def test_demanded_subject_says_nothing(parser: Parser, text: str, speakers: list[str]) -> None:
    """Who is to agree or to say something is no speaker."""
    told = findings(parser, text).statements
    assert [s.speaker.text for s in told if s.speaker is not None] == speakers
