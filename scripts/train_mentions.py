"""Grows the forest that tells whether two people in texts of a story may be one (ECB+ train), and writes it for the wheel.

    pip install scikit-learn
    OMP_NUM_THREADS=1 python scripts/train_mentions.py [--shared ../shared]

People are those that the product finds with the corpus' mentions given, and those that it finds by itself. Trees by
scikit-learn's gradient boosting, written out as numbers. Over folds of topics it prints what each cut would merge: the operating
points of `graph/resolve/mentions/merging.py` were chosen from this table. Beside it go small vectors of lemmas
(the parser's, reduced). No text of the corpus (CC BY 3.0, Cybulska and Vossen 2014) is in the files.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from evaluate_actors import ECB_TYPES, Told, b_cubed, given_mentions, told_of
from sklearn.ensemble import HistGradientBoostingClassifier

from graph.parse import Parser
from graph.parse.person_words import person_words
from graph.resolve.mentions import Cut, gathered
from graph.resolve.mentions.features import (
    ONE_TEXT,
    Rarity,
    Seen,
    dot,
    features,
    may_be,
    see,
    words_of,
)
from graph.resolve.mentions.gathering import Ties
from graph.resolve.mentions.trees import FILE, forest
from graph.resolve.mentions.words import FILE as WORDS

ROOT = Path(__file__).resolve().parents[1]
LEXICONS = ROOT / "graph" / "lexicons"
FOLDS = 4
SEEDS = (0, 1, 2)
CUTS = tuple(
    Cut(unnamed, named, names, ties)
    for ties in (Ties.GIVEN, Ties.FIRM, None)
    for unnamed, named, names in (
        *((0.15, 0.15, 0.3), (0.2, 0.2, 0.5), (0.25, 0.25, 0.5), (0.3, 0.3, 0.5), (0.4, 0.4, 0.5)),
        *((0.5, 0.2, 0.5), (0.5, 0.3, 0.5), (0.5, 0.4, 0.5), (0.5, 0.5, 0.5), (0.5, 2.0, 0.5)),
    )
)
_NOTHING = 2.0  # more than any chance
ASK = 0.15  # the least mean chance of a candidate
WIDTH = 32  # of the vectors of lemmas


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What the forest is grown from: a row, whether the two are one, and the topic, a pair each."""

    rows: np.ndarray
    same: np.ndarray
    topics: np.ndarray

    @classmethod
    def of(cls, parts: Sequence[Pairs]) -> Pairs:
        """All of them."""
        columns = ([getattr(p, name) for p in parts] for name in ("rows", "same", "topics"))
        return cls(*(np.concatenate(column) for column in columns))


def main() -> None:
    """Read, cross-validate, grow, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shared", type=Path, default=ROOT / "../shared")
    path = options.parse_args().shared / "corpora" / "xdoc" / "ecbplus_train.jsonl"
    grow_from(path, Parser())


def grow_from(path: Path, parser: Parser) -> None:
    """The whole way from the corpus to the files."""
    mentions, texts = given_mentions(path, ECB_TYPES)
    both = [told_of(parser, mentions, texts, given=given) for given in (True, False)]
    _write_words(both, parser)
    grow(both)


def grow(both: Sequence[Told]) -> None:
    """The forest of a corpus whose mentions were given, and of the same as a build finds it by itself."""
    pairs = Pairs.of([_pairs(told) for told in both])
    _cross_validated(both, pairs)
    models = [_model(seed).fit(pairs.rows, pairs.same) for seed in SEEDS]
    table = _table(models, ASK)
    (LEXICONS / FILE).write_bytes(gzip.compress(json.dumps(table).encode(), mtime=0))
    sys.stdout.write(f"{FILE}: {len(table['trees'])} trees, {(LEXICONS / FILE).stat().st_size} B\n")


def topic_of(story: str) -> str:
    """ "12" of "12ecb" and "12ecbplus", which are two stories alike."""
    return "".join(c for c in story if c.isdigit())


def _pairs(told: Told) -> Pairs:
    rarity = Rarity()
    for document in told.documents:
        rarity.add(words_of(document))
    weights = {d[0].document: rarity.weigh(words_of(d)) for d in told.documents}
    by_topic: dict[str, list[Seen]] = defaultdict(list)
    for document in told.documents:
        topic = topic_of(told.stories[document[0].document])
        seen = see(document, told.actors, rarity)
        by_topic[topic] += [s for s in seen if s.reference in told.gold]
    rows, same, topics = [], [], []
    for topic, people in sorted(by_topic.items()):
        for a, b in combinations(people, 2):
            if may_be(a, b):
                here = a.document == b.document
                cosine = ONE_TEXT if here else dot(weights[a.document], weights[b.document])
                rows.append(features(a, b, cosine, rarity))
                same.append(told.gold[a.reference] == told.gold[b.reference])
                topics.append(topic)
    sys.stdout.write(f"{len(rows)} pairs, {sum(same)} of them one\n")
    return Pairs(np.array(rows), np.array(same), np.array(topics))


def _model(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=14,
        l2_regularization=3.0,
        min_samples_leaf=40,
        max_features=0.4,
        random_state=seed,
    )


def _cross_validated(both: Sequence[Told], pairs: Pairs) -> None:
    """Print what each cut merges; each fold's documents are gathered by a forest that has not seen their topics."""
    names = sorted(set(pairs.topics))
    labels: dict[tuple[int, Cut], dict[int, str]] = defaultdict(dict)
    judged: dict[tuple[int, Cut], list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        rest = ~np.isin(pairs.topics, sorted(held))
        models = [_model(seed).fit(pairs.rows[rest], pairs.same[rest]) for seed in SEEDS]
        grown = forest(_table(models, ASK))
        for number, told in enumerate(both):
            documents = [d for d in told.documents if topic_of(told.stories[d[0].document]) in held]
            index = gathered(documents, told.actors, grown)
            for cut in CUTS:
                index.cut(cut, _NOTHING)
                judged[number, cut] += told.judged(index.decisions(told.ids))
                found = told.by_story(told.circled(index))
                mine = {i: found[i] for i, t in enumerate(told.topics) if t in held}
                labels[number, cut] |= mine
    for (number, cut), of in sorted(labels.items(), key=lambda item: item[0][0]):
        sys.stdout.write(_line(both[number], number, cut, of, judged[number, cut]))


def _line(told: Told, number: int, cut: Cut, labels: dict[int, str], right: list[bool]) -> str:
    gold, places = told.by_story(told.clusters), sorted(labels)
    score = b_cubed([gold[i] for i in places], [labels[i] for i in places])
    name = ("given", "found")[number]
    return f"folds, {name}, {cut}: {score}, links right {sum(right)} of {len(right)}\n"


def _table(models: list[HistGradientBoostingClassifier], threshold: float) -> dict[str, object]:
    """One forest of all: each tree counts for its share."""
    trees = []
    for [predictor] in (p for model in models for p in model._predictors):
        nodes = predictor.nodes
        left = np.where(nodes["is_leaf"], -1, nodes["left"].astype(int))
        right = np.where(nodes["is_leaf"], -1, nodes["right"].astype(int))
        limit = np.where(nodes["is_leaf"], 0.0, nodes["num_threshold"])
        value = np.round(nodes["value"] / len(models), 6)
        columns = (nodes["feature_idx"], limit, left, right, value)
        trees.append([column.tolist() for column in columns])
    start = sum(float(np.ravel(model._baseline_prediction)[0]) for model in models) / len(models)
    return {"trees": trees, "start": start, "threshold": threshold}


def _write_words(both: Sequence[Told], parser: Parser) -> None:
    """Vectors of the lemmas by which people are called, and of what the corpus' people are and do."""
    known = person_words()
    counts: Counter[str] = Counter()
    for stored in (s for told in both for document in told.documents for s in document):
        portrait = stored.entity.portrait
        if portrait is not None:
            counts.update((*portrait.nouns, *portrait.modifiers))
            counts.update(deed.rpartition(":")[0] for deed in portrait.deeds)
    people = known.described | known.offices | known.sources | known.group_states
    people |= known.group_people | frozenset().union(*known.bodies.values())
    vocab = parser.nlp.vocab
    plain = {w for w in counts if w.isalpha() and w.islower()} | people
    words = sorted(w for w in plain if vocab[w].has_vector)
    matrix = np.array([vocab[w].vector for w in words], dtype=np.float64)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix -= matrix.mean(axis=0)
    reduced = matrix @ np.linalg.svd(matrix, full_matrices=False)[2][:WIDTH].T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    flat = np.round(reduced * 127).astype(np.int8).tobytes()
    table = {"words": words, "width": WIDTH, "vectors": base64.b64encode(flat).decode()}
    (LEXICONS / WORDS).write_bytes(gzip.compress(json.dumps(table).encode(), mtime=0))
    sys.stdout.write(f"{WORDS}: {len(words)} lemmas\n")


if __name__ == "__main__":
    main()
