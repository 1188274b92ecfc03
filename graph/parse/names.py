"""Finds the names of actors, and makes one entity of the names that belong together."""

from __future__ import annotations

from graph.parse.reading import Reading


def annotate(reading: Reading) -> None:
    """Fill `reading.entities` and the map from tokens to entities."""
