"""Who "Q" and "A" are in an interview: those who were named in turn before the letters took over.

    Tom Adeyemi: Minister, when does the port open?
    Josiane Uwera: In September.
    Q: And who pays?            ← Tom Adeyemi
    A: The state.               ← Josiane Uwera

Counter-examples: an interview that never names its turns, a panel of three (nobody is guessed).
"""

from __future__ import annotations

from graph.parse.quotes import lines_of
from graph.parse.reading import Reading
from graph.parse.unmarked import Turn, turns

_LETTERS = frozenset({"Q", "A"})


def annotate(reading: Reading) -> None:
    """Resolve the letters of the turns to the entities of the names before them."""
    text = reading.document.text
    said = turns(text, list(lines_of(reading)))
    letters = [turn.label.of(text) for turn in said]
    first = next((n for n, letter in enumerate(letters) if letter in _LETTERS), 0)
    if first < len(_LETTERS) or letters[first - 1] == letters[first - 2]:
        return
    if len({letter.split()[-1] for letter in letters[:first]}) > len(_LETTERS):
        return  # a panel
    other = next(letter for letter in _LETTERS if letter != letters[first])
    named = {letters[first]: said[first - 2], other: said[first - 1]}
    for turn, letter in zip(said[first:], letters[first:], strict=True):
        if letter in named:
            _name(reading, turn, named[letter])


def _name(reading: Reading, turn: Turn, named: Turn) -> None:
    name, letter = reading.tokens(named.label), reading.tokens(turn.label)
    key = None if name is None else reading.entity_of(name)
    if key is not None and letter is not None:
        reading.name_token(letter.root.i, key)
