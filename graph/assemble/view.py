"""Short edges, counts and tallies, derived from the documents and the core. Rebuilt at will.

`rec:said` leads from an actor to a claim; the statements between them are its proof. Every other short
edge has a `rec:ShortEdge` that names what it was derived from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.occasions import Report, occasions
from graph.assemble.overviews import (
    CLAIMS,
    EDGES,
    PLEDGES,
    Texts,
    write_genders,
    write_ranks,
    write_reported,
    write_speakers,
    write_stands,
)
from graph.assemble.reader import Reader, column, node, words
from graph.assemble.standing import prominence, write_descriptions, write_sides
from graph.assemble.sums import write_sums
from graph.ids import Minter, digest
from graph.model import EventType, Polarity, Status

_Edge = tuple[NamedNode, NamedNode, NamedNode]
_MEETINGS = (
    EventType.SUMMIT,
    EventType.MEETING,
    EventType.CONFERENCE,
    EventType.VISIT,
    EventType.CALL,
    EventType.SIGNING,
)


def view_graph(reader: Reader, minter: Minter) -> GraphWriter:
    """The whole view over what the reader holds."""
    return _ViewWriter(reader, minter).write()


class _ViewWriter:
    def __init__(self, reader: Reader, minter: Minter) -> None:
        self._reader = reader
        self._minter = minter
        self._graph = GraphWriter(minter.graph("view"))
        self._document = self._one(terms.DOCUMENT)
        self._outlet = self._one(terms.PUBLISHER)
        self._published = {
            node(quad.subject): words(quad.object)
            for quad in reader.match(predicate=terms.PUBLISHED)
        }
        self._texts = Texts(self._document, self._outlet, self._published)
        self._negated = {node(quad.subject) for quad in reader.match(predicate=terms.NEGATED)}
        self._proofs = column(reader, terms.EVIDENCE)
        self._edges: dict[_Edge, set[NamedNode]] = defaultdict(set)

    def write(self) -> GraphWriter:
        self._write_said()
        self._write_histories()
        write_sides(self._graph, self._reader)
        write_descriptions(self._graph, self._reader)
        write_sums(self._graph, self._reader, self._minter, self._document, self._proofs)
        self._collect_commitments()
        self._collect_stances()
        self._collect_meetings()
        self._write_occasions()
        for edge, origins in self._edges.items():
            self._write_edge(edge, origins)
        self._rank_stances()
        return self._graph

    # --- reading -------------------------------------------------------------------------------

    def _one(self, predicate: NamedNode) -> dict[NamedNode, NamedNode]:
        """Subject → object, for predicates that a subject has once."""
        matches = self._reader.match(predicate=predicate)
        return {node(quad.subject): node(quad.object) for quad in matches}

    # --- statements ----------------------------------------------------------------------------

    def _write_said(self) -> None:
        """Who said which claim, how many reports a claim and an actor have, and how many a day."""
        claim_of = self._one(terms.HAS_CLAIM)
        speakers = column(self._reader, terms.SPEAKER)
        by_claim: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        by_actor: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for statement, claim in claim_of.items():
            by_claim[claim].append(statement)
            for actor in speakers.get(statement, ()):
                by_actor[actor].append(statement)
                if statement not in self._negated:
                    self._graph.link(actor, terms.SAID, claim)
        days = self._write_days(claim_of)
        for claim, statements in by_claim.items():
            outlets = self._write_counts(claim, statements)
            self._graph.count(claim, terms.CORROBORATION, outlets if outlets > 1 else None)
            self._write_rank(claim, statements, days)
        for actor, statements in by_actor.items():
            self._write_counts(actor, statements)
            self._graph.count(actor, terms.QUOTED_TIMES, len(statements))
        self._write_tallies(claim_of, by_actor)
        write_reported(self._graph, by_claim, self._texts, CLAIMS)
        write_speakers(self._graph, self._reader, by_actor)
        write_genders(self._graph, self._reader)
        write_stands(self._graph, self._reader, self._minter, by_claim, self._proofs)

    def _write_counts(self, subject: NamedNode, statements: Iterable[NamedNode]) -> int:
        """Statements, documents and outlets; returns the number of outlets."""
        reports = list(statements)
        self._graph.count(subject, terms.STATEMENT_COUNT, len(reports))
        return self._write_reports(subject, reports)

    def _write_rank(
        self, claim: NamedNode, statements: Iterable[NamedNode], days: Mapping[NamedNode, date]
    ) -> None:
        """A document without an outlet counts as one of its own."""
        reports = list(statements)
        documents = {self._document[statement] for statement in reports}
        outlets = {self._outlet.get(document, document) for document in documents}
        first = min((days[s].toordinal() for s in reports if s in days), default=0)
        rank = prominence(len(outlets), len(reports), first)
        self._graph.count(claim, terms.PROMINENCE, rank)

    def _write_days(self, statements: Iterable[NamedNode]) -> dict[NamedNode, date]:
        """The day of a statement, which is returned too: when it was said, or else when it was published."""
        starts = {
            node(quad.subject): words(quad.object)
            for quad in self._reader.match(predicate=terms.START)
        }
        said_on, days = self._one(terms.SAID_ON_TIME), {}
        for statement in statements:
            time = said_on.get(statement)
            iso = starts.get(time) if time is not None else None
            iso = iso or self._published.get(self._document[statement])
            if iso:
                days[statement] = date.fromisoformat(iso)
                self._graph.day(statement, terms.DAY, days[statement])
        return days

    def _write_tallies(
        self,
        statements: Iterable[NamedNode],
        by_actor: Mapping[NamedNode, Iterable[NamedNode]],
    ) -> None:
        """Statements of an outlet by day of publication, and of an actor by outlet."""
        days: dict[tuple[NamedNode, str], int] = defaultdict(int)
        for statement in statements:
            document = self._document[statement]
            if document in self._outlet and document in self._published:
                days[self._outlet[document], self._published[document]] += 1
        for (outlet, iso), number in days.items():
            tally = self._tally(outlet, number, outlet.value, iso)
            self._graph.day(tally, terms.DAY, date.fromisoformat(iso))
        self._write_years(days)
        for actor, reports in by_actor.items():
            outlets: dict[NamedNode, int] = defaultdict(int)
            for statement in reports:
                if (document := self._document[statement]) in self._outlet:
                    outlets[self._outlet[document]] += 1
            for outlet, number in outlets.items():
                tally = self._tally(outlet, number, outlet.value, actor.value)
                self._graph.link(tally, terms.TALLY_ACTOR, actor)

    def _write_years(self, days: Mapping[tuple[NamedNode, str], int]) -> None:
        """Statements of an outlet by year, and on how many days: ten years of news are few numbers."""
        years: dict[tuple[NamedNode, int], list[int]] = defaultdict(list)
        for (outlet, iso), number in days.items():
            years[outlet, date.fromisoformat(iso).year].append(number)
        for (outlet, year), numbers in years.items():
            tally = self._tally(outlet, sum(numbers), outlet.value, f"{year:04}")
            self._graph.count(tally, terms.TALLY_YEAR, year)
            self._graph.count(tally, terms.DAY_COUNT, len(numbers))

    def _tally(self, outlet: NamedNode, number: int, *parts: str) -> NamedNode:
        tally = NamedNode(self._minter.iri("tally", digest(*parts)))
        self._graph.link(tally, terms.TYPE, terms.TALLY)
        self._graph.link(tally, terms.TALLY_OUTLET, outlet)
        self._graph.count(tally, terms.STATEMENT_COUNT, number)
        return tally

    def _write_histories(self) -> None:
        """How many reports, documents and outlets the history of a pledge has."""
        report = self._one(terms.STEP_REPORT)
        found: dict[NamedNode, list[NamedNode]] = {}
        for pledge, steps in column(self._reader, terms.HAS_STEP).items():
            reports = found[pledge] = list({report[step]: None for step in steps if step in report})
            self._graph.count(pledge, terms.REPORT_COUNT, len(reports))
            self._write_reports(pledge, reports)
        write_reported(self._graph, found, self._texts, PLEDGES)

    # --- other edges ---------------------------------------------------------------------------

    def _collect_commitments(self) -> None:
        """`actor rec:pledges rec:resource-troops`, and its like for the other statuses."""
        status_of, kind_of = self._one(terms.STATUS), self._one(terms.RESOURCE_KIND)
        edge_of = {terms.concept(status): terms.EDGE_OF_STATUS[status] for status in Status}
        numbers: dict[NamedNode, int] = defaultdict(int)
        for commitment, actors in column(self._reader, terms.COMMITTED_ACTOR).items():
            if commitment not in self._document:
                continue  # a rec:Pledge, which is itself derived
            for actor in actors:
                numbers[actor] += 1
                edge = edge_of[status_of[commitment]]
                self._edges[actor, edge, kind_of[commitment]].add(commitment)
        for actor, number in numbers.items():
            self._graph.count(actor, terms.COMMITMENT_COUNT, number)

    def _collect_stances(self) -> None:
        polarity_of, targets = self._one(terms.POLARITY), column(self._reader, terms.TARGET)
        edge_of = {terms.concept(p): terms.EDGE_OF_POLARITY[p] for p in Polarity}
        for stance, holders in column(self._reader, terms.HOLDER).items():
            for holder in holders:
                for target in targets.get(stance, ()):
                    if holder != target:
                        self._edges[holder, edge_of[polarity_of[stance]], target].add(stance)

    def _collect_meetings(self) -> None:
        """Two participants of one meeting met: both ways, since neither comes first."""
        meetings = {terms.concept(kind) for kind in _MEETINGS}
        type_of = self._one(terms.EVENT_TYPE)
        planned = {
            node(q.subject)
            for q in self._reader.match(predicate=terms.STATE)
            if not _was_held(q.object)
        }
        for event, actors in column(self._reader, terms.HAS_ACTOR).items():
            if event in planned or type_of.get(event) not in meetings:
                continue
            for one in actors:
                for other in actors:
                    if one != other:
                        self._edges[one, terms.MET, other].add(event)

    def _write_occasions(self) -> None:
        """Reports of one event over documents, joined where place, kind and time fit."""
        labels = {
            node(q.subject): words(q.object) for q in self._reader.match(predicate=terms.LABEL)
        }
        for group in occasions(self._reports()):
            events = [NamedNode(report.event) for report in group]
            name = digest("occasion", min(report.event for report in group))
            this = NamedNode(self._minter.iri("occasion", name))
            graph = self._graph
            graph.link(this, terms.TYPE, terms.OCCASION)
            graph.words(this, terms.LABEL, min(labels[event] for event in events))
            # The narrowest of the times: "Thursday" says more than "last week".
            dated = [r for r in group if r.is_dated and r.start and r.end]
            for best in sorted(dated, key=lambda r: (_days(r), r.start, r.event))[:1]:
                graph.day(this, terms.START, best.start)
                graph.day(this, terms.END, best.end)
            for event in events:
                graph.link(event, terms.HAS_OCCASION, this)
            self._write_reports(this, events)

    def _reports(self) -> Iterator[Report]:
        meetings = {terms.concept(kind) for kind in _MEETINGS}
        types, times = self._one(terms.EVENT_TYPE), self._one(terms.HAS_TIME)
        starts, ends = self._days(terms.START), self._days(terms.END)
        for event, place in sorted(self._one(terms.HAS_PLACE).items(), key=str):
            time, published = times.get(event), self._published.get(self._document[event])
            yield Report(
                event=event.value,
                kind="meeting" if types[event] in meetings else types[event].value,
                place=place.value,
                start=starts.get(time) if time is not None else None,
                end=ends.get(time) if time is not None else None,
                published=date.fromisoformat(published) if published else None,
            )

    def _days(self, predicate: NamedNode) -> dict[NamedNode, date]:
        matches = self._reader.match(predicate=predicate)
        return {node(quad.subject): date.fromisoformat(words(quad.object)) for quad in matches}

    def _write_reports(self, this: NamedNode, findings: Iterable[NamedNode]) -> int:
        """How many documents and outlets report it; returns the number of outlets."""
        documents = {self._document[finding] for finding in findings}
        outlets = {self._outlet[d] for d in documents if d in self._outlet}
        self._graph.count(this, terms.DOCUMENT_COUNT, len(documents))
        self._graph.count(this, terms.OUTLET_COUNT, len(outlets))
        return len(outlets)

    def _rank_stances(self) -> None:
        """The edges of support and opposition that rest on most stances."""
        found = [
            (-len(origins), self._edge(edge).value)
            for edge, origins in self._edges.items()
            if edge[1] in terms.EDGE_OF_POLARITY.values()
        ]
        write_ranks(self._graph, found, EDGES)

    def _edge(self, edge: _Edge) -> NamedNode:
        return NamedNode(self._minter.iri("edge", digest(*(part.value for part in edge))))

    def _write_edge(self, edge: _Edge, origins: set[NamedNode]) -> None:
        graph = self._graph
        subject, predicate, thing = edge
        graph.link(subject, predicate, thing)
        this = self._edge(edge)
        graph.link(this, terms.TYPE, terms.SHORT_EDGE)
        graph.link(this, terms.SUBJECT, subject)
        graph.link(this, terms.PREDICATE, predicate)
        graph.link(this, terms.OBJECT, thing)
        self._write_reports(this, origins)
        for origin in origins:
            graph.link(this, terms.DERIVED_FROM, origin)


def _days(report: Report) -> int:
    return (report.end - report.start).days if report.start and report.end else 0


def _was_held(state: object) -> bool:
    return isinstance(state, NamedNode) and state.value == terms.REC + "state-held"
