"""What a record needs of the thing that holds its quads: an Oxigraph folder, memory, or a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Variable,
)

Answer = QuerySolutions | QueryBoolean | QueryTriples
Bindings = Mapping[Variable, NamedNode | Literal]


class Backend(Protocol):
    """Holds quads. Every writing method but `bulk` is all or nothing; failures raise StoreError."""

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, in no particular order."""
        ...

    def query(self, text: str, bindings: Bindings | None = None) -> Answer:
        """The answer of a SPARQL query over the union of all graphs. QueryError where it cannot be read."""
        ...

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads out and put quads in, in one transaction."""
        ...

    def update(self, text: str) -> None:
        """Apply a SPARQL update in one transaction. QueryError where it cannot be read."""
        ...

    def bulk(self, added: Iterable[Quad]) -> None:
        """Put many quads in, fast, streamed; an interruption leaves some of them in."""
        ...

    def settle(self) -> None:
        """Arrange what was written for reading, after much was written."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def update_text(removed: Iterable[Quad], added: Iterable[Quad]) -> str:
    """One SPARQL 1.1 update for a change. Empty where there is nothing to do."""
    parts = [
        f"{verb} DATA {{\n{body}\n}}"
        for verb, quads in (("DELETE", removed), ("INSERT", added))
        if (body := _by_graph(quads))
    ]
    return " ;\n".join(parts)


def _by_graph(quads: Iterable[Quad]) -> str:
    lines: dict[str, list[str]] = {}
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} ."
        lines.setdefault(str(quad.graph_name), []).append(line)
    return "\n".join(
        f"GRAPH {graph} {{\n" + "\n".join(body) + "\n}" for graph, body in lines.items()
    )
