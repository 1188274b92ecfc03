"""How alike two statements are, in words, in quoted words and in meaning, and how likely they are one claim."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

import numpy as np

from graph.model import Act
from graph.parse.quantities.figures import LONG_MAGNITUDES
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.said import KEPT, STOP, Said, numbers, stem, stems, words

WHOLE = 0.99  # share of a quotation
NEAR = 0.33  # cosine below which a shared phrase stands in other contents
QUOTED = 0.9  # of 22 such pairs in the gold all were one claim
# Two sentences mean the same no more than this and the share of their words that both have: of 100,955 pairs of
# contents in PolNeAR train with two words in common 6 do, of 802 pairs of one speaker in texts of one story none.
MOST_ALIKE = 0.65
QUOTE_RUN = 4  # words quoted alike by two outlets
# Acts that say no more than that something was said: "said he would pay" may be "promised to pay".
BARE_ACTS = frozenset(
    {Act.SAY, Act.REPORT, Act.CLAIM, Act.BELIEVE, Act.SUGGEST, Act.ADMIT, Act.ESTIMATE}
)
_SENTENCE = re.compile(r"(?:[^.!?]|\.(?=\d))+(?:[.!?]+[”\"’')]*|$)")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_WEIGHTS = Path(__file__).parents[2] / "lexicons" / "same_claim.json"

Encode = Callable[[str], Vector]
Rarity = Callable[[str], float]  # weight of a stem among the statements of one speaker


@dataclass(frozen=True, slots=True)
class Features:
    """What a pair of statements has in common, each in [0, 1]. Of longer ones the sentences that are nearest."""

    cosine: float
    containment: float
    rare: float  # share of the shorter one's content, words weighed by how rarely this speaker uses them
    quote_run: float  # longest run of words quoted in one and present in the other, of 8
    quote_share: float  # of the shorter quotation
    substance: float  # content words of the shorter of the two, of 8
    act: float  # 1 where both do the same by saying it: both announce, both accuse; half where one only says it


def features(a: Said, b: Said, encode: Encode, rarity: Rarity = lambda stem: 1.0) -> Features:
    """The features of a pair; symmetric. Cost: one sentence vector for each sentence, kept by the encoder."""
    left, right = nearest_words(a, b)
    return with_meaning(worded(a, b, left, right, rarity), left, right, encode)


def with_meaning(pair: Features, left: str, right: str, encode: Encode) -> Features:
    near = 1.0 if left == right else float(np.dot(encode(left), encode(right)))
    return replace(pair, cosine=max(0.0, near))


def worded(a: Said, b: Said, left: str, right: str, rarity: Rarity) -> Features:
    """The features of the words alone, as near in meaning as such words can be; `left` and `right` are the nearest sentences."""
    one, other = level(left, right)
    both = one & other
    alike = len(both) / max(1, len(one | other))
    run, share = quote_overlap(a, b)
    least = min(len(one), len(other))
    return Features(
        cosine=1.0 if left == right else min(1.0, MOST_ALIKE + alike),
        containment=len(both) / max(1, least),
        rare=_weight(both, rarity) / max(1e-9, min(_weight(one, rarity), _weight(other, rarity))),
        quote_run=min(run, 8) / 8,
        quote_share=share,
        substance=min(least, 8) / 8,
        act=_acts_alike(a.act, b.act),
    )


def level(left: str, right: str) -> tuple[frozenset[str], frozenset[str]]:
    """Content stems of two texts, where what the one writes as two words and the other as one is one.

    >>> sorted(level("no ship at the frontline", "a front line of ships")[1])
    ['frontlin', 'ship']
    """
    one, other = stems(left), stems(right)
    return _joined(one, other, left), _joined(other, one, right)


_BEGINS = (1, 2, 3)  # letters: most neighbours are passed over by a look at their first ones


def _joined(mine: frozenset[str], wanted: frozenset[str], text: str) -> frozenset[str]:
    """`mine` with two neighbouring words of the text made one where the other text has that one."""
    missing = wanted - mine
    begins = {word[:size] for word in missing for size in _BEGINS}
    for first, second in _neighbours(text) if missing else ():
        if first[:3] in begins and any(word.startswith(first) for word in missing):
            joined = stem(first + second)  # costs most here
            if joined in missing:
                mine = (mine - {stem(first), stem(second)}) | {joined}
    return mine


@lru_cache(maxsize=16_384)
def _neighbours(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(pairwise(words(text)))


def _weight(words: Iterable[str], rarity: Rarity) -> float:
    return sum(rarity(word) for word in sorted(words))


def _acts_alike(one: Act, other: Act) -> float:
    return 1.0 if one is other else 0.5 if BARE_ACTS & {one, other} else 0.0


@lru_cache(maxsize=KEPT)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a content; what is too short to compare stays with the whole."""
    found = tuple(m.group().strip() for m in _SENTENCE.finditer(text))
    return found if len(found) > 1 and all(len(stems(f)) >= 2 for f in found) else (text,)


def _overlap(left: str, right: str) -> float:
    both = len(stems(left) & stems(right))
    return both * both / max(1, len(stems(left) | stems(right)))


def quote_overlap(a: Said, b: Said) -> tuple[int, float]:
    """Longest run of words quoted in one and said in the other, and its share of the shorter of the two."""
    best, share = 0, 0.0
    if not a.quotes and not b.quotes:
        return best, share
    names = _names(a.text) & _names(b.text)
    for one, other in ((a, b), (b, a)):
        target = words(other.text)
        for quote in one.quotes:
            quoted = words(quote)
            run = _common_run(quoted, target)
            if _is_telling(run, names) and len(run) >= best:
                best, share = len(run), len(run) / max(1, min(len(quoted), len(target)))
    return best, share


def _names(text: str) -> frozenset[str]:
    """Capitalised words, lower case: "the Northern Fisheries Act" stands in every statement on it."""
    return frozenset(w.lower() for w in _CAPITALISED.findall(text))


def _is_telling(run: Sequence[str], names: frozenset[str] = frozenset()) -> bool:
    """Two shared words count only where both have content: "legitimate targets", not "of the" or a name."""
    content = sum(w not in STOP and w not in names and not _is_figure(w) for w in run)
    return content >= 2 or (len(run) >= QUOTE_RUN and content >= 1)


def _is_figure(word: str) -> bool:
    return word in LONG_MAGNITUDES or bool(numbers(word))


def _common_run(a: Sequence[str], b: Sequence[str]) -> Sequence[str]:
    """The longest run of words that stands in both, the first of its length. Cost: len(a) × len(b)."""
    best = end = 0
    previous = [0] * (len(b) + 1)
    for i, word in enumerate(a, 1):
        current = [0] * (len(b) + 1)
        for j, other in enumerate(b, 1):
            if word == other:
                current[j] = previous[j - 1] + 1
                if current[j] > best:
                    best, end = current[j], i
        previous = current
    return a[end - best : end]


_values = attrgetter(*Features.__slots__)


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return float(data["bias"]), tuple(float(data["weights"][name]) for name in Features.__slots__)


def probability(pair: Features) -> float:
    """That the two statements are one claim: a logistic model (`scripts/train_claims.py`)."""
    bias, weights = _weights()
    total = bias + sum(w * x for w, x in zip(weights, _values(pair), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def score_of(pair: Features) -> float:
    """The probability, at least QUOTED where one quotes a whole phrase that the other has."""
    whole = pair.quote_share >= WHOLE and pair.cosine >= NEAR
    return max(probability(pair), QUOTED if whole else 0.0)


def nearest_words(a: Said, b: Said) -> tuple[str, str]:
    """The sentences of the two that share most content."""
    left, right = sentences(a.text), sentences(b.text)
    if len(left) == len(right) == 1:
        return left[0], right[0]
    pairs = ((x, y) for x in left for y in right)
    return max(pairs, key=lambda p: (_overlap(*p), -len(p[0]) - len(p[1]), p))
