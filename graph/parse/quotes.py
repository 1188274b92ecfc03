"""Finds words between quotation marks."""

from __future__ import annotations

from graph.parse.reading import Reading


def annotate(reading: Reading) -> None:
    """Set `reading.quotes`, in text order."""
