"""Finds numbers with their units."""

from __future__ import annotations

from graph.parse.reading import Reading


def annotate(reading: Reading) -> None:
    """Set `reading.quantities`, in text order."""
