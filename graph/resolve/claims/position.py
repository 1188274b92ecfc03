"""Where a statement stands on its matter: supports, opposes, conditional, neutral.

Only what the text says counts, in this order: what the speaker binds itself to or refuses, whom or what it is for or
against, what it does by saying it ("rejected", "demanded"), and words that judge or prescribe. Who only passes on what
others say has no position. Without evidence the position is neutral: a missing one is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Act, Commitment, Findings, Polarity, Position, Statement, Status
from graph.resolve.claims.said import Said, content_text

Report = tuple[str, int]

_OPPOSING_ACTS = frozenset({Act.REJECT, Act.CRITICISE, Act.ACCUSE})
_SUPPORTING_ACTS = frozenset({Act.PROMISE, Act.PRAISE, Act.DEMAND})
_OFFERS = frozenset({Status.READY, Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED})
_REFUSALS = frozenset({Status.REFUSED, Status.WITHDRAWN})

_GOOD = (
    "good great right excellent historic welcome necessary essential vital important courageous fair just wise "
    "effective legitimate commendable overdue a\\s+success a\\s+triumph a\\s+step\\s+forward"
).split(" ")
_BAD = (
    "wrong bad worse dangerous reckless unacceptable illegal unlawful illegitimate unconstitutional cruel weak harmful "
    "impossible unfair absurd useless irresponsible shameful disgraceful frivolous bogus outrageous intolerable senseless "
    "insult mistake disappointed disappointing disgrace disaster sham betrayal treachery scandal failure farce lie hoax blunder threat violation "
    "assault contempt witch.hunt non.starter legitimate\\s+targets?"
).split(" ")
_LINK = r"(?:\b(?:is|are|was|were|be|been|being|would be|will be|amounts? to|constitutes?|as|called|it|’s|'s)\b|^)"
_DEGREE = r"(?:\s*[“\"'‘]?(?:an?|the|not|never|no|very|so|simply|deeply|clearly|quite|frankly|further|more|act of|proof of|\w+ly)\b)*"
# "it would be a mistake", "“an insult with a ribbon around it”"; not "a mistake in the form was found".
_JUDGES_BAD = re.compile(
    rf"{_LINK}{_DEGREE}[\s“\"'‘]*(?:(?!prove|found)[\[\w][\]\w’'-]*[\s-]+){{0,2}}(?:{'|'.join(_BAD)})\b",
    re.IGNORECASE,
)
_JUDGES_GOOD = re.compile(rf"{_LINK}{_DEGREE}[\s“\"'‘]*(?:{'|'.join(_GOOD)})\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|no|never|hardly|neither|nor|n['’]t|without|less)\b|n['’]t\b", re.IGNORECASE
)
# "Parliament should vote first", "the road must reopen"; not "whether it should", "what they should have known".
_OUGHT = re.compile(
    r"(?<!^)\b(?:should|must|ought to|needs? to|ha(?:s|ve) to)\b(?!\s+have\b)", re.IGNORECASE
)
_OUGHT_NOT = re.compile(
    r"\b(?:should|must|can|could|may)(?:\s+(?:not|never)|n['’]t|not)\s+(?:be\s+(?:allowed|accepted|tolerated|used|\w+ed)|\w+)|"
    r"\b(?:no|nobody|none|neither)\b[^,.;]{1,60}\b(?:should|must)\b|\bthere (?:is|was|would be|will be|can be) no (?:reason|place|need|excuse|justification)\b",
    re.IGNORECASE,
)
_CANNOT_ONLY = re.compile(
    r"\b(?:can|could|may)(?:\s+(?:not|never)|n['’]t|not)\s+(?!be\s)\w+", re.IGNORECASE
)
# "declined to comment" refuses to speak of the matter, not the matter.
_SILENT = re.compile(
    r"^\W*(?:to\s+)?(?:comment|say|discuss|respond|answer|elaborate|predict|speculate|speak|name|specify|confirm|identify|"
    r"give\s+(?:details|names)|be\s+(?:drawn|named|identified|quoted)|a\s+request)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^\W*(?:whether|if|what|who|why|how|when|where|which)\b|\?\s*[”\"’']?$", re.IGNORECASE
)
# The speaker of itself: "we will not pay", "he was willing to help".
_SELF = r"^\W*(?:(?:and|but|that|yes|no)\W+)*(?:we|i|he|she|they|it|(?:his|her|its|their|our|my)\s+[\w-]+)\b"
_GIVING = (
    "accept|agree|allow|back|contribute|cooperate|endorse|give|join|let|negotiate|pay|permit|recogni[sz]e|send|sign|"
    "support|take\\s+part|tolerate|vote|yield"
)
_WILL_NOT = re.compile(
    rf"{_SELF}\s+(?:(?:will|would|shall|do|does|did)\s+(?:not|never)|(?:won|wouldn|don|doesn)['’]t)\s+"
    rf"(?:\w+ly\s+)?(?:{_GIVING})\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"{_SELF}\s+(?:(?:will|would|shall)|['’]ll)\s+(?:\w+ly\s+|also\s+)?(?:{_GIVING})\b",
    re.IGNORECASE,
)
_IS_WILLING = re.compile(
    rf"{_SELF}\s+(?:(?:is|are|am|was|were|remains?|stands?|would be)|['’](?:s|re|m))\s+(?:\w+ly\s+|also\s+)?"
    r"(?:ready|willing|prepared|eager|determined|committed|in favou?r|open)\b",
    re.IGNORECASE,
)
_IS_UNWILLING = re.compile(
    rf"{_SELF}\s+(?:is|are|am|was|were)\s+(?:not\s+(?:ready|willing|prepared)|unwilling|against|opposed)\b",
    re.IGNORECASE,
)
_OWN_VERB = re.compile(
    rf"{_SELF}\s+(?:(?:would|will|do|does|did|has|have)\s+)?(?:strongly\s+|fully\s+|firmly\s+|also\s+)?"
    r"(?:(?P<good>support|back|welcome|favou?r|endorse|commend|applaud|praise)|"
    r"(?P<bad>condemn|oppose|reject|regret|deplore|refuse|disagree))(?:s|es|d|ed)?\b",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"^\W*to\s+(?:not\s+)?\w+|^\W*(?:an?|the|its|their|his|her|our)\b|^\W*[\w-]+ing\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"^\W*(?:to|for|that)\s", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|on (?:the )?condition that|as long as|once|only (?:after|when))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What else the findings of a document say about one statement, of its own speaker."""

    commitments: tuple[
        tuple[Status, bool], ...
    ] = ()  # status, and whether a condition stands with it
    stances: tuple[Polarity, ...] = ()
    inner: tuple[
        str, ...
    ] = ()  # what others are reported to say inside it: not the speaker's own words
    is_nobodys: bool = False  # no words name a speaker


NONE = Signs()


def signs(findings: Findings) -> Iterator[tuple[Report, Signs]]:
    """The signs of each statement of one document that has some."""
    for statement in findings.statements:
        found = Signs(
            commitments=tuple(_commitments(findings, statement)),
            stances=tuple(
                stance.polarity
                for stance in findings.stances
                if stance.statement == statement.key
                and statement.act is not Act.DENY
                and _entity(statement) is not None
                and stance.holder.entity == _entity(statement)
            ),
            inner=tuple(
                content_text(findings.document.text, inner.content)
                for inner in findings.statements
                if inner.through == statement.key and _entity(inner) != _entity(statement)
            ),
            is_nobodys=statement.speaker is None,
        )
        if found != NONE:
            yield (findings.document.id, statement.key), found


def _entity(statement: Statement) -> int | None:
    return statement.speaker.entity if statement.speaker is not None else None


def _commitments(findings: Findings, statement: Statement) -> Iterator[tuple[Status, bool]]:
    """Commitments that the statement makes for the speaker or for whom the speaker speaks."""
    ours = _spoken_for(findings, statement)
    for commitment in findings.commitments:
        if commitment.statement == statement.key and commitment.actor.entity in ours:
            yield commitment.status, _is_conditional(commitment)


def _is_conditional(commitment: Commitment) -> bool:
    return commitment.condition is not None


def _spoken_for(findings: Findings, statement: Statement) -> frozenset[int]:
    """The speaker, the bodies in which it holds a post, and entities of its country where it holds one."""
    speaker = _entity(statement)
    if speaker is None:
        return frozenset()
    bodies = {
        role.organisation.entity
        for role in findings.roles
        if role.person.entity == speaker and role.organisation is not None and not role.former
    }
    by_key = {entity.key: entity for entity in findings.entities}
    countries = {by_key[b].country for b in bodies if b in by_key}
    mine = by_key.get(speaker)
    if mine is not None:
        countries.add(mine.country)
    allied = {e.key for e in findings.entities if e.country is not None and e.country in countries}
    states = {k for k in allied if by_key[k].kind in ("country", "government")}
    return frozenset({speaker, *(b for b in bodies if b is not None), *states})


def position(said: Said, found: Signs = NONE) -> Position:
    """Where the speaker stands on what it speaks of; neutral without evidence."""
    if found.is_nobodys or said.act is Act.REPORT:
        return Position.NEUTRAL
    score = _bound(found)
    if score is None:
        score = _of_stances(found) or _act(said) or _words(said, found.inner)
    unless = any(
        status is Status.REFUSED and conditional for status, conditional in found.commitments
    )
    if unless or (
        score > 0 and _has_condition(said, found)
    ):  # "will not pay unless …" would, on a condition
        return Position.CONDITIONAL
    return Position.SUPPORTS if score > 0 else Position.OPPOSES if score < 0 else Position.NEUTRAL


def _has_condition(said: Said, found: Signs) -> bool:
    stated = any(status in _OFFERS and conditional for status, conditional in found.commitments)
    return stated or said.is_conditional or bool(_CONDITION.search(said.text))


def _bound(found: Signs) -> int | None:
    """From what the speaker binds itself to; None where it speaks of no commitment of its own, 0 where mixed."""
    if not found.commitments:
        return None
    offers = any(status in _OFFERS for status, _ in found.commitments)
    refusals = any(status in _REFUSALS for status, _ in found.commitments)
    return offers - refusals


def _of_stances(found: Signs) -> int:
    total = sum(1 if s is Polarity.POSITIVE else -1 for s in found.stances)
    return (total > 0) - (total < 0)


def _act(said: Said) -> int:
    """What is done by saying it. Not saying it ("did not criticise") says nothing."""
    if said.is_negated or _ASKED.search(said.text):
        return 0
    if said.act in _OPPOSING_ACTS:
        return 0 if _SILENT.match(said.text) else -1
    if said.act in _SUPPORTING_ACTS:
        return 1
    if said.act is Act.ASK:
        return int(bool(_ASKED_FOR.match(said.text)))
    return int(said.act in (Act.AGREE, Act.WANT, Act.HOPE) and bool(_AIMS.match(said.text)))


def _words(said: Said, inner: tuple[str, ...]) -> int:
    """Words of the speaker's own that bind, prescribe or judge; 0 where they disagree."""
    if said.is_negated or said.act is Act.ASK or _ASKED.search(said.text):
        return 0
    text = said.text
    for words in inner:
        if words not in text:
            return 0  # the other's words stand in pieces: what is left cannot be told from them
        text = text.replace(words, " … ")
    good, bad = False, False
    if _WILL_NOT.match(text) or _IS_UNWILLING.match(text):
        bad = True
    elif _IS_WILLING.match(text) or _WILL.match(text):
        good = True
    if own := _OWN_VERB.match(text):
        good, bad = good or bool(own["good"]), bad or bool(own["bad"])
    if (ought := _OUGHT_NOT.search(text)) and not _CANNOT_ONLY.match(ought.group()):
        bad = True
    elif _OUGHT.search(text):
        good = True
    judged = _judgement(text)
    return (good or judged > 0) - (bad or judged < 0)


def _judgement(text: str) -> int:
    """+1 for "is right", −1 for "is wrong" and "is not right"; "is not wrong" says little: 0."""
    if match := _JUDGES_BAD.search(text):
        return 0 if _is_denied(text, match.start(), match.end()) else -1
    if match := _JUDGES_GOOD.search(text):
        return -1 if _is_denied(text, match.start(), match.end()) else 1
    return 0


def _is_denied(text: str, start: int, end: int) -> bool:
    return bool(_DENIES.search(text[max(0, start - 12) : end]))
