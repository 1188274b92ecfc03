"""The words that tell of events, read once from `graph/lexicons/events.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import EventType


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Trigger nouns with their type, verbs by frame, and the words that decide whether it happened."""

    nouns: Mapping[str, EventType]
    needs: Mapping[str, frozenset[str]]  # words one of which must stand before an ambiguous noun
    never_before: frozenset[str]
    heads_allowed: frozenset[str]  # nouns that a trigger may modify and still be an event
    verbs: Mapping[str, frozenset[str]]  # by frame: "meeting", "travel", "light" …
    objects: Mapping[str, frozenset[str]]
    reality: Mapping[str, frozenset[str]]


@cache
def lexicon() -> EventLexicon:
    """The shipped lexicon."""
    table = tomllib.loads(files("graph.lexicons").joinpath("events.toml").read_text("utf-8"))
    return EventLexicon(
        nouns={noun: EventType(kind) for kind, nouns in table["nouns"].items() for noun in nouns},
        needs=_sets(table["needs"]),
        never_before=frozenset(table["never"]["before"]),
        heads_allowed=frozenset(table["never"]["after_allowed"]),
        verbs=_sets(table["verbs"]),
        objects=_sets(table["objects"]),
        reality=_sets(table["reality"]),
    )


def _sets(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}
