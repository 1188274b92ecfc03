"""Two mentions of one story → numbers that tell whether they name the same."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.model import Actor, ActorKind, Gender, StoredEntity
from graph.parse.given import Given

NAMES = (
    "same document, same head, heads alike, words shared, same last word, same actor, same entity, other actor, forms, "
    "genders differ, same gender, numbers differ, same number, same role, verbs alike, same verb, modifiers shared, "
    "documents alike, sentences alike, sentences between, named, indefinite, distance, syntax, described so, counts, "
    "head often, other head often, actor often, other actor often, early, which named, mentions between, modifiers in words, "
    "heads in words"
).split(", ")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STOP = frozenset("the of and for in dr mr mrs ms jr sr".split())
_FORMS = {"pronoun": 0, "noun": 1, "name": 2}
_FAR = 20  # sentences; farther counts the same
_UNSEEN = 5.0  # weight of a word that no document has
Weights = Mapping[str, float]


@dataclass(slots=True)
class Seen:
    """A mention with what its story and the other documents tell of it."""

    number: int
    given: Given
    story: str
    actor: str | None  # id, if the product resolved it to a named actor
    unnamed: str | None  # id of an actor without a name
    gender: Gender | None
    words: frozenset[str]
    context: Weights
    described: Counter[str] = field(default_factory=Counter)  # nouns that the actor is called
    head_share: float = 0.0
    actor_share: float = 0.0


def see(
    mentions: Sequence[Given],
    stories: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
    entities: Iterable[StoredEntity],
    actors: Iterable[Actor],
) -> tuple[list[Seen], dict[str, Weights]]:
    """Mentions with what is known of them, and the documents as weighted words. `stories` names each document's."""
    weigh = _Weigher(words.values())
    owner = {place: actor for actor in actors for place in actor.entities}
    known = _Known(entities, owner)
    found = [
        _seen(number, given, stories[given.document], owner, known, weigh)
        for number, given in enumerate(mentions)
    ]
    _count(found, known)
    return found, {document: weigh(of) for document, of in words.items()}


class _Weigher:
    """Words → weights by how rare they are, of length one."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        listed = [set(words) for words in documents]
        counts = Counter(word for words in listed for word in words)
        self._rarity = {w: math.log(len(listed) / n) for w, n in counts.items()}

    def __call__(self, words: Iterable[str]) -> Weights:
        counts = Counter(words)
        rarity = self._rarity
        found = {w: rarity.get(w, _UNSEEN) * (1 + math.log(n)) for w, n in counts.items()}
        length = math.sqrt(sum(v * v for v in found.values())) or 1.0
        return {w: v / length for w, v in found.items()}


class _Known:
    """What all documents say of each actor."""

    def __init__(
        self, entities: Iterable[StoredEntity], owner: Mapping[tuple[str, int], Actor]
    ) -> None:
        self.described: dict[str, Counter[str]] = defaultdict(Counter)
        self.words: dict[str, set[str]] = defaultdict(set)
        self._genders: dict[str, Counter[Gender]] = defaultdict(Counter)
        for stored in entities:
            actor, entity = owner.get((stored.document, stored.entity.key)), stored.entity
            if actor is None:
                continue
            for text in entity.descriptions:
                self.described[actor.id].update(_words(text))
            if entity.gender:
                self._genders[actor.id][entity.gender] += 1
            if entity.kind is not ActorKind.UNNAMED:
                self.words[actor.id] |= _words(entity.name) - _STOP

    def gender(self, actor: str) -> Gender | None:
        """The gender most documents give it."""
        counts = self._genders.get(actor)
        return max(sorted(counts), key=lambda g: counts[g]) if counts else None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _seen(
    number: int,
    given: Given,
    story: str,
    owner: Mapping[tuple[str, int], Actor],
    known: _Known,
    weigh: _Weigher,
) -> Seen:
    found = owner.get((given.document, given.entity)) if given.entity is not None else None
    actor = found.id if found and found.kind is not ActorKind.UNNAMED else None
    gender = given.gender or (known.gender(found.id) if found else None)
    words = _words(given.text) | (known.words[actor] if actor else set())
    return Seen(
        number=number,
        given=given,
        story=story,
        actor=actor,
        unnamed=found.id if found and not actor else None,
        gender=gender,
        words=frozenset(words - _STOP),
        context=weigh(w for w in given.context if w != given.head),
    )


def _count(found: Sequence[Seen], known: _Known) -> None:
    """How often the story uses the head and the actor, and what nouns the actor goes by."""
    stories: dict[str, list[Seen]] = defaultdict(list)
    for seen in found:
        stories[seen.story].append(seen)
        if seen.actor and seen.given.form == "noun":
            known.described[seen.actor][seen.given.head] += 1
    for of in stories.values():
        heads = Counter(s.given.head for s in of)
        actors = Counter(s.actor for s in of if s.actor)
        for seen in of:
            seen.head_share = heads[seen.given.head] / len(of)
            seen.actor_share = actors[seen.actor] / len(of) if seen.actor else 0.0
            seen.described = known.described[seen.actor] if seen.actor else Counter()


def features(one: Seen, other: Seen, documents: Mapping[str, Weights]) -> list[float]:
    """The numbers in the order of `NAMES`. The order of the two does not matter."""
    a, b = sorted((one, other), key=lambda s: (_FORMS[s.given.form], s.number))
    x, y = a.given, b.given
    here = x.document == y.document
    apart = min(abs(x.sentence - y.sentence), _FAR)
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    alike = 1.2 if here else dot(documents[x.document], documents[y.document])
    found = (
        *(here, x.head == y.head, cosine(x.vector, y.vector), shared, _last(x) == _last(y)),
        *(_same_actor(a, b), here and x.entity is not None and x.entity == y.entity),
        *(bool(a.actor and b.actor and a.actor != b.actor), _FORMS[x.form] * 3 + _FORMS[y.form]),
        *(
            bool(a.gender and b.gender and a.gender != b.gender),
            bool(a.gender and a.gender == b.gender),
        ),
        *(None not in (x.plural, y.plural) and x.plural != y.plural, x.plural == y.plural),
        *(
            x.role[:5] == y.role[:5],
            cosine(x.verb_vector, y.verb_vector),
            bool(x.verb and x.verb == y.verb),
        ),
        *(len(x.modifiers & y.modifiers), alike, dot(a.context, b.context), apart if here else -1),
        *(bool(a.actor) + bool(b.actor), x.indefinite + 2 * y.indefinite, apart),
        *(_syntax(x, y) if here else 0, _described(a, b), _numbers(x, y)),
        *(a.head_share, b.head_share, a.actor_share, b.actor_share, min(x.sentence, y.sentence)),
        *(bool(a.actor) * 2 + bool(b.actor), abs(a.number - b.number) if here else 0),
        *(
            len(x.modifiers & b.words) + len(y.modifiers & a.words),
            (x.head in b.words) + (y.head in a.words),
        ),
    )
    return [float(value) for value in found]


def _same_actor(a: Seen, b: Seen) -> bool:
    return bool(a.actor and a.actor == b.actor) or bool(a.unnamed and a.unnamed == b.unnamed)


def _last(given: Given) -> str:
    words = given.text.lower().split()
    return words[-1] if words else ""


def cosine(one: NDArray[np.float32] | None, other: NDArray[np.float32] | None) -> float:
    """Cosine of two vectors; -0.5 where one is missing."""
    if one is None or other is None:
        return -0.5
    length = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    return float(one @ other) / length if length else -0.5


def dot(one: Weights, other: Weights) -> float:
    """Product of two weighted bags of words."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * large.get(word, 0.0) for word, value in small.items())


def _syntax(x: Given, y: Given) -> int:
    """3 apposition or "Lund was the driver", 4 one name, -1 two parts of one event, -2 joined by "and"."""
    for one, other in ((x, y), (y, x)):
        if other.place in one.attributes or (one.above == other.place and one.relation == "appos"):
            return 3
        if one.above == other.place and one.relation in ("compound", "nmod"):
            return 4
        if one.above == other.place and one.relation in ("poss", "conj"):
            return -1 if one.relation == "poss" else -2
    return -1 if x.governor == y.governor and x.role != y.role else 0


def _described(a: Seen, b: Seen) -> int:
    """How often an actor goes by the noun of the other, up to 3."""
    if bool(a.actor) == bool(b.actor):
        return 0
    named, other = (a, b) if a.actor else (b, a)
    return min(3, named.described[other.given.head])


def _numbers(x: Given, y: Given) -> int:
    if x.number is None or y.number is None:
        return 0
    return 1 if x.number == y.number else -1
