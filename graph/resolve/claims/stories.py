"""Which documents tell of one story: by the words of what is said in them, rare ones weighing more.

An issue must not join a tram and a dam because both have a plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import log, sqrt

from graph.resolve.claims.said import stems

ALIKE = (
    0.105  # mean cosine from which two groups of documents are one story: unrelated texts reach .09
)
MAX_DOCUMENTS = 2_000  # beyond it all documents count as one story
COMMON = 60  # documents; a word that more of them have proposes no pair in a large record
FEW = 120  # documents that are all compared

Pair = tuple[str, str]


def stories(texts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Document → the least id of a document of its story. `texts` are what is said in each.

    Cost: the square of the documents up to FEW, then linear in the pairs that share a word that is not COMMON.
    """
    if len(texts) > MAX_DOCUMENTS:
        return dict.fromkeys(texts, min(texts))
    vectors = _vectors(texts)
    alike = _alike(vectors)
    members = {document: [document] for document in sorted(texts)}
    head = {document: document for document in members}
    between: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), value in alike.items():
        between[a][b] = between[b][a] = value
    for (a, b), value in sorted(alike.items(), key=lambda p: (-p[1], p[0])):
        if value < ALIKE:
            break
        one, other = sorted((head[a], head[b]))
        if one != other and _mean(between, members, one, other) >= ALIKE:
            _join(between, members, head, one, other)
    return head


def _mean(
    between: Mapping[str, Mapping[str, float]],
    members: Mapping[str, list[str]],
    one: str,
    other: str,
) -> float:
    return between[one].get(other, 0.0) / (len(members[one]) * len(members[other]))


def _join(
    between: dict[str, dict[str, float]],
    members: dict[str, list[str]],
    head: dict[str, str],
    one: str,
    other: str,
) -> None:
    """The group `other` becomes a part of `one`; sums of likeness to third groups are added."""
    members[one] += members.pop(other)
    head.update(dict.fromkeys(members[one], one))
    for third, value in between.pop(other, {}).items():
        between[third].pop(other, None)
        if third != one:
            total = between[one].get(third, 0.0) + value
            between[one][third] = between[third][one] = total


def _vectors(texts: Mapping[str, Iterable[str]]) -> dict[str, dict[str, float]]:
    """Unit vectors of the words of each document, by how often it and how few others have them."""
    bags = {d: Counter(w for text in said for w in stems(text)) for d, said in texts.items()}
    having = Counter(word for bag in bags.values() for word in bag)
    vectors = {}
    for document, bag in bags.items():
        weight = {
            word: (1 + log(count)) * log(1 + len(bags) / having[word])
            for word, count in sorted(bag.items())
        }
        length = sqrt(sum(w * w for w in weight.values())) or 1.0
        vectors[document] = {word: w / length for word, w in weight.items()}
    return vectors


def _alike(vectors: Mapping[str, Mapping[str, float]]) -> dict[Pair, float]:
    """Cosines of pairs of documents, the lesser id first; of pairs that share a word."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for document in sorted(vectors):
        for word in vectors[document]:
            having[word].append(document)
    found: defaultdict[Pair, float] = defaultdict(float)
    for word in sorted(having):
        if len(having[word]) > COMMON and len(vectors) > FEW:
            continue
        for a, b in combinations(having[word], 2):
            found[a, b] += vectors[a][word] * vectors[b][word]
    return dict(found)
