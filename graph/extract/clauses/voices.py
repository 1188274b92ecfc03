"""Who "I" is, and who "he" is not: whose very words a statement stands in, and who is spoken to in them.

    I think it holds. […] Yours, Ada Lind              ← Ada Lind
    Erik Moen: I hope that it holds.                   ← Erik Moen
    “I doubt that it holds,” Berg said.                ← Berg

Counter-examples: an unsigned story, "we", words that are quoted inside the letter, what is told indirectly ("Berg said
I was wrong"). There nobody is named. Who speaks or is spoken to is no "he" and no "the engineer" in the same words:
where the text around led to them, nobody is named either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import ActorKind, Mention, QuoteType, Span, Statement
from graph.parse import Reading

_FIRST = frozenset({"i", "me", "my", "myself"})
_MARKS = frozenset('“”"')
_NAMED = (ActorKind.PERSON, ActorKind.UNNAMED)
_DEAR = re.compile(r"^\W*[Dd]ear\b[^\n]{1,80}", re.MULTILINE)


def with_voices(reading: Reading, found: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, "I" named where the text tells who it is, "he" unnamed where he takes part himself."""
    by_key = {statement.key: statement for statement in found}
    present = _Present(reading, found)
    for statement in found:
        speaker = statement.speaker
        if speaker is not None and _is_first_person(speaker):
            speaker = replace(speaker, entity=_voice(reading, statement, by_key))
        elif speaker is not None and present.takes_part(speaker, _outer(statement, by_key)):
            speaker = replace(speaker, entity=None)
        yield replace(statement, speaker=speaker)


def _outer(statement: Statement, by_key: dict[int, Statement]) -> Statement | None:
    return None if statement.through is None else by_key[statement.through]


def _voice(reading: Reading, statement: Statement, by_key: dict[int, Statement]) -> int | None:
    """Key of the entity that a statement's "I" is, None where nobody tells."""
    seen: set[int] = set()
    at = statement
    while at.speaker is not None and _is_first_person(at.speaker):
        if at.through is None or at.key in seen:
            return None
        seen.add(at.key)
        outer = by_key[at.through]
        if not _is_own_voice(reading, at.speaker.span, outer):
            return None
        at = outer
    if at.speaker is None or at.speaker.entity is None:
        return None
    named = reading.entities[at.speaker.entity].kind in _NAMED
    return at.speaker.entity if named else None


def _is_own_voice(reading: Reading, first: Span, outer: Statement) -> bool:
    """Whether a first person stands in the outer statement's very words, and in nobody's whom they quote."""
    piece = next((p for p in outer.content if p.contains(first)), None)
    if piece is None or outer.kind is QuoteType.INDIRECT:
        return False
    text = reading.document.text
    start = max(piece.start, text.rfind("\n", 0, first.start) + 1)
    in_marks = sum(char in _MARKS for char in text[start : first.start]) % 2 == 1
    return in_marks is (outer.kind is QuoteType.MIXED)


def _is_first_person(speaker: Mention) -> bool:
    return speaker.entity is None and speaker.text.lower() in _FIRST


class _Present:
    """Who takes part where something is said: who says it, whom it is said to, whom a letter is to, who take turns."""

    def __init__(self, reading: Reading, found: Sequence[Statement]) -> None:
        self._reading = reading
        turns = {quote.inner for quote in reading.quotes if quote.span == quote.inner}
        self._turning = {
            statement.speaker.entity
            for statement in found
            if statement.speaker is not None and turns.intersection(statement.content)
        }

    def takes_part(self, speaker: Mention, outer: Statement | None) -> bool:
        """Whether a speaker who is not named by a name takes part in the words he is spoken of in."""
        if speaker.entity is None or outer is None or outer.kind is not QuoteType.DIRECT:
            return False
        name = self._reading.entities[speaker.entity].name
        if set(name.split()) & set(speaker.text.split()):
            return False
        return speaker.entity in self._listed(outer)

    def _listed(self, outer: Statement) -> set[int | None]:
        persons = (outer.speaker, outer.addressee)
        listed = {person.entity for person in persons if person is not None}
        if listed & self._turning:
            listed |= self._turning
        return listed | set(self._greeted(outer))

    def _greeted(self, letter: Statement) -> Iterator[int | None]:
        """Whom the words begin by greeting: "Dear Mr Holm"."""
        text = self._reading.document.text
        for piece in letter.content[:1]:
            for greeting in _DEAR.finditer(text, piece.start, min(piece.end, piece.start + 400)):
                tokens = self._reading.tokens(Span(*greeting.span()))
                yield from (self._reading.entity_at(t.i) for t in tokens or ())
