"""Scores commitments on our own gold and quantities on newsquant; writes data/results/commitments.json (of one half: only it).

    .venv/bin/python scripts/evaluate_commitments.py [--half NAME] [--errors] [--shared DIR]

A commitment is right with the right actor and kind, inside its sentence; amount, unit, beneficiary, condition
and status are then scored apart, each where the gold has one. Where the gold names alternatives ("Chile; Holm"),
either is right. Records marked optional are neither missed nor wrong. `--errors` shows the mistakes
of the development half and of the fresh sentences only: the final half and the second fresh set are for reports.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from circumstances import circumstances

from graph.extract import extract
from graph.extract.commitments import CommitmentExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.statements import StatementExtractor
from graph.model import ActorKind, Commitment, Document, Entity, Findings, Mention, Quantity, Span
from graph.parse import Parser, Reading, annotate
from graph.parse.quantities import annotate as annotate_quantities
from graph.parse.times import annotate as annotate_times

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"
AGREEMENT = GOLD / "commitments_agreement.json"
RESULTS = ROOT / "data" / "results" / "commitments.json"
LONGEST_ID = 44  # characters
HALVES = ("development", "final", "fresh", "fresh A", "fresh B", "second")
LOOKED_AT = ("development", "fresh", "fresh A", "fresh B")
Row = dict[str, object]


def main() -> int:
    """Score, print one line a half, write the results."""
    options = _options()
    shared = options.shared
    if not shared.is_dir():
        print(f"{shared} is not here: the corpora are not part of the repository", file=sys.stderr)
        return 1
    parser = Parser()
    report: Row = {
        **circumstances(),
        "command": "scripts/evaluate_commitments.py",
        "agreement of the two passes": json.loads(AGREEMENT.read_text(encoding="utf-8")),
    }
    whole = options.half == "all"
    if not whole:
        report = json.loads(RESULTS.read_text(encoding="utf-8"))
    for half in HALVES if whole else (options.half,):
        scores = _half(parser, shared, half, show=options.errors and half in LOOKED_AT)
        report[half] = scores if whole else {**scores, **circumstances()}
        print(half, json.dumps(scores))
    if whole:
        report["newsquant"] = _newsquant(parser, shared)
        print("newsquant", json.dumps(report["newsquant"]))
    RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--half", choices=(*HALVES, "all"), default="all")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    return options.parse_args()


# --- commitments --------------------------------------------------------------------------------------


def _half(parser: Parser, shared: Path, half: str, *, show: bool) -> Row:
    name, _, part = half.partition(" ")
    lines = (GOLD / f"commitments_{name}.jsonl").open(encoding="utf-8")
    rows = [row for row in map(json.loads, lines) if part in ("", row.get("part"))]
    found = dict(_findings(parser, shared, rows))
    counts: Counter[str] = Counter()
    for row in rows:
        findings = found[row["corpus"], str(row["id"])]
        inside = Span(row["start"], row["end"])
        predicted = [c for c in findings.commitments if c.evidence.overlaps(inside)]
        _score_sentence(row, predicted, findings, counts, show=show)
    return _summary(counts)


def _findings(
    parser: Parser, shared: Path, rows: list[Row]
) -> Iterator[tuple[tuple[str, str], Findings]]:
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(str(row["corpus"]), set()).add(str(row["id"]))
    extractors = (RoleExtractor(), StatementExtractor(), _EveryTelling())
    for corpus in sorted(wanted):
        lines = (shared / "corpora" / corpus).open(encoding="utf-8")
        documents = [
            _document(r) for r in map(json.loads, lines) if _short(r["id"]) in wanted[corpus]
        ]
        for reading in parser.pipe(documents):
            yield (corpus, reading.document.id), extract(annotate(reading), extractors)


class _EveryTelling:
    """The extractor without the merging of what a document tells twice: the gold is told sentence by sentence."""

    name, version = CommitmentExtractor.name, CommitmentExtractor.version

    def __call__(self, reading: Reading, so_far: Findings) -> list[Commitment]:
        return CommitmentExtractor().tellings(reading, so_far)


def _short(identifier: object) -> str:
    """The corpus's own id; its hash where the id spells out a headline."""
    words = str(identifier)
    return words if len(words) <= LONGEST_ID else sha256(words.encode()).hexdigest()[:16]


def _document(row: dict[str, str]) -> Document:
    published = re.match(r"\d{4}-\d\d-\d\d", str(row.get("publication_date", "")))
    return Document(
        id=_short(row["id"]),
        text=row["text"],
        name=_short(row["id"]),
        published=date.fromisoformat(published.group()) if published else None,
    )


def _score_sentence(
    row: Row, predicted: list[Commitment], findings: Findings, counts: Counter[str], *, show: bool
) -> None:
    gold = row["commitments"]
    assert isinstance(gold, list)
    bearing = any(not g["optional"] for g in gold)
    counts["sentences bearing" if bearing else "sentences optional" if gold else "look-alikes"] += 1
    counts["look-alikes with a false alarm"] += not gold and bool(predicted)
    left = list(predicted)
    for record in sorted(gold, key=lambda g: g["optional"]):
        match = next((p for p in left if _matches(record, p, findings)), None)
        if match is not None:
            left.remove(match)
        if record["optional"]:
            if (
                match is not None and record["condition"]
            ):  # not scored else: no record need be found
                told = _overlap(record["condition"], match.condition) >= 0.5
                _slot(counts, "condition of optional records", told)
            continue
        counts["found" if match else "missed"] += 1
        if match:
            before = counts.copy()
            _score_slots(record, match, findings, counts)
            if show and _missed(counts, before):
                print(
                    "SLOTS",
                    row["corpus"],
                    row["id"],
                    _missed(counts, before),
                    record,
                    _told(match, findings),
                )
        elif show:
            print(
                "MISSED", row["corpus"], row["id"], record, [_told(p, findings) for p in predicted]
            )
    wrong = [] if gold and all(g["optional"] for g in gold) else left
    wrong = [p for p in wrong if not any(g["optional"] and _same_kind(g, p) for g in gold)]
    counts["wrong"] += len(wrong)
    if show:
        for p in wrong:
            print("WRONG", row["corpus"], row["id"], _told(p, findings))


def _missed(counts: Counter[str], before: Counter[str]) -> list[str]:
    """Slots of the last record that were wrong."""
    names = [k.split(":")[0] for k in counts if k.endswith(": all") and counts[k] > before[k]]
    return [f"{n}: all" for n in names if counts[f"{n}: right"] == before[f"{n}: right"]]


def _told(commitment: Commitment, findings: Findings) -> tuple[object, ...]:
    q = commitment.quantity
    return (_name(commitment.actor, findings), commitment.action, commitment.kind.value,
            q and (q.value, q.unit), commitment.status.value,
            [_name(b, findings) for b in commitment.beneficiaries])  # fmt: skip


def _matches(gold: dict[str, object], found: Commitment, findings: Findings) -> bool:
    names = str(gold["actor"]).split("; ")
    told = _names(found.actor, findings)
    return _same_kind(gold, found) and any(_same_name(n, t) for n in names for t in told)


def _same_kind(gold: dict[str, object], found: Commitment) -> bool:
    return found.kind.value in str(gold["kind"]).split("; ")


def _score_slots(
    gold: dict[str, object], found: Commitment, findings: Findings, counts: Counter[str]
) -> None:
    statuses = map(_status, str(gold["status"]).split("; "))
    _slot(counts, "status", _status(found.status.value) in statuses)
    if gold["amount"] is not None:
        right = _same_amount(gold, found.quantity)
        _slot(counts, "amount and unit", right)
    if gold["beneficiary"]:
        names = [n for b in found.beneficiaries for n in _names(b, findings)]
        wanted = str(gold["beneficiary"]).split("; ")
        _slot(counts, "beneficiary", any(_same_name(w, n) for w in wanted for n in names))
    if gold["condition"]:
        _slot(counts, "condition", _overlap(gold["condition"], found.condition) >= 0.5)


def _slot(counts: Counter[str], name: str, right: bool) -> None:
    counts[f"{name}: all"] += 1
    counts[f"{name}: right"] += right


def _same_amount(gold: dict[str, object], found: Quantity | None) -> bool:
    if found is None or found.value is None:
        return False
    amount = float(str(gold["amount"]))
    units = str(gold["unit"]).lower().split("; ")
    told = f"{found.unit} {found.item}".lower()
    return abs(found.value - amount) <= 0.02 * amount and any(
        u.removesuffix("s") in told for u in units
    )


def _status(status: str) -> str:
    return "pledged" if status == "allocated" else status  # the contract has one word for both


def _overlap(gold: object, found: Span | None) -> float:
    assert isinstance(gold, list)
    if found is None:
        return 0.0
    shared = max(0, min(gold[1], found.end) - max(gold[0], found.start))
    return shared / (max(gold[1], found.end) - min(gold[0], found.start))


def _name(mention: Mention, findings: Findings) -> str:
    entity = _entity(mention, findings)
    return mention.text if entity is None else entity.name


def _entity(mention: Mention, findings: Findings) -> Entity | None:
    """By key: after a text was read anew, keys need not be places in the list."""
    return next((e for e in findings.entities if e.key == mention.entity), None)


def _names(mention: Mention, findings: Findings) -> list[str]:
    """The entity's name, and the words here unless they only lead to a country ("Kaba" for Ghana is not Ghana)."""
    name = _name(mention, findings)
    entity = _entity(mention, findings)
    told = entity is None or entity.kind is not ActorKind.COUNTRY
    return [name, mention.text] if told else [name]


def _same_name(one: str, other: str) -> bool:
    """Whether the words of the shorter name are all in the longer; "the" and case aside."""
    a, b = (frozenset(re.findall(r"\w+", n.lower())) - {"the", "of"} for n in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _summary(counts: Counter[str]) -> Row:
    found, missed, wrong = counts["found"], counts["missed"], counts["wrong"]
    slots = sorted({k.split(":")[0] for k in counts if k.endswith(": all")})
    return {
        "sentences": {k: counts[k] for k in ("sentences bearing", "sentences optional", "look-alikes")},
        "found": found, "missed": missed, "wrong": wrong,
        "precision": _ratio(found, found + wrong), "recall": _ratio(found, found + missed),
        "f1": _ratio(2 * found, 2 * found + missed + wrong),
        "false alarms on look-alikes": _ratio(counts["look-alikes with a false alarm"], counts["look-alikes"]),
        "slots": {s: [counts[f"{s}: right"], counts[f"{s}: all"]] for s in slots},
    }  # fmt: skip


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


# --- quantities ---------------------------------------------------------------------------------------

_CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY", "chinese yuan": "CNY",
    "hong kong dollar": "HKD", "canadian dollar": "CAD", "shekel": "ILS", "malaysian ringgit": "MYR",
    "danish krone": "DKK", "singaporean dollar": "SGD", "south african rand": "ZAR", "percentage": "percent",
    "united states dollar": "USD", "australian dollar": "AUD", "new zealand dollar": "NZD",
}  # fmt: skip


def _newsquant(parser: Parser, shared: Path) -> Row:
    """Value and unit: `strict` wants the whole counted phrase, `head` its last noun, as lemmas."""
    path = shared / "corpora" / "quantity" / "newsquant.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    documents = [Document(id=str(r["id"]), text=r["text"], name=str(r["id"])) for r in rows]
    found = []
    for reading in parser.pipe(documents):
        annotate_times(reading)
        annotate_quantities(reading)
        found.append(reading.quantities)
    return {
        name: _match_quantities(parser, rows, found, whole=name == "strict")
        for name in ("strict", "head")
    }


def _match_quantities(
    parser: Parser, rows: list[Row], found: list[tuple[Quantity, ...]], *, whole: bool
) -> Row:
    right = wrong = missed = 0
    for row, quantities in zip(rows, found, strict=True):
        left = list(quantities)
        gold = row["quantities"]
        assert isinstance(gold, list)
        for wanted in gold:
            match = next((q for q in left if _same_quantity(parser, q, wanted, whole=whole)), None)
            if match is None:
                missed += 1
            else:
                left.remove(match)
                right += 1
        wrong += len(left)
    return {"right": right, "wrong": wrong, "missed": missed,
            "f1": _ratio(2 * right, 2 * right + wrong + missed)}  # fmt: skip


def _same_quantity(parser: Parser, found: Quantity, gold: dict[str, str], *, whole: bool) -> bool:
    if not _same_value(found, gold["value"]):
        return False
    unit, _, rate = gold["normalized_unit"].partition(" per ")
    if gold["normalized_unit"] == "-":
        return found.unit is None
    if found.item is not None:
        words = _lemmas(parser, found.item if whole else found.item.split()[-1])
        phrases = (_lemmas(parser, unit), _lemmas(parser, gold["unit"]))
        return words in phrases if whole else any(words & p for p in phrases)
    names = {gold["normalized_unit"], unit, _CURRENCIES.get(unit, unit)}
    return found.unit in names and (
        not whole or bool(rate) == bool(found.per) or " per " in str(found.unit)
    )


def _same_value(found: Quantity, gold: str) -> bool:
    bounds = re.fullmatch(r"([\d.]+)-([\d.]+)", gold)
    values: Iterable[float | None] = (found.value,)
    wanted = [float(gold)] if bounds is None else sorted(map(float, bounds.groups()))
    if bounds is not None:
        values = (found.low, found.high) if found.value is None else ()
    pairs = list(zip(values, wanted, strict=False))
    return len(pairs) == len(wanted) and all(
        v is not None and abs(abs(w) - v) <= 1e-6 * max(1, abs(w)) for v, w in pairs
    )


_CACHE: dict[str, frozenset[str]] = {}


def _lemmas(parser: Parser, words: str) -> frozenset[str]:
    if words not in _CACHE:
        _CACHE[words] = frozenset(t.lemma_.lower() for t in parser.nlp(words.lower()) if t.is_alpha)
    return _CACHE[words]


if __name__ == "__main__":
    sys.exit(main())
