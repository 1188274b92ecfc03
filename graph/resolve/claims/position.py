"""What the findings of a document say of where each statement's speaker stands: its commitments and stances.

`graph.resolve.claims.stand` reads positions from them and from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Act, ActorKind, Commitment, Findings, Polarity, Stance, Statement, Status
from graph.resolve.claims.said import content_text, stem
from graph.resolve.claims.stand_general import places
from graph.resolve.claims.stand_words import IT, THEM, TOKEN

Report = tuple[str, int]

MAX_NAME = 5  # words
_PRONOUNS = {(word,) for word in IT | THEM}
LEARNT = "stance-reader"  # of whose stances two in three are right
SURE = 0.7
_STATES = frozenset({ActorKind.COUNTRY, ActorKind.GOVERNMENT})
# Who speaks for others: "the president would sign it", said by these, binds.
_VOICE = re.compile(
    r"spokes|government|ministry|administration|white house|kremlin|downing street|\boffice\b|commission|campaign",
    re.IGNORECASE,
)

_MINISTER = re.compile(r"\b(?:[Mm]inister|[Cc]hancellor)\b")


@dataclass(frozen=True, slots=True)
class Deed:
    """A commitment of the speaker in a statement: "will send" (action) "200 nurses" (resource)."""

    status: Status
    action: str
    resource: str
    is_conditional: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What else the findings of a document say about one statement, of its own speaker."""

    deeds: tuple[Deed, ...] = ()
    targets: tuple[tuple[Polarity, str], ...] = ()  # whom or what its stances are on
    inner: tuple[
        str, ...
    ] = ()  # what others are reported to say inside it: not the speaker's own words
    is_nobodys: bool = False  # no words name a speaker
    is_voice: bool = False  # the speaker speaks for a body: "a spokesman", "the White House"
    ours: frozenset[str] = (
        frozenset()
    )  # names, lower case, of states and bodies in which the speaker holds a post
    before: str = (
        ""  # the text up to the statement, where it has a general noun: "the sum", "these rules"
    )


NONE = Signs()


def signs(findings: Findings) -> Iterator[tuple[Report, Signs]]:
    """The signs of each statement of one document that has some."""
    for statement in findings.statements:
        found = Signs(
            deeds=tuple(
                Deed(c.status, c.action, c.resource, c.condition is not None)
                for c in _commitments(findings, statement)
            ),
            targets=tuple((s.polarity, s.target.text) for s in _stances(findings, statement)),
            inner=tuple(
                content_text(findings.document.text, inner.content)
                for inner in findings.statements
                if inner.through == statement.key and _entity(inner) != _entity(statement)
            ),
            is_nobodys=statement.speaker is None,
            is_voice=statement.speaker is not None and bool(_VOICE.search(statement.speaker.text)),
            ours=_ours(findings, statement),
            before=_before(findings, statement),
        )
        if found != NONE:
            yield (findings.document.id, statement.key), found


def _before(findings: Findings, statement: Statement) -> str:
    """What the text has told before the content; nothing where the content has no definite general noun and begins with
    no pronoun."""
    text = findings.document.text
    tokens = tuple(t.lower() for t in TOKEN.findall(content_text(text, statement.content)))
    if tokens[:1] not in _PRONOUNS and not any(places(tokens, tuple(map(stem, tokens)))):
        return ""
    return text[: min(span.start for span in statement.content)]


def _entity(statement: Statement) -> int | None:
    return statement.speaker.entity if statement.speaker is not None else None


def _stances(findings: Findings, statement: Statement) -> Iterator[Stance]:
    """Stances that the statement shows of its speaker."""
    mine = _entity(statement)
    for stance in findings.stances:
        is_sure = stance.origin.extractor != LEARNT or stance.origin.confidence >= SURE
        is_here = is_sure and stance.statement == statement.key and statement.act is not Act.DENY
        if is_here and mine is not None and stance.holder.entity == mine:
            yield stance


def _commitments(findings: Findings, statement: Statement) -> Iterator[Commitment]:
    """Commitments that the statement makes for the speaker or for whom the speaker speaks."""
    ours = _spoken_for(findings, statement)
    for commitment in findings.commitments:
        if commitment.statement == statement.key and commitment.actor.entity in ours:
            yield commitment


def _ours(findings: Findings, statement: Statement) -> frozenset[str]:
    """What the speaker may call "we" by name: "Togo will pay", said by its minister; not by a Togolese scholar."""
    speaker = _entity(statement)
    held = {
        role.organisation.entity
        for role in findings.roles
        if role.person.entity == speaker and role.organisation is not None and not role.former
    }
    by_key = {entity.key: entity for entity in findings.entities}
    bodies = [by_key[key] for key in held if key in by_key]
    mine = by_key.get(speaker) if speaker is not None else None
    if mine is not None and mine.kind in (ActorKind.COUNTRY, ActorKind.GOVERNMENT):
        bodies.append(mine)
    states = {b.country for b in bodies if b.country and b.kind in _STATES}
    bodies += [e for e in findings.entities if e.country in states and e.kind in _STATES]
    text = findings.document.text
    called = {span.of(text) for body in bodies for span in body.mentions}
    named = {name for name in called if name[:1].isupper() and len(name.split()) <= MAX_NAME}
    if statement.speaker is not None and _MINISTER.search(statement.speaker.text):
        named |= {"government", "cabinet"}  # "the government would sign it", said by a minister
    every = {*named, *(body.name for body in bodies)}
    return frozenset(name.casefold().removeprefix("the ") for name in every)


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
