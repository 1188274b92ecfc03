"""Invented documents, statements and commitments in any number, as the joining of claims sees them.

Speakers follow Zipf's law, as in news: a few are quoted everywhere. A tenth of the statements are reported again by
other outlets in nearly the same words, a tenth of the documents are copies of a wire, and dates span a year.
Seeded: the same number gives the same documents.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from graph.model import Act, Document, QuoteType, ResourceKind, Status
from graph.resolve.claims.history import Reported
from graph.resolve.claims.said import Said, numbers

SUBJECTS = "harbour dam fund road bridge vaccine ferry treaty budget school hospital grid port wheat".split()
_SYLLABLES = "ba be bo da de dor fa fel ga gor ka kel la lom ma mer na nol pa per ra ros sa sel ta tor va vel".split()
WORDS = [
    a + b + c for a in _SYLLABLES for b in _SYLLABLES[::3] for c in _SYLLABLES[::4]
]  # about 2,000
STATEMENTS = 10  # a document
SPEAKERS = 5_000
OUTLETS = 40


def news(size: int) -> tuple[list[Document], list[Said], list[Reported]]:
    """So many documents of ten statements and two commitments each."""
    rnd = random.Random(7)
    documents: list[Document] = []
    said: list[Said] = []
    reported: list[Reported] = []
    for number in range(size):
        day = date(2025, 1, 1) + timedelta(days=rnd.randrange(365))
        contents = [_content(rnd) for _ in range(STATEMENTS)]
        speakers = [_speaker(rnd) for _ in contents]
        if said and rnd.random() < 0.1:  # another outlet tells of the same sayings
            other = rnd.randrange(len(said) // STATEMENTS) * STATEMENTS
            contents = [
                s.text + rnd.choice(("", " indeed")) for s in said[other : other + STATEMENTS]
            ]
            speakers = [str(s.actor) for s in said[other : other + STATEMENTS]]
            day = said[other].day or day
        name = f"{number:06}"
        documents.append(_document(name, number, day, contents, documents, rnd))
        said += [
            _said(name, key, speaker, text, day, number)
            for key, (speaker, text) in enumerate(zip(speakers, contents, strict=True))
        ]
        reported += [_reported(name, key, day, rnd) for key in range(2)]
    return documents, said, reported


def _content(rnd: random.Random) -> str:
    """Ten words, common ones more often; a third of them from the few that every text of the time uses."""
    common = rnd.choices(SUBJECTS, k=3)
    own = [WORDS[int(rnd.random() ** 2 * len(WORDS))] for _ in range(5)]
    return f"the {common[0]} of {own[0]} {own[1]} will{' not' * (rnd.random() < 0.1)} {own[2]} the {common[1]} and {own[3]} {own[4]} {common[2]}"


def _speaker(rnd: random.Random) -> str:
    """One of SPEAKERS; the most quoted one has about a fortieth of all."""
    return f"actor {int((SPEAKERS / 10) ** rnd.random() * 10) - 10}"


def _document(
    name: str,
    number: int,
    day: date,
    contents: list[str],
    earlier: list[Document],
    rnd: random.Random,
) -> Document:
    own = [" ".join(rnd.choices(WORDS, k=18)) for _ in range(8)]
    text = ". ".join([*(f"It was said that {c}" for c in contents), *own]) + "."
    if earlier and rnd.random() < 0.1:  # a wire copy
        text = rnd.choice(earlier).text + " " + own[0] + "."
    outlet = f"outlet {number % OUTLETS}"
    return Document(id=name, text=text, name=name, published=day, publisher=outlet)


def _said(document: str, key: int, speaker: str, text: str, day: date, number: int) -> Said:
    return Said(
        document=document,
        key=key,
        actor=speaker,
        text=text,
        quotes=(),
        day=day,
        outlet=f"outlet {number % OUTLETS}",
        act=Act.SAY,
        kind=QuoteType.INDIRECT,
        is_negated=False,
        is_conditional=False,
        numbers=numbers(text),
        confidence=0.8,
        cue="said",
        topics=(text.split()[1], " ".join(text.split()[3:5])),
        position=key * 100,
    )


def _reported(document: str, key: int, day: date, rnd: random.Random) -> Reported:
    return Reported(
        report=(document, key),
        actor=_speaker(rnd),
        kind=rnd.choice(tuple(ResourceKind)),
        resource=rnd.choice(SUBJECTS),
        beneficiaries=(f"country {rnd.randrange(60)}",),
        status=rnd.choice(tuple(Status)),
        day=day,
        amount=float(rnd.randrange(1, 50)) if rnd.random() < 0.5 else None,
        unit="EUR",
    )
