"""Names as they are found in a text, before they are joined to entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.knowledge import KnownActor, Use
from graph.model import Gender


class Label(StrEnum):
    """What kind of thing a name names, before it is joined to an entity."""

    PERSON = "person"
    BODY = "body"  # organisation, party, ministry
    PLACE = "place"
    PEOPLE = "people"  # "Germans", "French"
    OTHER = "other"  # works, laws, events: kept so that no person is made of their parts


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start`..`end` (exclusive) that are a name, without article, title and possessive."""

    start: int
    end: int
    label: Label
    senses: tuple[tuple[KnownActor, Use], ...] = ()
    gender: Gender | None = None  # from a title
    titled: int = 0  # so many tokens before it are its title

    def __len__(self) -> int:
        return self.end - self.start


BODY_ENDINGS = frozenset(
    "institute foundation university college center centre group company corporation bank party committee council "
    "association news times post journal court hospital school church airport street avenue building hall tower county "
    "city island islands river lake park house hotel campaign act bill law commission agency department ministry "
    "airlines airways motors motor systems brothers partners capital organization society trust fund club".split()
)
