"""DWIE dev: role relations with gold entities given and end to end; `is_meeting`.

Gold names a country and its adjective ("Germany", "German") as two entities and repeats a relation for each
("head_of_state-x"): both are folded into the country here. Relations that DWIE derives from another one
(a head is also a member, a president also an agent of the state) are derived on both sides: the gold has
them mostly, not always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Span as Tokens

from graph.extract.events import EventExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.roles.lexicon import lexicon
from graph.knowledge import Knowledge
from graph.model import ActorKind, Entity, EventType, Findings, Mention, Role, Span
from graph.parse import Reading
from relations.corpus import compare, readings, records, scored

RELATIONS = (
    "head_of_state",
    "head_of_gov",
    "minister_of",
    "spokesperson_of",
    "head_of",
    "agent_of",
    "member_of",
)
_LABELS = {"person": "PERSON", "organization": "ORG", "location": "GPE"}
_KINDS = {
    "person": ActorKind.PERSON,
    "organization": ActorKind.ORGANISATION,
    "location": ActorKind.PLACE,
}
_IMPLIED = {
    "head_of_state": "agent_of",
    "head_of_gov": "agent_of",
    "minister_of": "agent_of",
    "head_of": "member_of",
}
Triple = tuple[Hashable, str, Hashable]


def measure(corpora: Path) -> dict[str, object]:
    """Scores of both settings over all relations and each, and of meetings."""
    gold = records(corpora / "relations/dwie_dev.jsonl")
    parsed = readings(gold)
    end_to_end = [(r, _end_to_end(r, reading)) for r, reading in zip(gold, parsed, strict=True)]
    met = Counter[str]()
    for record, reading in zip(gold, parsed, strict=True):
        compare(_gold_meetings(record), _meetings(record, reading), met)
    given = [(r, _given(r, reading)) for r, reading in zip(gold, parsed, strict=True)]
    return {
        "given_entities": _table(given),
        "end_to_end": _table(end_to_end),
        "is_meeting": scored(met),
        "documents": len(gold),
    }


def _table(pairs: list[tuple[dict[str, Any], set[Triple]]]) -> dict[str, object]:
    table: dict[str, object] = {}
    for relations in (RELATIONS, RELATIONS[:-1], *((name,) for name in RELATIONS)):
        counts = Counter[str]()
        for record, found in pairs:
            compare(
                {t for t in gold_triples(record) if t[1] in relations},
                {t for t in found if t[1] in relations},
                counts,
            )
        name = relations[0] if len(relations) == 1 else "all" if relations == RELATIONS else "posts"
        table[name] = scored(counts)
    return table


# --- gold --------------------------------------------------------------------------------------


def gold_triples(record: dict[str, Any]) -> set[Triple]:
    """Person, relation, organisation or country, countries folded with their adjectives."""
    names = {e["id"]: e["name"] for e in record["entities"]}
    said = {
        (r["s"], r["p"].removesuffix("-x"), _key(names[r["o"]], r["o"]))
        for r in record["relations"]
        if r["p"].removesuffix("-x") in RELATIONS
    }
    return said | {(s, _IMPLIED[p], o) for s, p, o in said if p in _IMPLIED}


def _key(name: str, otherwise: Hashable) -> Hashable:
    """ISO code of a country's name or adjective, else the key itself."""
    knowledge = Knowledge.load()
    iso = knowledge.country_of_demonym(name)
    found = knowledge.find(name)
    if iso is None and found is not None and found.kind is ActorKind.COUNTRY:
        iso = found.country
    return iso or otherwise


def _gold_meetings(record: dict[str, Any]) -> set[Hashable]:
    return {frozenset((r["s"], r["o"])) for r in record["relations"] if r["p"] == "is_meeting"}


# --- ours --------------------------------------------------------------------------------------


def _given(record: dict[str, Any], reading: Reading) -> set[Triple]:
    """Triples with the gold entities put in the place of ours."""
    given = with_gold_entities(record, reading)
    roles = RoleExtractor()(given, Findings(given.document))
    found: set[Triple] = set()
    for role in roles:
        if role.person.entity is None or role.organisation is None:
            continue
        name = _name(given, role.organisation)
        key = _key(name, role.organisation.entity)
        added = isinstance(key, int) and key >= len(record["entities"])
        if key is None or added:
            continue  # for whom is none of the gold's entities: cannot be judged
        place = isinstance(key, str) or _is_state(record["entities"][key])
        found |= {(role.person.entity, relation, key) for relation in relations_of(role, place)}
    return found


def with_gold_entities(record: dict[str, Any], reading: Reading) -> Reading:
    """A reading of the same parse whose entities are those of the gold."""
    doc = reading.doc.copy()
    spans: list[Tokens] = []
    given = Reading(reading.document, doc, reading.body, reading.quotes, reading.times)
    for entity in record["entities"]:
        mentions = tuple(Span(*m) for m in entity["mentions"])
        kind = _KINDS.get(entity["type"], ActorKind.ORGANISATION)
        given.entities.append(Entity(len(given.entities), entity["name"], kind, mentions))
        for mention in mentions:
            label = _label(entity)
            span = doc.char_span(*mention_range(mention), label=label, alignment_mode="expand")
            if span is not None:
                spans += [span] if label else []
                for token in span:
                    given.name_token(token.i, entity["id"])
    doc.ents = tuple(_without_overlap(spans))
    return given


def _label(entity: dict[str, Any]) -> str:
    """The recogniser's label for a gold entity; none for a title that the gold marks as an entity."""
    adjective = Knowledge.load().country_of_demonym(entity["name"]) is not None
    return _LABELS.get(entity["type"], "NORP" if adjective else "")


def mention_range(mention: Span) -> tuple[int, int]:
    """Start and end of a mention."""
    return mention.start, mention.end


def _without_overlap(spans: list[Tokens]) -> Iterator[Tokens]:
    last = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= last:
            last = span.end
            yield span


def _end_to_end(record: dict[str, Any], reading: Reading) -> set[Triple]:
    """Triples from the text alone, our actors matched to gold entities by a shared mention or name."""
    found: set[Triple] = set()
    for role in RoleExtractor()(reading, Findings(reading.document)):
        if role.organisation is None:
            continue
        person = match(record, reading, role.person)
        organisation = match(record, reading, role.organisation)
        key = _key(
            _name(reading, role.organisation), organisation if organisation is not None else -1
        )
        who = person if person is not None else role.person.text
        place = isinstance(key, str) or (key >= 0 and _is_state(record["entities"][key]))
        found |= {(who, relation, key) for relation in relations_of(role, place)}
    return found


def _is_state(entity: dict[str, Any]) -> bool:
    """Whether a gold entity is a country or a part of one, not a museum or another building."""
    return entity["type"] == "location" and any("gpe" in tag for tag in entity["tags"])


def match(record: dict[str, Any], reading: Reading, mention: Mention) -> int | None:
    """Id of the gold entity that has a mention overlapping one of ours, or our name."""
    spans = [mention.span]
    if mention.entity is not None:
        spans += reading.entities[mention.entity].mentions
    name = _name(reading, mention)
    for entity in record["entities"]:
        if entity["name"] == name:
            return int(entity["id"])
    for span in spans:
        for entity in record["entities"]:
            if any(Span(*m).overlaps(span) for m in entity["mentions"]):
                return int(entity["id"])
    return None


def _name(reading: Reading, mention: Mention) -> str:
    return mention.text if mention.entity is None else reading.entities[mention.entity].name


def relations_of(role: Role, country: bool) -> set[str]:
    """DWIE's relations that a role stands for, towards a country or place or towards an organisation."""
    lex = lexicon()
    words = role.title.casefold().replace("-", " ").split()
    title = [w for w in words if lex.class_of(w)]
    pair = " ".join(words[-2:])
    kind = lex.posts.get(pair) or (
        lex.class_of(title[0 if "of" in words else -1]) if title else None
    )
    if kind in ("head_of_state", "head_of_government") and country:
        name = "head_of_state" if kind == "head_of_state" else "head_of_gov"
        return {name, "agent_of"} if "vice" not in words else {"agent_of"}
    if kind == "minister" and country:
        return {"minister_of", "agent_of"}
    if kind == "spokesperson":
        return {"spokesperson_of", "agent_of"} if country else {"spokesperson_of", "member_of"}
    if country:
        return {"agent_of"} if kind in _AGENTS else set()
    heads = (kind in ("head", "head_of_state") or words[-2:] == ["vice", "president"]) and (
        not title or title[0 if "of" in words else -1] not in _NO_HEADS
    )
    return {"head_of", "member_of"} if heads else {"member_of"}


_NO_HEADS = {"commissioner", "captain", "editor", "coach", "presenter", "manager", "trainer"}
_AGENTS = ("diplomat", "official", "military", "head", "judge", "legislator")


def _meetings(record: dict[str, Any], reading: Reading) -> set[Hashable]:
    """Pairs of gold entities that take part in one meeting of ours."""
    kinds = (
        EventType.MEETING,
        EventType.SUMMIT,
        EventType.CALL,
        EventType.CONFERENCE,
    )
    pairs: set[Hashable] = set()
    for event in EventExtractor()(reading, Findings(reading.document)):
        if event.type not in kinds:
            continue
        who = [match(record, reading, m) for m in event.participants]
        known = sorted({w for w in who if w is not None})
        pairs |= {frozenset((a, b)) for a in known for b in known if a < b}
    return pairs
