"""Grows the forest that tells whether two mentions of a story name the same (ECB+ train), and writes it for the wheel.

    pip install scikit-learn
    OMP_NUM_THREADS=1 python scripts/train_mentions.py [--shared ../shared]

Trees by scikit-learn's gradient boosting, written out as numbers; the threshold is the lowest that is nearly
best over folds of topics. No text of the corpus (CC BY 3.0, Cybulska and Vossen 2014) is in the file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from evaluate_actors import ECB_TYPES, b_cubed, given_mentions, read_given
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.ensemble import HistGradientBoostingClassifier

from graph.parse import Parser
from graph.resolve.mentions import _named
from graph.resolve.mentions.features import Seen, features, see
from graph.resolve.mentions.trees import FILE

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "graph" / "lexicons" / FILE
FOLDS = 4
SEEDS = (0, 1, 2)  # the mean of three forests errs less than one
WITHIN = 0.01  # thresholds whose F1 is so near the best are as good: of these the lowest, which joins most
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def main() -> None:
    """Read, cross-validate, grow, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shared", type=Path, default=ROOT / "../shared")
    path = options.parse_args().shared / "corpora" / "xdoc" / "ecbplus_train.jsonl"
    grow_from(path, Parser())


def grow_from(path: Path, parser: Parser) -> None:
    """The whole way from the corpus to the file."""
    mentions, texts = given_mentions(path, ECB_TYPES)
    read = read_given(parser, mentions, texts)
    seen, documents = see(read.given, read.stories, read.words, read.entities, read.actors)
    gold = [m.cluster for m in read.mentions]
    pairs = _pairs(seen)
    rows = np.array([features(a, b, documents) for a, b in pairs])
    same = np.array([gold[a.number] == gold[b.number] for a, b in pairs])
    threshold = _threshold(seen, pairs, rows, same, gold)
    _write([_model(seed).fit(rows, same) for seed in SEEDS], threshold)


def _pairs(seen: list[Seen]) -> list[tuple[Seen, Seen]]:
    stories: dict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        stories[each.story].append(each)
    return [pair for _, of in sorted(stories.items()) for pair in combinations(of, 2)]


def _model(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=16,
        l2_regularization=3.0,
        min_samples_leaf=40,
        max_features=0.4,
        random_state=seed,
    )


def _threshold(
    seen: list[Seen],
    pairs: list[tuple[Seen, Seen]],
    rows: np.ndarray,
    same: np.ndarray,
    gold: list[str],
) -> float:
    """The best over folds; a topic ("12" of "12ecb") is never in two of them."""
    topics = np.array(["".join(c for c in a.story if c.isdigit()) for a, _ in pairs])
    names = sorted(set(topics))
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = np.isin(topics, names[fold::FOLDS])
        models = (_model(seed).fit(rows[~held], same[~held]) for seed in SEEDS)
        total = sum(model.decision_function(rows[held]) for model in models)
        found[held] = 1 / (1 + np.exp(-total / len(SEEDS)))
    scores = {}
    for threshold in THRESHOLDS:
        labels = _clusters(seen, pairs, found, threshold)
        scores[threshold] = b_cubed(gold, labels)
        sys.stdout.write(f"folds, {threshold}: {scores[threshold]}\n")
    best = max(of["f1"] for of in scores.values())
    return min(t for t, of in scores.items() if of["f1"] >= best - WITHIN)


def _clusters(
    seen: list[Seen], pairs: list[tuple[Seen, Seen]], found: np.ndarray, threshold: float
) -> list[str]:
    labels: dict[int, str] = {}
    stories: dict[str, list[int]] = defaultdict(list)
    for i, (a, _) in enumerate(pairs):
        stories[a.story].append(i)
    for story, of in stories.items():
        members = [each for each in seen if each.story == story]
        cut = fcluster(linkage(1 - found[of], "average"), 1 - threshold, "distance")
        labels |= {m.number: f"{story}/{n}" for m, n in zip(members, cut, strict=True)}
    for each in seen:
        labels.setdefault(each.number, f"{each.story}/0")
    return _named(seen, labels)


def _write(models: list[HistGradientBoostingClassifier], threshold: float) -> None:
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
    table = {"trees": trees, "start": start, "threshold": threshold}
    OUT.write_bytes(gzip.compress(json.dumps(table).encode(), mtime=0))
    sys.stdout.write(f"{OUT.name}: {len(trees)} trees, {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
