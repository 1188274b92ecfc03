#!/usr/bin/env python3
"""Fits the chances that commitments, stances and roles are right on judged articles, and reports their reliability.

    scripts/calibrate_slots.py --cache FILE            fits, writes graph/lexicons/slot_confidence.json, reports
    scripts/calibrate_slots.py --cache FILE --report   reports only, with the shipped weights

The articles are drawn by seed (scripts/judged.py); half of the documents are fitted on, the others only reported. FILE
keeps what was extracted. Writes "slots" (commitments, stances and roles together) and each layer by itself to
data/results/reliability.json. "slots, crossed" judges each half by weights fitted on the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from circumstances import circumstances
from evaluate_confidence import RESULTS, SHARED
from judged import LAYERS, ROOT, Place, is_fitted, judged
from reliability import reliability
from scipy.optimize import minimize

from graph.extract.slot_confidence import commitment_traits, role_traits, stance_traits

WEIGHTS: Final = ROOT / "graph" / "lexicons" / "slot_confidence.json"
L2: Final = 100.0  # least loss by five folds of the half that is fitted on: the traits say little of ~100 cases
TRAITS: Final[dict[str, Callable[..., dict[str, float]]]] = {
    "commitments": commitment_traits,
    "stances": stance_traits,
    "roles": role_traits,
}
Vector = npt.NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One judged finding: its traits, and whether it and all its slots are right."""

    place: Place
    traits: dict[str, float]
    is_right: bool


def main() -> int:
    """Fit, write, report."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the judged texts are needed", file=sys.stderr)
        return 2
    cases = {layer: _cases(layer, options.cache) for layer in LAYERS}
    fitted = {layer: [c for c in found if is_fitted(c.place[1])] for layer, found in cases.items()}
    held = {
        layer: [c for c in found if not is_fitted(c.place[1])] for layer, found in cases.items()
    }
    weights = {layer: fit(fitted[layer]) for layer in LAYERS}
    if not options.report:
        _write(weights, fitted)
    weights = {
        layer: t["weights"] for layer, t in json.loads(WEIGHTS.read_text())["layers"].items()
    }
    other = {layer: fit(held[layer]) for layer in LAYERS}
    _report(weights, other, fitted, held, {layer: _counts(layer) for layer in LAYERS})
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True, help="file with what was extracted")
    parser.add_argument("--report", action="store_true", help="do not fit")
    return parser.parse_args()


def _cases(layer: str, cache: Path) -> list[Case]:
    """The judged findings that are found again today; those that a reader could take either way are left out."""
    return [
        Case(place, TRAITS[layer](one), verdict == "right")
        for place, one, verdict in judged(layer, cache)
        if verdict != "optional"
    ]


def _counts(layer: str) -> dict[str, int]:
    lines = (ROOT / "data" / "gold" / LAYERS[layer]).read_text("utf-8").splitlines()
    return dict(Counter(json.loads(line)["judged"] for line in lines))


def fit(cases: Sequence[Case]) -> Weights:
    """Weights of a logistic regression with an L2 penalty on all traits but "base"; no randomness."""
    names = list(cases[0].traits)
    x = np.array([[float(c.traits[n]) for n in names] for c in cases])
    y = np.array([float(c.is_right) for c in cases])
    penalty = np.array([0.0 if n == "base" else L2 for n in names])

    def loss(w: Vector) -> tuple[float, Vector]:
        p = 1 / (1 + np.exp(-x @ w))
        likelihood = y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)
        return float(-likelihood.sum() + (penalty * w * w).sum() / 2), x.T @ (p - y) + penalty * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True)}


def chances(cases: Sequence[Case], weights: Weights) -> list[float]:
    """The chance of each case by these weights."""
    sums = [sum(weights.get(n, 0.0) * v for n, v in c.traits.items()) for c in cases]
    return [float(1 / (1 + np.exp(-s))) for s in sums]


def _write(weights: dict[str, Weights], cases: dict[str, list[Case]]) -> None:
    layers = {
        layer: {
            "weights": weights[layer],
            "cases": len(found),
            "right": sum(c.is_right for c in found),
            "documents": len({c.place for c in found}),
        }
        for layer, found in cases.items()
    }
    table = {"fitted by": "scripts/calibrate_slots.py", "layers": layers, **circumstances()}
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


Halves = dict[str, list[Case]]


def _report(
    weights: dict[str, Weights],
    other: dict[str, Weights],
    fitted: Halves,
    held: Halves,
    counts: dict[str, dict[str, int]],
) -> None:
    """Reliability on the half that nothing was fitted on, and of both halves crossed."""
    results = json.loads(RESULTS.read_text("utf-8"))
    results.pop("slots by folds", None)
    told: list[tuple[list[float], list[Case]]] = []
    crossed: list[tuple[list[float], list[Case]]] = []
    for layer in LAYERS:
        told.append((chances(held[layer], weights[layer]), held[layer]))
        back = (chances(fitted[layer], other[layer]), fitted[layer])
        crossed += [told[-1], back]
        results[f"slots: {layer}"] = {**_table([told[-1]]), "read": counts[layer]}
    results["slots"] = _table(told)
    results["slots, crossed"] = _table(crossed)
    for name in ("slots", "slots, crossed", *(f"slots: {layer}" for layer in LAYERS)):
        print(name, {k: v for k, v in results[name].items() if k not in ("bins",)})
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")


def _table(parts: Sequence[tuple[list[float], list[Case]]]) -> dict[str, object]:
    given = [p for chance, _ in parts for p in chance]
    right = [float(c.is_right) for _, cases in parts for c in cases]
    documents = len({c.place for _, cases in parts for c in cases})
    command = "scripts/calibrate_slots.py --cache FILE"
    return {
        "command": command,
        "documents": documents,
        **reliability(given, right),
        **circumstances(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
