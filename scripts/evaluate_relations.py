"""Measures roles, meetings and stances on the development corpora; writes counts, never text.

    python scripts/evaluate_relations.py [--corpora ../shared/corpora] [--out data/results/relations.json]

DWIE dev: role relations with gold entities given, and end to end; pairs that meet. SEESAW valid: sentence-level
(holder, target, polarity) where both ends are named. DSE valid: direction and polarity of a given pair.
PLV train: PLOVER class with source and target given. PETRARCH: its tests of passives, compounds and negation.
Parts named on the command line are measured anew, the others kept as they stand in the file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from circumstances import circumstances
from relations import dse, dwie, petrarch, plover, seesaw

PARTS: dict[str, Callable[[Path], dict[str, object]]] = {
    "dwie": dwie.measure,
    "seesaw": seesaw.measure,
    "dse": dse.measure,
    "plover": plover.measure,
    "petrarch": petrarch.measure,
}
GOALS = {
    "dwie": "given_entities.all.f1 >= 0.70; end to end and is_meeting reported",
    "seesaw": "p >= 0.60 at r >= 0.35; polarity_right >= 0.85",
    "dse": "macro_f1 - majority_macro_f1 >= 0.25",
    "plover": "accuracy >= 0.80",
    "petrarch": "passed >= 0.85",
}


def main() -> int:
    """Measure the named parts, or all; print and write the counts."""
    options = _options()
    results = json.loads(options.out.read_text("utf-8")) if options.out.exists() else {}
    for name in options.parts or PARTS:
        started = time.process_time()
        measured = PARTS[name](options.corpora)
        results[name] = {"goal": GOALS[name], **measured, **circumstances()}
        print(f"{name} ({time.process_time() - started:.0f} s CPU): {json.dumps(results[name])}")
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; none for all")
    parser.add_argument("--corpora", type=Path, default=root / "../shared/corpora")
    parser.add_argument("--out", type=Path, default=root / "data/results/relations.json")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
