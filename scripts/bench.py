#!/usr/bin/env python3
"""Measures speed: CPU seconds of each stage against bare spaCy in the same run, and memory.

    scripts/bench.py                      all of it
    scripts/bench.py stages --documents 40 --repeat 5
    scripts/bench.py memory               10 MB of text through `extract`: peak memory as it grows
    scripts/bench.py speakers             one text in which 200, 400 and 800 persons speak
    scripts/bench.py claims               joining the claims of 1,000, 3,000 and 10,000 documents

Texts are PolNeAR dev from ../shared where it is there, else the samples, repeated. Figures are medians; ratios
are taken within a pass and reported with their spread. Writes data/results/bench.json. Nothing here is a test: timings differ by machine.
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
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from circumstances import circumstances

if TYPE_CHECKING:
    from spacy.language import Language

    from graph.extract import Extractor
    from graph.model import Document
    from graph.parse import Parser, Reading
    from graph.resolve.claims.encoder import Vector

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
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--persons", type=int, nargs="+", default=[200, 400, 800])
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
    """CPU seconds of bare spaCy (`spacy.load` of the same pipeline), of parse and annotation, and of each extractor.

    Every pass goes through the texts in small batches, and each batch through bare spaCy and through us, by turns
    the one and the other first: what slows the machine for some seconds slows both. Ratios are taken pass by pass.
    """
    import spacy

    from graph.extract import built_in
    from graph.model import Document
    from graph.parse import Parser
    from graph.parse.model_loading import default_path

    parser, plain = Parser(), spacy.load(default_path())
    bodies = texts(options.documents)
    documents = [Document(id=str(i), text=t, name=str(i)) for i, t in enumerate(bodies)]
    extractors = {profile: built_in(profile) for profile in ("fast", "accurate")}
    _bare(plain, documents[:2], defaultdict(float))
    _ours(
        parser, documents[:2], extractors, defaultdict(float)
    )  # lexicons and models are read once
    passes: list[Mapping[str, float]] = []
    for number in range(options.repeat):
        rows: defaultdict[str, float] = defaultdict(float)
        for start in range(0, len(documents), _BATCH):
            batch = documents[start : start + _BATCH]
            bare_first = (number + start // _BATCH) % 2 == 0
            if bare_first:
                _bare(plain, batch, rows)
            _ours(parser, batch, extractors, rows)
            if not bare_first:
                _bare(plain, batch, rows)
        passes.append(rows)
    seconds = {n: round(statistics.median(r[n] for r in passes), 3) for n in sorted(passes[0])}
    words = sum(len(t.split()) for t in bodies)
    return {
        "documents": len(bodies),
        "words": words,
        "passes": len(passes),
        "cpu_seconds": seconds,
        "words_a_cpu_second": {k: round(words / v) for k, v in seconds.items() if v > 0},
        **_ratios(passes),
    }


_BATCH = 8  # documents
_EXTRACTED = ("commitments", "stances", "roles", "events")


def _bare(plain: Language, batch: Sequence[Document], rows: defaultdict[str, float]) -> None:
    bodies = [document.text for document in batch]
    rows["bare spaCy"] += _cpu(lambda: list(plain.pipe(bodies, batch_size=16)))


def _ours(
    parser: Parser,
    batch: Sequence[Document],
    extractors: Mapping[str, Sequence[Extractor]],
    rows: defaultdict[str, float],
) -> None:
    from graph.extract import extract
    from graph.parse import ANNOTATORS

    readings: list[Reading] = []
    rows["parse"] += _cpu(lambda: readings.extend(parser.pipe(batch)))
    for annotator in ANNOTATORS:
        name = annotator.__module__.split(".")[2]
        rows[f"annotate {name}"] += _cpu(lambda a=annotator: [a(r) for r in readings])  # type: ignore[misc]
    for profile, chosen in extractors.items():
        rows[f"extract {profile}"] += _cpu(lambda c=chosen: [extract(r, c) for r in readings])  # type: ignore[misc]
        for extractor in chosen:
            rows[f"extract {profile}: {extractor.name}"] += _alone(extractor, readings)


def _ratios(passes: Sequence[Mapping[str, float]]) -> dict[str, object]:
    """Medians over the passes with the least and the most, all as multiples of bare spaCy in the same pass."""
    found: dict[str, list[float]] = {}
    for rows in passes:
        bare = rows["bare spaCy"]
        ours = sum(seconds for name, seconds in rows.items() if name.startswith("annotate"))
        for profile in ("fast", "accurate"):
            of = rows[f"extract {profile}"]
            found.setdefault(profile, []).append((rows["parse"] + ours + of) / bare)
            found.setdefault(f"{profile}, without parse", []).append((ours + of) / bare)
            some = sum(rows[f"extract {profile}: {name}"] for name in _EXTRACTED)
            found.setdefault(f"{profile}, {', '.join(_EXTRACTED)}", []).append(some / bare)
    return {
        "ratio_to_bare_spacy": {k: round(statistics.median(v), 2) for k, v in found.items()},
        "spread_of_ratios": {k: [round(min(v), 2), round(max(v), 2)] for k, v in found.items()},
    }


def speakers(options: argparse.Namespace) -> dict[str, object]:
    """CPU seconds of annotation and extraction (`fast`) of one text in which so many persons speak."""
    from graph.extract import built_in, extract
    from graph.model import Document
    from graph.parse import Parser, annotate

    parser, extractors = Parser(), built_in("fast")
    found: dict[str, object] = {}
    for number in options.persons:
        text = "\n".join(_turn(i) for i in range(number))
        reading = parser.parse(Document(id="speakers", text=text, name="speakers"))
        annotated = _cpu(lambda r=reading: annotate(r))  # type: ignore[misc]
        extracted = _cpu(lambda r=reading: extract(r, extractors))  # type: ignore[misc]
        found[f"{number} persons"] = {
            "words": len(text.split()),
            "entities": len(reading.entities),
            "annotate_cpu_seconds": round(annotated, 2),
            "extract_cpu_seconds": round(extracted, 2),
        }
    return found


def _turn(number: int) -> str:
    """A line in which one more person speaks, under a name that no other has."""
    first = "Anna Erik Ingrid Jonas Maria Peter Clara Henrik Julia Oskar".split()[number % 10]
    parts = "bran dor fel gar hol kes lun mar nor pel quin ros sol tar ver wes".split()
    end = "by dal gaard holm land quist sen strand".split()[number // 256 % 8]
    name = f"{first} {(parts[number % 16] + parts[number // 16 % 16] + end).capitalize()}"
    return (
        f"{name}, a spokeswoman for the Oslo Harbour Trust, said on Monday: “We will not pay for it, and I told "
        f"them so. They know that he was wrong.” “We have a plan,” said {name.split()[1]}. She refused to say more."
    )


def _alone(extractor: Extractor, readings: Sequence[Reading]) -> float:
    """CPU seconds of one extractor. Those that read what others found get empty findings."""
    from graph.model import Findings

    def work() -> None:
        for reading in readings:
            list(extractor(reading, Findings(document=reading.document)))

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
        encode = Counting(SentenceEncoder())
        seconds = {
            "copies": _cpu(lambda d=documents: copies(d)),  # type: ignore[misc]
            "same claim": _cpu(lambda s=said: list(decide(s, SentenceEncoder()))),  # type: ignore[misc]
            "all": _cpu(lambda d=documents, s=said, r=reported, e=encode: join(d, s, r, encode=e)),  # type: ignore[misc]
        }
        seconds["sentence vectors, part of all"] = encode.seconds
        row: dict[str, object] = {
            "statements": len(said),
            "commitments": len(reported),
            "cpu_seconds": {name: round(value, 1) for name, value in seconds.items()},
            "ms_a_document": round(1000 * seconds["all"] / size, 2),
            "ms_a_document_by_part": {k: round(1000 * v / size, 2) for k, v in seconds.items()},
            "sentence_vectors_a_document": round(encode.texts / size, 3),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        if a_document is not None:
            row["share_of_extraction"] = round(seconds["all"] / (a_document * size), 3)
        found[f"{size} documents"] = row
        print(row, file=sys.stderr)
    return {**found, "seconds_of_extraction_a_document": a_document}


class Counting:
    """A sentence encoder that counts what it encodes, and the CPU seconds that it takes."""

    def __init__(self, encode: Callable[[str], Vector]) -> None:
        self._encode = encode
        self._known: dict[str, Vector] = {}
        self.seconds = 0.0

    def __call__(self, text: str) -> Vector:
        if text not in self._known:
            began = time.process_time()
            self._known[text] = self._encode(text)
            self.seconds += time.process_time() - began
        return self._known[text]

    @property
    def texts(self) -> int:
        return len(self._known)


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
    "speakers": speakers,
    "memory": memory,
    "claims": claims,
}

if __name__ == "__main__":
    sys.exit(main())
