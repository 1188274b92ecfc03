"""Actors without a name: in which slots they stand, and how many are pronouns or generic nouns (NewsWCL50 val, PolNeAR, DWIE dev).

Called by `scripts/evaluate_actors.py generic`. `judged` counts the verdicts of a reader (data/gold/unnamed_actors.jsonl) on those
actors that are still found: "source" is right; "named" (a name of the text means him), "generic" (nobody in particular) and "no
source" (of or to whom something is said) are wrong.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from random import Random

from graph.extract import built_in, extract
from graph.model import ActorKind, Document, Entity, Findings, Mention
from graph.parse import Parser, annotate
from graph.parse.person_words import person_words

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold" / "unnamed_actors.jsonl"
LAYERS = ("statements", "commitments", "stances", "roles", "events")
POLNEAR = 60  # articles
SEED = 4
FRESH, FRESH_SEED = 110, 77  # more of them, read later than the rules were made
PRONOUNS = frozenset(
    "i me my we us our you your he him his she her it its they them their who whom whose this that these those one".split()
)


def generic(parser: Parser, corpora: Path) -> dict[str, object]:
    """How many actors have no name, by slot; how many are pronouns or generic nouns; and what a reader says of them."""
    verdicts = _verdicts()
    counts: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for findings in found(parser, corpora):
        counts["documents"] += 1
        places = slots_of(findings)
        for entity in nameless(findings):
            counts["nameless"] += 1
            counts["of pronouns or generic nouns"] += is_generic(entity.name)
            slots.update(sorted(places.get(entity.key, {"none"})))
            verdict = verdicts.get((findings.document.id, first(entity)))
            judged[verdict or "not judged"] += 1
    return {**counts, "slots": dict(sorted(slots.items())), "judged": dict(sorted(judged.items()))}


def found(parser: Parser, corpora: Path) -> Iterator[Findings]:
    """Findings of the development articles, in a fixed order."""
    extractors = built_in("accurate")
    documents = (Document(id=name, text=text, name=name) for name, text in texts(corpora))
    for reading in parser.pipe(documents):
        yield extract(annotate(reading), extractors)


def texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """Name and text: all of NewsWCL50 val, 60 and 110 articles of PolNeAR train drawn by seeds, all of DWIE dev."""
    polnear = sorted(_lines(corpora / "polnear" / "train.jsonl"), key=lambda d: str(d["id"]))
    chosen = [
        *_lines(corpora / "xdoc" / "newswcl50_val.jsonl"),
        *Random(SEED).sample(polnear, POLNEAR),
        *_lines(corpora / "relations" / "dwie_dev.jsonl"),
    ]
    taken = {str(d["id"]) for d in chosen}
    rest = [d for d in polnear if str(d["id"]) not in taken]
    chosen += Random(FRESH_SEED).sample(rest, FRESH)
    for document in chosen:
        yield str(document["id"]), str(document["text"])


def _lines(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def nameless(findings: Findings) -> Iterator[Entity]:
    """Actors that are neither named nor counted nor made of members."""
    for entity in findings.entities:
        group = entity.kind is ActorKind.GROUP and not entity.members
        vague = group and entity.cardinality is None and entity.name == entity.name.lower()
        if not entity.idle and (entity.kind is ActorKind.UNNAMED or vague):
            yield entity


def first(entity: Entity) -> int:
    """Where it is first told of."""
    return min((span.start for span in entity.mentions), default=-1)


def slots_of(findings: Findings) -> dict[int, set[str]]:
    """Slots of findings in which each entity stands: "statements.speaker"."""
    slots: dict[int, set[str]] = defaultdict(set)
    for layer in LAYERS:
        for finding in getattr(findings, layer):
            for field in fields(finding):
                value = getattr(finding, field.name)
                for each in value if isinstance(value, tuple) else (value,):
                    if isinstance(each, Mention) and each.entity is not None:
                        slots[each.entity].add(f"{layer}.{field.name}")
    return slots


def is_generic(name: str) -> bool:
    """Whether the words are a pronoun, or a noun alone that tells nothing of whom it means.

    >>> [is_generic(n) for n in ("they", "people", "friends", "a senior official", "two people", "residents")]
    [True, True, True, False, False, False]
    """
    words = name.lower().split()
    last = words[-1] if words else ""
    lemmas = {last, last.removesuffix("s"), {"men": "man", "women": "woman"}.get(last, last)}
    vague = person_words().crowds | person_words().relations | person_words().group_states
    return name.lower() in PRONOUNS or (len(words) == 1 and bool(lemmas & vague))


def _verdicts() -> dict[tuple[str, int], str]:
    if not GOLD.exists():
        return {}
    lines = (json.loads(line) for line in GOLD.open(encoding="utf-8"))
    return {(x["document"], x["start"]): x["verdict"] for x in lines}
