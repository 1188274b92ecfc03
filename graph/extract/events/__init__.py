"""Reads events out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Event, Findings
from graph.parse import Reading


class EventExtractor:
    """Yields events in text order."""

    name = "events"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Event]:
        """The events of one document."""
        return ()
