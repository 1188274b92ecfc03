"""The learnt part of the choice: three forests, shares of words, axes of word vectors, all as plain numbers.

`weights/` holds what is grown from all of GUM's other genres by `scripts/train_clauses.py`; its checksum is looked at
when it is loaded. Other numbers can be given in its place, as the cross-validation does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from graph.errors import DamagedError
from graph.extract.clauses.candidates import Clause
from graph.extract.clauses.shares import Axes, Shares
from graph.trees import Columns, Numbers, Trees

SHIPPED = Path(__file__).parent / "weights"
FILE, MANIFEST = "model.json.gz", "manifest.json"
_BETWEEN = "\t"  # the parts of a word's key in the file


@dataclass(frozen=True, slots=True, eq=False)
class ClauseModel:
    """What chooses among clauses, sources and signatures. `threshold` is the least chance of what is kept."""

    clauses: Trees
    sources: Trees
    signatures: Trees
    shares: Shares
    axes: Axes
    threshold: float

    def chances(self, clauses: Sequence[Clause], rows: Numbers) -> Numbers:
        """The chance of each clause that it is an attribution; `rows` are its features within the document."""
        return self.clauses.probabilities(self.rows(clauses, rows))

    def rows(self, clauses: Sequence[Clause], rows: Numbers) -> Numbers:
        """The features within the document, with those of the words."""
        return np.hstack([rows, self.shares.rows(clauses), self.axes.rows(clauses)])


Grown = tuple[Sequence[Columns], float]  # trees, and what their sum starts from


def table(
    clauses: Grown, sources: Grown, signatures: Grown, shares: Shares, axes: Axes, threshold: float
) -> dict[str, Any]:
    """What `model_of` reads: JSON's types only."""
    forests = {"clauses": clauses, "sources": sources, "signatures": signatures}
    return {
        **{name: {"trees": trees, "start": start} for name, (trees, start) in forests.items()},
        "shares": {
            _BETWEEN.join(key): [shares.right[key], count]
            for key, count in sorted(shares.seen.items())
        },
        "middle": axes.middle.tolist(),
        "axes": axes.axes.tolist(),
        "threshold": threshold,
    }


def model_of(values: dict[str, Any]) -> ClauseModel:
    """A model from its table. KeyError, TypeError, ValueError or IndexError where the table is not whole."""
    counts = {tuple(key.split(_BETWEEN)): pair for key, pair in values["shares"].items()}
    shares = Shares(
        Counter({key: right for key, (right, _) in counts.items()}),
        Counter({key: seen for key, (_, seen) in counts.items()}),
    )
    clauses, sources, signatures = (
        Trees.of(values[name]["trees"], float(values[name]["start"]))
        for name in ("clauses", "sources", "signatures")
    )
    axes = Axes(np.array(values["middle"], dtype=float), np.array(values["axes"], dtype=float))
    return ClauseModel(clauses, sources, signatures, shares, axes, float(values["threshold"]))


def packed(values: dict[str, Any]) -> bytes:
    """A table as the bytes of its file: the same table gives the same bytes."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), mtime=0)


def load(folder: Path = SHIPPED) -> ClauseModel:
    """The model in a folder. DamagedError where a file is missing, unreadable or altered."""
    path = folder / FILE
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        data = path.read_bytes()
        expected, found = str(manifest["sha256"]), hashlib.sha256(data).hexdigest()
        if found == expected:
            return model_of(json.loads(gzip.decompress(data)))
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
        raise DamagedError(
            f"{path} cannot be read ({error}). Install onrecord again, or restore the file."
        ) from error
    raise DamagedError(
        f"{path} is damaged: its sha256 is {found[:12]}…, the manifest says {expected[:12]}…. "
        "Install onrecord again, or restore the file."
    )


@cache
def shipped() -> ClauseModel:
    """The model that ships, read once."""
    return load()
