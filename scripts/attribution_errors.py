#!/usr/bin/env python3
"""Sorts what `extract` gets wrong on two thirds of PolNeAR dev into classes, and draws a hundred errors of them.

    python scripts/attribution_errors.py                  → data/results/attribution_errors.json
    python scripts/attribution_errors.py --read FILE      the hundred with their sentences, to be read, not kept

Two thirds (sha1(id) mod 3 ≠ 0), profile `accurate`, level 0, joint speakers once. An attribution of the readers and a
statement are paired by content overlap of .5 as the scorer does, then what is left by the same cue. Each error is
counted once: a pair with a wrong content or source, a reader's attribution without a partner (missed), a statement
without one (spurious). The draw has a fixed seed. No text is written into the results.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from circumstances import circumstances
from evaluate import RESULTS, _document, _is_held, _rows, _scorer, _spans
from spacy.tokens import Token

from graph.extract import built_in, extract
from graph.extract.statements.scoring import is_cue
from graph.lexicons import reporting
from graph.model import Span
from graph.parse import Parser, Reading, read

RESULT = RESULTS / "attribution_errors.json"
DRAWN, SEED = 100, 7
_WITHIN = 0.8  # share of a content that lies in another's
_TRUNCATED = 0.8  # share of the shorter content that the longer one holds


@dataclass(frozen=True, slots=True)
class Part:
    """An attribution as letters: of the readers, or of the product."""

    spans: dict[str, list[list[int]]]
    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong, with the text around it for whoever reads it."""

    kind: str
    document: str
    shown: str


def parts(attributions: Iterable[dict[str, Any]], text: str, scorer: Any) -> list[Part]:
    """Those with a content."""
    return [
        Part(a, *(frozenset(scorer.chars(a[role], text)) for role in ("content", "source", "cue")))
        for a in attributions
        if a["content"]
    ]


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Intersection over union."""
    return len(left & right) / len(left | right) if left & right else 0.0


def paired(gold: Sequence[Part], found: Sequence[Part]) -> dict[int, int]:
    """Numbers of gold and found that are one by content, best overlap first."""
    shares = sorted(
        (-overlap(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g.content, f.content) >= 0.5
    )
    return _greedy((i, j) for _, i, j in shares)


def by_cue(gold: dict[int, Part], found: dict[int, Part]) -> dict[int, int]:
    """Numbers of those left whose cues share a letter, most first."""
    shares = sorted(
        (-len(g.cue & f.cue), i, j)
        for i, g in gold.items()
        for j, f in found.items()
        if g.cue & f.cue
    )
    return _greedy((i, j) for _, i, j in shares)


def _greedy(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    taken: dict[int, int] = {}
    for i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def errors(reading: Reading, gold: list[Part], found: list[Part], scorer: Any) -> Iterator[Error]:
    """What is wrong in one document."""
    name, text = reading.document.name, reading.document.text
    same = paired(gold, found)
    for i, j in same.items():
        if not scorer.src_ok(gold[i].source, found[j].source):
            yield Error(_of_source(gold[i], found[j]), name, _shown(text, gold[i], found[j]))
    missed = {i: g for i, g in enumerate(gold) if i not in same}
    spurious = {j: f for j, f in enumerate(found) if j not in same.values()}
    near = by_cue(missed, spurious)
    for i, j in near.items():
        kind = _of_content(gold[i].content, found[j].content)
        yield Error(kind, name, _shown(text, gold[i], found[j]))
    for i in sorted(missed.keys() - near.keys()):
        yield Error(_of_missed(reading, gold[i], found), name, _shown(text, gold[i], None))
    for j in sorted(spurious.keys() - set(near.values())):
        yield Error(_of_spurious(reading, found[j], gold), name, _shown(text, None, found[j]))


def _of_source(gold: Part, found: Part) -> str:
    if not gold.source:
        return "source: found where readers marked none"
    return "source: another" if found.source else "source: not found"


def _of_content(gold: frozenset[int], found: frozenset[int]) -> str:
    shared = len(gold & found) / max(1, min(len(gold), len(found)))
    if shared < _TRUNCATED:
        return "content: elsewhere"
    return "content: too long" if len(found) > len(gold) else "content: too short"


def _of_missed(reading: Reading, gold: Part, found: Sequence[Part]) -> str:
    if any(len(gold.content & f.content) > _WITHIN * len(gold.content) for f in found):
        return "missed: taken for part of another's content"
    if not gold.source:
        return "missed: no source named"
    return f"missed: {_word_class(reading, gold)}"


def _of_spurious(reading: Reading, found: Part, gold: Sequence[Part]) -> str:
    if any(len(found.cue & g.content) * 2 > len(found.cue) for g in gold if found.cue):
        return "spurious: inside a reader's content"
    if any(found.content & g.content for g in gold):
        return "spurious: shares words with a reader's content"
    return f"spurious: {_word_class(reading, found)}"


def _word_class(reading: Reading, part: Part) -> str:
    """What the lexicon knows of the cue: how it reports, or that it is none of its words."""
    word = _cue_word(reading, part.spans["cue"])
    if word is None:
        return "no cue"
    if word.pos_ in ("NOUN", "PROPN"):
        return "noun as cue"
    pos = "VERB" if word.pos_ == "AUX" else word.pos_
    known = reporting.cue(word.lemma_.lower(), pos) or (
        reporting.cue_of_form(word.lower_, pos) if pos == "VERB" else None
    )
    if known is not None:
        return f"{'verb' if pos == 'VERB' else 'word'} of {known.mode.value}"
    if pos == "VERB":
        known_in_training = is_cue(word.lemma_.lower(), pos)
        return "verb seen in training only" if known_in_training else "verb not known"
    return "other word"


def _cue_word(reading: Reading, spans: Sequence[Sequence[int]]) -> Token | None:
    """The word that carries the cue: a verb of the lexicon, else the first verb, else noun, else any."""
    tokens = [t for start, end in spans for t in reading.tokens(Span(start, end)) or ()]
    order = ("VERB", "NOUN", "ADJ", "AUX", "PROPN")
    tokens.sort(
        key=lambda t: (
            reporting.cue(t.lemma_.lower(), t.pos_) is None,
            order.index(t.pos_) if t.pos_ in order else len(order),
            t.i,
        )
    )
    return tokens[0] if tokens else None


def _shown(text: str, gold: Part | None, found: Part | None) -> str:
    """Both readings in words, for the eye."""

    def words(part: Part | None) -> str:
        if part is None:
            return "–"
        return " | ".join(
            f"{role}: {' … '.join(text[a:b] for a, b in part.spans[role])}"
            for role in ("source", "cue", "content")
        )

    return f"readers  {words(gold)}\nproduct  {words(found)}"


def collect(scorer: Any, profile: str = "accurate") -> tuple[list[Error], dict[str, int]]:
    """All errors of the two thirds, and how many articles and attributions were read."""
    rows = [r for r in _rows("polnear/dev.jsonl") if not _is_held(str(r["id"]))]
    extractors, found = built_in(profile), []
    read_as: Counter[str] = Counter()
    for row, reading in zip(rows, read(map(_document, rows), Parser()), strict=True):
        text = str(row["text"])
        level = [s for s in extract(reading, extractors).statements if s.level == 0]
        gold = parts(row["attributions"], text, scorer)  # type: ignore[arg-type]
        mine = parts(_spans(level), text, scorer)
        read_as.update(articles=1, attributions=len(gold), statements=len(mine))
        found += list(errors(reading, gold, mine, scorer))
    return found, dict(read_as)


def main() -> int:
    """Sort, draw, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--read", type=Path, help="write the hundred with their sentences here")
    parser.add_argument("--show", action="store_true", help="print only")
    options = parser.parse_args()
    found, counts = collect(_scorer())
    drawn = random.Random(SEED).sample(found, min(DRAWN, len(found)))
    every, some = Counter(e.kind for e in found), Counter(e.kind for e in drawn)
    result = {
        "part": "PolNeAR dev, two thirds",
        "profile": "accurate",
        **counts,
        "errors": len(found),
        "drawn": len(drawn),
        "seed": SEED,
        "classes": [
            {"class": k, "drawn": some[k], "all": every[k]} for k, _ in _ordered(every, some)
        ],
        "command": "python scripts/attribution_errors.py",
        **circumstances(),
    }
    print(json.dumps(result, indent=1))
    if options.read:
        shown = (f"## {e.kind} ({e.document})\n{e.shown}\n" for e in sorted(drawn, key=str))
        options.read.write_text("\n".join(shown), encoding="utf-8")
    if not options.show:
        RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def _ordered(every: Counter[str], some: Counter[str]) -> list[tuple[str, int]]:
    return sorted(every.items(), key=lambda item: (-some[item[0]], -item[1], item[0]))


if __name__ == "__main__":
    sys.exit(main())
