"""Reads a corpus and counts hits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

from graph.model import Document
from graph.parse import Parser, Reading, read


def records(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def readings(records: Iterable[dict[str, Any]]) -> list[Reading]:
    """Annotated readings of records with `id` and `text`."""
    documents = [Document(id=r["id"], text=r["text"], name=r["id"]) for r in records]
    return list(read(documents, Parser()))


def score(hits: int, wrong: int, missed: int) -> dict[str, float | int]:
    """Precision, recall and F1 with the counts."""
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    values = {"p": precision, "r": recall, "f1": f1}
    return {
        **{name: round(v, 3) for name, v in values.items()},
        "tp": hits,
        "fp": wrong,
        "fn": missed,
    }


def compare(gold: set[Hashable], found: set[Hashable], into: Counter[str]) -> None:
    """Add the hits, wrong ones and misses of one document to `into`."""
    into["tp"] += len(gold & found)
    into["fp"] += len(found - gold)
    into["fn"] += len(gold - found)


def scored(counts: Counter[str]) -> dict[str, float | int]:
    """The score of summed counts."""
    return score(counts["tp"], counts["fp"], counts["fn"])
