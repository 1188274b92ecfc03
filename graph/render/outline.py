"""What a record holds, as numbers, and the claims that one page draws: ranked and counted by the record itself.

The view of a record ranks each claim (`rec:prominence`) and says on which side of which issue it stands
(`rec:against` and its like). So a page of a thousand marks reads some thousand claims, whatever the record holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from graph import terms
from graph.errors import StoreError
from graph.model import Position
from graph.render.lookup import Lookup
from graph.render.nearby import BATCH
from graph.render.page import IssueEntry

OTHER = IssueEntry("issue/other", "Other statements", "Statements that belong to no issue")
STAND_IN = (
    "issue/about-"  # how the id of a card begins that an actor gives its name, for want of issues
)
MOST_ISSUES = 40
FEW = 8  # times as many claims as a page has room for are looked up one by one
MOST_ABOUT = 3  # issues that one claim is about
REPORTS = (
    1.25  # for each node of a page: who is reported most often would else fill it with sentences
)

Sides = Mapping[
    tuple[str, Position], int
]  # how many claims stand on a side of an issue, by its IRI


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its reports, all as IRIs. `issues` are page ids, best first; `day` is ISO or empty."""

    claim: str
    statements: tuple[str, ...]
    speakers: tuple[str, ...]
    day: str = ""
    issues: tuple[str, ...] = (OTHER.id,)
    position: Position = Position.NEUTRAL


@dataclass(frozen=True, slots=True)
class Outline:
    """The claims that a page draws, in the order of their IRIs, and the issues they belong to.

    `more` counts by issue and position the claims that it does not draw; `total` counts all.
    """

    claims: tuple[ClaimRow, ...]
    issues: tuple[IssueEntry, ...]
    more: Mapping[str, tuple[tuple[Position, int], ...]] = field(default_factory=dict)
    total: int = 0


def outline(lookup: Lookup, within: Collection[str] | None, room: int) -> Outline:
    """Claims that fill at most `room` nodes with their speakers and issues: those of most outlets, then the newest.

    `within` are the IRIs of the claims that may be shown, None for all. The cost hardly depends on what is not shown.
    """
    whole = count(lookup)
    if within is not None and len(within) == whole:
        within = None  # to ask for each claim by name takes much longer
    everywhere = sides(lookup, None)
    inside = everywhere if within is None else sides(lookup, within)
    kept = [issue for issue in main_issues(everywhere) if any(inside[issue, p] for p in Position)]
    total = whole if within is None else len(within)
    most = max(1, room - len(kept) - (sum(inside.values()) < total))
    rows = list(_fitting(lookup, ranked(lookup, within, most), most))
    if everywhere:
        rows, entries = [_at_home(lookup, row, kept) for row in rows], issue_entries(lookup, kept)
    else:
        rows, entries = _by_mention(lookup, rows)
    more = _left(lookup, inside, kept, total, rows)
    if OTHER.id in more or any(OTHER.id in row.issues for row in rows):
        entries = (*entries, OTHER)
    return Outline(tuple(sorted(rows, key=lambda row: row.claim)), entries, more, total)


# --- counting ---------------------------------------------------------------------------------------


def count(lookup: Lookup) -> int:
    """How many claims there are. StoreError where an earlier version built the record and did not rank them."""
    ranks = _number(lookup, f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ ?c {terms.PROMINENCE} ?r }}")
    if not ranks and any(lookup.rows(f"SELECT ?c {{ ?s {terms.HAS_CLAIM} ?c }} LIMIT 1")):
        raise StoreError(
            "the record was built by an earlier version, which did not rank its claims: build it again"
        )
    return ranks


def sides(lookup: Lookup, within: Collection[str] | None) -> Sides:
    """How many claims are for, against … which issue; each claim counts once, for the issue it fits best."""
    found: Counter[tuple[str, Position]] = Counter()
    for position, edge in terms.EDGE_OF_POSITION.items():
        if within is None:
            text = f"SELECT ?i (COUNT(DISTINCT ?x) AS ?n) {{ ?x {edge} ?i }} GROUP BY ?i"
            rows = lookup.rows(text)
        else:
            about = Counter(i for _, i in lookup.among(within, f"?x {edge} ?i", "?x ?i"))
            rows = ((issue, str(number)) for issue, number in about.items())
        for issue, number in rows:
            if issue:  # a group of nothing has no name
                found[issue, position] += int(number or 0)
    return found


def main_issues(found: Sides) -> list[str]:
    """The issues that hold most claims; the rest go under "Other statements"."""
    sizes: Counter[str] = Counter()
    for (issue, _), number in found.items():
        sizes[issue] += number
    return sorted(sizes, key=lambda issue: (-sizes[issue], issue))[:MOST_ISSUES]


def _left(
    lookup: Lookup, inside: Sides, kept: Collection[str], total: int, drawn: Iterable[ClaimRow]
) -> dict[str, tuple[tuple[Position, int], ...]]:
    """What is not drawn, by the id of its card and by position."""
    left: dict[str, Counter[Position]] = defaultdict(Counter)
    for (issue, position), number in inside.items():
        home = lookup.local(NamedNode(issue)) if issue in kept else OTHER.id
        left[home][position] += number
    left[OTHER.id][Position.NEUTRAL] += total - sum(inside.values())
    stand_in = not inside
    for row in drawn:
        left[OTHER.id if stand_in else row.issues[0]][row.position] -= 1
    found = {
        issue: tuple((position, counts[position]) for position in Position if counts[position] > 0)
        for issue, counts in left.items()
    }
    return {issue: counts for issue, counts in found.items() if counts}


def _number(lookup: Lookup, text: str) -> int:
    return next((int(number or 0) for (number,) in lookup.rows(text)), 0)


# --- choosing ---------------------------------------------------------------------------------------


def ranked(lookup: Lookup, within: Collection[str] | None, most: int) -> list[str]:
    """The first `most` claims: more outlets first, then more statements, then the newer, then by their IRIs."""
    if within is not None and len(within) < FEW * most:
        rows = lookup.each(within, f"?x {terms.PROMINENCE} ?n", "?x ?n")
        return _in_order(rows)[:most]
    size = most  # of many claims, the first of the record are looked through until enough are among them
    while True:
        leading = _leading(lookup, size)
        found = [claim for claim in leading if within is None or claim in within]
        if len(found) >= most or len(leading) < size:
            return found[:most]
        size *= 4


def _leading(lookup: Lookup, most: int) -> list[str]:
    """The first claims of the record, some more than `most` where several are level.

    One index is read twice; sorting the claims themselves would look up the name of each.
    """
    rank = f"?x {terms.PROMINENCE} ?n"
    last = f"SELECT ?n {{ {rank} }} ORDER BY DESC(?n) OFFSET {most - 1} LIMIT 1"
    least = _number(lookup, last)
    return _in_order(lookup.rows(f"SELECT ?x ?n {{ {rank} FILTER(?n >= {least}) }}"))


def _in_order(rows: Iterable[tuple[str | None, ...]]) -> list[str]:
    found = {(-int(number or 0), claim or "") for claim, number in rows}
    return [claim for _, claim in sorted(found)]


def _fitting(lookup: Lookup, claims: list[str], most: int) -> Iterator[ClaimRow]:
    """The first claims that make, with their speakers, at most `most` nodes, and not too many reports."""
    seen: set[str] = set()
    reports = 0
    for start in range(0, len(claims), BATCH):
        part = [NamedNode(claim) for claim in claims[start : start + BATCH]]
        for predicate in (terms.HAS_CLAIM, terms.ASSIGNED_CLAIM):
            lookup.load_into(predicate, part)
        lookup.load(part)
        lookup.load((a for c in part for a in lookup.subjects(terms.ASSIGNED_CLAIM, c)), steps=1)
        lookup.load(s for claim in part for s in lookup.subjects(terms.HAS_CLAIM, claim))
        for place, claim in enumerate(part, start + 1):
            row = _row(lookup, claim)
            reports += len(row.statements)
            is_full = place + len(seen | set(row.speakers)) > most
            if is_full or (place > 1 and reports > REPORTS * most):
                return
            seen.update(row.speakers)
            yield row


def _row(lookup: Lookup, claim: NamedNode) -> ClaimRow:
    statements = lookup.subjects(terms.HAS_CLAIM, claim)
    for this in (claim, *statements):
        lookup.take(this)
    who = {actor.value for s in statements for actor in lookup.nodes(s, terms.SPEAKER)}
    day = min((day for s in statements if (day := lookup.words(s, terms.DAY))), default="")
    return ClaimRow(claim.value, tuple(s.value for s in statements), tuple(sorted(who)), day)


# --- cards ------------------------------------------------------------------------------------------


def issue_entries(lookup: Lookup, issues: Iterable[str]) -> tuple[IssueEntry, ...]:
    """The issues with their names, in the same order."""
    nodes = [NamedNode(issue) for issue in issues]
    lookup.load(nodes, steps=1)
    return tuple(_issue_entry(lookup, node) for node in nodes)


def _issue_entry(lookup: Lookup, this: NamedNode) -> IssueEntry:
    local = lookup.local(this)
    name = lookup.words(this, terms.LABEL) or local
    words = ", ".join(lookup.all_words(this, terms.ISSUE_WORD)[:6])
    return IssueEntry(local, name, lookup.words(this, terms.DESCRIPTION) or words or None)


def _at_home(lookup: Lookup, row: ClaimRow, kept: Collection[str]) -> ClaimRow:
    """The claim in the card of the issue that it fits best, and what else it is about."""
    claim = NamedNode(row.claim)
    edges = ((p, lookup.first(claim, edge)) for p, edge in terms.EDGE_OF_POSITION.items())
    side = next(((p, issue) for p, issue in edges if issue), None)
    if side is None:
        return row
    position, home = side
    best = lookup.local(home) if home.value in kept else OTHER.id
    others = (i for i in _by_score(lookup, claim)[:MOST_ABOUT] if i != home and i.value in kept)
    return replace(row, issues=(best, *map(lookup.local, others)), position=position)


def _by_score(lookup: Lookup, claim: NamedNode) -> list[NamedNode]:
    """The issues of a claim, the one that it fits best first."""
    if len(lookup.nodes(claim, terms.HAS_ISSUE)) < 2:
        return []  # only its main issue, which the caller knows
    found = []
    for this in lookup.subjects(terms.ASSIGNED_CLAIM, claim):
        issue = lookup.first(this, terms.ASSIGNED_ISSUE)
        if issue:
            found.append((-(lookup.number(this, terms.SCORE) or 0), str(issue), issue))
    return [issue for _, _, issue in sorted(found)]


def _by_mention(
    lookup: Lookup, rows: list[ClaimRow]
) -> tuple[list[ClaimRow], tuple[IssueEntry, ...]]:
    """A stand-in for issues: each claim goes to the actor it mentions that most of them mention, three at least."""
    mentioned = {row.claim: _mentioned(lookup, row) for row in rows}
    sizes = Counter(actor for actors in mentioned.values() for actor in actors)
    common = sorted((a for a in sizes if sizes[a] >= 3), key=lambda a: (-sizes[a], a))[:12]
    rank = {actor: i for i, actor in enumerate(common)}
    out, used = [], set()
    for row in rows:
        best = min((a for a in mentioned[row.claim] if a in rank), key=rank.__getitem__, default="")
        issue = f"{STAND_IN}{best.rsplit('/', 1)[-1]}" if best else OTHER.id
        used.add(issue)
        out.append(replace(row, issues=(issue,)))
    entries = (_about(lookup, actor) for actor in common)
    return out, tuple(entry for entry in entries if entry.id in used)


def _mentioned(lookup: Lookup, row: ClaimRow) -> set[str]:
    """Whom the contents of a claim mention, its speakers aside."""
    contents = (lookup.first(NamedNode(s), terms.HAS_CONTENT) for s in row.statements)
    found = {a.value for c in contents if c for a in lookup.nodes(c, terms.MENTIONS)}
    return found - set(row.speakers)


def _about(lookup: Lookup, actor: str) -> IssueEntry:
    name = lookup.words(NamedNode(actor), terms.LABEL) or "an unnamed actor"
    local = actor.rsplit("/", 1)[-1]
    return IssueEntry(f"{STAND_IN}{local}", f"On {name}", f"Claims that mention {name}")
