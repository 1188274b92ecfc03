"""What the explorer page shows, as plain values: no graph library, no HTML, no JavaScript.

`gather` fills these from a record, `layout` finds their places, `payload` writes them down for the page.
Offsets count code points of the document's text, end exclusive. Ids are the local part of the IRI, so that
a link into the page survives a second `render`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.model import Polarity, Position, Relation


class MarkRole(StrEnum):
    """What a marked stretch of a sentence is."""

    CLAIM = "claim"
    SPEAKER = "speaker"
    CUE = "cue"
    FACT = "fact"
    CONDITION = "condition"


class NodeKind(StrEnum):
    """What a mark on the page stands for; the order is that of the legend."""

    ISSUE = "issue"
    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"
    STATEMENT = "statement"
    COMMITMENT = "commitment"
    EVENT = "event"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document with its role."""

    start: int
    end: int
    role: MarkRole


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that prove a fact, with the sentence around them as it stands in the document.

    `sentence_start` is the sentence's own offset; `marks` are offsets in the document and lie within it.
    """

    document: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    marks: tuple[Mark, ...] = ()

    @property
    def quote(self) -> str:
        """The proving characters themselves."""
        return self.sentence[self.start - self.sentence_start : self.end - self.sentence_start]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document. `text` is absent where it may not be passed on.

    `copy_of` says in words whose text it carries, `origin` which document (its id) or agency (its name) that is:
    documents of one origin count as one source.
    """

    id: str
    outlet: str
    title: str
    published: date | None = None
    url: str | None = None
    text: str | None = None
    copy_of: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A person, country, organisation, group or unnamed source.

    `candidates` are other actors that may be the same one, each with a score in [0, 1]. `left` counts posts that the
    page does not name.
    """

    id: str
    name: str
    kind: NodeKind
    description: str | None = None
    aliases: tuple[str, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    code: str | None = None  # ISO 3166-1 alpha-2 of a country
    left: int = 0


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """A matter in dispute. `more` counts, by position, the statements that the page does not draw."""

    id: str
    name: str
    description: str | None = None
    more: tuple[tuple[Position, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One document's report of a statement. `through` names who stands between: an outlet or a speaker.

    `independent` is False for a copy of a report that another document of the record carries.
    `confidence` in [0, 1]: that the words are this speaker's.
    """

    id: str
    evidence: Evidence
    quote_type: str = "indirect"
    act: str = "say"
    said_on: date | None = None
    addressee: str | None = None
    through: str | None = None
    independent: bool = True
    confidence: float | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A claim with the reports of it. `text` is the claim in the words of its best report."""

    id: str
    text: str
    speakers: tuple[str, ...]
    issues: tuple[str, ...]
    position: Position
    reports: tuple[Report, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """One claim contradicts, answers, updates or repeats another, with the reason in words."""

    source: str
    target: str
    relation: Relation
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One dated report of what became of a commitment."""

    status: str
    day: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """Who binds itself (or refuses, or only considers) to give or do what. `left` counts earlier reports."""

    id: str
    label: str
    actors: tuple[str, ...]
    kind: str
    status: str
    evidence: tuple[Evidence, ...]
    amount: str | None = None
    beneficiaries: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()  # one wording for each report that has one
    exclusions: tuple[str, ...] = ()
    deadline: str | None = None
    day: date | None = None
    history: tuple[HistoryStep, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class StanceEntry:
    """A holder for or against an actor. `relation` is the verb in words: supports, criticises …

    `left` counts reports whose sentences are not on the page; so for roles and events.
    """

    id: str
    holder: str
    target: str
    relation: str
    polarity: Polarity
    evidence: tuple[Evidence, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A person in a post."""

    id: str
    person: str
    title: str
    evidence: tuple[Evidence, ...]
    organisation: str | None = None
    former: bool = False
    left: int = 0


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A meeting, visit, vote or attack."""

    id: str
    label: str
    kind: str
    evidence: tuple[Evidence, ...]
    place: str | None = None  # id of a place or an actor
    day: date | None = None
    participants: tuple[str, ...] = ()
    state: str = "held"
    left: int = 0


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Where something happened."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PageData:
    """Everything on one page. `turtle` holds the triples of each node under its id; `notes` are shown as they are."""

    title: str
    documents: tuple[DocumentEntry, ...] = ()
    actors: tuple[ActorEntry, ...] = ()
    issues: tuple[IssueEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    commitments: tuple[CommitmentEntry, ...] = ()
    stances: tuple[StanceEntry, ...] = ()
    roles: tuple[RoleEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
    turtle: Mapping[str, str] = field(default_factory=dict)
    prefixes: str = ""
    base: str = "https://w3id.org/onrecord/id/"
    notes: tuple[str, ...] = ()
