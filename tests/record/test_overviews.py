"""What overviews show is ranked in the view: exactly the first, each with reports of as many outlets as there are."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.overviews import PAIRS, REPORTS, Texts, _Side, _strongest, write_reported
from graph.store import Store


def name(*parts: object) -> NamedNode:
    """An IRI made of words."""
    return NamedNode("https://e.org/" + "-".join(map(str, parts)))


def texts(outlets: dict[NamedNode, int]) -> Texts:
    """Each finding in a document of its own, of the outlet with this number."""
    document = {finding: name("text", finding.value[-4:]) for finding in outlets}
    outlet = {document[finding]: name("outlet", number) for finding, number in outlets.items()}
    return Texts(document, outlet, dict.fromkeys(outlet, "2031-05-08"))


def test_the_reports_shown_are_of_as_many_outlets_as_there_are() -> None:
    """Twelve reports of one outlet hide the single report of no other."""
    findings = {name("f", 1000 + n): 0 if n < 12 else n for n in range(15)}
    graph = GraphWriter("https://e.org/view")
    write_reported(graph, {name("claim"): list(findings)}, texts(findings), 100)
    shown = [q.object for q in graph.quads() if q.predicate == terms.SHOWN_REPORT]
    assert len(shown) == REPORTS
    assert {findings[NamedNode(str(f)[1:-1])] for f in shown} == {0, 12, 13, 14}


def test_what_one_outlet_reports_has_no_rank() -> None:
    """And of two, the one with more outlets comes first."""
    reports = {
        name("alone"): {name("f", 1001): 1, name("f", 1002): 1},
        name("two"): {name("f", 1003): 1, name("f", 1004): 2},
        name("three"): {name("f", 1005): 1, name("f", 1006): 2, name("f", 1007): 3},
    }
    known = texts({f: o for found in reports.values() for f, o in found.items()})
    graph = GraphWriter("https://e.org/view")
    write_reported(graph, {this: list(found) for this, found in reports.items()}, known, 100)
    ranks = {q.subject: str(q.object)[1] for q in graph.quads() if q.predicate == terms.RANK}
    assert ranks == {name("three"): "1", name("two"): "2"}


def test_as_many_sides_are_ranked_as_the_strongest_pairs_need() -> None:
    """Thirty-three sides of one issue make five hundred pairs; those of one actor make none."""
    sides = [_Side(name("i"), name("a", n), name("for"), (name("s"),)) for n in range(60)]
    ranked = _strongest(sides)
    assert (ranked - 1) * (ranked - 2) // 2 < PAIRS <= ranked * (ranked - 1) // 2
    same = [_Side(name("i"), name("a"), name("for", n), (name("s"),)) for n in range(60)]
    assert _strongest(same) == 60


def test_speakers_are_ranked_within_their_kind(store: Store) -> None:
    """Every kind of actor has a first."""
    kinds: dict[str, list[int]] = {}
    for quad in store.match(predicate=terms.QUOTED_TIMES):
        [rank] = [int(q.object.value) for q in store.match(quad.subject, terms.RANK)]
        [kind] = [q.object.value for q in store.match(quad.subject, terms.KIND)]
        kinds.setdefault(kind, []).append(rank)
    assert kinds
    assert all(sorted(ranks) == list(range(1, len(ranks) + 1)) for ranks in kinds.values())


def test_an_actor_has_the_gender_that_its_documents_show(store: Store) -> None:
    """Derived from the actors of documents; nobody has two."""
    shown = {q.subject: q.object for q in store.match(predicate=terms.GENDER)}
    assert len(shown) == len(list(store.match(predicate=terms.GENDER)))
    for quad in store.match(predicate=terms.ACTOR):
        if quad.subject in shown:
            assert quad.object in shown
