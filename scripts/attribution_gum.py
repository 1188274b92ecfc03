#!/usr/bin/env python3
"""Cross-validates attribution in GUM's nine other genres by GUM's convention, and writes the score with its counts.

    python scripts/attribution_gum.py                      ten folds →  data/results/attribution_gum.json
    python scripts/attribution_gum.py --folds 5 --show      other folds; print only

GUM's convention is not the news tagger's: every clause that is somebody's word, thought or knowledge counts ("I think
it holds", "make sure that it holds"), contents nest, and a letter is its signer's. A document falls in a fold by the hash of its id.
Everything that is learnt (choice among clauses, sources and notes, shares of words, word axes) is
learnt for each fold from the documents of the other folds alone; the tagger is not asked, as its weights saw GUM.
Forests by scikit-learn (the `train` extra) with a fixed seed; no text is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from attribution_clauses import Clause, clauses
from attribution_corpus import Record, load
from attribution_evaluation import KEYS, scorer
from attribution_notes import Note, Notes
from attribution_sources import Source, source_rows, sources
from attribution_words import Rows, Shares, Vectors, shares_of
from circumstances import circumstances
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from spacy.tokens import Doc

from graph.extract.statements import scoring
from graph.extract.statements.clause import Range, chars
from graph.extract.statements.marks import Quotations
from graph.model import Document
from graph.parse import Parser, read

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "data" / "results" / "attribution_gum.json"
SEEDS = (0,)
LEAST = 0.1  # chance below which no source is looked for
NESTED = 0.9  # overlap that two contents may have where one holds the other's cue
# Half of the F1 that is to be expected is where F1 is highest (Lipton et al. 2014), and 60 is the aim; not fitted.
THRESHOLD = 0.3
CURVE = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Letters = frozenset[int]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Gold:
    """One attribution of the readers: letters of its content, of its source, and of the words that report it."""

    content: Letters
    source: Letters
    report: Letters


@dataclass(slots=True)
class Text:
    """A document with all that is proposed in it. `truth` holds the number of the gold content, -1 if none."""

    record: Record
    doc: Doc
    gold: list[Gold]
    clauses: list[Clause]
    truth: list[int]
    shares: Shares
    rows: Floats
    vectors: Floats
    notes: list[Note]
    notes_right: list[bool]
    chances: Floats = field(default_factory=lambda: np.zeros(0))
    chosen: dict[int, tuple[float, Source]] = field(default_factory=dict)
    note_chances: Floats = field(default_factory=lambda: np.zeros(0))


def texts(corpora: Path, gold: Path) -> Iterator[Text]:
    """The documents, parsed as the product parses them, with what is proposed in each."""
    records, module = load(corpora / "gum/other_genres.jsonl"), scorer(gold)
    weights = scoring.weights()
    for record, reading in zip(records, read(map(_document, records), Parser()), strict=True):
        quotations, text = Quotations(reading), record["text"]
        marked = [
            Gold(
                *(
                    frozenset(module.chars(spans, text))
                    for spans in (a["content"], a["source"], both)
                )
            )
            for a in record["attributions"]
            for both in [[*a["satellite"], *a["cue"]]]
        ]
        found = list(clauses(reading.doc, quotations, weights.__contains__))
        truth = [_truth(clause, marked, text, module) for clause in found]
        notes = list(Notes(text))
        right = [_is_right(note, marked, text, module) for note in notes]
        shares = Shares.of(found, [n >= 0 for n in truth])
        maker = Rows(quotations, weights)
        yield Text(
            record,
            reading.doc,
            marked,
            found,
            truth,
            shares,
            np.array([maker.of(clause) for clause in found]),
            np.array([clause.cue.vector for clause in found], dtype=float),
            notes,
            right,
        )


def _document(record: Record) -> Document:
    identifier = hashlib.sha256(record["text"].encode()).hexdigest()
    return Document(id=identifier, text=record["text"], name=record["id"], language="en")


def spans(doc: Doc, pieces: Iterable[Range]) -> list[list[int]]:
    """Ranges of tokens as the scorer reads them."""
    return [[s.start, s.end] for s in (chars(doc, piece) for piece in pieces)]


def _truth(clause: Clause, gold: Sequence[Gold], text: str, module: Any) -> int:
    """The gold content that shares at least half with the clause's, hung on the same words."""
    cue = clause.cue
    mine = module.chars(spans(cue.doc, clause.pieces), text)
    ends = {cue.idx, cue.idx + len(cue) - 1}
    best, number = 0.0, -1
    for n, each in enumerate(gold):
        shared = overlap(mine, each.content)
        if shared > best and ends & each.report:
            best, number = shared, n
    return number if best >= 0.5 else -1


def overlap(left: set[int] | Letters, right: set[int] | Letters) -> float:
    """Intersection over union."""
    shared = len(left & right)
    return shared / len(left | right) if shared else 0.0


def _is_right(note: Note, gold: Sequence[Gold], text: str, module: Any) -> bool:
    content, source = (module.chars([part], text) for part in (note.content, note.source))
    return any(overlap(content, g.content) >= 0.5 and module.src_ok(g.source, source) for g in gold)


def fold_of(record: Record, folds: int) -> int:
    """Which fold a document falls in."""
    return int(hashlib.sha1(b"fold" + record["id"].encode()).hexdigest(), 16) % folds


def predict(learnt: Sequence[Text], scored: Sequence[Text], module: Any) -> None:
    """Write chances of clauses, sources and notes into `scored`; only `learnt` are learnt from."""
    _predict_clauses(learnt, scored)
    _predict_sources(learnt, scored, module)
    rows = np.array([note.row for text in learnt for note in text.notes])
    truth = np.array([right for text in learnt for right in text.notes_right])
    trees = ExtraTreesClassifier(400, min_samples_leaf=2, max_features=0.4, random_state=SEEDS[0])
    trees.fit(rows, truth)
    for text in scored:
        if text.notes:
            text.note_chances = trees.predict_proba(np.array([n.row for n in text.notes]))[:, 1]


def forests(rows: Floats, truth: NDArray[np.bool_]) -> list[HistGradientBoostingClassifier]:
    """One forest a seed; their mean is asked."""
    return [
        HistGradientBoostingClassifier(
            max_iter=150,
            learning_rate=0.08,
            max_leaf_nodes=15,
            min_samples_leaf=20,
            l2_regularization=5,
            max_features=0.3,
            random_state=seed,
        ).fit(rows, truth)
        for seed in SEEDS
    ]


def chance(grown: Sequence[HistGradientBoostingClassifier], rows: Floats) -> Floats:
    """The mean of the forests' chances."""
    return np.asarray(np.mean([trees.predict_proba(rows)[:, 1] for trees in grown], axis=0))


def _predict_clauses(learnt: Sequence[Text], scored: Sequence[Text]) -> None:
    every = Shares()
    for text in learnt:
        every = every.plus(text.shares)
    vectors = Vectors(np.concatenate([text.vectors for text in learnt]))

    def rows(text: Text, shares: Shares) -> Floats:
        known = shares_of(text.clauses, shares)
        return np.hstack([text.rows, known, vectors.of(text.vectors)])

    values = np.concatenate([rows(text, every.without(text.shares)) for text in learnt])
    grown = forests(values, np.array([n >= 0 for text in learnt for n in text.truth]))
    for text in scored:
        text.chances = chance(grown, rows(text, every))


def _predict_sources(learnt: Sequence[Text], scored: Sequence[Text], module: Any) -> None:
    rows: list[list[float]] = []
    truth: list[bool] = []
    for text in learnt:
        for clause, number in zip(text.clauses, text.truth, strict=True):
            if number >= 0:
                found = sources(clause)
                rows += source_rows(clause, found)
                truth += [_same(s, text.gold[number], text, module) for s in found]
    grown = forests(np.array(rows), np.array(truth))
    asked = [(text, int(n)) for text in scored for n in np.flatnonzero(text.chances >= LEAST)]
    offered = [sources(text.clauses[number]) for text, number in asked]
    made = [source_rows(t.clauses[n], s) for (t, n), s in zip(asked, offered, strict=True)]
    chances = iter(chance(grown, np.array([row for rows in made for row in rows])))
    for (text, number), found in zip(asked, offered, strict=True):
        each = [float(next(chances)) for _ in found]
        best = max(range(len(found)), key=lambda i: (each[i], -i))
        text.chosen[number] = each[best], found[best]


def _same(source: Source, gold: Gold, text: Text, module: Any) -> bool:
    mine = module.chars(spans(text.doc, [source.piece]), text.record["text"])
    return bool(module.src_ok(gold.source, mine))


def decoded(text: Text, least: float, module: Any) -> list[dict[str, list[list[int]]]]:
    """The likeliest clauses and notes of a document, one a cue, as the scorer reads them."""
    order = sorted(text.chosen, key=lambda n: (-text.chances[n] * text.chosen[n][0], n))
    kept: list[tuple[Clause, set[int]]] = []
    out = []
    for number in order:
        if text.chances[number] * text.chosen[number][0] < least:
            break
        clause, source = text.clauses[number], text.chosen[number][1]
        content = spans(text.doc, clause.pieces)
        letters = module.chars(content, text.record["text"])
        if letters and not any(_excludes(clause, letters, *other) for other in kept):
            kept.append((clause, letters))
            cue, own = (clause.cue.i, clause.cue.i + 1), source.piece
            parts = zip(("source", "cue"), ([own], [cue]), strict=True)
            out.append({**{k: spans(text.doc, v) for k, v in parts}, "content": content})
    return out + _decoded_notes(text, least, module)


def _excludes(clause: Clause, letters: set[int], other: Clause, taken: set[int]) -> bool:
    """Whether two clauses are one attribution read twice; "I know | he said | it held" are two."""
    if clause.cue == other.cue:
        return True
    nested = other.holds(clause.cue.i) != clause.holds(other.cue.i)
    return overlap(letters, taken) > (NESTED if nested else 0.5)


def _decoded_notes(text: Text, least: float, module: Any) -> list[dict[str, list[list[int]]]]:
    taken: list[set[int]] = []
    out = []
    for number in np.argsort(-text.note_chances, kind="stable"):
        if text.note_chances[number] < least:
            break
        note = text.notes[number]
        letters = module.chars([note.content], text.record["text"])
        if not any(overlap(letters, other) > 0.5 for other in taken):
            taken.append(letters)
            out.append({"source": [list(note.source)], "cue": [], "content": [list(note.content)]})
    return out


def _scores(found: Sequence[Text], least: float, module: Any) -> dict[str, Any]:
    predicted = {text.record["id"]: decoded(text, least, module) for text in found}
    scores: dict[str, Any] = module.score([text.record for text in found], predicted)
    return scores


def report(found: Sequence[Text], folds: int, module: Any) -> dict[str, Any]:
    """Scores of all documents, by fold and by genre, with counts."""
    whole = _scores(found, THRESHOLD, module)
    by = {
        "fold": lambda text: str(fold_of(text.record, folds)),
        "genre": lambda text: str(text.record["genre"]),
    }
    parts = {
        name: {
            value: _part([t for t in found if key(t) == value], module)
            for value in sorted({key(t) for t in found})
        }
        for name, key in by.items()
    }
    return {
        "documents": len(found),
        "words": sum(len(text.record["text"].split()) for text in found),
        "attributions": sum(len(text.gold) for text in found),
        "candidates": sum(len(text.clauses) for text in found),
        "notes": sum(len(text.notes) for text in found),
        "proposed": _proposed(found, module),
        "folds": folds,
        "threshold": THRESHOLD,
        "all": {key: whole[key] for key in KEYS},
        "full@0.5 by threshold": {str(t): _scores(found, t, module)["full@0.5"] for t in CURVE},
        **{f"by {name}": values for name, values in parts.items()},
    }


def _part(found: Sequence[Text], module: Any) -> dict[str, Any]:
    scores = _scores(found, THRESHOLD, module)
    about = {"documents": len(found), "attributions": sum(len(text.gold) for text in found)}
    return {**about, "full@0.5": scores["full@0.5"], "content@0.5": scores["content@0.5"]}


def _proposed(found: Sequence[Text], module: Any) -> dict[str, int]:
    """How many gold attributions have a right candidate at all: with content, and with source too."""
    counts: Counter[str] = Counter(content=0, full=0)
    for text in found:
        right = {n for n in text.truth if n >= 0}
        full = {
            number
            for clause, number in zip(text.clauses, text.truth, strict=True)
            if number >= 0
            and any(_same(s, text.gold[number], text, module) for s in sources(clause))
        }
        counts.update(content=len(right), full=len(full), notes=sum(text.notes_right))
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
    found = list(texts(options.corpora, options.gold))
    print(f"{len(found)} documents read", file=sys.stderr, flush=True)
    for fold in range(options.folds):
        scored = [t for t in found if fold_of(t.record, options.folds) == fold]
        learnt = [t for t in found if fold_of(t.record, options.folds) != fold]
        predict(learnt, scored, module)
        print(f"fold {fold}: {len(scored)} documents", file=sys.stderr, flush=True)
    result = {
        **report(found, options.folds, module),
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
