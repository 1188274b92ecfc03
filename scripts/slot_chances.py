"""The chance that a commitment, a stance or a role is right in all its slots: cases a reader judged, a fit, and its folds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from judged import GOLD, LAYERS, SEED, Place, judged
from scipy.optimize import minimize

from graph.extract.slot_confidence import commitment_traits, role_traits, stance_traits
from graph.model import Span

L2: Final = 100.0  # least loss by folds: the traits say little beyond a layer's base rate
PENALTIES: Final = {"commitments": 30.0, "stances": L2, "roles": L2}
FOLDS: Final = 10
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


def cases_of(layer: str, cache: Path | None = None) -> list[Case]:
    """The judged findings that are found again today; those that a reader could take either way are left out."""
    chosen = _gold_sentences() if layer == "commitments" else {}
    return [
        Case(place, TRAITS[layer](one), verdict == "right")
        for place, one, verdict in judged(layer, cache)
        if verdict != "optional"
        and not any(one.evidence.overlaps(sentence) for sentence in chosen.get(place, ()))
    ]


def _gold_sentences() -> dict[Place, list[Span]]:
    """Sentences that were chosen for words of promising: what is right there is no chance for an article."""
    found: dict[Place, list[Span]] = {}
    for half in ("development", "final"):
        for line in (GOLD / f"commitments_{half}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            place = str(row["corpus"]), str(row["id"])
            found.setdefault(place, []).append(Span(row["start"], row["end"]))
    return found


def fit(cases: Sequence[Case], penalty: float = L2) -> Weights:
    """Weights of a logistic regression with an L2 penalty on all traits but "base"; no randomness."""
    names = list(cases[0].traits)
    x = np.array([[float(c.traits[n]) for n in names] for c in cases])
    y = np.array([float(c.is_right) for c in cases])
    penalties = np.array([0.0 if n == "base" else penalty for n in names])

    def loss(w: Vector) -> tuple[float, Vector]:
        p = 1 / (1 + np.exp(-x @ w))
        likelihood = y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)
        total = float(-likelihood.sum() + (penalties * w * w).sum() / 2)
        return total, x.T @ (p - y) + penalties * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True)}


def chances(cases: Sequence[Case], weights: Weights) -> list[float]:
    """The chance of each case by these weights."""
    sums = [sum(weights.get(n, 0.0) * v for n, v in c.traits.items()) for c in cases]
    return [float(1 / (1 + np.exp(-s))) for s in sums]


def unseen(cases: Sequence[Case], penalty: float = L2) -> list[tuple[float, bool]]:
    """Each case with its chance by weights fitted on the other folds; a document lies in one fold, by hash."""
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        rest = [c for c in cases if _fold(c.place) != fold]
        told = [c for c in cases if _fold(c.place) == fold]
        right = [c.is_right for c in told]
        found += zip(chances(told, fit(rest, penalty)), right, strict=True)
    return found


def _fold(place: Place) -> int:
    return int(sha256(f"{SEED} fold {place[1]}".encode()).hexdigest(), 16) % FOLDS


__all__ = ["LAYERS", "PENALTIES", "Case", "cases_of", "chances", "fit", "unseen"]
