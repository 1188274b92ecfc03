"""Which statements are worth comparing: of one speaker, near in time, with words in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import log

from graph.resolve.claims.likeness import Rarity
from graph.resolve.claims.said import Said, stems

MAX_DAYS = 45  # the same words half a year later are a repetition, not the same claim
WINDOW = timedelta(days=MAX_DAYS)
FEW = 3  # content words: of so few one in common is enough
CLOSEST = 20  # earlier statements of its speaker with which one is compared: those that share the rarest words
COMMON = (
    400  # of the statements that share a stem with one, no more than the last ones are looked at
)
# The same of earlier occasions. A repetition leads to the last one before it, and is found by its rarer words.
CLOSEST_EARLIER, COMMON_EARLIER = 8, 100


def candidates(said: Sequence[Said]) -> Iterator[tuple[Said, Said, Rarity]]:
    """Pairs worth a look: one named speaker, near in time, two content words or a quotation in common.

    Cost: near linear; a stem is compared with the last COMMON statements before, and none that are too old.
    """
    return _by_speaker(said, _near)


def repetitions(said: Sequence[Said]) -> Iterator[tuple[Said, Said, Rarity]]:
    """Pairs of one named speaker with words in common that are too far apart in time to be of one occasion.

    Cost: near linear; a stem is compared with the last COMMON_EARLIER statements before.
    """
    return _by_speaker([one for one in said if one.day is not None], _earlier)


def _by_speaker(said: Sequence[Said], pairs_of: Pairs) -> Iterator[tuple[Said, Said, Rarity]]:
    by_speaker: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.actor is not None and one.is_named:
            by_speaker[one.actor].append(one)
    for speaker in sorted(by_speaker):
        rarity = rarity_of(by_speaker[speaker])
        ordered = sorted(by_speaker[speaker], key=lambda s: (s.day or date.min, s.report))
        pairs = (
            sorted((ordered[other], ordered[number]), key=_report)
            for number, others in pairs_of(ordered, rarity)
            for other in others
        )
        for a, b in sorted(pairs, key=lambda pair: (pair[1].report, pair[0].report)):
            yield a, b, rarity


def _report(said: Said) -> tuple[str, int]:
    return said.report


def rarity_of(said: Sequence[Said]) -> Rarity:
    """Weights of stems by how few of these statements have them (inverse document frequency)."""
    count = Counter(word for one in said for word in stems(one.text))
    total = len(said)
    weights = {word: log(1 + total / number) for word, number in count.items()}
    unseen = log(1 + total)
    return lambda word: weights.get(word, unseen)


Closest = Iterator[tuple[int, list[int]]]  # a place among statements, and those that are closest
Pairs = Callable[[Sequence[Said], Rarity], Closest]


def _near(said: Sequence[Said], rarity: Rarity) -> Closest:
    """Each statement with earlier ones of its time; those without a day come first, and may be of any."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    undated: defaultdict[str, list[int]] = defaultdict(list)
    content = [stems(one.text) for one in said]
    for number, one in enumerate(said):
        oldest = one.day - WINDOW if one.day is not None else date.min
        proposed = [
            (word, [*_since(oldest, index[word], said), *undated[word][-COMMON:]])
            for word in sorted(content[number])
        ]
        weight = _sharing(proposed, number, content, rarity)
        yield number, sorted(weight, key=lambda o: (-weight[o], said[o].report))[:CLOSEST]
        for word in content[number]:
            (index if one.day is not None else undated)[word].append(number)


def _earlier(said: Sequence[Said], rarity: Rarity) -> Closest:
    """Each statement with those of earlier occasions; of those that share as much the later ones."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    content = [stems(one.text) for one in said]
    passed = 0  # statements that are old enough
    for number, one in enumerate(said):
        while is_later(said[passed], one):
            for word in content[passed]:
                index[word].append(passed)
            passed += 1
        proposed = [(word, index[word][-COMMON_EARLIER:]) for word in sorted(content[number])]
        weight = _sharing(proposed, number, content, rarity)
        yield number, sorted(weight, key=lambda o: (-weight[o], -o))[:CLOSEST_EARLIER]


def _sharing(
    proposed: Iterable[tuple[str, Sequence[int]]],
    number: int,
    content: Sequence[frozenset[str]],
    rarity: Rarity,
) -> dict[int, float]:
    """How much the words weigh that a statement shares with those that share enough with it."""
    shared: defaultdict[int, int] = defaultdict(int)
    weight: defaultdict[int, float] = defaultdict(float)
    for word, others in proposed:
        rare = rarity(word)
        for other in others:
            shared[other] += 1
            weight[other] += rare
    short = len(content[number]) <= FEW
    return {
        other: weight[other]
        for other, count in shared.items()
        if count > 1 or short or len(content[other]) <= FEW
    }


def _since(oldest: date, entries: Sequence[int], said: Sequence[Said]) -> Iterator[int]:
    """The last COMMON of these statements, which are in the order of their days, back to a day."""
    for other in reversed(entries[-COMMON:]):
        if (said[other].day or date.min) < oldest:
            return
        yield other


def is_near(a: Said, b: Said) -> bool:
    """Whether two statements may tell of one occasion; True where a day is not known."""
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= MAX_DAYS


def is_later(a: Said, b: Said) -> bool:
    """Whether the second is of a later occasion; False where a day is not known."""
    return a.day is not None and b.day is not None and b.day - a.day > WINDOW
