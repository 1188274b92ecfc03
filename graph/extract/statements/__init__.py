"""Reads statements out of a text: who said, thought or wanted what, by which words."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extract.statements.layering import layer
from graph.extract.statements.marks import Quotations
from graph.extract.statements.selection import read
from graph.extract.tagger import AttributionTagger
from graph.model import Findings, Statement
from graph.parse import Reading

TAGGER_KEEP = 0.1  # of the tagger's own confidence: what is doubtful to it the rules may confirm


class StatementExtractor:
    """Yields statements in text order.

    Without a tagger (profile `fast`) by rules over the parse and the quotation marks alone; with one (profile
    `accurate`) rules and tagger are weighed together.
    """

    name = "statements"
    version = "2"

    def __init__(self, tagger: AttributionTagger | None = None) -> None:
        self._tagger = tagger

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Statement]:
        """The statements of one document."""
        tagged = None
        if self._tagger is not None:
            tagged = self._tagger(reading.document.text, reading.body)
        quotations = Quotations(reading)
        found = read(reading, quotations, tagged)
        return layer(reading, quotations, found, self.name, self.version)
