"""Finds words that say when, and normalises them against the publication date."""

from __future__ import annotations

from graph.parse.reading import Reading


def annotate(reading: Reading) -> None:
    """Set `reading.times`, in text order."""
