"""Sums of what actors pledged, by kind, unit and condition: derived, since adding up a large record takes seconds.

The same pledge reported twice is counted once: equal amounts of one actor, kind, unit and condition are one.
What was only considered, refused or withdrawn is not added up, nor is the total of a group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.overviews import SUMS, first_proof, write_ranks
from graph.assemble.reader import Reader, column, node, words
from graph.ids import Minter, digest
from graph.model import Status

COUNTED: Final = (Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED, Status.READY)


@dataclass(slots=True)
class _Sum:
    """What one actor gives of one kind in one unit on one condition."""

    amounts: set[Decimal] = field(default_factory=set)
    commitments: set[NamedNode] = field(default_factory=set)


def write_sums(
    graph: GraphWriter,
    reader: Reader,
    minter: Minter,
    texts: Mapping[NamedNode, NamedNode],
    proofs: Mapping[NamedNode, Sequence[NamedNode]],
) -> None:
    """A `rec:PledgeSum` for each actor, kind, unit and condition. `texts` tells each finding's document."""
    order: list[tuple[int, int, str]] = []
    for (actor, kind, unit, condition), found in _sums(reader).items():
        name = digest("sum", actor.value, kind.value, unit or "", condition or "")
        this = NamedNode(minter.iri("sum", name))
        graph.link(this, terms.TYPE, terms.PLEDGE_SUM)
        graph.link(this, terms.TALLY_ACTOR, actor)
        graph.link(this, terms.RESOURCE_KIND, kind)
        graph.words(this, terms.UNIT_TEXT, unit)
        graph.words(this, terms.CONDITION, condition)
        graph.number(this, terms.SUM, float(sum(found.amounts)))
        graph.number(this, terms.LARGEST, float(max(found.amounts)))
        graph.count(this, terms.COMMITMENT_COUNT, len(found.commitments))
        documents = {texts[commitment] for commitment in found.commitments}
        graph.count(this, terms.DOCUMENT_COUNT, len(documents))
        order.append((-len(found.commitments), -len(documents), this.value))
        graph.link(this, terms.EVIDENCE, first_proof(found.commitments, proofs))
        for commitment in found.commitments:
            graph.link(this, terms.DERIVED_FROM, commitment)
    write_ranks(graph, order, SUMS)


_Key = tuple[NamedNode, NamedNode, str | None, str | None]


def _sums(reader: Reader) -> Mapping[_Key, _Sum]:
    actors, kinds = column(reader, terms.COMMITTED_ACTOR), column(reader, terms.RESOURCE_KIND)
    quantities = column(reader, terms.QUANTITY)
    values, units = _words(reader, terms.VALUE), _words(reader, terms.UNIT_TEXT)
    conditions = _words(reader, terms.CONDITION)
    found: dict[_Key, _Sum] = defaultdict(_Sum)
    for commitment in _counted(reader):
        for quantity in quantities.get(commitment, ()):
            if quantity not in values:
                continue
            for actor in actors.get(commitment, ()):
                for kind in kinds.get(commitment, ()):
                    key = (actor, kind, units.get(quantity), conditions.get(commitment))
                    found[key].amounts.add(Decimal(values[quantity]))
                    found[key].commitments.add(commitment)
    return found


def _counted(reader: Reader) -> Iterator[NamedNode]:
    totals = {node(quad.subject) for quad in reader.match(predicate=terms.IS_TOTAL)}
    for status in COUNTED:
        for quad in reader.match(predicate=terms.STATUS, thing=terms.concept(status)):
            if node(quad.subject) not in totals:
                yield node(quad.subject)


def _words(reader: Reader, predicate: NamedNode) -> Mapping[NamedNode, str]:
    return {node(q.subject): words(q.object) for q in reader.match(predicate=predicate)}
