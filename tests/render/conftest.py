"""An invented story for the explorer's tests: persons and events are made up, countries and bodies are real."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.model import Polarity, Position, Relation
from graph.render.page import (
    ActorEntry,
    ClaimLink,
    CommitmentEntry,
    DocumentEntry,
    EventEntry,
    Evidence,
    HistoryStep,
    IssueEntry,
    Mark,
    MarkRole,
    NodeKind,
    PageData,
    PlaceEntry,
    Report,
    RoleEntry,
    StanceEntry,
    StatementEntry,
)

_TAG = re.compile(r"\{(claim|speaker|cue|fact|condition):([^{}]*)\}")

# One line a sentence; the tags become marks.
TEXTS = {
    "gazette": (
        "Harbour Gazette",
        "Nordic ministers split over cable patrols",
        date(2031, 3, 4),
        [
            "The row over who guards the cables has reached Oslo. 🚢",
            "{speaker:Astrid Fjellheim} {cue:said} {claim:Norway would send two patrol ships once the cable treaty is signed}.",
            "{fact:Norway would send two patrol ships} {condition:once the cable treaty is signed}.",
            "{claim:“Any foreign patrol in our waters will be turned back,”} {cue:warned} {speaker:Jurgis Vaitkunas}.",
            "{speaker:Astrid Fjellheim} {cue:dismissed} {claim:the warning as theatre}.",
            "{fact:The ministers met in Oslo on Monday}, with {speaker:Astrid Fjellheim} and {speaker:Paulo Brandt}.",
        ],
    ),
    "courier": (
        "Lowland Courier",
        "Treaty or no treaty: the cable dispute",
        date(2031, 3, 5),
        [
            "{speaker:Vaitkunas} {cue:declared} {claim:that foreign patrols would be turned back at once}.",
            "{speaker:Paulo Brandt} {cue:told} the Courier {claim:Germany has no ships to spare this year}.",
            "{fact:Germany refuses to send ships this year}.",
            "According to {speaker:a senior official}, {claim:the treaty may be signed in May}.",
            "{fact:Norway is thinking about a third ship}, the ministry added.",
        ],
    ),
    "ledger": (
        "Morning Ledger",
        "Norway delivers first patrol ship",
        date(2031, 4, 20),
        [
            "{fact:Norway handed over the first of two patrol ships on Sunday}.",
            "{speaker:Astrid Fjellheim} {cue:called} {claim:the handover a promise kept}.",
            "{speaker:Jurgis Vaitkunas}, {fact:the Baltic Shipping Union's chairman}, {cue:said} {claim:nobody had asked the crews}.",
            "{speaker:Nordic Council members} {cue:criticised} {fact:Vaitkunas for his threats}.",
        ],
    ),
}


def plain(line: str) -> tuple[str, list[tuple[int, int, MarkRole]]]:
    """A tagged line without its tags, and where they were."""
    text, marks, last = "", [], 0
    for tag in _TAG.finditer(line):
        text += line[last : tag.start()]
        marks.append((len(text), len(text) + len(tag[2]), MarkRole(tag[1])))
        text += tag[2]
        last = tag.end()
    return text + line[last:], marks


def document(key: str) -> DocumentEntry:
    outlet, title, day, tagged = TEXTS[key]
    text = "\n\n".join(plain(line)[0] for line in tagged)
    url = f"https://example.org/{key}?a=1&b=2"
    return DocumentEntry(key, outlet, title, day, url, text)


def proof(key: str, line: int, role: MarkRole = MarkRole.FACT) -> Evidence:
    """Evidence for one line of a text: what has the role is what proves, all its tags are marks."""
    tagged = TEXTS[key][3]
    start = sum(len(plain(before)[0]) + 2 for before in tagged[:line])
    sentence, spans = plain(tagged[line])
    marks = tuple(Mark(start + a, start + b, role) for a, b, role in spans)
    core = next(mark for mark in marks if mark.role is role)
    return Evidence(key, core.start, core.end, sentence, start, marks)


def said(
    name: str,
    speakers: tuple[str, ...],
    issue: str,
    position: Position,
    *where: tuple[str, int],
    text: str,
) -> StatementEntry:
    reports = tuple(
        Report(f"statement/{name}-{key}", proof(key, line, MarkRole.CLAIM), confidence=0.9)
        for key, line in where
    )
    return StatementEntry(
        f"claim/{name}", text, speakers, (issue,), position, reports, TEXTS[where[0][0]][2]
    )


@pytest.fixture(scope="session")
def story() -> PageData:
    """Three texts, three outlets, two issues, with one claim in two outlets and one contradiction."""
    return tell()


def tell() -> PageData:
    ana, jurgis, paulo = "actor/fjellheim", "actor/vaitkunas", "actor/brandt"
    norway, germany, union = "actor/norway", "actor/germany", "actor/union"
    statements = (
        said(
            "ships",
            (ana,),
            "issue/patrols",
            Position.CONDITIONAL,
            ("gazette", 1),
            text="Norway would send two patrol ships once the cable treaty is signed",
        ),
        said(
            "turned-back",
            (jurgis,),
            "issue/patrols",
            Position.OPPOSES,
            ("gazette", 3),
            ("courier", 0),
            text="Any foreign patrol in our waters will be turned back",
        ),
        said(
            "theatre",
            (ana,),
            "issue/patrols",
            Position.SUPPORTS,
            ("gazette", 4),
            text="The warning is theatre",
        ),
        said(
            "no-ships",
            (paulo,),
            "issue/patrols",
            Position.OPPOSES,
            ("courier", 1),
            text="Germany has no ships to spare this year",
        ),
        said(
            "may",
            ("actor/official",),
            "issue/treaty",
            Position.NEUTRAL,
            ("courier", 3),
            text="The treaty may be signed in May",
        ),
        said(
            "kept",
            (ana,),
            "issue/treaty",
            Position.SUPPORTS,
            ("ledger", 1),
            text="The handover is a promise kept",
        ),
        said(
            "crews",
            (jurgis,),
            "issue/treaty",
            Position.OPPOSES,
            ("ledger", 2),
            text="Nobody had asked the crews",
        ),
    )
    pledge = CommitmentEntry(
        "commitment/ships",
        "Norway: two patrol ships",
        (norway,),
        "vehicles",
        "delivered",
        (proof("gazette", 2), proof("ledger", 0)),
        amount="two patrol ships",
        beneficiaries=(union,),
        conditions=("once the cable treaty is signed",),
        day=date(2031, 3, 4),
        history=(
            HistoryStep("pledged", date(2031, 3, 4), proof("gazette", 2)),
            HistoryStep("considering", date(2031, 3, 5), proof("courier", 4)),
            HistoryStep("delivered", date(2031, 4, 20), proof("ledger", 0)),
        ),
    )
    refusal = CommitmentEntry(
        "commitment/none",
        "Germany: no ships",
        (germany,),
        "vehicles",
        "refused",
        (proof("courier", 2),),
        day=date(2031, 3, 5),
    )
    data = PageData(
        title="Cable patrols in the north",
        documents=tuple(document(key) for key in TEXTS),
        actors=(
            ActorEntry(
                ana,
                "Astrid Fjellheim",
                NodeKind.PERSON,
                "Minister of fisheries, Norway",
                ("Fjellheim",),
            ),
            ActorEntry(
                jurgis,
                "Jurgis Vaitkunas",
                NodeKind.PERSON,
                "Chairman of the Baltic Shipping Union",
                candidates=((paulo, 0.41),),
            ),
            ActorEntry(paulo, "Paulo Brandt", NodeKind.PERSON),
            ActorEntry(norway, "Norway", NodeKind.COUNTRY, code="NO"),
            ActorEntry(germany, "Germany", NodeKind.COUNTRY, code="DE"),
            ActorEntry(union, "Baltic Shipping Union", NodeKind.ORGANISATION),
            ActorEntry("actor/council", "Nordic Council members", NodeKind.GROUP),
            ActorEntry("actor/official", "a senior official", NodeKind.UNNAMED),
        ),
        issues=(
            IssueEntry(
                "issue/patrols", "Foreign patrol ships", "Ships of other states over the cables"
            ),
            IssueEntry("issue/treaty", "Cable treaty"),
        ),
        statements=statements,
        links=(
            ClaimLink(
                "claim/turned-back", "claim/ships", Relation.CONTRADICTS, "opposite on patrol ships"
            ),
            ClaimLink("claim/theatre", "claim/turned-back", Relation.ANSWERS, "names the warning"),
        ),
        commitments=(pledge, refusal),
        stances=(
            StanceEntry(
                "stance/council",
                "actor/council",
                jurgis,
                "criticises",
                Polarity.NEGATIVE,
                (proof("ledger", 3),),
            ),
        ),
        roles=(RoleEntry("role/chair", jurgis, "chairman", (proof("ledger", 2),), union),),
        events=(
            EventEntry(
                "event/oslo",
                "Ministers' meeting in Oslo",
                "meeting",
                (proof("gazette", 5),),
                "place/oslo",
                date(2031, 3, 3),
                (ana, paulo),
            ),
        ),
        places=(PlaceEntry("place/oslo", "Oslo"),),
        prefixes="@prefix rec: <https://w3id.org/onrecord/ns#> .",
    )
    return with_turtle(data)


def with_turtle(data: PageData) -> PageData:
    """Some triples under each statement's id."""
    snippets = {
        s.id: f'<{data.base}{s.id}> a rec:Claim ; rec:text "{s.text}" .' for s in data.statements
    }
    return replace(data, turtle=snippets)


@pytest.fixture(scope="session")
def crowd() -> Callable[[int], PageData]:
    """Makes a page of many invented statements; the same number gives the same page."""
    return make_crowd


def make_crowd(
    statements: int, *, actors: int | None = None, issues: int | None = None
) -> PageData:
    rng = random.Random(7)
    count = actors or max(8, statements // 3)
    people = tuple(
        ActorEntry(
            f"actor/p{i}",
            f"Person {_name(rng)} {_name(rng)}",
            rng.choice([NodeKind.PERSON, NodeKind.PERSON, NodeKind.COUNTRY, NodeKind.ORGANISATION]),
        )
        for i in range(count)
    )
    matters = tuple(
        IssueEntry(f"issue/{i}", f"Matter of {_name(rng)} {_name(rng)}".lower().capitalize())
        for i in range(issues or max(3, statements // 40))
    )
    papers = tuple(
        DocumentEntry(
            f"d{i}",
            f"Outlet {i % 12}",
            f"Report {i} on {_name(rng)}",
            date(2031, 1, 1) + timedelta(days=i % 200),
        )
        for i in range(max(3, statements // 20))
    )
    claims, links = [], []
    for i in range(statements):
        paper = rng.choice(papers)
        words = " ".join(_name(rng).lower() for _ in range(14))
        who = people[min(int(rng.expovariate(6 / count)), count - 1)]
        sentence = f"{who.name} said {words}."
        start = rng.randrange(9000)
        at = start + len(who.name) + 6
        marks = (
            Mark(start, start + len(who.name), MarkRole.SPEAKER),
            Mark(at, at + len(words), MarkRole.CLAIM),
        )
        evidence = Evidence(paper.id, at, at + len(words), sentence, start, marks)
        claims.append(
            StatementEntry(
                f"claim/{i:06x}",
                words.capitalize(),
                (who.id,),
                (matters[min(int(rng.expovariate(3 / len(matters))), len(matters) - 1)].id,),
                rng.choice(list(Position)),
                (Report(f"statement/{i:06x}", evidence),),
                paper.published,
            )
        )
        if i % 5 == 4:
            links.append(ClaimLink(claims[-1].id, claims[-3].id, Relation.CONTRADICTS, "made up"))
    stances = tuple(
        StanceEntry(
            f"stance/{i}",
            rng.choice(people).id,
            rng.choice(people).id,
            "criticises",
            Polarity.NEGATIVE,
            claims[i].reports[0:1] and (claims[i].reports[0].evidence,),
        )
        for i in range(min(len(claims), count))
    )
    return PageData(
        "A crowd of claims", papers, people, matters, tuple(claims), tuple(links), stances=stances
    )


def _name(rng: random.Random) -> str:
    return "".join(
        rng.choice(["ba", "ko", "ri", "ven", "tal", "mu", "so", "del"]) for _ in range(2)
    ).capitalize()
