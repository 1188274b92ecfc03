"""Draws and stores the fresh parts of the commitment gold: sentences of documents that neither half has.

    .venv/bin/python scripts/gold_fresh.py draw /tmp/gold/fresh.jsonl [--second] [--shared DIR]
    .venv/bin/python scripts/gold_fresh.py store /tmp/gold/fresh.jsonl /tmp/gold/records.txt [--second] [--shared DIR]

The same ways of drawing as `gold_selection.py`, from documents with no sentence in either half, and in which nobody judged
what the extractor had found; `--second` is for the sentences of the sixth session, from sentences that no gold has, of
documents without a judged finding (commitments_second.jsonl). `store` reads the records (a line each: number of the sentence,
actor, kind, amount, unit, beneficiary, words of the condition, status, `o` if optional; parted by `|`) and writes data/gold/commitments_fresh.jsonl: ids, offsets and values, never text. Documents fall into the parts A and B by hash.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

import spacy
from gold_agreement import _stored
from gold_selection import (
    _BROAD,
    _THING,
    GOLD,
    LENGTHS,
    PLEDGES,
    PLV,
    ROOT,
    Candidate,
    Draw,
    _any,
    _candidate,
    _conditioned,
    _drawn,
    _event,
    _firm,
    _graded,
    _key,
    _near,
    _received,
    _rows,
    _sentences,
    select,
    short,
)

SEED = "onrecord: fresh"
SECOND_SEED = "onrecord: second"
FRESH, SECOND = GOLD / "commitments_fresh.jsonl", GOLD / "commitments_second.jsonl"
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
# News for the end of the sixth session. The narrow words are used up in documents that no gold has, so that these look for
# any word of giving beside a sum or a thing, and documents of the final half, whose errors nobody saw, may give others.
_GIVEN = (
    r"(?:giv|gave|sen[dt]|provid|spend|spent|invest|fund|financ|donat|contribut|buil[dt]|creat|hir|pa[iy]|deploy|suppl|ship|"
    r"deliver|award|grant|hand|help|train|host|free|releas|lift|eas|open|pull|bring|back|lend|lent|compensat|restor|cut|clos|end)"
    r"\w*"
)
_PROMISED = re.compile(
    rf"\b(?:pledg|promis|vow|commit|offer|refus|agre|decid|plan|will|would|won.t|announc|approv|propos|ready|willing|prepared|set to|"
    rf"intend|suspend|withdr|halt|earmark|allocat)\w*\b.{{0,50}}\b{_GIVEN}\b.{{0,60}}?(?<!\w){_THING}\b",
    re.I,
)
_SUM = re.compile(rf"\b{_GIVEN}\b.{{0,50}}?[$€£]\s?\d|[$€£]\s?\d.{{0,60}}?\b{_GIVEN}\b", re.I)
_GUM, _ECB, _DWIE = "gum/other_genres.jsonl", "xdoc/ecbplus_train.jsonl", "relations/dwie_dev.jsonl"
_QUANTITIES, _CARB = "quantity/newsquant.jsonl", "openie/carb_dev.jsonl"
_SECOND_SHARES = {_NEWS: 5, _ECB: 3, _DWIE: 3, "xdoc/meantime_en.jsonl": 2, _GUM: 1, "xdoc/newswcl50_val.jsonl": 1, _DSE: 4,
                  _MTSC: 3, _WEB: 3}  # fmt: skip


def _promised(row: dict[str, object], text: str) -> bool:
    return _PROMISED.search(text) is not None


def _summed(row: dict[str, object], text: str) -> bool:
    return _SUM.search(text) is not None


SECOND_DRAWS = (
    *(
        Draw(corpus, drawn, count * share, wanted, corpus in _WHOLE)
        for corpus, share in _SECOND_SHARES.items()
        for drawn, count, wanted in (
            ("lexicon", 7, _firm),
            ("lexicon", 7, _promised),
            ("lexicon", 4, _summed),
            ("condition", 3, _conditioned),
            ("receiver", 3, _received),
            ("binding", 2, _binding),
            ("blind", 1, _any),
        )
    ),
    Draw(PLV, "class", 45, _event("AID", "AGREE", "COOPERATE", "YIELD", "REJECT"), whole=True),
    Draw(PLV, "class", 20, _event("SUPPORT", "SANCTION", "THREATEN", "MOBILIZE"), whole=True),
    Draw(PLEDGES, "class", 45, _graded(7), whole=True),
    *(Draw(c, "lexicon", 12, _promised, whole=True) for c in (_QUANTITIES, _CARB)),
    *(Draw(c, "lexicon", 6, _firm, whole=True) for c in (_QUANTITIES, _CARB)),
)


def main() -> int:
    """Draw, or store what was annotated."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("what", choices=("draw", "store"))
    options.add_argument("sentences", type=Path)
    options.add_argument("records", type=Path, nargs="?")
    options.add_argument("--second", action="store_true")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    if given.sentences.resolve().is_relative_to(ROOT):
        print(f"{given.sentences} lies in the repository: no text may be there", file=sys.stderr)
        return 2
    if given.what == "draw":
        chosen = (draw_second if given.second else draw)(given.shared / "corpora")
        lines = (json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in chosen)
        given.sentences.write_text("".join(lines), encoding="utf-8")
        for (corpus, drawn), count in sorted(Counter((c.corpus, c.drawn) for c in chosen).items()):
            print(f"{count:5} {drawn:9} {corpus}")
    else:
        _store(given.sentences, given.records, SECOND if given.second else FRESH)
    return 0


def draw(corpora: Path) -> list[Candidate]:
    """Each sentence once, of unknown documents, in an order that tells nothing."""
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    seen = {_key(c.text) for c in select(corpora)}
    known = _known(KNOWN)
    chosen: list[Candidate] = []
    for number, one in enumerate(DRAWS):

        def fits(row: dict[str, object], text: str, one: Draw = one) -> bool:
            return (one.corpus, short(row["id"])) not in known and one.wanted(row, text)

        rnd = random.Random(f"{SEED} {number}")
        chosen += _drawn(corpora, replace(one, wanted=fits), rnd, splitter, seen)
    return sorted(chosen, key=lambda c: sha256(f"{SEED} {c.id}".encode()).hexdigest())


def draw_second(corpora: Path) -> list[Candidate]:
    """The same for the second set: sentences of no gold, each corpus split into sentences once."""
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    known = _known([k for k in KNOWN if k != "commitments_final"])
    whole = {d.corpus for d in SECOND_DRAWS if d.whole}
    chosen: list[Candidate] = []
    for corpus in sorted({d.corpus for d in SECOND_DRAWS}):
        rows = [r for r in _rows(corpora / corpus) if (corpus, short(r["id"])) not in known]
        places = [
            (row, str(row["text"])[start:end], start)
            for row in rows
            for start, end in _sentences(row, splitter, whole=corpus in whole)
            if end - start in LENGTHS
        ]
        random.Random(f"{SECOND_SEED} {corpus}").shuffle(places)
        seen = _read_before(corpora, corpus)
        for one in (d for d in SECOND_DRAWS if d.corpus == corpus):
            fitting = (p for p in places if _key(p[1]) not in seen and one.wanted(p[0], p[1]))
            for row, text, start in islice(fitting, one.count):
                seen.add(_key(text))
                chosen.append(_candidate(row, corpus, start, start + len(text), one.drawn))
    return sorted(chosen, key=lambda c: sha256(f"{SECOND_SEED} {c.id}".encode()).hexdigest())


def _read_before(corpora: Path, corpus: str) -> set[str]:
    """Sentences of this corpus that any gold has."""
    texts = {short(r["id"]): str(r["text"]) for r in _rows(corpora / corpus)}
    rows = (
        json.loads(line)
        for name in ("commitments_development", "commitments_final", FRESH.stem)
        for line in (GOLD / f"{name}.jsonl").open()
    )
    return {_key(texts[str(r["id"])][r["start"] : r["end"]]) for r in rows if r["corpus"] == corpus}


def _known(names: Iterable[str]) -> set[tuple[str, str]]:
    """Documents that rules may have been written on."""
    rows = (json.loads(line) for name in names for line in (GOLD / f"{name}.jsonl").open())
    return {(str(row["corpus"]), str(row["id"])) for row in rows}


def _store(sentences: Path, records: Path, gold: Path) -> None:
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
    gold.write_text("".join(lines), encoding="utf-8")


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
