"""What assembling the shared graphs needs of a store: quads by pattern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad


class Reader(Protocol):
    """A record that can be read. `None` matches everything."""

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        thing: NamedNode | Literal | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit, in no particular order."""
        ...


def node(term: object) -> NamedNode:
    """A term that must be an IRI: the record holds no blank nodes where this is used.

    Raises TypeError otherwise, which means that the quads were not written by `graph.assemble`.
    """
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is not an IRI")
    return term


def words(term: object) -> str:
    """The lexical form of a term that must be a literal."""
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is not a literal")
    return term.value


def column(reader: Reader, predicate: NamedNode) -> dict[NamedNode, list[NamedNode]]:
    """Subject → objects of a predicate whose objects are nodes, over the whole record."""
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in reader.match(predicate=predicate):
        found[node(quad.subject)].append(node(quad.object))
    return found
