"""The ledger of decisions, append-only, in the review graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.claims import write_decision
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import Reader, node, words
from graph.ids import Minter
from graph.model import Decision, Judge, Verdict
from graph.store.backend import Backend


def taken_back(decisions: Iterable[Decision]) -> frozenset[int]:
    """Places in the ledger of undos and of what they took back: together they change nothing."""
    stacks: dict[tuple[str, frozenset[str], Judge], list[int]] = defaultdict(list)
    gone: set[int] = set()
    for decision in sorted(decisions, key=lambda d: d.sequence):
        stack = stacks[decision.kind, frozenset((decision.left, decision.right)), decision.judge]
        if not decision.withdrawn:
            stack.append(decision.sequence)
            continue
        gone.add(decision.sequence)
        if stack:
            gone.add(stack.pop())
    return frozenset(gone)


def read_decisions(reader: Reader, minter: Minter) -> tuple[Decision, ...]:
    """All decisions of a record by sequence."""
    graph = NamedNode(minter.graph("review"))
    matches = reader.match(None, terms.TYPE, terms.DECISION, graph)
    found = (_decision(reader, node(quad.subject), graph) for quad in matches)
    return tuple(sorted(found, key=lambda decision: decision.sequence))


def decision_node(minter: Minter, sequence: int) -> NamedNode:
    """The node of the line at this place."""
    return NamedNode(minter.iri("decision", f"{sequence:08d}"))


class DecisionLedger:
    """Reads and lengthens the ledger. A line is never changed: an undo is a line of its own."""

    def __init__(self, backend: Backend, minter: Minter) -> None:
        self._backend = backend
        self._minter = minter
        self._graph = NamedNode(minter.graph("review"))

    def read(self) -> tuple[Decision, ...]:
        """All decisions by sequence."""
        return read_decisions(self._backend, self._minter)

    def append(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Add at the end, in one transaction, numbered on from the last."""
        last = max((decision.sequence for decision in self.read()), default=0)
        numbered = tuple(
            replace(decision, sequence=number)
            for number, decision in enumerate(decisions, start=last + 1)
        )
        self.restore(numbered)
        return numbered

    def restore(self, decisions: Iterable[Decision]) -> None:
        """Put lines back at the places that they had, in one transaction."""
        graph = GraphWriter(self._graph.value)
        for decision in decisions:
            self._write(graph, decision)
        self._backend.change([], graph.quads())

    def _write(self, graph: GraphWriter, decision: Decision) -> None:
        this = decision_node(self._minter, decision.sequence)
        write_decision(graph, this, decision)
        graph.count(this, terms.SEQUENCE, decision.sequence)
        graph.flag(this, terms.WITHDRAWN, decision.withdrawn)


def _decision(reader: Reader, subject: NamedNode, graph: NamedNode) -> Decision:
    found = {q.predicate: q.object for q in reader.match(subject, None, None, graph)}

    def text(predicate: NamedNode) -> str:
        return words(found[predicate]) if predicate in found else ""

    def member(predicate: NamedNode, scheme: str) -> str:
        concept = found[predicate]
        return terms.member_of(scheme, concept) if isinstance(concept, NamedNode) else ""

    return Decision(
        kind=text(terms.DECISION_KIND),
        left=text(terms.LEFT),
        right=text(terms.RIGHT),
        verdict=Verdict(member(terms.VERDICT, "verdict")),
        judge=Judge(member(terms.JUDGE, "judge")),
        score=float(text(terms.SCORE) or 0),
        reason=text(terms.REASON),
        sequence=int(text(terms.SEQUENCE)),
        withdrawn=terms.WITHDRAWN in found,
    )
