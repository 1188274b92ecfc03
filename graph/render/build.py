"""From `PageData` to the page: layout by networkx, writing by pyvis."""

from __future__ import annotations

from pathlib import Path

from graph.render.layout import place
from graph.render.network import ExplorerNetwork
from graph.render.page import PageData
from graph.render.payload import Payload, turtle_pack


def page_html(data: PageData) -> str:
    """The whole page as text. The same `data` gives the same bytes."""
    return network_of(data).generate_html()


def network_of(data: PageData) -> ExplorerNetwork:
    """The pyvis network of `data`, with every node in its place."""
    layout = place(data)
    payload = Payload(data, layout)
    network = ExplorerNetwork(data.title)
    for number, node in enumerate(payload.nodes()):
        network.add_node(number, str(node.pop("label")), **node)
    for source, target, relation, rest in payload.edges():
        network.add_edge(source, target, relation=relation, rest=rest)
    network.story = payload.story()
    network.turtle = turtle_pack(data, layout)
    return network


def render(data: PageData, output: str | Path) -> Path:
    """Writes the page of `data` to `output`."""
    path = Path(output)
    network_of(data).write_html(str(path))
    return path
