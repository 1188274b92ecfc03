"""How far a confidence can be believed: bins of it against the share that was right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def reliability(
    confidence: Sequence[float] | Vector, right: Sequence[float] | Vector, bins: int = 10
) -> dict[str, object]:
    """A table of bins of equal width, and the expected calibration error over bins of equal numbers.

    The error over bins of equal width (Guo et al. 2017) stands beside it: with few cases it is mostly noise of
    thinly filled bins, `noise` being what a perfectly calibrated confidence of these values would show on average.
    """
    p, y = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if not len(p):
        return {"cases": 0}
    edges = np.minimum((p * bins).astype(int), bins - 1)
    table = [_row(b / bins, (b + 1) / bins, p[edges == b], y[edges == b]) for b in range(bins)]
    equal = _equal_numbers(p, max(2, min(bins, len(p) // 25)))
    return {
        "cases": len(p),
        "right": int(y.sum()),
        "mean_confidence": round(float(p.mean()), 3),
        "expected_calibration_error": _error([(p[c], y[c]) for c in equal], len(p)),
        "expected_calibration_error_equal_width": _error(
            [(p[edges == b], y[edges == b]) for b in range(bins)], len(p)
        ),
        "noise": _noise(p, equal),
        "brier": round(float(((p - y) ** 2).mean()), 4),
        "bins": [row for row in table if row["cases"]],
    }


def _equal_numbers(p: Vector, number: int) -> list[npt.NDArray[np.intp]]:
    """Cases in bins of about equal numbers, by confidence. Equal confidences are never parted: their order says nothing."""
    order = np.argsort(p, kind="stable")
    ranked = p[order]
    cuts = [len(chunk) for chunk in np.array_split(order, number)]
    ends = {int(np.searchsorted(ranked, ranked[end - 1], side="right")) for end in np.cumsum(cuts)}
    return [chunk for chunk in np.split(order, sorted(ends)) if len(chunk)]


def _row(low: float, high: float, p: Vector, y: Vector) -> dict[str, float | int]:
    return {
        "from": round(low, 2),
        "to": round(high, 2),
        "cases": len(p),
        "confidence": round(float(p.mean()), 3) if len(p) else 0.0,
        "accuracy": round(float(y.mean()), 3) if len(p) else 0.0,
    }


def _error(groups: Sequence[tuple[Vector, Vector]], total: int) -> float:
    gaps = (abs(p.mean() - y.mean()) * len(p) for p, y in groups if len(p))
    return round(float(sum(gaps) / total), 4)


def _noise(p: Vector, groups: Sequence[npt.NDArray[np.intp]]) -> float:
    """Mean error of outcomes drawn from the confidences themselves, 200 times, seeded."""
    rng = np.random.default_rng(7)
    drawn = (rng.random((200, len(p))) < p).astype(float)
    return round(float(np.mean([_error([(p[g], y[g]) for g in groups], len(p)) for y in drawn])), 4)
