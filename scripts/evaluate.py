#!/usr/bin/env python3
"""Runs `extract` on the seeds and the development corpora, and scores it with the scorers in ../shared/gold.

    scripts/evaluate.py                       everything, both profiles
    scripts/evaluate.py seeds polnear         only these
    scripts/evaluate.py polnear --held        the third of PolNeAR dev that nobody looks at while developing
    scripts/evaluate.py polnear --whole       all of dev in one run: whole, held third, and the other two thirds
    scripts/evaluate.py seeds --profile fast
    scripts/evaluate.py polnear --genre general    what news loses by `--genre general` (GUM: attribution_gum.py)

Tasks: seeds, polnear, gum, confidences (attribution, slots, actor links, same claim); and those of the scripts beside this one: actors, commitments, relations, claims.
PolNeAR has no nesting and one record for joint speakers, so its score reads what `extract` gives at level 0, joint
speakers once ("all", "speech_only"); with every record handed to the scorer it stands beside it ("every_record"):
nested statements count as errors there. `reliability` is confidence against accuracy of the former.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

from circumstances import circumstances
from reliability import reliability

from graph.extract import GENRES, PROFILES, built_in, extract
from graph.model import Document, Findings, Span, Statement
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
    for profile in _profiles(options):
        for task in options.tasks:
            read_as = profile if options.genre == "news" else options.genre
            key = f"{task} {read_as}" + (" held" if options.held else "")
            print(f"== {key}", file=sys.stderr)
            for name, found in _parts(key, TASKS[task](profile, options)):
                results[name] = {**found, **circumstances()}
                print(name, json.dumps(results[name], indent=1))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _profiles(options: argparse.Namespace) -> Sequence[str]:
    """The profiles to run; of another genre than news both read alike."""
    if options.profile:
        return (options.profile,)
    return PROFILES if options.genre == "news" else PROFILES[:1]


def _parts(key: str, found: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """The results of one task: several where it scored several parts of a corpus."""
    if "parts" not in found:
        yield key, found
        return
    for part, scores in found["parts"].items():  # type: ignore[attr-defined]
        yield f"{key} {part}".rstrip(), scores


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "tasks", nargs="*", default=list(TASKS), metavar="TASK", choices=list(TASKS)
    )
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument("--genre", choices=GENRES, default="news")
    parser.add_argument(
        "--held", action="store_true", help="score only the held third of PolNeAR dev"
    )
    parser.add_argument(
        "--whole", action="store_true", help="all of PolNeAR dev, and its two parts"
    )
    parser.add_argument("--limit", type=int, help="only the first N documents of a corpus")
    parser.add_argument("--keep", type=Path, help="keep the predictions in this folder")
    return parser.parse_args()


def seeds(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """`onrecord extract` over the seeds, scored by gold/score.py."""
    with tempfile.TemporaryDirectory() as folder:
        out = options.keep or Path(folder)
        command = [sys.executable, "-m", "graph", "extract", str(SHARED / "seeds" / "manifest.csv")]
        how = ["--profile", profile, "--genre", options.genre]
        subprocess.run([*command, "-o", str(out), *how], check=True)
        report = Path(folder) / "report.json"
        score = [sys.executable, str(SHARED / "gold" / "score.py"), str(out), "--json", str(report)]
        subprocess.run(score, check=True, stdout=sys.stderr)
        found = json.loads(report.read_text(encoding="utf-8"))
    return {"layers": found["all"], "attributes": found["attributes"]}


def polnear(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """PolNeAR dev (two thirds, or the held third), scored by gold/score_attribution.py."""
    rows = _rows("polnear/dev.jsonl")
    if not options.whole:
        rows = [r for r in rows if _is_held(str(r["id"])) == options.held]
        return _attribution(rows[: options.limit], profile, options)
    rows = rows[: options.limit]
    predicted, seconds = _predicted(rows, profile, options.genre)
    held = [r for r in rows if _is_held(str(r["id"]))]
    rest = [r for r in rows if not _is_held(str(r["id"]))]
    parts = {"whole": rows, "held": held, "": rest}
    return {"parts": {name: _scores(part, predicted, seconds) for name, part in parts.items()}}


def gum(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """GUM's other genres with the shipped model.

    The shipped tagger and the shipped forests of genre general have seen these documents in training; the
    cross-validated score of the product is in data/results/attribution_gum.json (scripts/attribution_gum.py).
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
    predicted, seconds = _predicted(rows, profile, options.genre)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        spans = {name: _spans(found) for name, found in predicted.items()}
        lines = (json.dumps({"id": k, "attributions": v}) + "\n" for k, v in spans.items())
        (options.keep / f"{profile}.jsonl").write_text("".join(lines), encoding="utf-8")
    return _scores(rows, predicted, seconds)


def _predicted(
    rows: list[dict[str, object]], profile: str, genre: str
) -> tuple[dict[str, list[Statement]], float]:
    """The statements of each document, and the CPU seconds that all took."""
    began = time.process_time()
    found = {f.document.name: list(f.statements) for f in _findings(rows, profile, genre)}
    return found, round(time.process_time() - began, 1)


def _scores(
    rows: list[dict[str, object]], predicted: Mapping[str, Sequence[Statement]], seconds: float
) -> dict[str, object]:
    """Scores of the outermost statements, and of every record; `cpu_seconds` are those of the whole run."""
    scorer = _scorer()
    outer = {k: [s for s in v if s.level == 0] for k, v in predicted.items()}
    outermost = {k: _spans(v) for k, v in outer.items()}
    every = {k: _spans(v) for k, v in predicted.items()}
    cases = [c for r in rows for c in _cases(r, outer[str(r["id"])], scorer)]
    return {
        "documents": len(rows),
        "words": sum(len(str(r["text"]).split()) for r in rows),
        "cpu_seconds": seconds,
        "read_as": "level 0, joint speakers once",
        "all": scorer.score(rows, outermost),
        "speech_only": scorer.score(rows, outermost, speech_only=True),
        "every_record": {
            "all": scorer.score(rows, every),
            "speech_only": scorer.score(rows, every, speech_only=True),
        },
        "reliability": reliability([c for c, _ in cases], [float(ok) for _, ok in cases]),
    }


def _cases(
    row: dict[str, object], statements: Sequence[Statement], scorer: ModuleType
) -> Iterator[tuple[float, bool]]:
    """The confidence of each statement, joint speakers once, and whether content and source are right.

    Matched one to one with the readers', best overlap first, as the scorer does.
    """
    text = str(row["text"])
    gold = [
        (scorer.chars(a["content"], text), scorer.chars(a["source"], text))
        for a in row["attributions"]  # type: ignore[attr-defined]
        if a["content"]
    ]
    once = {(s.source, s.cue, s.content): s for s in statements}
    mine = [
        (scorer.chars(_pairs(s.content), text), scorer.chars(_pairs(s.source), text))
        for s in once.values()
    ]
    shares = (
        (len(g[0] & m[0]) / len(g[0] | m[0]), i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(mine)
        if g[0] & m[0]
    )
    taken: dict[int, int] = {}
    for _, i, j in sorted((s for s in shares if s[0] >= 0.5), key=lambda s: (-s[0], s[1], s[2])):
        if i not in taken.values() and j not in taken:
            taken[j] = i
    for j, s in enumerate(once.values()):
        right = j in taken and scorer.src_ok(gold[taken[j]][1], mine[j][1])
        yield s.origin.confidence * s.speaker_confidence, right


def _findings(rows: Iterable[dict[str, object]], profile: str, genre: str) -> Iterator[Findings]:
    extractors = built_in(profile, genre)
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


def _spans(statements: Iterable[Statement]) -> list[dict[str, list[list[int]]]]:
    """Attributions as the scorer wants them: joint speakers, which are one record each, once."""
    seen: dict[tuple[object, ...], dict[str, list[list[int]]]] = {}
    for s in statements:
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


def confidences(profile: str, options: argparse.Namespace) -> dict[str, object]:
    """Bins of the four confidences against accuracy; `scripts/evaluate_confidence.py` runs them one by one."""
    import evaluate_confidence as confidence

    if profile != "accurate":
        return {"note": "the confidences are calibrated for the profile accurate"}
    settings = argparse.Namespace(cache=None)
    found = {name: list(task(settings)) for name, task in confidence.TASKS.items()}
    return {
        name: reliability([c for c, _ in cases], [float(r) for _, r in cases])
        for name, cases in found.items()
    }


TASKS = {"seeds": seeds, "polnear": polnear, "gum": gum, "confidences": confidences}

if __name__ == "__main__":
    sys.exit(main())
