"""A named graph being written: a set of quads, and the literals that both stores keep as they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad

from graph import terms

_XSD = terms.PREFIXES["xsd"]
_BOOLEAN = NamedNode(_XSD + "boolean")
_DATE = NamedNode(_XSD + "date")
_DECIMAL = NamedNode(_XSD + "decimal")
_INTEGER = NamedNode(_XSD + "integer")
_ANY_URI = NamedNode(_XSD + "anyURI")
_PARTIAL_DATES = {4: NamedNode(_XSD + "gYear"), 7: NamedNode(_XSD + "gYearMonth"), 10: _DATE}
_TRUE = Literal("true", datatype=_BOOLEAN)
_LARGEST = 1e17  # above it Oxigraph's decimals overflow in SUM, so the number stays words only


def plain(words: str) -> Literal:
    """Words as a literal. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD: offsets stay."""
    try:
        return Literal(words)
    except (UnicodeEncodeError, ValueError):
        return Literal("".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words))


def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: float) -> Literal | None:
    """A number in canonical form ("0.5", "1"), since stores rewrite others; None where it has none.

    >>> decimal(0.50).value, decimal(1.0).value, decimal(1.5e9).value
    ('0.5', '1', '1500000000')
    """
    if not math.isfinite(number) or abs(number) > _LARGEST:
        return None
    words = format(Decimal(repr(round(float(number), 6))), "f")
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return Literal("0" if words in ("-0", "") else words, datatype=_DECIMAL)


def day(value: date) -> Literal:
    """A day."""
    return Literal(value.isoformat(), datatype=_DATE)


def partial_date(iso: str) -> Literal:
    """A day, month or year, typed by how much of it is known: '2025-09' is an xsd:gYearMonth."""
    datatype = _PARTIAL_DATES.get(len(iso))
    return Literal(iso, datatype=datatype) if datatype else Literal(iso)


def address(url: str) -> Literal:
    """A web address, as a literal: a hostile or broken one must not become a link by itself."""
    return Literal(plain(url).value, datatype=_ANY_URI)


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All quads of one document-run, sorted. They never depend on another document."""

    document: str  # Document.id
    name: NamedNode
    quads: tuple[Quad, ...]


class GraphWriter:
    """Collects the quads of one named graph. A quad that is added twice stands once."""

    def __init__(self, name: str) -> None:
        self.name = NamedNode(name)
        self._quads: set[Quad] = set()

    def link(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode | None) -> None:
        """One edge to a node; nothing where the node is None."""
        if thing is not None:
            self._quads.add(Quad(subject, predicate, thing, self.name))

    def literal(self, subject: NamedNode, predicate: NamedNode, value: Literal | None) -> None:
        """One edge to a literal; nothing where it is None."""
        if value is not None:
            self._quads.add(Quad(subject, predicate, value, self.name))

    def words(self, subject: NamedNode, predicate: NamedNode, words: str | None) -> None:
        """Words, unless they are None or empty."""
        if words:
            self.literal(subject, predicate, plain(words))

    def number(self, subject: NamedNode, predicate: NamedNode, number: float | None) -> None:
        """A decimal, unless it is None."""
        if number is not None:
            self.literal(subject, predicate, decimal(number))

    def count(self, subject: NamedNode, predicate: NamedNode, number: int | None) -> None:
        """A whole number, unless it is None."""
        if number is not None:
            self.literal(subject, predicate, integer(number))

    def day(self, subject: NamedNode, predicate: NamedNode, value: date | None) -> None:
        """A day, unless it is None."""
        if value is not None:
            self.literal(subject, predicate, day(value))

    def flag(self, subject: NamedNode, predicate: NamedNode, holds: bool) -> None:
        """`true` where the flag holds. One that does not hold is not written."""
        if holds:
            self.literal(subject, predicate, _TRUE)

    def concept(self, subject: NamedNode, predicate: NamedNode, member: StrEnum | None) -> None:
        """The SKOS concept of a controlled value, unless it is None."""
        if member is not None:
            self.link(subject, predicate, terms.concept(member))

    def quads(self) -> tuple[Quad, ...]:
        """What was written, sorted by its N-Quads line."""
        return tuple(sorted(self._quads, key=str))
