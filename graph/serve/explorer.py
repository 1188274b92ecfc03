"""The explorer page of a served record, drawn anew only when the record has changed."""

from __future__ import annotations

from typing import Any

from graph.render import gather, page_html
from graph.store import Store


def rendered(state: Any) -> str:
    """The page as HTML, for the snapshot that queries are answered from. `state` is the application's."""
    snapshot = state.pool.snapshots.refresh()
    known: tuple[object, str] | None = getattr(state, "explorer", None)
    if known is None or known[0] is not snapshot:
        with Store.open(state.settings.record) as store:
            state.explorer = (snapshot, page_html(gather(store, title=state.settings.title)))
    return str(state.explorer[1])
