"""Joins the names of persons in one document: full names, surnames, initials, nicknames, spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio
from spacy.tokens import Doc

from graph.knowledge import Knowledge, fold_word
from graph.model import Gender
from graph.parse.name_again import surname_first
from graph.parse.name_labels import Name

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
SPELLINGS_ALIKE = (
    80.0  # rapidfuzz ratio of surnames: "Zelensky" and "Zelenskyi" 94, "Johnson" and "Johnston" 93
)
_SHORTENED = (
    "bob robert|rob robert|mike michael|bill william|will william|jim james|jimmy james|joe joseph|tom thomas|tony anthony|"
    "tony antony|ted edward|ed edward|ted theodore|rick richard|dick richard|ron ronald|don donald|steve steven|"
    "steve stephen|chris christopher|dan daniel|dave david|ben benjamin|andy andrew|matt matthew|greg gregory|ken kenneth|"
    "jeff jeffrey|larry lawrence|liz elizabeth|kate katherine|kathy kathleen|debbie deborah|sue susan|sam samuel|"
    "nick nicholas|pete peter|rudy rudolph|rudy rudolf|jack john|jon jonathan|josh joshua|al albert|al alan|alex alexander|"
    "alex alexandra|bernie bernard|chuck charles|charlie charles|doug douglas|fred frederick|fritz frederick|gabe gabriel|"
    "hank henry|jerry gerald|jenny jennifer|max maximilian|mitch mitchell|nate nathan|pat patrick|pat patricia|phil philip|"
    "ray raymond|stan stanley|tim timothy|vince vincent|walt walter|zack zachary|becky rebecca|cathy catherine|"
    "maggie margaret|meg margaret|mandy amanda|sandy sandra|terry terrence|vlad vladimir|sasha alexander|mo maurice|"
    "bobby robert|billy william|tommy thomas|johnny john|joey joseph|mickey michael|mick michael|gerry gerald|drew andrew"
)
_NICKNAMES = frozenset(tuple(pair.split()) for pair in _SHORTENED.split("|"))


def shortened(first_name: str) -> frozenset[str]:
    """First names that this one is short for, or that are short for it: "bob" → {"robert"}."""
    pairs = [p for p in _NICKNAMES if first_name in p]
    return frozenset(n for pair in pairs for n in pair if n != first_name)


@dataclass(slots=True)
class Person:
    """One person of a document. `words` are those of the fullest name, folded and in lower case."""

    words: tuple[str, ...]
    surname: str
    suffix: str | None = None
    names: list[Name] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    gender: Gender | None = None

    @property
    def full(self) -> bool:
        """Whether a first name is known."""
        return len(self.words) > 1


def group_persons(doc: Doc, names: Sequence[Name], knowledge: Knowledge) -> list[Person]:
    """Persons in the order of their first names; every name belongs to one."""
    persons: list[Person] = []
    single = []
    for name in names:
        words, suffix = _words(doc, name)
        if len(words) < 2:
            single.append((name, words))
            continue
        person = next((p for p in persons if _same(p, words, suffix)), None)
        if person is None:
            surname = words[0] if surname_first(doc, name) else words[-1]
            person = Person(words, surname, suffix)
            persons.append(person)
        _add(person, name, doc, words)
    for person in persons:
        person.gender = person.gender or _gender(person, knowledge)
    for name, words in single:
        _add(_owner(persons, name, words), name, doc, words)
    for person in persons:
        person.names.sort(key=lambda n: n.start)
        person.gender = person.gender or _gender(person, knowledge)
    return sorted(persons, key=lambda p: p.names[0].start)


def _words(doc: Doc, name: Name) -> tuple[tuple[str, ...], str | None]:
    words = [fold_word(doc[i].text).lower().strip("'") for i in range(name.start, name.end)]
    words = [w for w in words if any(c.isalnum() for c in w)]
    suffix = None
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = words.pop()
    return tuple(words) or ("",), suffix


def _same(person: Person, words: tuple[str, ...], suffix: str | None) -> bool:
    """Whether a full name is this person's: same surname, and first names that go together."""
    if not person.full:
        return False
    if suffix and not person.suffix and "jr" in suffix:  # Donald Trump, then Donald Trump Jr.
        return False
    if not same_surname(person.words[-1], words[-1]) and set(words) != set(person.words):
        return False
    return first_names_agree(person.words, words)


def same_surname(one: str, other: str) -> bool:
    """Equal, or two spellings of one long name ("Zelensky", "Zelenskyy")."""
    if one == other:
        return True
    long = min(len(one), len(other)) >= 7 and one[:4] == other[:4]
    return long and one[-1] not in "ns" and ratio(one, other) >= SPELLINGS_ALIKE


def first_names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names may have one bearer, by the words before the surname.

    >>> first_names_agree(("bob", "lund"), ("robert", "s", "lund"))
    True
    >>> first_names_agree(("anna", "lund"), ("robert", "lund"))
    False
    """
    a, b = one[0], other[0]
    if a == b or (a, b) in _NICKNAMES or (b, a) in _NICKNAMES:
        return _middles_agree(one[1:-1], other[1:-1])
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if len(a) > 4 and len(b) > 4 and ratio(a, b) >= SPELLINGS_ALIKE:  # Volodymyr, Volodimir
        return True
    return set(one[:-1]) <= set(other[:-1]) or set(other[:-1]) <= set(one[:-1])


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    return one[0][0] == other[0][0] if len(one) == len(other) == 1 else True


def _owner(persons: list[Person], name: Name, words: tuple[str, ...]) -> Person:
    """The person a single name means: the one so named, most recently, whose gender fits the title."""
    word = words[0]
    fits = [p for p in persons if _named(p, word)]
    if name.gender is not None:
        fits = [p for p in fits if p.gender in (None, name.gender)] or fits
    if not fits:
        person = Person(words, word)
        persons.append(person)
        return person
    before = [p for p in fits if any(n.start < name.start for n in p.names)]
    by_surname = [p for p in before if p.surname == word or p.words[-1] == word] or before
    if by_surname:
        return _main_or_latest(by_surname, name)
    return min(fits, key=lambda p: p.names[0].start)


def _main_or_latest(persons: list[Person], name: Name) -> Person:
    """The bearer of a surname whom the text is about, else the one named last.

    A relative is named in full once ("his father Karl Lund"), and "Lund" goes on to mean the first one.
    """
    before = {id(p): [n.start for n in p.names if n.start < name.start] for p in persons}
    ranked = sorted(persons, key=lambda p: len(before[id(p)]), reverse=True)
    if len(ranked) > 1 and len(before[id(ranked[0])]) >= 3 * len(before[id(ranked[1])]):
        return ranked[0]
    return max(persons, key=lambda p: max(before[id(p)]))


def _named(person: Person, word: str) -> bool:
    if word == person.surname or word in (person.words[0], person.words[-1]):
        return True
    if len(person.words) == 3 and word == person.words[1]:
        return True  # the first of two surnames
    return same_surname(person.surname, word)


def _add(person: Person, name: Name, doc: Doc, words: tuple[str, ...]) -> None:
    person.names.append(name)
    person.forms[doc[name.start : name.end].text] += 1
    person.gender = person.gender or name.gender
    if len(words) > len(person.words):
        person.words = words


def _gender(person: Person, knowledge: Knowledge) -> Gender | None:
    if not person.full or person.surname == person.words[0]:
        return None
    return next((g for w in person.words[:-1] if (g := knowledge.gender_of(w))), None)


def display_name(person: Person) -> str:
    """The fullest usual form: the most frequent one with a first name, or the name alone."""
    full = {f: n for f, n in person.forms.items() if " " in f.strip()}
    forms = full or dict(person.forms)
    best = max(sorted(forms), key=lambda f: (forms[f], len(f)))
    return " ".join(best.replace(" - ", "-").split())
