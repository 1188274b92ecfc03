"""Where everything stands: computed once, the same on every run, for a landscape page.

The reduced graph (issue cards and everything that is not a statement) is laid out by stress up to `STRESS_LIMIT`
nodes and by a cutoff force above it; then boxes with room for their labels are moved apart.
Measured at a load of 10 on 2 cores: stress takes 3–5 s at 150 nodes and grows with the cube, the force 1.5 s at 400.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

from graph.render.cards import Card, cards_of
from graph.render.edges import Edge, edges_of
from graph.render.names import clip, lines
from graph.render.overlap import Array, Boxes, Indices, spread
from graph.render.page import NodeKind, PageData

STRESS_LIMIT = 180
LABEL_CHARS = 48  # labels on the picture are clipped to this many characters
_ZOOM = 0.85  # the zoom at which a whole page is first seen: room for labels is kept for it
_RADIUS = {
    NodeKind.PERSON: 14.0,
    NodeKind.COUNTRY: 14.0,
    NodeKind.ORGANISATION: 11.0,
    NodeKind.GROUP: 11.0,
    NodeKind.UNNAMED: 9.0,
    NodeKind.STATEMENT: 9.5,
    NodeKind.COMMITMENT: 11.0,
    NodeKind.EVENT: 12.0,
    NodeKind.PLACE: 8.0,
    NodeKind.ISSUE: 20.0,
}
_GROWS = {NodeKind.PERSON, NodeKind.COUNTRY, NodeKind.ORGANISATION, NodeKind.GROUP}
_WEIGHT = {"about": 0.25, "addressed to": 0.4}


@dataclass(frozen=True, slots=True)
class Node:
    """A drawn thing before it has a place. `degree` counts its edges on the page."""

    id: str
    label: str
    kind: NodeKind
    degree: int
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres in page units under node ids, and the cards with their corners. `nodes` keeps the drawing order."""

    nodes: tuple[Node, ...]
    places: dict[str, tuple[int, int]]
    cards: dict[str, Card]


def place(data: PageData, *, stress_limit: int = STRESS_LIMIT) -> Layout:
    """The layout of `data`; the same `data` always gives the same one."""
    edges = edges_of(data)
    nodes = nodes_of(data, edges)
    cards = cards_of(data)
    reduced = _reduced(nodes, edges, cards)
    keys = list(reduced)
    if not keys:
        return Layout(nodes, {}, {})
    by_id = {node.id: node for node in nodes}
    boxes, shifts = _boxes([by_id[key] for key in keys], cards)
    points = _start(reduced, keys, boxes, stress_limit)
    index = {key: i for i, key in enumerate(keys)}
    ends = np.array([(index[u], index[v]) for u, v in reduced.edges()], dtype=np.intp).reshape(
        -1, 2
    )
    weights = np.array([d["weight"] for *_, d in reduced.edges(data=True)])
    points = spread(points, boxes, ends, weights)
    return _finish(nodes, keys, points - np.stack([np.zeros_like(shifts), shifts], 1), cards)


def nodes_of(data: PageData, edges: list[Edge]) -> tuple[Node, ...]:
    """Everything that is drawn, with its size."""
    degree: dict[str, int] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            degree[end] = degree.get(end, 0) + 1
    found = [(i.id, i.name, NodeKind.ISSUE) for i in data.issues]
    found += [(a.id, a.name, a.kind) for a in data.actors]
    found += [(s.id, s.text, NodeKind.STATEMENT) for s in data.statements]
    found += [(c.id, c.label, NodeKind.COMMITMENT) for c in data.commitments]
    found += [(e.id, e.label, NodeKind.EVENT) for e in data.events]
    found += [(p.id, p.name, NodeKind.PLACE) for p in data.places]
    return tuple(
        Node(key, label, kind, degree.get(key, 0), _radius(kind, degree.get(key, 0)))
        for key, label, kind in found
    )


def _radius(kind: NodeKind, degree: int) -> float:
    grown = min(15.0, 3.0 * math.sqrt(max(0, degree - 1))) if kind in _GROWS else 0.0
    return round(_RADIUS[kind] + grown, 1)


def _reduced(nodes: tuple[Node, ...], edges: list[Edge], cards: dict[str, Card]) -> nx.Graph:
    """Statements melt into the card that holds them; parallel edges add up; every part hangs together."""
    home = {statement: card.issue for card in cards.values() for statement in card.statements}
    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in nodes if node.kind is not NodeKind.STATEMENT)
    for edge in edges:
        u, v = home.get(edge.source, edge.source), home.get(edge.target, edge.target)
        if u != v and u in graph and v in graph:
            old = graph[u][v]["weight"] if graph.has_edge(u, v) else 0.0
            graph.add_edge(u, v, weight=old + _WEIGHT.get(edge.relation, 1.0))
    _join(graph)
    return graph


def _join(graph: nx.Graph) -> None:
    """Ties separate parts loosely to the largest: stress layouts fling unconnected parts apart."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    hubs = [max(sorted(part), key=graph.degree) for part in parts]
    for hub in hubs[1:]:
        graph.add_edge(hubs[0], hub, weight=0.08)


def _boxes(nodes: list[Node], cards: dict[str, Card]) -> tuple[Boxes, Array]:
    """Room for mark and label; the second value is how far a box's centre lies below its mark's."""
    sizes = [_box(node, cards.get(node.id)) for node in nodes]
    widths, heights, shifts = (np.array([size[i] for size in sizes]) for i in range(3))
    mobility = np.array([0.35 if node.id in cards else 1.0 for node in nodes])
    return Boxes(widths, heights, mobility), shifts


def _box(node: Node, card: Card | None) -> tuple[float, float, float]:
    if card:
        return card.width + 26, card.height + 26, 0.0
    size = (14 if node.degree > 6 else 12.5) / _ZOOM
    rows = lines(clip(node.label, LABEL_CHARS), 17)
    width, height = max(map(len, rows)) * size * 0.56, len(rows) * size * 1.2
    return (
        max(2 * node.radius, width) + 20,
        2 * node.radius + height + 18,
        height / 2 + 3,
    )


def _start(graph: nx.Graph, keys: list[str], boxes: Boxes, stress_limit: int) -> Array:
    """First places, turned so that the longest extent is horizontal, and scaled to the room that is needed."""
    if len(keys) == 1:
        return np.zeros((1, 2))
    points = _stress(graph, keys, boxes) if len(keys) <= stress_limit else _force(graph, keys)
    points = _landscape(points)
    area = float((boxes.widths * boxes.heights).sum())
    return np.asarray(points * math.sqrt(area) * 0.30, dtype=np.float64)


def _stress(graph: nx.Graph, keys: list[str], boxes: Boxes) -> Array:
    small = dict(zip(keys, np.minimum(boxes.widths, boxes.heights), strict=True))
    for u, v, values in graph.edges(data=True):
        values["length"] = (small[u] + small[v]) / 180 + 1.1 / math.sqrt(values["weight"])
    found = nx.kamada_kawai_layout(graph, weight="length")
    return np.array([found[key] for key in keys])


def _force(graph: nx.Graph, keys: list[str], rounds: int = 220) -> Array:
    """Attraction along edges, repulsion from near nodes only: n log n a round (Fruchterman and Reingold 1991)."""
    index = {key: i for i, key in enumerate(keys)}
    ends = np.array([(index[u], index[v]) for u, v in graph.edges()], dtype=np.intp)
    pull = np.minimum(3.0, [d["weight"] for *_, d in graph.edges(data=True)])
    points = np.random.default_rng(20).normal(size=(len(keys), 2)) * math.sqrt(len(keys))
    for turn in range(rounds):
        step = _repel(points) + _attract(points, ends, pull) - points * 0.02
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        limit = 2.0 * (1 - turn / rounds) + 0.02
        points = points + step * (np.minimum(length, limit) / length)[:, None]
    return points


def _repel(points: Array, reach: float = 4.0) -> Array:
    pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
    out = np.zeros_like(points)
    if len(pairs):
        gap = points[pairs[:, 0]] - points[pairs[:, 1]]
        squared = np.maximum((gap**2).sum(1), 1e-3)[:, None]
        force = gap / squared
        np.add.at(out, pairs[:, 0], force)
        np.add.at(out, pairs[:, 1], -force)
    return out


def _attract(points: Array, ends: Indices, pull: Array) -> Array:
    out = np.zeros_like(points)
    if len(ends):
        force = (points[ends[:, 1]] - points[ends[:, 0]]) * (0.06 * pull)[:, None]
        np.add.at(out, ends[:, 0], force)
        np.add.at(out, ends[:, 1], -force)
    return out


def _landscape(points: Array) -> Array:
    """Turned to its main axes with fixed signs, wider than high, crowded middle pulled apart."""
    points = points - points.mean(0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    points = points @ axes.T
    signs = np.sign([points[np.abs(points[:, i]).argmax(), i] for i in range(2)])
    spans = np.maximum(points.std(0), 1e-9)
    points = points * np.where(signs == 0, 1.0, signs) / spans * (1.22, 0.86)
    return np.asarray(np.sign(points) * np.abs(points) ** 0.82, dtype=np.float64)


def _finish(
    nodes: tuple[Node, ...], keys: list[str], points: Array, cards: dict[str, Card]
) -> Layout:
    places = {key: (round(x), round(y)) for key, (x, y) in zip(keys, points.tolist(), strict=True)}
    fixed: dict[str, Card] = {}
    for issue, card in cards.items():
        x, y = places[issue]
        fixed[issue] = card = replace(
            card, x=round(x - card.width / 2), y=round(y - card.height / 2)
        )
        places[issue] = (x, round(card.y + 22))
        for i, statement in enumerate(card.statements):
            across, down = card.cell(i)
            places[statement] = (round(across), round(down))
    return Layout(nodes, places, fixed)
