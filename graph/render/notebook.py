"""The explorer inside a notebook: the page in a frame that has no rights but to run its own script."""

from __future__ import annotations

from html import escape

from graph.render.build import page_html
from graph.render.gather import gather
from graph.render.nearby import Record
from graph.render.page import PageData
from graph.render.scope import Selection

NOTEBOOK_NODES = (
    400  # a notebook keeps every output: the page in it is smaller than the one in a file
)


def frame(
    record: Record,
    *,
    title: str = "Who said what",
    selection: Selection | None = None,
    height: int = 720,
    max_nodes: int = NOTEBOOK_NODES,
) -> str:
    """An iframe with the explorer of the record, `height` pixels high, as `_repr_html_` wants it."""
    data = gather(record, title=title, selection=selection, full_text=False, max_nodes=max_nodes)
    return in_frame(data, height)


def in_frame(data: PageData, height: int) -> str:
    """The page in a frame that may run the page's own script, and has no origin."""
    page = escape(page_html(data), quote=True)
    return (
        f'<iframe srcdoc="{page}" width="100%" height="{height}" title="{escape(data.title, quote=True)}"'
        ' style="border:0" sandbox="allow-scripts allow-downloads allow-popups"></iframe>'
    )
