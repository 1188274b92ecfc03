"""How well names, pronouns and descriptions of one text are joined, by class of mention (GUM, DWIE dev, ECB+ val).

Called by `scripts/evaluate_actors.py classes`. A mention is right if the product gives it to the entity that bears the
name of its gold cluster, wrong if to another, open if to none. Clusters without a name are left out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.model import ActorKind, Document, Span
from graph.parse import Parser, Reading, annotate
from graph.parse.given import entity_of

GENRES = ("bio", "interview", "letter", "speech")  # of GUM: those in which people act
KINDS = ("person", "organization", "place")
_THIRD = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs who which whose".split()
)
_FIRST = frozenset("i me my myself mine we us our ours ourselves you your".split())
_DEFINITE = frozenset("the this that these those his her its their my our".split())
Cluster = list[Span]


def classes(parser: Parser, corpora: Path) -> dict[str, dict[str, dict[str, int | float]]]:
    """By corpus and class: how many mentions, right, wrong, and the shares."""
    sources = {"gum": gum, "dwie": dwie, "ecb": ecb}
    return {name: _counted(parser, list(of(corpora))) for name, of in sources.items()}


def gum(corpora: Path) -> Iterator[tuple[str, str, list[Cluster]]]:
    """Id, text and clusters of people, bodies and places."""
    for line in (corpora / "gum" / "other_genres.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        if document["genre"] in GENRES:
            clusters: dict[str, Cluster] = defaultdict(list)
            for each in document["entities"]:
                if each["etype"] in KINDS:
                    clusters[each["id"]].append(Span(each["start"], each["end"]))
            yield document["id"], document["text"], list(clusters.values())


def dwie(corpora: Path) -> Iterator[tuple[str, str, list[Cluster]]]:
    """Its clusters hold names and short forms."""
    for line in (corpora / "relations" / "dwie_dev.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        found = [
            [Span(*m) for m in each["mentions"]]
            for each in document["entities"]
            if {"type::person", "type::organization"} & set(each["tags"])
        ]
        yield document["id"], document["text"], found


def ecb(corpora: Path) -> Iterator[tuple[str, str, list[Cluster]]]:
    """Validated people and organisations."""
    for line in (corpora / "xdoc" / "ecbplus_val.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        clusters: dict[str, Cluster] = defaultdict(list)
        for m in document["mentions"]:
            if m["type"] in ("HUMAN_PART_PER", "HUMAN_PART_ORG") and m["validated"]:
                clusters[m["cluster"]].append(Span(m["spans"][0][0], m["spans"][-1][1]))
        yield document["id"], document["text"], list(clusters.values())


def class_of(words: str) -> str:
    """What a mention looks like.

    >>> class_of("he"), class_of("Anna Lund"), class_of("Lund"), class_of("the minister"), class_of("NATO")
    ('pronoun', 'full name', 'one name', 'definite description', 'acronym')
    """
    tokens = words.split()
    lower = [t.lower().strip("'’\"") for t in tokens]
    if len(tokens) == 1 and lower[0] in _THIRD:
        return "pronoun"
    if len(tokens) == 1 and lower[0] in _FIRST:
        return "I, we, you"
    if len(tokens) == 1 and tokens[0].isupper() and 2 <= len(tokens[0].replace(".", "")) <= 6:
        return "acronym"
    if tokens[-1][:1].isupper():
        return "full name" if len([t for t in tokens if t[:1].isupper()]) > 1 else "one name"
    return "definite description" if lower[0] in _DEFINITE else "other description"


def _counted(
    parser: Parser, documents: list[tuple[str, str, list[Cluster]]]
) -> dict[str, dict[str, int | float]]:
    clusters = {name: of for name, _, of in documents}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    texts = [Document(id=name, text=text, name=name) for name, text, _ in documents]
    for reading in map(annotate, parser.pipe(texts)):
        for cluster in clusters[reading.document.id]:
            for name, verdict in _judged(reading, sorted(set(cluster))):
                counts[name][verdict] += 1
    return {name: _shares(of) for name, of in sorted(counts.items())}


def _judged(reading: Reading, cluster: Cluster) -> Iterator[tuple[str, str]]:
    text = reading.document.text
    named = [s for s in cluster if class_of(s.of(text)) in ("full name", "one name", "acronym")]
    if len(cluster) < 2 or not named:
        return
    anchor = max(named, key=lambda s: (len(s), -s.start))
    owner = entity_of(reading, anchor)
    for span in cluster:
        if span != anchor:
            yield class_of(span.of(text)), _verdict(reading, entity_of(reading, span), owner)


def _verdict(reading: Reading, key: int | None, owner: int | None) -> str:
    """A description that stays without a name ("a woman") is open: nothing wrong is said of anybody."""
    if key is None or owner is None:
        return "open"
    entity = reading.entities[key]
    if key == owner or owner in entity.members:
        return "right"
    return "open" if entity.kind is ActorKind.UNNAMED else "wrong"


def _shares(counts: Counter[str]) -> dict[str, int | float]:
    total, told = sum(counts.values()), counts["right"] + counts["wrong"]
    return {
        "mentions": total,
        "right": counts["right"],
        "wrong": counts["wrong"],
        "precision": round(counts["right"] / told, 4) if told else 0.0,
        "recall": round(counts["right"] / total, 4),
    }
