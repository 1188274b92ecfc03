"""The types that flow from a document to the graph. Frozen, slotted, standard library only.

Offsets count Unicode code points of `Document.text`, half open. Absent is `None`, empty is `()`,
unknown is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# --- text -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: code points, `end` exclusive.

    >>> Span(6, 11).of("Hello world")
    'world'
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Passage(StrEnum):
    """Why a stretch of a text is not read as the article's own words."""

    ADVERTISEMENT = "advertisement"
    NEWSLETTER = "newsletter"
    TEASER = "teaser"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A passage that is kept in the text but not read, with the reason in words."""

    span: Span
    passage: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its metadata. `id` is the sha256 of the text and of what identifies it (see `ids`)."""

    id: str
    text: str
    name: str  # stem of the file, or the row's identifier: what a person calls it
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    author: str | None = None
    set_aside: tuple[SetAside, ...] = ()
    credits: tuple[str, ...] = ()  # agencies and outlets that the text itself credits as its origin
    mentions: tuple[Span, ...] = ()  # words that somebody says name actors, as an annotator does


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one document; the others are not touched by it."""

    code: str  # "empty", "encoding", "language", "missing", "duplicate", "too-long", …
    message: str  # names value, place and remedy
    place: str  # the path, or path and row
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Who found it: extractor's name and version, and a confidence in [0, 1]."""

    extractor: str
    version: str
    confidence: float


# --- who --------------------------------------------------------------------------------------


class ActorKind(StrEnum):
    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"  # a government, ministry or seat of power of a country
    GROUP = "group"  # "26 countries", "European leaders"
    UNNAMED = "unnamed"  # "a senior official"
    PLACE = "place"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor. `entity` is the key of an `Entity` of the same document, if resolved."""

    span: Span
    text: str
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """What one document says of a person, in lemmas: by it descriptions are compared over documents.

    `deeds` are verbs with the person's part in them: "charge:s" who charges, "charge:o" who is charged.
    """

    nouns: tuple[str, ...] = ()  # "driver"
    modifiers: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    around: tuple[str, ...] = ()  # content words of the sentences, the most frequent first
    plural: bool | None = None
    number: int | None = None
    age: int | None = None  # years
    sentence: int = 0  # in which it is first told of
    given: bool = False  # whether somebody gave one of the mentions
    apart: bool = False  # told apart from others and seen to act: "the bus driver fled"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as one document presents it: all its mentions, and what is known of it.

    `known` is an identifier in the shipped or the user's knowledge base ("Q142"). `metonyms` are the spans
    among `mentions` that name the actor by a seat or capital ("Kyiv" for Ukraine).
    """

    key: int
    name: str  # the fullest name in the document, or the knowledge base's name
    kind: ActorKind
    mentions: tuple[Span, ...] = ()
    known: str | None = None
    gender: Gender | None = None
    country: str | None = None  # ISO 3166-1 alpha-2 of the country it belongs to
    cardinality: int | None = None  # 26 for "26 countries"
    members: tuple[int, ...] = ()  # keys of entities
    metonyms: tuple[Span, ...] = ()
    descriptions: tuple[str, ...] = ()  # "French president", "the bloc"
    portrait: Portrait | None = None
    idle: bool = (
        False  # unnamed, and no finding speaks of it: an actor only if another text tells of it too
    )


# --- when and how much ----------------------------------------------------------------------


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, normalised against the publication date. `start`..`end` inclusive days."""

    span: Span
    text: str
    grain: Grain
    start: date | None = None
    end: date | None = None

    @property
    def iso(self) -> str | None:
        """As fine as known: '2025-09-04', '2025-09', '2025', or None."""
        if self.start is None:
            return None
        match self.grain:
            case Grain.YEAR:
                return f"{self.start:%Y}"
            case Grain.MONTH | Grain.QUARTER:
                return f"{self.start:%Y-%m}"
            case _:
                return self.start.isoformat()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `unit` is an ISO 4217 code, "percent", "persons" or the counted item."""

    span: Span
    text: str
    value: float | None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    comparison: str | None = None  # "at least", "more than", "up to", "less than", "further"
    change: str | None = None  # "up", "down", "doubled" …
    per: str | None = None  # rate: "year", "month"
    currency: bool = False
    item: str | None = None  # the counted words, with their adjectives: "combat troops"
    total: bool = False  # "a total of", "a combined"


# --- findings ---------------------------------------------------------------------------------


class QuoteType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Mode(StrEnum):
    """Speech told apart from what somebody only thinks or intends."""

    SPEECH = "speech"
    THOUGHT = "thought"
    INTENTION = "intention"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Act(StrEnum):
    """What is done by saying it. Mapped to PLOVER/CAMEO in `ontology/mappings.ttl`."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    CONFIRM = "confirm"
    WARN = "warn"
    DEMAND = "demand"
    ASK = "ask"
    PROMISE = "promise"
    THREATEN = "threaten"
    CRITICISE = "criticise"
    PRAISE = "praise"
    ANNOUNCE = "announce"
    ESTIMATE = "estimate"
    BELIEVE = "believe"
    WANT = "want"
    PLAN = "plan"
    REJECT = "reject"
    ACCUSE = "accuse"
    SUGGEST = "suggest"
    ADMIT = "admit"
    REPORT = "report"
    EXPLAIN = "explain"
    AGREE = "agree"
    FIND = "find"
    FEAR = "fear"
    HOPE = "hope"


@dataclass(frozen=True, slots=True)
class Statement:
    """One reported act of saying (or thinking), with one speaker.

    `key` numbers the statements of a document in text order from 0; `through` is the key of the statement
    inside which this one is reported ("…, NBC News reported"); `level` is 0 for what the document itself
    reports and one more for each statement between. `source` holds the words of the whole source, `speaker`
    the one speaker of this record.
    """

    key: int
    speaker: Mention | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: QuoteType
    origin: Origin  # confidence: that the content is a statement with these spans
    act: Act = Act.SAY
    mode: Mode = Mode.SPEECH
    speaker_confidence: float = 1.0
    addressee: Mention | None = None
    said_on: TimeExpression | None = None
    medium: str | None = None
    level: int = 0
    through: int | None = None
    negated: bool = False  # "did not say"
    modality: str | None = None  # "would", "may", … of the saying
    certainty: Certainty = Certainty.CERTAIN  # of the content
    tense: Tense | None = None  # of the content
    content_negated: bool = False  # "there would be no reason …"
    topics: tuple[str, ...] = ()  # noun phrases of the content, as written, in text order


class ResourceKind(StrEnum):
    TROOPS = "troops"
    POLICE = "police"
    MONEY = "money"
    WEAPONS = "weapons"
    VEHICLES = "vehicles"
    AIRCRAFT = "aircraft"
    TRAINING = "training"
    VACCINES = "vaccines"
    RESETTLEMENT = "resettlement"
    OTHER = "other"


class Status(StrEnum):
    CONSIDERING = "considering"
    READY = "ready"
    PLEDGED = "pledged"
    ALLOCATED = "allocated"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Commitment:
    """An actor binding itself (or refusing, or only considering) to give or do something."""

    actor: Mention
    action: str  # lemma of the verb or noun that carries it: "send", "pledge"
    resource: str  # the words of the text, without the amount
    kind: ResourceKind
    status: Status
    evidence: Span
    origin: Origin
    quantity: Quantity | None = None
    beneficiaries: tuple[Mention, ...] = ()
    condition: Span | None = None
    exclusion: Span | None = None
    deadline: TimeExpression | None = None
    duration: str | None = None
    statement: int | None = None  # key of the statement that reports it
    label: str | None = None  # finer kind: "air defence", "howitzers"
    is_total: bool = False  # a sum over several actors


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Stance:
    """A holder for or against a target (an actor or a proposal); never the outlet's own tone."""

    holder: Mention
    target: Mention
    polarity: Polarity
    relation: str  # supports, opposes, criticises, praises, rejects, demands, accuses, blames
    evidence: Span
    origin: Origin
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A person in a post. `title` as written without the country adjective."""

    person: Mention
    title: str
    organisation: Mention | None
    evidence: Span
    origin: Origin
    former: bool = False
    acting: bool = False
    elect: bool = False


class EventType(StrEnum):
    SUMMIT = "summit"
    MEETING = "meeting"
    CONFERENCE = "conference"
    ATTACK = "attack"
    VOTE = "vote"
    VISIT = "visit"
    CALL = "call"
    SIGNING = "signing"


class EventState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, visit, vote, attack … with participants, place and date."""

    type: EventType
    label: str
    evidence: Span
    origin: Origin
    place: Mention | None = None
    time: TimeExpression | None = None
    participants: tuple[Mention, ...] = ()
    host: Mention | None = None
    state: EventState = EventState.HELD


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was read from one document, in text order."""

    document: Document
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    stances: tuple[Stance, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # all numbers of the text that were read
    topics: tuple[str, ...] = ()  # noun phrases that say what the text is about, the best first


# --- resolved ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorLink:
    """A thing in an outside knowledge base that an actor is (`accepted`), or may be with `score` in [0, 1]."""

    target: str  # its IRI
    score: float
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One node of the graph: the entities of all documents that were joined into it.

    `id` is the local part of its IRI. `ids` maps a scheme ("wikidata", "iso3166") to an identifier.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    cardinality: int | None = None
    members: tuple[str, ...] = ()  # ids of actors
    entities: tuple[tuple[str, int], ...] = ()  # (document id, entity key)
    candidates: tuple[tuple[str, float], ...] = field(
        default=()
    )  # actor ids not merged, with a score
    links: tuple[ActorLink, ...] = ()  # accepted first, then candidates by score
    candidate_reasons: tuple[tuple[str, str], ...] = ()  # why each candidate may be the same


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity as a record keeps it, so that actors can be joined anew without reading the text again.

    `entity.mentions` and `entity.metonyms` are left empty; `wordings` are the distinct words of its
    mentions, sorted, and `mention_count` their number.
    """

    document: str  # document id
    entity: Entity
    wordings: tuple[str, ...] = ()
    mention_count: int = 0
    published: date | None = None  # of the document: when its posts were held


class Verdict(StrEnum):
    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


class Judge(StrEnum):
    RULE = "rule"
    MODEL = "model"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the append-only ledger: two things of one kind are the same, are not, or may be."""

    kind: str  # "actor" or "claim"; "link" for an actor id and the IRI of an outside thing
    left: str
    right: str
    verdict: Verdict
    judge: Judge
    score: float
    reason: str
    sequence: int = (
        0  # place in the ledger; a later decision of the same rank outranks an earlier one
    )
    withdrawn: bool = False  # an undo of the decision with the same left and right


# --- claims over documents ------------------------------------------------------------------


class Relation(StrEnum):
    """How one claim stands to another."""

    CONTRADICTS = "contradicts"
    ANSWERS = "answers"
    UPDATES = "updates"
    REPEATS = "repeats"
    LIMITS = "limits"  # a refusal of one thing beside the offer of another: help, but no soldiers


class Position(StrEnum):
    """Where a statement stands on its issue."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said, once, whoever reports it. `statements` are (document id, statement key).

    `origins` names the independent origins of its reports (a wire copy has the origin of its wire);
    `belief` in [0, 1] that it was said as described; it grows over independent origins only.
    """

    id: str
    text: str
    speaker: str | None  # actor id
    statements: tuple[tuple[str, int], ...]
    origins: tuple[str, ...] = ()
    belief: float = 0.0


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """A relation between two claims, with its reason in words and the two statements that show it."""

    left: str
    right: str
    relation: Relation
    reason: str
    score: float
    evidence: tuple[tuple[str, int], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class CommitmentRelation:
    """How one reported commitment stands to another of the same actor, with its reason in words.

    `left` and `right` are (document id, position among its commitments); the reports are the evidence.
    """

    left: tuple[str, int]
    right: tuple[str, int]
    relation: Relation
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Copy:
    """`copy` holds `share` in (0, 1] of the words of `original` outside quotations, or credits it."""

    original: str  # document id, or the name of an agency that no document of the record comes from
    copy: str  # document id
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter in dispute. `claims` are (claim id, score in [0, 1], position), best first."""

    id: str
    name: str
    words: tuple[str, ...]
    claims: tuple[tuple[str, float, Position], ...]
    description: str | None = None
    is_codebook: bool = False  # defined by the user, not found


@dataclass(frozen=True, slots=True)
class Step:
    """One dated report of a commitment's status. `report` is (document id, position in its commitments)."""

    day: date | None
    status: Status
    report: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Pledge:
    """The history of one commitment over all documents: its steps by date, its present status derived."""

    id: str
    actor: str  # actor id
    kind: ResourceKind
    beneficiaries: tuple[str, ...]  # actor ids
    steps: tuple[Step, ...]
    status: Status
    origins: tuple[str, ...] = ()  # independent origins of its reports, as those of a claim
