"""From findings to quads: each fact with its evidence, and no document depending on another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph import terms
from graph.assemble import Resolution, document_graph
from graph.assemble.evidence import passage
from graph.assemble.graph import decimal, plain
from graph.ids import Minter
from graph.model import Findings, Span
from graph.store import Store


def objects(store: Store, subject: NamedNode, predicate: NamedNode) -> list[str]:
    """Values of a predicate."""
    return sorted(getattr(q.object, "value", "") for q in store.match(subject, predicate))


def test_the_same_findings_give_the_same_quads_in_the_same_order(first: Findings) -> None:
    """Assembling twice gives equal graphs."""
    assert document_graph(first).quads == document_graph(first).quads


def test_a_documents_graph_names_no_shared_actor(first: Findings) -> None:
    """Joining actors later cannot touch what was read from a document."""
    names = {str(term) for quad in document_graph(first).quads for term in quad}
    assert not [name for name in names if name.startswith(f"<{Minter().base}actor/")]


def test_there_are_no_blank_nodes(store: Store) -> None:
    """Sorted lines are canonical only without blank nodes."""
    assert not [q for q in store.match() if isinstance(q.subject, BlankNode)]
    assert not [q for q in store.match() if isinstance(q.object, BlankNode)]


def test_a_triple_stands_in_exactly_one_graph(store: Store) -> None:
    """pyoxigraph 0.5.13 counts a triple once per graph in the union (oxigraph issue 1919)."""
    triples = Counter((str(q.subject), str(q.predicate), str(q.object)) for q in store.match())
    assert [triple for triple, number in triples.items() if number > 1] == []


def test_the_union_still_counts_a_triple_once_per_graph() -> None:
    """While this holds, shared nodes stand in one graph and queries count DISTINCT."""
    store = Store.memory()
    a, p = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
    quads = [Quad(a, p, Literal("x"), NamedNode(f"https://example.org/{n}")) for n in range(3)]
    store._backend.change([], quads)
    [row] = store.query("SELECT (COUNT(?o) AS ?n) (COUNT(DISTINCT ?o) AS ?d) { ?s ?p ?o }")
    assert row["d"].value == "1"
    assert row["n"].value == "3", "mended in this version of pyoxigraph: the rule can be dropped"


def test_every_quotation_stands_at_its_offsets(first: Findings, second: Findings) -> None:
    """Offsets of an evidence return exactly its words."""
    for findings in (first, second):
        found: dict[str, dict[str, str]] = {}
        for quad in document_graph(findings).quads:
            name, _, selector = quad.subject.value.rpartition("/")
            if selector in ("position", "quote"):
                found.setdefault(name, {})[quad.predicate.value.rpartition("#")[2]] = (
                    quad.object.value
                )
        assert len(found) >= 10
        for values in found.values():
            start, end = int(values["start"]), int(values["end"])
            assert findings.document.text[start:end] == values["exact"]


def test_a_statement_keeps_who_said_it_through_whom(store: Store) -> None:
    """Levels of attribution are kept apart."""
    [inner] = [q.subject for q in store.match(predicate=terms.REPORTED_THROUGH)]
    assert objects(store, inner, terms.SPEAKER) == [store.minter.actor("malta")]
    [outer] = [q.object for q in store.match(inner, terms.REPORTED_THROUGH)]
    assert objects(store, outer, terms.SPEAKER) == [store.minter.actor("fjord-post")]


def test_a_commitment_keeps_its_condition_amount_and_beneficiary(store: Store) -> None:
    """Nothing that qualifies a pledge is dropped."""
    [pledge] = [q.subject for q in store.match(predicate=terms.CONDITION_SPAN)]
    assert objects(store, pledge, terms.CONDITION) == ["once the dam treaty is signed"]
    assert objects(store, pledge, terms.BENEFICIARY) == [store.minter.actor("malta")]
    [quantity] = [q.object for q in store.match(pledge, terms.QUANTITY)]
    assert objects(store, quantity, terms.VALUE) == ["200"]


def test_contents_are_described_never_asserted(store: Store) -> None:
    """What a content says becomes words, and a denial keeps its negation."""
    contents = {q.subject for q in store.match(predicate=terms.TYPE, thing=terms.CONTENT)}
    assert contents
    negated = {q.subject for q in store.match(predicate=terms.NEGATED)} & contents
    assert all("not send police" in objects(store, c, terms.TEXT)[0] for c in negated)
    assert len(negated) == 2


def test_short_edges_lead_to_what_they_were_derived_from(store: Store) -> None:
    """One hop from an actor to what it refuses, and the proof behind the hop."""
    malta = NamedNode(store.minter.actor("malta"))
    assert objects(store, malta, terms.REFUSES) == [terms.REC + "resource-police"]
    [edge] = [q.subject for q in store.match(predicate=terms.PREDICATE, thing=terms.REFUSES)]
    assert len(objects(store, edge, terms.DERIVED_FROM)) == 2
    assert objects(store, edge, terms.OUTLET_COUNT) == ["2"]


def test_two_participants_of_a_meeting_met_both_ways(store: Store) -> None:
    """Neither of two who met comes first."""
    malta, norway = (NamedNode(store.minter.actor(name)) for name in ("malta", "norway"))
    assert objects(store, malta, terms.MET) == [norway.value]
    assert objects(store, norway, terms.MET) == [malta.value]


def test_findings_with_the_same_spans_are_kept_apart(first: Findings) -> None:
    """Two stances in the same words are two nodes."""
    twice = replace(first, stances=first.stances * 2)
    types = [q for q in document_graph(twice).quads if q.object == terms.STANCE]
    assert len(types) == 2


def test_the_text_can_be_left_out(first: Findings) -> None:
    """Where the full text may not be passed on, the quoted evidence stays."""
    kept = document_graph(first, with_text=False).quads
    assert not any(
        q.predicate == terms.TEXT and q.object.value == first.document.text for q in kept
    )
    assert any(q.predicate == terms.OA_EXACT for q in kept)


def test_a_mention_without_an_actor_keeps_its_words(first: Findings) -> None:
    """A speaker who was not resolved has evidence and no actor: missing, not wrong."""
    [statement, *rest] = first.statements
    assert statement.speaker is not None
    unknown = replace(statement, speaker=replace(statement.speaker, entity=None))
    quads = document_graph(replace(first, statements=(unknown, *rest))).quads
    about = {q.predicate for q in quads if q.object.value.endswith("/evidence/25-35")}
    assert terms.SPEAKER_SPAN in about
    assert len([q for q in quads if q.predicate == terms.SPEAKER_AS]) == 2


def test_numbers_are_written_as_the_stores_keep_them() -> None:
    """Both stores rewrite 0.50 to 0.5: what is emitted is what is read back."""
    assert [decimal(n).value for n in (0.50, 1.0, -2.0, 1.5e9, 1e-9)] == [
        "0.5",
        "1",
        "-2",
        "1500000000",
        "0",
    ]
    assert decimal(float("nan")) is None
    assert decimal(1e30) is None


def test_a_broken_character_does_not_move_offsets() -> None:
    """A lone surrogate becomes one other character."""
    assert plain("a\ud800b").value == "a\ufffdb"


def test_parts_far_apart_are_proved_by_the_content() -> None:
    """A source two pages before its quotation does not make both pages evidence."""
    assert passage([Span(0, 5)], [Span(10, 20)]) == Span(0, 20)
    assert passage([Span(0, 5)], [Span(9_000, 9_020)]) == Span(9_000, 9_020)
    assert passage([], []) is None


def test_without_decisions_every_statement_has_its_own_claim(
    store: Store, resolution: Resolution
) -> None:
    """A claim that was not joined with another is the claim of one statement."""
    assert not resolution.claims
    claims = [q.object for q in store.match(predicate=terms.HAS_CLAIM)]
    assert len(claims) == len(set(claims)) == 5


def test_a_sum_of_pledges_names_what_it_adds_up(store: Store) -> None:
    """A derived sum leads back to its commitments and has one of their sentences as evidence."""
    [total] = {q.subject for q in store.match(predicate=terms.TYPE, thing=terms.PLEDGE_SUM)}
    assert objects(store, total, terms.SUM) == ["200"]
    assert objects(store, total, terms.CONDITION) == ["once the dam treaty is signed"]
    parts = [q.object for q in store.match(total, terms.DERIVED_FROM)]
    proofs = {q.object for part in parts for q in store.match(part, terms.EVIDENCE)}
    assert proofs == {q.object for q in store.match(total, terms.EVIDENCE)}
