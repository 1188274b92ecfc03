"""How often a name is given the wrong kind: a person for an organisation, a place for a person (DWIE dev, MEANTIME).

Called by `scripts/evaluate_actors.py kinds`. Looked at are mentions that begin with a capital and no pronoun or article; one
that names no actor of the product is "none", a government or country for an organisation is right. Counts only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import ActorKind, Document, Span
from graph.parse import Parser, Reading, annotate
from graph.parse.given import entity_of

Gold = tuple[str, str, list[tuple[Span, str]]]  # id, text, mentions with their kinds
_PLACES = frozenset(f"type::{kind}" for kind in ("gpe", "location", "gpe0", "gpe1", "gpe2", "loc"))
_OF_MEANTIME = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_FITS = {
    "person": (ActorKind.PERSON,),
    "organisation": (
        ActorKind.ORGANISATION,
        ActorKind.GOVERNMENT,
        ActorKind.GROUP,
        ActorKind.COUNTRY,
    ),
    "place": (ActorKind.PLACE, ActorKind.COUNTRY),
}
_NO_NAMES = frozenset({"The", "He", "She", "It", "They"})


def kinds(parser: Parser, corpora: Path) -> dict[str, dict[str, object]]:
    """By corpus: mentions, right, wrong, none, the share of wrong ones among those with a kind, and what for what."""
    sources = {"dwie": dwie(corpora), "meantime": meantime(corpora)}
    return {name: _counted(parser, list(of)) for name, of in sources.items()}


def dwie(corpora: Path) -> Iterator[Gold]:
    """People, organisations and places of the development part."""
    for line in (corpora / "relations" / "dwie_dev.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        mentions = [
            (Span(*span), kind)
            for each in document["entities"]
            if (kind := _kind_of(set(each["tags"]))) is not None
            for span in each["mentions"]
        ]
        yield document["id"], document["text"], mentions


def _kind_of(tags: set[str]) -> str | None:
    if "type::person" in tags:
        return "person"
    if "type::organization" in tags:
        return "organisation"
    return "place" if tags & _PLACES else None


def meantime(corpora: Path) -> Iterator[Gold]:
    """People, organisations and places."""
    for line in (corpora / "xdoc" / "meantime_en.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        mentions = [
            (Span(m["spans"][0][0], m["spans"][-1][1]), _OF_MEANTIME[m["type"]])
            for m in document["mentions"]
            if not m["event"] and m["type"] in _OF_MEANTIME
        ]
        yield document["id"], document["text"], mentions


def _counted(parser: Parser, documents: list[Gold]) -> dict[str, object]:
    gold = {str(name): mentions for name, _, mentions in documents}
    texts = [Document(id=str(name), text=text, name=str(name)) for name, text, _ in documents]
    counts: Counter[str] = Counter()
    mistaken: Counter[str] = Counter()
    for reading in map(annotate, parser.pipe(texts)):
        for kind, found in _judged(reading, gold[reading.document.id]):
            fits = found in _FITS[kind]
            counts["none" if found is None else "right" if fits else "wrong"] += 1
            if found is not None and not fits:
                mistaken[f"{kind} as {found}"] += 1
    told = counts["right"] + counts["wrong"]
    return {
        "mentions": sum(counts.values()),
        **{name: counts[name] for name in ("right", "wrong", "none")},
        "wrong_share": round(counts["wrong"] / max(told, 1), 4),
        "mistaken": dict(sorted(mistaken.items())),
    }


def _judged(
    reading: Reading, mentions: Iterable[tuple[Span, str]]
) -> Iterator[tuple[str, ActorKind | None]]:
    """The right kind of each name, and the kind it was given."""
    for span, kind in mentions:
        words = span.of(reading.document.text)
        if not words[:1].isupper() or words.split()[0] in _NO_NAMES:
            continue
        key = entity_of(reading, span)
        found = reading.entities[key].kind if key is not None else None
        yield kind, None if found is ActorKind.UNNAMED else found
