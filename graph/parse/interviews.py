"""Who "Q" and "A" are in an interview: those who were named in turn before the letters took over.

    Tom Adeyemi: Minister, when does the port open?
    Josiane Uwera: In September.
    Q: And who pays?            ← Tom Adeyemi
    A: The state.               ← Josiane Uwera

Where no turn is named, "A" is the one person of whom the text says before the first turn that he spoke:
"Josiane Uwera spoke to the Courier. Excerpts:". Counter-examples: "Uwera and Adeyemi spoke …", a panel of three
(nobody is guessed).
"""

from __future__ import annotations

from graph.model import ActorKind, Span
from graph.parse.quotes import lines_of
from graph.parse.reading import Reading
from graph.parse.unmarked import Turn, turns

_LETTERS = frozenset({"Q", "A"})
_REACH = 600  # characters before the first turn
_TALKS = frozenset("speak talk interview answer discuss sit meet ask explain".split())


def annotate(reading: Reading) -> None:
    """Resolve the letters of the turns to the entities of the names before them."""
    text = reading.document.text
    said = turns(text, list(lines_of(reading)))
    letters = [turn.label.of(text) for turn in said]
    first = next((n for n, letter in enumerate(letters) if letter in _LETTERS), 0)
    if letters and first == 0 and _LETTERS.issuperset(letters):
        _answer(reading, said)
        return
    if first < len(_LETTERS) or letters[first - 1] == letters[first - 2]:
        return
    if len({letter.split()[-1] for letter in letters[:first]}) > len(_LETTERS):
        return  # a panel
    other = next(letter for letter in _LETTERS if letter != letters[first])
    named = {letters[first]: said[first - 2], other: said[first - 1]}
    for turn, letter in zip(said[first:], letters[first:], strict=True):
        if letter in named:
            _name(reading, turn, named[letter])


def _answer(reading: Reading, said: list[Turn]) -> None:
    """Resolve "A" to the person who is introduced."""
    key = _introduced(reading, said[0].label.start)
    for turn in said if key is not None else ():
        letter = reading.tokens(turn.label)
        if key is not None and letter is not None and letter.text == "A":
            reading.name_token(letter.root.i, key)


def _introduced(reading: Reading, start: int) -> int | None:
    """Of whom the last sentence before the turns that tells of a talk speaks, if it names one person."""
    before = reading.tokens(Span(max(0, start - _REACH), start))
    words = () if before is None else tuple(before)
    spoke = next((t for t in reversed(words) if t.lemma_.lower() in _TALKS), None)
    if spoke is None:
        return None
    first, last = spoke.sent.start_char, spoke.sent.end_char
    keys = {
        entity.key
        for entity in reading.entities
        if entity.kind is ActorKind.PERSON
        and any(first <= span.start < last for span in entity.mentions)
    }
    return keys.pop() if len(keys) == 1 else None


def _name(reading: Reading, turn: Turn, named: Turn) -> None:
    name, letter = reading.tokens(named.label), reading.tokens(turn.label)
    key = None if name is None else reading.entity_of(name)
    if key is not None and letter is not None:
        reading.name_token(letter.root.i, key)
