"""Findings → the JSON that `onrecord extract` writes for one document.

Offsets are code points of the document's text (of the file itself for .txt). A direct quotation's content is the words
inside the marks; a mixed or indirect one's is the clause. Names are those of the resolved actors; an unnamed source
keeps its description; a speaker that was not found is null. The same findings give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from graph.model import (
    Actor,
    Commitment,
    Document,
    Event,
    Findings,
    Mention,
    Problem,
    QuoteType,
    Role,
    Span,
    Stance,
    Statement,
    Status,
)

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Record = dict[str, Json]

_MARKS = "“”„‟«»\"‘’‚'"
_THAT = re.compile(r"that\s+", re.IGNORECASE)
_PRONOUNS = frozenset(
    "i me we us you he him she her it they them this that these those who which one"
    " himself herself itself themselves".split()
)


def to_json(findings: Findings, actors: Iterable[Actor] = ()) -> str:
    """The contract's JSON of one document, indented, with a line end. Keys in a fixed order."""
    return json.dumps(record(findings, actors), ensure_ascii=False, indent=1) + "\n"


def record(findings: Findings, actors: Iterable[Actor] = ()) -> Record:
    """The contract as plain values. `actors` are those resolved from this document; without them the
    document's own names stand."""
    resolved = tuple(actors)
    writer = _Writer(findings, resolved)
    return {
        "document": _document(findings.document),
        "text": findings.document.text,
        "statements": [writer.statement(s) for s in findings.statements],
        "commitments": [writer.commitment(c) for c in findings.commitments],
        "stances": [writer.stance(s) for s in findings.stances],
        "roles": [writer.role(r) for r in findings.roles],
        "events": [writer.event(e) for e in findings.events],
        "actors": writer.actors(resolved),
        "problems": [_problem(p) for p in findings.problems],
    }


class _Writer:
    """Writes the findings of one document under the names of its actors."""

    def __init__(self, findings: Findings, actors: Iterable[Actor]) -> None:
        self._findings = findings
        self._text = findings.document.text
        self._entities = {e.key: e for e in findings.entities}
        self._names = {e.key: e.name for e in findings.entities}
        for actor in actors:
            for document, key in actor.entities:
                if document == findings.document.id:
                    self._names[key] = actor.name

    def statement(self, statement: Statement) -> Record:
        """One record a speaker; `speaker_text` is the whole source as written."""
        through = statement.through
        return {
            "key": statement.key,
            "speaker": self._name(statement.speaker),
            "speaker_text": self._words(statement.source) or _text(statement.speaker),
            "kind": statement.kind.value,
            "cue": self._words(statement.cue) or None,
            "act": statement.act.value,
            "mode": statement.mode.value,
            "content": self._content(statement),
            "addressee": self._name(statement.addressee),
            "date": statement.said_on.iso if statement.said_on else None,
            "date_text": statement.said_on.text if statement.said_on else None,
            "medium": statement.medium,
            "level": statement.level,
            "through": through,
            "negated": statement.negated,
            "certainty": statement.certainty.value,
            "confidence": _rounded(statement.origin.confidence * statement.speaker_confidence),
            "spans": {
                "source": _pairs(statement.source),
                "cue": _pairs(statement.cue),
                "content": _pairs(statement.content),
            },
        }

    def commitment(self, commitment: Commitment) -> Record:
        """One record an actor; several beneficiaries are joined with a semicolon."""
        quantity = commitment.quantity
        return {
            "actor": self._name(commitment.actor),
            "action": commitment.action,
            "resource": commitment.resource,
            "kind": commitment.kind.value,
            "label": commitment.label,
            "amount": quantity.value if quantity else None,
            "unit": quantity.unit if quantity else None,
            "low": quantity.low if quantity else None,
            "high": quantity.high if quantity else None,
            "approx": bool(quantity and quantity.approximate),
            "beneficiary": "; ".join(filter(None, map(self._name, commitment.beneficiaries)))
            or None,
            "condition": self._part(commitment.condition),
            "exclusion": self._part(commitment.exclusion),
            "deadline": commitment.deadline.text if commitment.deadline else None,
            "status": _status(commitment.status),
            "statement": commitment.statement,
            "evidence": commitment.evidence.of(self._text),
            "span": _pair(commitment.evidence),
            "confidence": _rounded(commitment.origin.confidence),
        }

    def stance(self, stance: Stance) -> Record:
        """Holder, target and polarity, with the words that show it."""
        return {
            "holder": self._name(stance.holder),
            "target": self._name(stance.target),
            "polarity": stance.polarity.value,
            "relation": stance.relation,
            "statement": stance.statement,
            "evidence": stance.evidence.of(self._text),
            "span": _pair(stance.evidence),
            "confidence": _rounded(stance.origin.confidence),
        }

    def role(self, role: Role) -> Record:
        """A person's post, as written without the country adjective."""
        return {
            "person": self._name(role.person),
            "role": role.title,
            "org_or_country": self._name(role.organisation),
            "former": role.former,
            "evidence": role.evidence.of(self._text),
            "span": _pair(role.evidence),
            "confidence": _rounded(role.origin.confidence),
        }

    def event(self, event: Event) -> Record:
        """An event; its place keeps the words of the text where they stand for a country."""
        return {
            "type": event.type.value,
            "label": event.label,
            "place": self._place(event.place),
            "date": event.time.iso if event.time else None,
            "state": event.state.value,
            "host": self._name(event.host),
            "participants": [name for p in event.participants if (name := self._name(p))],
            "evidence": event.evidence.of(self._text),
            "span": _pair(event.evidence),
            "confidence": _rounded(event.origin.confidence),
        }

    def actors(self, resolved: Sequence[Actor]) -> list[Json]:
        """Every actor with its mentions; entities that no actor holds stand for themselves, but not those
        that are none unless another text tells of them."""
        document = self._findings.document.id
        held: set[int] = set()
        found: list[Json] = []
        for actor in sorted(resolved, key=lambda a: a.id):
            keys = [key for owner, key in actor.entities if owner == document]
            held.update(keys)
            found.append(_actor(actor.id, actor.name, actor.kind.value, self._mentions(keys)))
        for entity in self._findings.entities:
            if entity.key not in held and not entity.idle:
                spans = self._mentions([entity.key])
                found.append(_actor(str(entity.key), entity.name, entity.kind.value, spans))
        return found

    def _mentions(self, keys: Iterable[int]) -> list[Span]:
        return sorted({s for key in keys for s in self._entities[key].mentions})

    def _name(self, mention: Mention | None) -> str | None:
        """The actor's name; the words themselves where no actor is known, but never a bare pronoun."""
        if mention is None:
            return None
        if mention.entity is not None and mention.entity in self._names:
            return self._names[mention.entity]
        words = " ".join(mention.text.split())
        return None if words.lower() in _PRONOUNS else words

    def _place(self, mention: Mention | None) -> str | None:
        if mention is None:
            return None
        entity = self._entities.get(mention.entity) if mention.entity is not None else None
        if entity is not None and any(s.overlaps(mention.span) for s in entity.metonyms):
            return mention.text  # "in Paris" is the city, whatever "Paris says" stands for
        return self._name(mention)

    def _words(self, spans: Iterable[Span]) -> str:
        return " ".join(span.of(self._text).strip() for span in spans)

    def _part(self, span: Span | None) -> str | None:
        return span.of(self._text) if span else None

    def _content(self, statement: Statement) -> str:
        words = self._words(statement.content)
        match statement.kind:
            case QuoteType.DIRECT:
                return words.strip().strip(_MARKS).strip()
            case QuoteType.INDIRECT:
                return _THAT.sub("", words, count=1) if _THAT.match(words) else words
            case QuoteType.MIXED:
                return words


def _document(document: Document) -> Record:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "author": document.author,
        "credits": list(document.credits),
        "set_aside": [
            {"span": _pair(a.span), "passage": a.passage.value, "reason": a.reason}
            for a in document.set_aside
        ],
    }


def _problem(problem: Problem) -> Record:
    return {
        "code": problem.code,
        "message": problem.message,
        "place": problem.place,
        "span": _pair(problem.span) if problem.span else None,
    }


def _actor(identifier: str, name: str, kind: str, spans: Iterable[Span]) -> Record:
    return {"id": identifier, "name": name, "kind": kind, "mentions": _pairs(spans)}


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _status(status: Status) -> str:
    """The contract has no word of its own for what a parliament approved: it is pledged."""
    return Status.PLEDGED.value if status is Status.ALLOCATED else status.value


def _rounded(confidence: float) -> float:
    return round(confidence, 4)
