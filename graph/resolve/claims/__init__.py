"""Statements → claims: the same claim, its independent sources, its contradictions, its history."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import (
    Claim,
    ClaimRelation,
    CommitmentRelation,
    Copy,
    Decision,
    Document,
    Issue,
    Pledge,
    Position,
    Verdict,
)
from graph.resolve.claims import history, issues, position
from graph.resolve.claims.copies import Origins, Source, copies, independent
from graph.resolve.claims.encoder import SentenceEncoder
from graph.resolve.claims.relations import relations
from graph.resolve.claims.said import Said, stems
from graph.resolve.claims.same import Encode, claim_key, clusters, decide
from graph.resolve.ledger import pair_of, standing

Report = tuple[str, int]
SURE = 0.5  # score of an assignment from which the position of the statement is one on the issue
_SIDE_CLAUSE = re.compile(
    r"(?<=\w)\W+(?:once|if|after|before|until|unless|when|while|because|although|though|rather than|instead of)\b",
    re.IGNORECASE,
)
BESIDE = 600  # characters within which a text speaks of one matter


@dataclass(frozen=True, slots=True)
class Claims:
    """What the claims of all documents are, and how they stand to each other. Sorted by id."""

    claims: tuple[Claim, ...]
    relations: tuple[ClaimRelation, ...]
    copies: tuple[Copy, ...]
    issues: tuple[Issue, ...]
    pledges: tuple[Pledge, ...]
    decisions: tuple[Decision, ...]
    positions: tuple[tuple[Report, Position], ...]
    commitment_relations: tuple[CommitmentRelation, ...] = ()


def join(
    documents: Sequence[Document],
    said: Sequence[Said],
    reported: Iterable[history.Reported] = (),
    *,
    ledger: Iterable[Decision] = (),
    signs: Mapping[Report, position.Signs] | None = None,
    codebook: Sequence[issues.Code] = (),
    encode: Encode | None = None,
    names: Iterable[str] = (),
) -> Claims:
    """Claims over documents. `ledger` holds people's decisions, which outrank the automatic ones.

    `names` are those of actors: no issue is called so.
    """
    encode = encode or SentenceEncoder()
    said = sorted(said, key=lambda s: s.report)
    reported = tuple(reported)
    ledger = tuple(ledger)
    found = copies(documents)
    automatic = tuple(decide(said, encode))
    same, apart = _judged(automatic, ledger)
    groups = clusters(said, same, apart)
    by_key = {claim_key(s.report): s for s in said}
    by_report = {s.report: s for s in said}
    origins = Origins(found)
    claims = _claims(groups, by_key, origins)
    claim_of = {
        key: claim.id for claim, keys in zip(claims, groups.values(), strict=True) for key in keys
    }
    where = {
        s.report: position.position(s, (signs or {}).get(s.report, position.NONE)) for s in said
    }
    return Claims(
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        relations=relations(said, claim_of, encode),
        copies=found,
        issues=_issues(claims, by_report, where, encode, codebook, _assigned(ledger), names),
        pledges=history.pledges(reported, origins),
        decisions=automatic,
        positions=tuple(sorted(where.items())),
        commitment_relations=history.relations(reported),
    )


def _judged(
    automatic: Iterable[Decision], ledger: Iterable[Decision]
) -> tuple[list[Decision], list[Decision]]:
    """Pairs that are the same, and pairs that are not, after a person's word; a later word outranks."""
    by_pair = {(d.left, d.right): d for d in automatic}
    by_pair.update({pair_of(d): d for d in standing(ledger, "claim")})
    decided = [by_pair[pair] for pair in sorted(by_pair)]
    return (
        [d for d in decided if d.verdict is Verdict.SAME],
        [d for d in decided if d.verdict is Verdict.NOT_SAME],
    )


def _claims(
    groups: Mapping[str, tuple[str, ...]], by_key: Mapping[str, Said], origins: Origins
) -> list[Claim]:
    return [_claim([by_key[key] for key in keys], origins) for keys in groups.values()]


def _claim(reports: Sequence[Said], origins: Origins) -> Claim:
    """The claim of a group of reports; its text is that of the surest and longest one."""
    best = max(
        reports, key=lambda s: (bool(s.quotes), round(s.confidence, 2), len(s.text), s.report)
    )
    where = independent((_source(s) for s in reports), origins)
    name = "claim " + min(claim_key(s.report) for s in reports)
    return Claim(
        id=hashlib.sha256(name.encode()).hexdigest()[:20],
        text=best.text,
        speaker=best.actor,
        statements=tuple(sorted(s.report for s in reports)),
        origins=tuple(sorted(set(where.values()))),
        belief=round(belief([(where[s.report], s.confidence) for s in reports]), 3),
    )


def _source(said: Said) -> Source:
    return Source(said.report, said.document, said.outlet, said.through)


def belief(reports: Iterable[tuple[str, float]]) -> float:
    """That it was said: 1 − Π(1 − the best confidence of each independent origin).

    >>> belief([("a", 0.8), ("a", 0.8)]), round(belief([("a", 0.8), ("b", 0.5)]), 2)
    (0.8, 0.9)
    """
    best: defaultdict[str, float] = defaultdict(float)
    for origin, confidence in reports:
        best[origin] = max(best[origin], confidence)
    doubt = 1.0
    for origin in sorted(best):
        doubt *= 1 - best[origin]
    return round(1 - doubt, 6)


def _issues(
    claims: Sequence[Claim],
    by_report: Mapping[Report, Said],
    where: Mapping[Report, Position],
    encode: Encode,
    codebook: Sequence[issues.Code],
    assigned: Sequence[tuple[str, str, bool]],
    names: Iterable[str],
) -> tuple[Issue, ...]:
    rows = sorted(claims, key=lambda c: (-len(c.statements), c.id))
    beside = _beside(rows, by_report)
    topical = [
        issues.Topical(
            c.text,
            _topics(c, by_report),
            tuple(sorted({d for d, _ in c.statements})),
            beside[number],
        )
        for number, c in enumerate(rows)
    ]
    row_of = {claim_key(r): number for number, c in enumerate(rows) for r in c.statements}
    judged = [(row_of[key], name, yes) for key, name, yes in assigned if key in row_of]
    found = issues.correct(issues.group(topical, encode, codebook, names), judged)
    return tuple(
        Issue(
            id=issue.id,
            name=issue.name,
            words=issue.words,
            claims=tuple(
                (rows[i].id, score, _stand(rows[i], where, score, issue.name))
                for i, score in issue.rows
            ),
            description=issue.description,
            is_codebook=issue.is_codebook,
        )
        for issue in found
    )


def _assigned(ledger: Iterable[Decision]) -> list[tuple[str, str, bool]]:
    """A person's word on statements and issues: key of the statement, name of the issue, whether it belongs."""
    found = []
    for decision in standing(ledger, "issue"):
        found.append((decision.left, decision.right, decision.verdict is Verdict.SAME))
    return found


def _beside(rows: Sequence[Claim], by_report: Mapping[Report, Said]) -> list[tuple[int, ...]]:
    """For each claim the claims whose reports stand within BESIDE characters of one of its own, nearest first."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, claim in enumerate(rows):
        for report in claim.statements:
            places[report[0]].append((by_report[report].position, number))
    near: list[dict[int, int]] = [{} for _ in rows]
    for entries in places.values():
        entries.sort()
        for i, (start, number) in enumerate(entries):
            for other, neighbour in entries[i + 1 : i + 6]:
                if other - start <= BESIDE and neighbour != number:
                    gap = other - start
                    near[neighbour][number] = min(gap, near[neighbour].get(number, gap))
                    near[number][neighbour] = min(gap + 1, near[number].get(neighbour, gap + 1))
    return [tuple(sorted(found, key=lambda n: (found[n], n))) for found in near]


def _topics(claim: Claim, by_report: Mapping[Report, Said]) -> tuple[str, ...]:
    """Noun phrases of its reports, each once."""
    return tuple(dict.fromkeys(t for r in claim.statements for t in by_report[r].topics))


def _stand(claim: Claim, where: Mapping[Report, Position], score: float, issue: str) -> Position:
    """Its position, where it is on the issue for sure: who rejects "the charge" need not be against the dam.

    Nor is who "wants no soldiers once there is peace" against peace: what a side clause names is not judged.
    """
    named, main = stems(issue), stems(_SIDE_CLAUSE.split(claim.text, maxsplit=1)[0])
    is_aside = bool(named & stems(claim.text)) and not named & main
    return _position(claim, where) if score >= SURE and not is_aside else Position.NEUTRAL


def _position(claim: Claim, where: Mapping[Report, Position]) -> Position:
    """The commonest position of its reports that is not neutral; the first in order breaks a tie."""
    found = [where[r] for r in claim.statements if where[r] is not Position.NEUTRAL]
    return max(sorted(set(found)), key=found.count) if found else Position.NEUTRAL


__all__ = ["Claims", "SentenceEncoder", "belief", "copies", "join"]
