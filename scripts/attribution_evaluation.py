"""Scores and calibration of the exported tagger (onnxruntime, int8), as the product runs it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from attribution_corpus import Record, paragraphs_of
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.extract.tagger.attribution import Attribution
from graph.extract.tagger.calibration import Calibration, source_features, whole_features
from graph.extract.tagger.decode import Linked, Settings
from graph.extract.tagger.encoder import Encoder
from graph.extract.tagger.manifest import verified
from graph.extract.tagger.tagger import AttributionTagger, link_window
from graph.extract.tagger.windows import STYLES, windows_of
from graph.model import Span

KEYS = (
    "content@0.5",
    "full@0.5",
    "source|match",
    "recall@0.5 by type",
    "spans source",
    "spans cue",
    "spans content",
    "exact source",
    "exact cue",
    "exact content",
)
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Guess:
    """A decoded attribution of a document, and whether gold agrees with it."""

    linked: Linked
    spans: dict[str, list[list[int]]]
    matched: bool = False
    source_right: bool = False


def scorer(gold: Path) -> Any:
    """The module score_attribution.py of the folder `gold`."""
    if str(gold) not in sys.path:
        sys.path.insert(0, str(gold))
    import score_attribution

    return score_attribution


def as_json(found: Attribution) -> dict[str, list[list[int]]]:
    """Spans as the scorer reads them."""
    return {r: [[s.start, s.end] for s in getattr(found, r)] for r in ("source", "cue", "content")}


def score(tagger: AttributionTagger, records: Sequence[Record], gold: Path) -> dict[str, Any]:
    """Scores over `records`, all attributions and speech only, and words per CPU second."""
    module = scorer(gold)
    began = time.process_time()
    predicted = {
        r["id"]: [
            as_json(a) for a in tagger(r["text"], [Span(*p) for p in paragraphs_of(r["text"])])
        ]
        for r in records
    }
    used = time.process_time() - began
    words = sum(len(r["text"].split()) for r in records)
    result: dict[str, Any] = {
        "documents": len(records),
        "attributions": sum(len(r["attributions"]) for r in records),
        "words_per_cpu_second": round(words / used),
    }
    for name, speech in (("all", False), ("speech", True)):
        full = module.score(records, predicted, speech)
        result[name] = {k: full[k] for k in KEYS}
    return result


def _guesses(
    encoder: Encoder,
    tokenizer: Tokenizer,
    record: Record,
    settings: Settings,
    gold: Path,
    style: str,
) -> list[Guess]:
    text, out = record["text"], []
    for window in windows_of(tokenizer, text, paragraphs_of(text), first=STYLES[style]):
        for linked in link_window(encoder, window, text, settings):
            cue = ((linked.anchor.first, linked.anchor.last),) if linked.anchor.kind == 0 else ()
            spans = {
                role: [[window.starts[a], window.ends[b]] for a, b in pairs]
                for role, pairs in (
                    ("source", linked.source),
                    ("cue", cue),
                    ("content", linked.content),
                )
            }
            out.append(Guess(linked, spans))
    _compare(out, record, scorer(gold))
    return out


def _compare(found: Sequence[Guess], record: Record, module: Any) -> None:
    """The scorer's matching at content IoU 0.5, best pairs first."""
    text = record["text"]
    gold = [a for a in record["attributions"] if a["content"]]
    golds = [module.chars(a["content"], text) for a in gold]
    mine = [module.chars(g.spans["content"], text) for g in found]
    pairs = sorted(
        (-len(x & y) / len(x | y), i, j)
        for i, x in enumerate(golds)
        for j, y in enumerate(mine)
        if x & y and len(x & y) / len(x | y) + 1e-9 >= 0.5
    )
    used: set[int] = set()
    for _, i, j in pairs:
        if i in used or found[j].matched:
            continue
        used.add(i)
        found[j].matched = True
        sources = (module.chars(x, text) for x in (gold[i]["source"], found[j].spans["source"]))
        found[j].source_right = module.src_ok(*sources)


def fit(
    rows: Sequence[tuple[float, ...]], truth: Sequence[bool], penalty: float = 1.0
) -> tuple[float, ...]:
    """Weights of a logistic regression (Newton's method), intercept last."""
    x = np.column_stack([np.array(rows, dtype=float), np.ones(len(rows))])
    y, w = np.array(truth, dtype=float), np.zeros(x.shape[1])
    ridge = np.diag([penalty] * (x.shape[1] - 1) + [1e-6])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (p - y) + ridge @ w)
        w = w - step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(v), 5) for v in w)


def chances(rows: Sequence[tuple[float, ...]], weights: tuple[float, ...]) -> Floats:
    """Probabilities of the rows."""
    x = np.column_stack([np.array(rows, dtype=float), np.ones(len(rows))])
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ np.array(weights), -30, 30))))


def crossed(
    groups: Sequence[Sequence[Guess]],
    features: Callable[[Linked], tuple[float, ...]],
    right: Callable[[Guess], bool],
    folds: int = 9,
) -> list[Floats]:
    """Probabilities for each document's guesses, fitted on the other documents."""
    out: list[Floats] = [np.zeros(0)] * len(groups)
    for fold in range(folds):
        rest = [g for i, gs in enumerate(groups) if i % folds != fold for g in gs]
        weights = fit([features(g.linked) for g in rest], [right(g) for g in rest])
        for i, gs in enumerate(groups):
            if i % folds == fold and gs:
                out[i] = chances([features(g.linked) for g in gs], weights)
    return out


def reliability(confidence: Floats, right: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Per band of confidence: how many, mean confidence, share that is right."""
    out = []
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (confidence >= low) & ((confidence < low + 0.1) | (low > 0.85))
        if inside.any():
            out.append(
                {
                    "from": round(float(low), 1),
                    "count": int(inside.sum()),
                    "confidence": round(float(confidence[inside].mean()), 3),
                    "right": round(float(right[inside].mean()), 3),
                }
            )
    return out


def calibrate(folder: Path, records: Sequence[Record], gold: Path) -> dict[str, Any]:
    """Fit both regressions and `keep` on `records`, write them into the manifest beside the weights.

    `keep` maximises full@0.5 with confidences that were fitted on other documents; the reliability
    tables are made the same way.
    """
    _, manifest = verified(folder)
    settings = manifest.settings
    encoder, tokenizer = Encoder(folder), Tokenizer.from_file(str(folder / "tokenizer.json"))
    groups = [_guesses(encoder, tokenizer, r, settings, gold, "news") for r in records]
    confidence = crossed(groups, whole_features, lambda g: g.matched and g.source_right)
    keep, curve = _best_keep(groups, confidence, records, gold)
    every = [g for gs in groups for g in gs]
    matched = [g for g in every if g.matched]
    calibration = Calibration(
        whole=fit(
            [whole_features(g.linked) for g in every], [g.matched and g.source_right for g in every]
        ),
        source=fit([source_features(g.linked) for g in matched], [g.source_right for g in matched]),
    )
    _rewrite(folder, replace(settings, keep=keep), calibration)
    matched_groups = [[g for g in gs if g.matched] for gs in groups]
    source = crossed(matched_groups, source_features, lambda g: g.source_right)
    right = np.array([g.matched and g.source_right for g in every])
    return {
        "keep": keep,
        "full@0.5 by keep": curve,
        "reliability": reliability(np.concatenate(confidence), right),
        "source reliability": reliability(
            np.concatenate(source), np.array([g.source_right for g in matched])
        ),
    }


def _best_keep(
    groups: Sequence[Sequence[Guess]],
    confidence: Sequence[Floats],
    records: Sequence[Record],
    gold: Path,
) -> tuple[float, dict[str, Any]]:
    module, curve = scorer(gold), {}
    for keep in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        kept = {
            r["id"]: [g.spans for g, c in zip(gs, cs, strict=True) if c >= keep]
            for r, gs, cs in zip(records, groups, confidence, strict=True)
        }
        scores = module.score(records, kept)
        speech = module.score(records, kept, True)
        curve[str(keep)] = {
            "full": scores["full@0.5"],
            "content": scores["content@0.5"],
            "speech full": speech["full@0.5"],
            "recall": scores["recall@0.5 by type"],
        }
    best = max(curve, key=lambda k: (curve[k]["full"]["f"] + curve[k]["content"]["f"], -float(k)))
    return float(best), curve


def _rewrite(folder: Path, settings: Settings, calibration: Calibration) -> None:
    path = folder / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["settings"], data["calibration"] = asdict(settings), asdict(calibration)
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
