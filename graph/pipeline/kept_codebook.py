"""The codebook that a record keeps: every later build, merge or correction codes by it until another one is given.

record/codebook.toml     the bytes of the file that was given
record/codebook.sha256   the checksum of the codebook by which the issues of the record were made
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import ConfigError
from graph.resolve.claims.codebook import Code, read_codebook


class KeptCodebook:
    """The codebook in the folder of a record, which may have none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "codebook.toml"
        self._made_by = folder / "codebook.sha256"

    def take(self, given: Path) -> None:
        """Keep a copy of this file in place of the codebook there was. ConfigError where it is no codebook."""
        read_codebook(given)
        try:
            content = given.read_bytes()
        except OSError as error:
            raise ConfigError(f"{given}: the codebook cannot be read ({error})") from error
        draft = self._path.with_suffix(".new")
        draft.write_bytes(content)
        draft.replace(self._path)

    def drop(self) -> None:
        """From now on there is none."""
        self._path.unlink(missing_ok=True)

    def codes(self) -> tuple[Code, ...]:
        """The issues it names; none where there is no codebook. ConfigError where the kept file was damaged."""
        return read_codebook(self._path) if self._path.exists() else ()

    def is_new(self) -> bool:
        """Whether the issues of the record were made by another codebook, or by none."""
        known = self._made_by.read_text("ascii").strip() if self._made_by.exists() else ""
        return known != self._sha256()

    def settle(self) -> None:
        """Note that the issues of the record are now made by this codebook."""
        if checksum := self._sha256():
            self._made_by.write_text(checksum + "\n", "ascii")
        else:
            self._made_by.unlink(missing_ok=True)

    def _sha256(self) -> str:
        return hashlib.sha256(self._path.read_bytes()).hexdigest() if self._path.exists() else ""
