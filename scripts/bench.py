#!/usr/bin/env python3
"""Measures speed: CPU seconds of each stage against bare spaCy in the same run, and memory.

    scripts/bench.py                      all of it
    scripts/bench.py stages --documents 40 --repeat 5
    scripts/bench.py memory               10 MB of text through `extract`: peak memory as it grows
    scripts/bench.py claims               joining the claims of 1,000, 3,000 and 10,000 documents

Texts are PolNeAR dev from ../shared where it is there, else the samples, repeated. Figures are medians; ratios
come from one run. Writes data/results/bench.json. Nothing here is a test: timings differ by machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from circumstances import circumstances

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "data" / "results" / "bench.json"


def main() -> int:
    """Run the chosen benchmarks one after the other and write their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "tasks", nargs="*", metavar="TASK", choices=[*TASKS, []], default=list(TASKS)
    )
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--megabytes", type=int, nargs="+", default=[1, 5, 10])
    options = parser.parse_args()
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for task in options.tasks or list(TASKS):
        print(f"== {task}", file=sys.stderr)
        results[task] = {**TASKS[task](options), **circumstances()}
        print(json.dumps(results[task], indent=1))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def texts(number: int) -> list[str]:
    """News texts of a few hundred words each."""
    path = SHARED / "corpora" / "polnear" / "dev.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            found = [json.loads(line)["text"] for line in lines]
    else:
        found = [p.read_text("utf-8") for p in sorted((ROOT / "data" / "sample").glob("*.txt"))]
    return [found[i % len(found)] for i in range(number)]


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def stages(options: argparse.Namespace) -> dict[str, object]:
    """CPU seconds of bare spaCy, of parse and annotation, and of each extractor, on the same texts."""
    from graph.extract import built_in, extract
    from graph.model import Document
    from graph.parse import ANNOTATORS, Parser

    parser = Parser()
    bodies = texts(options.documents)
    documents = [Document(id=str(i), text=t, name=str(i)) for i, t in enumerate(bodies)]
    words = sum(len(t.split()) for t in bodies)
    extractors = {profile: built_in(profile) for profile in ("fast", "accurate")}
    rows: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        rows.setdefault(name, []).append(seconds)

    for _ in range(options.repeat):
        note("bare spaCy", _cpu(lambda: list(parser.nlp.pipe(bodies, batch_size=16))))
        readings: list[object] = []
        note("parse", _cpu(lambda r=readings: r.extend(parser.pipe(documents))))
        for annotator in ANNOTATORS:
            name = annotator.__module__.rpartition(".")[2]
            note(f"annotate {name}", _cpu(lambda a=annotator, rs=readings: [a(r) for r in rs]))  # type: ignore[misc]
        for profile, chosen in extractors.items():
            note(
                f"extract {profile}",
                _cpu(lambda c=chosen, rs=readings: [extract(r, c) for r in rs]),
            )  # type: ignore[misc]
            for extractor in chosen:
                name = f"extract {profile}: {extractor.name}"
                note(name, _alone(extractor, readings))
    seconds = {name: round(statistics.median(values), 3) for name, values in rows.items()}
    bare = seconds["bare spaCy"]
    shared = seconds["parse"] + sum(v for k, v in seconds.items() if k.startswith("annotate"))
    return {
        "documents": len(bodies),
        "words": words,
        "cpu_seconds": seconds,
        "words_a_cpu_second": {k: round(words / v) for k, v in seconds.items() if v > 0},
        "ratio_to_bare_spacy": {
            profile: round((shared + seconds[f"extract {profile}"]) / bare, 2)
            for profile in extractors
        },
    }


def _alone(extractor: object, readings: Sequence[object]) -> float:
    """CPU seconds of one extractor. Those that read what others found get empty findings."""
    from graph.model import Findings

    def work() -> None:
        for reading in readings:
            list(extractor(reading, Findings(document=reading.document)))  # type: ignore[operator, attr-defined]

    return _cpu(work)


def memory(options: argparse.Namespace) -> dict[str, object]:
    """Peak memory of `extract` over so many MB of text, each amount in a process of its own."""
    found: dict[str, object] = {}
    for megabytes in options.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            manifest = Path(folder) / "texts.jsonl"
            size, rows = 0, []
            for number, text in enumerate(texts(100_000)):
                rows.append(json.dumps({"text": f"{text}\n{number}", "title": str(number)}))
                size += len(text.encode())
                if size >= megabytes * 1_000_000:
                    break
            manifest.write_text("\n".join(rows), "utf-8")
            command = [
                sys.executable,
                "-m",
                "graph",
                "extract",
                str(manifest),
                "-o",
                f"{folder}/out",
            ]
            peak, seconds = _peak([*command, "--profile", "fast"])
            found[f"{megabytes} MB"] = {"documents": len(rows), "peak_mb": peak, "seconds": seconds}
    return found


def _peak(command: list[str]) -> tuple[int, float]:
    """Peak resident MB and wall seconds of a command."""
    code = (
        "import resource,subprocess,sys,time;b=time.time();subprocess.run(sys.argv[1:],check=False,"
        "stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024,round(time.time()-b,1))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    peak, seconds = out.stdout.split()[-2:]
    return int(peak), float(seconds)


def claims(options: argparse.Namespace) -> dict[str, object]:
    """CPU seconds of joining the claims of 1,000, 3,000 and 10,000 synthetic documents, and of its parts.

    `seconds_of_extraction` are those of the task `stages` on as many documents, measured on news texts of this size.
    """
    from synthetic_claims import news

    from graph.resolve.claims import SentenceEncoder, copies, join
    from graph.resolve.claims.same import decide

    found: dict[str, object] = {}
    a_document = _extraction_seconds()
    for size in options.sizes:
        documents, said, reported = news(size)
        seconds = {
            "copies": _cpu(lambda d=documents: copies(d)),  # type: ignore[misc]
            "same claim": _cpu(lambda s=said: list(decide(s, SentenceEncoder()))),  # type: ignore[misc]
            "all": _cpu(lambda d=documents, s=said, r=reported: join(d, s, r)),  # type: ignore[misc]
        }
        row: dict[str, object] = {
            "statements": len(said),
            "commitments": len(reported),
            "cpu_seconds": {name: round(value, 1) for name, value in seconds.items()},
            "ms_a_document": round(1000 * seconds["all"] / size, 2),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        if a_document is not None:
            row["share_of_extraction"] = round(seconds["all"] / (a_document * size), 3)
        found[f"{size} documents"] = row
        print(row, file=sys.stderr)
    return {**found, "seconds_of_extraction_a_document": a_document}


def _extraction_seconds() -> float | None:
    """Seconds that one document takes to parse and extract, accurate profile, from the last run of `stages`."""
    if not RESULTS.exists():
        return None
    stage = json.loads(RESULTS.read_text("utf-8")).get("stages")
    if stage is None:
        return None
    seconds = stage["cpu_seconds"]
    shared = seconds["parse"] + sum(v for k, v in seconds.items() if k.startswith("annotate"))
    return round((shared + seconds["extract accurate"]) / stage["documents"], 3)


TASKS: dict[str, Callable[[argparse.Namespace], dict[str, object]]] = {
    "stages": stages,
    "memory": memory,
    "claims": claims,
}

if __name__ == "__main__":
    sys.exit(main())
