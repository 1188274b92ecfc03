"""Reads statements out of a text: who said, thought or wanted what, by which words."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extract.statements.layering import layer
from graph.extract.statements.marks import Quotations
from graph.extract.statements.selection import read_rules
from graph.model import Findings, Statement
from graph.parse import Reading


class StatementExtractor:
    """Yields statements in text order, by rules over the parse and the quotation marks."""

    name = "statements"
    version = "2"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Statement]:
        """The statements of one document."""
        quotations = Quotations(reading)
        return layer(reading, quotations, read_rules(reading, quotations), self.name, self.version)
