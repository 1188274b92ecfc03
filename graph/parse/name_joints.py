"""Names that a tagger cut in two: at a hyphen, before the rest of a given name, before the letters behind a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.knowledge import Knowledge
from graph.parse.name_labels import EAST_ASIAN, Label, Name
from graph.parse.person_words import bare, person_words


def with_syllables(doc: Doc, name: Name) -> Name:
    """ "Kim Jong" before "-un" takes the rest of the given name in."""
    end = name.end
    given = name.label is not Label.OTHER and doc[name.start].text in EAST_ASIAN and len(name) <= 2
    if given and end + 1 < len(doc) and doc[end].text in ("-", "‑", "–"):
        tail = doc[end + 1]
        if tail.text.isalpha() and len(tail) <= 6 and (len(name) == 2 or tail.text[0].isupper()):
            return replace(name, end=end + 2, label=Label.PERSON)
    return name


def with_hyphens(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Names cut at a hyphen are made whole, with the first name before and the surname after them.

    "Jean-Luc Brandt", "Anna Lund-Berg". Not: "Oslo-Paris" of two listed names, "Lund - Brandt said".
    """
    starts = {n.start: n for n in names}
    found: list[Name] = []
    for name in names:
        if found and name.start < found[-1].end:
            end = max(found[-1].end, name.end)
            found[-1] = replace(found[-1], end=end, label=name.label)
            continue
        whole = name
        while _is_joined_on(doc, whole.end) and not whole.senses:
            whole = replace(whole, end=whole.end + 2)
        if any(doc[i].text in ("-", "‑") for i in range(whole.start, whole.end)):
            whole = _whole_person(doc, whole, starts, knowledge)
        found.append(whole)
    return found


def _is_joined_on(doc: Doc, i: int) -> bool:
    """Whether token i is a hyphen without spaces around it, and a capitalised word comes after it."""
    if i < 1 or i + 1 >= len(doc) or doc[i].text not in ("-", "‑"):
        return False
    tight = not doc[i].whitespace_ and not doc[i - 1].whitespace_
    return tight and doc[i + 1].text[0].isupper() and doc[i + 1].text.isalpha()


def _whole_person(doc: Doc, name: Name, starts: Mapping[int, Name], knowledge: Knowledge) -> Name:
    after = starts.get(name.end)
    given = knowledge.gender_of(doc[name.start].text) is not None
    if given and len(name) == 3 and after is not None and not after.senses and len(after) == 1:
        return replace(name, end=after.end, label=Label.PERSON)
    before = doc[name.start - 1] if name.start else None
    first_name = (
        before is not None
        and not name.senses
        and before.pos_ in ("PROPN", "DET", "X")
        and before.text.istitle()
        and not before.is_stop
        and bare(before.text) not in person_words().titles | person_words().offices
    )
    return replace(name, start=name.start - 1, label=Label.PERSON) if first_name else name


def without_letters(doc: Doc, names: list[Name]) -> list[Name]:
    """ "KC" of "Ada Lund KC", "MD" of "Ada Lund, MD" and "D-Ohio" are no names; "KC" of "the mayor of KC" is one."""
    behind = {n.end for n in names if n.label is Label.PERSON}
    names = [n for n in names if not _is_seat(doc, n, behind)]
    names = [_cut(doc, n) for n in names]
    ends = {n.end for n in names if n.label is Label.PERSON}
    return [
        n
        for n in names
        if not is_letters(doc[n.end - 1])
        or len(n) > 1
        or not ({n.start, n.start - (doc[n.start - 1].text == ",")} & ends)
    ]


def _is_seat(doc: Doc, name: Name, behind: Collection[int]) -> bool:
    """ "D-Ohio" behind a person's name, set off by a comma or a bracket. Counter-example: "D-Link Corp."."""
    if name.start == 0 or name.start - 1 not in behind or doc[name.start - 1].text not in ",(":
        return False
    return bool(_SEAT.fullmatch(doc[name.start : name.end].text))


def _cut(doc: Doc, name: Name) -> Name:
    """The name without the letters at its end: "Ada Lund | KC"."""
    person = name.label is Label.PERSON and len(name) > 1 and not name.senses
    return replace(name, end=name.end - 1) if person and is_letters(doc[name.end - 1]) else name


def is_letters(token: Token) -> bool:
    """Whether it may be a degree, an honour or a seat that stands behind a name: "KC", "M.D.", "MP"."""
    return token.text.isupper() and token.text.replace(".", "").lower() in _LETTERS


_SEAT = re.compile(r"[DRI] ?[-‑–] ?[A-Z][\w. ]*")  # party and seat of an American lawmaker
_LETTERS = frozenset(
    "kc qc sc mp mep msp mla td ms md phd dphil mba obe cbe mbe kbe dbe esq rn dds jd llm frs jr sr".split()
)
