"""What is known of actors beforehand: countries, organisations, places, and the names they go by.

The shipped tables lie in `graph/lexicons` (see its README for sources and licences); a user's file adds
actors and aliases. Everything is looked up by name: nothing here reads a text.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from graph.errors import ConfigError
from graph.model import ActorKind, Gender

_LONGEST_ACRONYM = 5  # "SCOTUS" and longer read the same in any case; "WHO", "US" and "AP" do not
_WORDS = re.compile(r"[^\W_][\w.&+]*|[^\w\s]")
_TRAILING = re.compile(r"(?:['’]s|['’])$")
_FIELDS = frozenset({"aliases", "weak", "country", "sector", "wikidata", "gender"})


class Use(StrEnum):
    """In what sense a form names an actor."""

    NAME = "name"  # "United Kingdom", "the UK"
    WEAK = "weak"  # "the Commission": only with support from the rest of the document
    ADJECTIVE = "adjective"  # "British"
    PEOPLE = "people"  # "Britons"
    CAPITAL = "capital"  # "London": a place, or the country by metonymy


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the knowledge base. `id` is a Wikidata id, or "x-" and a slug where none is certain.

    `country` is the ISO 3166-1 alpha-2 code of the country it is or belongs to; `sector` tells outlets
    ("media"), parties, ministries, armed groups … apart.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    gender: Gender | None = None

    def forms(self) -> Iterator[tuple[str, Use]]:
        """Every form that names it, with its use."""
        for name in (self.name, *self.aliases):
            yield name, Use.NAME
        uses = ((Use.WEAK, self.weak), (Use.ADJECTIVE, self.adjectives))
        for use, forms in (*uses, (Use.PEOPLE, self.people), (Use.CAPITAL, self.capitals)):
            for form in forms:
                yield form, use


@dataclass(frozen=True, slots=True)
class Entry:
    """One form in the gazetteer: the words as a tokenizer cuts them, and what they may name."""

    words: tuple[str, ...]
    senses: tuple[tuple[KnownActor, Use], ...]


@dataclass(slots=True)
class Knowledge:
    """Actors by name.

    >>> knowledge = Knowledge.load()
    >>> knowledge.find("the U.K.").name, knowledge.country_of_demonym("French")
    ('United Kingdom', 'FR')
    >>> knowledge.find("Congo") is None, len(knowledge.candidates("Congo"))
    (True, 2)
    """

    actors: dict[str, KnownActor]
    places: dict[str, tuple[str, ...]]
    first_names: dict[str, Gender]
    gazetteer: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _senses: dict[str, tuple[tuple[KnownActor, Use], ...]] = field(default_factory=dict)
    _countries: dict[str, KnownActor] = field(default_factory=dict)

    @classmethod
    def load(cls, extra: Path | None = None) -> Knowledge:
        """The shipped knowledge, with the actors of a user's file; ConfigError where that does not fit."""
        shipped = _shipped()
        if extra is None:
            return shipped
        actors = dict(shipped.actors)
        for actor in read_actors(extra.name, _text_of(extra)):
            actors[actor.id] = _joined(actors.get(actor.id), actor)
        return cls(actors, shipped.places, shipped.first_names)

    def __post_init__(self) -> None:
        senses: dict[str, list[tuple[KnownActor, Use]]] = {}
        for actor in self.actors.values():
            if actor.kind is ActorKind.COUNTRY and actor.country:
                self._countries.setdefault(actor.country, actor)
            for form, use in actor.forms():
                known = senses.setdefault(fold(form), [])
                if (actor, use) not in known:
                    known.append((actor, use))
        self._senses = {form: tuple(found) for form, found in senses.items()}
        self.gazetteer = _gazetteer(self.actors.values())

    def find(self, name: str) -> KnownActor | None:
        """The one actor that the name means; None where it means none, or several ("Georgia" stays one)."""
        named = {a.id: a for a, use in self.senses(name) if use is Use.NAME}
        return next(iter(named.values())) if len(named) == 1 else None

    def candidates(self, name: str) -> tuple[KnownActor, ...]:
        """All actors that the name may mean in any use."""
        return tuple(dict.fromkeys(actor for actor, _ in self.senses(name)))

    def senses(self, name: str) -> tuple[tuple[KnownActor, Use], ...]:
        """Actors with the use in which the name means them."""
        return self._senses.get(fold(name), ())

    def country(self, iso: str) -> KnownActor | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(iso)

    def country_of_demonym(self, word: str) -> str | None:
        """ISO code for "French", "Briton" or "Britons"; None for other words and ambiguous ones ("Congolese")."""
        for form in (word, word + "s"):
            uses = (Use.ADJECTIVE, Use.PEOPLE)
            codes = {a.country for a, use in self.senses(form) if use in uses and a.country}
            if len(codes) == 1:
                return codes.pop()
        return None

    def country_of_place(self, name: str) -> str | None:
        """ISO code of the country with the largest place of that name; None for unknown places."""
        for actor, use in self.senses(name):
            if use in (Use.CAPITAL, Use.NAME) and actor.kind in (
                ActorKind.COUNTRY,
                ActorKind.PLACE,
            ):
                return actor.country
        codes = self.places.get(name) or self.places.get(strip_accents(name))
        return codes[0] if codes else None

    def gender_of(self, first_name: str) -> Gender | None:
        """Gender of those who bear a first name, where (nearly) all are of one."""
        return self.first_names.get(strip_accents(first_name).lower())


@lru_cache(maxsize=1 << 15)  # names recur within a text and over texts
def fold(name: str) -> str:
    """The form under which a name is looked up: without article, possessive, accents and dots.

    Short names in capitals keep them, so that "WHO" is not "who".

    >>> fold("the U.S.'s"), fold("Élysée Palace"), fold("Who")
    ('US', 'elysee palace', 'who')
    """
    plain = strip_accents(name).replace("’", "'").strip()
    plain = _TRAILING.sub("", plain)
    if plain[:4] in ("the ", "The ") and len(plain) > 4 and plain[4:] not in _WITH_ARTICLE:
        plain = plain[4:]
    plain = re.sub(r"(?<=\w)\.(?=\w|$|\s)", "", " ".join(plain.split()))
    if plain.isupper() and len(plain) <= _LONGEST_ACRONYM:
        return plain
    return plain.casefold()


_WITH_ARTICLE = frozenset(  # names of outlets that are common words without their article
    "Times|Sun|Hill|Parliament|Independent|Atlantic|Economist|Guardian|Telegraph|Hague|Hindu".split(
        "|"
    )
)


def strip_accents(text: str) -> str:
    """Latin letters without their accents: "Élysée" → "Elysee"."""
    if text.isascii():
        return text
    text = text.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D", "ı": "i"}
)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, cut like the parser's tokens and folded word by word ("U.S." → "US")."""
    return tuple(fold_word(w) for w in _WORDS.findall(name))


@cache
def fold_word(word: str) -> str:
    """A token without accents and dots; its capitals stay."""
    plain = strip_accents(word).replace("’", "'")
    return plain.replace(".", "") or plain


def read_actors(source: str, text: str) -> tuple[KnownActor, ...]:
    """Actors of a TOML text; `source` names it in errors. The form is told at the head of `actors.toml`."""
    try:
        sections = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source} is not TOML: {error}; mend that line") from error
    return tuple(
        _actor(source, section, name, facts)
        for section, actors in sections.items()
        for name, facts in _section(source, section, actors)
    )


def _section(source: str, section: str, actors: object) -> Iterable[tuple[str, object]]:
    if section not in set(ActorKind):
        kinds = ", ".join(ActorKind)
        raise ConfigError(f"{source}: [{section}] is no kind of actor; use one of {kinds}")
    if not isinstance(actors, dict):
        raise ConfigError(f"{source}: {section!r} must be a section of actors")
    return actors.items()


def _actor(source: str, section: str, name: str, facts: object) -> KnownActor:
    place = f"{source}: [{section}] {name!r}"
    if not isinstance(facts, dict):
        raise ConfigError(f'{place} must be a table like {{ aliases = ["…"] }}')
    if unknown := sorted(set(facts) - _FIELDS):
        raise ConfigError(f"{place} has the unknown key {unknown[0]!r}; known: {sorted(_FIELDS)}")
    wikidata = _word(place, facts, "wikidata")
    country = _word(place, facts, "country")
    gender = _word(place, facts, "gender")
    if gender is not None and gender not in set(Gender):
        raise ConfigError(f"{place}: gender {gender!r} must be one of {', '.join(Gender)}")
    return KnownActor(
        id=wikidata or slug(name),
        name=name,
        kind=ActorKind(section),
        aliases=_list(place, facts, "aliases"),
        weak=_list(place, facts, "weak"),
        country=country,
        sector=_word(place, facts, "sector"),
        ids=(("wikidata", wikidata),) if wikidata else (),
        gender=Gender(gender) if gender else None,
    )


def _word(place: str, facts: dict[str, object], key: str) -> str | None:
    value = facts.get(key)
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{place}: {key} must be text, not {value!r}")
    return value


def _list(place: str, facts: dict[str, object], key: str) -> tuple[str, ...]:
    value = facts.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ConfigError(f"{place}: {key} must be a list of texts, not {value!r}")
    return tuple(value)


def slug(name: str) -> str:
    """The id of an actor without a Wikidata id: "Le Figaro" → "x-le-figaro"."""
    return "x-" + re.sub(r"[^a-z0-9]+", "-", strip_accents(name).lower()).strip("-")


def _joined(shipped: KnownActor | None, added: KnownActor) -> KnownActor:
    if shipped is None:
        return added
    return replace(
        shipped,
        aliases=tuple(dict.fromkeys((*shipped.aliases, added.name, *added.aliases))),
        weak=tuple(dict.fromkeys((*shipped.weak, *added.weak))),
        country=added.country or shipped.country,
        sector=added.sector or shipped.sector,
    )


@cache
def _shipped() -> Knowledge:
    lexicons = files("graph.lexicons")
    countries = json.loads((lexicons / "countries.json").read_text(encoding="utf-8"))
    actors = [_country(record) for record in countries]
    actors += read_actors("actors.toml", (lexicons / "actors.toml").read_text(encoding="utf-8"))
    places = json.loads((lexicons / "places.json").read_text(encoding="utf-8"))
    names = json.loads((lexicons / "first_names.json").read_text(encoding="utf-8"))
    return Knowledge(
        actors={actor.id: actor for actor in actors},
        places={name: tuple(codes) for name, codes in places.items()},
        first_names={name: Gender(g) for g, listed in names.items() for name in listed},
    )


def _country(record: dict[str, object]) -> KnownActor:
    name, iso, known = str(record["name"]), str(record["iso"]), record["id"]
    whole = record["iso3"] is not None or record["sovereign"]
    ids = [("wikidata", str(known))] if known else []
    return KnownActor(
        id=str(known) if known else slug(name),
        name=name,
        kind=ActorKind.COUNTRY if whole else ActorKind.PLACE,
        aliases=_texts(record["aliases"]),
        weak=_texts(record["weak"]),
        country=iso,
        ids=tuple([*ids, ("iso3166", iso)] if whole else ids),
        adjectives=_texts(record["demonyms"]),
        people=_texts(record["people"]),
        capitals=_texts(record["capitals"]),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def _gazetteer(actors: Iterable[KnownActor]) -> dict[str, tuple[Entry, ...]]:
    senses: dict[tuple[str, ...], list[tuple[KnownActor, Use]]] = {}
    for actor in actors:
        for form, use in actor.forms():
            known = senses.setdefault(_lookup_words(form), [])
            if (actor, use) not in known:
                known.append((actor, use))
    by_first: dict[str, list[Entry]] = {}
    for words, found in senses.items():
        by_first.setdefault(words[0], []).append(Entry(words, tuple(found)))
    longest_first = {
        first: tuple(sorted(entries, key=lambda e: (-len(e.words), e.words)))
        for first, entries in by_first.items()
    }
    return dict(sorted(longest_first.items()))


def _lookup_words(form: str) -> tuple[str, ...]:
    words = words_of(form)
    article = words[0] in ("the", "The") and len(words) > 1
    return words[1:] if article and form[4:] not in _WITH_ARTICLE else words


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the actors of {path} (--actors): {error}") from error
