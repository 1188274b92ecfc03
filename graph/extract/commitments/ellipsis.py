"""Shares told without a verb: "Norway pledged 75 million, Denmark 26.8 million and Chad 2 million euros"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.named import named_at
from graph.model import Commitment, Mention, Origin, Quantity, ResourceKind, Span, Status
from graph.parse import Reading

_BETWEEN = {"with", "gave", "giving", "pledged", "pledging", "contributing", "offering", "(", "another", "a", "further",
            "about", "some", "around", "nearly", "up", "to", "over", "more", "than", ":", "–"}  # fmt: skip
_FIRM = (Status.PLEDGED, Status.DELIVERED, Status.ALLOCATED, Status.READY)
REACH = 4  # tokens between a name and its amount


def shares(reading: Reading, sentence: Tokens, found: list[Commitment]) -> Iterator[Commitment]:
    """Commitments like the last one found in the sentence, for each further name right before an amount.

    Counter-example: "Norway pledged 75 million while Denmark has 6 million inhabitants" (other units).
    """
    base = next((c for c in reversed(found) if c.quantity is not None and c.status in _FIRM), None)
    if base is None or base.quantity is None:
        return
    for quantity in reading.quantities:
        if not base.evidence.start <= quantity.span.start < sentence.end_char:
            continue
        if any(c.quantity is not None and c.quantity.span.overlaps(quantity.span) for c in found):
            continue
        if quantity.span.start < base.quantity.span.end or not _alike(base.quantity, quantity):
            continue
        token = _name_before(reading, quantity)
        mention = named_at(reading, token) if token is not None else None
        if mention is not None and _differs(mention, base.actor):
            yield _share(base, mention, quantity)


def completed(found: list[Commitment]) -> list[Commitment]:
    """Amounts without a unit take that of a share: "75 million, … 20 million euros"."""
    unit = next((c.quantity for c in found if c.quantity is not None and c.quantity.currency), None)
    if unit is None:
        return found
    return [
        replace(c, quantity=replace(c.quantity, unit=unit.unit, currency=True))
        if c.quantity is not None and c.quantity.unit is None
        else c
        for c in found
    ]


def _share(base: Commitment, mention: Mention, quantity: Quantity) -> Commitment:
    origin = Origin(
        base.origin.extractor, base.origin.version, round(0.8 * base.origin.confidence, 3)
    )
    money = quantity.currency and base.quantity is not None and not base.quantity.currency
    if money and base.quantity is not None and base.quantity.unit is not None:
        base = replace(base, kind=ResourceKind.MONEY, resource="money", label=None)
    if quantity.unit is None and base.quantity is not None and not base.quantity.currency:
        quantity = replace(quantity, unit=base.quantity.unit)  # "60 of them and Chad 45"
    return replace(
        base,
        actor=mention,
        quantity=quantity,
        evidence=Span(base.evidence.start, max(base.evidence.end, quantity.span.end)),
        origin=origin,
        is_total=False,
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    return None in (one.unit, other.unit) or one.unit == other.unit or other.currency


def _name_before(reading: Reading, quantity: Quantity) -> Token | None:
    tokens = reading.tokens(quantity.span)
    if tokens is None:
        return None
    for token in reversed(reading.doc[max(0, tokens.start - REACH) : tokens.start]):
        if token.ent_type_ in ("GPE", "ORG", "NORP") or reading.entity_at(token.i) is not None:
            return token
        if token.lower_ not in _BETWEEN:
            return None
    return None


def _differs(one: Mention, other: Mention) -> bool:
    return one.entity != other.entity if one.entity is not None else one.text != other.text
