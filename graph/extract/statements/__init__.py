"""Reads statements out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Findings, Statement
from graph.parse import Reading


class StatementExtractor:
    """Yields statements in text order."""

    name = "statements"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Statement]:
        """The statements of one document."""
        return ()
