"""One text that is to be read: where its bytes or words are, and what a manifest says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputError


class Unreadable(InputError):
    """One text cannot be read; the others can. `code` is that of the `Problem` it becomes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Source:
    """`path` or `data` or `text` holds the words; `cells` what a manifest says, unchecked.

    `name` is what the document will be called, `place` what messages call it.
    """

    name: str
    place: str
    path: Path | None = None
    data: bytes | None = None
    text: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
