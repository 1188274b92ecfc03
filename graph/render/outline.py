"""What a record holds, in a few columns: enough to choose what one page shows before anything is read in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from graph import terms
from graph.errors import ConfigError
from graph.model import Position
from graph.render.lookup import Lookup
from graph.render.page import IssueEntry

OTHER = IssueEntry("issue/other", "Other statements", "Statements that belong to no issue")
MOST_ISSUES = 40


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its reports, all as IRIs. `issues` come best first; `day` and `last` are ISO or empty."""

    claim: str
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: int
    day: str = ""
    last: str = ""
    issues: tuple[str, ...] = ()
    position: Position = Position.NEUTRAL


@dataclass(frozen=True, slots=True)
class Outline:
    """All claims of a record, in the order of their IRIs, and the issues there are."""

    claims: tuple[ClaimRow, ...]
    issues: tuple[IssueEntry, ...]
    more: Mapping[str, tuple[tuple[Position, int], ...]] = field(default_factory=dict)


def outline(lookup: Lookup) -> Outline:
    """Reads the columns of all claims: five queries, whatever the size of the record."""
    reports: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement, claim, document in lookup.rows(
        f"SELECT ?s ?c ?d {{ ?s {terms.HAS_CLAIM} ?c ; {terms.DOCUMENT} ?d }}"
    ):
        reports[claim or ""].append((statement or "", document or ""))
    # One pattern each: what else has a day is not asked for below, and a join would take longer than reading it.
    speakers = _grouped(lookup, f"SELECT ?s ?a {{ ?s {terms.SPEAKER} ?a }}")
    outlets = _pairs(lookup, f"SELECT ?d ?n {{ ?d {terms.PUBLISHER_NAME} ?n }}")
    days = _pairs(lookup, f"SELECT ?s ?t {{ ?s {terms.DAY} ?t }}")
    rows = [_row(claim, sorted(found), speakers, outlets, days) for claim, found in reports.items()]
    return _with_issues(lookup, sorted(rows, key=lambda row: row.claim))


def _row(
    claim: str,
    found: list[tuple[str, str]],
    speakers: Mapping[str, list[str]],
    outlets: Mapping[str, str],
    days: Mapping[str, str],
) -> ClaimRow:
    statements = tuple(statement for statement, _ in found)
    documents = tuple(dict.fromkeys(document for _, document in found))
    who = {actor for statement in statements for actor in speakers.get(statement, ())}
    names = {outlets.get(document) or document for document in documents}
    dated = sorted(days[s] for s in statements if s in days)
    first, last = (dated[0], dated[-1]) if dated else ("", "")
    return ClaimRow(claim, statements, documents, tuple(sorted(who)), len(names), first, last)


def _pairs(lookup: Lookup, query: str) -> dict[str, str]:
    return {key or "": value or "" for key, value in lookup.rows(query)}


def _grouped(lookup: Lookup, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in lookup.rows(query):
        found[key or ""].append(value or "")
    return found


# --- issues -------------------------------------------------------------------------------------


def _with_issues(lookup: Lookup, rows: list[ClaimRow]) -> Outline:
    """Issues and positions of the record, or, before there are any, what the claims mention most."""
    assigned = _assignments(lookup)
    if assigned:
        rows = [_assign(row, assigned.get(row.claim, ())) for row in rows]
        entries = _issue_entries(lookup, rows)
    else:
        rows, entries = _by_mention(lookup, rows)
    kept = {issue.id for issue in entries}
    rows = [_at_home(row, kept) for row in rows]
    needs_other = any(OTHER.id in row.issues for row in rows)
    return Outline(tuple(rows), (*entries, OTHER) if needs_other else entries)


def _assignments(lookup: Lookup) -> dict[str, list[tuple[float, str, Position]]]:
    found: dict[str, list[tuple[float, str, Position]]] = defaultdict(list)
    for claim, issue, score, position in lookup.rows(
        f"SELECT ?c ?i ?n ?p {{ ?a {terms.ASSIGNED_CLAIM} ?c ; {terms.ASSIGNED_ISSUE} ?i ;"
        f" {terms.POSITION} ?p OPTIONAL {{ ?a {terms.SCORE} ?n }} }}"
    ):
        member = terms.member_of("position", NamedNode(position or ""))
        local = lookup.local(NamedNode(issue or ""))
        found[claim or ""].append((-float(score or 0), local, Position(member)))
    return {claim: sorted(values) for claim, values in found.items()}


def _assign(row: ClaimRow, values: Iterable[tuple[float, str, Position]]) -> ClaimRow:
    best = list(values)
    if not best:
        return row
    return replace(row, issues=tuple(issue for _, issue, _ in best[:3]), position=best[0][2])


def _issue_entries(lookup: Lookup, rows: list[ClaimRow]) -> tuple[IssueEntry, ...]:
    """The issues that hold most statements; the rest go under "Other statements"."""
    sizes = Counter(row.issues[0] for row in rows if row.issues)
    ranked = sorted(sizes, key=lambda issue: (-sizes[issue], issue))[:MOST_ISSUES]
    nodes = [NamedNode(lookup.record.minter.base + issue) for issue in ranked]
    lookup.load(nodes, steps=1)
    return tuple(_issue_entry(lookup, node) for node in nodes)


def _issue_entry(lookup: Lookup, this: NamedNode) -> IssueEntry:
    local = lookup.local(this)
    name = lookup.words(this, terms.LABEL) or local
    words = ", ".join(lookup.all_words(this, terms.ISSUE_WORD)[:6])
    return IssueEntry(local, name, lookup.words(this, terms.DESCRIPTION) or words or None)


def _at_home(row: ClaimRow, kept: set[str]) -> ClaimRow:
    issues = tuple(issue for issue in row.issues if issue in kept) or (OTHER.id,)
    return row if issues == row.issues else replace(row, issues=issues)


def _by_mention(
    lookup: Lookup, rows: list[ClaimRow]
) -> tuple[list[ClaimRow], tuple[IssueEntry, ...]]:
    """A stand-in for issues: each claim goes to the actor it mentions that most claims mention, three at least."""
    mentioned: dict[str, set[str]] = defaultdict(set)
    of_claim = {statement: row for row in rows for statement in row.statements}
    for statement, actor in lookup.rows(
        f"SELECT ?s ?a {{ ?s {terms.HAS_CONTENT} ?c . ?c {terms.MENTIONS} ?a }}"
    ):
        row = of_claim.get(statement or "")
        if row and actor and actor not in row.speakers:
            mentioned[row.claim].add(actor)
    sizes = Counter(actor for actors in mentioned.values() for actor in actors)
    common = sorted((a for a in sizes if sizes[a] >= 3), key=lambda a: (-sizes[a], a))[:12]
    rank = {actor: i for i, actor in enumerate(common)}
    out, used = [], set()
    for row in rows:
        best = min(
            (a for a in mentioned[row.claim] if a in rank), key=lambda a: rank[a], default=""
        )
        issue = f"issue/about-{best.rsplit('/', 1)[-1]}" if best else OTHER.id
        used.add(issue)
        out.append(replace(row, issues=(issue,)))
    entries = (_about(lookup, actor) for actor in common)
    return out, tuple(entry for entry in entries if entry.id in used)


def _about(lookup: Lookup, actor: str) -> IssueEntry:
    name = lookup.words(NamedNode(actor), terms.LABEL) or "an unnamed actor"
    local = actor.rsplit("/", 1)[-1]
    return IssueEntry(f"issue/about-{local}", f"On {name}", f"Claims that mention {name}")


# --- choosing -------------------------------------------------------------------------------------


def choose(whole: Outline, most: int) -> Outline:
    """Claims that make, with their speakers, at most `most` nodes: those of most outlets first, then the newest.

    What is left out is counted in `more`, by issue and position, so that the cards still tell the whole.
    """
    ranked = sorted(whole.claims, key=lambda row: row.claim)
    ranked.sort(key=lambda row: row.day, reverse=True)
    ranked.sort(key=lambda row: (row.outlets, len(row.statements)), reverse=True)
    kept: set[str] = set()
    seen: set[str] = set()
    for row in ranked:
        if len(kept) + 1 + len(seen | set(row.speakers)) > most:
            break
        kept.add(row.claim)
        seen.update(row.speakers)
    left: dict[str, Counter[Position]] = defaultdict(Counter)
    for row in ranked[len(kept) :]:
        left[row.issues[0]][row.position] += 1
    more = {
        issue: tuple((position, counts[position]) for position in Position if counts[position])
        for issue, counts in left.items()
    }
    claims = tuple(row for row in whole.claims if row.claim in kept)
    return Outline(claims, whole.issues, more)


def only_since(whole: Outline, day: str) -> Outline:
    """Claims reported on or after an ISO day."""
    return _kept(whole, lambda row: row.last >= day)


def only_issue(whole: Outline, wanted: str) -> Outline:
    """Claims of the issue with this name or id. ConfigError, with the issues there are, for another."""
    key = wanted.casefold().strip()
    found = [
        i for i in whole.issues if key in (i.id.casefold(), i.name.casefold(), i.id[6:].casefold())
    ]
    if not found:
        known = ", ".join(sorted(issue.name for issue in whole.issues)) or "none"
        raise ConfigError(f"there is no issue {wanted!r} in the record; there are: {known}")
    return _kept(whole, lambda row: found[0].id in row.issues)


def only_nodes(whole: Outline, wanted: set[str]) -> Outline:
    """Claims that are in `wanted` themselves or by a statement; else those whose speaker or document is."""
    direct = _kept(whole, lambda row: row.claim in wanted or bool(wanted & set(row.statements)))
    if direct.claims:
        return direct
    return _kept(whole, lambda row: bool(wanted & {*row.speakers, *row.documents}))


def only_actor(whole: Outline, actor: str, statements: set[str]) -> Outline:
    """Claims of an actor, and those of `statements`, which mention or address it."""
    return _kept(whole, lambda row: actor in row.speakers or bool(statements & set(row.statements)))


def _kept(whole: Outline, keep: Callable[[ClaimRow], bool]) -> Outline:
    claims = tuple(row for row in whole.claims if keep(row))
    used = {issue for row in claims for issue in row.issues}
    return Outline(claims, tuple(issue for issue in whole.issues if issue.id in used))
