"""Amounts in a row for actors in a row: "Norway and Denmark pledged 75 and 26 million euros respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Span as Tokens

from graph.extract.commitments.recalled import same_actor
from graph.model import Commitment, Mention, Quantity, ResourceKind, Span
from graph.parse import Reading

_NUMBER = r"[$€£¥]?\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion|trillion|m|bn)\b)?"
_WORDS = r"(?: (?!and\b|to\b|for\b|respectively\b)[a-z-]+){0,3}"
_ROW = re.compile(
    rf"(?:{_NUMBER}{_WORDS},? )+and {_NUMBER}|{_NUMBER}{_WORDS}(?:, {_NUMBER}{_WORDS})+,? and {_NUMBER}"
)
_ONE = re.compile(
    r"(?P<sign>[$€£¥]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>thousand|million|billion|trillion|m|bn)\b)?"
)
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SMALL = 1000  # "75 and 26 million": a number below this shares the scale of the last


def respective(reading: Reading, sentence: Tokens, found: Sequence[Commitment]) -> list[Commitment]:
    """Each actor with its own amount, or each receiver with its own; as found where the rows do not match.

    Counter-example: "Norway and Denmark pledged 75 million euros and 20 trucks" (no "respectively").
    """
    if not found or "respectively" not in sentence.text:
        return list(found)
    amounts = _amounts(reading, sentence)
    if len(amounts) < 2:
        return list(found)
    told: list[Commitment] = []
    for _, same in groupby(found, key=lambda c: c.action):
        told += _shared_out(list(same), amounts)
    return told


def _shared_out(same: list[Commitment], amounts: list[Quantity]) -> list[Commitment]:
    givers: list[Commitment] = []
    for commitment in same:
        if not any(same_actor(commitment.actor, g.actor) for g in givers):
            givers.append(commitment)
    if len(givers) == len(amounts):
        return [_with(c, a, c.beneficiaries) for c, a in zip(givers, amounts, strict=True)]
    takers = max((c.beneficiaries for c in same), key=len)
    if len(givers) == 1 and len(takers) == len(amounts):
        return [_with(givers[0], a, (b,)) for a, b in zip(amounts, takers, strict=True)]
    return same


def _with(commitment: Commitment, amount: Quantity, takers: tuple[Mention, ...]) -> Commitment:
    whole = Span(
        min(commitment.evidence.start, amount.span.start),
        max(commitment.evidence.end, amount.span.end),
    )
    kind = ResourceKind.MONEY if amount.currency else commitment.kind
    resource = "money" if amount.currency else (amount.item or commitment.resource)
    return replace(
        commitment, quantity=amount, beneficiaries=takers, evidence=whole, is_total=False,
        kind=kind, resource=resource,
    )  # fmt: skip


def _amounts(reading: Reading, sentence: Tokens) -> list[Quantity]:
    """The row's amounts, in text order; unit and scale of the last are those of all that have none."""
    row = _ROW.search(sentence.text)
    if row is None:
        return []
    start = sentence.start_char + row.start()
    last = next(
        (
            q
            for q in reversed(reading.quantities)
            if start < q.span.end and q.span.start < start + len(row.group())
        ),
        None,
    )
    return (
        []
        if last is None
        else [_one(reading, start, part, last) for part in _ONE.finditer(row.group())]
    )


def _one(reading: Reading, start: int, part: re.Match[str], last: Quantity) -> Quantity:
    value = float(part["number"].replace(",", ""))
    scale = _SCALES.get(part["scale"] or "", 1.0)
    if part["scale"] is None and last.value is not None and value < _SMALL:
        shared = re.search(r"\d (thousand|million|billion|trillion|m|bn)\b", last.text)
        scale = _SCALES[shared.group(1)] if shared and not part["sign"] else scale
    own = Span(start + part.start(), start + part.end())
    told = next((q for q in reading.quantities if q.span.overlaps(own)), None)
    if told is not None and (told.value, told.unit) == (value * scale, last.unit):
        return told
    whole = Span(own.start, max(own.end, last.span.end))  # to the scale and unit that it shares
    text = whole.of(reading.document.text)
    return replace(
        last, span=whole, text=text, value=value * scale, low=None, high=None, total=False
    )
