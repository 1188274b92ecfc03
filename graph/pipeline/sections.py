"""Teasers of other stories are read as texts of their own: their statements never join the article's.

"He" in a teaser is never somebody of the article, because the two are parsed and extracted apart. Offsets stay those
of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.model import (
    Commitment,
    Document,
    Entity,
    Event,
    Findings,
    Mention,
    Passage,
    Role,
    SetAside,
    Span,
    Stance,
    Statement,
)

LONGEST = 60_000  # characters that are read together: about thirty newspaper pages
_PARAGRAPH = re.compile(r"\w.{60,}[.!?…][\"”’)]*\s*$", re.MULTILINE)
_Finding = TypeVar("_Finding", Statement, Commitment, Stance, Role, Event)
_Linked = TypeVar("_Linked", Commitment, Stance)


def split(document: Document) -> tuple[Document, ...]:
    """The article, and each teaser that holds a paragraph, as documents over the same text.

    In each, what belongs to the others is set aside. A very long article is read in stretches, because the cost of some
    rules grows with the square of a text's length. A short article without teasers is the document itself.
    """
    teasers = [
        a.span
        for a in document.set_aside
        if a.passage is Passage.TEASER and _PARAGRAPH.search(a.span.of(document.text))
    ]
    stretches = list(_stretches(document.text))
    article = [_alone(document, s) for s in stretches] if len(stretches) > 1 else [document]
    return (*article, *(_alone(document, span) for span in teasers))


def _stretches(text: str) -> Iterator[Span]:
    """The text in pieces of at most LONGEST characters, cut between paragraphs where there are any."""
    start = 0
    while len(text) - start > LONGEST:
        low, high = start + LONGEST // 2, start + LONGEST
        cuts = (text.rfind(mark, low, high) + len(mark) for mark in ("\n\n", "\n", ". ", " "))
        end = next((cut for cut in cuts if cut > low), high)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _alone(document: Document, span: Span) -> Document:
    """The document with everything outside `span` set aside."""
    rest = (Span(0, span.start), Span(span.end, len(document.text)))
    aside = [SetAside(part, Passage.TEASER, "not of this part") for part in rest if len(part)]
    within = [a for a in document.set_aside if a.span.overlaps(span) and a.span != span]
    title = document.title if span.start == 0 else None
    return replace(document, set_aside=tuple(aside + within), title=title)


def join(document: Document, parts: Sequence[Findings]) -> Findings:
    """The findings of all parts as those of `document`, numbered on; links never cross parts."""
    whole = parts[0]
    for part in parts[1:]:
        whole = _append(whole, part)
    return replace(whole, document=document)


def _append(whole: Findings, part: Findings) -> Findings:
    keys = dict(_entity_keys(whole, part))
    shift = max((s.key for s in whole.statements), default=-1) + 1
    known = {e.key for e in whole.entities}
    new = [e for e in part.entities if keys[e.key] not in known]
    return replace(
        whole,
        entities=_merged(whole.entities, part.entities, keys)
        + tuple(_moved_entity(e, keys) for e in new),
        statements=whole.statements + tuple(_statement(s, keys, shift) for s in part.statements),
        commitments=whole.commitments
        + tuple(_linked(_moved(c, keys), shift) for c in part.commitments),
        stances=whole.stances + tuple(_linked(_moved(s, keys), shift) for s in part.stances),
        roles=whole.roles + tuple(_moved(r, keys) for r in part.roles),
        events=whole.events + tuple(_moved(e, keys) for e in part.events),
        problems=whole.problems + part.problems,
        quantities=whole.quantities + part.quantities,
    )


def _entity_keys(whole: Findings, part: Findings) -> Iterator[tuple[int, int]]:
    """Keys of the part's entities in the whole: the same known or equally named one, or a new key."""
    same = {_identity(e): e.key for e in reversed(whole.entities)}
    free = max((e.key for e in whole.entities), default=-1) + 1
    for entity in part.entities:
        key = same.get(_identity(entity))
        if key is None:
            key, free = free, free + 1
        yield entity.key, key


def _identity(entity: Entity) -> tuple[str, str]:
    return (entity.known or entity.name.casefold(), entity.kind.value)


def _merged(
    entities: Sequence[Entity], more: Sequence[Entity], keys: dict[int, int]
) -> tuple[Entity, ...]:
    added = {keys[e.key]: e for e in more}
    return tuple(
        replace(
            entity,
            mentions=tuple(sorted({*entity.mentions, *added[entity.key].mentions})),
            metonyms=tuple(sorted({*entity.metonyms, *added[entity.key].metonyms})),
        )
        if entity.key in added
        else entity
        for entity in entities
    )


def _moved_entity(entity: Entity, keys: dict[int, int]) -> Entity:
    return replace(entity, key=keys[entity.key], members=tuple(keys[m] for m in entity.members))


def _statement(statement: Statement, keys: dict[int, int], shift: int) -> Statement:
    through = statement.through + shift if statement.through is not None else None
    return replace(_moved(statement, keys), key=statement.key + shift, through=through)


def _linked(finding: _Linked, shift: int) -> _Linked:
    said_in = finding.statement
    return finding if said_in is None else replace(finding, statement=said_in + shift)


def _moved(finding: _Finding, keys: dict[int, int]) -> _Finding:
    """The finding with its mentions pointing to the whole's entities."""
    changes: dict[str, object] = {}
    for name in type(finding).__dataclass_fields__:
        value = getattr(finding, name)
        if isinstance(value, Mention):
            changes[name] = _mention(value, keys)
        elif isinstance(value, tuple) and value and isinstance(value[0], Mention):
            changes[name] = tuple(_mention(m, keys) for m in value)
    return replace(finding, **changes)  # type: ignore[arg-type]


def _mention(mention: Mention, keys: dict[int, int]) -> Mention:
    return mention if mention.entity is None else replace(mention, entity=keys[mention.entity])
