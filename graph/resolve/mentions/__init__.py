"""People told of in several texts, named or not ("the driver", "a man of 37") → who may be one, and why.

Nobody is merged here, since a wrong merge is libel: of 189 links on ECB+ val whose both ends have gold, 32 were wrong
(49 of 245 where an annotator gave the mentions). The links are candidates, undecided lines of the ledger by the model, until
a person decides, one by one or all of a score at once (`onrecord merge RECORD --candidates SCORE`). A score is the mean
chance by the forest over pairs, not calibrated as the chance that the link is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.model import Decision, Judge, StoredEntity, Verdict
from graph.resolve.mentions.features import (
    ONE_TEXT,
    Reference,
    Seen,
    features,
    may_be,
    see,
    words_of,
)
from graph.resolve.mentions.gathering import Circle, Gathering, Pair
from graph.resolve.mentions.stories import Stories
from graph.resolve.mentions.trees import Forest, shipped

_LEAST_CHANCE = 0.05  # of a pair that is remembered; less changes no mean that counts


@dataclass(frozen=True, slots=True)
class Link:
    """Into whose circle one was put, the mean chance, and what speaks for it."""

    to: Reference
    score: float
    reason: str


class DescribedIndex:
    """People met so far, document by document. A document is compared with the dozen likest ones, and no others."""

    def __init__(self, forest: Forest | None = None) -> None:
        self._forest = forest or shipped()
        self._stories = Stories()
        self._people: dict[str, dict[Reference, Seen]] = {}
        self._beside: dict[
            str, set[str]
        ] = {}  # the documents that each was compared with, and itself
        self._chances: dict[Pair, float] = {}
        self._circles: dict[Reference, Circle] = {}
        self._links: dict[Reference, Link] = {}
        self._gathered = True
        self.threshold = self._forest.threshold

    def count(self, document: Sequence[StoredEntity]) -> None:
        """Tell which words the document has, before any is added: rare words weigh more."""
        self._stories.rarity.add(words_of(document))

    def add(self, document: Sequence[StoredEntity], actors: Mapping[Reference, str]) -> None:
        """Compare the people of one document; `actors` are keys of the actors of the named ones."""
        people = see(document, actors, self._stories.rarity)
        if not people:
            return
        name, published = document[0].document, document[0].published
        words = words_of(document)
        near = dict(self._stories.near(words, published))
        self._stories.add(name, words, published)
        self._people[name] = {seen.reference: seen for seen in people}
        self._beside[name] = {name, *near}
        for other in near:
            self._beside[other].add(name)
        self._chances |= self._asked(people, near)
        self._gathered = False

    def _asked(self, people: Sequence[Seen], near: Mapping[str, float]) -> dict[Pair, float]:
        """The probability of each pair that may be one; a pair stands once, the document's own side first."""
        rarity, name = self._stories.rarity, people[0].document
        pairs = [
            (one, other)
            for document in sorted((name, *near))
            for other in self._people[document].values()
            for one in people
            if (document != name or one.reference < other.reference) and may_be(one, other)
        ]
        rows = [features(a, b, near.get(b.document, ONE_TEXT), rarity) for a, b in pairs]
        chances = self._forest.probabilities(np.array(rows)) if rows else ()
        return {
            (a.reference, b.reference): float(chance)
            for (a, b), chance in zip(pairs, chances, strict=True)
            if chance >= _LEAST_CHANCE
        }

    def cut(self, threshold: float) -> None:
        """Gather anew, down to this mean chance."""
        self.threshold, self._gathered = threshold, False

    def _gather(self) -> None:
        """Circles and links of all who were added."""
        if self._gathered:
            return
        self._circles, self._links, self._gathered = self._first_circles(), {}, True
        gathering = Gathering(self._circles, self._beside)
        for pair, chance in self._chances.items():
            gathering.take(pair, chance)
        for joined in gathering.run(self.threshold):
            one, other = (self._people[side[0]][side] for side in joined.pair)
            link = Link(joined.into.first, round(joined.score, 4), _reason(one, other))
            self._links[joined.out.first] = link

    def _first_circles(self) -> dict[Reference, Circle]:
        """Everybody alone, but for the entities of one named actor."""
        circles: dict[Reference, Circle] = {}
        named: dict[str, Circle] = {}
        for reference, seen in ((r, s) for of in self._people.values() for r, s in of.items()):
            circle = named.get(seen.actor) if seen.actor else None
            if circle is None:
                circle = Circle(reference, seen.actor)
                if seen.actor:
                    named[seen.actor] = circle
            circle.add(reference)
            circles[reference] = circle
        return circles

    @property
    def size(self) -> int:
        """How many links there are."""
        self._gather()
        return len(self._links)

    def circles(self) -> dict[Reference, str]:
        """A name for the circle of each who was looked at: that of the named actor in it, else of its first."""
        self._gather()
        return {
            reference: circle.actor or f"{circle.first[0]}/{circle.first[1]}"
            for reference, circle in self._circles.items()
        }

    def decisions(self, ids: Mapping[Reference, str]) -> Iterator[Decision]:
        """Who may be whom, by reference and id of the actor; `ids` are the actors of entities."""
        self._gather()
        for reference, link in sorted(self._links.items()):
            first = link.to
            if ids[reference] != ids[first]:
                yield Decision(
                    kind="actor",
                    left=f"{reference[0]}/{reference[1]}",
                    right=ids[first],
                    verdict=Verdict.UNSURE,
                    judge=Judge.MODEL,
                    score=link.score,
                    reason=link.reason,
                )


def _reason(one: Seen, other: Seen) -> str:
    """What the two have in common, in words."""
    parts = [f"“{one.name}” and “{other.name}”"]
    age = one.portrait.age
    if age is not None and age == other.portrait.age:
        parts.append(f"both {age} years old")
    for told, shared in (
        ("both a", one.nouns & other.nouns),
        ("both in", {v for v in one.verbs & other.verbs if v not in ("be", "have")}),
        ("told of beside", one.around & other.around),
    ):
        if shared:
            parts.append(f"{told} {', '.join(sorted(shared)[:5])}")
    return "; ".join(parts)


def gathered(
    documents: Iterable[Sequence[StoredEntity]],
    actors: Mapping[Reference, str],
    forest: Forest | None = None,
) -> DescribedIndex:
    """An index over these documents; `actors` are keys of the actors of named entities. Linear in the documents."""
    index, listed = DescribedIndex(forest), list(documents)
    for document in listed:
        index.count(document)
    for document in listed:
        index.add(document, actors)
    return index


def may_be_same(
    documents: Iterable[Sequence[StoredEntity]],
    actors: Mapping[Reference, str],
    ids: Mapping[Reference, str],
) -> tuple[Decision, ...]:
    """Undecided lines of the ledger on people who may be one."""
    return tuple(gathered(documents, actors).decisions(ids))


__all__ = ["DescribedIndex", "gathered", "may_be_same"]
