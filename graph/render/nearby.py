"""A record whose nodes are read in bulk, before they are asked for one by one.

A page asks some thirty questions about each node. On a record in a folder each costs microseconds, and reading
ahead twice as much as asking. On one behind an address each is a request: there what a page needs is read in a
few queries, many nodes at a time with all their triples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from graph import terms
from graph.assemble.reader import Reader
from graph.ids import Minter

UPKEEP = frozenset({*terms.DIRECT, terms.KEY, terms.GENERATED_BY, terms.PROMINENCE})
_LEADS_AWAY = frozenset({*UPKEEP, terms.HAS_SOURCE, terms.SAID})
BATCH = 500  # nodes in one query: its text stays below 64 KB, which every server takes


class Record(Reader, Protocol):
    """What the page needs of a record; `graph.store.Store` has it."""

    minter: Minter

    @property
    def is_remote(self) -> bool:
        """Whether each look-up is a request."""
        ...

    def query(self, text: str) -> object:
        """The answer of a SPARQL query over the union of all graphs."""
        ...


class Nearby:
    """A record that answers from memory what `load` and `load_into` have read, and asks for the rest.

    Both read nothing from a record that is near already; `take` does.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._from: dict[NamedNode, tuple[Quad, ...]] = {}
        self._into: dict[tuple[NamedNode, NamedNode], tuple[Quad, ...]] = {}

    @property
    def minter(self) -> Minter:
        """The record's own."""
        return self._record.minter

    def query(self, text: str) -> object:
        """The record's answer."""
        return self._record.query(text)

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit. Those from memory do not tell their graph."""
        if subject in self._from and graph is None:
            return _fitting(self._from[subject], predicate, thing)
        if subject is None and predicate and isinstance(thing, NamedNode) and graph is None:
            known = self._into.get((predicate, thing))
            if known is not None:
                return iter(known)
        return self._record.match(subject, predicate, thing, graph)

    def predicates(self, subject: NamedNode) -> set[NamedNode]:
        """What there is to be read of a node."""
        if subject in self._from:
            return {quad.predicate for quad in self._from[subject]}
        rows = self.rows(f"SELECT DISTINCT ?p {{ {subject} ?p ?o }}")
        return {p for (p,) in rows if isinstance(p, NamedNode)}

    def count(self, subject: NamedNode, predicate: NamedNode) -> int:
        """How many values it has there. Reads no value, which costs a hundred times as much as counting."""
        if subject in self._from:
            return len({q.object for q in self._from[subject] if q.predicate == predicate})
        text = f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {subject} {predicate} ?o }}"
        return next((int(number.value) for (number,) in self.rows(text)), 0)

    def take(self, node: NamedNode) -> None:
        """Reads all triples of a node of which most will be wanted: each look-up by itself costs as much as three."""
        if node not in self._from:
            self._from[node] = tuple(self._record.match(node))

    def load(self, nodes: Iterable[NamedNode], steps: int = 1) -> None:
        """Reads all triples of the nodes, and of the record's nodes that they lead to in `steps` - 1 further steps."""
        wanted = set(nodes) if self._record.is_remote else set()
        for _ in range(steps):
            self._read(sorted((node for node in wanted if node not in self._from), key=str))
            objects = {
                quad.object
                for node in wanted
                for quad in self._from[node]
                if quad.predicate not in _LEADS_AWAY
            }
            wanted = {o for o in objects if isinstance(o, NamedNode) and self._is_own(o)}

    def load_into(self, predicate: NamedNode, things: Iterable[NamedNode]) -> None:
        """Reads which nodes point to the things."""
        if not self._record.is_remote:
            return
        wanted = sorted({t for t in things if (predicate, t) not in self._into}, key=str)
        for part in _parts(wanted):
            found = defaultdict(set)
            values = " ".join(map(str, part))
            for s, o in self.rows(f"SELECT ?s ?o {{ VALUES ?o {{ {values} }} ?s {predicate} ?o }}"):
                if isinstance(s, NamedNode) and isinstance(o, NamedNode):
                    found[o].add(Quad(s, predicate, o))
            self._into |= {(predicate, t): tuple(found[t]) for t in part}

    def _read(self, nodes: Sequence[NamedNode]) -> None:
        for part in _parts(nodes):
            found: dict[NamedNode, set[Quad]] = {node: set() for node in part}
            values = " ".join(map(str, part))
            query = f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
            for s, p, o in self.rows(query):
                if isinstance(s, NamedNode) and isinstance(p, NamedNode):
                    found[s].add(Quad(s, p, o))
            self._from |= {node: tuple(quads) for node, quads in found.items()}

    def rows(self, text: str) -> Iterator[tuple[NamedNode | Literal, ...]]:
        """Rows of a SELECT as terms; None where a variable has no value."""
        answer = self._record.query(text)
        if isinstance(answer, QuerySolutions):
            width = len(answer.variables)
            for row in answer:
                yield tuple(row[i] for i in range(width))

    def _is_own(self, node: NamedNode) -> bool:
        return node.value.startswith(self.minter.base)


def _parts(nodes: Sequence[NamedNode]) -> Iterator[Sequence[NamedNode]]:
    return (nodes[i : i + BATCH] for i in range(0, len(nodes), BATCH))


def _fitting(
    quads: tuple[Quad, ...], predicate: NamedNode | None, thing: NamedNode | Literal | None
) -> Iterator[Quad]:
    return (
        quad
        for quad in quads
        if (predicate is None or quad.predicate == predicate)
        and (thing is None or quad.object == thing)
    )
