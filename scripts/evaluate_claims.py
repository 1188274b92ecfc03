#!/usr/bin/env python3
"""Measures the joining of claims: wire copies, same claim, positions on issues, relations.

    scripts/evaluate_claims.py                 all of it
    scripts/evaluate_claims.py copies          altered copies against texts of the same story
    scripts/evaluate_claims.py positions       data/gold/positions.jsonl
    scripts/evaluate_claims.py positions_own   data/gold/positions_own.jsonl: texts of our own, told apart by part
    scripts/evaluate_claims.py issues          do issues keep unrelated stories apart?
    scripts/evaluate_claims.py copies --show   and names the pairs that went wrong

Writes data/results/claims.json (counts, commit, machine; no text). Same claim is measured by
scripts/train_claims.py, which fits it, too, and writes data/results/same_claim.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import copies_benchmark as bench
from circumstances import circumstances

from graph.model import Document, Findings, Statement
from graph.resolve.claims.copies import copies as find_copies
from graph.resolve.claims.said import from_findings

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
POSITIONS_OWN = ROOT / "data" / "gold" / "positions_own.jsonl"
POSITIONS = ROOT / "data" / "gold" / "positions.jsonl"
RESULTS = ROOT / "data" / "results" / "claims.json"
MIN_WORDS = 120  # SEESAW texts below this are teasers


def main() -> int:
    """Run the chosen tasks and write what they measured."""
    options = _arguments()
    if not CORPORA.is_dir():
        print(f"{CORPORA} is not here: texts of the corpora are needed", file=sys.stderr)
        return 2
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for task in options.tasks or list(TASKS):
        results[task] = {
            "command": f"scripts/evaluate_claims.py {task}",
            **TASKS[task](options),
            **circumstances(),
        }
        print(json.dumps({task: results[task]}, indent=1))
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", nargs="*", metavar="TASK", choices=[*TASKS, []])
    parser.add_argument("--cache", type=Path, help="file with what was extracted before")
    parser.add_argument("--show", action="store_true", help="name what went wrong on stderr")
    return parser.parse_args()


# --- wire copies ----------------------------------------------------------------------------------


def copies(options: argparse.Namespace) -> dict[str, object]:
    """Recall over altered copies, precision over them and pairs that are none, alone and all at once."""
    texts, stories = _texts()
    pairs = [
        *bench.positives(texts, _paragraphs()),
        *bench.stories(stories, "same story"),
        *bench.quotations(texts),
    ]
    found, total = Counter[str](), Counter[str]()
    for pair in pairs:
        total[pair.kind] += 1
        is_found = bool(find_copies(_documents({"a": pair.left, "b": pair.right})))
        found[pair.kind] += is_found
        if options.show and is_found != pair.is_copy:
            print(pair.kind, pair.name, file=sys.stderr)
    kinds = {pair.kind: pair.is_copy for pair in pairs}
    return {
        "texts": len(texts),
        "pairs that are copies": sum(n for k, n in total.items() if kinds[k]),
        "pairs that are none": sum(n for k, n in total.items() if not kinds[k]),
        **_rates(found, total, kinds),
        "found of all, by kind": {k: f"{found[k]} of {total[k]}" for k in total},
        "all documents at once": _at_once(texts),
    }


def _rates(
    found: Counter[str], total: Counter[str], is_copy: dict[str, bool]
) -> dict[str, float | int]:
    right = sum(found[k] for k in total if is_copy[k])
    wrong = sum(found[k] for k in total if not is_copy[k])
    return {
        "recall": round(right / max(1, sum(total[k] for k in total if is_copy[k])), 4),
        "precision": round(right / max(1, right + wrong), 4),
    }


def _at_once(texts: dict[str, str]) -> dict[str, object]:
    """Every text and its altered copies in one run: are the right ones joined, and nothing else?"""
    pool = dict(texts)
    for pair in bench.positives(texts, _paragraphs()):
        pool[f"{pair.name} | {pair.kind}"] = pair.right
    began = time.process_time()
    found = find_copies(_documents(pool))
    seconds = time.process_time() - began
    families = [(c.original.split(" | ")[0], c.copy.split(" | ")[0]) for c in found]
    across = Counter(pair for pair in families if pair[0] != pair[1] and pair[0] in texts)
    reached = {c.copy for c in found} | {c.original for c in found}
    return {
        "documents": len(pool),
        "pairs within a family": sum(a == b for a, b in families),
        "pairs across families": sum(across.values()),
        "altered copies joined to something": sum(" | " in name for name in reached & set(pool)),
        "cpu_seconds": round(seconds, 1),
    }


def _documents(texts: dict[str, str]) -> list[Document]:
    return [Document(id=name, text=text, name=name) for name, text in sorted(texts.items())]


def _texts() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Texts to alter by name, and texts by story: NewsWCL50 val and SEESAW train and valid."""
    sample = sorted((ROOT / "data" / "sample").glob("*.txt"))
    texts = {f"sample {path.stem}": path.read_text("utf-8") for path in sample}
    stories: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows("xdoc/newswcl50_val.jsonl"):
        texts[f"newswcl50 {row['id']}"] = row["text"]
        stories[f"newswcl50 {row['topic']}"].append((row["id"], row["text"]))
    for part in ("train", "valid"):
        for row in _rows(f"stance/seesaw_{part}.jsonl"):
            if len(row["text"].split()) >= MIN_WORDS:
                stories[f"seesaw {part} {row['story']}"].append((row["id"], row["text"]))
    for row in _rows("polnear/dev.jsonl"):
        texts[f"polnear {row['id']}"] = row["text"]
    return texts, dict(stories)


def _paragraphs() -> list[str]:
    """Paragraphs of 40 to 80 words from PolNeAR train, one a document: what an outlet adds of its own."""
    found = []
    for row in _rows("polnear/train.jsonl"):
        lines = [x for x in row["text"].splitlines() if 40 <= len(x.split()) <= 80]
        found += lines[:1]
    return found


def _rows(path: str) -> Iterable[dict[str, str]]:
    with (CORPORA / path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- positions ------------------------------------------------------------------------------------


def positions(options: argparse.Namespace) -> dict[str, object]:
    """Positions on issues against those annotated by hand; a statement is found again by its offsets."""
    import train_claims as same

    from graph.resolve.claims import position
    from graph.resolve.claims.stand import stand

    rows = [json.loads(line) for line in POSITIONS.read_text("utf-8").splitlines()]
    found = same.kept_findings({(r["corpus"], r["id"]) for r in rows}, options.cache)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        findings = found[row["corpus"], row["id"]]
        signs = dict(position.signs(findings))
        statement = _statement(findings, row)
        part = counts[row["part"]]
        part["annotated"] += 1
        if statement is None:
            continue
        said = next(s for s in from_findings(findings, {}) if s.key == statement.key)
        given = stand(said, signs.get(said.report, position.NONE), [row["issue"]]).value
        _count_position(part, given, row["position"])
        if options.show and given not in row["position"]:
            print(given, row["position"], row["corpus"], row["id"], said.key, file=sys.stderr)
    return {part: _position_scores(counts[part]) for part in sorted(counts)}


def _statement(findings: Findings, row: dict[str, Any]) -> Statement | None:
    """The statement with this content, by this speaker where one was annotated."""
    first, last = row["content"][0][0], row["content"][-1][1]
    for s in findings.statements:
        by = s.speaker.span.start if s.speaker is not None else None
        is_its = row["speaker"] is None or by is None or by == row["speaker"][0]
        if is_its and (s.content[0].start, s.content[-1].end) == (first, last):
            return s
    return None


def _count_position(counts: Counter[str], given: str, accepted: list[str]) -> None:
    counts["found again"] += 1
    counts["accepted"] += given in accepted
    if given != "neutral":
        counts["given"] += 1
        counts["given and right"] += given in accepted
    if "neutral" not in accepted:
        counts["wanted"] += 1
        counts["wanted and right"] += given in accepted


def _position_scores(counts: Counter[str]) -> dict[str, object]:
    return {
        **counts,
        "precision": round(counts["given and right"] / max(1, counts["given"]), 3),
        "recall": round(counts["wanted and right"] / max(1, counts["wanted"]), 3),
    }


# --- positions in texts of our own ----------------------------------------------------------------


def positions_own(options: argparse.Namespace) -> dict[str, object]:
    """Positions in whole texts of our own, of which speaker, words and position were written down beforehand."""
    from graph.extract import built_in, extract
    from graph.parse import Parser, read

    rows = [json.loads(line) for line in POSITIONS_OWN.read_text("utf-8").splitlines()]
    documents = [Document(id=r["name"], text=r["text"], name=r["name"]) for r in rows]
    extractors = built_in("accurate")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row, reading in zip(rows, read(documents, Parser()), strict=True):
        findings = extract(reading, extractors)
        for wanted, given in _own_positions(findings, row):
            part = counts[row["part"]]
            part["annotated"] += 1
            if given is not None:
                _count_position(part, given, wanted["position"])
            elif "neutral" not in wanted["position"]:
                part["wanted"] += 1
            if options.show and given not in wanted["position"]:
                print(given, wanted["position"], row["name"], wanted["words"], file=sys.stderr)
    return {part: _position_scores(counts[part]) for part in sorted(counts)}


def _own_positions(
    findings: Findings, row: dict[str, Any]
) -> Iterable[tuple[dict[str, Any], str | None]]:
    """Each annotated position with what was given; None where no statement has its words and speaker."""
    from graph.resolve.claims import position
    from graph.resolve.claims.stand import stand

    signs = dict(position.signs(findings))
    left = list(from_findings(findings, {}))
    for wanted in row["positions"]:
        by_speaker = [s for s in left if _is_by(findings, s.key, wanted["speaker"])]
        fitting = [s for s in by_speaker if any(w in s.text for w in wanted["words"])]
        fitting = fitting or [
            s for s in by_speaker if any(w in f"{s.cue} {s.text}" for w in wanted["words"])
        ]
        if not fitting:
            yield wanted, None
            continue
        said = min(fitting, key=lambda s: len(s.text))
        left.remove(said)
        yield wanted, stand(said, signs.get(said.report, position.NONE), [row["issue"]]).value


def _is_by(findings: Findings, key: int, names: list[str]) -> bool:
    """Whether the statement's speaker, as called there or as the text calls it elsewhere, has one of the names."""
    speaker = next(s.speaker for s in findings.statements if s.key == key)
    if speaker is None:
        return False
    called = [speaker.text, *(e.name for e in findings.entities if e.key == speaker.entity)]
    return any(name in text for name in names for text in called)


# --- issues ---------------------------------------------------------------------------------------


def issues(options: argparse.Namespace) -> dict[str, object]:
    """Purity: the share of statements whose issue belongs mostly to their story; and how many stories have an issue.

    Our own ten texts (data/gold/own) tell ten stories, the sample two, NewsWCL50 val four (two of them on one country).
    """
    import train_claims as same

    own = {("own", p.stem) for p in (ROOT / "data" / "gold" / "own").glob("*.txt")}
    sample = {("sample", p.stem) for p in (ROOT / "data" / "sample").glob("*.txt")}
    news = {("newswcl50_val", row["id"]) for row in _rows("xdoc/newswcl50_val.jsonl")}
    found = same.kept_findings(own | sample | news, options.cache)
    return {
        "own": _purity({k: f for k, f in found.items() if k in own}, lambda name: name),
        "sample": _purity(
            {k: f for k, f in found.items() if k in sample}, lambda name: name.split("-")[0]
        ),
        "NewsWCL50 val": _purity(
            {k: f for k, f in found.items() if k in news}, lambda name: name.split("_")[0]
        ),
    }


def _purity(
    found: dict[tuple[str, str], Findings], story: Callable[[str], str]
) -> dict[str, object]:
    from graph.pipeline.joining import join as join_all
    from graph.resolve import actors

    of = {findings.document.id: story(name) for (_, name), findings in found.items()}
    joined = join_all([s for f in found.values() for s in actors.stored(f)], found.values())
    by_id = {claim.id: claim for claim in joined.claims}
    counts = [
        Counter(of[d] for claim, _, _ in issue.claims for d, _ in by_id[claim].statements)
        for issue in joined.issues
    ]
    whole = sum(sum(c.values()) for c in counts)
    return {
        "issues": len(counts),
        "purity": round(sum(max(c.values()) for c in counts) / max(1, whole), 3),
        "statements in issues": whole,
        "claims in issues": len({c for i in joined.issues for c, _, _ in i.claims}),
        "claims": len(joined.claims),
        "stories": len(set(of.values())),
        "stories with an issue": len({c.most_common(1)[0][0] for c in counts}),
    }


TASKS: dict[str, Callable[[argparse.Namespace], dict[str, object]]] = {
    "copies": copies,
    "positions": positions,
    "positions_own": positions_own,
    "issues": issues,
}

if __name__ == "__main__":
    sys.exit(main())
