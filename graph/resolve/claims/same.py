"""Same claim: statements of one speaker with the same content, quoted or paraphrased.

Quoted words come first, then meaning (sentence vectors), with time as a constraint. Each join is a decision
with a score, and can be undone.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from operator import attrgetter
from pathlib import Path

import numpy as np

from graph.model import Decision, Judge, Verdict
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.said import (
    STOP,
    Said,
    is_turned,
    numbers,
    shared_words,
    stem,
    stems,
    words,
)

MAX_DAYS = 45  # the same words half a year later are a repetition, not the same claim
WINDOW = timedelta(days=MAX_DAYS)
CLOSEST = 20  # earlier statements of its speaker with which one is compared: those that share the rarest words
COMMON = 400  # a stem shared by more statements of one speaker than this proposes no pairs
WHOLE = 0.99  # share of a quotation
NEAR = 0.33  # cosine below which a shared phrase stands in other contents
QUOTED = 0.9  # of 22 such pairs in the gold all were one claim
MIN_STEMS = 3  # "about the island": shorter contents are the same by chance
# Two sentences mean the same no more than this and the share of their words that both have: of 100,955 pairs of
# contents in PolNeAR train with two words in common 6 do, of 802 pairs of one speaker in texts of one story none.
MOST_ALIKE = 0.65
LONG_RUN = 7  # words quoted alike from which nothing speaks against one claim
QUOTE_RUN = 4  # words quoted alike by two outlets
SAME = 0.8  # probability from which a pair is joined: precision .93, recall .63 on other stories
UNSURE = 0.4
WORTH = 0.5  # what the words alone must allow before a pair is looked at
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[”\"’')]*|$)")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_TENTATIVE = re.compile(
    r"\b(?:consider(?:s|ing|ed)?|weigh(?:s|ing)|mull(?:s|ing|ed)?|ponder(?:s|ing|ed)?|may|might)\b",
    re.IGNORECASE,
)
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
    act: float  # 1 where both do the same by saying it: both announce, both accuse


def features(a: Said, b: Said, encode: Encode, rarity: Rarity = lambda stem: 1.0) -> Features:
    """The features of a pair; symmetric. Cost: one sentence vector for each sentence, kept by the encoder."""
    left, right = nearest_words(a, b)
    return _with_meaning(_worded(a, b, left, right, rarity), left, right, encode)


def _with_meaning(pair: Features, left: str, right: str, encode: Encode) -> Features:
    near = 1.0 if left == right else float(np.dot(encode(left), encode(right)))
    return replace(pair, cosine=max(0.0, near))


def _worded(a: Said, b: Said, left: str, right: str, rarity: Rarity) -> Features:
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
        act=float(a.act is b.act),
    )


def level(left: str, right: str) -> tuple[frozenset[str], frozenset[str]]:
    """Content stems of two texts, where what the one writes as two words and the other as one is one.

    >>> sorted(level("no ship at the frontline", "a front line of ships")[1])
    ['frontlin', 'ship']
    """
    one, other = stems(left), stems(right)
    return _joined(one, other, left), _joined(other, one, right)


def _joined(mine: frozenset[str], wanted: frozenset[str], text: str) -> frozenset[str]:
    """`mine` with two neighbouring words of the text made one where the other text has that one."""
    missing = wanted - mine
    begins = {word[0] for word in missing}
    for first, second in _neighbours(text) if missing else ():
        if first[0] in begins and any(word.startswith(first) for word in missing):
            joined = stem(first + second)  # costs most here
            if joined in missing:
                mine = (mine - {stem(first), stem(second)}) | {joined}
    return mine


@lru_cache(maxsize=16_384)
def _neighbours(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(pairwise(words(text)))


def _weight(words: Iterable[str], rarity: Rarity) -> float:
    return sum(rarity(word) for word in sorted(words))


@lru_cache(maxsize=16_384)
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
    content = sum(w not in STOP and w not in names and not numbers(w) for w in run)
    return content >= 2 or (len(run) >= QUOTE_RUN and content >= 1)


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


def candidates(
    said: Sequence[Said], is_wanted: Callable[[Said, Said], bool] | None = None
) -> Iterator[tuple[Said, Said, Rarity]]:
    """Pairs worth a look: one named speaker, near in time, two content words or a quotation in common.

    `is_wanted` replaces nearness in time. Cost: near linear; a stem is compared with the last COMMON statements before,
    and none that are too old.
    """
    by_speaker: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.actor is not None and one.is_named:
            by_speaker[one.actor].append(one)
    for speaker in sorted(by_speaker):
        rarity = rarity_of(by_speaker[speaker])
        ordered = sorted(by_speaker[speaker], key=lambda s: (s.day or date.min, s.report))
        pairs = _pairs_of(ordered, is_wanted, rarity)
        for a, b in sorted(pairs, key=lambda pair: (pair[1].report, pair[0].report)):
            yield a, b, rarity


def rarity_of(said: Sequence[Said]) -> Rarity:
    """Weights of stems by how few of these statements have them (inverse document frequency)."""
    count = Counter(word for one in said for word in stems(one.text))
    total = len(said)
    weights = {word: log(1 + total / number) for word, number in count.items()}
    unseen = log(1 + total)
    return lambda word: weights.get(word, unseen)


def _pairs_of(
    said: Sequence[Said], is_wanted: Callable[[Said, Said], bool] | None, rarity: Rarity
) -> Iterator[tuple[Said, Said]]:
    """Pairs of statements in the order of their days, those without a day first; each by its names."""
    wanted = is_wanted or is_near
    index: defaultdict[str, list[int]] = defaultdict(list)
    undated: defaultdict[str, list[int]] = defaultdict(list)
    content = [stems(one.text) for one in said]  # of many statements none would stay in a cache
    for number, one in enumerate(said):
        shared: defaultdict[int, int] = defaultdict(int)
        weight: defaultdict[int, float] = defaultdict(float)
        oldest = one.day - WINDOW if one.day is not None and is_wanted is None else date.min
        for word in sorted(content[number]):
            rare = rarity(word)
            for other in (*_since(oldest, index[word], said), *undated[word][-COMMON:]):
                shared[other] += 1
                weight[other] += rare
            (index if one.day is not None else undated)[word].append(number)
        fitting = [
            other
            for other, count in shared.items()
            if _is_enough(count, content[other], content[number]) and wanted(said[other], one)
        ]
        closest = sorted(fitting, key=lambda other: (-weight[other], said[other].report))[:CLOSEST]
        for other in closest:
            a, b = sorted((said[other], one), key=lambda s: s.report)
            yield a, b


def _since(oldest: date, entries: Sequence[int], said: Sequence[Said]) -> Iterator[int]:
    """The last COMMON of these statements, which are in the order of their days, back to a day."""
    for other in reversed(entries[-COMMON:]):
        if (said[other].day or date.min) < oldest:
            return
        yield other


def is_near(a: Said, b: Said) -> bool:
    """Whether two statements may tell of one occasion; True where a day is not known."""
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= MAX_DAYS


def _is_enough(shared: int, a: frozenset[str], b: frozenset[str]) -> bool:
    return shared >= 2 or (shared == 1 and min(len(a), len(b)) <= 3)


def claim_key(report: tuple[str, int]) -> str:
    """How the ledger names a statement: document id, a slash, its key."""
    return f"{report[0]}/{report[1]}"


def decide(said: Sequence[Said], encode: Encode) -> Iterator[Decision]:
    """A decision for each pair that is, or may be, one claim; sorted by the statements."""
    for a, b, rarity in candidates(said):
        score = score_if_possible(a, b, encode, rarity)
        if score < UNSURE:
            continue
        verdict = Verdict.SAME if score >= SAME else Verdict.UNSURE
        left, right = sorted((claim_key(a.report), claim_key(b.report)))
        yield Decision(
            kind="claim",
            left=left,
            right=right,
            verdict=verdict,
            judge=Judge.MODEL,
            score=round(score, 3),
            reason=_reason(a, b),
        )


def score_if_possible(
    a: Said, b: Said, encode: Encode, rarity: Rarity, least: float = WORTH
) -> float:
    """The score of a pair, 0 where it cannot be one claim, or not reach `least` however near its words may be in meaning.

    The second spares most of the sentence vectors, which cost more than all else.
    """
    left, right = nearest_words(a, b)
    worded = _worded(a, b, left, right, rarity)
    if score_of(worded) < least or is_impossible(a, b):
        return 0.0
    return score_of(_with_meaning(worded, left, right, encode))


def is_impossible(a: Said, b: Said) -> bool:
    """Opposite polarity, other figures, or one inside the other: never one claim, whatever the words.

    What stands before or after in the longer of two quotations decides nothing: the nearest sentences do.
    """
    if is_nested(a, b) or a.is_negated != b.is_negated:
        return True
    if min(len(stems(a.text)), len(stems(b.text))) < MIN_STEMS and not _are_same_words(a, b):
        return True
    run, _ = quote_overlap(a, b)
    return run < LONG_RUN and disagree(a, b)


def disagree(a: Said, b: Said) -> bool:
    """Opposite polarity, other figures, or a thing weighed or on a condition in the one and settled in the other.

    "Togo considers sending pumps" and "Togo will send pumps" are two claims, as are 40 pumps and 25.
    """
    left, right = nearest_words(a, b)
    figures, others = numbers(left), numbers(right)
    return (
        a.is_negated != b.is_negated
        or is_turned(left) != is_turned(right)
        or bool(figures and others and not figures & others)
        or is_tentative(a, left) != is_tentative(b, right)
        or a.is_conditional != b.is_conditional
    )


def is_tentative(said: Said, words: str) -> bool:
    """Whether what is told is only weighed: "is considering", "mulls", "might"."""
    return bool(_TENTATIVE.search(words) or _TENTATIVE.search(said.cue))


def _are_same_words(a: Said, b: Said) -> bool:
    """A quotation that both have word for word: "very good news" in two outlets; not "the letter", twice."""
    theirs = {tuple(words(q)) for q in b.quotes if len(stems(q)) > 1}
    return any(tuple(words(q)) in theirs for q in a.quotes)


def nearest_words(a: Said, b: Said) -> tuple[str, str]:
    """The sentences of the two that share most content."""
    left, right = sentences(a.text), sentences(b.text)
    if len(left) == len(right) == 1:
        return left[0], right[0]
    pairs = ((x, y) for x in left for y in right)
    return max(pairs, key=lambda p: (_overlap(*p), -len(p[0]) - len(p[1]), p))


def is_nested(a: Said, b: Said) -> bool:
    """One stands inside the other: the same words of the text, not a second report."""
    return a.document == b.document and a.text != b.text and (a.text in b.text or b.text in a.text)


def _reason(a: Said, b: Said) -> str:
    run, _ = quote_overlap(a, b)
    if run >= 2:
        return f"{run} quoted words in common"
    return f"same speaker, same content ({shared_words(a.text, b.text)})"


def clusters(
    said: Iterable[Said], same: Iterable[Decision], apart: Iterable[Decision] = ()
) -> dict[str, tuple[str, ...]]:
    """Statements by claim: the least key of each group → its keys. Best joins first; `apart` is never joined.

    Nor are two groups of which a model's join would bring together statements that disagree; a person may.
    """
    by_key = {claim_key(s.report): s for s in said}
    members = {key: [key] for key in by_key}
    head = {key: key for key in members}
    forbidden = {frozenset((d.left, d.right)) for d in apart}
    for decision in sorted(same, key=lambda d: (-d.score, d.left, d.right)):
        if decision.left not in head or decision.right not in head:
            continue
        a, b = sorted((head[decision.left], head[decision.right]))
        if a == b or _clash(members[a], members[b], forbidden):
            continue
        if decision.judge is Judge.MODEL and _disagree(members[a], members[b], by_key):
            continue
        members[a] += members.pop(b)
        head.update(dict.fromkeys(members[a], a))
    return {key: tuple(sorted(group)) for key, group in sorted(members.items())}


def _disagree(a: Iterable[str], b: Sequence[str], by_key: Mapping[str, Said]) -> bool:
    """Whether any two of these do, but for those that quote the same words at length."""
    pairs = ((by_key[x], by_key[y]) for x in a for y in b)
    return any(disagree(x, y) and quote_overlap(x, y)[0] < LONG_RUN for x, y in pairs)


def _clash(a: Iterable[str], b: Iterable[str], forbidden: set[frozenset[str]]) -> bool:
    right = list(b)
    return bool(forbidden) and any(frozenset((x, y)) in forbidden for x in a for y in right)
