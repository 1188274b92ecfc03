"""Capitals inside marks make a name of them only if every long word has one."""

from __future__ import annotations

import pytest

from graph.extract.statements import StatementExtractor
from graph.model import Document, Findings, QuoteType
from graph.parse import Parser, annotate


@pytest.mark.parametrize(
    "words", ["This is Oslo at its best,", "Only Norway paid,", "They love Oslo!"]
)
def test_a_sentence_with_names_in_it_is_speech(parser: Parser, words: str) -> None:
    """The mark at the end of a word does not hide that it is written small."""
    text = f"Ada Lindqvist met the crowd in Bergen. “{words}” she told Radio Lund."
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    found = list(StatementExtractor()(reading, Findings(document=document)))
    kinds = [s.kind for s in found if s.content[0].of(text).startswith(words[:6])]
    assert kinds == [QuoteType.DIRECT]
