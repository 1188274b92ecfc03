"""Which documents tell of the same story, found by rare words they share and by when they appeared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.resolve.mentions.features import Rarity, Weights, dot

LARGEST_BLOCK = 40  # a word of more documents of one month tells no story
STORIES = 12  # documents to compare with, the likest first
LOOKED_AT = 60  # documents that share the most rare words
LEAST = 0.08  # cosine below which two documents tell of different things
_KEYS = 40  # words of a document under which it is found again, the weightiest
_BUCKET = timedelta(days=14)
_START = date(1970, 1, 1)


@dataclass(slots=True)
class Stories:
    """Documents so far. Adding and looking up cost the same however many there are."""

    rarity: Rarity = field(default_factory=Rarity)
    _weights: dict[str, Weights] = field(default_factory=dict)
    _blocks: dict[tuple[str, int | None], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def near(self, words: Counter[str], published: date | None) -> list[tuple[str, float]]:
        """Ids of documents that may tell of the same, with their likeness, the likest first."""
        weights = self.rarity.weigh(words)
        shared = Counter(
            name
            for word in _keys(weights)
            for bucket in _buckets(published)
            for name in self._blocks.get((word, bucket), ())
        )
        met = sorted(shared, key=lambda name: (-shared[name], name))[:LOOKED_AT]
        found = ((name, dot(weights, self._weights[name])) for name in met)
        like = [(name, cosine) for name, cosine in found if cosine >= LEAST]
        return sorted(like, key=lambda pair: (-pair[1], pair[0]))[:STORIES]

    def add(self, document: str, words: Counter[str], published: date | None) -> None:
        """Remember a document."""
        weights = self.rarity.weigh(words)
        self._weights[document] = weights
        bucket = _bucket(published)
        for word in _keys(weights):
            block = self._blocks[word, bucket]
            if len(block) < LARGEST_BLOCK:
                block.append(document)


def _keys(weights: Weights) -> list[str]:
    return sorted(weights, key=lambda w: (-weights[w], w))[:_KEYS]


def _bucket(published: date | None) -> int | None:
    return (published - _START) // _BUCKET if published else None


def _buckets(published: date | None) -> Iterator[int | None]:
    """Its fortnight and those beside it, and documents without a date; those without one go with any of them."""
    yield None
    bucket = _bucket(published)
    if bucket is not None:
        yield from (bucket - 1, bucket, bucket + 1)
