"""The lines of the picture: one directed, named edge for each relation, with the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from graph.render.page import Evidence, PageData

_GIVES = {
    "pledged": "pledges",
    "ready": "is ready to give",
    "considering": "considers",
    "allocated": "allocates",
    "delivered": "delivers",
    "refused": "refuses",
    "withdrawn": "withdraws",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` relation `target`; `detail` is what the relation's name leaves open (a post's title, a reason)."""

    source: str
    target: str
    relation: str
    evidence: tuple[Evidence, ...] = ()
    detail: str | None = None


def edges_of(data: PageData) -> list[Edge]:
    """Every edge whose two ends are on the page, in a fixed order, without repetition."""
    known = node_ids(data)
    seen: dict[tuple[str, str, str, str | None], Edge] = {}
    for edge in _all(data):
        if edge.source in known and edge.target in known and edge.source != edge.target:
            seen.setdefault((edge.source, edge.target, edge.relation, edge.detail), edge)
    return list(seen.values())


def node_ids(data: PageData) -> set[str]:
    """Ids of everything that is drawn."""
    entries = (
        data.actors,
        data.issues,
        data.statements,
        data.commitments,
        data.events,
        data.places,
    )
    return {entry.id for group in entries for entry in group}


def directed(data: PageData) -> nx.MultiDiGraph:
    """The page's graph as networkx knows it."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(node_ids(data)))
    graph.add_edges_from((e.source, e.target, {"relation": e.relation}) for e in edges_of(data))
    return graph


def _all(data: PageData) -> Iterator[Edge]:
    yield from _statements(data)
    for link in data.links:
        yield Edge(link.source, link.target, link.relation.value, detail=link.reason or None)
    yield from _commitments(data)
    for stance in data.stances:
        yield Edge(stance.holder, stance.target, stance.relation, stance.evidence)
    for role in data.roles:
        if role.organisation:
            title = f"former {role.title}" if role.former else role.title
            yield Edge(role.person, role.organisation, "holds a post in", role.evidence, title)
    yield from _events(data)


def _statements(data: PageData) -> Iterator[Edge]:
    for entry in data.statements:
        evidence = tuple(report.evidence for report in entry.reports)
        for speaker in entry.speakers:
            yield Edge(speaker, entry.id, "said", evidence)
        for issue in entry.issues:
            yield Edge(entry.id, issue, "about")
        for report in entry.reports:
            if report.addressee:
                yield Edge(entry.id, report.addressee, "addressed to", (report.evidence,))


def _commitments(data: PageData) -> Iterator[Edge]:
    for entry in data.commitments:
        verb = _GIVES.get(entry.status, entry.status)
        for actor in entry.actors:
            yield Edge(actor, entry.id, verb, entry.evidence)
        for beneficiary in entry.beneficiaries:
            yield Edge(entry.id, beneficiary, "for", entry.evidence)


def _events(data: PageData) -> Iterator[Edge]:
    for entry in data.events:
        verb = {"planned": "is to take part in", "cancelled": "was to take part in"}
        for actor in entry.participants:
            yield Edge(actor, entry.id, verb.get(entry.state, "took part in"), entry.evidence)
        if entry.place:
            yield Edge(entry.id, entry.place, "at", entry.evidence)
