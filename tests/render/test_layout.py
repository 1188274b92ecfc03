from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from graph.render.cards import CELL_HEIGHT, cards_of
from graph.render.edges import directed, edges_of
from graph.render.layout import place
from graph.render.overlap import Boxes, overlapping, spread
from graph.render.page import NodeKind, PageData


def test_every_node_has_one_place(story: PageData):
    """Nothing on the page is left without coordinates."""
    layout = place(story)
    assert set(layout.places) == {node.id for node in layout.nodes}


def test_the_same_data_gives_the_same_layout(story: PageData, crowd: Callable[[int], PageData]):
    """There is no chance in the layout, by stress nor by force."""
    assert place(story) == place(story)
    many = crowd(120)
    assert place(many, stress_limit=10) == place(many, stress_limit=10)


def test_statements_stand_inside_their_card_sorted_by_position(story: PageData):
    """A statement lies within the rectangle of its first issue; supporters come before opponents."""
    layout = place(story)
    position = {s.id: s.position for s in story.statements}
    for card in layout.cards.values():
        for statement in card.statements:
            x, y = layout.places[statement]
            assert card.x < x < card.x + card.width
            assert card.y + CELL_HEIGHT < y < card.y + card.height
    patrols = [position[s].value for s in layout.cards["issue/patrols"].statements]
    assert patrols == ["supports", "conditional", "opposes", "opposes"]


@pytest.mark.parametrize("stress_limit", [0, 500])
def test_cards_and_labels_do_not_overlap(crowd: Callable[[int], PageData], stress_limit: int):
    """Both layouts leave room for every card."""
    layout = place(crowd(120), stress_limit=stress_limit)
    cards = list(layout.cards.values())
    for i, one in enumerate(cards):
        for other in cards[i + 1 :]:
            apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart_x or apart_y


def test_boxes_on_one_spot_are_moved_apart():
    """Even boxes with the same centre end up beside each other."""
    boxes = Boxes(np.full(12, 90.0), np.full(12, 30.0), np.ones(12))
    points = spread(
        np.zeros((12, 2)) + np.arange(12)[:, None] * 0.01, boxes, np.zeros((0, 2), int), np.zeros(0)
    )
    assert overlapping(points, boxes) == 0


def test_a_page_without_anything_has_a_layout():
    """An empty record is no error."""
    assert place(PageData("Nothing")).places == {}


def test_edges_join_only_what_is_on_the_page(story: PageData):
    """An edge never points to a node that is not drawn, and none stands twice."""
    edges = edges_of(story)
    known = {node.id for node in place(story).nodes}
    assert all(e.source in known and e.target in known for e in edges)
    assert len({(e.source, e.target, e.relation, e.detail) for e in edges}) == len(edges)
    assert {
        "said",
        "about",
        "delivers",
        "for",
        "took part in",
        "at",
        "contradicts",
        "criticises",
    } <= {e.relation for e in edges}


def test_networkx_sees_the_same_graph(story: PageData):
    """The page's graph is a networkx graph with the same nodes and edges."""
    graph = directed(story)
    assert graph.number_of_edges() == len(edges_of(story))
    assert graph.has_edge("actor/fjellheim", "claim/ships")


def test_a_card_counts_a_cell_for_what_it_leaves_out(story: PageData):
    """A card that does not draw all its statements has room to say how many more there are."""
    from dataclasses import replace

    from graph.model import Position

    full = cards_of(story)["issue/patrols"]
    issues = tuple(replace(i, more=((Position.OPPOSES, 40),)) for i in story.issues)
    columns = cards_of(replace(story, issues=issues))["issue/patrols"].columns
    assert len(full.statements) < columns * 2
    assert {n.kind for n in place(story).nodes} >= {NodeKind.ISSUE, NodeKind.PLACE}
