"""Reads commitments out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Commitment, Findings
from graph.parse import Reading


class CommitmentExtractor:
    """Yields commitments in text order."""

    name = "commitments"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Commitment]:
        """The commitments of one document."""
        return ()
