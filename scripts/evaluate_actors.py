"""Scores names, coreference and the resolution of actors on the development corpora; counts only, no texts.

    python scripts/evaluate_actors.py [--shared ../shared] [PART…]      parts: classes countries ecb generic kinds meantime newswcl pronouns

Mentions are given (their spans, not their actors): each is looked up among the entities that the product found,
and the actors over all documents are compared with the corpus by B³ (Bagga and Baldwin 1998). Writes
data/results/actors.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from circumstances import circumstances
from generic_actors import generic
from mention_classes import classes
from mention_kinds import kinds

from graph.extract import extract
from graph.extract.statements import StatementExtractor
from graph.knowledge import Knowledge
from graph.model import (
    Actor,
    ActorKind,
    Decision,
    Document,
    Findings,
    Judge,
    Span,
    StoredEntity,
    Verdict,
)
from graph.parse import Parser, Reading, annotate
from graph.parse import given as parsed
from graph.resolve.actors import Merging, Resolution, resolve, stored
from graph.resolve.actors.candidates import followed
from graph.resolve.mentions import DescribedIndex
from graph.resolve.mentions.trees import shipped

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "data" / "results" / "actors.json"
GOLD = ROOT / "data" / "gold" / "pronoun_speakers.jsonl"
ECB_TYPES = ("HUMAN_PART_PER", "HUMAN_PART_ORG")
Result = dict[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """A mention as a corpus gives it."""

    document: str
    span: Span
    cluster: str
    topic: str
    type: str


def main() -> None:
    """Run the parts asked for, print and write their results."""
    options = _options()
    run(options.parts or sorted(PARTS), options.shared, Parser())


def run(parts: Sequence[str], shared: Path, parser: Parser) -> None:
    """The results of these parts, in the place of earlier ones."""
    for part in parts:
        found = PARTS[part](parser, shared / "corpora")
        sys.stdout.write(f"{part}: {json.dumps(found)}\n")
        results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        results[part] = {**found, "about": circumstances()}
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def pronouns(parser: Parser, corpora: Path) -> Result:
    """Speakers that are pronouns (PolNeAR train): is the entity the one that bears the right name?"""
    gold = [json.loads(line) for line in GOLD.open(encoding="utf-8")]
    wanted = {g["document"] for g in gold}
    lines = (json.loads(x) for x in (corpora / "polnear" / "train.jsonl").open(encoding="utf-8"))
    texts = {d["id"]: d["text"] for d in lines if d["id"] in wanted}
    counts: dict[str, dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("all", "right", "wrong"), 0)
    )
    documents = [Document(id=i, text=t, name=i) for i, t in sorted(texts.items())]
    for reading in map(annotate, parser.pipe(documents)):
        for item in (g for g in gold if g["document"] == reading.document.id):
            verdict = _speaker(reading, item)
            of = counts[item["part"]]
            of["all"] += 1
            if verdict is not None:
                of["right" if verdict else "wrong"] += 1
    total = {k: sum(c[k] for c in counts.values()) for k in ("all", "right", "wrong")}
    return {**total, "accuracy": round(total["right"] / total["all"], 4), "parts": dict(counts)}


def _speaker(reading: Reading, item: dict[str, list]) -> bool | None:  # type: ignore[type-arg]
    key = parsed.entity_of(reading, Span(*item["pronoun"]))
    if key is None:
        return None
    entity = reading.entities[key]
    owners = {key, *entity.members}
    named = {parsed.entity_of(reading, Span(*span)) for span in item["speakers"]}
    return named <= owners and (len(item["speakers"]) == 1 or bool(entity.members))


def newswcl(parser: Parser, corpora: Path) -> Result:
    """NewsWCL50 val: actor and country mentions. As there, a state's organs, officials and
    people count as the state, and clusters end with their topic."""
    given, texts = given_mentions(corpora / "xdoc" / "newswcl50_val.jsonl", ("ACTOR", "COUNTRY"))
    result = _clustered(parser, given, texts, state_is_one=True, by_topic=True)
    return {**result, "from_raw_text": _from_raw_text(parser, given, texts)}


def meantime(parser: Parser, corpora: Path) -> Result:
    """MEANTIME: persons and organisations over all documents."""
    given, texts = given_mentions(corpora / "xdoc" / "meantime_en.jsonl", ("PER", "ORG"))
    return _clustered(parser, given, texts)


def ecb(parser: Parser, corpora: Path) -> Result:
    """ECB+ val: validated mentions of people and organisations, named or not; clusters end with their story.

    `given`: the mentions are given, as a manifest gives them to a build; `found`: the build finds them itself. `merged` is
    what it joins by itself, at its default and at the other operating points (`build --merging`); `followed` is what it is
    after `onrecord merge RECORD --candidates 0`. A mention that names nobody is a cluster of its own.
    """
    mentions, texts = given_mentions(corpora / "xdoc" / "ecbplus_val.jsonl", ECB_TYPES)
    result: Result = {"mentions": len(mentions), "least": shipped().threshold}
    for name, given in (("given", True), ("found", False)):
        told = told_of(parser, mentions, texts, given=given)
        result[name] = _stories(told)
        gold = told.by_story(told.clusters)
        result["last_word"] = b_cubed(gold, told.by_story(told.last_words))
    return result


def _stories(told: Told) -> Result:
    gold = told.by_story(told.clusters)
    at = {merging: resolve(told.entities, merging=merging) for merging in Merging}
    after = told.followed(at[Merging.BALANCED].actors)
    return {
        "with_entity": sum(place is not None for place in told.places),
        "merged": _merged(told, at[Merging.BALANCED], gold),
        "at_other_points": {
            str(m): _merged(told, at[m], gold) for m in Merging if m is not Merging.BALANCED
        },
        "followed": b_cubed(gold, told.by_story(after)),
        "followed_over_stories": b_cubed(told.clusters, after),
    }


def _merged(told: Told, resolution: Resolution, gold: Sequence[str]) -> Result:
    """What a build makes of it, and of the model's links those that the corpus can judge."""
    labels = told.labelled(resolution.actors)
    result: Result = {
        **b_cubed(gold, told.by_story(labels)),
        "persons": _apart(told.mentions, gold, told.by_story(labels), ("HUMAN_PART_PER",)),
        "over_stories": b_cubed(told.clusters, labels),
    }
    for verdict, name in ((Verdict.SAME, "merges"), (Verdict.UNSURE, "candidates")):
        lines = [d for d in resolution.decisions if d.judge is Judge.MODEL and d.verdict is verdict]
        judged = told.judged(lines)
        right = sum(judged)
        result[name] = {"all": len(lines), "right": right, "wrong": len(judged) - right}
    return result


@dataclass(frozen=True, slots=True)
class Told:
    """A corpus as the product sees it: its documents, who its mentions are, and which actors are named."""

    mentions: list[Given]
    places: list[tuple[str, int] | None]  # of each mention: the entity that it names
    documents: list[list[StoredEntity]]
    stories: dict[str, str]
    ids: dict[tuple[str, int], str]  # of every entity: the actor that rules joined it to
    actors: dict[tuple[str, int], str]  # of named ones
    gold: dict[tuple[str, int], str]
    last_words: list[str]

    @property
    def entities(self) -> list[StoredEntity]:
        """Of all documents."""
        return [entity for document in self.documents for entity in document]

    @property
    def clusters(self) -> list[str]:
        """The right clusters."""
        return [m.cluster for m in self.mentions]

    @property
    def topics(self) -> list[str]:
        """Of each mention the topic, "12" of "12ecb"."""
        return ["".join(c for c in m.topic if c.isdigit()) for m in self.mentions]

    def by_story(self, labels: Sequence[str]) -> list[str]:
        """Labels that end with their story."""
        return [f"{m.topic}: {label}" for m, label in zip(self.mentions, labels, strict=True)]

    def judged(self, decisions: Iterable[Decision]) -> list[bool]:
        """Of each link of an entity to an actor whether the corpus takes both for one; others are left out."""
        of: dict[str, Counter[str]] = defaultdict(Counter)
        for place, cluster in sorted(self.gold.items()):
            of[self.ids[place]][cluster] += 1
        verdicts = []
        for decision in decisions:
            document, _, key = decision.left.rpartition("/")
            own, other = self.gold.get((document, int(key))), of.get(decision.right)
            if own is not None and other:
                verdicts.append(max(sorted(other), key=lambda c: other[c]) == own)
        return verdicts

    def labelled(self, actors: Sequence[Actor]) -> list[str]:
        """Of each mention the actor among these."""
        ids = self.ids | {place: actor.id for actor in actors for place in actor.entities}
        return [f"#{i}" if p is None else ids[p] for i, p in enumerate(self.places)]

    def followed(self, actors: Sequence[Actor]) -> list[str]:
        """What it is when a person accepts all candidates of these actors."""
        return self.labelled(resolve(self.entities, ledger=tuple(followed(actors, 0.0))).actors)

    def circled(self, index: DescribedIndex) -> list[str]:
        """What it is with an index' circles of those who are merged."""
        circles = index.circles(sure=True)
        return [
            f"#{i}" if p is None else circles.get(p) or self.ids[p]
            for i, p in enumerate(self.places)
        ]


def told_of(
    parser: Parser, mentions: Sequence[Given], texts: dict[str, str], *, given: bool = True
) -> Told:
    """Read a corpus as a build reads it, with its mentions `given` or not."""
    readings, entities = {}, []
    for reading in parser.pipe(_documents(texts, mentions if given else ())):
        readings[reading.document.id] = reading
        entities += stored(extract(annotate(reading), (StatementExtractor(),)))
    ruled = resolve(entities, merging=Merging.CAUTIOUS).actors
    found = {place: actor for actor in ruled for place in actor.entities}
    ids = {(s.document, s.entity.key): f"{s.document}/{s.entity.key}" for s in entities}
    ids |= {place: actor.id for place, actor in found.items()}
    documents: dict[str, list[StoredEntity]] = defaultdict(list)
    for stored_ in entities:
        documents[stored_.document].append(stored_)
    places, votes = [], defaultdict(Counter)
    for mention in mentions:
        key = parsed.entity_of(readings[mention.document], mention.span)
        place = (mention.document, key) if key is not None else None
        place = (
            place if place in ids else None
        )  # a build leaves out unnamed ones of whom it tells nothing
        places.append(place)
        if place is not None:
            votes[place][mention.cluster] += 1
    return Told(
        mentions=list(mentions),
        places=places,
        documents=[of for _, of in sorted(documents.items())],
        stories={m.document: m.topic for m in mentions}
        | {d: "" for d in documents if d not in {m.document for m in mentions}},
        ids=ids,
        actors={p: a.id for p, a in found.items() if a.kind is not ActorKind.UNNAMED},
        gold={p: max(sorted(of), key=lambda c: of[c]) for p, of in votes.items()},
        last_words=[_last_word(texts[m.document], m) for m in mentions],
    )


def _documents(texts: dict[str, str], given: Sequence[Given] = ()) -> list[Document]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for mention in given:
        spans[mention.document].add(mention.span)
    return [
        Document(id=i, text=t, name=i, mentions=tuple(sorted(spans[i])))
        for i, t in sorted(texts.items())
    ]


def _readings(parser: Parser, texts: dict[str, str]) -> dict[str, Reading]:
    return {r.document.id: _read(r) for r in parser.pipe(_documents(texts))}


def _entities(readings: dict[str, Reading]) -> list[StoredEntity]:
    found = (Findings(r.document, entities=tuple(r.entities)) for _, r in sorted(readings.items()))
    return [entity for findings in found for entity in stored(findings)]


def countries(parser: Parser, corpora: Path) -> Result:
    """Phrases with a country (NGEC): is it found? Persons known only by name are counted apart."""
    knowledge = Knowledge.load()
    by_iso3 = json.loads(
        (ROOT / "graph" / "lexicons" / "countries.json").read_text(encoding="utf-8")
    )
    codes = {record["iso3"]: record["iso"] for record in by_iso3 if record["iso3"]}
    lines = (corpora / "actors" / "ngec_actor_resolution.jsonl").open(encoding="utf-8")
    gold = [g for g in map(json.loads, lines) if g.get("country") is not None and not g["skipped"]]
    right, wrong = 0, []
    for item in gold:
        expected = _ORGANISATIONS.get(item["country"], codes.get(item["country"], ""))
        found = _country_of(parser, knowledge, item["phrase"])
        right += found == expected
        wrong += [item["id"]] if found != expected else []
    return {
        "all": len(gold),
        "right": right,
        "accuracy": round(right / len(gold), 4),
        "wrong": wrong,
    }


_ORGANISATIONS = {"EUR": "", "IGO": "", "UNO": "", "": "", "XKX": "XK"}


def _country_of(parser: Parser, knowledge: Knowledge, phrase: str) -> str:
    reading = annotate(parser.parse(Document(id="x", text=phrase, name="x")))
    head = reading.doc[:].root
    key = reading.entity_at(head.i)
    own = reading.entities[key] if key is not None else None
    if own is not None and own.country:
        return own.country
    found = [e.country for e in reading.entities if e.country]
    return found[0] if found else ""


def given_mentions(path: Path, types: tuple[str, ...]) -> tuple[list[Given], dict[str, str]]:
    """Mentions of these types that a corpus vouches for, and its texts."""
    given, texts = [], {}
    for line in path.open(encoding="utf-8"):
        document = json.loads(line)
        texts[document["id"]] = document["text"]
        for m in document["mentions"]:
            if not m["event"] and m["type"] in types and m.get("validated", True):
                span = Span(m["spans"][0][0], m["spans"][-1][1])
                topic = str(document.get("topic"))
                given.append(Given(document["id"], span, m["cluster"], topic, m["type"]))
    return given, texts


def _clustered(
    parser: Parser,
    given: Sequence[Given],
    texts: dict[str, str],
    *,
    state_is_one: bool = False,
    by_topic: bool = False,
) -> Result:
    readings = _readings(parser, texts)
    owner = {place: a for a in resolve(_entities(readings)).actors for place in a.entities}
    predicted = []
    for number, mention in enumerate(given):
        reading = readings[mention.document]
        key = parsed.entity_of(reading, mention.span)
        if key is None and state_is_one:
            key = _state_of(reading, mention.span)
        actor = owner.get((mention.document, key)) if key is not None else None
        name = _name_of(actor, number, state_is_one=state_is_one)
        predicted.append(f"{name} in {mention.topic}" if by_topic else name)
    last = [_last_word(texts[m.document], m) + (m.topic if by_topic else "") for m in given]
    gold = [m.cluster for m in given]
    return {
        "mentions": len(given),
        "resolved": sum(not p.startswith("#") for p in predicted),
        "b_cubed": b_cubed(gold, predicted),
        "last_word": b_cubed(gold, last),
        "persons": _apart(given, gold, predicted, ("ACTOR", "PER", "HUMAN_PART_PER")),
    }


def _read(reading: Reading) -> Reading:
    """Annotated, with "I" and "we" of quotations named as the pipeline names them."""
    annotate(reading)
    extract(reading, (StatementExtractor(),))
    return reading


def _from_raw_text(parser: Parser, given: Sequence[Given], texts: dict[str, str]) -> Result:
    """Mentions found by the product itself: a gold mention is found by the shortest of them that shares its last
    word; one that is not found is a cluster of its own. Nothing of the gold is shown to the product."""
    readings = _readings(parser, texts)
    owner = {place: a for a in resolve(_entities(readings)).actors for place in a.entities}
    found = {
        name: sorted((len(s), s, e.key) for e in r.entities for s in e.mentions)
        for name, r in readings.items()
    }
    predicted = []
    for number, mention in enumerate(given):
        last = Span(mention.span.end - 1, mention.span.end)
        fits = [key for _, span, key in found[mention.document] if span.overlaps(last)]
        actor = owner.get((mention.document, fits[0])) if fits else None
        predicted.append(f"{_name_of(actor, number, state_is_one=True)} in {mention.topic}")
    gold = [m.cluster for m in given]
    return {
        "found": sum(not p.startswith("#") for p in predicted),
        "b_cubed": b_cubed(gold, predicted),
        "persons": _apart(given, gold, predicted, ("ACTOR",)),
    }


_OF_A_STATE = (ActorKind.GOVERNMENT, ActorKind.UNNAMED, ActorKind.COUNTRY, ActorKind.GROUP)


def _name_of(actor: Actor | None, number: int, *, state_is_one: bool) -> str:
    if actor is None:
        return f"#{number}"
    organ = actor.kind in _OF_A_STATE
    if state_is_one and organ and actor.country:
        return f"state {actor.country}"
    return actor.id


def _apart(
    given: Sequence[Given], gold: Sequence[str], predicted: Sequence[str], types: tuple[str, ...]
) -> Result:
    kept = [i for i, m in enumerate(given) if m.type in types]
    return b_cubed([gold[i] for i in kept], [predicted[i] for i in kept])


def _last_word(text: str, mention: Given) -> str:
    words = mention.span.of(text).split()
    return words[-1].lower() if words else ""


def b_cubed(gold: Sequence[str], predicted: Sequence[str]) -> Result:
    """Precision, recall and F1 of a clustering, over its items.

    >>> b_cubed(["a", "a", "b"], ["x", "y", "z"])["precision"]
    1.0
    """
    by_gold, by_predicted = _groups(gold), _groups(predicted)
    precision = recall = 0.0
    for g, p in zip(gold, predicted, strict=True):
        both = len(by_gold[g] & by_predicted[p])
        precision += both / len(by_predicted[p])
        recall += both / len(by_gold[g])
    p, r = precision / max(len(gold), 1), recall / max(len(gold), 1)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f1, 4)}


def _groups(labels: Iterable[str]) -> dict[str, set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for i, label in enumerate(labels):
        groups[label].add(i)
    return groups


def _state_of(reading: Reading, span: Span) -> int | None:
    """The country whose officials or organs a description names: "Norwegian state media"."""
    tokens = reading.tokens(span)
    for token in tokens.root.lefts if tokens is not None else ():
        key = reading.entity_at(token.i)
        if key is not None and reading.entities[key].kind is ActorKind.COUNTRY:
            return key
    return None


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("parts", nargs="*", metavar="PART")
    options.add_argument("--shared", type=Path, default=ROOT / "../shared")
    return options.parse_args()


PARTS: dict[str, Callable[[Parser, Path], Result]] = {
    "classes": classes,
    "countries": countries,
    "ecb": ecb,
    "generic": generic,
    "kinds": kinds,
    "meantime": meantime,
    "newswcl": newswcl,
    "pronouns": pronouns,
}

if __name__ == "__main__":
    main()
