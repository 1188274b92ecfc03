#!/usr/bin/env python3
"""Grows the forests of `graph.extract.clauses` from all of GUM's other genres and writes them as numbers for the wheel.

    pip install -e ".[train]"
    OMP_NUM_THREADS=1 python scripts/train_clauses.py

Forests by scikit-learn's gradient boosting with a fixed seed: the same bytes on each run. What a text teaches of a word
is left out of that text's own rows, so that shares of words do not give its truth away. `attribution_gum.py` grows the
same from the documents of other folds and scores the product with it. No text of GUM (annotations CC BY 4.0, Zeldes
2017) is in the file; single words with counts are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from attribution_corpus import Record, load
from attribution_evaluation import scorer
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from graph.extract.clauses.candidates import Clause
from graph.extract.clauses.choice import proposed, rows_of
from graph.extract.clauses.model import FILE, MANIFEST, SHIPPED, Grown, packed, table
from graph.extract.clauses.shares import Axes, Shares
from graph.extract.clauses.signatures import Signature, signatures
from graph.extract.clauses.sources import Source, source_rows, sources
from graph.extract.statements.clause import Range, chars
from graph.extract.statements.marks import Quotations
from graph.model import Document
from graph.parse import Parser, Reading, read

ROOT = Path(__file__).resolve().parents[1]
GUM = "gum/other_genres.jsonl"
SEEDS = (0, 1, 2, 3, 4, 5)  # more forests, the same trees: their mean varies less
WIDTH = 16  # of the reduced word vectors
# Half of the F1 that is to be expected is where F1 is highest (Lipton et al. 2014), and 60 is the aim; F1 is flat from
# .3 to .4, where precision is five points higher: a wrong speaker is worse than a missing one.
THRESHOLD = 0.35
SAME = 0.5  # overlap from which a clause is a reader's
CLAUSES = {
    "max_iter": 150,
    "learning_rate": 0.08,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 20,
    "l2_regularization": 5,
    "max_features": 0.3,
}
SIGNATURES = {
    "max_iter": 150,
    "learning_rate": 0.04,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 8,
    "l2_regularization": 1,
    "max_features": 0.3,
}
Letters = frozenset[int]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Gold:
    """One attribution of the readers: letters of its content, of its source, and of the words that report it."""

    content: Letters
    source: Letters
    report: Letters


@dataclass(slots=True)
class Text:
    """A document with all that is proposed in it. `truth` holds the number of the gold content, -1 if none."""

    record: Record
    reading: Reading
    gold: list[Gold]
    clauses: list[Clause]
    truth: list[int]
    shares: Shares
    rows: Floats
    signatures: list[Signature]
    signed: list[bool]


def texts(records: Sequence[Record], readings: Iterable[Reading], module: Any) -> Iterator[Text]:
    """The documents with what the product proposes in each, and what its readers marked."""
    for record, reading in zip(records, readings, strict=True):
        quotations, marked = Quotations(reading), list(_gold(record, module))
        found = proposed(reading, quotations)
        truth = [_truth(clause, marked, record["text"], module) for clause in found]
        signs = list(signatures(reading))
        yield Text(
            record,
            reading,
            marked,
            found,
            truth,
            Shares.of(found, [n >= 0 for n in truth]),
            rows_of(reading, quotations, found),
            signs,
            [_is_right(sign, marked, record["text"], module) for sign in signs],
        )


def readings(records: Iterable[Record]) -> Iterator[Reading]:
    """The documents as the product parses them."""
    yield from read(map(_document, records), Parser())


def _document(record: Record) -> Document:
    identifier = hashlib.sha256(record["text"].encode()).hexdigest()
    return Document(id=identifier, text=record["text"], name=record["id"], language="en")


def _gold(record: Record, module: Any) -> Iterator[Gold]:
    for a in record["attributions"]:
        parts = a["content"], a["source"], [*a["satellite"], *a["cue"]]
        yield Gold(*(frozenset(module.chars(spans, record["text"])) for spans in parts))


def _spans(clause: Clause, pieces: Iterable[Range]) -> list[list[int]]:
    """Ranges of tokens as the scorer reads them."""
    return [[s.start, s.end] for s in (chars(clause.cue.doc, piece) for piece in pieces)]


def _truth(clause: Clause, gold: Sequence[Gold], text: str, module: Any) -> int:
    """The gold content that shares at least half with the clause's, hung on the same words."""
    cue = clause.cue
    mine = module.chars(_spans(clause, clause.pieces), text)
    ends = {cue.idx, cue.idx + len(cue) - 1}
    best, number = 0.0, -1
    for n, each in enumerate(gold):
        shared = _overlap(mine, each.content)
        if shared > best and ends & each.report:
            best, number = shared, n
    return number if best >= SAME else -1


def _overlap(left: set[int] | Letters, right: set[int] | Letters) -> float:
    """Intersection over union."""
    shared = len(left & right)
    return shared / len(left | right) if shared else 0.0


def _is_right(sign: Signature, gold: Sequence[Gold], text: str, module: Any) -> bool:
    content, source = (module.chars([part], text) for part in (sign.content, sign.source))
    return any(
        _overlap(content, g.content) >= SAME and module.src_ok(g.source, source) for g in gold
    )


def same_source(source: Source, clause: Clause, gold: Gold, text: str, module: Any) -> bool:
    """Whether a source is the readers'."""
    mine = module.chars(_spans(clause, [source.piece]), text)
    return bool(module.src_ok(gold.source, mine))


def grown_from(learnt: Sequence[Text], module: Any) -> dict[str, Any]:
    """The table of a model that is learnt from these documents alone."""
    every = Shares()
    for text in learnt:
        every = every.plus(text.shares)
    vectors = [c.cue.vector for text in learnt for c in text.clauses]
    axes = Axes.of(np.array(vectors, dtype=float), WIDTH)
    rows = np.concatenate([_rows(text, every.without(text.shares), axes) for text in learnt])
    truth = np.array([n >= 0 for text in learnt for n in text.truth])
    signs = np.array([sign.row for text in learnt for sign in text.signatures])
    signed = np.array([right for text in learnt for right in text.signed])
    return table(
        grow(rows, truth, CLAUSES),
        grow(*_source_rows(learnt, module), CLAUSES),
        grow(signs, signed, SIGNATURES),
        every,
        axes,
        THRESHOLD,
    )


def _rows(text: Text, shares: Shares, axes: Axes) -> Floats:
    return np.hstack([text.rows, shares.rows(text.clauses), axes.rows(text.clauses)])


def _source_rows(learnt: Sequence[Text], module: Any) -> tuple[Floats, NDArray[np.bool_]]:
    rows: list[list[float]] = []
    truth: list[bool] = []
    for text in learnt:
        for clause, number in zip(text.clauses, text.truth, strict=True):
            if number >= 0:
                found, gold = sources(clause), text.gold[number]
                rows += source_rows(clause, found)
                truth += [same_source(s, clause, gold, text.record["text"], module) for s in found]
    return np.array(rows), np.array(truth)


def grow(rows: Floats, truth: NDArray[np.bool_], settings: Mapping[str, Any]) -> Grown:
    """Forests by a seed each as one: each tree counts for its share."""
    models = [
        HistGradientBoostingClassifier(random_state=seed, **settings).fit(rows, truth)
        for seed in SEEDS
    ]
    return numbers(models)


def numbers(models: Sequence[HistGradientBoostingClassifier]) -> Grown:
    """The trees of scikit-learn's forests as plain columns; their mean, where there are several."""
    trees = []
    for [predictor] in (p for model in models for p in model._predictors):
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        left = np.where(leaf, -1, nodes["left"].astype(int))
        right = np.where(leaf, -1, nodes["right"].astype(int))
        limit = np.where(leaf, 0.0, nodes["num_threshold"])
        value = np.where(leaf, nodes["value"] / len(models), 0.0)
        columns = (nodes["feature_idx"], limit, left, right, value)
        trees.append([column.tolist() for column in columns])
    start = sum(float(np.ravel(model._baseline_prediction)[0]) for model in models) / len(models)
    return trees, start


def main() -> int:
    """Read GUM, grow, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared/corpora")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the numbers")
    options = parser.parse_args()
    records, module = load(options.corpora / GUM), scorer(options.gold)
    learnt = list(texts(records, readings(records), module))
    write(grown_from(learnt, module), options.out, learnt)
    return 0


def write(values: dict[str, Any], folder: Path, learnt: Sequence[Text]) -> None:
    """The numbers, and the manifest with their checksum and what they were learnt from."""
    folder.mkdir(parents=True, exist_ok=True)
    data = packed(values)
    manifest = {
        "data": "GUM, genres but news: annotations CC BY 4.0 (Zeldes 2017, https://gucorpling.org/gum)",
        "documents": len(learnt),
        "attributions": sum(len(text.gold) for text in learnt),
        "command": "OMP_NUM_THREADS=1 python scripts/train_clauses.py",
        "seeds": list(SEEDS),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    (folder / FILE).write_bytes(data)
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{folder / FILE}: {len(data)} B, sha256 {manifest['sha256']}\n")


if __name__ == "__main__":
    sys.exit(main())
