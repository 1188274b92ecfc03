#!/usr/bin/env python3
"""Cross-validates the product's reading of GUM's nine other genres (`--genre general`), and writes scores with counts.

    pip install -e ".[train]"
    python scripts/attribution_gum.py                      ten folds →  data/results/attribution_gum.json
    python scripts/attribution_gum.py --folds 5 --show      other folds; print only

For each fold everything that is learnt (forests, shares of words, word axes) is learnt from the documents of the other
folds alone, by `train_clauses.py`; then the product reads the held-out documents with these numbers in place of the
shipped ones: `graph.extract.extract` with `built_in(genre="general")`. Every statement that it gives is scored, joint
speakers once, with the "that" before a content, which GUM's readers mark as a part of it and the product's contract leaves
out (the score without it stands beside). A document falls in a fold by the hash of its id. No text is written.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attribution_corpus import Record, load
from attribution_evaluation import KEYS, scorer
from circumstances import circumstances
from evaluate import _cases, _spans
from reliability import reliability
from train_clauses import (
    GUM,
    SEEDS,
    THRESHOLD,
    Text,
    grown_from,
    readings,
    same_source,
    texts,
)

from graph.extract import built_in, extract
from graph.extract.clauses.model import ClauseModel, model_of, packed
from graph.extract.clauses.sources import sources
from graph.model import Span, Statement

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "data" / "results" / "attribution_gum.json"
Found = dict[str, list[Statement]]
_THAT = re.compile(r"(?i)\bthat\s+$")


@dataclass(frozen=True, slots=True)
class Held:
    """The documents of all folds with what the product found in each, by models that had not seen them."""

    texts: Sequence[Text]
    found: Found
    folds: int
    module: Any
    bare: bool = False  # contents as the product has them, without "that"

    def statements(self, text: Text) -> list[Statement]:
        """What was found in a document, as it is scored."""
        found, words = self.found[text.record["id"]], text.record["text"]
        return found if self.bare else [_with_that(s, words) for s in found]

    def scores(self, part: Sequence[Text]) -> dict[str, Any]:
        """The scorer's numbers for some of the documents."""
        predicted = {t.record["id"]: _spans(self.statements(t)) for t in part}
        scores: dict[str, Any] = self.module.score([t.record for t in part], predicted)
        return scores


def _with_that(statement: Statement, text: str) -> Statement:
    """The statement with the conjunction before its content: "knew | that it holds"."""
    first, *rest = statement.content
    before = _THAT.search(text, max(0, first.start - 8), first.start)
    if before is None:
        return statement
    return replace(statement, content=(Span(before.start(), first.end), *rest))


def fold_of(record: Record, folds: int) -> int:
    """Which fold a document falls in."""
    return int(hashlib.sha1(b"fold" + record["id"].encode()).hexdigest(), 16) % folds


def model_from(learnt: Sequence[Text], module: Any) -> ClauseModel:
    """A model as the product would load it from its file."""
    return model_of(json.loads(gzip.decompress(packed(grown_from(learnt, module)))))


def cross_validated(found: Sequence[Text], folds: int, module: Any) -> Held:
    """What the product reads in each document with a model of the other folds."""
    statements: Found = {}
    for fold in range(folds):
        held = [t for t in found if fold_of(t.record, folds) == fold]
        rest = [t for t in found if fold_of(t.record, folds) != fold]
        extractors = built_in(genre="general", clauses=model_from(rest, module))
        for text in held:
            statements[text.record["id"]] = list(extract(text.reading, extractors).statements)
        print(f"fold {fold}: {len(held)} documents", file=sys.stderr, flush=True)
    return Held(found, statements, folds, module)


def report(held: Held) -> dict[str, Any]:
    """Scores of all documents, by fold and by genre, with counts."""
    found = held.texts
    whole, bare = held.scores(found), replace(held, bare=True).scores(found)
    by: dict[str, Callable[[Text], str]] = {
        "fold": lambda text: str(fold_of(text.record, held.folds)),
        "genre": lambda text: str(text.record["genre"]),
    }
    parts = {
        name: {
            value: _part([t for t in found if key(t) == value], held)
            for value in sorted({key(t) for t in found})
        }
        for name, key in by.items()
    }
    cases = [case for t in found for case in _cases(t.record, held.statements(t), held.module)]
    return {
        "documents": len(found),
        "words": sum(len(text.record["text"].split()) for text in found),
        "attributions": sum(len(text.gold) for text in found),
        "statements": sum(len(s) for s in held.found.values()),
        "candidates": sum(len(text.clauses) for text in found),
        "signatures": sum(len(text.signatures) for text in found),
        "proposed": _proposed(found, held.module),
        "folds": held.folds,
        "threshold": THRESHOLD,
        "all": {key: whole[key] for key in KEYS},
        "all, contents without that": {key: bare[key] for key in KEYS},
        "reliability": reliability([c for c, _ in cases], [float(ok) for _, ok in cases]),
        **{f"by {name}": values for name, values in parts.items()},
    }


def _part(found: Sequence[Text], held: Held) -> dict[str, Any]:
    scores = held.scores(found)
    about = {"documents": len(found), "attributions": sum(len(text.gold) for text in found)}
    return {**about, "full@0.5": scores["full@0.5"], "content@0.5": scores["content@0.5"]}


def _proposed(found: Iterable[Text], module: Any) -> dict[str, int]:
    """How many gold attributions have a right candidate at all: with content, and with source too."""
    counts: Counter[str] = Counter(content=0, full=0)
    for text in found:
        right = {n for n in text.truth if n >= 0}
        full = {
            number
            for clause, number in zip(text.clauses, text.truth, strict=True)
            if number >= 0
            and any(
                same_source(s, clause, text.gold[number], text.record["text"], module)
                for s in sources(clause)
            )
        }
        counts.update(content=len(right), full=len(full), signed=sum(text.signed))
    return dict(counts)


def main() -> int:
    """Cross-validate, print, and write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--show", action="store_true", help="print only, write nothing")
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared/corpora")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold")
    options = parser.parse_args()
    began, module = time.process_time(), scorer(options.gold)
    records = load(options.corpora / GUM)
    found = list(texts(records, readings(records), module))
    print(f"{len(found)} documents read", file=sys.stderr, flush=True)
    result = {
        **report(cross_validated(found, options.folds, module)),
        "command": "python scripts/attribution_gum.py",
        "seeds": list(SEEDS),
        "cpu_seconds": round(time.process_time() - began),
        **circumstances(),
    }
    text = json.dumps(result, indent=1) + "\n"
    print(text)
    if not options.show:
        RESULT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
