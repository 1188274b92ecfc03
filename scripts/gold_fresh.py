"""Draws and stores the fresh part of the commitment gold: sentences of documents that neither half has.

    .venv/bin/python scripts/gold_fresh.py draw /tmp/gold/fresh.jsonl [--shared DIR]
    .venv/bin/python scripts/gold_fresh.py store /tmp/gold/fresh.jsonl /tmp/gold/records.txt [--shared DIR]

The same ways of drawing as `gold_selection.py`, from documents with no sentence in either half, and in which nobody judged
what the extractor had found. `store` reads the records (a line each: number of the sentence,
actor, kind, amount, unit, beneficiary, words of the condition, status, `o` if optional; parted by `|`) and writes data/gold/commitments_fresh.jsonl: ids, offsets and values, never text. Documents fall into the parts A and B by hash.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import spacy
from gold_agreement import _stored
from gold_selection import (
    _BROAD,
    _THING,
    GOLD,
    PLEDGES,
    PLV,
    ROOT,
    Candidate,
    Draw,
    _any,
    _conditioned,
    _drawn,
    _event,
    _graded,
    _key,
    _near,
    _received,
    select,
    short,
)

SEED = "onrecord: fresh"
FRESH = GOLD / "commitments_fresh.jsonl"
KNOWN = ("commitments_development", "commitments_final", "commitments_read", "commitments_judged")
# The first selections took nearly all sentences that fit their narrow words: these are wider.
_WIDE = re.compile(rf"\b{_BROAD}\b", re.I)
_WIDE_THING = re.compile(rf"\b{_BROAD}\b.{{0,100}}?(?<!\w){_THING}\b", re.I)
_DSE, _MTSC = "stance/dse_train.jsonl", "stance/newsmtsc_train.jsonl"
_NEWS, _WEB = "polnear/train.jsonl", "stance/seesaw_train.jsonl"
_MANY, _WHOLE = (_DSE, _MTSC, _NEWS, _WEB), (_DSE, _MTSC)
_FEW = ("relations/dwie_dev.jsonl", "xdoc/newswcl50_val.jsonl", "gum/other_genres.jsonl", "xdoc/meantime_en.jsonl",
        "xdoc/ecbplus_train.jsonl", "xdoc/ecbplus_val.jsonl", "polnear/dev.jsonl", "stance/seesaw_valid.jsonl",
        "stance/dse_valid.jsonl")  # fmt: skip


def _binding(row: dict[str, object], text: str) -> bool:
    return _WIDE.search(text) is not None


def _binding_thing(row: dict[str, object], text: str) -> bool:
    return _WIDE_THING.search(text) is not None


DRAWS = (
    Draw(PLV, "class", 45, _event("AID", "AGREE", "COOPERATE", "YIELD"), whole=True),
    Draw(PLV, "class", 25, _event("REJECT", "SANCTION", "SUPPORT", "THREATEN"), whole=True),
    Draw(PLV, "receiver", 5, _received, whole=True),
    Draw(PLEDGES, "class", 45, _graded(7), whole=True),
    Draw(PLEDGES, "condition", 18, _conditioned, whole=True),
    Draw(PLEDGES, "receiver", 14, _received, whole=True),
    *(Draw(c, "lexicon", 40, _binding_thing, c in _WHOLE) for c in _MANY),
    *(Draw(c, "lexicon", 16, _near, c in _WHOLE) for c in _MANY),
    *(Draw(c, "condition", 24, _conditioned, c in _WHOLE) for c in _MANY),
    *(Draw(c, "receiver", 24, _received, c in _WHOLE) for c in _MANY),
    *(Draw(c, "binding", 30 if c == _DSE else 20, _binding, c in _WHOLE) for c in _MANY),
    *(Draw(c, "lexicon", 5, _binding_thing) for c in _FEW),
    *(Draw(c, "lexicon", 3, _near) for c in _FEW),
    *(Draw(c, "binding", 4, _binding) for c in _FEW),
    *(Draw(c, "receiver", 4, _received) for c in _FEW),
    *(Draw(c, "blind", 6, _any, c == _DSE) for c in (_DSE, _NEWS, _WEB)),
)


def main() -> int:
    """Draw, or store what was annotated."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("what", choices=("draw", "store"))
    options.add_argument("sentences", type=Path)
    options.add_argument("records", type=Path, nargs="?")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    if given.sentences.resolve().is_relative_to(ROOT):
        print(f"{given.sentences} lies in the repository: no text may be there", file=sys.stderr)
        return 2
    if given.what == "draw":
        chosen = draw(given.shared / "corpora")
        lines = (json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in chosen)
        given.sentences.write_text("".join(lines), encoding="utf-8")
        for (corpus, drawn), count in sorted(Counter((c.corpus, c.drawn) for c in chosen).items()):
            print(f"{count:5} {drawn:9} {corpus}")
    else:
        _store(given.sentences, given.records)
    return 0


def draw(corpora: Path) -> list[Candidate]:
    """Each sentence once, of unknown documents, in an order that tells nothing."""
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    seen = {_key(c.text) for c in select(corpora)}
    known = _known()
    chosen: list[Candidate] = []
    for number, one in enumerate(DRAWS):

        def fits(row: dict[str, object], text: str, one: Draw = one) -> bool:
            return (one.corpus, short(row["id"])) not in known and one.wanted(row, text)

        rnd = random.Random(f"{SEED} {number}")
        chosen += _drawn(corpora, replace(one, wanted=fits), rnd, splitter, seen)
    return sorted(chosen, key=lambda c: sha256(f"{SEED} {c.id}".encode()).hexdigest())


def _known() -> set[tuple[str, str]]:
    """Documents that rules may have been written on."""
    rows = (json.loads(line) for name in KNOWN for line in (GOLD / f"{name}.jsonl").open())
    return {(str(row["corpus"]), str(row["id"])) for row in rows}


def _store(sentences: Path, records: Path) -> None:
    """All sentences with their records; a sentence without a record is a look-alike."""
    chosen = [json.loads(line) for line in sentences.open(encoding="utf-8")]
    found: dict[int, list[dict[str, object]]] = {}
    for line in records.read_text(encoding="utf-8").splitlines():
        number, *fields = line.split("|")
        found.setdefault(int(number), []).append(_stored(_record(fields), chosen[int(number)]))
    rows = [
        {
            "corpus": one["corpus"], "id": one["document"], "start": one["start"], "end": one["end"],
            "drawn": one["drawn"], "part": part(one["document"]), "commitments": found.get(n, []),
        }
        for n, one in enumerate(chosen)
    ]  # fmt: skip
    rows.sort(key=lambda r: (r["corpus"], r["id"], r["start"]))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    FRESH.write_text("".join(lines), encoding="utf-8")


def _record(fields: list[str]) -> dict[str, object]:
    actor, kind, amount, unit, beneficiary, condition, status, optional = fields
    return {
        "actor": actor, "kind": kind, "amount": float(amount) if amount else None, "unit": unit or None,
        "beneficiary": beneficiary or None, "condition": condition or None, "status": status,
        "optional": optional == "o",
    }  # fmt: skip


def part(document: str) -> str:
    """A: mistakes may be looked at; B: they are not."""
    return "AB"[int(sha256(f"{SEED} part {document}".encode()).hexdigest(), 16) % 2]


if __name__ == "__main__":
    sys.exit(main())
