"""Joins pronouns and descriptions ("he", "the minister", "the bloc") to the entities they name."""

from __future__ import annotations

from graph.parse.reading import Reading


def annotate(reading: Reading) -> None:
    """Add mentions to `reading.entities`."""
