"""Commitments, stances, roles and events of a record as page entries; the same fact in several documents is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import NamedNode

from graph import terms
from graph.model import Polarity
from graph.render.actors import ActorPool
from graph.render.leading import (
    Group,
    Within,
    leading_events,
    leading_pledges,
    leading_stances,
    steps_of,
)
from graph.render.lookup import Lookup, as_day
from graph.render.names import clip
from graph.render.page import (
    CommitmentEntry,
    EventEntry,
    Evidence,
    HistoryStep,
    Mark,
    MarkRole,
    RoleEntry,
    StanceEntry,
)
from graph.render.posts import Post, Posts
from graph.render.room import fair

LATEST = 30  # reports of one pledge that a page shows
MOST_PROOFS = 12  # sentences that prove one stance or event
SPARE = 2  # times as many are looked at as there is room for: some name no actor
_PREFIX = {"refused": "Refused: ", "considering": "Considered: ", "withdrawn": "Withdrawn: "}


class FactReader:
    """Reads facts among `within` (IRIs; None for all), and lets their actors in."""

    def __init__(self, lookup: Lookup, pool: ActorPool, posts: Posts, within: Within) -> None:
        self._lookup = lookup
        self._pool = pool
        self._posts = posts
        self._within = within

    # --- commitments ---------------------------------------------------------------------------

    def commitments(
        self, most: int, room: int
    ) -> tuple[tuple[CommitmentEntry, tuple[NamedNode, ...]], ...]:
        """Commitments with the nodes they were read from: those of most reports first, at most `most`.

        All together have about `room` reports, of each the latest.
        """
        groups = leading_pledges(self._lookup, self._within, SPARE * most)
        each = fair((len(reports) for _, reports in groups[:most]), room, LATEST)
        left = {this: max(0, len(reports) - each) for this, reports in groups}
        ranked = [(this, reports[-each:]) for this, reports in groups]
        found: list[tuple[CommitmentEntry, tuple[NamedNode, ...]]] = []
        for part in _chunks(ranked, most):
            self._lookup.load([node for this, reports in part for node in (this, *reports)])
            for this, reports in part:
                entry = self._commitment(this, reports) if len(found) < most else None
                if entry:
                    entry = replace(entry, left=left[this])
                    found.append((entry, (this, *(r for r in reports if r != this))))
            if len(found) >= most:
                break
        return tuple(sorted(found, key=lambda pair: pair[0].id))

    def _commitment(
        self, this: NamedNode, reports: tuple[NamedNode, ...]
    ) -> CommitmentEntry | None:
        lookup, pool = self._lookup, self._pool
        for node in (this, *reports):
            lookup.take(node)
        proofs = {report: self._commitment_proof(report) for report in reports}
        evidence = tuple(proof for proof in proofs.values() if proof)
        actors = pool.admit_all(lookup.nodes(this, terms.COMMITTED_ACTOR))
        if not evidence or not actors:
            return None
        status = lookup.member(this, terms.STATUS, "status") or "pledged"
        best = max(reports, key=lambda report: (self._amount(report) is not None, str(report)))
        resource = lookup.words(best, terms.RESOURCE) or lookup.member(
            best, terms.RESOURCE_KIND, "resource"
        )
        beneficiaries = {b for r in (this, *reports) for b in lookup.nodes(r, terms.BENEFICIARY)}
        return CommitmentEntry(
            id=lookup.local(this),
            label=_label(status, self._amount(best), resource or "a commitment"),
            actors=actors,
            kind=lookup.member(this, terms.RESOURCE_KIND, "resource") or "other",
            status=status,
            evidence=evidence,
            amount=self._amount(best),
            beneficiaries=pool.admit_all(sorted(beneficiaries, key=str)),
            conditions=self._wordings(reports, terms.CONDITION),
            exclusions=self._wordings(reports, terms.EXCLUSION),
            deadline=next(iter(self._wordings(reports, terms.DEADLINE)), None),
            day=min((d for r in reports if (d := self._day(r))), default=None),
            history=self._history(this, proofs),
        )

    def _commitment_proof(self, report: NamedNode) -> Evidence | None:
        lookup = self._lookup
        core = lookup.spans(report, terms.EVIDENCE)
        marks = [Mark(start, end, MarkRole.FACT) for start, end in core]
        marks += lookup.marks(report, MarkRole.CONDITION, terms.CONDITION_SPAN)
        marks += lookup.marks(report, MarkRole.SPEAKER, terms.COMMITTED_ACTOR_SPAN)
        return lookup.evidence(report, core, marks)

    def _amount(self, report: NamedNode) -> str | None:
        quantity = self._lookup.first(report, terms.QUANTITY)
        return self._lookup.words(quantity, terms.TEXT) if quantity else None

    def _wordings(self, reports: Iterable[NamedNode], predicate: NamedNode) -> tuple[str, ...]:
        found = (self._lookup.words(report, predicate) for report in reports)
        return tuple(dict.fromkeys(words for words in found if words))

    def _history(
        self, pledge: NamedNode, proofs: dict[NamedNode, Evidence | None]
    ) -> tuple[HistoryStep, ...]:
        found = []
        for step in steps_of(self._lookup, pledge):
            report = self._lookup.first(step, terms.STEP_REPORT)
            proof = proofs.get(report) if report else None
            status = self._lookup.member(step, terms.STATUS, "status")
            if proof and status:
                found.append(HistoryStep(status, self._lookup.day(step, terms.DAY), proof))
        return tuple(found)

    # --- stances -------------------------------------------------------------------------------

    def stances(self, most: int, room: int) -> tuple[StanceEntry, ...]:
        """Who is for or against whom; the same holder, target and verb are one entry. About `room` reports in all."""
        ranked = leading_stances(self._lookup, self._within, most)
        each = fair((len(reports) for _, reports in ranked), room, MOST_PROOFS)
        self._lookup.load([this for _, reports in ranked for this in reports[:each]])
        entries = (
            self._stance(NamedNode(holder), NamedNode(target), relation, reports, each)
            for (holder, target, relation), reports in ranked
        )
        return tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.id))

    def _stance(
        self,
        holder: NamedNode,
        target: NamedNode,
        relation: str,
        reports: list[NamedNode],
        most: int,
    ) -> StanceEntry | None:
        lookup = self._lookup
        evidence = self._proofs(reports[:most], terms.HOLDER_SPAN)
        polarity = lookup.member(reports[0], terms.POLARITY, "polarity")
        ends = self._pool.admit(holder), self._pool.admit(target)
        if not (evidence and polarity and ends[0] and ends[1]):
            return None
        return StanceEntry(
            lookup.local(reports[0]),
            ends[0],
            ends[1],
            relation,
            Polarity(polarity),
            evidence,
            max(0, len(reports) - most),
        )

    # --- roles -----------------------------------------------------------------------------------

    def roles(self, room: int) -> tuple[RoleEntry, ...]:
        """Posts of the persons who are on the page already; about `room` reports in all."""
        persons = self._pool.wanted()
        self._posts.load(persons)
        shown = self._posts.shown(persons, room)
        self._lookup.load(NamedNode(post.role) for _, posts, _ in shown for post in posts)
        entries = (self._role(person, posts, left) for person, posts, left in shown)
        return tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.id))

    def _role(self, person: NamedNode, posts: list[Post], left: int) -> RoleEntry | None:
        reports = [NamedNode(post.role) for post in posts]
        evidence = self._proofs(reports, terms.MEMBER_SPAN)
        who = self._pool.admit(person)
        if not who or not evidence:
            return None
        place = NamedNode(posts[0].place) if posts[0].place else None
        return RoleEntry(
            self._lookup.local(reports[0]),
            who,
            posts[0].title or "member",
            evidence,
            self._pool.admit(place),
            posts[0].former,
            left,
        )

    # --- events ----------------------------------------------------------------------------------

    def events(self, most: int, room: int) -> tuple[tuple[EventEntry, tuple[NamedNode, ...]], ...]:
        """Events with the nodes they were read from: same kind, place and day are one event.

        All together have about `room` reports.
        """
        ranked = leading_events(self._lookup, self._within, most)
        each = fair(map(len, ranked), room, MOST_PROOFS)
        self._lookup.load([this for reports in ranked for this in reports[:each]])
        entries = ((self._event(list(reports), each), reports[:each]) for reports in ranked)
        kept = ((entry, reports) for entry, reports in entries if entry)
        return tuple(sorted(kept, key=lambda pair: pair[0].id))

    def _event(self, found: list[NamedNode], most: int) -> EventEntry | None:
        lookup, pool, reports = self._lookup, self._pool, found[:most]
        for report in reports:
            lookup.take(report)
        evidence = self._proofs(reports, terms.PLACE_SPAN)
        if not evidence:
            return None
        labels = [label for r in reports if (label := lookup.words(r, terms.LABEL))]
        place = next((p for r in reports if (p := lookup.first(r, terms.HAS_PLACE))), None)
        actors = {actor for r in reports for actor in lookup.nodes(r, terms.HAS_ACTOR)}
        kind = lookup.member(reports[0], terms.EVENT_TYPE, "event") or "event"
        return EventEntry(
            id=lookup.local(reports[0]),
            label=_sentence(clip(max(labels, key=len, default=kind), 90)),
            kind=kind,
            evidence=evidence,
            place=pool.admit(place),
            day=next((day for r in reports if (day := self._event_day(r))), None),
            participants=pool.admit_all(sorted(actors, key=str)),
            state=lookup.member(reports[0], terms.STATE, "state") or "held",
            left=len(found) - len(reports),
        )

    def _event_day(self, this: NamedNode) -> date | None:
        time = self._lookup.first(this, terms.HAS_TIME)
        return self._lookup.day(time, terms.START) if time else None

    # --- what all share ----------------------------------------------------------------------------

    def _proofs(self, reports: Iterable[NamedNode], who: NamedNode) -> tuple[Evidence, ...]:
        """The evidence of each report, with the words that name the actor (or place) marked in it."""
        found = []
        for report in reports:
            core = self._lookup.spans(report, terms.EVIDENCE)
            marks = [Mark(start, end, MarkRole.FACT) for start, end in core]
            marks += self._lookup.marks(report, MarkRole.SPEAKER, who)
            proof = self._lookup.evidence(report, core, marks)
            if proof:
                found.append(proof)
        return tuple(found)

    def _day(self, report: NamedNode) -> date | None:
        """When the statement that reports it was made, else when the document was published."""
        statement = self._lookup.first(report, terms.REPORTED_IN)
        said = self._lookup.words(statement, terms.DAY) if statement else None
        document = self._lookup.document_of(report)
        return as_day(said) or (self._lookup.document(document).published if document else None)


def _chunks(ranked: Sequence[Group], size: int) -> Iterator[Sequence[Group]]:
    """Parts of at most `size`, so that what is read in advance is not much more than what is shown."""
    step = max(1, size)
    return (ranked[i : i + step] for i in range(0, len(ranked), step))


def _label(status: str, amount: str | None, resource: str) -> str:
    return _sentence(clip(_PREFIX.get(status, "") + joined(amount or "", resource), 80))


def joined(amount: str, resource: str) -> str:
    """An amount with what it is an amount of, without saying a word twice.

    >>> joined("40 million doses", "doses of vaccine")
    '40 million doses of vaccine'
    >>> joined("200 million euros", "money")
    '200 million euros'
    """
    left, right = amount.split(), resource.split()
    if not left or amount.casefold() in resource.casefold():
        return resource
    if resource == "money" or set(resource.casefold().split()) <= set(amount.casefold().split()):
        return amount
    for size in range(min(len(left), len(right)), 0, -1):
        if [w.casefold() for w in left[-size:]] == [w.casefold() for w in right[:size]]:
            return " ".join(left + right[size:])
    named = {word.casefold() for word in left[1:]}
    return amount if named and named <= set(resource.casefold().split()) else f"{amount} {resource}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
