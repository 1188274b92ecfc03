"""Trains the stance scorer on the training part of DSE and writes its weights as JSON.

    python scripts/train_stances.py [--corpora ../shared/corpora]

Softmax regression with an L2 penalty, fitted by L-BFGS from zero: no randomness. SEESAW is not used.
Texts that the validation part has too are left out. Small weights are cut off to keep the file small.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent))

from relations import dse
from relations.corpus import records

ROOT = Path(__file__).resolve().parents[1]
PENALTY = 3.0
LEAST = 4  # a feature seen less often is not learnt
SMALLEST = 0.05
Matrix = NDArray[np.float64]


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=ROOT / "../shared/corpora")
    folder = parser.parse_args().corpora / "stance"
    unseen = frozenset(r["text"] for r in records(folder / "dse_valid.jsonl"))
    rows, labels = pairs(folder / "dse_train.jsonl", unseen)
    names = vocabulary(rows)
    weights = fit(matrix(rows, names), np.array(labels))
    path = ROOT / "graph/lexicons/stances_weights.json"
    path.write_text(as_json(names, weights, len(rows)), encoding="utf-8")
    print(f"{path}: {len(names)} features from {len(rows)} ordered pairs")
    return 0


def pairs(path: Path, without: frozenset[str]) -> tuple[list[list[str]], list[int]]:
    """Features and class (0 none, 1 positive, 2 negative) of each ordered pair."""
    rows, labels = [], []
    for example in dse.examples(path, without):
        direction, _, polarity = example["label"].partition(" ")
        value = {"positive": 1, "negative": 2}.get(polarity, 0)
        rows += [example["forth"], example["back"]]
        labels += [value if direction == "p->q" else 0, value if direction == "q->p" else 0]
    return rows, labels


def vocabulary(rows: list[list[str]]) -> dict[str, int]:
    """Features seen at least LEAST times, numbered in the order of the alphabet."""
    seen = Counter(name for row in rows for name in set(row))
    return {name: k for k, name in enumerate(sorted(n for n, c in seen.items() if c >= LEAST))}


def matrix(rows: list[list[str]], names: dict[str, int]) -> csr_matrix:
    """One row a pair, one column a feature, ones where it holds."""
    places = [(i, names[n]) for i, row in enumerate(rows) for n in sorted(set(row)) if n in names]
    index = ([i for i, _ in places], [j for _, j in places])
    return csr_matrix((np.ones(len(places)), index), shape=(len(rows), len(names)))


def fit(rows: csr_matrix, labels: NDArray[np.int64]) -> Matrix:
    """Weights, a row a feature and the bias last, a column a class."""
    count, size = rows.shape
    wanted = np.eye(3)[labels]

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(size + 1, 3)
        scores = rows @ weights[:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        cost = -np.log(chances[np.arange(count), labels] + 1e-12).sum()
        cost += PENALTY * (weights[:-1] ** 2).sum() / 2
        slope = np.vstack(
            [rows.T @ (chances - wanted) + PENALTY * weights[:-1], (chances - wanted).sum(axis=0)]
        )
        return float(cost), slope.ravel()

    options = {"maxiter": 150}
    found = minimize(loss, np.zeros((size + 1) * 3), jac=True, method="L-BFGS-B", options=options)
    result: Matrix = found.x.reshape(size + 1, 3)
    return result


def as_json(names: dict[str, int], weights: Matrix, count: int) -> str:
    """The file's text: one feature a line, in the order of the alphabet."""
    kept = {n: [round(float(v), 2) for v in weights[k]] for n, k in names.items()}
    lines = [
        f" {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}"
        for name, row in sorted(kept.items())
        if max(abs(v) for v in row) >= SMALLEST
    ]
    head = {"trained_on": "DSE train, without texts of its validation part", "pairs": count}
    bias = [round(float(v), 3) for v in weights[-1]]
    body = ",\n".join(lines)
    return json.dumps(head)[:-1] + f', "bias": {json.dumps(bias)}, "weights": {{\n{body}\n}}}}\n'


if __name__ == "__main__":
    raise SystemExit(main())
