#!/usr/bin/env python3
"""Runs `extract` on the seeds and the development corpora, and scores it with the scorers in ../shared/gold.

    scripts/evaluate.py                       everything, both profiles
    scripts/evaluate.py seeds polnear         only these
    scripts/evaluate.py polnear --held        the third of PolNeAR dev that nobody looks at while developing
    scripts/evaluate.py seeds --profile fast

Tasks: seeds, polnear, gum, and those of the scripts beside this one: actors, commitments, relations, claims.
Writes data/results/evaluation.json (counts, commit, machine; no text) and prints a summary.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

from circumstances import circumstances

from graph.extract import PROFILES, built_in, extract
from graph.model import Document, Findings, Span
from graph.parse import Parser, read

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "data" / "results"
HELD_MODULUS = 3  # PolNeAR dev: sha1(id) mod 3 == 0 is not looked at while developing


def main() -> int:
    """Run the chosen tasks and write what they measured."""
    options = _arguments()
    if not SHARED.is_dir():
        print(
            f"{SHARED} is not here: seeds, gold and corpora are needed to evaluate", file=sys.stderr
        )
        return 2
    path = RESULTS / "evaluation.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for profile in [options.profile] if options.profile else PROFILES:
        for task in options.tasks:
            key = f"{task} {profile}" + (" held" if options.held else "")
            print(f"== {key}", file=sys.stderr)
            results[key] = {**TASKS[task](profile, options), **circumstances()}
            print(json.dumps(results[key], indent=1))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "tasks", nargs="*", default=list(TASKS), metavar="TASK", choices=list(TASKS)
    )
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument(
        "--held", action="store_true", help="score only the held third of PolNeAR dev"
    )
    parser.add_argument("--limit", type=int, help="only the first N documents of a corpus")
    parser.add_argument("--keep", type=Path, help="keep the predictions in this folder")
    return parser.parse_args()


def seeds(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """`onrecord extract` over the seeds, scored by gold/score.py."""
    with tempfile.TemporaryDirectory() as folder:
        out = options.keep or Path(folder)
        command = [sys.executable, "-m", "graph", "extract", str(SHARED / "seeds" / "manifest.csv")]
        subprocess.run([*command, "-o", str(out), "--profile", profile], check=True)
        report = Path(folder) / "report.json"
        score = [sys.executable, str(SHARED / "gold" / "score.py"), str(out), "--json", str(report)]
        subprocess.run(score, check=True, stdout=sys.stderr)
        found = json.loads(report.read_text(encoding="utf-8"))
    return {"layers": found["all"], "attributes": found["attributes"]}


def polnear(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """PolNeAR dev (two thirds, or the held third), scored by gold/score_attribution.py."""
    rows = [r for r in _rows("polnear/dev.jsonl") if _is_held(r["id"]) == options.held]
    return _attribution(rows[: options.limit], profile, options)


def gum(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """GUM's other genres with the shipped model.

    The shipped tagger has seen these documents in training; the cross-validated score is in
    data/results/attribution_training.json.
    """
    return _attribution(_rows("gum/other_genres.jsonl")[: options.limit], profile, options)


def _is_held(identifier: str) -> bool:
    return int(hashlib.sha1(identifier.encode()).hexdigest(), 16) % HELD_MODULUS == 0


def _rows(path: str) -> list[dict[str, object]]:
    with (SHARED / "corpora" / path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _attribution(
    rows: list[dict[str, object]], profile: str, options: argparse.Namespace
) -> dict[str, object]:
    scorer = _scorer()
    began = time.process_time()
    predicted = {f.document.name: _spans(f) for f in _findings(rows, profile)}
    seconds = time.process_time() - began
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps({"id": k, "attributions": v}) + "\n" for k, v in predicted.items())
        (options.keep / f"{profile}.jsonl").write_text("".join(lines), encoding="utf-8")
    words = sum(len(str(r["text"]).split()) for r in rows)
    return {
        "documents": len(rows),
        "words": words,
        "cpu_seconds": round(seconds, 1),
        "all": scorer.score(rows, predicted),
        "speech_only": scorer.score(rows, predicted, speech_only=True),
    }


def _findings(rows: Iterable[dict[str, object]], profile: str) -> Iterator[Findings]:
    extractors = built_in(profile)
    for reading in read((_document(r) for r in rows), Parser()):
        yield extract(reading, extractors)


def _document(row: dict[str, object]) -> Document:
    said = str(row.get("publication_date") or row.get("date") or "")
    published = None
    with contextlib.suppress(ValueError):
        published = date.fromisoformat(said)
    name, text = str(row["id"]), str(row["text"])
    identifier = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=identifier, text=text, name=name, published=published, language="en")


def _spans(findings: Findings) -> list[dict[str, list[list[int]]]]:
    """Attributions as the scorer wants them: joint speakers, which are one record each, once."""
    seen: dict[tuple[object, ...], dict[str, list[list[int]]]] = {}
    for s in findings.statements:
        roles = {"source": s.source, "cue": s.cue, "content": s.content}
        key = tuple(roles.values())
        seen.setdefault(key, {k: _pairs(v) for k, v in roles.items()})
    return list(seen.values())


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _scorer() -> ModuleType:
    path = SHARED / "gold" / "score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    with contextlib.redirect_stdout(io.StringIO()):
        spec.loader.exec_module(module)
    return module


TASKS = {"seeds": seeds, "polnear": polnear, "gum": gum}

if __name__ == "__main__":
    sys.exit(main())
