"""People told of in several texts, named or not ("the driver", "a man of 37") → who may be one, and why.

Nobody is merged here, since a wrong merge is libel: of 154 links on ECB+ val whose both ends have gold, 53 were wrong
(27 of the 90 to a named person). The links are candidates, undecided lines of the ledger by the model, until a person
decides. A score is the mean chance by the forest over pairs, not calibrated as the chance that the link is right.
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
from graph.resolve.mentions.gathering import Circle, Gathering
from graph.resolve.mentions.stories import Stories
from graph.resolve.mentions.trees import Forest, shipped


@dataclass(frozen=True, slots=True)
class Link:
    """Why an entity was put into a circle: the mean chance, and what speaks for it."""

    score: float
    reason: str


class DescribedIndex:
    """People met so far, document by document. A document is compared with the dozen likest ones, and no others."""

    def __init__(self, forest: Forest | None = None) -> None:
        self._forest = forest or shipped()
        self._stories = Stories()
        self._people: dict[str, list[Seen]] = {}
        self._circles: dict[Reference, Circle] = {}
        self._named: dict[str, Circle] = {}
        self._links: dict[Reference, Link] = {}

    def count(self, document: Sequence[StoredEntity]) -> None:
        """Tell which words the document has, before any is added: rare words weigh more."""
        self._stories.rarity.add(words_of(document))

    def add(self, document: Sequence[StoredEntity], actors: Mapping[Reference, str]) -> None:
        """Link the people of one document; `actors` are keys of the actors of the named ones."""
        people = see(document, actors, self._stories.rarity)
        if not people:
            return
        name, published = document[0].document, document[0].published
        words = words_of(document)
        near = self._stories.near(words, published)
        for seen in people:
            self._circle(seen)
        known = {name: people} | {other: self._people[other] for other, _ in near}
        asked = self._asked(people, dict(near), known)
        self._gather(Gathering(asked, self._circles), people, known)
        self._stories.add(name, words, published)
        self._people[name] = people

    def _circle(self, seen: Seen) -> None:
        circle = self._named.get(seen.actor) if seen.actor else None
        if circle is None:
            circle = Circle(seen.reference, seen.actor)
            if seen.actor:
                self._named[seen.actor] = circle
        circle.members.append(seen.reference)
        self._circles[seen.reference] = circle

    def _asked(
        self, people: Sequence[Seen], near: Mapping[str, float], known: Mapping[str, list[Seen]]
    ) -> dict[tuple[Reference, Reference], float]:
        """The probability of each pair that may be one; a pair stands once, the document's own side first."""
        rarity = self._stories.rarity
        pairs = [
            (one, other)
            for document in sorted(known)
            for other in known[document]
            for one in people
            if (document != one.document or one.reference < other.reference) and may_be(one, other)
        ]
        rows = [features(a, b, near.get(b.document, ONE_TEXT), rarity) for a, b in pairs]
        chances = self._forest.probabilities(np.array(rows)) if rows else ()
        return {
            (a.reference, b.reference): float(chance)
            for (a, b), chance in zip(pairs, chances, strict=True)
        }

    def _gather(
        self, gathering: Gathering, people: Sequence[Seen], known: Mapping[str, list[Seen]]
    ) -> None:
        gathering.count(people, known)
        seen = {s.reference: s for of in known.values() for s in of}
        while (best := gathering.best(self._forest.threshold)) is not None:
            score, into, out = best
            one, other = gathering.likest(into, out)
            self._links[out.first] = Link(round(score, 4), _reason(seen[one], seen[other]))
            gathering.merge(into, out)

    @property
    def size(self) -> int:
        """How many links there are."""
        return len(self._links)

    def circles(self) -> dict[Reference, str]:
        """A name for the circle of each who was looked at: that of the named actor in it, else of its first."""
        return {
            reference: circle.actor or f"{circle.first[0]}/{circle.first[1]}"
            for reference, circle in self._circles.items()
        }

    def decisions(self, ids: Mapping[Reference, str]) -> Iterator[Decision]:
        """Who may be whom, by reference and id of the actor; `ids` are the actors of entities."""
        for reference in sorted(self._links):
            link, first = self._links[reference], self._circles[reference].first
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


def may_be_same(
    documents: Iterable[Sequence[StoredEntity]],
    actors: Mapping[Reference, str],
    ids: Mapping[Reference, str],
) -> tuple[Decision, ...]:
    """Undecided lines of the ledger on people who may be one. Linear in the documents."""
    listed = list(documents)
    index = DescribedIndex()
    for document in listed:
        index.count(document)
    for document in listed:
        index.add(document, actors)
    return tuple(index.decisions(ids))


__all__ = ["DescribedIndex", "may_be_same"]
