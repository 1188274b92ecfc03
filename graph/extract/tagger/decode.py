"""Scores of words into attributions: which anchors stand, and which words belong to each.

An *anchor* is the words that an attribution hangs on: its cue ("said"), or its source where no cue
stands ("Macron: we are ready"). Everything here is in word indices of one window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Columns of the tag logits: outside, begin and inside of a cue, begin and inside of a source that
# stands in for a cue; then two independent word tags, source and content.
ANCHOR_COLUMNS = 5
NEAR, BUCKETS = 12, 20  # distances up to NEAR words have buckets of their own, then logarithmic


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words `first` … `last` (inclusive); `kind` 0 is a cue, 1 a source without a cue."""

    first: int
    last: int
    kind: int
    score: float


@dataclass(frozen=True, slots=True)
class Linked:
    """An anchor with the words of its source and content, as runs of (first, last) inclusive.

    `source_score` and `content_score` are mean probabilities over the chosen words (0 if none);
    `real` is the linker's own probability that the anchor carries an attribution.
    """

    anchor: Anchor
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    real: float
    source_score: float
    content_score: float


@dataclass(frozen=True, slots=True)
class Settings:
    """How scores become spans; the values are chosen on PolNeAR dev and shipped with the weights.

    `propose`, `anchor`, `source` are least probabilities; `switch` is the log odds that a change
    between inside and outside of a content must earn; `rival` is the most that a word's probability
    may be where another anchor has the better claim to it (1.0: contents may nest); `keep` is the
    least calibrated confidence of an attribution that is given back. `before` and `after` are how
    many words around an anchor the linker reads.
    """

    propose: float = 0.15
    anchor: float = 0.5
    source: float = 0.25
    switch: float = 1.5
    rival: float = 0.3
    keep: float = 0.35
    before: int = 80
    after: int = 160


def sigmoid(x: Floats) -> Floats:
    """Logistic function, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Probabilities over the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def propose(tags: Floats, threshold: float, peak: float = 0.0) -> list[Anchor]:
    """Candidate anchors from tag logits (words, 7): runs above `threshold`, cut at a new begin.

    Runs that nowhere reach `peak` are left out: the square of `Settings.anchor` loses nothing,
    since the linker's probability is at most 1.
    """
    chance = softmax(tags[:, :ANCHOR_COLUMNS])
    anchors = []
    for kind in (0, 1):
        begin, inside = chance[:, 1 + 2 * kind], chance[:, 2 + 2 * kind]
        either = begin + inside
        for first, last in runs(either > threshold):
            cuts = [i for i in range(first + 1, last + 1) if begin[i] > max(inside[i], 0.3)]
            for low, high in zip([first, *cuts], [*(c - 1 for c in cuts), last], strict=True):
                score = float(either[low : high + 1].max())
                if score >= peak:
                    anchors.append(Anchor(low, high, kind, score))
    anchors.sort(key=lambda a: (a.first, a.last, a.kind))
    return anchors


def runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Maximal runs of True as (first, last), both inclusive."""
    padded = np.concatenate(([False], chosen, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def link_features(
    anchors: Sequence[tuple[int, int]], paragraphs: Ints, settings: Settings
) -> tuple[Ints, Ints, Ints, Floats, NDArray[np.bool_]]:
    """What the linker reads for each anchor: its band of words, padded to the widest.

    Returns, each of shape (anchors, band): word index, distance bucket, paragraph before, same or
    after (0, 1, 2), 1.0 inside the anchor, and whether the place holds a word at all.
    """
    ends = np.array(anchors, dtype=np.int64).reshape(-1, 2)
    first, last = ends[:, :1], ends[:, 1:]
    low = np.maximum(0, first - settings.before)
    high = np.minimum(len(paragraphs), last + 1 + settings.after)
    words = low + np.arange(int((high - low).max()), dtype=np.int64)[None]
    valid = words < high
    words = np.minimum(words, high - 1)
    distance = np.where(words < first, words - first, np.where(words > last, words - last, 0))
    size = np.abs(distance)
    far = NEAR + np.floor(
        np.log(np.maximum(size, NEAR) / NEAR) / np.log(20.0) * (BUCKETS - NEAR)
    ).astype(np.int64)
    index = np.where(size <= NEAR, size, np.minimum(far, BUCKETS))
    side = 1 + np.sign(paragraphs[words] - paragraphs[first[:, 0]][:, None])
    here = ((distance == 0) & valid).astype(np.float32)
    return words, BUCKETS + np.sign(distance) * index, side.astype(np.int64), here, valid


def unband(scores: Floats, words: Ints, valid: NDArray[np.bool_], size: int) -> Floats:
    """Band scores (anchors, band, 2) on all words of the window (anchors, size, 2)."""
    full = np.full((len(words), size, scores.shape[-1]), -20.0, dtype=np.float32)
    rows, places = np.nonzero(valid)
    full[rows, words[rows, places]] = scores[rows, places]
    return full


def choose(
    anchors: Sequence[Anchor], roles: Floats, real: Floats, settings: Settings
) -> list[Linked]:
    """Attributions from linker logits `roles` (anchors, words, 2) and `real` (anchors,).

    An anchor stands if the geometric mean of its two probabilities (tagger's and linker's) reaches
    `settings.anchor`; it is never part of its own content.
    """
    if not anchors:
        return []
    real_chance = sigmoid(real)
    strength = np.sqrt(np.array([a.score for a in anchors], dtype=np.float32) * real_chance)
    kept = [i for i in range(len(anchors)) if strength[i] >= settings.anchor]
    if not kept:
        return []
    chance = sigmoid(roles[kept])
    source, content = chance[..., 0], chance[..., 1]
    for row, i in enumerate(kept):
        if anchors[i].kind == 0:
            content[row, anchors[i].first : anchors[i].last + 1] = 0.0
    best = content.max(axis=0, keepdims=True)
    odds = log_odds(np.where(content < best, np.minimum(content, settings.rival), content))
    found = (
        _linked(anchors[i], float(real_chance[i]), source[row], odds[row], settings)
        for row, i in enumerate(kept)
    )
    return [f for f in found if f.content]


def _linked(
    anchor: Anchor, real: float, source: Floats, odds: Floats, settings: Settings
) -> Linked:
    content = smooth_runs(odds, settings.switch)
    chosen = best_source(source, settings.source)
    return Linked(
        anchor, chosen, content, real, _mean(source, chosen), _mean(sigmoid(odds), content)
    )


def log_odds(chance: Floats) -> Floats:
    """ln(p / (1 - p)), kept within [-6, 6]."""
    chance = np.clip(chance, 1e-4, 1.0 - 1e-4)
    return np.asarray(np.clip(np.log(chance / (1.0 - chance)), -6.0, 6.0), dtype=np.float32)


def smooth_runs(odds: Floats, switch: float) -> tuple[tuple[int, int], ...]:
    """Runs of words with positive log odds, without weak gaps and weak runs.

    A gap is closed if its words say "outside" less strongly than two switches cost, then a run is
    dropped if it says "inside" less strongly: what a two-state Viterbi would find, without its loop.
    """
    total = np.concatenate(([0.0], np.cumsum(odds)))
    joined: list[tuple[int, int]] = []
    for first, last in runs(odds > 0):
        if joined and total[first] - total[joined[-1][1] + 1] > -2 * switch:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple((a, b) for a, b in joined if total[b + 1] - total[a] >= 2 * switch)


def best_source(chance: Floats, threshold: float) -> tuple[tuple[int, int], ...]:
    """The run of words with the highest peak, if that reaches `threshold`."""
    spans = smooth_runs(log_odds(chance) + 0.5, 0.5) or tuple(runs(chance >= threshold))
    if not spans:
        return ()
    best = max(spans, key=lambda s: (float(chance[s[0] : s[1] + 1].max()), -s[0]))
    return (best,) if chance[best[0] : best[1] + 1].max() >= threshold else ()


def _mean(chance: Floats, spans: tuple[tuple[int, int], ...]) -> float:
    if not spans:
        return 0.0
    return float(np.concatenate([chance[a : b + 1] for a, b in spans]).mean())
