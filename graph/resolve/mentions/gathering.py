"""Gathers people of several texts into circles, the surest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heapify, heappop, heappush

from graph.resolve.mentions.features import Reference

Pair = tuple[Reference, Reference]


class Ties(IntEnum):
    """What speaks for two being one beside the chance: nothing in particular; something firm; that of two whom somebody
    gave; or something against it, which outweighs the rest."""

    LOOSE = 0
    FIRM = 1
    GIVEN = 2
    AT_ODDS = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """The mean chance down to which two circles are joined: two that nobody names, a named and an unnamed one, two named.

    There must be a pair with such `ties` at least, and none that is at odds (`merging`); without `ties` chance alone decides.
    `ties_to_name` is asked of an unnamed one and a named one besides: a source that a text keeps unnamed is not guessed at.
    """

    unnamed: float
    named: float
    names: float
    ties: Ties | None = None
    ties_to_name: Ties = Ties.LOOSE

    def least(self, one: Circle, other: Circle, bond: Bond) -> float:
        """For these two circles; more than any chance where they are not joined at all."""
        if self.ties is not None and not self.ties <= bond.ties < Ties.AT_ODDS:
            return _NEVER
        if one.actor and other.actor:
            return self.names
        if (one.actor or other.actor) and self.ties is not None and bond.ties < self.ties_to_name:
            return _NEVER
        return self.named if one.actor or other.actor else self.unnamed


_NEVER = 2.0


@dataclass(slots=True, eq=False)
class Circle:
    """People who may be one, gathered around a named one or around the first."""

    first: Reference
    actor: str | None = None
    members: list[Reference] = field(default_factory=list)
    documents: Counter[str] = field(default_factory=Counter)  # members in each
    gone: bool = False  # into another

    def add(self, member: Reference) -> None:
        """Take one in."""
        self.members.append(member)
        self.documents[member[0]] += 1


@dataclass(frozen=True, slots=True)
class Bond:
    """The chances between two circles: their sum, and the likeliest pair; and the strongest of their ties."""

    total: float
    best: float
    pair: Pair
    ties: Ties = Ties.FIRM

    def __add__(self, other: Bond) -> Bond:
        likest = max(self, other, key=lambda bond: (bond.best, bond.pair))
        ties = max(self.ties, other.ties)
        return Bond(self.total + other.total, likest.best, likest.pair, ties)


@dataclass(frozen=True, slots=True)
class Joined:
    """One circle taken into another: the mean chance, and the pair that speaks most for it."""

    score: float
    into: Circle
    out: Circle
    pair: Pair


class Gathering:
    """Average linkage over the pairs of texts that were compared; a pair that was not worth asking counts as 0.

    Cost grows with the pairs that have a chance. `beside` are the texts that each was compared with. Two named
    actors come into one circle only where a pair of them was asked: not Ada and Ola Lund through a "Lund".
    """

    def __init__(
        self, circles: dict[Reference, Circle], beside: Mapping[str, Collection[str]]
    ) -> None:
        self._circles = circles  # changed here: whose circle each is in
        self._beside = beside
        self._bonds: dict[Reference, dict[Reference, Bond]] = defaultdict(dict)  # by firsts

    def take(self, pair: Pair, chance: float, ties: Ties = Ties.FIRM) -> None:
        """Count a pair that was asked."""
        one, other = (self._circles[side] for side in pair)
        if one is not other:
            self._bind(one, other, Bond(chance, chance, pair, ties))

    def _bind(self, one: Circle, other: Circle, bond: Bond) -> Bond:
        known = self._bonds[one.first].get(other.first)
        bond = known + bond if known else bond
        self._bonds[one.first][other.first] = self._bonds[other.first][one.first] = bond
        return bond

    def run(self, cut: Cut) -> Iterator[Joined]:
        """Join circles, the likeliest first, down to the cut. May be run again with a lower one."""
        by_first = {circle.first: circle for circle in self._circles.values()}
        queue = [
            (-mean, one, other)
            for one, of in self._bonds.items()
            for other, bond in of.items()
            if one < other
            and (mean := self._mean(by_first[one], by_first[other], bond))
            >= cut.least(by_first[one], by_first[other], bond)
        ]
        heapify(queue)
        while queue:
            score, first, second = heappop(queue)
            one, other = by_first[first], by_first[second]
            bond = self._bonds[first].get(second)
            if one.gone or other.gone or bond is None or self._mean(one, other, bond) != -score:
                continue  # of a state that is past
            if -score < cut.least(one, other, bond):
                continue  # at odds since another was joined
            into, out = _ordered(one, other)
            yield Joined(-score, into, out, bond.pair)
            for near in self._join(into, out, by_first):
                bond = self._bonds[into.first][near.first]
                mean = self._mean(into, near, bond)
                if mean >= cut.least(into, near, bond):
                    low, high = sorted((into.first, near.first))
                    heappush(queue, (-mean, low, high))

    def _mean(self, one: Circle, other: Circle, bond: Bond) -> float:
        return bond.total / max(self._pairs(one, other), 1)

    def _pairs(self, one: Circle, other: Circle) -> int:
        """How many pairs of their members stand in one text or in two that were compared."""
        small, large = sorted((one, other), key=lambda c: len(c.documents))
        return sum(
            number * large.documents[near]
            for document, number in small.documents.items()
            for near in self._beside[document]
            if near in large.documents
        )

    def _join(
        self, into: Circle, out: Circle, by_first: Mapping[Reference, Circle]
    ) -> Iterator[Circle]:
        """Bring two circles together; yields those with which the larger one has a bond."""
        out.gone = True
        for member in out.members:
            self._circles[member] = into
            into.add(member)
        for other, bond in self._bonds.pop(out.first).items():
            self._bonds[other].pop(out.first)
            both_named = into.actor and by_first[other].actor
            if other != into.first and (not both_named or other in self._bonds[into.first]):
                self._bind(into, by_first[other], bond)
        for other in self._bonds[into.first]:
            yield by_first[other]


def _ordered(one: Circle, other: Circle) -> tuple[Circle, Circle]:
    """Which takes in, and which is taken in: a named one, then the larger, then the first."""
    into, out = sorted((one, other), key=lambda c: (c.actor is None, -len(c.members), c.first))
    return into, out
