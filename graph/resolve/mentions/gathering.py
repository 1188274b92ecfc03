"""Gathers the people of one document into circles with those of documents near it, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.resolve.mentions.features import Reference, Seen


@dataclass(slots=True, eq=False)
class Circle:
    """People who may be one, gathered around a named one or around the first."""

    first: Reference
    actor: str | None = None
    members: list[Reference] = field(default_factory=list)


@dataclass(slots=True)
class Mean:
    """A mean while it is gathered."""

    total: float = 0.0
    pairs: int = 0

    @property
    def value(self) -> float:
        """0 where there are no pairs."""
        return self.total / self.pairs if self.pairs else 0.0


class Gathering:
    """Circles with the mean chance between them: average linkage over the pairs that one document brings.

    A pair that was not worth asking counts as 0. Two named actors never come into one circle.
    """

    def __init__(
        self, chances: Mapping[tuple[Reference, Reference], float], circles: dict[Reference, Circle]
    ) -> None:
        self._chances = chances
        self._circles = circles  # of the index: changed here
        self._means: dict[Reference, dict[Reference, Mean]] = defaultdict(dict)  # by circles' first

    def count(self, people: Sequence[Seen], known: Mapping[str, Sequence[Seen]]) -> None:
        """Take in every pair of the document's people with the others and with one another."""
        for of in known.values():
            for other in of:
                for one in people:
                    if one.document != other.document or one.reference < other.reference:
                        self._take(one.reference, other.reference)

    def _take(self, one: Reference, other: Reference) -> None:
        a, b = self._circles[one], self._circles[other]
        if a is b or (a.actor and b.actor):
            return
        mean = self._means[a.first].setdefault(b.first, Mean())
        self._means[b.first][a.first] = mean
        mean.total += self._chances.get((one, other), 0.0)
        mean.pairs += 1

    def best(self, least: float) -> tuple[float, Circle, Circle] | None:
        """The two circles most likely one, if at least so likely: which takes in, and which is taken in."""
        found = (
            (mean.value, one, other)
            for one, of in self._means.items()
            for other, mean in of.items()
            if one < other and mean.value >= least
        )
        best = max(found, key=lambda f: (f[0], f[1], f[2]), default=None)
        if best is None:
            return None
        pair = (self._circles[best[1]], self._circles[best[2]])
        into, out = sorted(pair, key=lambda c: (c.actor is None, -len(c.members), c.first))
        return best[0], into, out

    def likest(self, into: Circle, out: Circle) -> tuple[Reference, Reference]:
        """The pair between two circles that is most likely one."""
        sides = [(a, b) for a in into.members for b in out.members]
        found = [p for a, b in sides for p in ((a, b), (b, a)) if p in self._chances]
        return max(found, key=lambda pair: (self._chances[pair], pair))

    def merge(self, into: Circle, out: Circle) -> None:
        """Bring two circles together; means of the one go to the other."""
        for member in out.members:
            self._circles[member] = into
        into.members += out.members
        for other, mean in self._means.pop(out.first).items():
            self._means[other].pop(out.first, None)
            if other == into.first or (into.actor and self._circles[other].actor):
                continue
            own = self._means[into.first].setdefault(other, Mean())
            self._means[other][into.first] = own
            own.total += mean.total
            own.pairs += mean.pairs
