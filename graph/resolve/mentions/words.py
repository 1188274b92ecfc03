"""How alike two lemmas are: cosines of small vectors that ship as `lexicons/mention_words.json.gz`."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from graph.errors import DamagedError

FILE = "mention_words.json.gz"
UNKNOWN = -0.5  # where one side has no word, or none that is known


@cache
def vectors() -> dict[str, NDArray[np.float32]]:
    """Lemma → vector of length one. DamagedError where the file is missing or cannot be read."""
    try:
        table = json.loads(gzip.decompress((files("graph.lexicons") / FILE).read_bytes()))
        words, width = table["words"], int(table["width"])
        flat = np.frombuffer(base64.b64decode(table["vectors"]), dtype=np.int8)
        rows = flat.reshape(len(words), width).astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DamagedError(f"{FILE} cannot be read ({error}): install onrecord again") from error
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(words, rows, strict=True))


@cache
def _pair(one: str, other: str) -> float:
    known = vectors()
    if one not in known or other not in known:
        return UNKNOWN
    return float(known[one] @ known[other])


def alike(some: Collection[str], others: Collection[str]) -> float:
    """The greatest cosine of a word of the one and a word of the other; 1 for a shared word."""
    if any(word in others for word in some):
        return 1.0
    return max((_pair(*sorted((a, b))) for a in some for b in others), default=UNKNOWN)
