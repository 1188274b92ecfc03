"""The history of a commitment over documents: considered → ready → pledged → … ; the present status is derived."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graph.model import (
    Act,
    ActorKind,
    Commitment,
    CommitmentRelation,
    Findings,
    Pledge,
    Relation,
    ResourceKind,
    Span,
    Statement,
    Status,
    Step,
)
from graph.resolve.claims.copies import Origins, Source, independent
from graph.resolve.claims.said import numbers, stems

# From weak to strong; what is pledged stays pledged when a later text says no more than "ready".
STRENGTH = {status: rank for rank, status in enumerate(Status)}
ENDS = frozenset({Status.REFUSED, Status.WITHDRAWN})
REACH = 150  # characters of its sentence around the words of a commitment
_END = re.compile(r"[.!?][”\"’']?\s|\n")
# "Now", "raised": the text itself tells that it was less or more before.
_REVISED = re.compile(
    r"\b(?:will now|would now|now (?:send|give|pay|offer)s?|instead of|rather than the|up from|down from|"
    r"(?:rais|increas|doubl|tripl|reduc|lower|halv|cut)\w* (?:its|their|his|her) (?:offer|pledge|contribution|promise|share|aid))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of a commitment, flat. `report` is (document id, position among its commitments)."""

    report: tuple[str, int]
    actor: str
    kind: ResourceKind
    resource: str
    beneficiaries: tuple[str, ...]
    status: Status
    day: date | None
    amount: float | None
    unit: str | None
    outlet: str | None = None
    through: str | None = None  # the agency or outlet that the text names between
    told: str = ""  # the sentence or so in which the text tells of it


def from_findings(findings: Findings, actors: dict[int, str]) -> Iterator[Reported]:
    """Reports of one document; a commitment whose actor was not resolved has no history."""
    for position, commitment in enumerate(findings.commitments):
        actor = actors.get(commitment.actor.entity) if commitment.actor.entity is not None else None
        if actor is not None:
            yield _reported(findings, position, commitment, actor, actors)


def _reported(
    findings: Findings, position: int, commitment: Commitment, actor: str, actors: dict[int, str]
) -> Reported:
    by_key = {s.key: s for s in findings.statements}
    statement = by_key.get(commitment.statement) if commitment.statement is not None else None
    time = statement.said_on if statement is not None else None
    given = [
        actors[b.entity]
        for b in commitment.beneficiaries
        if b.entity in actors and b.entity is not None
    ]
    quantity = commitment.quantity
    return Reported(
        report=(findings.document.id, position),
        actor=actor,
        kind=commitment.kind,
        resource=commitment.resource,
        beneficiaries=tuple(sorted(set(given))),
        status=commitment.status,
        day=(time.start if time else None) or findings.document.published,
        amount=quantity.value if quantity else None,
        unit=quantity.unit if quantity else None,
        outlet=findings.document.publisher,
        through=_agency(findings, statement, by_key),
        told=_sentence_around(findings.document.text, commitment.evidence),
    )


def _sentence_around(text: str, span: Span) -> str:
    """The words from the last end of a sentence before the span to the first one behind it."""
    before = max(
        (m.end() for m in _END.finditer(text, max(0, span.start - REACH), span.start)), default=None
    )
    after = _END.search(text, span.end, span.end + REACH)
    start = before if before is not None else max(0, span.start - REACH)
    return text[start : after.start() if after else span.end + REACH]


def _revises(later: Reported, earlier: Reported) -> bool:
    """Whether the later report itself says that its amount is another than before.

    "Togo will now send 45 pumps instead of the 30", "raised its offer to 45 pumps"; not "Togo will send 45 pumps", where
    another outlet told of 30 the day before.
    """
    if later.day is None or earlier.day is None or later.day <= earlier.day:
        return False
    is_said = earlier.amount is not None and f"{earlier.amount:.6g}" in numbers(later.told)
    return is_said or bool(_REVISED.search(later.told))


def _agency(
    findings: Findings, statement: Statement | None, by_key: dict[int, Statement]
) -> str | None:
    """The organisation that the text names between: "…, the Northern Wire reported"; not who speaks for itself."""
    entities = {e.key: e for e in findings.entities}
    is_link = statement is not None and statement.act is Act.REPORT
    while statement is not None:
        key = statement.speaker.entity if statement.speaker is not None else None
        entity = entities.get(key) if key is not None else None
        if is_link and entity is not None and entity.kind is ActorKind.ORGANISATION:
            return entity.name
        statement = by_key.get(statement.through) if statement.through is not None else None
        is_link = True
    return None


def pledges(reported: Iterable[Reported], origins: Origins | None = None) -> tuple[Pledge, ...]:
    """One `Pledge` for each actor, resource and beneficiary, its steps by date."""
    known = origins or Origins()
    by_actor: defaultdict[tuple[str, ResourceKind], list[Reported]] = defaultdict(list)
    for one in reported:
        by_actor[(one.actor, one.kind)].append(one)
    found = [_pledge(group, known) for key in sorted(by_actor) for group in _groups(by_actor[key])]
    return tuple(sorted(found, key=lambda p: p.id))


def _groups(reported: Sequence[Reported]) -> Iterator[list[Reported]]:
    """Reports of one actor and kind that are the same commitment; greedy, in the order of the reports."""
    groups: list[list[Reported]] = []
    for one in sorted(reported, key=_order):
        for group in groups:
            if all(_is_same(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    yield from groups


def _order(one: Reported) -> tuple[str, tuple[str, int]]:
    return (one.day.isoformat() if one.day else "9999", one.report)


def _is_same(a: Reported, b: Reported) -> bool:
    """Beneficiaries agree or one is silent; "other" resources share a word; an amount does not forbid it."""
    given = (
        not a.beneficiaries or not b.beneficiaries or set(a.beneficiaries) & set(b.beneficiaries)
    )
    named = a.kind is not ResourceKind.OTHER or stems(a.resource) & stems(b.resource)
    return bool(given) and bool(named)


def _pledge(group: Sequence[Reported], origins: Origins) -> Pledge:
    steps = tuple(Step(one.day, one.status, one.report) for one in group)
    first = min(one.report for one in group)
    name = f"pledge {group[0].actor} {group[0].kind} {first[0]} {first[1]}"
    return Pledge(
        id=hashlib.sha256(name.encode()).hexdigest()[:20],
        actor=group[0].actor,
        kind=group[0].kind,
        beneficiaries=tuple(sorted({b for one in group for b in one.beneficiaries})),
        steps=steps,
        status=present_status(steps),
        origins=tuple(sorted(set(independent(map(_source, group), origins).values()))),
    )


def _source(one: Reported) -> Source:
    return Source(one.report, one.report[0], one.outlet, one.through)


def present_status(steps: Iterable[Step]) -> Status:
    """The status after the steps, which are in the order of their days.

    It rises from considering to delivered; a refusal or withdrawal ends it; what is reported on a later day
    than the end begins anew.
    """
    present: Step | None = None
    for step in steps:
        if present is None or step.status in ENDS or _rises(present, step):
            present = step
    if present is None:
        raise ValueError("a pledge has at least one step")
    return present.status


def _rises(present: Step, step: Step) -> bool:
    if present.status in ENDS:
        return present.day is not None and step.day is not None and step.day > present.day
    return STRENGTH[step.status] > STRENGTH[present.status]


def amounts_that_differ(group: Iterable[Reported]) -> Iterator[tuple[Reported, Reported]]:
    """Pairs of reports of one commitment, of one unit and status, with different amounts."""
    rows = sorted((r for r in group if r.amount is not None), key=_order)
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            if a.unit == b.unit and a.status == b.status and a.amount != b.amount:
                yield a, b


# --- relations --------------------------------------------------------------------------------------

OFFERS = frozenset({Status.READY, Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED})
SAME_TIME = 3  # days within which two outlets tell of one announcement


def relations(reported: Iterable[Reported]) -> tuple[CommitmentRelation, ...]:
    """Refusals after promises, other amounts for one commitment, and refusals beside offers; sorted.

    Cost: linear in the reports, but for the amounts and offers of one actor.
    """
    by_actor: defaultdict[str, list[Reported]] = defaultdict(list)
    for one in reported:
        by_actor[one.actor].append(one)
    found: dict[tuple[tuple[str, int], tuple[str, int], Relation], CommitmentRelation] = {}
    for actor in sorted(by_actor):
        by_kind: defaultdict[ResourceKind, list[Reported]] = defaultdict(list)
        for one in by_actor[actor]:
            by_kind[one.kind].append(one)
        groups = [group for kind in sorted(by_kind) for group in _groups(by_kind[kind])]
        for group in groups:
            for row in (*_turns(group), *_amounts(group)):
                found.setdefault((row.left, row.right, row.relation), row)
        for row in _limits(groups):
            found.setdefault((row.left, row.right, row.relation), row)
    return tuple(found[key] for key in sorted(found))


def _turns(group: Sequence[Reported]) -> Iterator[CommitmentRelation]:
    """A refusal after a promise, or a promise after a refusal, on a later day."""
    for earlier, later in pairwise(sorted(group, key=_order)):
        turned = (earlier.status in ENDS) != (later.status in ENDS)
        is_later = earlier.day is not None and later.day is not None and later.day > earlier.day
        if turned and is_later and Status.CONSIDERING not in (earlier.status, later.status):
            reason = f"{later.status} on {later.day} what was {earlier.status} on {earlier.day}"
            yield CommitmentRelation(later.report, earlier.report, Relation.UPDATES, reason, 0.8)


def _amounts(group: Sequence[Reported]) -> Iterator[CommitmentRelation]:
    """Two documents with other amounts for one commitment at one time."""
    for a, b in amounts_that_differ(group):
        if a.report[0] != b.report[0] and _days_between(a, b) <= SAME_TIME:
            late, early = (b, a) if _order(b) >= _order(a) else (a, b)
            if _revises(late, early):
                reason = f"{_amount(late)} on {late.day} after {_amount(early)} on {early.day}"
                yield CommitmentRelation(late.report, early.report, Relation.UPDATES, reason, 0.8)
                continue
            reason = f"{_amount(a)} in the one, {_amount(b)} in the other"
            yield CommitmentRelation(b.report, a.report, Relation.CONTRADICTS, reason, 0.6)


def _amount(one: Reported) -> str:
    """A number as people write it, with its unit: "200,000,000 EUR", "0.5 percent"."""
    value = one.amount or 0.0
    written = f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"
    return f"{written} {one.unit}" if one.unit else written


def _limits(groups: Sequence[Sequence[Reported]]) -> Iterator[CommitmentRelation]:
    """What an actor refuses to whom it offers something else: each offer with the refusal nearest in time."""
    last = [max(group, key=_order) for group in groups]
    refusals = [one for one in last if one.status is Status.REFUSED]
    for offer in (one for one in last if one.status in OFFERS):
        fitting = [
            r
            for r in refusals
            if r.kind is not offer.kind and set(r.beneficiaries) & set(offer.beneficiaries)
        ]
        for refusal in sorted(fitting, key=lambda r: (_days_between(r, offer), r.report))[:1]:
            reason = f"{offer.status} for {offer.resource or offer.kind}, {refusal.status} for {refusal.resource or refusal.kind}"
            yield CommitmentRelation(refusal.report, offer.report, Relation.LIMITS, reason, 0.7)


def _days_between(a: Reported, b: Reported) -> int:
    return abs((a.day - b.day).days) if a.day and b.day else 0
