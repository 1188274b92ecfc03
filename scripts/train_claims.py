#!/usr/bin/env python3
"""Fits the weights by which two statements are found to be one claim, and reports precision and recall.

    scripts/train_claims.py              cross-validated scores of data/gold/same_claim.jsonl
    scripts/train_claims.py --write      and writes graph/lexicons/same_claim.json
    scripts/train_claims.py --cache F    keeps what was extracted in the file F, and reads it the next time

The gold holds pairs by corpus, document id and content spans; the texts are read from ../shared/corpora and
extracted anew. A pair whose spans are not found any more (the extractor has changed) is matched by overlap.
SEESAW's licence forbids commercial use: its pairs are evaluated with and never fitted on.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from circumstances import circumstances
from evaluate_commitments import _short as short
from reliability import reliability

from graph.extract import built_in, extract
from graph.ids import text_sha256
from graph.knowledge import Knowledge
from graph.model import ActorKind, Document, Findings
from graph.parse import Parser, read
from graph.resolve import actors as actors_stage
from graph.resolve.claims.apart import is_impossible
from graph.resolve.claims.encoder import SentenceEncoder
from graph.resolve.claims.likeness import NEAR, QUOTED, WHOLE, Features, features
from graph.resolve.claims.pairs import rarity_of
from graph.resolve.claims.said import Said, from_findings
from graph.resolve.claims.same import SAME

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
GOLD = ROOT / "data" / "gold" / "same_claim.jsonl"
WEIGHTS = ROOT / "graph" / "lexicons" / "same_claim.json"
RESULTS = ROOT / "data" / "results" / "same_claim.json"
PATHS = {
    "newswcl50_val": "xdoc/newswcl50_val.jsonl",
    "ecbplus_train": "xdoc/ecbplus_train.jsonl",
    "seesaw_train": "stance/seesaw_train.jsonl",
    "seesaw_valid": "stance/seesaw_valid.jsonl",
    "polnear_train": "polnear/train.jsonl",
}
OUR_OWN = {"sample": "sample", "own": "gold/own"}
COSINE, QUOTE_SHARE = (Features.__slots__.index(name) for name in ("cosine", "quote_share"))
L2 = 0.1
NOT_FITTED = "seesaw"
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)
# A pair is found again where a statement overlaps by half, or has the whole annotated content and little more.
HALF, WITHIN, LEAST = 0.5, 0.8, 0.2
Matrix = npt.NDArray[np.float64]


def main() -> int:
    """Fit, report, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--write", action="store_true", help="write the weights fitted on all pairs"
    )
    parser.add_argument("--cache", type=Path, help="file with what was extracted before")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        print(f"{CORPORA} is not here: the pairs' texts are needed", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    table = _table(rows, options.cache)
    predicted = _predicted(table)
    ours = np.array([row.corpus != "ecbplus_train" for row in table])
    y = np.array([row.same for row in table], dtype=float)
    sees = np.array([row.corpus.startswith(NOT_FITTED) for row in table])
    scored = np.array([not row.is_barred for row in table])
    report = {
        "command": "scripts/train_claims.py",
        "pairs annotated": len(rows),
        "pairs found again": len(y),
        "same": int(y.sum()),
        "barred though same": sum(row.is_barred and row.same for row in table),
        "threshold": SAME,
        "at the threshold": _scores(predicted, y, SAME),
        "at the threshold, a pair that is not found counted as not joined": _with_missing(
            predicted, y, rows, len(table)
        ),
        "NewsWCL50 and SEESAW only": {
            "pairs": int(ours.sum()),
            **_scores(predicted[ours], y[ours], SAME),
        },
        "SEESAW only, on which nothing was fitted": {
            "pairs": int(sees.sum()),
            **_scores(predicted[sees], y[sees], SAME),
        },
        "cross-validated by story": {str(t): _scores(predicted, y, t) for t in THRESHOLDS},
        "reliability of pairs that get a score": reliability(predicted[scored], y[scored]),
        "agreement": _agreement(rows),
        **circumstances(),
    }
    print(json.dumps(report, indent=1))
    RESULTS.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    if options.write:
        _write([row for row in table if _is_fitted(row)])
    return 0


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated pair that was found again."""

    features: tuple[float, ...]
    same: bool
    is_barred: bool
    corpus: str
    story: str


def _is_fitted(row: Row) -> bool:
    return not row.is_barred and not row.corpus.startswith(NOT_FITTED)


def _predicted(table: Sequence[Row]) -> Matrix:
    """The score of each pair by a model that has not seen its story, with the rules of the stage."""
    x = np.array([row.features for row in table])
    predicted = np.zeros(len(table))
    for story in sorted({row.story for row in table}):
        rest = [row for row in table if row.story != story and _is_fitted(row)]
        weights = fit(np.array([r.features for r in rest]), np.array([float(r.same) for r in rest]))
        mine = np.array([row.story == story for row in table])
        predicted[mine] = apply(weights, x[mine])
    whole = (x[:, QUOTE_SHARE] >= WHOLE) & (x[:, COSINE] >= NEAR)
    predicted[whole] = np.maximum(predicted[whole], QUOTED)
    predicted[[row.is_barred for row in table]] = 0.0
    return predicted


def _with_missing(
    predicted: Matrix, y: Matrix, rows: Sequence[dict[str, object]], found: int
) -> dict[str, float]:
    scores = _scores(predicted, y, SAME)
    right = scores["precision"] * scores["joined"]
    return {**scores, "recall": round(right / max(1, sum(bool(r["same"]) for r in rows)), 3)}


def _write(rows: Sequence[Row]) -> None:
    weights = fit(np.array([r.features for r in rows]), np.array([float(r.same) for r in rows]))
    table = dict(zip(Features.__slots__, (round(float(w), 3) for w in weights[1:]), strict=True))
    data = {"bias": round(float(weights[0]), 3), "weights": table}
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _table(rows: Sequence[dict[str, object]], cache: Path | None) -> list[Row]:
    wanted = {(s["corpus"], s["id"]) for r in rows for s in (r["left"], r["right"])}  # type: ignore[index]
    said = _statements(wanted, cache)
    by_actor: dict[str | None, list[Said]] = {}
    for one, _, _ in (entry for group in said.values() for entry in group):
        by_actor.setdefault(one.actor, []).append(one)
    encode = SentenceEncoder()
    table = []
    for row in rows:
        a, b = (find(said, row[side]) for side in ("left", "right"))  # type: ignore[arg-type]
        if a is None or b is None:
            continue
        corpus, identifier = str(row["left"]["corpus"]), str(row["left"]["id"])  # type: ignore[index]
        found = astuple(features(a, b, encode, rarity_of(by_actor[a.actor])))
        story = corpus + _STORY.match(identifier).group()  # type: ignore[union-attr]
        table.append(Row(found, bool(row["same"]), is_impossible(a, b), corpus, story))
    return table


_STORY = re.compile(r"TRIPLET_\d+|\d+")  # ECB+: 13ecb and 13ecbplus tell of like events


Entry = tuple[Said, int, int]


def _statements(
    wanted: set[tuple[str, str]], cache: Path | None
) -> dict[tuple[str, str], list[Entry]]:
    found = kept_findings(wanted, cache)
    stored = [s for f in found.values() for s in actors_stage.stored(f)]
    actors = actors_stage.resolve(stored, Knowledge.load(None), ()).actors
    of = {place: a.id for a in actors for place in a.entities}
    unnamed = frozenset(a.id for a in actors if a.kind is ActorKind.UNNAMED)
    return {k: _entries(f, of, unnamed) for k, f in found.items()}


def kept_findings(
    wanted: set[tuple[str, str]], cache: Path | None
) -> dict[tuple[str, str], Findings]:
    """Findings of documents by corpus and id; those of the cache are not extracted again."""
    kept: dict[tuple[str, str], Findings] = {}
    if cache is not None and cache.exists():
        kept = pickle.loads(cache.read_bytes())
    if missing := wanted - set(kept):
        kept |= _extracted(missing)
        if cache is not None:
            cache.write_bytes(pickle.dumps(kept))
    return {key: kept[key] for key in sorted(wanted)}


def _extracted(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Findings]:
    documents = {}
    for corpus, folder in OUR_OWN.items():
        for path in sorted((ROOT / "data" / folder).glob("*.txt")):
            if (corpus, path.stem) in wanted:
                row = {"id": path.stem, "text": path.read_text("utf-8")}
                documents[corpus, path.stem] = _document(corpus, row)
    for corpus, path in PATHS.items():
        with (CORPORA / path).open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if (corpus, short(row["id"])) in wanted:
                    documents[corpus, short(row["id"])] = _document(corpus, row)
    extractors = built_in("accurate")
    found = [extract(r, extractors) for r in read(documents.values(), Parser())]
    return dict(zip(documents, found, strict=True))


def _document(corpus: str, row: dict[str, str]) -> Document:
    day = row.get("date") or row.get("publication_date") or "2018-05-01"
    name = f"{corpus}|{row['id']}"
    return Document(
        id=text_sha256(name + row["text"])[:32],
        text=row["text"],
        name=name,
        published=date.fromisoformat(day),
        publisher=row.get("source") or row.get("publisher") or row.get("outlet_leaning"),
        language="en",
    )


def _entries(
    findings: Findings, of: dict[tuple[str, int], str], unnamed: frozenset[str]
) -> list[Entry]:
    keys = {e.key: of[p] for e in findings.entities if (p := (findings.document.id, e.key)) in of}
    by_key = {s.key: s for s in findings.statements}
    rows = []
    for one in from_findings(findings, keys, unnamed):
        spans = by_key[one.key].content
        rows.append((one, min(s.start for s in spans), max(s.end for s in spans)))
    return rows


def find(said: dict[tuple[str, str], list[Entry]], side: dict[str, object]) -> Said | None:
    """The statement that an annotated content is part of, if it is still found."""
    spans: list[list[int]] = side["content"]  # type: ignore[assignment]
    start, end = min(s[0] for s in spans), max(s[1] for s in spans)
    best, most = None, 0.0
    for one, s, e in said.get((str(side["corpus"]), str(side["id"])), []):
        both = max(0, min(e, end) - max(s, start))
        share = both / max(1, max(e, end) - min(s, start))
        is_within = both >= WITHIN * (end - start) and share >= LEAST
        if (share > HALF or is_within) and share > most:
            best, most = one, share
    return best


def fit(x: Matrix, y: Matrix) -> Matrix:
    """Logistic regression with an L2 penalty, by Newton's method. The first weight is the bias."""
    a = np.hstack([np.ones((len(x), 1)), x])
    weights = np.zeros(a.shape[1])
    penalty = np.diag([0.0, *[L2] * x.shape[1]])
    for _ in range(50):
        p = 1 / (1 + np.exp(-a @ weights))
        slope = a.T @ (p - y) + penalty @ weights
        curve = (a * (p * (1 - p))[:, None]).T @ a + penalty + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def apply(weights: Matrix, x: Matrix) -> Matrix:
    """Probabilities."""
    return np.asarray(1 / (1 + np.exp(-(weights[0] + x @ weights[1:]))))


def _scores(predicted: Matrix, y: Matrix, threshold: float) -> dict[str, float]:
    chosen = predicted >= threshold
    right = float(y[chosen].sum())
    return {
        "precision": round(right / max(1, int(chosen.sum())), 3),
        "recall": round(right / max(1.0, float(y.sum())), 3),
        "joined": int(chosen.sum()),
    }


def _agreement(rows: Sequence[dict[str, object]]) -> dict[str, dict[str, float]]:
    """Of the two passes, over all pairs and by corpus; `again` is a reader's second pass over his own."""
    ecb = [r for r in rows if r["left"]["corpus"] == "ecbplus_train"]  # type: ignore[index]
    others = [r for r in rows if r["left"]["corpus"] != "ecbplus_train"]  # type: ignore[index]
    return {
        "all pairs": _kappa(rows, "second"),
        "NewsWCL50 and SEESAW": _kappa(others, "second"),
        "ECB+, second reader blind to the first": _kappa(ecb, "second"),
        "ECB+, the first reader twice": _kappa([r for r in ecb if "again" in r], "again"),
    }


def _kappa(rows: Sequence[dict[str, object]], other: str) -> dict[str, float]:
    """Cohen's kappa between the pass `first` and another one."""
    both = [(bool(r["first"]), bool(r[other])) for r in rows]
    same = sum(a == b for a, b in both) / max(1, len(both))
    yes = [sum(p[i] for p in both) / max(1, len(both)) for i in (0, 1)]
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return {
        "pairs": len(both),
        "agreed": sum(a == b for a, b in both),
        "kappa": round((same - chance) / max(1e-9, 1 - chance), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
