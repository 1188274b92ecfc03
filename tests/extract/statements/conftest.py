"""What the tests of statements share: text in, statements out, by each profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.extract.statements import TAGGER_KEEP, StatementExtractor
from graph.extract.tagger import AttributionTagger
from graph.model import Document, Findings, Statement
from graph.parse import Parser, annotate

Read = Callable[[str], list[Statement]]


def _reader(parser: Parser, extractor: StatementExtractor) -> Read:
    def of(text: str) -> list[Statement]:
        document = Document(id="1", text=text, name="x", published=date(2024, 5, 17))
        return list(extractor(annotate(parser.parse(document)), Findings(document=document)))

    return of


@pytest.fixture(scope="session")
def fast(parser: Parser) -> Read:
    """By rules alone, as the profile `fast` reads."""
    return _reader(parser, StatementExtractor())


@pytest.fixture(scope="session")
def accurate(parser: Parser) -> Read:
    """By rules and tagger, as the profile `accurate` reads."""
    return _reader(parser, StatementExtractor(AttributionTagger.load(keep=TAGGER_KEEP)))
