"""What one document says of one entity, in the form in which entities are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.knowledge import Knowledge, Use, fold, strip_accents
from graph.model import ActorKind, Gender, StoredEntity
from graph.parse.names import shortens

Reference = tuple[str, int]  # document id, entity key

_NAMES = (Use.NAME, Use.WEAK)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_COMPANY = frozenset(
    "inc incorporated corp corporation co company ltd limited llc plc ag sa nv gmbh group".split()
)
_WORD = re.compile(r"[^\W_]+")
_NOT_POSTS = frozenset("the of and for a an in then former new mr mrs ms dr his her its".split())
_PAST = re.compile(r"\b(?:former|ex|then|retired|one-?time|late|ousted|disgraced)\b", re.IGNORECASE)
_SPELLINGS = (("yy", "y"), ("yi", "y"), ("iy", "y"), ("ii", "y"), ("ij", "y"), ("sk", "sk"))


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity of a document. `company` are the other actors of the document, by known id or full name."""

    reference: Reference
    kind: ActorKind
    name: str
    words: tuple[str, ...]  # folded words of the name
    aliases: tuple[str, ...]  # folded other names (not descriptions)
    shown: tuple[str, ...]  # other names as written
    known: str | None
    gender: Gender | None
    country: str | None
    posts: frozenset[str]  # words of titles and descriptions
    company: frozenset[str]
    cardinality: int | None
    weight: int  # mentions
    published: date | None = None
    held: frozenset[str] = frozenset()  # of the posts those told as present ones

    @property
    def full(self) -> bool:
        """Whether it is a person with a first name."""
        return len(self.words) > 1

    @property
    def surname(self) -> str:
        """The word by which a person is called."""
        return spelling(self.words[-1])


def profiles(document: Sequence[StoredEntity], knowledge: Knowledge) -> list[Profile]:
    """Profiles of the entities of one document."""
    company = {s.entity.key: _company_key(s) for s in document}
    return [_profile(s, company, knowledge) for s in document]


def _profile(
    stored: StoredEntity, company: Mapping[int, str | None], knowledge: Knowledge
) -> Profile:
    entity = stored.entity
    others = frozenset(c for key, c in company.items() if c and key != entity.key)
    shown = tuple(w for w in stored.wordings if _is_name(w, entity.kind, knowledge))
    return Profile(
        reference=(stored.document, entity.key),
        kind=entity.kind,
        name=entity.name,
        words=name_words(entity.name, entity.kind),
        aliases=tuple(sorted({" ".join(name_words(w, entity.kind)) for w in shown})),
        shown=shown,
        known=entity.known,
        gender=entity.gender,
        country=entity.country,
        posts=_posts(entity.descriptions, knowledge),
        company=others,
        cardinality=entity.cardinality,
        weight=max(stored.mention_count, len(entity.mentions), 1),
        published=stored.published,
        held=_posts((d for d in entity.descriptions if not _PAST.search(d)), knowledge),
    )


def _company_key(stored: StoredEntity) -> str | None:
    """How others of the document remember it; None for what says nothing about the topic."""
    entity = stored.entity
    if entity.known:
        return entity.known
    if entity.kind in (ActorKind.UNNAMED, ActorKind.GROUP):
        return None
    words = name_words(entity.name, entity.kind)
    return " ".join(words) if entity.kind is not ActorKind.PERSON else spelling(words[-1])


def name_words(name: str, kind: ActorKind) -> tuple[str, ...]:
    """Folded words of a name, without generation suffix or company form.

    >>> name_words("Lund Corp.", ActorKind.ORGANISATION), name_words("Jón Lund Jr.", ActorKind.PERSON)
    (('lund',), ('jon', 'lund'))
    """
    words = tuple(_WORD.findall(fold(name).casefold()))
    drop = _SUFFIXES if kind is ActorKind.PERSON else _COMPANY
    kept = words
    while len(kept) > 1 and kept[-1] in drop:
        kept = kept[:-1]
    return kept or (name.casefold(),)


def spelling(word: str) -> str:
    """One spelling for the transliterations of a name: "zelenskyy", "zelenskiy" → "zelensky"."""
    for written, plain in _SPELLINGS:
        if word.endswith(written):
            return word[: -len(written)] + plain
    if word.endswith("ski") and len(word) > 5:
        return word[:-1] + "y"
    return word


def _posts(descriptions: Iterable[str], knowledge: Knowledge) -> frozenset[str]:
    """Without country adjectives, which count as the country already."""
    found = {w for text in descriptions for w in _WORD.findall(strip_accents(text))}
    return frozenset(
        word.casefold()
        for word in found
        if word.casefold() not in _NOT_POSTS
        and len(word) > 1
        and knowledge.country_of_demonym(word) is None
    )


def _is_name(wording: str, kind: ActorKind, knowledge: Knowledge) -> bool:
    """Capitalised words of a name; not pronouns, descriptions or country adjectives."""
    if kind in (ActorKind.PLACE, ActorKind.GROUP):
        return False
    if (senses := knowledge.senses(wording)) and not any(use in _NAMES for _, use in senses):
        return False  # "French" and "Paris" are no other names of France
    first = next((c for c in wording if c.isalpha()), "")
    if not first.isupper() or wording.casefold() in _PRONOUNS:
        return False
    if wording.split()[0] in ("The", "A", "An", "His", "Her", "Its", "Their", "This", "That"):
        return False
    return not wording.split()[-1].islower()


_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their themselves i me my we us our".split()
)

__all__ = ["Profile", "Reference", "name_words", "profiles", "shortens", "spelling"]
