"""`PageData` and its layout as the lists that the page's script reads; `assets/js/model.mjs` is the other side.

Everything is addressed by its place in a list, and a sentence that stands in a document's full text is given as
offset and length: at 1,500 nodes that halves the file. Offsets for people are code points (`start`, `end`);
offsets for slicing are UTF-16 units.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from graph.render.edges import Edge, edges_of
from graph.render.layout import Layout, Node
from graph.render.names import clip, initials
from graph.render.page import (
    ActorEntry,
    CommitmentEntry,
    DocumentEntry,
    EventEntry,
    Evidence,
    IssueEntry,
    MarkRole,
    PageData,
    PlaceEntry,
    StatementEntry,
)
from graph.render.utf16 import Utf16

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | dict[str, Json] | None"

LABEL_CHARS = 180  # a longer claim is read in its sentence
ROLES = tuple(MarkRole)


def safe_url(url: str | None) -> str | None:
    """`url` if a browser may open it, else None: only http and https, never `javascript:` or `data:`."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


class Payload:
    """Collects evidence and numbers nodes while the lists of one page are written."""

    def __init__(self, data: PageData, layout: Layout) -> None:
        self._data = data
        self._layout = layout
        self._number = {node.id: i for i, node in enumerate(layout.nodes)}
        self._document = {entry.id: i for i, entry in enumerate(data.documents)}
        self._texts = {entry.id: entry.text for entry in data.documents if entry.text}
        self._utf16 = {key: Utf16(text) for key, text in self._texts.items()}
        self._evidence: dict[Evidence, int] = {}
        self._pool: list[Json] = []

    def nodes(self) -> list[dict[str, Json]]:
        """One record for each drawn thing, in the layout's order; absent values are left out."""
        details = self._details()
        return [self._node(node, details.get(node.id, {})) for node in self._layout.nodes]

    def edges(self) -> list[tuple[int, int, str, list[Json]]]:
        """From, to, relation and `[evidence numbers, detail]`, trailing empty values left out."""
        return [self._edge(edge) for edge in edges_of(self._data)]

    def story(self) -> dict[str, Json]:
        """Everything beside nodes and edges; to be asked for last, when all evidence has been seen."""
        return {
            "title": self._data.title,
            "base": self._data.base,
            "notes": list(self._data.notes),
            "documents": [self._document_record(entry) for entry in self._data.documents],
            "roles": [role.value for role in ROLES],
            "posts": self._posts(),
            "stances": self._stances(),
            "evidence": self._pool,
        }

    def _node(self, node: Node, detail: dict[str, Json]) -> dict[str, Json]:
        x, y = self._layout.places[node.id]
        record: dict[str, Json] = {
            "id": node.id,
            "kind": node.kind.value,
            "label": clip(node.label, LABEL_CHARS),
            "x": x,
            "y": y,
            "r": node.radius,
        }
        card = self._layout.cards.get(node.id)
        if card:
            record["card"] = [round(card.x), round(card.y), round(card.width), round(card.height)]
            record["columns"] = card.columns
        return record | {key: value for key, value in detail.items() if value not in (None, [], "")}

    def _details(self) -> dict[str, dict[str, Json]]:
        data = self._data
        found = {entry.id: self._issue(entry) for entry in data.issues}
        found |= {entry.id: self._actor(entry) for entry in data.actors}
        found |= {entry.id: self._statement(entry) for entry in data.statements}
        found |= {entry.id: self._commitment(entry) for entry in data.commitments}
        found |= {entry.id: self._event(entry) for entry in data.events}
        return found | {entry.id: self._place(entry) for entry in data.places}

    def _issue(self, entry: IssueEntry) -> dict[str, Json]:
        return {
            "about": entry.description,
            "more": {position.value: count for position, count in entry.more} or None,
        }

    def _actor(self, entry: ActorEntry) -> dict[str, Json]:
        maybe: list[Json] = [
            [self._number[other], round(score, 2)]
            for other, score in entry.candidates
            if other in self._number
        ]
        return {
            "about": entry.description,
            "also": [alias for alias in entry.aliases if alias != entry.name],
            "glyph": initials(entry),
            "maybe": maybe,
            "left": entry.left or None,
        }

    def _place(self, entry: PlaceEntry) -> dict[str, Json]:
        return {}

    def _statement(self, entry: StatementEntry) -> dict[str, Json]:
        reports: list[Json] = []
        for report in entry.reports:
            record: dict[str, Json] = {
                "id": report.id,
                "e": self._proof(report.evidence),
                "kind": None if report.quote_type == "indirect" else report.quote_type,
                "act": None if report.act == "say" else report.act,
                "day": report.said_on.isoformat() if report.said_on else None,
                "to": self._number.get(report.addressee or ""),
                "through": report.through,
                "copy": True if not report.independent else None,
                "denied": True if report.negated else None,
                "sure": None if report.confidence is None else round(report.confidence, 2),
            }
            reports.append({key: value for key, value in record.items() if value is not None})
        return {
            "who": self._numbers(entry.speakers),
            "on": self._numbers(entry.issues),
            "stance": entry.position.value,
            "day": entry.day.isoformat() if entry.day else None,
            "reports": reports,
        }

    def _commitment(self, entry: CommitmentEntry) -> dict[str, Json]:
        steps: list[Json] = [
            [step.day.isoformat() if step.day else None, step.status, self._proof(step.evidence)]
            for step in entry.history
        ]
        return {
            "who": self._numbers(entry.actors),
            "status": entry.status,
            "resource": entry.kind,
            "amount": entry.amount,
            "to": self._numbers(entry.beneficiaries),
            "conditions": list(entry.conditions),
            "exclusions": list(entry.exclusions),
            "deadline": entry.deadline,
            "day": entry.day.isoformat() if entry.day else None,
            "history": steps,
            "proof": self._proofs(entry.evidence),
            "left": entry.left or None,
        }

    def _event(self, entry: EventEntry) -> dict[str, Json]:
        return {
            "type": entry.kind,
            "who": self._numbers(entry.participants),
            "place": self._number.get(entry.place or ""),
            "day": entry.day.isoformat() if entry.day else None,
            "state": None if entry.state == "held" else entry.state,
            "proof": self._proofs(entry.evidence),
            "left": entry.left or None,
        }

    def _edge(self, edge: Edge) -> tuple[int, int, str, list[Json]]:
        stands_elsewhere = edge.relation in {"said", "for", "addressed to"}
        proof = [] if stands_elsewhere else self._proofs(edge.evidence)
        rest: list[Json] = [proof] if proof or edge.detail else []
        if edge.detail:
            rest.append(clip(edge.detail, LABEL_CHARS))
        return self._number[edge.source], self._number[edge.target], edge.relation, rest

    def _posts(self) -> list[Json]:
        return [
            {
                "who": self._number[role.person],
                "title": clip(role.title, LABEL_CHARS),
                "at": self._number.get(role.organisation or ""),
                "former": role.former,
                "proof": self._proofs(role.evidence),
                **({"left": role.left} if role.left else {}),
            }
            for role in self._data.roles
            if role.person in self._number
        ]

    def _stances(self) -> list[Json]:
        return [
            [
                self._number[stance.holder],
                self._number[stance.target],
                stance.relation,
                stance.polarity.value,
                self._proofs(stance.evidence),
                *([stance.left] if stance.left else []),
            ]
            for stance in self._data.stances
            if stance.holder in self._number and stance.target in self._number
        ]

    def _document_record(self, entry: DocumentEntry) -> dict[str, Json]:
        record: dict[str, Json] = {
            "id": entry.id,
            "outlet": entry.outlet,
            "title": entry.title,
            "day": entry.published.isoformat() if entry.published else None,
            "url": safe_url(entry.url),
            "copyOf": entry.copy_of,
            "wire": entry.origin,
            "text": entry.text,
        }
        return {key: value for key, value in record.items() if value is not None}

    def _numbers(self, keys: Iterable[str]) -> list[Json]:
        return [self._number[key] for key in keys if key in self._number]

    def _proofs(self, evidence: Iterable[Evidence]) -> list[Json]:
        return [self._proof(item) for item in evidence]

    def _proof(self, evidence: Evidence) -> int:
        """Number of the evidence in the pool; the same characters with the same marks are written once."""
        if evidence not in self._evidence:
            self._evidence[evidence] = len(self._pool)
            self._pool.append(self._evidence_record(evidence))
        return self._evidence[evidence]

    def _evidence_record(self, evidence: Evidence) -> list[Json]:
        start, text = evidence.sentence_start, self._texts.get(evidence.document)
        end = start + len(evidence.sentence)
        inside = Utf16(evidence.sentence)
        marks: list[Json] = [
            [inside.offset(m.start - start), inside.offset(m.end - start), ROLES.index(m.role)]
            for m in evidence.marks
            if start <= m.start < m.end <= end
        ]
        sentence: Json = evidence.sentence
        at = start
        if text is not None:
            at = self._utf16[evidence.document].offset(start)
            if text[start:end] == evidence.sentence:
                sentence = inside.offset(len(evidence.sentence))
        place = self._document[evidence.document]
        return [place, evidence.start, evidence.end, sentence, at, marks]


def pack(value: object) -> str:
    """JSON, deflated, as base64: what repeats itself as graphs do shrinks to a fifth."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(plain.encode("utf-8"), 9)).decode("ascii")


def turtle_pack(data: PageData, layout: Layout) -> str:
    """Prefixes and the triples of each node, deflated, as base64: Turtle repeats itself and shrinks to a tenth."""
    snippets = [data.turtle.get(node.id, "") for node in layout.nodes]
    return pack([data.prefixes, snippets])
