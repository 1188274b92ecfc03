"""How much a record merges by itself, as the last build said; later builds, merges and corrections keep to it.

record/merging     one of the names of `Merging`, where a build asked for another than the default
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import DamagedError
from graph.resolve.mentions.merging import Merging


class KeptMerging:
    """The operating point in the folder of a record."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "merging"

    def point(self) -> Merging:
        """What was asked for last, or the default. DamagedError where the file says neither."""
        if not self._path.exists():
            return Merging.BALANCED
        name = self._path.read_text("utf-8").strip()
        try:
            return Merging(name)
        except ValueError as error:
            raise DamagedError(
                f"{self._path} says {name!r}: give --merging {' or '.join(Merging)} to a build"
            ) from error

    def take(self, name: str) -> bool:
        """Keep this one; whether another was kept before."""
        known = self._path.read_text("utf-8").strip() if self._path.exists() else Merging.BALANCED
        if name == known:
            return False
        self._path.write_text(f"{name}\n", "utf-8")
        return True
