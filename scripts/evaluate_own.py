#!/usr/bin/env python3
"""Scores `extract` on the ten invented texts of data/gold/own, and lists whom it took for the wrong speaker.

    scripts/evaluate_own.py                     both profiles; writes data/results/own.json
    scripts/evaluate_own.py --profile fast
    scripts/evaluate_own.py --genre general     what news loses by `--genre general`

The scorer is ../shared/gold/score.py; the list of wrong speakers needs nothing but this repository.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from circumstances import circumstances

from graph.extract import GENRES, PROFILES

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold" / "own"
RESULTS = ROOT / "data" / "results" / "own.json"
ALIASES = GOLD / "aliases.json"
SCORER = ROOT.parent / "shared" / "gold" / "score.py"
SAME = 0.5  # of the characters of two contents together, from which they are one


def main() -> int:
    """Extract, score, list; write the totals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument("--genre", choices=GENRES, default="news")
    options = parser.parse_args()
    if not SCORER.is_file():
        print(f"{SCORER} is not here: it scores these texts", file=sys.stderr)
        return 2
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    every = PROFILES if options.genre == "news" else PROFILES[:1]
    for profile in [options.profile] if options.profile else every:
        name = profile if options.genre == "news" else options.genre
        with tempfile.TemporaryDirectory() as temporary:
            found = _score(Path(temporary), name, ["--profile", profile, "--genre", options.genre])
            results[name] = {**found, **circumstances()}
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _score(folder: Path, name: str, how: list[str]) -> dict[str, object]:
    found, gold, report = folder / "found", folder / "gold", folder / "report.json"
    gold.mkdir()
    for path in _records():
        (gold / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "graph", "extract", str(GOLD), "-o", str(found)]
    subprocess.run([*command, *how], check=True)
    score = [sys.executable, str(SCORER), str(found), "--gold", str(gold)]
    score += ["--aliases", str(ALIASES), "--json", str(report)]
    subprocess.run(score, check=True, stdout=subprocess.DEVNULL)
    scores = json.loads(report.read_text(encoding="utf-8"))
    wrong = sorted(line for path in _records() for line in wrong_speakers(path, found))
    print(f"== {name}: {len(wrong)} wrong speakers")
    print("\n".join(wrong))
    for layer, s in scores["all"].items():
        counts = f"{s.get('tp', 0)} right, {s.get('fp', 0)} wrong, {s.get('fn', 0)} missed"
        print(f"  {layer:28}P {s['p']:.3f}  R {s['r']:.3f}  F1 {s['f']:.3f}  ({counts})")
    return {
        "layers": scores["all"],
        "attributes": scores["attributes"],
        "wrong_speakers": len(wrong),
    }


def _records() -> list[Path]:
    return [path for path in sorted(GOLD.glob("*.json")) if path != ALIASES]


def wrong_speakers(path: Path, found: Path) -> Iterator[str]:
    """Statements whose content somebody else says in the gold: who was named, who says it, the words."""
    aliases = json.loads(ALIASES.read_text(encoding="utf-8"))
    names = {form.lower(): name for name, forms in aliases.items() for form in [name, *forms]}
    gold = json.loads(path.read_text(encoding="utf-8"))["statements"]
    for statement in json.loads((found / path.name).read_text(encoding="utf-8"))["statements"]:
        same = [g for g in gold if _overlap(statement, g) >= SAME]
        said = _name(statement["speaker"], names)
        if same and said is not None and said not in {_name(g["speaker"], names) for g in same}:
            yield f"{path.stem}: {said} for {same[0]['speaker']}: {statement['content'][:60]}"


def _name(name: str | None, names: dict[str, str]) -> str | None:
    return None if name is None else names.get(name.lower(), name).lower()


def _overlap(statement: dict[str, object], gold: dict[str, object]) -> float:
    """Characters of both contents over those of either."""
    spans = statement["spans"]["content"]
    start, end = spans[0][0], spans[-1][1]
    left, right = gold["span"]
    shared = max(0, min(end, right) - max(start, left))
    return shared / ((end - start) + (right - left) - shared)


if __name__ == "__main__":
    sys.exit(main())
