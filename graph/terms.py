"""Vocabulary IRIs as constants. Own terms are described in ontology/onrecord.ttl; a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pyoxigraph import NamedNode

from graph.model import (
    Act,
    ActorKind,
    Certainty,
    EventState,
    EventType,
    Gender,
    Grain,
    Judge,
    Mode,
    Passage,
    Polarity,
    Position,
    QuoteType,
    Relation,
    ResourceKind,
    Status,
    Tense,
    Verdict,
)

REC: Final = "https://w3id.org/onrecord/ns#"
PREFIXES: Final[Mapping[str, str]] = {
    "rec": REC,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "marl": "http://www.gsi.upm.es/ontologies/marl/ns#",
}


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _rec(name: str) -> NamedNode:
    return NamedNode(REC + name)


# --- reused ----------------------------------------------------------------------------------

TYPE: Final = _term("rdf", "type")
SUBJECT: Final = _term("rdf", "subject")
PREDICATE: Final = _term("rdf", "predicate")
OBJECT: Final = _term("rdf", "object")
LABEL: Final = _term("rdfs", "label")
ALT_LABEL: Final = _term("skos", "altLabel")
EXACT_MATCH: Final = _term("skos", "exactMatch")

NEWS_ARTICLE: Final = _term("schema", "NewsArticle")
ENTITY: Final = _term("prov", "Entity")
ACTIVITY: Final = _term("prov", "Activity")
USED: Final = _term("prov", "used")
GENERATED_BY: Final = _term("prov", "wasGeneratedBy")
DERIVED_FROM: Final = _term("prov", "wasDerivedFrom")
IDENTIFIER: Final = _term("schema", "identifier")
HEADLINE: Final = _term("schema", "headline")
URL: Final = _term("schema", "url")
PUBLISHED: Final = _term("schema", "datePublished")
PUBLISHER: Final = _term("schema", "publisher")
AUTHOR: Final = _term("schema", "author")
LANGUAGE: Final = _term("schema", "inLanguage")
DESCRIPTION: Final = _term("schema", "description")

SPECIFIC_RESOURCE: Final = _term("oa", "SpecificResource")
POSITION_SELECTOR: Final = _term("oa", "TextPositionSelector")
QUOTE_SELECTOR: Final = _term("oa", "TextQuoteSelector")
HAS_SOURCE: Final = _term("oa", "hasSource")
HAS_SELECTOR: Final = _term("oa", "hasSelector")
OA_START: Final = _term("oa", "start")
OA_END: Final = _term("oa", "end")
OA_EXACT: Final = _term("oa", "exact")
OA_PREFIX: Final = _term("oa", "prefix")
OA_SUFFIX: Final = _term("oa", "suffix")

PERSON: Final = _term("schema", "Person")
COUNTRY: Final = _term("schema", "Country")
PLACE: Final = _term("schema", "Place")
GOVERNMENT_ORGANIZATION: Final = _term("schema", "GovernmentOrganization")
ORGANIZATION: Final = _term("org", "Organization")
MEMBERSHIP: Final = _term("org", "Membership")
POST: Final = _term("org", "Role")
ORG_MEMBER: Final = _term("org", "member")
ORG_ORGANIZATION: Final = _term("org", "organization")
ORG_ROLE: Final = _term("org", "role")

EVENT: Final = _term("sem", "Event")
HAS_ACTOR: Final = _term("sem", "hasActor")
HAS_PLACE: Final = _term("sem", "hasPlace")
HAS_TIME: Final = _term("sem", "hasTime")

QUANTITATIVE_VALUE: Final = _term("schema", "QuantitativeValue")
MONETARY_AMOUNT: Final = _term("schema", "MonetaryAmount")
VALUE: Final = _term("schema", "value")
MIN_VALUE: Final = _term("schema", "minValue")
MAX_VALUE: Final = _term("schema", "maxValue")
CURRENCY: Final = _term("schema", "currency")
UNIT_TEXT: Final = _term("schema", "unitText")

# --- own classes -----------------------------------------------------------------------------

STATEMENT: Final = _rec("Statement")
CONTENT: Final = _rec("Content")
CLAIM: Final = _rec("Claim")
COMMITMENT: Final = _rec("Commitment")
STANCE: Final = _rec("Stance")
DOCUMENT_ACTOR: Final = _rec("DocumentActor")
GROUP: Final = _rec("Group")
UNNAMED_SOURCE: Final = _rec("UnnamedSource")
OUTLET: Final = _rec("Outlet")
SET_ASIDE: Final = _rec("SetAside")
TIME_EXPRESSION: Final = _rec("TimeExpression")
CANDIDATE: Final = _rec("Candidate")
DECISION: Final = _rec("Decision")
CLAIM_RELATION: Final = _rec("ClaimRelation")
COPY: Final = _rec("Copy")
ISSUE: Final = _rec("Issue")
ISSUE_ASSIGNMENT: Final = _rec("IssueAssignment")
PLEDGE: Final = _rec("Pledge")
PLEDGE_STEP: Final = _rec("PledgeStep")
SHORT_EDGE: Final = _rec("ShortEdge")
PLEDGE_SUM: Final = _rec("PledgeSum")
SIDE: Final = _rec("Side")
TALLY: Final = _rec("Tally")
OCCASION: Final = _rec("Occasion")

# --- documents and evidence ------------------------------------------------------------------

DOCUMENT: Final = _rec("document")
EVIDENCE: Final = _rec("evidence")
TEXT: Final = _rec("text")
TEXT_SHA256: Final = _rec("textSha256")
LENGTH: Final = _rec("length")
PUBLISHER_NAME: Final = _rec("publisherName")
CREDIT: Final = _rec("credit")
HAS_SET_ASIDE: Final = _rec("setAside")
PASSAGE: Final = _rec("passage")
REASON: Final = _rec("reason")
PROBLEM: Final = _rec("problem")
SOFTWARE: Final = _rec("software")
CODER: Final = _rec("coder")
IMPORTED_FROM: Final = _rec("importedFrom")
IMPORTED_SHA256: Final = _rec("importedSha256")

# --- what every finding has ------------------------------------------------------------------

KEY: Final = _rec("key")
EXTRACTOR: Final = _rec("extractor")
CONFIDENCE: Final = _rec("confidence")
REPORTED_IN: Final = _rec("reportedIn")
NEGATED: Final = _rec("negated")

# --- statements ------------------------------------------------------------------------------

SPEAKER: Final = _rec("speaker")
SPEAKER_AS: Final = _rec("speakerAs")
SPEAKER_SPAN: Final = _rec("speakerSpan")
ADDRESSEE: Final = _rec("addressee")
ADDRESSEE_AS: Final = _rec("addresseeAs")
ADDRESSEE_SPAN: Final = _rec("addresseeSpan")
SOURCE: Final = _rec("source")
CUE: Final = _rec("cue")
ACT: Final = _rec("act")
MODE: Final = _rec("mode")
QUOTE_TYPE: Final = _rec("quoteType")
HAS_CONTENT: Final = _rec("content")
HAS_CLAIM: Final = _rec("claim")
SAID_ON: Final = _rec("saidOn")
SAID_ON_TIME: Final = _rec("saidOnTime")
MEDIUM: Final = _rec("medium")
LEVEL: Final = _rec("level")
REPORTED_THROUGH: Final = _rec("reportedThrough")
MODALITY: Final = _rec("modality")
ATTRIBUTION_CONFIDENCE: Final = _rec("attributionConfidence")
SPAN: Final = _rec("span")
CERTAINTY: Final = _rec("certainty")
TENSE: Final = _rec("tense")
MENTIONS: Final = _rec("mentions")
MENTIONS_AS: Final = _rec("mentionsAs")
QUANTITY: Final = _rec("quantity")

# --- commitments -----------------------------------------------------------------------------

COMMITTED_ACTOR: Final = _rec("committedActor")
COMMITTED_ACTOR_AS: Final = _rec("committedActorAs")
COMMITTED_ACTOR_SPAN: Final = _rec("committedActorSpan")
ACTION: Final = _rec("action")
RESOURCE: Final = _rec("resource")
RESOURCE_KIND: Final = _rec("resourceKind")
RESOURCE_LABEL: Final = _rec("resourceLabel")
STATUS: Final = _rec("status")
BENEFICIARY: Final = _rec("beneficiary")
BENEFICIARY_AS: Final = _rec("beneficiaryAs")
BENEFICIARY_SPAN: Final = _rec("beneficiarySpan")
CONDITION: Final = _rec("condition")
CONDITION_SPAN: Final = _rec("conditionSpan")
EXCLUSION: Final = _rec("exclusion")
EXCLUSION_SPAN: Final = _rec("exclusionSpan")
DEADLINE: Final = _rec("deadline")
DEADLINE_TIME: Final = _rec("deadlineTime")
DURATION: Final = _rec("duration")
IS_TOTAL: Final = _rec("isTotal")
APPROXIMATE: Final = _rec("approximate")
COMPARISON: Final = _rec("comparison")
CHANGE: Final = _rec("change")
PER: Final = _rec("per")

# --- stances, roles, events, times -----------------------------------------------------------

HOLDER: Final = _rec("holder")
HOLDER_AS: Final = _rec("holderAs")
HOLDER_SPAN: Final = _rec("holderSpan")
TARGET: Final = _rec("target")
TARGET_AS: Final = _rec("targetAs")
TARGET_SPAN: Final = _rec("targetSpan")
POLARITY: Final = _rec("polarity")
RELATION: Final = _rec("relation")
MEMBER_AS: Final = _rec("memberAs")
MEMBER_SPAN: Final = _rec("memberSpan")
ORGANISATION_AS: Final = _rec("organisationAs")
ORGANISATION_SPAN: Final = _rec("organisationSpan")
TITLE: Final = _rec("title")
AS_OF: Final = _rec("asOf")
FORMER: Final = _rec("former")
ACTING: Final = _rec("acting")
ELECT: Final = _rec("elect")
EVENT_TYPE: Final = _rec("eventType")
PLACE_AS: Final = _rec("placeAs")
PLACE_SPAN: Final = _rec("placeSpan")
PARTICIPANT_AS: Final = _rec("participantAs")
PARTICIPANT_SPAN: Final = _rec("participantSpan")
HOST: Final = _rec("host")
HOST_AS: Final = _rec("hostAs")
HOST_SPAN: Final = _rec("hostSpan")
STATE: Final = _rec("state")
GRAIN: Final = _rec("grain")
START: Final = _rec("start")
END: Final = _rec("end")

# --- actors ----------------------------------------------------------------------------------

ACTOR: Final = _rec("actor")
KIND: Final = _rec("kind")
KNOWN_AS: Final = _rec("knownAs")
GENDER: Final = _rec("gender")
COUNTRY_CODE: Final = _rec("countryCode")
CARDINALITY: Final = _rec("cardinality")
HAS_MEMBER: Final = _rec("hasMember")
HAS_MEMBER_AS: Final = _rec("hasMemberAs")
MENTION: Final = _rec("mention")
METONYM_MENTION: Final = _rec("metonymMention")
MENTION_COUNT: Final = _rec("mentionCount")
WORDED_AS: Final = _rec("wordedAs")
PORTRAIT: Final = _rec("portrait")
IDLE: Final = _rec("onlyDescribed")
HAS_CANDIDATE: Final = _rec("candidate")
CANDIDATE_ACTOR: Final = _rec("candidateActor")
CANDIDATE_MATCH: Final = _rec("candidateMatch")
SCORE: Final = _rec("score")

# --- claims over documents -------------------------------------------------------------------

BELIEF: Final = _rec("belief")
ORIGIN: Final = _rec("origin")
LEFT_CLAIM: Final = _rec("leftClaim")
RIGHT_CLAIM: Final = _rec("rightClaim")
CLAIM_RELATION_KIND: Final = _rec("claimRelation")
SHOWN_BY: Final = _rec("shownBy")
CONTRADICTS: Final = _rec("contradicts")
ANSWERS: Final = _rec("answers")
UPDATES: Final = _rec("updates")
REPEATS: Final = _rec("repeats")
LIMITS: Final = _rec("limits")
ORIGINAL: Final = _rec("original")
ORIGINAL_NAME: Final = _rec("originalName")
COPY_DOCUMENT: Final = _rec("copyDocument")
SHARE: Final = _rec("share")
HAS_ISSUE: Final = _rec("issue")
ISSUE_WORD: Final = _rec("issueWord")
IS_CODEBOOK: Final = _rec("isCodebook")
ASSIGNED_CLAIM: Final = _rec("assignedClaim")
ASSIGNED_ISSUE: Final = _rec("assignedIssue")
POSITION: Final = _rec("position")
HAS_STEP: Final = _rec("step")
STEP_REPORT: Final = _rec("stepReport")
DAY: Final = _rec("day")

# --- decisions -------------------------------------------------------------------------------

DECISION_KIND: Final = _rec("decisionKind")
LEFT: Final = _rec("left")
RIGHT: Final = _rec("right")
VERDICT: Final = _rec("verdict")
JUDGE: Final = _rec("judge")
SEQUENCE: Final = _rec("sequence")
WITHDRAWN: Final = _rec("withdrawn")

# --- the derived view ------------------------------------------------------------------------

SAID: Final = _rec("said")
PLEDGES: Final = _rec("pledges")
IS_READY_FOR: Final = _rec("isReadyFor")
CONSIDERS: Final = _rec("considers")
REFUSES: Final = _rec("refuses")
WITHDRAWS: Final = _rec("withdraws")
SUPPORTS: Final = _rec("supports")
OPPOSES: Final = _rec("opposes")
MET: Final = _rec("met")
QUOTED_TIMES: Final = _rec("quotedTimes")
CORROBORATION: Final = _rec("corroboration")
PROMINENCE: Final = _rec("prominence")
IN_FAVOUR_OF: Final = _rec("inFavourOf")
AGAINST: Final = _rec("against")
CONDITIONALLY_FOR: Final = _rec("conditionallyFor")
NEUTRAL_ON: Final = _rec("neutralOn")
STATEMENT_COUNT: Final = _rec("statementCount")
REPORT_COUNT: Final = _rec("reportCount")
COMMITMENT_COUNT: Final = _rec("commitmentCount")
DOCUMENT_COUNT: Final = _rec("documentCount")
OUTLET_COUNT: Final = _rec("outletCount")
HAS_OCCASION: Final = _rec("occasion")
TALLY_OUTLET: Final = _rec("tallyOutlet")
TALLY_ACTOR: Final = _rec("tallyActor")
TALLY_YEAR: Final = _rec("tallyYear")
DAY_COUNT: Final = _rec("dayCount")
RANK: Final = _rec("rank")
RANK_IN_ISSUE: Final = _rec("rankInIssue")
SHOWN_REPORT: Final = _rec("shownReport")
SIDE_ACTOR: Final = _rec("sideActor")
SIDE_ISSUE: Final = _rec("sideIssue")
SUM: Final = _rec("sum")
LARGEST: Final = _rec("largest")

# --- what names an actor ---------------------------------------------------------------------

DIRECT: Final[Mapping[NamedNode, NamedNode]] = {
    SPEAKER_AS: SPEAKER,
    ADDRESSEE_AS: ADDRESSEE,
    MENTIONS_AS: MENTIONS,
    COMMITTED_ACTOR_AS: COMMITTED_ACTOR,
    BENEFICIARY_AS: BENEFICIARY,
    HOLDER_AS: HOLDER,
    TARGET_AS: TARGET,
    MEMBER_AS: ORG_MEMBER,
    ORGANISATION_AS: ORG_ORGANIZATION,
    PARTICIPANT_AS: HAS_ACTOR,
    PLACE_AS: HAS_PLACE,
    HOST_AS: HOST,
}
"""From an edge to a document's own actor to the edge, in the core graph, to the actor it was resolved to."""

EDGE_OF_STATUS: Final[Mapping[Status, NamedNode]] = {
    Status.PLEDGED: PLEDGES,
    Status.ALLOCATED: PLEDGES,
    Status.DELIVERED: PLEDGES,
    Status.READY: IS_READY_FOR,
    Status.CONSIDERING: CONSIDERS,
    Status.REFUSED: REFUSES,
    Status.WITHDRAWN: WITHDRAWS,
}
EDGE_OF_POLARITY: Final[Mapping[Polarity, NamedNode]] = {
    Polarity.POSITIVE: SUPPORTS,
    Polarity.NEGATIVE: OPPOSES,
}
EDGE_OF_POSITION: Final[Mapping[Position, NamedNode]] = {
    Position.SUPPORTS: IN_FAVOUR_OF,
    Position.OPPOSES: AGAINST,
    Position.CONDITIONAL: CONDITIONALLY_FOR,
    Position.NEUTRAL: NEUTRAL_ON,
}
EDGE_OF_RELATION: Final[Mapping[Relation, NamedNode]] = {
    Relation.CONTRADICTS: CONTRADICTS,
    Relation.ANSWERS: ANSWERS,
    Relation.UPDATES: UPDATES,
    Relation.REPEATS: REPEATS,
    Relation.LIMITS: LIMITS,
}
CLASS_OF_KIND: Final[Mapping[ActorKind, NamedNode]] = {
    ActorKind.PERSON: PERSON,
    ActorKind.COUNTRY: COUNTRY,
    ActorKind.ORGANISATION: ORGANIZATION,
    ActorKind.GOVERNMENT: GOVERNMENT_ORGANIZATION,
    ActorKind.GROUP: GROUP,
    ActorKind.UNNAMED: UNNAMED_SOURCE,
    ActorKind.PLACE: PLACE,
}

# --- controlled values: SKOS concepts, one scheme for each enumeration ------------------------

SCHEMES: Final[Mapping[str, type[StrEnum]]] = {
    "act": Act,
    "kind": ActorKind,
    "certainty": Certainty,
    "event": EventType,
    "gender": Gender,
    "grain": Grain,
    "judge": Judge,
    "mode": Mode,
    "passage": Passage,
    "polarity": Polarity,
    "position": Position,
    "quote": QuoteType,
    "relation": Relation,
    "resource": ResourceKind,
    "state": EventState,
    "status": Status,
    "tense": Tense,
    "verdict": Verdict,
}


_CONCEPTS: Final = {
    (type(member), member.value): _rec(f"{scheme}-{member.value.replace(' ', '-')}")
    for scheme, members in SCHEMES.items()
    for member in members
}


def concept(member: StrEnum) -> NamedNode:
    """The SKOS concept of a controlled value.

    >>> concept(Status.PLEDGED).value
    'https://w3id.org/onrecord/ns#status-pledged'
    """
    return _CONCEPTS[type(member), member.value]


def member_of(scheme: str, node: NamedNode) -> str:
    """The controlled value that a concept stands for: 'pledged' for rec:status-pledged."""
    return node.value.removeprefix(f"{REC}{scheme}-").replace("-", " ")
