"""Two people told of in texts of one story, named or not → numbers that tell whether they are one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.knowledge import Knowledge
from graph.model import ActorKind, Entity, Gender, Portrait, StoredEntity
from graph.parse.person_words import person_words
from graph.resolve.mentions.words import alike

NAMES = (
    "same document, documents alike, nouns shared, nouns alike, rarest shared noun, modifiers shared, modifiers alike, "
    "genders differ, same gender, numbers of people differ, both one or both many, numbers differ, same number, ages differ, "
    "same age, deeds shared, verbs shared, verbs alike, sentences alike, named, both named, noun in other's sentences, "
    "other's noun in sentences, modifier in other's sentences, first sentence, later first sentence, mentions, more mentions, "
    "of that noun, other of that noun, people told of, told of before, told of before later, share, greater share, "
    "sentences between, named beside, without a noun, words of names shared, rarest of them, last word of names, a body, "
    "countries differ, same country, one a body and one a person, "
    "new, other new, known, other known, somebody's, other somebody's, another, other another, pronoun, other pronoun, "
    "owner of the other, ordinals differ, noun and what the other does, noun and what is done to the other, "
    "other's noun and what one does, other's noun and what is done to one, one does what is done to the other, "
    "rarity of shared deeds, rare words around both, groups, same name"
).split(", ")
_WORD = re.compile(r"\w+")
_EMPTY = frozenset("the a an of and for in on at s dr mr mrs ms his her their its".split())
ONE_TEXT = 1.2  # how alike a text is to itself: a little more than two texts with the same words
_TOGETHER = frozenset("team club family jury crew navy couple crowd audience staff squad".split())
_OF_EITHER = frozenset(
    "neighbor neighbour producer operator broker developer supplier body reporter".split()
)
_MANY_OR_ONE = frozenset("police staff crew".split())  # "police say", "the police says"
_FAR = 20  # sentences; farther counts the same
_UNSEEN = 5.0  # weight of a word that no document has
_NEAR_NOUN = 0.3  # cosine of nouns below which two descriptions are hardly of one
_LIGHT = frozenset("be have do say tell make get go take".split())
_TOLD_ALIKE = (
    4  # words in common that sentences on two people need, if nothing else speaks for them
)
Weights = Mapping[str, float]
Reference = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a text introduces somebody: "a driver", "the driver", "her driver", "another driver", "she"."""

    new: bool = False
    known: bool = False
    somebodys: bool = False
    another: bool = False
    pronoun: bool = False
    owners: frozenset[str] = frozenset()  # "lund" of "Lund's driver"
    order: frozenset[str] = frozenset()  # "third" of "a third driver"


@dataclass(slots=True)
class Seen:
    """Somebody of one document, and what it tells of him beside the others."""

    reference: Reference
    name: str
    actor: str | None  # key of the actor, if named
    gender: Gender | None
    portrait: Portrait
    mentions: int
    nouns: frozenset[str]
    modifiers: frozenset[str]
    verbs: frozenset[str]
    around: frozenset[str]
    weights: Weights
    called: frozenset[str]  # words of the name
    words: tuple[str, ...] = ()  # of what it is called, named or not
    body: bool = False
    countries: frozenset[str] = frozenset()  # whose it is, or is said to be: "the British climber"
    several: bool | None = None  # a body or a company of people, by its name or its noun
    does: frozenset[str] = frozenset()  # verbs whose subject it is
    suffers: frozenset[str] = frozenset()  # verbs whose object it is
    wording: Wording = field(default_factory=lambda: Wording())
    group: bool = False
    plural: bool | None = None
    of_noun: int = 0
    people: int = 0
    before: int = 0
    share: float = 0.0

    @property
    def document(self) -> str:
        """Id of its document."""
        return self.reference[0]


@dataclass(slots=True)
class Rarity:
    """In how many documents words stand: what is rare tells stories apart."""

    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, words: Counter[str]) -> None:
        """Count one more document."""
        self.documents += 1
        self.counts.update(words.keys())

    def of(self, word: str) -> float:
        """The weight of a word, greater for rarer ones."""
        found = self.counts.get(word)
        return math.log((self.documents + 1) / (found + 0.5)) if found else _UNSEEN

    def weigh(self, words: Counter[str]) -> Weights:
        """Words with weights, of length one together."""
        found = {w: self.of(w) * (1 + math.log(n)) for w, n in words.items()}
        length = math.sqrt(sum(v * v for v in found.values())) or 1.0
        return {w: v / length for w, v in found.items()}


def see(
    document: Sequence[StoredEntity], actors: Mapping[Reference, str], rarity: Rarity
) -> list[Seen]:
    """The people of one document; `actors` are keys of the named ones' actors."""
    found = [_seen(s, actors, rarity) for s in document if s.entity.portrait is not None]
    nouns = Counter(noun for seen in found for noun in seen.nouns)
    most = max((seen.mentions for seen in found), default=1)
    for seen in found:
        seen.of_noun = max((nouns[n] for n in seen.nouns), default=0)
        seen.people = len(found)
        first = seen.portrait.sentence
        seen.before = sum(other.portrait.sentence < first for other in found)
        seen.share = seen.mentions / most
    return found


def _seen(stored: StoredEntity, actors: Mapping[Reference, str], rarity: Rarity) -> Seen:
    entity = stored.entity
    portrait = entity.portrait or Portrait()
    named = entity.kind is not ActorKind.UNNAMED
    reference = (stored.document, entity.key)
    return Seen(
        reference=reference,
        name=entity.name,
        actor=actors.get(reference) if named else None,
        gender=entity.gender,
        portrait=portrait,
        mentions=max(stored.mention_count, 1),
        nouns=frozenset(portrait.nouns),
        modifiers=frozenset(portrait.modifiers),
        verbs=frozenset(deed.rpartition(":")[0] for deed in portrait.deeds),
        around=frozenset(portrait.around),
        weights=rarity.weigh(Counter(portrait.around)),
        called=frozenset(entity.name.lower().split()) if named else frozenset(),
        words=tuple(w for w in _WORD.findall(entity.name.lower()) if w not in _EMPTY),
        body=named and entity.kind is not ActorKind.PERSON,
        countries=_countries(entity, portrait),
        several=entity.kind is not ActorKind.PERSON
        if named
        else _is_several(entity.name.lower(), portrait),
        does=_deeds(portrait, "s"),
        suffers=_deeds(portrait, "o"),
        wording=_wording(stored.wordings),
        group=entity.kind is ActorKind.GROUP,
        plural=_is_plural(portrait),
    )


def _is_plural(portrait: Portrait) -> bool | None:
    if portrait.number is not None and portrait.number > 1:
        return True
    return None if _MANY_OR_ONE.intersection(portrait.nouns) else portrait.plural


def _deeds(portrait: Portrait, role: str) -> frozenset[str]:
    parts = (deed.rpartition(":") for deed in portrait.deeds)
    return frozenset(verb for verb, _, of in parts if of == role and verb not in _LIGHT)


def _wording(wordings: Sequence[str]) -> Wording:
    firsts = {w.split()[0].lower() for w in wordings if w}
    words = {x.lower() for w in wordings for x in w.split()}
    long = [w for w in wordings if " " in w]
    owners = {
        x
        for w in long
        for part in re.split(r"['’]s?\s", w)[:-1]
        for x in _WORD.findall(part.lower())
    }
    return Wording(
        new=bool(firsts & {"a", "an"}),
        known=bool(firsts & {"the", "this", "that", "these", "those"}),
        somebodys=bool({w.split()[0].lower() for w in long} & _POSSESSIVE) or bool(owners),
        another=bool(firsts & {"another", "other", "others"} or words & {"other", "others"}),
        pronoun=bool(words & _PRONOUNS),
        owners=frozenset(owners) - _EMPTY,
        order=frozenset(words & _ORDER),
    )


_POSSESSIVE = frozenset("my our your his her its their".split())
_PRONOUNS = frozenset(
    "he him his she her hers they them their i we who himself herself themselves".split()
)
_ORDER = frozenset(
    "first second third fourth fifth sixth last two three four five six seven eight nine ten 1 2 3 4 5 6 7 8 9 10".split()
)


def _countries(entity: Entity, portrait: Portrait) -> frozenset[str]:
    words = (word.title() for word in (*portrait.modifiers, *portrait.nouns))
    told = {_country_of(word) for word in words} | {entity.country}
    return frozenset(code for code in told if code)


@cache
def _country_of(word: str) -> str | None:
    return Knowledge.load().country_of_demonym(word)


def _is_several(name: str, portrait: Portrait) -> bool | None:
    """Whether somebody without a name is a body ("the team"); None for who is called nothing."""
    nouns = {name.split()[-1]} & set(portrait.nouns) or set(portrait.nouns)
    return bool(nouns & _bodies()) if nouns else None


@cache
def _bodies() -> frozenset[str]:
    words = person_words()
    either = words.described | words.offices | _OF_EITHER
    return _TOGETHER.union(*words.bodies.values()) - either


def words_of(document: Sequence[StoredEntity]) -> Counter[str]:
    """The words by which a document is known: those around people, and names."""
    words: Counter[str] = Counter()
    for stored in document:
        portrait = stored.entity.portrait
        if portrait is not None:
            words.update((*portrait.around, *portrait.nouns))
        if stored.entity.kind is not ActorKind.UNNAMED:
            words.update(stored.entity.name.lower().split())
    return words


def may_be(one: Seen, other: Seen) -> bool:
    """Whether it is worth asking: nothing rules it out, and something speaks for it."""
    x, y = one.portrait, other.portrait
    if one.actor and other.actor and not _shortens(one, other):
        return False  # names tell
    if one.gender and other.gender and one.gender is not other.gender:
        return False
    if (one.actor or other.actor) and _compared(one.several, other.several)[0]:
        return False  # "the team" is not Ada Lund
    if _compared(one.plural, other.plural)[0] or _compared(x.age, y.age)[0]:
        return False
    if one.nouns and other.nouns and alike(one.nouns, other.nouns) >= _NEAR_NOUN:
        return True
    if x.age is not None and x.age == y.age:
        return True
    if set(one.words) & set(other.words):
        return True
    return one.document != other.document or bool((one.verbs & other.verbs) - _LIGHT)


def _shortens(one: Seen, other: Seen) -> bool:
    """Whether the name of one of two actors of a kind is part of the other's: "Lund" and "Ada Lund"."""
    short, long = sorted((set(one.words), set(other.words)), key=len)
    alike = one.body is other.body or (len(short) > 1 and short == long)
    return one.actor != other.actor and alike and bool(short) and short <= long


def features(one: Seen, other: Seen, documents_alike: float, rarity: Rarity) -> list[float]:
    """The numbers in the order of `NAMES`. The order of the two does not matter."""
    a, b = sorted((one, other), key=lambda s: (s.actor is not None, s.mentions, s.reference))
    x, y = a.portrait, b.portrait
    here = a.document == b.document
    shared = a.nouns & b.nouns
    apart = min(abs(x.sentence - y.sentence), _FAR)
    found = (
        *(here, ONE_TEXT if here else documents_alike),
        *(len(shared), alike(a.nouns, b.nouns), max(map(rarity.of, shared), default=0.0)),
        *(len(a.modifiers & b.modifiers), alike(a.modifiers, b.modifiers)),
        *_compared(a.gender, b.gender),
        *_compared(one.plural, other.plural),
        *_compared(x.number, y.number),
        *_compared(x.age, y.age),
        *(len(set(x.deeds) & set(y.deeds)), len(a.verbs & b.verbs), alike(a.verbs, b.verbs)),
        *(dot(a.weights, b.weights), bool(a.actor) + bool(b.actor), bool(a.actor and b.actor)),
        *(len(a.nouns & b.around), len(b.nouns & a.around)),
        len(a.modifiers & b.around) + len(b.modifiers & a.around),
        *(min(x.sentence, y.sentence, _FAR), min(max(x.sentence, y.sentence), 30)),
        *(min(a.mentions, b.mentions), max(a.mentions, b.mentions), a.of_noun, b.of_noun),
        *(min(a.people, b.people), min(a.before, b.before), max(a.before, b.before)),
        *(min(a.share, b.share), max(a.share, b.share), apart if here else -1),
        *(len((a.called | b.called) & (a.around | b.around)), (not a.nouns) + (not b.nouns)),
        *_words_shared(a, b, rarity),
        a.body + b.body,
        bool(a.countries and b.countries and not a.countries & b.countries),
        bool(a.countries & b.countries),
        _compared(a.several, b.several)[0],
        *_worded(a.wording, b.wording),
        bool(a.wording.owners & (b.called | frozenset(b.words[-1:])))
        or bool(b.wording.owners & a.called),
        bool(a.wording.order and b.wording.order and not a.wording.order & b.wording.order),
        *(alike(a.nouns, b.does), alike(a.nouns, b.suffers)),
        *(alike(b.nouns, a.does), alike(b.nouns, a.suffers)),
        len(a.does & b.suffers) + len(a.suffers & b.does),
        sum(rarity.of(v) for v in (a.does & b.does) | (a.suffers & b.suffers)),
        sum(sorted((rarity.of(w) for w in a.around & b.around), reverse=True)[:5]),
        a.group + b.group,
        a.words == b.words,
    )
    return [float(value) for value in found]


def _worded(a: Wording, b: Wording) -> Iterator[bool]:
    for name in ("new", "known", "somebodys", "another", "pronoun"):
        yield getattr(a, name)
        yield getattr(b, name)


def _words_shared(a: Seen, b: Seen, rarity: Rarity) -> tuple[float, float, bool]:
    """Share of the shorter name's words that the other has, the rarest of them, and whether both end alike."""
    shared = set(a.words) & set(b.words)
    share = len(shared) / max(1, min(len(set(a.words)), len(set(b.words))))
    last = bool(a.words and b.words and a.words[-1] == b.words[-1])
    return share, max(map(rarity.of, shared), default=0.0), last


def _compared(one: object, other: object) -> tuple[bool, bool]:
    """Whether two values differ, and whether they are the same; neither where one is missing."""
    known = one is not None and other is not None
    return known and one != other, known and one == other


def dot(one: Weights, other: Weights) -> float:
    """Product of two weighted bags of words."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * large.get(word, 0.0) for word, value in small.items())
