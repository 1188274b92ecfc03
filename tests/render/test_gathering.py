from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph import terms
from graph.assemble import Resolution, document_graph
from graph.errors import ConfigError, QueryError, StoreError
from graph.ids import document_id
from graph.model import (
    Actor,
    ActorKind,
    Claim,
    ClaimRelation,
    Commitment,
    Copy,
    Document,
    Entity,
    Findings,
    Issue,
    Mention,
    Origin,
    Pledge,
    Polarity,
    Position,
    QuoteType,
    Relation,
    ResourceKind,
    Role,
    Span,
    Stance,
    Statement,
    Status,
    Step,
)
from graph.render import Selection, frame, gather, render
from graph.render.facts import joined
from graph.render.gather import as_heading, unsaid
from graph.render.lookup import Lookup
from graph.render.page import Evidence, Mark, MarkRole, PageData
from graph.store import Store

ORIGIN = Origin("by-hand", "1", 0.9)
ONE = "🚢 Envoy Mira Halvorsen said that “Norway will not wait.” The dam is old. Halvorsen praised Malta."
TWO = "Malta may send 40 engineers if rain comes, Tomas Vella said. “Norway will not wait,” said Halvorsen."
NAMES = {
    "Mira Halvorsen": "halvorsen",
    "Malta": "malta",
    "Tomas Vella": "vella",
    "Norway": "norway",
}
KINDS = {"malta": ActorKind.COUNTRY, "norway": ActorKind.COUNTRY}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def document(text: str, outlet: str, day: date, url: str = "https://example.org/a") -> Document:
    return Document(
        document_id(text, publisher=outlet),
        text,
        outlet.lower(),
        f"From {outlet}",
        outlet,
        url,
        day,
    )


def findings(text: str, outlet: str, day: date, url: str = "https://example.org/a") -> Findings:
    """What a careful reader finds in one of the two texts."""

    def who(words: str) -> Mention:
        name = "Mira Halvorsen" if words.endswith("Halvorsen") else words
        return Mention(span(text, words), words, list(NAMES).index(name))

    entities = tuple(
        Entity(key, name, KINDS.get(id_, ActorKind.PERSON), (span(text, name.split()[-1]),))
        for key, (name, id_) in enumerate(NAMES.items())
        if name.split()[-1] in text
    )
    if text.startswith(ONE):
        said = statement(0, who("Mira Halvorsen"), text, "said", "“Norway will not wait.”")
        stance = Stance(
            who("Mira Halvorsen"),
            who("Malta"),
            Polarity.POSITIVE,
            "praises",
            span(text, "Halvorsen praised Malta"),
            ORIGIN,
        )
        role = Role(
            who("Mira Halvorsen"), "envoy", None, span(text, "Envoy Mira Halvorsen"), ORIGIN
        )
        return Findings(document(text, outlet, day, url), entities, (said,), (), (stance,), (role,))
    first = statement(
        0, who("Tomas Vella"), text, "said", "Malta may send 40 engineers if rain comes"
    )
    second = statement(1, who("Halvorsen"), text, "said Halvorsen", "“Norway will not wait,”")
    pledge = Commitment(
        who("Malta"),
        "send",
        "40 engineers",
        ResourceKind.OTHER,
        Status.CONSIDERING,
        span(text, "Malta may send 40 engineers"),
        ORIGIN,
        condition=span(text, "if rain comes"),
        statement=0,
    )
    return Findings(document(text, outlet, day, url), entities, (first, second), (pledge,))


def statement(key: int, speaker: Mention, text: str, cue: str, content: str) -> Statement:
    return Statement(
        key,
        speaker,
        (speaker.span,),
        (span(text, cue),),
        (span(text, content),),
        QuoteType.DIRECT,
        ORIGIN,
    )


@pytest.fixture(scope="module")
def record() -> Store:
    return make()


def make() -> Store:
    texts = (
        findings(ONE, "Gazette", date(2031, 5, 8), "javascript:alert(1)"),
        findings(TWO, "Courier", date(2031, 5, 10)),
        findings(TWO, "Wire", date(2031, 5, 11)),
    )
    one, two, three = (f.document.id for f in texts)
    entities = {i: [] for i in NAMES.values()}
    for f in texts:
        for entity in f.entities:
            entities[NAMES[entity.name]].append((f.document.id, entity.key))
    actors = tuple(
        Actor(
            i,
            name,
            KINDS.get(i, ActorKind.PERSON),
            entities=tuple(entities[i]),
            candidates=(("vella", 0.4),) if i == "halvorsen" else (),
        )
        for name, i in NAMES.items()
    )
    wait = Claim("wait", "Norway will not wait", "halvorsen", ((one, 0), (two, 1), (three, 1)))
    send = Claim(
        "send", "Malta may send 40 engineers if rain comes", "vella", ((two, 0), (three, 0))
    )
    store = Store.memory()
    for f in texts:
        store.replace(document_graph(f, store.minter))
    store.resolve(
        Resolution(
            actors,
            (wait, send),
            (
                ClaimRelation(
                    "wait", "send", Relation.CONTRADICTS, "will not, may", 0.8, ((one, 0), (two, 0))
                ),
            ),
            (Copy(two, three, 1.0, "the same words"),),
            (
                Issue(
                    "dam",
                    "The dam",
                    ("dam",),
                    (("wait", 0.9, Position.OPPOSES), ("send", 0.7, Position.CONDITIONAL)),
                ),
            ),
            (
                Pledge(
                    "p",
                    "malta",
                    ResourceKind.OTHER,
                    (),
                    (
                        Step(date(2031, 5, 10), Status.CONSIDERING, (two, 0)),
                        Step(date(2031, 5, 11), Status.CONSIDERING, (three, 0)),
                    ),
                    Status.CONSIDERING,
                ),
            ),
        )
    )
    return store


@pytest.fixture(scope="module")
def page(record: Store) -> PageData:
    return gather(record, title="A dam")


def test_reports_of_one_claim_are_one_statement(page: PageData):
    """Three reports of a claim are one mark with three sentences; a copy of a wire is not counted again."""
    wait = next(s for s in page.statements if s.id == "claim/wait")
    outlets = {d.id: d.outlet for d in page.documents}
    assert [(outlets[r.evidence.document], r.independent) for r in wait.reports] == [
        ("Gazette", True),
        ("Courier", True),
        ("Wire", False),
    ]


def test_every_quote_is_cut_from_its_document(page: PageData):
    """Evidence, its sentence and its marks all agree with the text."""
    texts = {d.id: d.text for d in page.documents}
    proofs = [r.evidence for s in page.statements for r in s.reports]
    proofs += [e for c in page.commitments for e in c.evidence]
    proofs += [e for s in page.stances for e in s.evidence]
    proofs += [e for r in page.roles for e in r.evidence]
    assert len(proofs) >= 8
    for proof in proofs:
        text = texts[proof.document]
        assert proof.quote == text[proof.start : proof.end]
        assert text[proof.sentence_start :].startswith(proof.sentence)
        for mark in proof.marks:
            assert proof.sentence_start <= mark.start < mark.end
            assert mark.end <= proof.sentence_start + len(proof.sentence)


def test_a_sentence_is_shown_whole(page: PageData):
    """The reader sees the sentence, not a window of characters."""
    wait = next(s for s in page.statements if s.id == "claim/wait")
    assert (
        wait.reports[0].evidence.sentence
        == "🚢 Envoy Mira Halvorsen said that “Norway will not wait.”"
    )


def test_issues_positions_and_relations_come_from_the_record(page: PageData):
    """What the record has decided is shown, not decided anew."""
    assert [(i.id, i.name) for i in page.issues] == [("issue/dam", "The dam")]
    positions = {s.id: s.position for s in page.statements}
    assert positions == {"claim/wait": Position.OPPOSES, "claim/send": Position.CONDITIONAL}
    assert [(k.source, k.target, k.relation.value, k.reason) for k in page.links] == [
        ("claim/wait", "claim/send", "contradicts", "will not, may")
    ]


def test_a_pledge_is_followed_over_documents(page: PageData):
    """One commitment, its condition once, its steps with their days and sentences."""
    (pledge,) = page.commitments
    assert (pledge.id, pledge.status, pledge.conditions) == (
        "pledge/p",
        "considering",
        ("if rain comes",),
    )
    assert [step.day for step in pledge.history] == [date(2031, 5, 10), date(2031, 5, 11)]
    assert pledge.actors == ("actor/malta",)


def test_actors_are_described(page: PageData):
    """A person has a post and candidates for a merge."""
    halvorsen = next(a for a in page.actors if a.id == "actor/halvorsen")
    assert halvorsen.description == "Envoy"
    assert halvorsen.candidates == (("actor/vella", 0.4),)


def test_each_node_has_its_triples(page: PageData, record: Store):
    """The Turtle of a claim is the record's own triples, its statements' included."""
    from rdflib import Graph

    graph = Graph().parse(data=page.prefixes + page.turtle["claim/wait"], format="turtle")
    subjects = {str(s) for s in graph.subjects()}
    assert record.minter.claim("wait") in subjects
    assert sum("/statement/" in s and not s.endswith("/content") for s in subjects) == 3
    stored = {(str(q.subject), str(q.predicate)) for q in record.match()}
    assert all((f"<{s}>", f"<{p}>") in stored for s, p, _ in graph)


def test_who_is_quoted_often_does_not_fill_the_page_with_triples():
    """Of one property a dozen values are written out, the rest is counted in a comment that Turtle allows."""
    from rdflib import Graph

    store = Store.memory()
    store.update(
        "INSERT DATA { GRAPH <https://w3id.org/onrecord/id/view> { "
        + " ".join(f"<urn:a> rec:said <urn:c{i:03}> ." for i in range(50))
        + " } }"
    )
    text = Lookup(store, full_text=True).turtle([NamedNode("urn:a")])
    assert len(Graph().parse(data=f"@prefix rec: <{terms.REC}> .\n{text}", format="turtle")) == 12
    assert text.splitlines()[-1].startswith("# 38 more values of <")


def test_a_part_of_the_record_can_be_shown(record: Store):
    """By actor, by issue, by day and by query; the page says which part it is."""

    def shown(**choice: object) -> set[str]:
        data = gather(record, title="t", selection=Selection(**choice))
        assert data.notes and "Part of the record" in data.notes[0]
        return {s.id for s in data.statements}

    assert shown(actor="tomas vella") == {"claim/send"}
    assert shown(actor="actor/halvorsen") == {"claim/wait"}
    assert shown(actor="Malta") == {"claim/send"}
    assert shown(issue="the dam") == {"claim/wait", "claim/send"}
    assert shown(since=date(2031, 5, 9)) == {"claim/wait", "claim/send"}
    assert shown(since=date(2032, 1, 1)) == set()
    assert shown(query="SELECT ?c { ?c rec:text ?t FILTER(CONTAINS(?t, 'engineers')) }") == {
        "claim/send"
    }


@pytest.mark.parametrize(
    ("choice", "error", "words"),
    [
        ({"actor": "Nobody"}, ConfigError, "no actor 'Nobody'"),
        ({"issue": "Fish"}, ConfigError, "there are: The dam"),
        ({"query": "SELECT nonsense"}, QueryError, "cannot be read"),
        ({"query": "ASK { ?s ?p ?o }"}, ConfigError, "ASK"),
        ({"query": "SELECT ?t { ?c rec:text ?t }"}, ConfigError, "names nothing"),
        ({"query": "SELECT ?c { ?c rec:text 'no such text' }"}, ConfigError, "has no answer"),
    ],
)
def test_what_the_record_does_not_have_is_named(
    record: Store, choice: dict[str, str], error: type[Exception], words: str
):
    """A wrong name is an error with the value in it, never an empty page."""
    with pytest.raises(error, match=words):
        gather(record, title="t", selection=Selection(**choice))


def test_a_named_query_shows_what_its_evidences_prove(record: Store):
    """Shipped queries answer with names and an evidence: the pledge it proves is on the page."""
    data = gather(record, title="t", selection=Selection(query="pledges"))
    assert data.commitments
    vella = "SELECT ?e { ?s rec:evidence ?e ; rec:speaker ?a . ?a rdfs:label 'Tomas Vella' }"
    statements = gather(record, title="t", selection=Selection(query=vella)).statements
    assert {s.id for s in statements} == {"claim/send"}


def test_a_crowded_page_counts_what_it_leaves_out(record: Store):
    """With room for few nodes the claim of most outlets stays, the others are counted on their card."""
    data = gather(record, title="t", max_nodes=4)
    assert [s.id for s in data.statements] == ["claim/wait"]
    assert [i.more for i in data.issues] == [((Position.CONDITIONAL, 1),)]
    assert "draws 1 of 2 claims" in data.notes[-1]


def test_texts_can_be_left_out(record: Store):
    """Then the sentences that prove something are all that leaves the record."""
    data = gather(record, title="t", full_text=False)
    assert all(d.text is None for d in data.documents)
    assert all(
        "The dam is old" not in r.evidence.sentence for s in data.statements for r in s.reports
    )


def test_before_there_are_issues_claims_gather_by_what_they_mention():
    """A record whose issues are not made yet still has a page with cards."""
    store = Store.memory()
    for f in (
        findings(ONE, "Gazette", date(2031, 5, 8)),
        findings(TWO, "Courier", date(2031, 5, 10)),
    ):
        store.replace(document_graph(f, store.minter))
    store.resolve(Resolution())
    data = gather(store, title="t")
    assert [i.name for i in data.issues] == ["Other statements"]
    assert len(data.statements) == 3 and all(s.speakers == () for s in data.statements)


def test_without_issues_what_is_not_drawn_is_counted_in_one_card():
    """Whom a claim mentions is only read for what is drawn, and the note says where the rest is counted."""
    store = Store.memory()
    for n in range(9):
        day = date(2031, 5, 1) + timedelta(n)
        store.replace(document_graph(findings(ONE + f" No {n}.", "Gazette", day), store.minter))
    store.resolve(Resolution())
    data = gather(store, title="t", max_nodes=5)
    drawn = len(data.statements)
    assert 0 < drawn < 9
    assert {i.id: dict(i.more) for i in data.issues} == {
        "issue/other": {Position.NEUTRAL: 9 - drawn}
    }


def test_an_empty_record_gives_an_empty_page():
    """Nothing is no error."""
    assert gather(Store.memory(), title="t").statements == ()


class Far:
    """A record behind an address, which counts what it is asked."""

    is_remote = True

    def __init__(self, store: Store) -> None:
        self._store, self.minter, self.asked = store, store.minter, 0

    def match(self, *pattern: object) -> object:
        self.asked += 1
        return self._store.match(*pattern)

    def query(self, text: str) -> object:
        self.asked += 1
        return self._store.query(text)


@pytest.mark.parametrize("choice", [{}, {"actor": "Malta"}, {"since": date(2031, 5, 9)}])
def test_a_record_behind_an_address_gives_the_same_page_in_few_requests(
    record: Store, choice: dict[str, object]
):
    """Each question is a request there: they are asked for many nodes at once."""
    selection = Selection(**choice)
    far = Far(record)
    assert gather(far, title="t", selection=selection) == gather(
        record, title="t", selection=selection
    )
    assert far.asked < 60


def test_a_heading_ends_without_the_comma_of_its_sentence():
    """What is cut out of a sentence reads as a heading of its own."""
    assert as_heading("the treaty is “dead,”") == "The treaty is “dead”"
    assert as_heading("ships sail,") == "Ships sail"
    assert as_heading("ships sail!") == "Ships sail!"
    assert as_heading("“No,” he said") == "“No,” he said"


@pytest.mark.parametrize(
    ("sentence", "cue", "core", "heading"),
    [
        ("She would not name the port.", "would not name", "the port", "would not name the port"),
        ("He didn’t say when.", "didn’t say", "when", "didn’t say when"),
        ("Neither of them promised ships.", "promised", "ships", "Not said: ships"),
        ("The plan, they never said, works.", "never said", "The plan", "Not said: The plan"),
    ],
)
def test_what_was_not_said_is_not_shown_as_said(sentence: str, cue: str, core: str, heading: str):
    """The words of a claim alone would turn a denial into its opposite."""
    marks = tuple(
        Mark(sentence.index(words), sentence.index(words) + len(words), role)
        for words, role in ((cue, MarkRole.CUE), (core, MarkRole.CLAIM))
    )
    start = sentence.index(core)
    evidence = Evidence("document/a", start, start + len(core), sentence, 0, marks)
    assert unsaid(evidence, core) == heading


def test_a_document_says_whose_text_it_carries(record: Store):
    """The copy names its original's outlet, and counts with it."""
    data = gather(record, title="t")
    copies = [d for d in data.documents if d.copy_of]
    outlets = {d.id: d.outlet for d in data.documents}
    assert copies and all(d.copy_of == outlets.get(d.origin, d.origin) for d in copies)


def test_the_same_record_gives_the_same_bytes(tmp_path: Path):
    """Even made anew and in another order of the store."""
    one = render(make(), tmp_path / "1.html", title="A dam")
    two = render(make(), tmp_path / "2.html", title="A dam")
    assert one.read_bytes() == two.read_bytes()
    assert (
        b"javascript:alert"
        not in one.read_bytes().split(b'id="graph-data"')[1].split(b"</script>")[0]
    )


def test_a_notebook_shows_the_page_in_a_frame(record: Store):
    """The frame holds the escaped page and may run its script, but has no other rights."""
    html = frame(record, title='A "dam"')
    assert html.count("<") == 2 and 'sandbox="allow-scripts' in html
    assert "allow-same-origin" not in html


@pytest.mark.parametrize(
    ("amount", "resource", "label"),
    [
        ("", "troops", "troops"),
        ("200", "nurses", "200 nurses"),
        ("310 engineers", "engineers", "310 engineers"),
        ("40 million doses", "doses of vaccine", "40 million doses of vaccine"),
        ("25 flood experts", "team of flood experts", "25 flood experts"),
        ("200 million euros", "money", "200 million euros"),
        ("two ships", "patrol ships", "two ships"),
    ],
)
def test_a_pledge_does_not_say_a_word_twice(amount: str, resource: str, label: str):
    """Amount and resource share words in the text, not in the label."""
    assert joined(amount, resource) == label


def many(claims: int) -> Store:
    """As many claims, each said on its own day; every third day by two outlets, the even ones about the dam."""
    store = Store.memory()
    texts = [
        findings(ONE + f" No {n}.", f"Outlet {n}", date(2031, 1, 1) + timedelta(n))
        for n in range(claims)
    ]
    again = [
        findings(ONE + f" No {n}, again.", f"Other {n}", date(2032, 1, 1))
        for n in range(0, claims, 3)
    ]
    for f in (*texts, *again):
        store.replace(document_graph(f, store.minter))
    held = [Claim(f"c{n:02}", f"No {n}", None, ((f.document.id, 0),)) for n, f in enumerate(texts)]
    for n, f in zip(range(0, claims, 3), again, strict=True):
        held[n] = replace(held[n], statements=(*held[n].statements, (f.document.id, 0)))
    about = tuple((f"c{n:02}", 0.8, Position.OPPOSES) for n in range(0, claims, 2))
    issue = Issue("dam", "The dam", ("dam",), about)
    store.resolve(Resolution(claims=tuple(held), issues=(issue,)))
    return store


@pytest.mark.parametrize("since", [None, date(2031, 1, 11)])
def test_a_crowded_page_holds_what_most_outlets_report_then_the_newest(since: date | None):
    """And the cards count every claim of the record, or of the part that is shown."""
    data = gather(many(30), title="t", max_nodes=15, selection=Selection(since=since))
    drawn = sorted(int(s.id[-2:]) for s in data.statements)
    assert drawn == [12, 15, 18, 21, 24, 27]
    more = {i.id: dict(i.more) for i in data.issues}
    ofs = [n for n in range(30) if since is None or n >= 10 or n % 3 == 0]
    left = [n for n in ofs if n not in drawn]
    assert more == {
        "issue/dam": {Position.OPPOSES: sum(n % 2 == 0 for n in left)},
        "issue/other": {Position.NEUTRAL: sum(n % 2 == 1 for n in left)},
    }
    assert f"draws {len(drawn)} of {len(ofs)} claims" in data.notes[-1]


def test_a_query_of_very_many_rows_is_looked_at_in_part(monkeypatch: pytest.MonkeyPatch):
    """The page holds what the first rows name, and says that there are more."""
    monkeypatch.setattr("graph.render.scope.MOST_ROWS", 4)
    query = "SELECT ?s { ?s a rec:Statement } ORDER BY ?s"
    data = gather(many(9), title="t", selection=Selection(query=query))
    assert 1 <= len(data.statements) <= 4
    assert any("more than" in note for note in data.notes)
    few = gather(many(9), title="t", selection=Selection(query=query + " LIMIT 4"))
    assert not any("more than" in note for note in few.notes)


def test_a_shipped_query_takes_its_parameters(record: Store):
    """Who pledges is said by the query's own parameter; the page says which; without a query it is an error."""
    asked = Selection(query="pledges", values=(("who", "Malta"),))
    data = gather(record, title="t", selection=asked)
    assert data.commitments and "who “Malta”" in data.notes[0]
    with pytest.raises(ConfigError, match="name the query"):
        gather(record, title="t", selection=Selection(values=(("who", "Malta"),)))
    with pytest.raises(ConfigError, match="no query named 'pledgs'"):
        gather(record, title="t", selection=Selection(query="pledgs"))


def test_a_long_query_is_named_by_how_it_begins(record: Store):
    """The note of a page stays a note."""
    query = "SELECT ?c {\n  ?c a rec:Claim\n" + "  # every claim of the record\n" * 20 + "}"
    note = gather(record, title="t", selection=Selection(query=query)).notes[0]
    assert "\n" not in note and len(note) < 250


def pledged(reports: int) -> Store:
    """One pledge that as many documents report, and one that a single document does."""
    store = Store.memory()
    texts = [
        findings(TWO + f" No {n}.", f"Outlet {n}", date(2031, 1, 1) + timedelta(n))
        for n in range(reports)
    ]
    for f in texts:
        store.replace(document_graph(f, store.minter))
    steps = tuple(
        Step(f.document.published, Status.CONSIDERING, (f.document.id, 0)) for f in texts[:-1]
    )
    actor = Actor(
        "malta", "Malta", ActorKind.COUNTRY, entities=tuple((f.document.id, 1) for f in texts)
    )
    pledge = Pledge("p", "malta", ResourceKind.OTHER, (), steps, Status.CONSIDERING)
    store.resolve(Resolution(actors=(actor,), pledges=(pledge,)))
    return store


def test_a_pledge_of_many_reports_shows_the_latest_and_counts_the_others(
    monkeypatch: pytest.MonkeyPatch,
):
    """Its history ends with the last report; what is left out is a number."""
    store = pledged(9)
    whole = max(gather(store, title="t").commitments, key=lambda entry: len(entry.history))
    assert (len(whole.history), whole.left) == (8, 0)
    monkeypatch.setattr("graph.render.facts.LATEST", 3)
    latest = max(gather(store, title="t").commitments, key=lambda entry: len(entry.history))
    assert (latest.history, latest.left) == (whole.history[-3:], 5)


def test_a_record_that_was_never_ranked_is_named_as_such():
    """A record of an earlier version is no empty page."""
    store = Store.memory()
    store.replace(document_graph(findings(ONE, "Gazette", date(2031, 5, 8)), store.minter))
    store.update(
        "INSERT DATA { GRAPH <https://w3id.org/onrecord/id/core> { <urn:s> rec:claim <urn:c> } }"
    )
    with pytest.raises(StoreError, match="build it again"):
        gather(store, title="t")
