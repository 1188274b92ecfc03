"""Which part of a record a page shows: the claims, and the other findings, that a reader's selection keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import day as day_literal
from graph.errors import ConfigError
from graph.query import Table, named, parse, prepare, read, unordered
from graph.render.lookup import Lookup
from graph.render.outline import OTHER, count, issue_entries, main_issues, sides

_ACTOR_EDGES = " ".join(str(edge) for edge in sorted(terms.DIRECT.values(), key=str))
_SIDES = "|".join(str(edge) for edge in terms.EDGE_OF_POSITION.values())
MOST_ROWS = 3_000  # of a query: some times as many as a page has room for
_FACTS = " ".join(map(str, (terms.COMMITMENT, terms.STANCE, terms.EVENT)))


@dataclass(frozen=True, slots=True)
class Selection:
    """What part of a record a page shows; everything left out means the whole record.

    `actor` and `issue` are names or ids, `query` the name of a named query or SPARQL text, `values` its parameters,
    `since` the first day of reports.
    """

    actor: str | None = None
    issue: str | None = None
    query: str | None = None
    since: date | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """IRIs of the claims, and of the other findings, that may be shown; None for all of the record.

    `is_cut` tells that the query has more rows than a page looks at.
    """

    claims: frozenset[str] | None = None
    findings: frozenset[str] | None = None
    is_cut: bool = False

    def narrowed(
        self, claims: Iterable[str] | None, findings: Iterable[str] | None = None
    ) -> Scope:
        """What is also among these; None narrows nothing."""
        return replace(
            self, claims=_both(self.claims, claims), findings=_both(self.findings, findings)
        )


def _both(known: frozenset[str] | None, new: Iterable[str] | None) -> frozenset[str] | None:
    if new is None:
        return known
    return frozenset(new) if known is None else known & frozenset(new)


def select(lookup: Lookup, selection: Selection) -> Scope:
    """What the selection keeps. Raises ConfigError for names that the record does not have, QueryError from below."""
    scope = Scope()
    if selection.values and not selection.query:
        raise ConfigError("values are for the parameters of a query: name the query as well")
    if selection.since:
        claims, facts = _since(lookup, selection.since)
        scope = scope.narrowed(claims, facts)
    if selection.actor:
        actor = find_actor(lookup, selection.actor)
        about = _findings_of(lookup, actor)
        scope = scope.narrowed(_spoken(lookup, actor) | _claims_with(lookup, about), about)
    if selection.issue:
        scope = scope.narrowed(_claims_of_issue(lookup, selection.issue))
    wanted: set[str] = set()
    if selection.query:
        wanted, is_cut = _answers(lookup, selection.query, dict(selection.values))
        scope = replace(scope, is_cut=is_cut)
        scope = scope.narrowed(_claims_named(lookup, wanted, scope.claims))
    if selection.issue or selection.query:
        scope = scope.narrowed(None, wanted | _reported_in(lookup, scope.claims or frozenset()))
    return scope


def _first(rows: Iterable[tuple[str | None, ...]]) -> set[str]:
    """The first cell of each row."""
    return {row[0] for row in rows if row[0]}


# --- by day -----------------------------------------------------------------------------------------


def _since(lookup: Lookup, day: date) -> tuple[set[str], set[str]]:
    """Claims that were reported on that day or later, and the facts of documents of that time."""
    on = day_literal(day)
    claims = lookup.rows(
        f"SELECT DISTINCT ?c {{ ?s {terms.DAY} ?t FILTER(?t >= {on}) ?s {terms.HAS_CLAIM} ?c }}"
    )
    facts = lookup.rows(
        f"SELECT ?f {{ ?d {terms.PUBLISHED} ?p FILTER(?p >= {on}) ?f {terms.DOCUMENT} ?d ; a ?k VALUES ?k {{ {_FACTS} }} }}"
    )
    return _first(claims), _first(facts)


# --- by actor ---------------------------------------------------------------------------------------


def find_actor(lookup: Lookup, wanted: str) -> NamedNode:
    """The actor with this id, name or other name; of several the one with most statements."""
    key = wanted.casefold().strip()
    found: dict[str, float] = {}
    for actor, label, number in lookup.rows(
        f"SELECT ?a ?l ?n {{ {{ SELECT DISTINCT ?a {{ ?x {terms.ACTOR} ?a }} }}"
        f" {{ ?a {terms.LABEL} ?l }} UNION {{ ?a {terms.ALT_LABEL} ?l }}"
        f" OPTIONAL {{ ?a {terms.STATEMENT_COUNT} ?n }} }}"
    ):
        local = lookup.local(NamedNode(actor or ""))
        names = (actor, local, label, local.rpartition("/")[2])
        if actor and key in {(name or "").casefold() for name in names}:
            found[actor] = float(number or 0)
    if not found:
        raise ConfigError(
            f"there is no actor {wanted!r} in the record: check the spelling; `onrecord query RECORD most-quoted` "
            "lists who speaks"
        )
    return NamedNode(min(found, key=lambda actor: (-found[actor], actor)))


def _spoken(lookup: Lookup, actor: NamedNode) -> set[str]:
    text = f"SELECT ?c {{ ?s {terms.SPEAKER} {actor} ; {terms.HAS_CLAIM} ?c }}"
    return _first(lookup.rows(text))


def _findings_of(lookup: Lookup, actor: NamedNode) -> set[str]:
    """Everything that names the actor in any part, and statements whose content mentions it."""
    return _first(
        lookup.rows(
            f"SELECT ?f {{ VALUES ?p {{ {_ACTOR_EDGES} }} ?x ?p {actor} ."
            f" OPTIONAL {{ ?s {terms.HAS_CONTENT} ?x }} BIND(COALESCE(?s, ?x) AS ?f) }}"
        )
    )


# --- by issue ---------------------------------------------------------------------------------------


def _claims_of_issue(lookup: Lookup, wanted: str) -> set[str]:
    """Claims of the issue with this name or id. ConfigError, with the issues there are, for another."""
    key = wanted.casefold().strip()
    found = sides(lookup, None)
    kept = main_issues(found)
    entries = issue_entries(lookup, kept)
    if sum(number for (issue, _), number in found.items() if issue in kept) < count(lookup):
        entries = (*entries, OTHER)
    for entry in entries:
        if key in (entry.id.casefold(), entry.name.casefold(), entry.id[6:].casefold()):
            return _others(lookup, kept) if entry is OTHER else _held_by(lookup, entry.id)
    known = ", ".join(sorted(entry.name for entry in entries)) or "none"
    raise ConfigError(f"there is no issue {wanted!r} in the record; there are: {known}")


def _held_by(lookup: Lookup, issue: str) -> set[str]:
    this = NamedNode(lookup.record.minter.base + issue)
    return _first(lookup.rows(f"SELECT ?c {{ ?c {terms.HAS_ISSUE} {this} }}"))


def _others(lookup: Lookup, kept: Iterable[str]) -> set[str]:
    """Claims that stand in none of these cards."""
    cards = set(kept)
    rows = lookup.rows(f"SELECT ?c ?i {{ ?c {_SIDES} ?i }}")
    held = {claim for claim, issue in rows if issue in cards}
    return _first(lookup.rows(f"SELECT ?c {{ ?c {terms.PROMINENCE} ?n }}")) - held


# --- by query ---------------------------------------------------------------------------------------


def _answers(lookup: Lookup, text: str, values: Mapping[str, str]) -> tuple[set[str], bool]:
    """What a named query or SPARQL text names: nodes, and all that its evidences prove; and whether there is more.

    A page looks at the first rows only, in the order in which they are found: a query of a shipped name may have as
    many rows as the record has statements, and each costs as much as what a page draws of it.
    """
    asked = parse("query", text) if any(sign in text for sign in "{? ") else named(text)
    record: Any = lookup.record
    answer = read(record.query(unordered(prepare(record, asked, values))), MOST_ROWS + 1)
    if isinstance(answer, bool):
        raise ConfigError("an ASK query has no rows to show: render a SELECT or CONSTRUCT query")
    rows: Sequence[Iterable[object]] = answer.rows if isinstance(answer, Table) else answer
    base = lookup.record.minter.base
    cells = {getattr(cell, "value", "") for row in rows[:MOST_ROWS] for cell in row}
    found = {value for value in cells if value.startswith(base) and " " not in value}
    if not found:
        raise ConfigError(
            "the query names nothing that a page can show: select IRIs of statements, claims, actors, documents "
            "or evidences; or the record has no answer to it (`onrecord query` shows it)"
        )
    return found | _proven(lookup, found), len(rows) > MOST_ROWS


def _proven(lookup: Lookup, wanted: set[str]) -> set[str]:
    """Findings whose evidence is among the nodes, and the statements in which those findings stand."""
    pattern = f"?f {terms.EVIDENCE} ?x OPTIONAL {{ ?f {terms.REPORTED_IN} ?s }}"
    evidences = (value for value in wanted if "/evidence/" in value)
    return {value for row in lookup.each(evidences, pattern, "?f ?s") for value in row if value}


def _claims_named(lookup: Lookup, wanted: set[str], within: frozenset[str] | None) -> set[str]:
    """Claims that are named themselves or by a statement; else those whose speaker or document is."""
    named_claims = (value for value in wanted if "/claim/" in value)
    claims = _first(lookup.each(named_claims, f"?x {terms.PROMINENCE} ?n", "?x"))
    found = claims | _claims_with(lookup, wanted)
    found = found if within is None else found & within
    if found:
        return found
    pattern = f"?s {terms.SPEAKER}|{terms.DOCUMENT} ?x ; {terms.HAS_CLAIM} ?c"
    others = (value for value in wanted if "/actor/" in value or "/document/" in value)
    return _first(lookup.each(others, pattern, "?c"))


# --- what goes with it ------------------------------------------------------------------------------


def _claims_with(lookup: Lookup, statements: Iterable[str]) -> set[str]:
    found = (value for value in statements if "/statement/" in value)
    return _first(lookup.each(found, f"?x {terms.HAS_CLAIM} ?c", "?c"))


def _reported_in(lookup: Lookup, claims: Collection[str]) -> set[str]:
    """Findings that stand in a statement of one of the claims."""
    pattern = f"?s {terms.HAS_CLAIM} ?x . ?f {terms.REPORTED_IN} ?s"
    return {found for _, found in lookup.among(claims, pattern, "?x ?f") if found}
