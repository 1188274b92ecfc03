"""`PageData` from a record: chosen first in outline, then read in full, so that size on the page bounds the cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from graph import terms
from graph.errors import ConfigError
from graph.model import Relation
from graph.query import Table, ask, named, named_queries
from graph.render import outline as chosen
from graph.render.actors import ActorPool
from graph.render.facts import Allowed, FactReader
from graph.render.lookup import Lookup, as_day
from graph.render.nearby import BATCH, Record
from graph.render.outline import ClaimRow, Outline, choose, outline
from graph.render.page import (
    ClaimLink,
    DocumentEntry,
    Evidence,
    IssueEntry,
    Mark,
    MarkRole,
    PageData,
    Report,
    StatementEntry,
)

_TAIL = re.compile(r"\s*[,;:–—]\s*([”\"’')\]]*)$")
_ACTOR_EDGES = " ".join(str(edge) for edge in sorted(terms.DIRECT.values(), key=str))


@dataclass(frozen=True, slots=True)
class Selection:
    """What part of a record a page shows; everything left out means the whole record.

    `actor` and `issue` are names or ids, `query` the name of a named query without required parameters or SPARQL
    text, `since` the first day of reports.
    """

    actor: str | None = None
    issue: str | None = None
    query: str | None = None
    since: date | None = None


def gather(
    record: Record,
    *,
    title: str,
    selection: Selection | None = None,
    full_text: bool = True,
    max_nodes: int = 1500,
) -> PageData:
    """Everything on one page, at most about `max_nodes` nodes.

    Raises ConfigError for an actor, issue or query that the record does not have, QueryError for SPARQL that
    cannot be read.
    """
    if max_nodes < 1:
        raise ConfigError(f"max_nodes is {max_nodes}; a page needs room for one node at least")
    return _Gatherer(record, full_text, max_nodes).page(title, selection or Selection())


class _Gatherer:
    def __init__(self, record: Record, full_text: bool, max_nodes: int) -> None:
        self._lookup = Lookup(record, full_text=full_text)
        self._max_nodes = max_nodes
        self._copies: dict[str, str] | None = None

    def page(self, title: str, selection: Selection) -> PageData:
        whole, allowed = self._select(outline(self._lookup), selection)
        part = choose(whole, max(1, int(self._max_nodes * 0.8) - len(whole.issues)))
        room = max(1, self._max_nodes - len(part.claims) - len(part.issues))
        speakers = len({actor for row in part.claims for actor in row.speakers})
        pool = ActorPool(self._lookup, max(speakers, room - room // 4))
        self._lookup.load(NamedNode(row.claim) for row in part.claims)
        self._lookup.load(NamedNode(s) for row in part.claims for s in row.statements)
        statements = tuple(self._statement(row, pool) for row in part.claims)
        facts = FactReader(self._lookup, pool, allowed)
        commitments = facts.commitments(room // 6)
        events = facts.events(room // 12)
        stances = facts.stances(self._max_nodes // 5)
        roles = facts.roles()
        actors, places = pool.entries()
        local = self._lookup.local
        sources = {local(NamedNode(row.claim)): self._claim_nodes(row) for row in part.claims}
        sources |= {entry.id: nodes for entry, nodes in commitments}
        sources |= {entry.id: nodes for entry, nodes in events}
        sources |= {local(actor): (actor,) for actor in pool.wanted()}
        return PageData(
            title=title,
            documents=self._documents(),
            actors=actors,
            issues=_issues(part),
            statements=tuple(sorted((s for s in statements if s.reports), key=_place_in_the_texts)),
            links=self._links(part.claims),
            commitments=tuple(entry for entry, _ in commitments),
            stances=stances,
            roles=roles,
            events=tuple(entry for entry, _ in events),
            places=places,
            turtle={key: self._lookup.turtle(nodes) for key, nodes in sources.items()},
            prefixes=self._lookup.prefixes(),
            base=self._lookup.record.minter.base,
            notes=_notes(whole, part, selection),
        )

    # --- what is shown -------------------------------------------------------------------------

    def _select(self, whole: Outline, selection: Selection) -> tuple[Outline, Allowed]:
        """The claims that the selection keeps, and the test for other findings."""
        tests: list[Callable[[NamedNode], bool]] = []
        if selection.since:
            whole = chosen.only_since(whole, selection.since.isoformat())
            tests.append(self._published_since(selection.since))
        if selection.actor:
            actor = self._actor(selection.actor)
            about = self._findings_of(actor)
            whole = chosen.only_actor(whole, actor.value, about)
            tests.append(lambda finding: finding.value in about)
        if selection.issue:
            whole = chosen.only_issue(whole, selection.issue)
        if selection.query:
            wanted = self._answers(selection.query)
            whole = chosen.only_nodes(whole, wanted)
            wanted |= self._reported_in({s for row in whole.claims for s in row.statements})
            tests.append(lambda finding: finding.value in wanted)
        elif selection.issue:
            within = self._reported_in({s for row in whole.claims for s in row.statements})
            tests.append(lambda finding: finding.value in within)
        return whole, lambda finding: all(test(finding) for test in tests)

    def _published_since(self, day: date) -> Callable[[NamedNode], bool]:
        """Whether a commitment, stance or event is from a document of that day or later."""
        facts = " ".join(map(str, (terms.COMMITMENT, terms.STANCE, terms.EVENT)))
        rows = self._lookup.rows(
            f"SELECT ?f ?p {{ VALUES ?t {{ {facts} }} ?f a ?t ; {terms.DOCUMENT} ?d . ?d {terms.PUBLISHED} ?p }}"
        )
        new = {finding for finding, published in rows if (on := as_day(published)) and on >= day}
        return lambda finding: finding.value in new

    def _reported_in(self, statements: set[str]) -> set[str]:
        """Findings that stand in one of the statements."""
        rows = self._lookup.rows(f"SELECT ?f ?s {{ ?f {terms.REPORTED_IN} ?s }}")
        return {finding for finding, statement in rows if finding and statement in statements}

    def _actor(self, wanted: str) -> NamedNode:
        """The actor with this id, name or other name; of several the one with most statements."""
        lookup = self._lookup
        key = wanted.casefold().strip()
        found: dict[str, float] = {}
        for actor, label, count in lookup.rows(
            f"SELECT DISTINCT ?a ?l ?n {{ ?a {terms.KIND} ?k ; {terms.LABEL}|{terms.ALT_LABEL} ?l"
            f" OPTIONAL {{ ?a {terms.STATEMENT_COUNT} ?n }} FILTER NOT EXISTS {{ ?a a {terms.DOCUMENT_ACTOR} }} }}"
        ):
            names = (
                actor,
                lookup.local(NamedNode(actor or "")),
                label,
                (actor or "").rsplit("/")[-1],
            )
            if actor and key in {(name or "").casefold() for name in names}:
                found[actor] = float(count or 0)
        if not found:
            raise ConfigError(
                f"there is no actor {wanted!r} in the record: check the spelling; `onrecord query RECORD most-quoted` "
                "lists who speaks"
            )
        return NamedNode(min(found, key=lambda actor: (-found[actor], actor)))

    def _findings_of(self, actor: NamedNode) -> set[str]:
        """Everything that names the actor in any part, and statements whose content mentions it."""
        rows = self._lookup.rows(
            f"SELECT ?f {{ VALUES ?p {{ {_ACTOR_EDGES} }} ?x ?p {actor} ."
            f" OPTIONAL {{ ?s {terms.HAS_CONTENT} ?x }} BIND(COALESCE(?s, ?x) AS ?f) }}"
        )
        return {finding for (finding,) in rows if finding}

    def _answers(self, text: str) -> set[str]:
        """What the answer of a named query or SPARQL text names: nodes, and all that its evidences prove."""
        names = {query.name for query in named_queries()}
        answer = ask(self._lookup.record, named(text) if text in names else text)  # type: ignore[arg-type]
        if isinstance(answer, bool):
            raise ConfigError(
                "an ASK query has no rows to show: render a SELECT or CONSTRUCT query"
            )
        rows: Iterable[Iterable[object]] = answer.rows if isinstance(answer, Table) else answer
        base = self._lookup.record.minter.base
        cells = {getattr(cell, "value", "") for row in rows for cell in row}
        named_nodes = {value for value in cells if value.startswith(base) and " " not in value}
        if not named_nodes:
            raise ConfigError(
                "the query names nothing that a page can show: select IRIs of statements, claims, actors, documents "
                "or evidences; or the record has no answer to it (`onrecord query` shows it)"
            )
        return named_nodes | self._proven(named_nodes)

    def _proven(self, wanted: set[str]) -> set[str]:
        """Findings whose evidence is among the nodes, and the statements in which those findings stand."""
        evidences = sorted(value for value in wanted if "/evidence/" in value)
        found: set[str] = set()
        for i in range(0, len(evidences), BATCH):
            values = " ".join(f"<{value}>" for value in evidences[i : i + BATCH])
            rows = self._lookup.rows(
                f"SELECT ?f ?s {{ VALUES ?e {{ {values} }} ?f {terms.EVIDENCE} ?e"
                f" OPTIONAL {{ ?f {terms.REPORTED_IN} ?s }} }}"
            )
            found |= {value for row in rows for value in row if value}
        return found

    # --- claims --------------------------------------------------------------------------------

    def _statement(self, row: ClaimRow, pool: ActorPool) -> StatementEntry:
        claim = NamedNode(row.claim)
        speakers = pool.admit_all(NamedNode(actor) for actor in row.speakers)
        found = [self._report(NamedNode(statement), pool) for statement in row.statements]
        reports = self._independent([report for report in found if report])
        text = self._lookup.words(claim, terms.TEXT) or (
            reports[0].evidence.quote if reports else ""
        )
        return StatementEntry(
            id=self._lookup.local(claim),
            text=as_heading(text),
            speakers=speakers,
            issues=row.issues,
            position=row.position,
            reports=tuple(reports),
            day=as_day(row.day) or min((r.said_on for r in reports if r.said_on), default=None),
        )

    def _report(self, this: NamedNode, pool: ActorPool) -> Report | None:
        lookup = self._lookup
        evidence = self._proof(this)
        if evidence is None:
            return None
        outer = lookup.first(this, terms.REPORTED_THROUGH)
        through = pool.name(lookup.first(outer, terms.SPEAKER)) if outer else None
        return Report(
            id=lookup.local(this),
            evidence=evidence,
            quote_type=lookup.member(this, terms.QUOTE_TYPE, "quote") or "indirect",
            act=lookup.member(this, terms.ACT, "act") or "say",
            said_on=lookup.day(this, terms.SAID_ON),
            addressee=pool.admit(lookup.first(this, terms.ADDRESSEE)),
            through=through,
            confidence=lookup.number(this, terms.ATTRIBUTION_CONFIDENCE),
            negated=lookup.flag(this, terms.NEGATED),
        )

    def _proof(self, this: NamedNode) -> Evidence | None:
        """What was said, with the words that say who said it and how."""
        lookup = self._lookup
        content = lookup.first(this, terms.HAS_CONTENT)
        core = lookup.spans(content, terms.SPAN) if content else []
        marks = [Mark(start, end, MarkRole.CLAIM) for start, end in core]
        marks += lookup.marks(this, MarkRole.CUE, terms.CUE)
        speaker = lookup.marks(this, MarkRole.SPEAKER, terms.SPEAKER_SPAN)
        marks += speaker or lookup.marks(this, MarkRole.SPEAKER, terms.SOURCE)
        return lookup.evidence(this, core, marks)

    def _independent(self, reports: list[Report]) -> list[Report]:
        """Reports by date; of those that go back to one wire, all but the first count as copies."""
        origins = self._origins()
        documents = {entry.id: entry for entry in self._lookup.documents()}
        reports.sort(key=lambda r: (documents[r.evidence.document].published or date.max, r.id))
        seen: set[str] = set()
        out = []
        for report in reports:
            document = report.evidence.document
            origin = origins.get(document, document)
            is_first = origin not in seen or document == origin
            out.append(replace(report, independent=is_first))
            seen.add(origin)
        return out

    def _origins(self) -> dict[str, str]:
        """From a document to the document or agency whose words it carries."""
        if self._copies is None:
            lookup, self._copies = self._lookup, {}
            for this in lookup.subjects(terms.TYPE, terms.COPY):
                copy, original = (
                    lookup.first(this, terms.COPY_DOCUMENT),
                    lookup.first(this, terms.ORIGINAL),
                )
                name = (
                    lookup.local(original) if original else lookup.words(this, terms.ORIGINAL_NAME)
                )
                if copy and name:
                    self._copies.setdefault(lookup.local(copy), name)
        return self._copies

    def _documents(self) -> tuple[DocumentEntry, ...]:
        """The documents that were asked for, each with whose text it carries."""
        origins, found = self._origins(), self._lookup.documents()
        outlets = {entry.id: entry.outlet for entry in found}
        return tuple(
            replace(entry, copy_of=outlets.get(origin, origin), origin=origin)
            if (origin := origins.get(entry.id)) and origin != entry.id
            else entry
            for entry in found
        )

    def _links(self, claims: Iterable[ClaimRow]) -> tuple[ClaimLink, ...]:
        """Relations between claims that are both on the page."""
        lookup = self._lookup
        shown = {row.claim for row in claims}
        found = []
        for left, right, kind, reason in lookup.rows(
            f"SELECT ?l ?r ?k ?w {{ ?x {terms.LEFT_CLAIM} ?l ; {terms.RIGHT_CLAIM} ?r ;"
            f" {terms.CLAIM_RELATION_KIND} ?k OPTIONAL {{ ?x {terms.REASON} ?w }} }}"
        ):
            if left in shown and right in shown and left and right and kind:
                relation = Relation(terms.member_of("relation", NamedNode(kind)))
                source, target = lookup.local(NamedNode(left)), lookup.local(NamedNode(right))
                found.append(ClaimLink(source, target, relation, reason or ""))
        return tuple(sorted(found, key=lambda link: (link.source, link.target, link.relation)))

    def _claim_nodes(self, row: ClaimRow) -> tuple[NamedNode, ...]:
        """Whose triples stand under a claim: its own, its statements', their contents'."""
        statements = [NamedNode(statement) for statement in row.statements]
        contents = [c for s in statements if (c := self._lookup.first(s, terms.HAS_CONTENT))]
        return (NamedNode(row.claim), *statements, *contents)


def as_heading(text: str) -> str:
    """A claim as the words above its sentences: a capital first, and no comma of the sentence at its end.

    >>> as_heading("the treaty is “dead,”")
    'The treaty is “dead”'
    """
    bare = _TAIL.sub(r"\1", text.strip())
    return bare[:1].upper() + bare[1:]


def _place_in_the_texts(entry: StatementEntry) -> tuple[str, int, str]:
    """Neighbours in a text become neighbours in the page, whose packed triples then shrink by a fifth."""
    first = entry.reports[0].evidence
    return first.document, first.start, entry.id


def _issues(part: Outline) -> tuple[IssueEntry, ...]:
    used = {row.issues[0] for row in part.claims} | set(part.more)
    return tuple(
        replace(issue, more=part.more.get(issue.id, ()))
        for issue in part.issues
        if issue.id in used
    )


def _notes(whole: Outline, part: Outline, selection: Selection) -> tuple[str, ...]:
    """What a reader must know about what is missing."""
    notes = []
    parts = [
        f"{name} “{value}”" if name != "since" else f"reported since {value}"
        for name in ("actor", "issue", "query", "since")
        if (value := getattr(selection, name))
    ]
    if parts:
        notes.append(f"Part of the record: {', '.join(parts)}.")
    if len(part.claims) < len(whole.claims):
        notes.append(
            f"This page draws {len(part.claims):,} of {len(whole.claims):,} claims: those that most outlets report,"
            " then the newest. The numbers on the cards count all of them. Render one actor, issue or query to see"
            " the rest."
        )
    return tuple(notes)
