"""Statements → claims: the same claim, its independent sources, its contradictions, its history."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
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
from graph.resolve.claims import history, issues, position, stand
from graph.resolve.claims.copies import Origins, Source, copies, independent
from graph.resolve.claims.encoder import SentenceEncoder
from graph.resolve.claims.likeness import Encode
from graph.resolve.claims.relations import relations
from graph.resolve.claims.said import Said
from graph.resolve.claims.same import claim_key, clusters, decide
from graph.resolve.ledger import pair_of, standing

Report = tuple[str, int]
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
    about: Mapping[str, Sequence[str]] | None = None,
) -> Claims:
    """Claims over documents. `ledger` holds people's decisions, which outrank the automatic ones.

    `names` are those of actors: no issue is called so. `about` are the phrases that tell what each document is about.
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
    held = _Positions(by_report, signs or {})
    return Claims(
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        relations=relations(said, claim_of, encode),
        copies=found,
        issues=_issues(
            claims, by_report, held, encode, codebook, _assigned(ledger), names, about or {}
        ),
        pledges=history.pledges(reported, origins),
        decisions=automatic,
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
    held: _Positions,
    encode: Encode,
    codebook: Sequence[issues.Code],
    assigned: Sequence[tuple[str, str, bool]],
    names: Iterable[str],
    about: Mapping[str, Sequence[str]],
) -> tuple[Issue, ...]:
    rows = sorted(claims, key=lambda c: (-len(c.statements), c.id))
    beside = _beside(rows, by_report)
    topical = [
        issues.Topical(
            c.text,
            _topics(c, by_report),
            tuple(sorted({d for d, _ in c.statements})),
            beside[number],
            tuple(
                dict.fromkeys(
                    t for d in sorted({d for d, _ in c.statements}) for t in about.get(d, ())
                )
            ),
        )
        for number, c in enumerate(rows)
    ]
    row_of = {claim_key(r): number for number, c in enumerate(rows) for r in c.statements}
    judged = [(row_of[key], name, yes) for key, name, yes in assigned if key in row_of]
    found = issues.correct(issues.group(topical, encode, codebook, names), judged)
    positions = _positions(rows, found, held)
    return tuple(
        Issue(
            id=issue.id,
            name=issue.name,
            words=issue.words,
            claims=tuple((rows[i].id, score, positions[i, issue.id]) for i, score in issue.rows),
            description=issue.description,
            is_codebook=issue.is_codebook,
        )
        for issue in found
    )


def _positions(
    rows: Sequence[Claim], found: Sequence[issues.Grouped], held: _Positions
) -> dict[tuple[int, str], Position]:
    """The position of each claim on each of its issues, by row and issue; the words of a claim are read once."""
    issues_of: defaultdict[int, list[issues.Grouped]] = defaultdict(list)
    for issue in found:
        for row, _ in issue.rows:
            issues_of[row].append(issue)
    return {
        (row, issue.id): where
        for row, mine in issues_of.items()
        for issue, where in zip(mine, held.of(rows[row], mine), strict=True)
    }


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


class _Positions:
    """Where claims stand on issues, by the statements that report them."""

    def __init__(self, said: Mapping[Report, Said], signs: Mapping[Report, position.Signs]) -> None:
        self._said = said
        self._signs = signs

    def of(self, claim: Claim, found: Sequence[issues.Grouped]) -> list[Position]:
        """For each issue the commonest position of the claim's reports; neutral where two are as common."""
        reports = [
            stand.Standpoint(self._said[report], self._signs.get(report, position.NONE))
            for report in claim.statements
        ]
        return [_commonest(reports, _names(issue)) for issue in found]


def _names(issue: issues.Grouped) -> list[str]:
    return [issue.name, *(issue.words if issue.is_codebook else ())]


def _commonest(reports: Iterable[stand.Standpoint], names: Sequence[str]) -> Position:
    positions = (report.on(names) for report in reports)
    held = Counter(p for p in positions if p is not Position.NEUTRAL).most_common(2)
    if not held or (len(held) > 1 and held[0][1] == held[1][1]):
        return Position.NEUTRAL
    return held[0][0]


__all__ = ["Claims", "SentenceEncoder", "belief", "copies", "join"]
