#!/usr/bin/env python3
"""Reliability of four confidences on development data: attribution, slots of commitments, actor links, same claim.

    scripts/evaluate_confidence.py                     all four
    scripts/evaluate_confidence.py link same --cache F

attribution   PolNeAR dev, by ten folds of documents: the content overlaps by half (IoU) and the source is right
slots         data/gold/*_read.jsonl: commitments, stances and roles of whole articles, by ten folds of documents: it is
              one, and every slot that it fills is right
link          NewsWCL50 val and ECB+ train: the entity has the gold cluster that most of its actor's entities have
same          data/gold/same_claim.jsonl, each pair judged by a model that has not seen its story

Writes data/results/reliability.json: bins of confidence against accuracy, and the expected calibration error.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import slot_chances
import train_claims as claims
import train_cues
from circumstances import circumstances
from reliability import reliability

from graph.knowledge import Knowledge
from graph.model import Findings, Span
from graph.resolve import actors as actors_stage

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "data" / "results" / "reliability.json"
FOLDS = 10
Case = tuple[float, bool]  # confidence, and whether it was right


def main() -> int:
    """Run the chosen tasks and write their tables."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: gold and corpora are needed", file=sys.stderr)
        return 2
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for task in options.tasks or list(TASKS):
        cases = list(TASKS[task](options))
        table = reliability([c for c, _ in cases], [float(r) for _, r in cases])
        command = f"scripts/evaluate_confidence.py {task}"
        results[task] = {"command": command, **table, **circumstances()}
        print(json.dumps({task: {k: v for k, v in table.items() if k != "bins"}}))
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", nargs="*", metavar="TASK", choices=[*TASKS, []])
    parser.add_argument("--cache", type=Path, help="file with what was extracted before")
    return parser.parse_args()


# --- attribution ----------------------------------------------------------------------------------


def attribution(options: argparse.Namespace) -> Iterator[Case]:
    """Each statement of PolNeAR dev with the chance that weights give it that were fitted on other documents.

    Outermost ones: PolNeAR's readers marked no other layer.
    """
    del options
    found = [c for c in train_cues.accepted(SHARED / "corpora") if c.kind == "accepted"]
    folds = np.array([zlib.crc32(case.document.encode()) % FOLDS for case in found])
    for fold in range(FOLDS):
        seen = [(c.features, c.right) for c, f in zip(found, folds, strict=True) if f != fold]
        weights = np.array(train_cues.weights_of(seen))
        for case in (c for c, f in zip(found, folds, strict=True) if f == fold):
            yield 1 / (1 + math.exp(-float(weights @ np.array(case.features)))), case.right


# --- slots ----------------------------------------------------------------------------------------


def slots(options: argparse.Namespace) -> Iterator[Case]:
    """Each commitment, stance and role judged, with its chance by weights that have not seen its document."""
    del options
    for layer in slot_chances.LAYERS:
        yield from slot_chances.unseen(slot_chances.cases_of(layer))


# --- actor links ----------------------------------------------------------------------------------


def link(options: argparse.Namespace) -> Iterator[Case]:
    """Each decision that put an entity to an actor, where gold mentions tell who the entity is."""
    gold = dict(_gold_mentions())
    kept = claims.kept_findings(set(gold), options.cache)
    for topic in sorted({_topic(key) for key in kept}):
        group = {key: f for key, f in kept.items() if _topic(key) == topic}
        yield from _link_cases(group, gold)


def _topic(key: tuple[str, str]) -> str:
    return f"{key[0]} {key[1].split('_')[0].removesuffix('ecbplus').removesuffix('ecb')}"


def _link_cases(
    group: dict[tuple[str, str], Findings], gold: dict[tuple[str, str], list[dict[str, object]]]
) -> Iterator[Case]:
    stored = [s for f in group.values() for s in actors_stage.stored(f)]
    resolution = actors_stage.resolve(stored, Knowledge.load(None), ())
    label = {
        (f.document.id, e.key): _cluster(e.mentions, gold[key])
        for key, f in group.items()
        for e in f.entities
    }
    of_actor: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for actor in resolution.actors:
        for place in actor.entities:
            of_actor[actor.id].append(place)
    for decision in resolution.decisions:
        document, _, key = decision.left.rpartition("/")
        place = (document, int(key)) if key.isdigit() else None
        others = [label.get(p) for p in of_actor.get(decision.right, ()) if p != place]
        known = Counter(name for name in others if name)
        if place is not None and label.get(place) and known:
            yield decision.score, label[place] == known.most_common(1)[0][0]


def _cluster(mentions: Sequence[Span], gold: Sequence[dict[str, object]]) -> str | None:
    """The gold cluster that most mentions of an entity coincide with."""
    found: Counter[str] = Counter()
    for mention in mentions:
        for row in gold:
            for start, end in row["spans"]:  # type: ignore[attr-defined]
                both = min(mention.end, end) - max(mention.start, start)
                if 2 * both > max(len(mention), end - start):
                    found[str(row["cluster"])] += 1
    return found.most_common(1)[0][0] if found else None


# ECB+ names with a colon what it followed within one document only: that two of them differ says nothing.
def _gold_mentions() -> Iterator[tuple[tuple[str, str], list[dict[str, object]]]]:
    for corpus in ("newswcl50_val", "ecbplus_train"):
        with (claims.CORPORA / claims.PATHS[corpus]).open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if corpus == "newswcl50_val" or row["topic"] in ECB_TOPICS:
                    rows = [
                        m for m in row["mentions"] if not m["event"] and ":" not in m["cluster"]
                    ]
                    yield (corpus, row["id"]), rows


ECB_TOPICS = frozenset(
    "13ecb 19ecb 20ecbplus 30ecb 32ecbplus 3ecb 25ecbplus 9ecb 13ecbplus".split()
)


# --- same claim -----------------------------------------------------------------------------------


def same(options: argparse.Namespace) -> Iterator[Case]:
    """Each annotated pair with the score of a model that has not seen its story; barred pairs get no score."""
    rows = [json.loads(line) for line in claims.GOLD.read_text("utf-8").splitlines()]
    table = claims._table(rows, options.cache)
    predicted = np.asarray(claims._predicted(table))
    for p, row in zip(predicted, table, strict=True):
        if not row.is_barred:
            yield float(p), row.same


TASKS: dict[str, Callable[[argparse.Namespace], Iterator[Case]]] = {
    "attribution": attribution,
    "slots": slots,
    "link": link,
    "same": same,
}

if __name__ == "__main__":
    sys.exit(main())
