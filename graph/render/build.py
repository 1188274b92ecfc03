"""From a record to the page: gathered, laid out by networkx, written by pyvis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from graph.render.gather import gather
from graph.render.layout import place
from graph.render.nearby import Record
from graph.render.network import ExplorerNetwork
from graph.render.page import PageData
from graph.render.payload import Payload, turtle_pack
from graph.render.scope import Selection
from graph.store import Store


def render(
    record: Record | str | Path,
    output: str | Path,
    *,
    title: str = "Who said what",
    actor: str | None = None,
    issue: str | None = None,
    query: str | None = None,
    since: date | None = None,
    values: Mapping[str, str] | None = None,
    full_text: bool = True,
    max_nodes: int = 1500,
) -> Path:
    """Writes the explorer of a record, or of a part of it, to `output`: one file that asks for nothing else.

    `record` is an open store or its folder. `actor` and `issue` are names or ids, `query` is a named query or SPARQL
    text whose rows name what to show, `values` are its parameters. `full_text=False` leaves the documents' texts out and keeps the proving
    sentences. The same record gives the same bytes. Beyond `max_nodes` the page counts what it does not draw, and
    says so. Raises ConfigError for names that do not exist, StoreError and QueryError from below.
    """
    selection = Selection(actor, issue, query, since, tuple(sorted((values or {}).items())))
    options = {"title": title, "selection": selection, "full_text": full_text}
    if isinstance(record, str | Path):
        with Store.open(record) as store:
            data = gather(store, **options, max_nodes=max_nodes)  # type: ignore[arg-type]
    else:
        data = gather(record, **options, max_nodes=max_nodes)  # type: ignore[arg-type]
    return write(data, output)


def write(data: PageData, output: str | Path) -> Path:
    """Writes the page of `data` to `output`."""
    path = Path(output)
    network_of(data).write_html(str(path))
    return path


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
