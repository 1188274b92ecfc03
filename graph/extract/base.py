"""What an extractor is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from graph.model import Commitment, Event, Findings, Role, Stance, Statement
from graph.parse import Reading

Finding = Statement | Commitment | Stance | Role | Event


class Extractor(Protocol):
    """Reads findings of one kind. Pure: the same reading gives the same findings.

    `so_far` holds what the extractors before it in the tuple found, so that a commitment can point to the
    statement that reports it.
    """

    name: str
    version: str

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Finding]:
        """Findings in text order."""
        ...
