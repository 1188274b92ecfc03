#!/usr/bin/env python3
"""Scores `extract` on fifteen news articles that another reader annotated before the extractor had read them.

    scripts/evaluate_articles.py                     both profiles; writes data/results/articles.json
    scripts/evaluate_articles.py --profile fast
    scripts/evaluate_articles.py --keep DIR          also keep texts, gold and findings, to look at

data/gold/articles holds offsets and values only (see its README.md); the texts are rebuilt from ../shared/corpora
and checked by their SHA-256. Seven articles are for development, eight are held: of these only totals are shown.
The scorer is ../shared/gold/score.py.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from circumstances import circumstances

from graph.extract import PROFILES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "data" / "gold" / "articles"
RESULTS = ROOT / "data" / "results" / "articles.json"
ALIASES = GOLD / "aliases.json"
LONGEST_ID = 44  # characters; longer ids spell out headlines, and stand here as hashes
SETS = ("development", "held")
LAYERS = ("statements", "commitments", "roles", "events")
NAMED = {"speaker": "speaker_text"}  # spans whose text the scorer knows by another name


def main() -> int:
    """Rebuild, extract, score; print the totals and write them."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the articles are built from its corpora", file=sys.stderr)
        return 2
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        build(folder)
        for profile in [options.profile] if options.profile else PROFILES:
            results[profile] = {**_score(folder, profile), **circumstances()}
            _print(profile, results[profile])
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument("--keep", type=Path, help="keep texts, gold and findings in this folder")
    return parser.parse_args()


def build(folder: Path) -> None:
    """Write `texts/NN.txt`, `texts/manifest.csv`, and `gold/SET/NN.json` as the scorer reads it."""
    texts = folder / "texts"
    shutil.rmtree(folder / "gold", ignore_errors=True)
    texts.mkdir(parents=True, exist_ok=True)
    rows = [("path", "publisher", "published", "language")]
    for path in sorted(GOLD.glob("[0-9]*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = rebuild(record)
        (texts / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        rows.append((f"{path.stem}.txt", record["publisher"], record["published"], "en"))
        out = folder / "gold" / record["set"]
        out.mkdir(parents=True, exist_ok=True)
        found = {layer: [_worded(r, text) for r in record[layer]] for layer in LAYERS}
        (out / path.name).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    with (texts / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def rebuild(record: dict[str, object]) -> str:
    """The article: its corpus text with the white space and marks of `edits` mended."""
    source = record["source"]
    document = _corpus(source["file"])[source["id"]]
    text = document["text"]
    if "sentences" in document and "title" in document:  # SEESAW keeps the title apart
        text = f"{document['title']}\n\n{text}"
    out, at = [], 0
    for start, end, words in record["edits"]:
        out += [text[at:start], words]
        at = end
    text = "".join([*out, text[at:]])
    if sha256(text.encode()).hexdigest() != record["sha256"]:
        raise SystemExit(f"{source['id']}: the corpus is not the one that was annotated")
    return text


@cache
def _corpus(name: str) -> dict[str, dict[str, object]]:
    with (SHARED / "corpora" / name).open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines if line.strip()]
    return {_short(str(d["id"])): d for d in documents}


def _short(identifier: str) -> str:
    if len(identifier) <= LONGEST_ID:
        return identifier
    return sha256(identifier.encode()).hexdigest()[:16]


def _worded(record: dict[str, object], text: str) -> dict[str, object]:
    """The record with the words that its spans stand for."""
    words = {
        NAMED.get(name, name): None if span is None else text[span[0] : span[1]]
        for name, span in record["spans"].items()
    }
    rest = {key: value for key, value in record.items() if key != "spans"}
    return {**dict.fromkeys(("condition",)), **rest, **words}


def _score(folder: Path, profile: str) -> dict[str, object]:
    found = folder / profile
    command = [sys.executable, "-m", "graph", "extract", str(folder / "texts" / "manifest.csv")]
    subprocess.run([*command, "-o", str(found), "--profile", profile], check=True)
    results: dict[str, object] = {}
    for part in SETS:
        report = folder / f"{profile}-{part}.json"
        score = [sys.executable, str(SHARED / "gold" / "score.py"), str(found)]
        score += ["--gold", str(folder / "gold" / part), "--aliases", str(ALIASES)]
        subprocess.run([*score, "--json", str(report)], check=True, stdout=subprocess.DEVNULL)
        scores = json.loads(report.read_text(encoding="utf-8"))
        results[part] = {"layers": scores["all"], "attributes": scores["attributes"]}
    return results


def _print(profile: str, results: dict[str, object]) -> None:
    for part in SETS:
        print(f"{profile} {part}")
        for layer, s in results[part]["layers"].items():
            right, wrong, missed = (s.get(key, 0) for key in ("tp", "fp", "fn"))
            counts = f"{right} right, {wrong} wrong, {missed} missed"
            print(f"  {layer:28}P {s['p']:.3f}  R {s['r']:.3f}  F1 {s['f']:.3f}  ({counts})")


if __name__ == "__main__":
    sys.exit(main())
