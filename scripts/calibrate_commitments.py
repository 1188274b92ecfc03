#!/usr/bin/env python3
"""Counts how often commitments are right, on the half of the gold that their rules were not written on.

    scripts/calibrate_commitments.py

Prints the two shares that graph/extract/commitments/confidence.py holds, and writes the reliability of confidences to
data/results/reliability.json ("slots by folds"), each case judged by shares that were counted without a fifth of the cases,
its own among them. A case is right if the commitment exists and every slot that the gold gives is right.
"""

from __future__ import annotations

import json
import sys
from typing import Final

from circumstances import circumstances
from evaluate_confidence import RESULTS, SHARED, judged
from reliability import reliability

FOLDS: Final = 5
Case = tuple[bool, bool]  # names who gains by it, is right


def main() -> int:
    """Count, print, score by folds, write."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the gold's texts are needed", file=sys.stderr)
        return 2
    cases = [(bool(c.beneficiaries), is_right) for c, is_right in judged("final")]
    for name, has_beneficiary in (("FOR_SOMEBODY", True), ("FOR_NOBODY", False)):
        print(f"{name} = {share(cases, has_beneficiary):.2f}")
    table = reliability(by_folds(cases), [float(is_right) for _, is_right in cases])
    results = json.loads(RESULTS.read_text("utf-8"))
    command = "scripts/calibrate_commitments.py (by folds)"
    results["slots by folds"] = {"command": command, **table, **circumstances()}
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    print(json.dumps({k: v for k, v in table.items() if k != "bins"}))
    return 0


def share(cases: list[Case], has_beneficiary: bool) -> float:
    """How many of these are right, of one."""
    right = [is_right for named, is_right in cases if named is has_beneficiary]
    return sum(right) / max(1, len(right))


def by_folds(cases: list[Case]) -> list[float]:
    """The chance of each case by the shares among the cases of the other folds."""
    chances = []
    for number, (has_beneficiary, _) in enumerate(cases):
        others = [c for n, c in enumerate(cases) if n % FOLDS != number % FOLDS]
        chances.append(share(others, has_beneficiary))
    return chances


if __name__ == "__main__":
    raise SystemExit(main())
