#!/usr/bin/env python3
"""Fits the chances that commitments, stances and roles are right on judged articles, and reports their reliability.

    scripts/calibrate_slots.py --cache FILE            fits, writes graph/lexicons/slot_confidence.json, reports
    scripts/calibrate_slots.py --cache FILE --report   reports only
    scripts/calibrate_slots.py --cache FILE --penalties 10 30 100 300     log loss of each penalty, by folds

The articles are drawn by seed (scripts/judged.py). What ships is fitted on all of them; what is reported is by ten folds
of documents, so that no case is judged by weights that saw its document. FILE keeps what was extracted. Writes "slots"
(all three together) and each layer by itself to data/results/reliability.json.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from circumstances import circumstances
from evaluate_confidence import RESULTS, SHARED
from judged import ROOT
from reliability import reliability
from slot_chances import LAYERS, PENALTIES, Case, cases_of, fit, unseen

WEIGHTS: Final = ROOT / "graph" / "lexicons" / "slot_confidence.json"


def main() -> int:
    """Fit, write, report."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the judged texts are needed", file=sys.stderr)
        return 2
    cases = {layer: cases_of(layer, options.cache) for layer in LAYERS}
    if options.penalties:
        for penalty in options.penalties:
            print(penalty, {layer: _loss(found, penalty) for layer, found in cases.items()})
        return 0
    if not options.report:
        _write(cases)
    _report(cases)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True, help="file with what was extracted")
    parser.add_argument("--report", action="store_true", help="do not write weights")
    parser.add_argument("--penalties", type=float, nargs="+", help="only compare these")
    return parser.parse_args()


def _loss(cases: list[Case], penalty: float) -> float:
    """Mean log loss over the folds, in nats."""
    told = unseen(cases, penalty)
    return round(-sum(math.log(p if right else 1 - p) for p, right in told) / len(told), 4)


def _write(cases: dict[str, list[Case]]) -> None:
    layers = {
        layer: {
            "weights": fit(found, PENALTIES[layer]),
            "cases": len(found),
            "right": sum(c.is_right for c in found),
            "documents": len({c.place for c in found}),
        }
        for layer, found in cases.items()
    }
    table = {"fitted by": "scripts/calibrate_slots.py", "layers": layers, **circumstances()}
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _report(cases: dict[str, list[Case]]) -> None:
    results = json.loads(RESULTS.read_text("utf-8"))
    results.pop("slots, crossed", None)
    told = {layer: unseen(found, PENALTIES[layer]) for layer, found in cases.items()}
    results["slots"] = _table([case for layer in LAYERS for case in told[layer]])
    for layer in LAYERS:
        results[f"slots: {layer}"] = {**_table(told[layer]), "read": _counts(layer)}
    for name in ("slots", *(f"slots: {layer}" for layer in LAYERS)):
        print(name, {k: v for k, v in results[name].items() if k != "bins"})
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")


def _table(told: list[tuple[float, bool]]) -> dict[str, object]:
    table = reliability([p for p, _ in told], [float(right) for _, right in told])
    return {"command": "scripts/calibrate_slots.py --cache FILE", **table, **circumstances()}


def _counts(layer: str) -> dict[str, int]:
    lines = (ROOT / "data" / "gold" / LAYERS[layer]).read_text("utf-8").splitlines()
    return dict(Counter(json.loads(line)["judged"] for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
