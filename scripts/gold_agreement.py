"""Two passes over the candidate sentences → their agreement, what is to be settled, and the reconciled gold.

    .venv/bin/python scripts/gold_agreement.py /tmp/gold            agreement, and settle.txt of what differs
    .venv/bin/python scripts/gold_agreement.py /tmp/gold --write    the gold, once settled.jsonl is there too

The folder holds selection.jsonl (of gold_selection.py), pass_a.jsonl, pass_b.jsonl and settled.jsonl, one
`{"id", "commitments"}` a line with the words of the sentence; only ids, offsets and values reach data/gold. A sentence on which both
agree, or of which one said "optional" and the other nothing, needs no settling.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"
Record = dict[str, object]
Passes = dict[str, list[Record]]
SLOTS = ("actor", "kind", "status", "amount and unit", "beneficiary", "condition")


def main() -> int:
    """Print and store the agreement; write what is to be settled, or the gold."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    sentences = _lines(given.folder / "selection.jsonl")
    one, two = (_pass(given.folder / f"pass_{name}.jsonl") for name in "ab")
    both = [s for s in sentences if s["id"] in one and s["id"] in two]
    report = agreement([str(s["id"]) for s in both], one, two)
    print(json.dumps(report, indent=1))
    if not given.write:
        open_cases = [s for s in both if _differs(one[str(s["id"])], two[str(s["id"])])]
        (given.folder / "settle.txt").write_text(
            "\n".join(_case(s, one, two) for s in open_cases), encoding="utf-8"
        )
        print(
            f"{len(open_cases)} of {len(both)} sentences to settle: {given.folder / 'settle.txt'}"
        )
        return 0
    settled = _pass(given.folder / "settled.jsonl")
    (GOLD / "commitments_agreement.json").write_text(
        json.dumps({**report, "settled by reading": len(settled)}, indent=1) + "\n",
        encoding="utf-8",
    )
    _write_gold(both, one, two, settled)
    return 0


# --- agreement ----------------------------------------------------------------------------------------


def agreement(ids: list[str], one: Passes, two: Passes) -> dict[str, object]:
    """Cohen's kappa on what a sentence bears, and the slots of the records on which both passes agree."""
    grades = [(_grade(one[i]), _grade(two[i])) for i in ids]
    required = [(a == "required", b == "required") for a, b in grades]
    anything = [(a != "none", b != "none") for a, b in grades]
    return {
        "sentences": len(ids),
        "grades (first, second pass)": {
            f"{a}, {b}": n for (a, b), n in sorted(Counter(grades).items())
        },
        "kappa, bears a required record": kappa(required),
        "kappa, bears any record": kappa(anything),
        "kappa, three grades": kappa(grades),
        "slots": _slot_agreement([(one[i], two[i]) for i in ids]),
    }


def kappa(pairs: list[tuple[object, object]] | list[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two judges; 1.0 where they never differ."""
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first[x] * second[x] for x in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else round((seen - chance) / (1 - chance), 3)


def _slot_agreement(pairs: list[tuple[list[Record], list[Record]]]) -> dict[str, object]:
    """Agreeing and all, over records aligned where both passes have a required one."""
    counts: Counter[tuple[str, bool]] = Counter()
    alone = 0
    for one, two in pairs:
        first, second = ([r for r in records if not r["optional"]] for records in (one, two))
        if first and second:
            alone += abs(len(first) - len(second))
            for a, b in _aligned(first, second):
                for slot in SLOTS:
                    if _told(a, slot) or _told(b, slot):
                        counts[slot, _agree(a, b, slot)] += 1
    slots = {s: [counts[s, True], counts[s, True] + counts[s, False]] for s in SLOTS}
    return {**slots, "records of one pass alone": alone}


def _aligned(one: list[Record], two: list[Record]) -> list[tuple[Record, Record]]:
    """Each record of the shorter list with the unused one of the other that agrees in most slots."""
    shorter, longer = sorted((one, two), key=len)
    left, pairs = list(longer), []
    for record in shorter:
        best = max(left, key=lambda r: sum(_agree(record, r, s) for s in SLOTS))
        left.remove(best)
        pairs.append((record, best))
    return pairs


def _told(record: Record, slot: str) -> bool:
    return record["amount" if slot == "amount and unit" else slot] is not None


def _agree(one: Record, two: Record, slot: str) -> bool:
    if slot == "amount and unit":
        same_unit = _words(one["unit"]) == _words(two["unit"]) or any(
            a in b or b in a for a in _words(one["unit"]) for b in _words(two["unit"])
        )
        return one["amount"] == two["amount"] and same_unit
    if slot in ("kind", "status"):
        return bool(_alternatives(one[slot]) & _alternatives(two[slot]))
    if one[slot] is None or two[slot] is None:
        return one[slot] == two[slot]
    if slot == "condition":
        shared = _words(one[slot]) & _words(two[slot])
        return len(shared) >= len(_words(one[slot]) | _words(two[slot])) / 2
    return any(
        _words(a) <= _words(b) or _words(b) <= _words(a)
        for a in _alternatives(one[slot])
        for b in _alternatives(two[slot])
    )


def _alternatives(value: object) -> set[str]:
    return set(str(value).split("; "))


def _words(value: object) -> set[str]:
    """Words of a name; an ending -s and articles aside."""
    words = re.findall(r"\w+", str(value).lower())
    return {w.removesuffix("s") for w in words} - {"the", "of", "a", "an"}


def _grade(records: list[Record]) -> str:
    if any(not r["optional"] for r in records):
        return "required"
    return "optional" if records else "none"


# --- reconciliation -----------------------------------------------------------------------------------


def _differs(one: list[Record], two: list[Record]) -> bool:
    """Whether somebody must read the sentence again."""
    grades = {_grade(one), _grade(two)}
    if "required" not in grades:
        return False  # optional and nothing, or both optional: optional
    first, second = ([r for r in records if not r["optional"]] for records in (one, two))
    if len(first) != len(second):
        return True
    return any(not all(_agree(a, b, s) for s in SLOTS) for a, b in _aligned(first, second))


def _merged(one: list[Record], two: list[Record]) -> list[Record]:
    """Records of both passes where they agree; what only one has is optional."""
    pairs = []
    for records in ([r for r in one if not r["optional"]], [r for r in one if r["optional"]]):
        pairs += records
    merged, left = list(pairs), list(pairs)
    for record in two:
        same = [r for r in left if all(_agree(r, record, s) for s in ("actor", "kind"))]
        if same:
            closest = max(same, key=lambda r: sum(_agree(r, record, s) for s in SLOTS))
            left.remove(closest)
            _widen(closest, record)
        else:
            merged.append({**record, "optional": True})
    return merged


def _widen(record: Record, other: Record) -> None:
    """Names, kinds and statuses of the other pass are as right where both agree on the record."""
    record["optional"] = record["optional"] and other["optional"]
    for slot in ("actor", "kind", "status", "unit", "beneficiary"):
        if record[slot] is not None and other[slot] is not None:
            known = str(record[slot]).split("; ")
            known += [w for w in str(other[slot]).split("; ") if w not in known]
            record[slot] = "; ".join(known)


def _write_gold(sentences: list[Record], one: Passes, two: Passes, settled: Passes) -> None:
    first = json.loads((GOLD / "commitments_first_places.json").read_text(encoding="utf-8"))
    looked_at: dict[str, list[str]] = first["development"]
    halves: dict[str, list[Record]] = {"development": [], "final": []}
    for sentence in _once(sentences):
        key = str(sentence["id"])
        records = settled[key] if key in settled else _merged(one[key], two[key])
        halves[half(sentence, looked_at)].append(
            {
                "corpus": sentence["corpus"], "id": sentence["document"], "start": sentence["start"],
                "end": sentence["end"], "drawn": sentence["drawn"],
                "commitments": [_stored(r, sentence) for r in records],
            }
        )  # fmt: skip
    for name, rows in halves.items():
        rows.sort(key=lambda r: (str(r["corpus"]), str(r["id"]), int(str(r["start"]))))
        path = GOLD / f"commitments_{name}.jsonl"
        path.write_text(
            "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
        )


def _once(sentences: list[Record]) -> list[Record]:
    """Each place once: a later draw may have cut the same words elsewhere."""
    kept: list[Record] = []
    starts: set[tuple[str, str, str]] = set()
    for sentence in sentences:
        place = (str(sentence["corpus"]), str(sentence["document"]), str(sentence["start"]))
        if place not in starts:
            starts.add(place)
            kept.append(sentence)
    return kept


def half(sentence: Record, looked_at: dict[str, list[str]]) -> str:
    """By the document, so that none is in both; what was for development in the first gold stays so."""
    if str(sentence["document"]) in looked_at.get(str(sentence["corpus"]), ()):
        return "development"
    name = f"{sentence['corpus']} {sentence['document']}"
    return ("development", "final")[int(sha256(name.encode()).hexdigest(), 16) % 2]


def _stored(record: Record, sentence: Record) -> Record:
    """The record with offsets in place of words; names, kinds, units and numbers are values."""
    kept: Record = {k: record[k] for k in ("actor", "kind", "amount", "unit", "beneficiary")}
    if isinstance(kept["amount"], float) and kept["amount"].is_integer():
        kept["amount"] = int(kept["amount"])
    kept["condition"] = _place(record["condition"], sentence)
    kept["status"], kept["optional"] = record["status"], record["optional"]
    return kept


def _place(words: object, sentence: Record) -> list[int] | None:
    if words is None:
        return None
    at = str(sentence["text"]).find(str(words))
    if at < 0:
        raise SystemExit(f"{sentence['id']}: {words!r} is not in the sentence")
    start = int(str(sentence["start"])) + at
    return [start, start + len(str(words))]


def _case(sentence: Record, one: Passes, two: Passes) -> str:
    """One case to read: the sentence, and the records of both passes."""
    key = str(sentence["id"])
    lines = [f"# {key} {sentence['text']}"]
    for name, records in (("A", one[key]), ("B", two[key])):
        for r in records:
            amount = f"{r['amount']} {r['unit']}" if r["amount"] is not None else ""
            fields = (r["actor"], r.get("action"), r["kind"], r.get("resource"), amount, r["beneficiary"],
                      r["condition"], r["status"], "o" if r["optional"] else "")  # fmt: skip
            lines.append(f"{name} " + "|".join(str(f or "") for f in fields))
    return "\n".join(lines) + "\n"


def _pass(path: Path) -> Passes:
    return {str(row["id"]): row["commitments"] for row in _lines(path)}  # type: ignore[misc]


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
