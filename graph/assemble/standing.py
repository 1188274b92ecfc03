"""Where a claim stands: its rank, and its side on the issue it fits best; and in which words an actor is described.

Derived, so that who draws a part of a large record can choose it by one index and never reads the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import Reader, column, node, words
from graph.model import Position

ENOUGH = 40  # documents that say how an actor is described; who stands in thousands needs no more


def prominence(outlets: int, statements: int, day: int) -> int:
    """One number that sorts claims: more outlets first, then more statements, then the newer.

    `day` is the proleptic day number of the first report, 0 where none has a day.
    """
    return (outlets * 100_000 + min(statements, 99_999)) * 10_000_000 + day


def write_sides(graph: GraphWriter, reader: Reader) -> None:
    """`claim rec:against issue` or its like, for the issue that each claim fits best."""
    claims, issues = _one(reader, terms.ASSIGNED_CLAIM), _one(reader, terms.ASSIGNED_ISSUE)
    positions = _one(reader, terms.POSITION)
    scores = {
        node(q.subject): float(words(q.object))
        for q in reader.match(predicate=terms.SCORE)
        if node(q.subject) in claims
    }
    best: dict[NamedNode, tuple[float, str, NamedNode]] = {}
    for this, claim in claims.items():
        rank = (-scores.get(this, 0.0), issues[this].value, this)
        best[claim] = min(rank, best.get(claim, rank))
    edges = {terms.concept(position): terms.EDGE_OF_POSITION[position] for position in Position}
    for claim, (_, _, this) in best.items():
        if this in positions:
            graph.link(claim, edges[positions[this]], issues[this])


def write_descriptions(graph: GraphWriter, reader: Reader) -> None:
    """Each actor in the words that most of its documents use for it."""
    actors = _one(reader, terms.ACTOR)
    found: dict[NamedNode, list[tuple[str, str]]] = defaultdict(list)
    for quad in reader.match(predicate=terms.DESCRIPTION):
        if (here := node(quad.subject)) in actors:
            found[actors[here]].append((here.value, words(quad.object)))
    for actor, described in found.items():
        counts = Counter(text for _, text in sorted(described)[:ENOUGH])
        graph.words(actor, terms.DESCRIPTION, most_common(counts))


def most_common(counts: Mapping[str, int]) -> str | None:
    """The most frequent words; of equals the longest, then the first in the alphabet."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text), default=None)


def _one(reader: Reader, predicate: NamedNode) -> dict[NamedNode, NamedNode]:
    return {subject: min(things, key=str) for subject, things in column(reader, predicate).items()}
