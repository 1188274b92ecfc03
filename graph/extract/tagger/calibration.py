"""Scores into probabilities: logistic regressions fitted on PolNeAR dev."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.extract.tagger.decode import Linked


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the two regressions, intercept last, one for each value of the feature functions."""

    whole: tuple[float, ...] = (0.5, 0.2, 0.5, 0.1, 0.0, 0.5, -1.0, -3.5)
    source: tuple[float, ...] = (0.5, 0.2, 0.5, 0.0)


def whole_features(found: Linked) -> tuple[float, ...]:
    """What the attribution's probability is read from.

    Log odds of anchor, reality, content and source; whether a source was found; logarithm of the
    number of words in the content; whether the content is discontinuous.
    """
    return (
        log_odds(found.anchor.score),
        log_odds(found.real),
        log_odds(found.content_score),
        log_odds(found.source_score) if found.source else 0.0,
        float(bool(found.source)),
        math.log(sum(last - first + 1 for first, last in found.content)),
        float(len(found.content) > 1),
    )


def source_features(found: Linked) -> tuple[float, ...]:
    """Log odds of the source and of reality, and whether a source was found."""
    return (
        log_odds(found.source_score) if found.source else 0.0,
        log_odds(found.real),
        float(bool(found.source)),
    )


def confidences(found: Linked, calibration: Calibration) -> tuple[float, float]:
    """Probability that the attribution is right, and that its source is, given its content."""
    return (
        _probability(whole_features(found), calibration.whole),
        _probability(source_features(found), calibration.source),
    )


def log_odds(chance: float) -> float:
    """ln(p / (1 - p)), with p kept within [0.001, 0.999]."""
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1.0 - chance))


def _probability(features: tuple[float, ...], weights: tuple[float, ...]) -> float:
    total = sum(f * w for f, w in zip(features, weights, strict=False)) + weights[-1]
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 4)
