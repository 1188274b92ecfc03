"""Ranks, sides and descriptions that the view derives, so that a page need not read the whole record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.standing import prominence, write_descriptions, write_sides
from graph.model import Position

ID = "https://example.org/"
CORE = NamedNode(ID + "core")
DAY = date(2031, 5, 8).toordinal()


class Quads:
    """Triples as a reader."""

    def __init__(self, *triples: tuple[str, NamedNode, str | NamedNode | Literal]) -> None:
        self._store = Store()
        for subject, predicate, thing in triples:
            term = NamedNode(ID + thing) if isinstance(thing, str) else thing
            self._store.add(Quad(NamedNode(ID + subject), predicate, term, CORE))

    def match(self, subject=None, predicate=None, thing=None, graph=None) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, predicate, thing, graph)


def written(write: object, *triples: tuple[str, NamedNode, object]) -> set[tuple[str, str, str]]:
    graph = GraphWriter(ID + "view")
    write(graph, Quads(*triples))  # type: ignore[operator]
    local = (ID, terms.REC, "https://schema.org/")
    return {
        tuple(_last(term.value, local) for term in (q.subject, q.predicate, q.object))  # type: ignore[misc]
        for q in graph.quads()
    }


def _last(value: str, bases: tuple[str, ...]) -> str:
    for base in bases:
        value = value.removeprefix(base)
    return value


def assigned(name: str, claim: str, issue: str, score: str, position: NamedNode) -> tuple:
    return (
        (name, terms.ASSIGNED_CLAIM, claim),
        (name, terms.ASSIGNED_ISSUE, issue),
        (name, terms.SCORE, Literal(score)),
        (name, terms.POSITION, position),
    )


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ((3, 3, DAY), (2, 90, DAY + 900)),
        ((2, 3, DAY), (2, 2, DAY + 900)),
        ((2, 2, DAY + 1), (2, 2, DAY)),
        ((1, 1, DAY), (1, 1, 0)),
        ((2, 2, 0), (1, 1_000_000, DAY)),
    ],
)
def test_outlets_go_before_statements_and_statements_before_days(
    more: tuple[int, int, int], less: tuple[int, int, int]
) -> None:
    """A claim of three outlets stands before one that a single outlet printed ninety times, or lately."""
    assert prominence(*more) > prominence(*less)


def test_a_claim_takes_its_side_on_the_issue_it_fits_best() -> None:
    """One edge for each claim, though it belongs to two issues; of equal scores the first in the alphabet."""
    against, for_ = terms.concept(Position.OPPOSES), terms.concept(Position.SUPPORTS)
    found = written(
        write_sides,
        *assigned("a", "flood", "dam", "0.4", for_),
        *assigned("b", "flood", "price", "0.9", against),
        *assigned("c", "frost", "price", "0.5", against),
        *assigned("d", "frost", "dam", "0.5", for_),
    )
    assert found == {("flood", "against", "price"), ("frost", "inFavourOf", "dam")}


def test_an_actor_is_described_as_most_documents_describe_it() -> None:
    """Two documents call her the envoy, one a lawyer."""
    words = {"one": "the envoy", "two": "lawyer from Oslo", "three": "the envoy"}
    links = [(name, terms.ACTOR, "halvorsen") for name in words]
    said = [(name, terms.DESCRIPTION, Literal(text)) for name, text in words.items()]
    assert written(write_descriptions, *links, *said) == {("halvorsen", "description", "the envoy")}
