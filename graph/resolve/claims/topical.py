"""Claims and issues as the grouping sees them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

NAMED = 0.6  # score of a claim that says too little to be grouped and yet names the issue
INHERITED = 0.25  # score of a claim that says too little itself and stands beside one of the issue


@dataclass(frozen=True, slots=True)
class Topical:
    """A claim as issues see it: its text, the noun phrases of its contents, the documents that report it."""

    text: str
    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    beside: tuple[
        int, ...
    ] = ()  # rows whose reports stand next to its own in a text, the nearest first
    about: tuple[str, ...] = ()  # what its documents are about, the best first


@dataclass(frozen=True, slots=True)
class Grouped:
    """An issue before positions are known: rows of the claims with their scores, best first."""

    id: str
    name: str
    words: tuple[str, ...]
    rows: tuple[tuple[int, float], ...]
    description: str | None = None
    is_codebook: bool = False


def issue_id(name: str) -> str:
    return hashlib.sha256(f"issue {name}".encode()).hexdigest()[:20]
