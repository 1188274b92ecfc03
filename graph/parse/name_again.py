"""Names told again in a shorter form: the surname alone, the last word of a team's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from graph.knowledge import Use, fold_word
from graph.parse.name_labels import BODY_ENDINGS, EAST_ASIAN, SUFFIXES, Label, Name

_OFTEN = 3  # a surname tagged so often is one where the tagger missed it, too


def propagate_surnames(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """A surname of a person named in full is that person wherever it stands alone; `texts` are those of all tokens."""
    surnames = _surnames(doc, names)
    if not surnames:
        return names
    at = {i: n for n in names for i in range(n.start, n.end)}
    replaced: dict[Name, Name] = {}
    added = []
    for first, last in ranges:
        for i in range(first, last):
            if not texts[i][0].isupper() or fold_word(texts[i]) not in surnames:
                continue
            token = doc[i]
            old = at.get(i)
            if old is None:
                if token.pos_ in ("PROPN", "NOUN", "X") and not _in_bigger_name(doc, i):
                    added.append(Name(i, i + 1, Label.PERSON))
            elif len(old) == 1 and old.label is not Label.PERSON and _yields(old, token):
                replaced[old] = Name(i, i + 1, Label.PERSON, (), old.gender, old.titled)
    kept = [replaced.get(n, n) for n in names]
    return sorted([*kept, *added], key=lambda n: n.start)


NO_TEAMS = frozenset(
    "times news services affairs systems brothers partners industries airlines airways motors holdings nations states works "
    "democrats republicans forces guards conservatives courts schools colleges awards games sports rights studios pictures "
    "records airports laboratories hospitals congress press business sciences arts series".split()
)


def propagate_teams(
    texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """ "Oslo Foxes … the Foxes": the last word of a team's name is the team wherever it stands alone."""
    teams = {
        texts[n.end - 1]
        for n in names
        if n.label is Label.BODY and len(n) in (2, 3) and is_team_word(texts[n.end - 1])
    }
    if not teams:
        return names
    at = {i: n for n in names for i in range(n.start, n.end)}
    alone = (i for a, b in ranges for i in range(a, b) if texts[i] in teams)
    found, replaced = [], set()
    for i in alone:
        old = at.get(i)
        if old is not None and (len(old) > 1 or old.senses):
            continue
        replaced |= {old} if old is not None else set()
        found.append(Name(i, i + 1, Label.BODY))
    kept = [n for n in names if n not in replaced]
    return sorted([*kept, *found], key=lambda n: n.start)


def is_team_word(word: str) -> bool:
    plural = word.endswith("s") and len(word) > 4 and not word.endswith("ss")
    return plural and word.lower() not in NO_TEAMS and (word[0].isupper() or word[0].isdigit())


def _surnames(doc: Doc, names: list[Name]) -> set[str]:
    full = [n for n in names if n.label is Label.PERSON and len(n) >= 2]
    found = {fold_word(doc[n.end - 1].text) for n in full} | {
        fold_word(doc[n.start].text) for n in full if surname_first(doc, n)
    }
    found |= _second_last(doc, full, names) | _first_alone(doc, full, names)
    alone = Counter(
        fold_word(doc[n.start].text) for n in names if n.label is Label.PERSON and len(n) == 1
    )
    found |= {s for s, times in alone.items() if times >= _OFTEN}
    return {s for s in found if len(s) > 1 and s.rstrip(".").lower() not in SUFFIXES}


def _second_last(doc: Doc, full: list[Name], names: list[Name]) -> set[str]:
    """The first of two surnames where the text goes on with it: "Wilfredo Quispe Mamani … Quispe said"."""
    single = {fold_word(doc[n.start].text) for n in names if len(n) == 1 and not n.senses}
    middle = {fold_word(doc[n.end - 2].text) for n in full if len(n) == 3}
    return middle & single


def _first_alone(doc: Doc, full: list[Name], names: list[Name]) -> set[str]:
    """First names by which a text goes on to call somebody, where a tagger takes them for a body: "Thanakorn Lund … Thanakorn
    told". Not: "Victoria Lund … in Victoria"."""
    single = {
        fold_word(doc[n.start].text)
        for n in names
        if len(n) == 1 and n.label is Label.BODY and not n.senses
    }
    bodies = {
        fold_word(doc[n.start].text) for n in names if n.label is not Label.PERSON and len(n) > 1
    }
    return {fold_word(doc[n.start].text) for n in full} & single - bodies


def surname_first(doc: Doc, name: Name) -> bool:
    """Whether a name has its family name first ("Kim Jong Un", "Xi Jinping")."""
    return 2 <= len(name) <= 5 and doc[name.start].text in EAST_ASIAN


def _in_bigger_name(doc: Doc, i: int) -> bool:
    """Capitalised neighbours in one compound: the surname is part of something else ("Lund Street")."""
    token = doc[i]
    return (
        token.dep_ == "compound"
        and token.head.text[0].isupper()
        and token.head.i == i + 1
        and (token.head.text.lower() in BODY_ENDINGS)
    )


def _yields(old: Name, token: Token) -> bool:
    """Whether a listed one-word name gives way to the person of that surname."""
    uses = {use for _, use in old.senses}
    return not old.senses or Use.NAME not in uses or token.ent_type_ == "PERSON"
