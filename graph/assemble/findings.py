"""Statements, commitments, stances, roles and events as nodes of their document's graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.evidence import EvidenceWriter, passage
from graph.assemble.graph import GraphWriter, partial_date
from graph.ids import Minter, spans_key
from graph.model import (
    Commitment,
    Event,
    Findings,
    Mention,
    Origin,
    Quantity,
    Role,
    Span,
    Stance,
    Statement,
    TimeExpression,
)


class FindingWriter:
    """Writes all findings of one document into its graph."""

    def __init__(
        self, graph: GraphWriter, evidence: EvidenceWriter, findings: Findings, minter: Minter
    ) -> None:
        self._graph = graph
        self._evidence = evidence
        self._findings = findings
        self._minter = minter
        self._id = findings.document.id
        self._document = NamedNode(minter.document(self._id))
        self._run = NamedNode(f"{self._document.value}/run")
        self._used: set[NamedNode] = set()
        self._numbers: set[Span] = set()
        self._entities = {entity.key: entity for entity in findings.entities}
        self._statements = {
            statement.key: self._name_statement(statement) for statement in findings.statements
        }

    def write(self) -> None:
        """All layers, each in text order."""
        findings = self._findings
        for statement in findings.statements:
            self._write_statement(statement)
        for key, commitment in enumerate(findings.commitments):
            self._write_commitment(key, commitment)
        for key, stance in enumerate(findings.stances):
            self._write_stance(key, stance)
        for key, role in enumerate(findings.roles):
            self._write_role(key, role)
        for key, event in enumerate(findings.events):
            self._write_event(key, event)
        self._write_other_numbers()

    # --- what all findings share --------------------------------------------------------------

    def _name(self, kind: str, *parts: object) -> NamedNode:
        """A fresh name. Two findings with the same spans and parts are told apart by their order."""
        node = NamedNode(self._minter.finding(kind, self._id, *parts))
        again = 1
        while node in self._used:
            node = NamedNode(self._minter.finding(kind, self._id, *parts, f"again {again}"))
            again += 1
        self._used.add(node)
        return node

    def _name_statement(self, statement: Statement) -> NamedNode:
        speaker = statement.speaker
        return self._name(
            "statement",
            spans_key(statement.source),
            spans_key(statement.cue),
            spans_key(statement.content),
            spans_key([speaker.span]) if speaker else None,
        )

    def _describe(self, node: NamedNode, type_: NamedNode, key: int, origin: Origin) -> None:
        graph = self._graph
        graph.link(node, terms.TYPE, type_)
        graph.link(node, terms.DOCUMENT, self._document)
        graph.link(node, terms.GENERATED_BY, self._run)
        graph.count(node, terms.KEY, key)
        graph.words(node, terms.EXTRACTOR, f"{origin.extractor}/{origin.version}")
        graph.number(node, terms.CONFIDENCE, origin.confidence)

    def _reported_in(self, node: NamedNode, statement: int | None) -> None:
        if statement is not None:
            self._graph.link(node, terms.REPORTED_IN, self._statements.get(statement))

    def _name_actor(
        self,
        node: NamedNode,
        predicate: NamedNode,
        mention: Mention | None,
        span_predicate: NamedNode,
    ) -> None:
        """The words that name an actor and, where they were resolved, the document's actor."""
        if mention is None:
            return
        self._evidence.link(node, span_predicate, mention.span)
        if mention.entity in self._entities:
            actor = NamedNode(self._minter.document_actor(self._id, mention.entity))
            self._graph.link(node, predicate, actor)

    def _name_actors(
        self,
        node: NamedNode,
        predicate: NamedNode,
        mentions: Iterable[Mention],
        span_predicate: NamedNode,
    ) -> None:
        for mention in mentions:
            self._name_actor(node, predicate, mention, span_predicate)

    # --- statements ----------------------------------------------------------------------------

    def _write_statement(self, statement: Statement) -> None:
        graph, node = self._graph, self._statements[statement.key]
        self._describe(node, terms.STATEMENT, statement.key, statement.origin)
        self._name_actor(node, terms.SPEAKER_AS, statement.speaker, terms.SPEAKER_SPAN)
        self._name_actor(node, terms.ADDRESSEE_AS, statement.addressee, terms.ADDRESSEE_SPAN)
        graph.concept(node, terms.ACT, statement.act)
        graph.concept(node, terms.MODE, statement.mode)
        graph.concept(node, terms.QUOTE_TYPE, statement.kind)
        graph.words(node, terms.MEDIUM, statement.medium)
        graph.words(node, terms.MODALITY, statement.modality)
        graph.count(node, terms.LEVEL, statement.level)
        graph.flag(node, terms.NEGATED, statement.negated)
        if statement.speaker is not None:
            graph.number(node, terms.ATTRIBUTION_CONFIDENCE, statement.speaker_confidence)
        if statement.through is not None:
            graph.link(node, terms.REPORTED_THROUGH, self._statements.get(statement.through))
        self._dated(node, terms.SAID_ON, terms.SAID_ON_TIME, statement.said_on)
        self._evidence.links(node, terms.SOURCE, statement.source)
        self._evidence.links(node, terms.CUE, statement.cue)
        parts = (*statement.source, *statement.cue)
        self._evidence.link(node, terms.EVIDENCE, passage(parts, statement.content))
        self._write_content(node, statement)

    def _write_content(self, statement_node: NamedNode, statement: Statement) -> None:
        graph = self._graph
        node = NamedNode(f"{statement_node.value}/content")
        graph.link(statement_node, terms.HAS_CONTENT, node)
        graph.link(node, terms.TYPE, terms.CONTENT)
        graph.words(node, terms.TEXT, self._words(statement.content))
        graph.concept(node, terms.CERTAINTY, statement.certainty)
        graph.concept(node, terms.TENSE, statement.tense)
        graph.flag(node, terms.NEGATED, statement.content_negated)
        self._evidence.links(node, terms.SPAN, statement.content)
        for entity in self._findings.entities:
            if _is_within(entity.mentions, statement.content):
                actor = NamedNode(self._minter.document_actor(self._id, entity.key))
                graph.link(node, terms.MENTIONS_AS, actor)
        for quantity in self._findings.quantities:
            if _is_within([quantity.span], statement.content):
                graph.link(node, terms.QUANTITY, self._quantity(quantity))

    def _words(self, spans: Iterable[Span]) -> str:
        text = self._findings.document.text
        return " […] ".join(" ".join(span.of(text).split()) for span in spans)

    # --- commitments ---------------------------------------------------------------------------

    def _write_commitment(self, key: int, commitment: Commitment) -> None:
        graph = self._graph
        node = self._name(
            "commitment",
            spans_key([commitment.evidence, commitment.actor.span]),
            commitment.kind,
            commitment.status,
            spans_key([commitment.quantity.span]) if commitment.quantity else None,
        )
        self._describe(node, terms.COMMITMENT, key, commitment.origin)
        self._name_actor(
            node, terms.COMMITTED_ACTOR_AS, commitment.actor, terms.COMMITTED_ACTOR_SPAN
        )
        self._name_actors(
            node, terms.BENEFICIARY_AS, commitment.beneficiaries, terms.BENEFICIARY_SPAN
        )
        graph.words(node, terms.ACTION, commitment.action)
        graph.words(node, terms.RESOURCE, commitment.resource)
        graph.words(node, terms.RESOURCE_LABEL, commitment.label)
        graph.concept(node, terms.RESOURCE_KIND, commitment.kind)
        graph.concept(node, terms.STATUS, commitment.status)
        graph.words(node, terms.DURATION, commitment.duration)
        graph.flag(node, terms.IS_TOTAL, commitment.is_total)
        if commitment.quantity is not None:
            graph.link(node, terms.QUANTITY, self._quantity(commitment.quantity))
        self._quoted(node, terms.CONDITION, terms.CONDITION_SPAN, commitment.condition)
        self._quoted(node, terms.EXCLUSION, terms.EXCLUSION_SPAN, commitment.exclusion)
        self._dated(node, terms.DEADLINE, terms.DEADLINE_TIME, commitment.deadline)
        self._evidence.link(node, terms.EVIDENCE, commitment.evidence)
        self._reported_in(node, commitment.statement)

    def _quoted(
        self, node: NamedNode, predicate: NamedNode, span_predicate: NamedNode, span: Span | None
    ) -> None:
        if span is not None:
            self._graph.words(node, predicate, self._words([span]))
            self._evidence.link(node, span_predicate, span)

    def _quantity(self, quantity: Quantity) -> NamedNode:
        """The node of a number in the text: a `schema:MonetaryAmount` or a `schema:QuantitativeValue`."""
        graph, span = self._graph, quantity.span
        self._numbers.add(span)
        node = NamedNode(f"{self._document.value}/quantity/{span.start}-{span.end}")
        money = quantity.currency
        graph.link(node, terms.TYPE, terms.MONETARY_AMOUNT if money else terms.QUANTITATIVE_VALUE)
        graph.words(node, terms.TEXT, quantity.text)
        graph.number(node, terms.VALUE, quantity.value)
        graph.number(node, terms.MIN_VALUE, quantity.low)
        graph.number(node, terms.MAX_VALUE, quantity.high)
        graph.words(node, terms.CURRENCY, quantity.unit if money else None)
        # Of money too, so that one property gives the unit of any amount.
        graph.words(node, terms.UNIT_TEXT, quantity.unit)
        graph.flag(node, terms.APPROXIMATE, quantity.approximate)
        graph.words(node, terms.COMPARISON, quantity.comparison)
        graph.words(node, terms.CHANGE, quantity.change)
        graph.words(node, terms.PER, quantity.per)
        self._evidence.link(node, terms.EVIDENCE, span)
        return node

    def _write_other_numbers(self) -> None:
        """Numbers that nobody but the document itself gives."""
        for quantity in self._findings.quantities:
            if quantity.span not in self._numbers:
                self._graph.link(self._document, terms.QUANTITY, self._quantity(quantity))

    # --- stances, roles, events ----------------------------------------------------------------

    def _write_stance(self, key: int, stance: Stance) -> None:
        graph = self._graph
        spans = spans_key([stance.evidence, stance.holder.span, stance.target.span])
        node = self._name("stance", spans, stance.polarity, stance.relation)
        self._describe(node, terms.STANCE, key, stance.origin)
        self._name_actor(node, terms.HOLDER_AS, stance.holder, terms.HOLDER_SPAN)
        self._name_actor(node, terms.TARGET_AS, stance.target, terms.TARGET_SPAN)
        graph.concept(node, terms.POLARITY, stance.polarity)
        graph.words(node, terms.RELATION, stance.relation)
        self._evidence.link(node, terms.EVIDENCE, stance.evidence)
        self._reported_in(node, stance.statement)

    def _write_role(self, key: int, role: Role) -> None:
        graph = self._graph
        node = self._name("role", spans_key([role.evidence, role.person.span]), role.title)
        self._describe(node, terms.MEMBERSHIP, key, role.origin)
        self._name_actor(node, terms.MEMBER_AS, role.person, terms.MEMBER_SPAN)
        self._name_actor(node, terms.ORGANISATION_AS, role.organisation, terms.ORGANISATION_SPAN)
        graph.words(node, terms.TITLE, role.title)
        graph.day(node, terms.AS_OF, self._findings.document.published)
        graph.flag(node, terms.FORMER, role.former)
        graph.flag(node, terms.ACTING, role.acting)
        graph.flag(node, terms.ELECT, role.elect)
        self._evidence.link(node, terms.EVIDENCE, role.evidence)

    def _write_event(self, key: int, event: Event) -> None:
        graph = self._graph
        node = self._name("event", spans_key([event.evidence]), event.type, event.label)
        self._describe(node, terms.EVENT, key, event.origin)
        graph.concept(node, terms.EVENT_TYPE, event.type)
        graph.concept(node, terms.STATE, event.state)
        graph.words(node, terms.LABEL, event.label)
        self._name_actor(node, terms.PLACE_AS, event.place, terms.PLACE_SPAN)
        self._name_actor(node, terms.HOST_AS, event.host, terms.HOST_SPAN)
        self._name_actors(node, terms.PARTICIPANT_AS, event.participants, terms.PARTICIPANT_SPAN)
        if event.time is not None:
            graph.link(node, terms.HAS_TIME, self._time(event.time))
        self._evidence.link(node, terms.EVIDENCE, event.evidence)

    # --- times ---------------------------------------------------------------------------------

    def _dated(
        self,
        node: NamedNode,
        predicate: NamedNode,
        time_predicate: NamedNode,
        time: TimeExpression | None,
    ) -> None:
        """The date, as fine as known, and the words that give it."""
        if time is None:
            return
        self._graph.literal(node, predicate, partial_date(time.iso) if time.iso else None)
        self._graph.link(node, time_predicate, self._time(time))

    def _time(self, time: TimeExpression) -> NamedNode:
        graph, span = self._graph, time.span
        node = NamedNode(f"{self._document.value}/time/{span.start}-{span.end}")
        graph.link(node, terms.TYPE, terms.TIME_EXPRESSION)
        graph.words(node, terms.TEXT, time.text)
        graph.concept(node, terms.GRAIN, time.grain)
        graph.day(node, terms.START, time.start)
        graph.day(node, terms.END, time.end or time.start)
        self._evidence.link(node, terms.EVIDENCE, span)
        return node


def _is_within(spans: Iterable[Span], content: Iterable[Span]) -> bool:
    """Whether one of the spans lies wholly inside the content."""
    stretches = tuple(content)
    return any(stretch.contains(span) for span in spans for stretch in stretches)
