"""The quads of a document's graph → the findings that they were written from: the way back of `document_graph`.

What the graph does not keep is not guessed: topics of a statement and the counted words of a number come back
empty. `document_graph` of what is read back gives the same quads (where the text was kept).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from graph import terms
from graph.assemble.portraits import read_portrait
from graph.assemble.reader import node, words
from graph.errors import InputError
from graph.ids import Minter
from graph.model import (
    Act,
    ActorKind,
    Certainty,
    Commitment,
    Document,
    Entity,
    Event,
    EventState,
    EventType,
    Findings,
    Gender,
    Grain,
    Mention,
    Mode,
    Origin,
    Passage,
    Polarity,
    Problem,
    Quantity,
    QuoteType,
    ResourceKind,
    Role,
    SetAside,
    Span,
    Stance,
    Statement,
    Status,
    Tense,
    TimeExpression,
)

_SPAN = re.compile(r"/(\d+)-(\d+)\Z")
_GAP = " "  # in the place of what a text without its words does not tell
_S = TypeVar("_S", bound=StrEnum)
_Things = list[NamedNode | Literal]


class Described:
    """What quads say, by subject and predicate; and which nodes belong to which document."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: dict[NamedNode, dict[NamedNode, _Things]] = {}
        self._typed: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        self._part_of: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            self._add(quad)

    def _add(self, quad: Quad) -> None:
        subject, thing = node(quad.subject), quad.object
        if not isinstance(thing, NamedNode | Literal):
            raise InputError(f"{quad} is not of a record")
        self._about.setdefault(subject, {}).setdefault(quad.predicate, []).append(thing)
        if isinstance(thing, NamedNode):
            if quad.predicate == terms.TYPE:
                self._typed[thing].append(subject)
            elif quad.predicate == terms.DOCUMENT:
                self._part_of[thing].append(subject)

    def documents(self) -> list[NamedNode]:
        """All documents, sorted."""
        return sorted(set(self.typed(terms.NEWS_ARTICLE)), key=lambda n: n.value)

    def typed(self, kind: NamedNode) -> list[NamedNode]:
        """All nodes of a kind, in no particular order."""
        return self._typed.get(kind, [])

    def parts(self, document: NamedNode, kind: NamedNode) -> list[NamedNode]:
        """The nodes of this kind of a document, by key."""
        of_kind = set(self.typed(kind))
        found = {each for each in self._part_of.get(document, ()) if each in of_kind}
        return sorted(found, key=lambda each: (self.number(each, terms.KEY) or 0, each.value))

    def things(self, subject: NamedNode, predicate: NamedNode) -> _Things:
        """All objects."""
        return self._about.get(subject, {}).get(predicate, [])

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The words of the literal, or None."""
        found = self.things(subject, predicate)
        return words(min(found, key=str)) if found else None

    def texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        """The words of all literals, sorted."""
        return tuple(sorted(words(each) for each in self.things(subject, predicate)))

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """All nodes, sorted."""
        return sorted(map(node, self.things(subject, predicate)), key=lambda n: n.value)

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """A whole number."""
        found = self.text(subject, predicate)
        return int(found) if found is not None else None

    def decimal(self, subject: NamedNode, predicate: NamedNode) -> float | None:
        """A number."""
        found = self.text(subject, predicate)
        return float(found) if found is not None else None

    def day(self, subject: NamedNode, predicate: NamedNode) -> date | None:
        """A day."""
        found = self.text(subject, predicate)
        return date.fromisoformat(found) if found is not None else None

    def holds(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """A flag."""
        return self.text(subject, predicate) == "true"

    def member(
        self, subject: NamedNode, predicate: NamedNode, scheme: str, kind: type[_S]
    ) -> _S | None:
        """A controlled value."""
        found = self.nodes(subject, predicate)
        return kind(terms.member_of(scheme, found[0])) if found else None

    def spans(self, subject: NamedNode, predicate: NamedNode) -> tuple[Span, ...]:
        """The spans of evidence nodes, in text order."""
        return tuple(sorted(map(span_of, self.nodes(subject, predicate))))

    def span(self, subject: NamedNode, predicate: NamedNode) -> Span | None:
        """The first of them."""
        return next(iter(self.spans(subject, predicate)), None)


def span_of(evidence: NamedNode) -> Span:
    """The span in the name of a node. Raises InputError where there is none."""
    match = _SPAN.search(evidence.value)
    if match is None:
        raise InputError(f"{evidence.value} names no span: it was not minted by onrecord")
    return Span(int(match[1]), int(match[2]))


def read_back(quads: Iterable[Quad] | Described, minter: Minter) -> Iterator[Findings]:
    """The findings of each document that the quads describe, by document.

    Raises InputError where the quads are not those of a record.
    """
    described = quads if isinstance(quads, Described) else Described(quads)
    for document in described.documents():
        try:
            yield _Back(described, document, minter).findings()
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{document.value} cannot be read back: {error}") from error


class _Back:
    def __init__(self, described: Described, document: NamedNode, minter: Minter) -> None:
        self._d = described
        self._node = document
        self._id = minter.local(document.value, "document")
        self._entities: dict[int, Entity] = {}
        self._text = ""
        self._numbers: dict[NamedNode, Quantity] = {}
        self._statements: dict[NamedNode, int] = {}

    def findings(self) -> Findings:
        """All of it."""
        document = self._document()
        self._text = document.text
        self._entities = {e.key: e for e in map(self._entity, self._of(terms.DOCUMENT_ACTOR))}
        statements = self._of(terms.STATEMENT)
        self._statements = {each: self._key(each) for each in statements}
        return Findings(
            document=document,
            entities=tuple(self._entities[key] for key in sorted(self._entities)),
            statements=tuple(map(self._statement, statements)),
            commitments=tuple(map(self._commitment, self._of(terms.COMMITMENT))),
            stances=tuple(map(self._stance, self._of(terms.STANCE))),
            roles=tuple(map(self._role, self._of(terms.MEMBERSHIP))),
            events=tuple(map(self._event, self._of(terms.EVENT))),
            problems=tuple(self._problems(document.name)),
            quantities=self._quantities(statements),
        )

    def _of(self, kind: NamedNode) -> list[NamedNode]:
        return self._d.parts(self._node, kind)

    # --- the document ---------------------------------------------------------------------------

    def _document(self) -> Document:
        d, this = self._d, self._node
        return Document(
            id=self._id,
            text=d.text(this, terms.TEXT) or self._known_words(),
            name=d.text(this, terms.IDENTIFIER) or self._id,
            title=d.text(this, terms.HEADLINE),
            publisher=d.text(this, terms.PUBLISHER_NAME),
            url=d.text(this, terms.URL),
            published=d.day(this, terms.PUBLISHED),
            language=d.text(this, terms.LANGUAGE),
            author=d.text(this, terms.AUTHOR),
            set_aside=tuple(sorted(self._set_aside(), key=lambda each: each.span)),
            credits=d.texts(this, terms.CREDIT),
        )

    def _known_words(self) -> str:
        """A text that was not kept: the quoted words in their places, and gaps."""
        text = [_GAP] * (self._d.number(self._node, terms.LENGTH) or 0)
        prefix = f"{self._node.value}/evidence/"
        for quotation in self._d.typed(terms.QUOTE_SELECTOR):
            if quotation.value.startswith(prefix):
                span = span_of(NamedNode(quotation.value.removesuffix("/quote")))
                text[span.start : span.end] = self._d.text(quotation, terms.OA_EXACT) or ""
        return "".join(text)

    def _set_aside(self) -> Iterator[SetAside]:
        for each in self._d.nodes(self._node, terms.HAS_SET_ASIDE):
            passage = self._d.member(each, terms.PASSAGE, "passage", Passage)
            if passage is not None:
                yield SetAside(span_of(each), passage, self._d.text(each, terms.REASON) or "")

    def _problems(self, name: str) -> Iterator[Problem]:
        for each in self._d.texts(self._node, terms.PROBLEM):
            code, _, message = each.partition(": ")
            yield Problem(code, message, name)

    # --- who, how much, when ---------------------------------------------------------------------

    def _entity(self, this: NamedNode) -> Entity:
        d = self._d
        return Entity(
            key=self._key(this),
            name=d.text(this, terms.LABEL) or "",
            kind=d.member(this, terms.KIND, "kind", ActorKind) or ActorKind.ORGANISATION,
            mentions=d.spans(this, terms.MENTION),
            known=d.text(this, terms.KNOWN_AS),
            gender=d.member(this, terms.GENDER, "gender", Gender),
            country=d.text(this, terms.COUNTRY_CODE),
            cardinality=d.number(this, terms.CARDINALITY),
            members=tuple(sorted(_last(each) for each in d.nodes(this, terms.HAS_MEMBER_AS))),
            metonyms=d.spans(this, terms.METONYM_MENTION),
            descriptions=d.texts(this, terms.DESCRIPTION),
            portrait=read_portrait(d.text(this, terms.PORTRAIT)),
            idle=d.text(this, terms.IDLE) == "true",
        )

    def _mentions(
        self, this: NamedNode, predicate: NamedNode, span_predicate: NamedNode
    ) -> tuple[Mention, ...]:
        """Each span with the entity that has a mention there; a lone entity goes to a lone span."""
        keys = [_last(each) for each in self._d.nodes(this, predicate)]
        spans = self._d.spans(this, span_predicate)
        return tuple(Mention(s, s.of(self._text), self._whose(s, keys, len(spans))) for s in spans)

    def _whose(self, span: Span, keys: Sequence[int], number: int) -> int | None:
        if len(keys) == number == 1:
            return keys[0]
        known = [key for key in keys if key in self._entities]
        for fits in (lambda m: m == span, span.contains, span.overlaps):
            for key in known:
                if any(fits(mention) for mention in self._entities[key].mentions):
                    return key
        return None

    def _mention(
        self, this: NamedNode, predicate: NamedNode, span_predicate: NamedNode
    ) -> Mention | None:
        return next(iter(self._mentions(this, predicate, span_predicate)), None)

    def _quantities(self, statements: Iterable[NamedNode]) -> tuple[Quantity, ...]:
        for each in statements:
            for content in self._d.nodes(each, terms.HAS_CONTENT):
                self._numbers_at(content)
        self._numbers_at(self._node)
        return tuple(sorted(self._numbers.values(), key=lambda quantity: quantity.span))

    def _numbers_at(self, this: NamedNode) -> list[Quantity]:
        found = self._d.nodes(this, terms.QUANTITY)
        return [self._numbers.setdefault(each, self._quantity(each)) for each in found]

    def _quantity(self, this: NamedNode) -> Quantity:
        d, span = self._d, span_of(this)
        currency = d.text(this, terms.CURRENCY)
        return Quantity(
            span=span,
            text=d.text(this, terms.TEXT) or span.of(self._text),
            value=d.decimal(this, terms.VALUE),
            unit=currency or d.text(this, terms.UNIT_TEXT),
            low=d.decimal(this, terms.MIN_VALUE),
            high=d.decimal(this, terms.MAX_VALUE),
            approximate=d.holds(this, terms.APPROXIMATE),
            comparison=d.text(this, terms.COMPARISON),
            change=d.text(this, terms.CHANGE),
            per=d.text(this, terms.PER),
            currency=terms.MONETARY_AMOUNT in d.nodes(this, terms.TYPE),
        )

    def _time(self, this: NamedNode, predicate: NamedNode) -> TimeExpression | None:
        for each in self._d.nodes(this, predicate):
            span = span_of(each)
            return TimeExpression(
                span=span,
                text=self._d.text(each, terms.TEXT) or span.of(self._text),
                grain=self._d.member(each, terms.GRAIN, "grain", Grain) or Grain.VAGUE,
                start=self._d.day(each, terms.START),
                end=self._d.day(each, terms.END),
            )
        return None

    # --- findings --------------------------------------------------------------------------------

    def _key(self, this: NamedNode) -> int:
        return self._d.number(this, terms.KEY) or 0

    def _origin(self, this: NamedNode) -> Origin:
        name, _, version = (self._d.text(this, terms.EXTRACTOR) or "unknown/0").rpartition("/")
        return Origin(name, version, self._d.decimal(this, terms.CONFIDENCE) or 0.0)

    def _reported_in(self, this: NamedNode) -> int | None:
        found = self._d.nodes(this, terms.REPORTED_IN)
        return self._statements.get(found[0]) if found else None

    def _statement(self, this: NamedNode) -> Statement:
        d = self._d
        (content,) = d.nodes(this, terms.HAS_CONTENT)
        confidence = d.decimal(this, terms.ATTRIBUTION_CONFIDENCE)
        through = [self._statements.get(n) for n in d.nodes(this, terms.REPORTED_THROUGH)]
        return Statement(
            key=self._key(this),
            speaker=self._mention(this, terms.SPEAKER_AS, terms.SPEAKER_SPAN),
            source=d.spans(this, terms.SOURCE),
            cue=d.spans(this, terms.CUE),
            content=d.spans(content, terms.SPAN),
            kind=d.member(this, terms.QUOTE_TYPE, "quote", QuoteType) or QuoteType.INDIRECT,
            origin=self._origin(this),
            act=d.member(this, terms.ACT, "act", Act) or Act.SAY,
            mode=d.member(this, terms.MODE, "mode", Mode) or Mode.SPEECH,
            speaker_confidence=1.0 if confidence is None else confidence,
            addressee=self._mention(this, terms.ADDRESSEE_AS, terms.ADDRESSEE_SPAN),
            said_on=self._time(this, terms.SAID_ON_TIME),
            medium=d.text(this, terms.MEDIUM),
            level=d.number(this, terms.LEVEL) or 0,
            through=through[0] if through else None,
            negated=d.holds(this, terms.NEGATED),
            modality=d.text(this, terms.MODALITY),
            certainty=d.member(content, terms.CERTAINTY, "certainty", Certainty)
            or Certainty.CERTAIN,
            tense=d.member(content, terms.TENSE, "tense", Tense),
            content_negated=d.holds(content, terms.NEGATED),
        )

    def _commitment(self, this: NamedNode) -> Commitment:
        d = self._d
        actor = self._mention(this, terms.COMMITTED_ACTOR_AS, terms.COMMITTED_ACTOR_SPAN)
        evidence = self._evidence(this)
        return Commitment(
            actor=actor or Mention(Span(evidence.start, evidence.start), ""),
            action=d.text(this, terms.ACTION) or "",
            resource=d.text(this, terms.RESOURCE) or "",
            kind=d.member(this, terms.RESOURCE_KIND, "resource", ResourceKind)
            or ResourceKind.OTHER,
            status=d.member(this, terms.STATUS, "status", Status) or Status.CONSIDERING,
            evidence=evidence,
            origin=self._origin(this),
            quantity=next(iter(self._numbers_at(this)), None),
            beneficiaries=self._mentions(this, terms.BENEFICIARY_AS, terms.BENEFICIARY_SPAN),
            condition=d.span(this, terms.CONDITION_SPAN),
            exclusion=d.span(this, terms.EXCLUSION_SPAN),
            deadline=self._time(this, terms.DEADLINE_TIME),
            duration=d.text(this, terms.DURATION),
            statement=self._reported_in(this),
            label=d.text(this, terms.RESOURCE_LABEL),
            is_total=d.holds(this, terms.IS_TOTAL),
        )

    def _evidence(self, this: NamedNode) -> Span:
        span = self._d.span(this, terms.EVIDENCE)
        if span is None:
            raise InputError(f"{this.value} has no evidence: no fact is taken in without it")
        return span

    def _somebody(
        self, this: NamedNode, predicate: NamedNode, span_predicate: NamedNode
    ) -> Mention:
        found = self._mention(this, predicate, span_predicate)
        return found or Mention(Span(self._evidence(this).start, self._evidence(this).start), "")

    def _stance(self, this: NamedNode) -> Stance:
        return Stance(
            holder=self._somebody(this, terms.HOLDER_AS, terms.HOLDER_SPAN),
            target=self._somebody(this, terms.TARGET_AS, terms.TARGET_SPAN),
            polarity=self._d.member(this, terms.POLARITY, "polarity", Polarity)
            or Polarity.NEGATIVE,
            relation=self._d.text(this, terms.RELATION) or "",
            evidence=self._evidence(this),
            origin=self._origin(this),
            statement=self._reported_in(this),
        )

    def _role(self, this: NamedNode) -> Role:
        return Role(
            person=self._somebody(this, terms.MEMBER_AS, terms.MEMBER_SPAN),
            title=self._d.text(this, terms.TITLE) or "",
            organisation=self._mention(this, terms.ORGANISATION_AS, terms.ORGANISATION_SPAN),
            evidence=self._evidence(this),
            origin=self._origin(this),
            former=self._d.holds(this, terms.FORMER),
            acting=self._d.holds(this, terms.ACTING),
            elect=self._d.holds(this, terms.ELECT),
        )

    def _event(self, this: NamedNode) -> Event:
        return Event(
            type=self._d.member(this, terms.EVENT_TYPE, "event", EventType) or EventType.MEETING,
            label=self._d.text(this, terms.LABEL) or "",
            evidence=self._evidence(this),
            origin=self._origin(this),
            place=self._mention(this, terms.PLACE_AS, terms.PLACE_SPAN),
            time=self._time(this, terms.HAS_TIME),
            participants=self._mentions(this, terms.PARTICIPANT_AS, terms.PARTICIPANT_SPAN),
            host=self._mention(this, terms.HOST_AS, terms.HOST_SPAN),
            state=self._d.member(this, terms.STATE, "state", EventState) or EventState.HELD,
        )


def _last(actor: NamedNode) -> int:
    """The key at the end of the name of a document's actor."""
    return int(actor.value.rpartition("/")[2])
