"""`PageData` from a record: chosen first in outline, then read in full, so that size on the page bounds the cost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pyoxigraph import NamedNode

from graph import terms
from graph.errors import ConfigError
from graph.model import Relation
from graph.render.actors import ActorPool
from graph.render.facts import FactReader
from graph.render.lookup import Lookup, as_day
from graph.render.names import clip
from graph.render.nearby import Record
from graph.render.outline import STAND_IN, ClaimRow, Outline, outline
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
from graph.render.posts import Posts
from graph.render.scope import MOST_ROWS, Selection, select

PROOFS = 0.6  # sentences for each node of a page that prove pledges; as many each for events, stances and posts
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n[’']t\b", re.I)
_TAIL = re.compile(r"\s*[,;:–—]\s*([”\"’')\]]*)$")


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
        scope = select(self._lookup, selection)
        part = outline(self._lookup, scope.claims, max(1, int(self._max_nodes * 0.8)))
        room = max(1, self._max_nodes - len(part.claims) - len(part.issues))
        speakers = len({actor for row in part.claims for actor in row.speakers})
        posts = Posts(self._lookup)
        pool = ActorPool(self._lookup, posts, max(speakers, room - room // 4))
        statements = tuple(self._statement(row, pool) for row in part.claims)
        facts = FactReader(self._lookup, pool, posts, scope.findings)
        proofs = int(self._max_nodes * PROOFS)
        commitments = facts.commitments(room // 6, proofs)
        events = facts.events(room // 12, proofs)
        stances = facts.stances(self._max_nodes // 5, proofs)
        roles = facts.roles(self._max_nodes)
        actors, places = pool.entries()
        local = self._lookup.local
        said: dict[str, list[NamedNode]] = defaultdict(list)
        for row in part.claims:
            for actor in row.speakers:
                said[actor].append(NamedNode(row.claim))
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
            turtle={
                key: self._lookup.turtle(nodes, said.get(nodes[0].value, ()))
                for key, nodes in sources.items()
            },
            prefixes=self._lookup.prefixes(),
            base=self._lookup.record.minter.base,
            notes=_notes(part, selection, scope.is_cut),
        )

    # --- claims --------------------------------------------------------------------------------

    def _statement(self, row: ClaimRow, pool: ActorPool) -> StatementEntry:
        claim = NamedNode(row.claim)
        speakers = pool.admit_all(NamedNode(actor) for actor in row.speakers)
        found = [self._report(NamedNode(statement), pool) for statement in row.statements]
        reports = self._independent([report for report in found if report])
        words = self._lookup.words(claim, terms.TEXT) or (
            reports[0].evidence.quote if reports else ""
        )
        if reports and all(report.negated for report in reports):
            words = unsaid(reports[0].evidence, words)
        return StatementEntry(
            id=self._lookup.local(claim),
            text=as_heading(words),
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
        if content:
            lookup.take(content)
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
        for left, right, kind, reason in lookup.each(
            shown,
            f"?r {terms.LEFT_CLAIM} ?x ; {terms.RIGHT_CLAIM} ?c ; {terms.CLAIM_RELATION_KIND} ?k"
            f" OPTIONAL {{ ?r {terms.REASON} ?w }}",
            "?x ?c ?k ?w",
        ):
            if right in shown and left and right and kind:
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


def unsaid(evidence: Evidence, words: str) -> str:
    """What was not said, with the words that say so, so that no list shows it as something said.

    "would not name the minister" for *She would not name the minister*; where the denial stands elsewhere in the sentence ("Neither
    of them has promised anything"), "Not said: anything".
    """
    cue = next((mark for mark in evidence.marks if mark.role is MarkRole.CUE), None)
    if cue is None or cue.end > evidence.start:
        return f"Not said: {words.strip()}"
    at = evidence.sentence_start
    denial = evidence.sentence[cue.start - at : cue.end - at]
    return f"{denial if _NOT.search(denial) else 'Not said:'} {words.strip()}"


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


def _notes(part: Outline, selection: Selection, is_cut: bool) -> tuple[str, ...]:
    """What a reader must know about what is missing."""
    notes = []
    parts = [
        f"{name} “{clip(' '.join(str(value).split()), 160)}”"
        if name != "since"
        else f"reported since {value}"
        for name in ("actor", "issue", "query", "since")
        if (value := getattr(selection, name))
    ]
    parts += [f"{name} “{value}”" for name, value in selection.values]
    if parts:
        notes.append(f"Part of the record: {', '.join(parts)}.")
    if is_cut:
        notes.append(
            f"The query has more than {MOST_ROWS:,} rows. This page looks at {MOST_ROWS:,} of them: narrow the query, by"
            " a parameter, an actor, an issue or a day, to see the others."
        )
    if len(part.claims) < part.total:
        counted = "The numbers on the cards count all of them."
        if any(issue.id.startswith(STAND_IN) for issue in part.issues):
            counted = "The others are counted under “Other statements”."
        notes.append(
            f"This page draws {len(part.claims):,} of {part.total:,} claims: those that most outlets report,"
            f" then the newest. {counted} Render one actor, issue or query to see the rest."
        )
    return tuple(notes)
