"""Sentence vectors that a record keeps, so that the next build encodes only new sentences.

    record/vectors.bin    per sentence 16 bytes of its sha256 and 384 little-endian float32

The file can be deleted; a rest that is cut short at its end is passed over.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from graph.resolve.claims.encoder import DIMENSIONS, SHA256, SentenceEncoder, Vector

_KEY = 16
_ROW = _KEY + 4 * DIMENSIONS


class KeptVectors:
    """Encodes sentences, each once in the life of a record. Close it to keep the new ones."""

    def __init__(self, folder: Path, encoder: SentenceEncoder | None = None) -> None:
        self._path = folder / "vectors.bin"
        self._encoder = encoder
        self._rows = self._read()
        self._new: dict[bytes, Vector] = {}

    def __call__(self, text: str) -> Vector:
        """The unit vector of a sentence; the same whether it was kept or is encoded now."""
        key = hashlib.sha256(f"{SHA256} {text}".encode("utf-8", "surrogatepass")).digest()[:_KEY]
        vector = self._rows.get(key)
        if vector is None:
            vector = self._new.get(key)
        if vector is None:
            if self._encoder is None:
                self._encoder = SentenceEncoder()  # a build without new sentences never loads it
            vector = self._new[key] = self._encoder(text)
        return vector

    def close(self) -> None:
        """Add the new vectors to the file."""
        if self._new:
            with self._path.open("ab") as file:
                for key, vector in self._new.items():
                    file.write(key + vector.astype("<f4").tobytes())
            self._rows |= self._new
            self._new = {}

    def _read(self) -> dict[bytes, Vector]:
        if not self._path.is_file():
            return {}
        whole = self._path.stat().st_size // _ROW * _ROW
        if whole != self._path.stat().st_size:  # the last writer was killed
            with self._path.open("r+b") as file:
                file.truncate(whole)
        if not whole:
            return {}
        data = np.memmap(self._path, dtype=np.uint8, mode="r").reshape(-1, _ROW)
        vectors = np.ascontiguousarray(data[:, _KEY:]).view("<f4")
        keys = np.ascontiguousarray(data[:, :_KEY])
        return {keys[n].tobytes(): vectors[n] for n in range(len(data))}
