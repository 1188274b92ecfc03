"""Given mentions → clusters over the documents of a story, also of people whom nobody names ("the driver").

A build does not use it: at its best threshold one join in seven is wrong, and a wrong merge is libel. It is for those
who bring mentions of their own, such as annotators, and want to see which may be one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from graph.model import Actor, StoredEntity
from graph.parse.given import Given
from graph.resolve.mentions.features import Seen, Weights, features, see
from graph.resolve.mentions.trees import Forest, shipped


def cluster(
    mentions: Sequence[Given],
    stories: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
    entities: Iterable[StoredEntity],
    actors: Iterable[Actor],
    model: Forest | None = None,
) -> list[str]:
    """A name for the cluster of each mention: the id of an actor where one is among them.

    Two mentions are compared within a story only; clusters of different stories meet where they hold one named
    actor. `words` are the content words of each document. Cost grows with the square of a story's mentions.
    """
    seen, documents = see(mentions, stories, words, entities, actors)
    forest = model or shipped()
    by_story: dict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        by_story[each.story].append(each)
    labels: dict[int, str] = {}
    for story, of in sorted(by_story.items()):
        for one, number in zip(of, _cut(of, documents, forest), strict=True):
            labels[one.number] = f"{story}/{number}"
    return _named(seen, labels)


def _cut(of: Sequence[Seen], documents: Mapping[str, Weights], forest: Forest) -> list[int]:
    """Numbers of clusters by average linkage of the pairs' probabilities."""
    if len(of) < 2:
        return [0] * len(of)
    rows = np.array([features(a, b, documents) for a, b in combinations(of, 2)])
    distances: NDArray[np.float64] = 1.0 - forest.probabilities(rows)
    cut = fcluster(linkage(distances, "average"), 1.0 - forest.threshold, "distance")
    return [int(number) for number in cut]


def _named(seen: Sequence[Seen], labels: Mapping[int, str]) -> list[str]:
    """Clusters with a named actor bear the id of the one most mentioned in them."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for each in seen:
        if each.actor:
            votes[labels[each.number]][each.actor] += 1
    names = {label: max(sorted(of), key=lambda a: of[a]) for label, of in votes.items()}
    return [names.get(labels[each.number], labels[each.number]) for each in seen]


__all__ = ["cluster"]
