"""Names that the tagger missed, found by what stands beside them: a title, a first name, what somebody is, an age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.knowledge import Knowledge
from graph.parse.name_joints import is_letters
from graph.parse.name_labels import BODY_ENDINGS, EAST_ASIAN, OUTLET_ENDINGS, PARTICLES, Label, Name
from graph.parse.person_words import bare, person_words


def add_titled(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """Capitalised words after "Mr." or "Senator" are a person, whatever the tagger says.

    Here and below `texts` are the texts of all tokens.
    """
    words = person_words()
    at = {i: n for n in names for i in range(n.start, n.end)}
    added: list[Name] = []
    dropped: set[Name] = set()
    for first, last in ranges:
        for i in range(first, last - 1):
            if not texts[i][0].isupper() or bare(texts[i]) not in words.civil:
                continue
            token, after = doc[i], doc[i + 1]
            if not after.text[0].isupper() or after.is_sent_start:
                continue
            if after.lower_ in BODY_ENDINGS:  # "Justice Department"
                continue
            end = i + 1
            while end < last and (doc[end].text[0].isupper() or doc[end].text in PARTICLES):
                if bare(doc[end].text) in words.titles and end == i + 1:
                    break
                end += 1
            while end > i + 1 and not doc[end - 1].text[0].isupper():
                end -= 1
            old = at.get(i + 1)
            if end <= i + 1 or (old is not None and old.label is Label.PERSON):
                continue
            if old is not None:
                dropped.add(old)
                end = min(end, old.end) if len(old) > 1 else end
            added.append(Name(i + 1, end, Label.PERSON, (), words.genders.get(bare(token.text)), 1))
    kept = [n for n in names if n not in dropped and not any(_cross(n, a) for a in added)]
    return sorted([*kept, *added], key=lambda n: n.start)


def add_surnames(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """A tagger that saw only the first name: "Steven" before "Aftergood" takes the surname in."""
    starts = {n.start for n in names}
    found = []
    for name in names:
        end = name.end
        if (
            name.label is Label.PERSON
            and len(name) == 1
            and end < len(doc)
            and end not in starts
            and doc[end].pos_ == "PROPN"
            and doc[end].text[0].isupper()
            and doc[end].text.isalpha()
            and not doc[end].is_sent_start
            and knowledge.gender_of(doc[name.start].text) is not None
        ):
            name = replace(name, end=end + 1)
        found.append(name)
    return found


def add_first_names(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """A tagger that saw only the surname: "Lund" behind "Harish" takes the first name in.

    Not: "In May Lund said", "Jordan Lund" where Jordan is a name of its own.
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    return [
        replace(name, start=name.start - 1)
        if name.start and name.start - 1 not in taken and _lacks_first_name(doc, name, knowledge)
        else name
        for name in names
    ]


def whole_persons(doc: Doc, texts: Sequence[str], names: list[Name]) -> list[Name]:
    """A tagger that left the surname out: "Sher Bahadur" before "Lund" takes it in where the text goes on with "Lund".

    Not: "Ada Vik Foundation", "Ada Vik. Lund".
    """
    taken = {n.start for n in names}
    return [
        replace(name, end=name.end + 1)
        if name.label is Label.PERSON and name.end not in taken and _lacks_surname(doc, texts, name)
        else name
        for name in names
    ]


def _lacks_surname(doc: Doc, texts: Sequence[str], name: Name) -> bool:
    if len(name) != 2 or name.senses or name.end >= len(doc):
        return False
    surname = doc[name.end]
    plain = surname.pos_ == "PROPN" and surname.text.istitle() and surname.text.isalpha()
    if not plain or surname.lower_ in BODY_ENDINGS | OUTLET_ENDINGS:
        return False
    compound = doc[name.end - 1].dep_ == "compound" and doc[name.end - 1].head.i == name.end
    return compound and texts.count(surname.text) > 1


def _lacks_first_name(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    alone = len(name) == 1 or (len(name) == 2 and is_letters(doc[name.end - 1]))  # "Lund KC"
    if name.label is not Label.PERSON or not alone or name.titled or name.senses or not name.start:
        return False
    first, surname = doc[name.start - 1], doc[name.start]
    if _is_behind_said(doc, name):
        return bare(first.text) not in person_words().titles | person_words().offices
    plain = first.text.isalpha() and first.text.istitle() and not surname.is_sent_start
    plain = plain and first.pos_ == "PROPN" and first.dep_ == "compound" and not first.ent_type_
    post = bare(first.text) in person_words().titles | person_words().offices
    return plain and not post and knowledge.gender_of(first.text) is not None


def _is_behind_said(doc: Doc, name: Name) -> bool:
    """The "Sioned" of “We go,” said Sioned Lund, whatever it is to the tagger; not "she said Monday Lund fell"."""
    first = doc[name.start - 1]
    if name.start < 3 or not first.text.istitle() or not first.text.isalpha() or first.ent_type_:
        return False
    verb, mark = doc[name.start - 2], doc[name.start - 3]
    return verb.lower_ in ("said", "says") and mark.text in ("”", '"', "’", "»", ",")


def add_untagged(
    doc: Doc,
    texts: Sequence[str],
    names: list[Name],
    knowledge: Knowledge,
    ranges: list[tuple[int, int]],
) -> list[Name]:
    """Persons that the tagger missed: a first name (or an East Asian surname) and a capitalised name after it."""
    taken = {i for n in names for i in range(n.start, n.end)}
    added = []
    for first, last in ranges:
        for i in range(first, last - 1):
            word = texts[i]
            if not word[0].isupper() or i in taken or i + 1 in taken:
                continue
            if not word.isalpha() or not (
                word in EAST_ASIAN or knowledge.gender_of(word) is not None
            ):
                continue
            token, after = doc[i], doc[i + 1]
            proper = token.pos_ == after.pos_ == "PROPN" and after.dep_ != "punct"
            proper = proper and after.lower_ not in OUTLET_ENDINGS
            proper = proper and not (word.isupper() and after.text.isupper())  # "PRESS RELEASE"
            if proper and after.text[0].isupper() and after.text.isalpha() and token.head.i >= i:
                added.append(Name(i, i + 2, Label.PERSON))
                taken.update((i, i + 1))
    return sorted([*names, *added], key=lambda n: n.start)


def add_described(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """Persons that the tagger missed: capitalised words after what somebody is ("the runner Ada Kiprono Lund"), or before
    an age ("Ada Lund, 29, said"). Not: "the driver. Ada Lund", "the author of Lund", one word after a noun.
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    people = person_words().offices | person_words().described
    added = []
    proper = _name_words(doc, texts) - taken
    for first, last in ranges:
        i = first
        while i < last:
            end = i
            while end < last and end in proper:
                end += 1
            if end == i:
                i += 1
                continue
            noun = doc[i - 1] if i > first else None
            after_noun = noun is not None and noun.text.islower() and noun.lemma_.lower() in people
            if 2 <= end - i <= 4 and (after_noun or _is_aged(doc, end, last)):
                added.append(Name(i, end, Label.PERSON))
            i = end
    return sorted([*names, *added], key=lambda n: n.start)


def add_campaigns(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """Bodies that are called after their aim, where the tagger took their first word for a noun.

    "Action on Salt demanded", "Doctors against Hunger said". Not: "lawyers for Lund said", "Action on Salt Stalls".
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    forms = {
        tuple(t.text for t in doc[i:end])
        for first, last in ranges
        for i in range(first, last - 3)
        if texts[i].istitle() and (end := _campaign_end(doc, i, taken, last)) is not None
    }
    if not forms:
        return names
    found = [
        Name(i, i + len(form), Label.BODY)
        for first, last in ranges
        for i in range(first, last)
        for form in sorted(forms)
        if tuple(t.text for t in doc[i : i + len(form)]) == form
    ]
    kept = [n for n in names if not any(_cross(n, f) for f in found)]
    return sorted([*kept, *found], key=lambda n: n.start)


_CAMPAIGNS = frozenset(
    "action campaign campaigners coalition alliance friends doctors lawyers nurses scientists physicians mothers fathers "
    "parents families citizens teachers farmers artists women youth veterans students reporters engineers".split()
)
_AIMS = frozenset({"on", "for", "against", "without"})
_LONGEST_AIM = 3  # words


def _campaign_end(doc: Doc, i: int, taken: set[int], last: int) -> int | None:
    """Where such a name ends that begins here, at a capital, as the subject of a verb; None where none does."""
    head = doc[i]
    if head.lower_ not in _CAMPAIGNS or doc[i + 1].lower_ not in _AIMS:
        return None
    end = i + 2
    while end < last and doc[end].text.istitle() and end < i + 2 + _LONGEST_AIM:
        end += 1
    aims = doc[i + 2 : end]
    named = any(t.ent_type_ in ("PERSON", "GPE", "NORP") for t in aims)
    subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.text.islower()
    return end if len(aims) and not named and subject and i not in taken else None


def _name_words(doc: Doc, texts: Sequence[str]) -> set[int]:
    """Places of words that may be a person's name: "Ada", "Lund"; not "NATO", "O'Lund"."""
    proper = doc.vocab.strings["PROPN"]
    parts = doc.to_array("POS").tolist()
    return {
        i
        for i, (part, text) in enumerate(zip(parts, texts, strict=True))
        if part == proper and text.istitle() and text.isalpha()
    }


_OLDEST = 110


def _is_aged(doc: Doc, end: int, last: int) -> bool:
    if end + 2 >= last or doc[end].text != "," or doc[end + 2].text != ",":
        return False
    return doc[end + 1].text.isdigit() and 15 <= int(doc[end + 1].text) <= _OLDEST


def _cross(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end
