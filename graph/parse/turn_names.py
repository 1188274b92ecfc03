"""Who the labels of a transcript's turns name: "MR. LINDQVIST: Good morning." is Lindqvist; "QUESTION: When?" is nobody named.

    MS. OKORO: We will take questions now.
    QUESTION: Thanks, Ada. When does it open?     ← "Ada" is Ms. Okoro's first name
    MS. OKORO: In May.

Counter-examples: "THE QUAY: Who pays?" (an outlet that asks), "THE PRESIDENT: No.", a text without turns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from graph.knowledge import Knowledge
from graph.model import Span
from graph.parse.name_labels import Label, Name
from graph.parse.person_words import bare, person_words
from graph.parse.quotes import lines_of
from graph.parse.reading import Reading
from graph.parse.unmarked import Turn, turns

_NOBODY = frozenset(
    "question questions q a answer reporter reporters moderator interviewer interviewee host operator participant "
    "audience speaker journalist caller staff correspondent unidentified inaudible".split()
)
_ADDRESS = re.compile(
    r"(?:(?:[Tt]hank you|[Tt]hanks|[Hh]i|[Hh]ello|[Hh]ey|[Mm]orning|[Aa]fternoon|[Ee]vening)"
    r"(?: so much| very much)?,? )(?P<name>[A-Z][a-z]+)\s?[.,?!–—-]"
)
_OPENING = 80  # characters of a turn within which one is addressed


def turns_of(reading: Reading) -> list[Turn]:
    """The turns of a transcript, in order; none in other texts."""
    return turns(reading.document.text, list(lines_of(reading)))


def with_turns(reading: Reading, names: list[Name], said: Sequence[Turn]) -> list[Name]:
    """The names with those of the labels, without what a tagger made of "QUESTION"."""
    surnames = {
        reading.doc[n.end - 1].lower_ for n in names if n.label is Label.PERSON and not n.senses
    }
    by_token: defaultdict[int, list[int]] = defaultdict(
        list
    )  # a transcript may have thousands of turns
    for number, name in enumerate(names):
        for i in range(name.start, name.end):
            by_token[i].append(number)
    gone: set[int] = set()
    added: list[Name] = []
    for turn in said:
        label = reading.tokens(turn.label)
        if label is None:
            continue
        inside = {number for i in range(label.start, label.end) for number in by_token.get(i, ())}
        if label[-1].lower_ in _NOBODY and not _is_described(label):
            gone |= inside
        elif _is_described(label) or not any(
            names[k].senses or names[k].label is Label.PERSON for k in inside
        ):
            found = _person(reading.doc, label, surnames)
            if found is not None:
                gone |= inside
                added.append(found)
                surnames.add(reading.doc[found.end - 1].lower_)
    kept = (name for number, name in enumerate(names) if number not in gone)
    return sorted([*kept, *added], key=lambda n: n.start)


def _is_described(label: Tokens) -> bool:
    """Whether a broadcaster's label tells a post as well: "ADA LIND, NEWS ANCHOR". Counter-example: "ADA LIND"."""
    return label.text.isupper() and any(t.text in (",", "(") for t in label)


def _person(doc: Doc, label: Tokens, surnames: set[str]) -> Name | None:
    """The person behind a title, or with the surname of somebody named in the text."""
    words, start, gender = person_words(), label.start, None
    end = next((t.i for t in label if t.text in (",", "(")), label.end)
    while start < end and (bare(doc[start].text) in words.titles or doc[start].text == "."):
        gender = words.genders.get(bare(doc[start].text), gender)
        start += 1
    titled = start - label.start
    described = _is_described(label) and end - start > 1
    if start >= end or not all(t.text[0].isupper() for t in doc[start:end]):
        return None
    if not titled and not described and doc[end - 1].lower_ not in surnames:
        return None
    return Name(start, end, Label.PERSON, (), gender, titled)


def spoken_name(doc: Doc, names: Sequence[Name], name: str) -> str:
    """A name as newspapers write it: "Lindqvist" for "LINDQVIST", as the text writes it elsewhere where it does."""
    if not name.isupper() or len(name) < 3:
        return name
    forms = (doc[n.start : n.end].text for n in names)
    return next((f for f in forms if f.lower() == name.lower() and not f.isupper()), name.title())


def first_names(reading: Reading, said: Sequence[Turn], knowledge: Knowledge) -> dict[int, int]:
    """By the last token of a label the token of the first name by which an asker addresses its bearer.

    Only where the turns before and behind are one speaker's, so that nobody else can be meant.
    """
    text = reading.document.text
    asked: dict[str, int] = {}
    labels: defaultdict[str, list[int]] = defaultdict(list)
    for label in (reading.tokens(turn.label) for turn in said):
        if label is not None:
            labels[label.text].append(label.end - 1)
    for before, turn, after in zip(said, said[1:], said[2:], strict=False):
        end = min(turn.words.end, turn.words.start + _OPENING)
        match = _ADDRESS.search(text, turn.words.start, end)
        if match is None or knowledge.gender_of(match["name"]) is None:
            continue
        name = reading.tokens(Span(*match.span("name")))
        if name is None or before.label.of(text) != after.label.of(text):
            continue
        asked[before.label.of(text)] = name.start
    return {i: start for words, start in asked.items() for i in labels.get(words, ())}
