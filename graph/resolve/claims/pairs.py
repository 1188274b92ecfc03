"""Which statements are worth comparing: of one speaker, near in time, with words in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import log

from graph.resolve.claims.likeness import Rarity
from graph.resolve.claims.said import Said, stems

MAX_DAYS = 45  # the same words half a year later are a repetition, not the same claim
WINDOW = timedelta(days=MAX_DAYS)
CLOSEST = 20  # earlier statements of its speaker with which one is compared: those that share the rarest words
COMMON = 400  # a stem shared by more statements of one speaker than this proposes no pairs


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
