"""What a record keeps beside its quads, so that the next build reads only what changed.

    record/findings/ab/ab12….json   the findings of one document, and what they were read with
    record/sources.json             which file or address each document came from

All of it can be deleted: the next build reads the texts again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from graph.model import Document, Findings
from graph.pipeline.codec import decode, encode


def cache_folder(place: Path | str) -> Path:
    """Where the cache of a record lies: in its folder, or for one behind an address in the user's cache."""
    if not str(place).startswith(("http://", "https://")):
        return Path(place)
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "onrecord" / hashlib.sha256(str(place).encode()).hexdigest()[:24]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Cache:
    """Findings by document. A file that is damaged counts as absent."""

    def __init__(self, record: Path, version: str) -> None:
        self._folder = record / "findings"
        self._sources = record / "sources.json"
        self._version = version
        self._origins = self._read_origins()

    def is_fresh(self, document: Document) -> bool:
        """Whether these very words and metadata were read with this very software and these settings."""
        value = self._value(document.id)
        return value is not None and value.get("read") == self._fingerprint(document)

    def save(self, findings: Findings) -> None:
        """Keep the findings of one document in place of its earlier ones."""
        value = {"read": self._fingerprint(findings.document), "findings": encode(findings)}
        path = self._path(findings.document.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, json.dumps(value, ensure_ascii=False))

    def load(self, document: str) -> Findings | None:
        """The findings of a document, or None where they are not kept."""
        value = self._value(document)
        if value is None:
            return None
        try:
            return decode(Findings, value["findings"])
        except (KeyError, TypeError, ValueError):
            return None  # of an earlier version

    def all(self, documents: Iterator[str] | tuple[str, ...]) -> Iterator[Findings]:
        """Findings of these documents, as far as they are kept, in that order."""
        for document in documents:
            findings = self.load(document)
            if findings is not None:
                yield findings

    def remove(self, document: str) -> None:
        """Forget a document."""
        self._path(document).unlink(missing_ok=True)
        self._origins = {o: d for o, d in self._origins.items() if d != document}

    def came_from(self, document: str, origin: str) -> str | None:
        """Note where a document came from; returns the document that came from there before, if another."""
        earlier = self._origins.get(origin)
        self._origins[origin] = document
        gone = earlier is not None and earlier not in self._origins.values()
        return earlier if gone else None

    def close(self) -> None:
        """Write down where the documents came from."""
        _write(self._sources, json.dumps(dict(sorted(self._origins.items())), indent=0) + "\n")

    def _read_origins(self) -> dict[str, str]:
        try:
            value = json.loads(self._sources.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

    def _fingerprint(self, document: Document) -> str:
        words = json.dumps([self._version, encode(document)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()

    def _value(self, document: str) -> dict[str, object] | None:
        try:
            value = json.loads(self._path(document).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return value if isinstance(value, dict) else None

    def _path(self, document: str) -> Path:
        return self._folder / document[:2] / f"{document}.json"


def _write(path: Path, text: str) -> None:
    """All or nothing: a reader sees the old file or the new one."""
    draft = path.with_suffix(".new")
    draft.write_text(text, "utf-8")
    draft.replace(path)
