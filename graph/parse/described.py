"""People whom a text describes and does not name ("a driver", "the gunman", "police"), told again in the same text."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import ActorKind, Entity
from graph.parse.descriptions import ANYBODY, FORCES, Phrase, lemma_of, words_of_phrase
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_POLICE = "police"
_MODIFIERS = ("amod", "compound", "nmod")


@dataclass(slots=True)
class Told:
    """A description as it was told first, and with what words since."""

    key: int
    lemma: str
    plural: bool
    number: int | None
    modifiers: set[str]
    bare: bool  # so far without an article, as in a headline


@dataclass(slots=True)
class Described:
    """The people described so far, the latest last."""

    reading: Reading
    told: list[Told] = field(default_factory=list)

    def again(self, phrase: Phrase) -> int | None:
        """Whom the phrase tells of again: the latest of the same noun that nothing speaks against.

        "A tour guide … the guide"; a headline's "Guide lost on glacier … a guide". Not: "a guide … another guide",
        "the tour guide … the mountain guide", "two guides … five guides".
        """
        lemma = _noun(phrase)
        if any(t.lower_ in ("another", "other") for t in phrase.head.lefts):
            return None
        found = next((t for t in reversed(self.told) if _fits(t, phrase, lemma)), None)
        if found is None:
            return None
        found.modifiers |= _modifiers(phrase)
        found.number = found.number or phrase.number
        found.bare = found.bare and not phrase.indefinite
        return found.key

    def remember(self, phrase: Phrase, key: int) -> None:
        """Keep what was told for the first time."""
        bare = not any(t.dep_ in ("det", "poss", "nummod") for t in phrase.head.lefts)
        modifiers, lemma = _modifiers(phrase) | _complements(phrase), _noun(phrase)
        self.told.append(Told(key, lemma, phrase.plural, phrase.number, modifiers, bare))


def described(phrase: Phrase) -> Entity | None:
    """Somebody of whom a text only says what he is: "the tour guide", "pirates", "police"; None for "the man".

    Not: "a kind of guide", "as a guide"; whoever is named stands elsewhere.
    """
    lemma = _noun(phrase)
    if lemma == _POLICE:
        return Entity(-1, _police(phrase), ActorKind.UNNAMED, country=phrase.country)
    if lemma not in person_words().described:
        return None
    plain = phrase.definite and not _modifiers(phrase) and not phrase.plural
    if plain and lemma in ANYBODY:
        return None
    return Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)


def _police(phrase: Phrase) -> str:
    """ "Police", "cops" and "the police" are the police; "Lyon police" are those of Lyon."""
    named = [t.text for t in phrase.head.lefts if t.dep_ in _MODIFIERS and t.text[0].isupper()]
    named = [] if phrase.head.text[0].isupper() and phrase.head.is_sent_start else named
    return " ".join([*named, _POLICE])


def _noun(phrase: Phrase) -> str:
    lemma = lemma_of(phrase.head)
    return _POLICE if lemma in FORCES else lemma


def _modifiers(phrase: Phrase) -> set[str]:
    """What stands before the noun, and whose it is: "tour", "government", "lund"."""
    words = (t for t in phrase.head.lefts if t.dep_ in (*_MODIFIERS, "poss"))
    return {t.lemma_.lower() for t in words if t.is_alpha}


def _complements(phrase: Phrase) -> set[str]:
    """ "lund" of "the lawyer for Lund", "bus" of "the driver of the bus"."""
    related = (t for t in phrase.head.rights if t.dep_ == "prep" and t.lower_ in _RELATIONS)
    return {c.lemma_.lower() for t in related for c in t.children if c.dep_ == "pobj"}


_RELATIONS = frozenset({"of", "for", "from", "at", "with"})


def _fits(told: Told, phrase: Phrase, lemma: str) -> bool:
    if told.lemma != lemma:
        return False
    if lemma == _POLICE:
        return True
    if told.plural is not phrase.plural:
        return False
    if phrase.number is not None and told.number != phrase.number:
        return False
    here = _modifiers(phrase)
    if phrase.indefinite or not phrase.definite:
        # a headline and the sentence that repeats it; "one guide" and bare "guides" are always new
        plain = {t.lower_ for t in phrase.head.lefts if t.dep_ == "det"} <= {"a", "an"}
        headline = told.bare and not phrase.plural and plain
        return headline and (here <= told.modifiers or told.modifiers <= here)
    return (here | _complements(phrase)) <= told.modifiers
