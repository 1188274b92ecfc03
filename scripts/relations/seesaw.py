"""SEESAW valid: who is for or against whom in a sentence. Only measured, never trained on (CC BY-NC-SA).

Both profiles are measured; the numbers at the top are those of `accurate`, which the product runs by default.

Gold names entities from a list a document; a stance counts here where both its ends are on that list and named
in its sentence. Our actors are matched to the list by name; what matches none of it cannot be judged and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from graph.extract import PROFILES, built_in, extract
from graph.extract.stances import LeaningReader, StanceExtractor
from graph.model import ActorKind, Document, Findings, Mention, Stance
from graph.parse import Parser, Reading, read
from relations.corpus import records, score

Triple = tuple[str, str, str]
Place = tuple[int, int]
_PARTIES = {
    "republican": ("republican", "republicans", "gop"),
    "democrat": ("democrat", "democrats", "democratic"),
    "democratic": ("democrat", "democrats", "democratic"),
}


def measure(corpora: Path) -> dict[str, object]:
    """Precision and recall of triples, and how often the polarity is right where the pair is."""
    gold = records(corpora / "stance/seesaw_valid.jsonl")
    readings = list(read(map(_document, gold), Parser()))
    others = {p: [e for e in built_in(p) if e.name != "stances"] for p in PROFILES}
    before = {p: [extract(r, others[p]) for r in readings] for p in PROFILES}
    readers = {"fast": None, "accurate": LeaningReader.load()}
    scores = {
        p: _score(list(zip(gold, readings, before[p], strict=True)), StanceExtractor(readers[p]))
        for p in PROFILES
    }
    return {**scores["accurate"], "documents": len(gold), "fast": scores["fast"]}


def _score(
    pairs: list[tuple[dict[str, Any], Reading, Findings]], extractor: StanceExtractor
) -> dict[str, object]:
    counts = dict.fromkeys(("tp", "fp", "fn", "pairs", "polarity"), 0)
    for record, reading, before in pairs:
        _add(counts, record, _found(record, reading, extractor(reading, before)))
    share = counts["polarity"] / counts["pairs"] if counts["pairs"] else 0.0
    return {
        **score(counts["tp"], counts["fp"], counts["fn"]),
        "polarity_right": round(share, 3),
        "pairs_found": counts["pairs"],
    }


def _document(record: dict[str, Any]) -> Document:
    day = date.fromisoformat(record["date"]) if record["date"] else None
    return Document(id=record["id"], text=record["text"], name=record["id"], published=day)


def _add(counts: dict[str, int], record: dict[str, Any], found: dict[Place, set[Triple]]) -> None:
    gold = _gold(record)
    for place in map(tuple, record["sentences"].values()):
        text = record["text"][place[0] : place[1]]
        judged = {t for t in found[place] if _both_named(record, t, text)}
        named = {t for t in gold[place] if _both_named(record, t, text)}
        counts["tp"] += len(judged & named)
        counts["fp"] += len(judged - gold[place])
        counts["fn"] += len(named - judged)
        pairs = {t[:2] for t in gold[place]}
        counts["pairs"] += sum(t[:2] in pairs for t in judged)
        counts["polarity"] += sum(t in gold[place] for t in judged)


def _gold(record: dict[str, Any]) -> dict[Place, set[Triple]]:
    names = {e["name"] for e in record["entities"]}
    gold: dict[Place, set[Triple]] = defaultdict(set)
    for stance in record["stances"]:
        if stance["subject"] in names and stance["object"] in names:
            triple = (stance["subject"], stance["object"], stance["polarity"])
            gold[tuple(stance["span"])].add(triple)
    return gold


def _found(
    record: dict[str, Any], reading: Reading, stances: Iterable[Stance]
) -> dict[Place, set[Triple]]:
    places = sorted(tuple(v) for v in record["sentences"].values())
    found: dict[Place, set[Triple]] = defaultdict(set)
    for stance in stances:
        start = stance.evidence.start
        place = next((p for p in places if p[0] <= start < p[1]), None)
        holder = _listed(record, reading, stance.holder)
        target = _listed(record, reading, stance.target)
        if place is not None and holder and target and holder != target:
            found[place].add((holder, target, stance.polarity.value))
    return found


def _listed(record: dict[str, Any], reading: Reading, mention: Mention) -> str | None:
    """The listed entity that one of ours is, by its name or the words of its mention."""
    names = [mention.text]
    if mention.entity is not None:
        names.insert(0, reading.entities[mention.entity].name)
    ranked = [
        (rank, entity["name"])
        for name in names
        for entity in record["entities"]
        if (rank := _likeness(name.lower(), entity)) is not None
    ]
    return min(ranked)[1] if ranked else _only_namesake(record, reading, mention)


def _only_namesake(record: dict[str, Any], reading: Reading, mention: Mention) -> str | None:
    """The listed person with the surname, where list and text have one of that name: "Robert Lund" for "Bob Lund"."""
    if mention.entity is None or reading.entities[mention.entity].kind is not ActorKind.PERSON:
        return None
    surname = _surname(reading.entities[mention.entity].name)
    bearers = {
        e.key
        for e in reading.entities
        if e.kind is ActorKind.PERSON and _surname(e.name) == surname
    }
    listed = [
        e["name"]
        for e in record["entities"]
        if "People" in e["type"] and " " in e["name"] and _surname(e["name"]) == surname
    ]
    return listed[0] if surname and len(bearers) == len(listed) == 1 else None


def _surname(name: str) -> str:
    words = [
        w for w in name.lower().replace(",", "").split() if w not in ("jr", "jr.", "sr", "sr.")
    ]
    return words[-1] if len(words) > 1 else ""


def _likeness(name: str, entity: dict[str, Any]) -> int | None:
    """0 for the same name, 1 a party by its short name, 2 a surname, 3 half of the words; None for another."""
    words, listed = name.split(), entity["name"].lower().split()
    if not words:
        return None
    if words == listed:
        return 0
    if listed[0] in _PARTIES:
        return 1 if set(words) & set(_PARTIES[listed[0]]) else None
    person = "People" in entity["type"] and len(listed) > 1
    if person and words[-1] == listed[-1] and words[0] in (listed[0], listed[-1]):
        return 2
    return 3 if set(words) <= set(listed) and len(words) >= len(listed) / 2 else None


def _both_named(record: dict[str, Any], triple: Triple, text: str) -> bool:
    entities = {e["name"]: e for e in record["entities"]}
    return all(_is_named(entities[name], text.lower()) for name in triple[:2])


def _is_named(entity: dict[str, Any], text: str) -> bool:
    name = entity["name"].lower()
    words = name.split()
    forms = [name, *_PARTIES.get(words[0], ())]
    if "People" in entity["type"] and len(words) > 1:
        forms.append(words[-2] if words[-1].startswith("jr") else words[-1])
    return any(re.search(rf"\b{re.escape(form)}\b", text) for form in forms)
