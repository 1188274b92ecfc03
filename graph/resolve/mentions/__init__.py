"""People told of in several texts, named or not ("the driver", "a man of 37") → who is or may be one, and why.

Above the cut of `Merging` the model's line of the ledger says that two are one; below it, down to the forest's threshold, that
they may be: a candidate, until a person decides, one by one or all of a score at once (`onrecord merge RECORD --candidates
SCORE`). Whose names contradict each other is never asked. A score is the mean chance by the forest over pairs, not
calibrated as the chance that the link is right.
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
from graph.resolve.mentions.gathering import Circle, Cut, Gathering, Joined, Pair, Ties
from graph.resolve.mentions.merging import Merging, are_two, cut_of, ties_of
from graph.resolve.mentions.stories import Stories
from graph.resolve.mentions.trees import Forest, shipped

_LEAST_CHANCE = 0.05  # of a pair that is remembered; less changes no mean that counts


@dataclass(frozen=True, slots=True)
class Link:
    """Into whose circle one was put, the mean chance, and what speaks for it."""

    to: Reference
    score: float
    reason: str
    verdict: Verdict = Verdict.UNSURE


class DescribedIndex:
    """People met so far, document by document. A document is compared with the dozen likest ones, and no others."""

    def __init__(self, forest: Forest | None = None, merging: Merging = Merging.BALANCED) -> None:
        self._forest = forest or shipped()
        self._merge = cut_of(merging)
        self._stories = Stories()
        self._people: dict[str, dict[Reference, Seen]] = {}
        self._beside: dict[
            str, set[str]
        ] = {}  # the documents that each was compared with, and itself
        self._chances: dict[Pair, float] = {}
        self._ties: dict[Pair, Ties] = {}
        self._circles: dict[Reference, Circle] = {}
        self._links: dict[Reference, Link] = {}
        self._gathered = True
        self._sure: dict[Reference, str] = {}
        self._ask = self._forest.threshold

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
        alike = [near.get(b.document, ONE_TEXT) for _, b in pairs]
        rows = [
            features(a, b, likeness, rarity) for (a, b), likeness in zip(pairs, alike, strict=True)
        ]
        chances = self._forest.probabilities(np.array(rows)) if rows else ()
        found = {}
        for (a, b), likeness, chance in zip(pairs, alike, chances, strict=True):
            if chance >= _LEAST_CHANCE:
                pair = (a.reference, b.reference)
                found[pair] = float(chance)
                self._ties[pair] = ties_of(a, b, likeness)
        return found

    def cut(self, merge: Cut, ask: float) -> None:
        """Gather anew: merge down to the one, ask down to the other."""
        self._merge, self._ask, self._gathered = merge, ask, False

    def _gather(self) -> None:
        """Circles and links of all who were added: those of the sure first, and these with whom they may be."""
        if self._gathered:
            return
        self._circles, self._links, self._gathered = self._first_circles(), {}, True
        gathering = Gathering(self._circles, self._beside)
        for pair, chance in self._chances.items():
            gathering.take(pair, chance, self._ties[pair])
        self._link(gathering.run(self._merge), Verdict.SAME)
        self._sure = self._named_circles()
        asked = Cut(self._ask, self._ask, self._ask, Ties.LOOSE, Ties.FIRM)
        self._link(gathering.run(asked), Verdict.UNSURE)

    def _link(self, joined: Iterable[Joined], verdict: Verdict) -> None:
        for each in joined:
            one, other = (self._people[side[0]][side] for side in each.pair)
            if verdict is Verdict.UNSURE and are_two(one, other):
                continue
            link = Link(each.into.first, round(each.score, 4), _reason(one, other), verdict)
            self._links[each.out.first] = link

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

    def circles(self, *, sure: bool = False) -> dict[Reference, str]:
        """A name for the circle of each who was looked at: that of the named actor in it, else of its first.

        With `sure` of those circles only that are merged, not of those who may be one.
        """
        self._gather()
        return self._sure if sure else self._named_circles()

    def _named_circles(self) -> dict[Reference, str]:
        return {
            reference: circle.actor or f"{circle.first[0]}/{circle.first[1]}"
            for reference, circle in self._circles.items()
        }

    def decisions(self, ids: Mapping[Reference, str]) -> Iterator[Decision]:
        """Who is or may be whom, by reference and id of the actor; `ids` are the actors of entities."""
        self._gather()
        for reference, link in sorted(self._links.items()):
            first = link.to
            if ids[reference] != ids[first]:
                yield Decision(
                    kind="actor",
                    left=f"{reference[0]}/{reference[1]}",
                    right=ids[first],
                    verdict=link.verdict,
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
    merging: Merging = Merging.BALANCED,
) -> DescribedIndex:
    """An index over these documents; `actors` are keys of the actors of named entities. Linear in the documents."""
    index, listed = DescribedIndex(forest, merging), list(documents)
    for document in listed:
        index.count(document)
    for document in listed:
        index.add(document, actors)
    return index


def same_or_may_be(
    documents: Iterable[Sequence[StoredEntity]],
    actors: Mapping[Reference, str],
    ids: Mapping[Reference, str],
    merging: Merging = Merging.BALANCED,
) -> tuple[Decision, ...]:
    """The model's lines of the ledger on people who are one, or may be."""
    return tuple(gathered(documents, actors, merging=merging).decisions(ids))


__all__ = ["Cut", "DescribedIndex", "Merging", "gathered", "same_or_may_be"]
