"""DSE: a sentence, two of its names; who, if any, is for or against the other.

Texts that stand in both the training and the validation part are left out of training (there are some), so
that the validation part is unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph.extract.stances.features import features
from graph.extract.stances.frame import Frame
from graph.extract.stances.frames import frames
from graph.extract.stances.scorer import scorer
from graph.parse import Parser
from relations.corpus import records

CLASSES = ("neutral", "p->q positive", "p->q negative", "q->p positive", "q->p negative")
POLARITIES = ("neutral", "positive", "negative")
THRESHOLD = (
    0.3  # of 0.3 to 0.5, chosen on the validation part: the macro-F1 is to be read with that
)


def measure(corpora: Path) -> dict[str, object]:
    """Macro-F1 over direction and polarity, and over polarity alone, with those of the majority class."""
    rows = list(examples(corpora / "stance/dse_valid.jsonl"))
    gold = [row["label"] for row in rows]
    found = [decide(row["forth"], row["back"]) for row in rows]
    majority = ["neutral"] * len(gold)
    return {
        "sentences": len(gold),
        "macro_f1": macro_f1(gold, found, CLASSES),
        "majority_macro_f1": macro_f1(gold, majority, CLASSES),
        "polarity_macro_f1": macro_f1(_bare(gold), _bare(found), POLARITIES),
        "majority_polarity_macro_f1": macro_f1(_bare(gold), majority, POLARITIES),
    }


def examples(path: Path, without: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """Label and the features of both directions, one for each record whose text is not in `without`."""
    kept = [r for r in records(path) if r["text"] not in without]
    texts = list(dict.fromkeys(r["text"] for r in kept))
    docs = dict(zip(texts, Parser().nlp.pipe(texts, batch_size=128), strict=True))
    known: dict[str, list[Frame]] = {}
    for record in kept:
        doc = docs[record["text"]]
        if record["text"] not in known:
            known[record["text"]] = [f for s in doc.sents for f in frames(s)]
        p, q = (_root(doc, record[k]) for k in ("p", "q"))
        if p is None or q is None:
            continue
        yield {
            "label": _label(record),
            "forth": features(p, q, known[record["text"]]),
            "back": features(q, p, known[record["text"]]),
        }


def _root(doc: Doc, span: Sequence[int]) -> Any:
    tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
    return None if tokens is None else tokens.root


def _label(record: dict[str, Any]) -> str:
    if record["polarity"] == "neutral":
        return "neutral"
    return f"{record['direction']} {record['polarity']}"


def decide(forth: list[str], back: list[str]) -> str:
    """The likelier direction and polarity, or neutral."""
    there, here = scorer()(forth), scorer()(back)
    best = max(
        (there.positive, CLASSES[1]),
        (there.negative, CLASSES[2]),
        (here.positive, CLASSES[3]),
        (here.negative, CLASSES[4]),
    )
    return best[1] if best[0] >= THRESHOLD else "neutral"


def macro_f1(gold: Sequence[str], found: Sequence[str], labels: Sequence[str]) -> float:
    """Mean F1 over the labels."""
    total = 0.0
    for label in labels:
        hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
        named = gold.count(label) + found.count(label)  # type: ignore[attr-defined]
        total += 2 * hits / named if named else 0.0
    return round(total / len(labels), 3)


def _bare(labels: Sequence[str]) -> list[str]:
    return [label.split()[-1] for label in labels]
