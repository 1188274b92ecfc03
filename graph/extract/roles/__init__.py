"""Reads roles out of a text."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Findings, Role
from graph.parse import Reading


class RoleExtractor:
    """Yields roles in text order."""

    name = "roles"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Role]:
        """The roles of one document."""
        return ()
