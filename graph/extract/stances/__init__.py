"""Reads stances out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Findings, Stance
from graph.parse import Reading


class StanceExtractor:
    """Yields stances in text order."""

    name = "stances"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Stance]:
        """The stances of one document."""
        return ()
