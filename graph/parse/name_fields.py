"""Letters that a text never spells out, and whose known bearer has another field: the "ECB" of a cricket match is no bank."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

from graph.knowledge import KnownActor
from graph.parse.name_labels import Name

_SPORTS = frozenset(
    "cricket cricketer bowler batsman batter wicket innings rugby football footballer striker midfielder goalkeeper "
    "league tournament doping athlete championship cup coach captain referee umpire stadium squad fixture".split()
)
_MONEY = frozenset(
    "bank banks banking banker bankers euro euros eurozone rate rates monetary inflation economy economist lender loan "
    "loans bond bonds borrowing interest currency governor frankfurt".split()
)
_LEAST = 3  # different words of sports


def is_of_another_field(doc: Doc, name: Name, known: KnownActor) -> bool:
    """Whether letters that are a bank's stand in a text on sports that has no word of money.

    "The bowler's captain and coach thanked the ECB": not the European Central Bank. "The bank's coach": open.
    """
    text = doc[name.start : name.end].text
    if known.sector != "bank" or len(name) > 1 or not text.isupper():
        return False
    words = _words(doc.text)
    return not words & _MONEY and len(words & _SPORTS) >= _LEAST


@lru_cache(maxsize=1)
def _words(text: str) -> frozenset[str]:
    """The words of a text in small letters, kept for the names of one text."""
    return frozenset(
        word.strip(".,;:!?\"'“”’()").removesuffix("’s").removesuffix("'s")
        for word in text.lower().split()
    )


__all__ = ["is_of_another_field"]
