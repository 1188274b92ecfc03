"""Document → Reading: spaCy's parse and our own annotations, in the order of `ANNOTATORS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.model import Document
from graph.parse import coreference, interviews, names, portraits, quantities, quotes, times
from graph.parse.parser import Parser
from graph.parse.reading import Quote, Reading, entities_in, sentence_start, span_of

ANNOTATORS: tuple[Callable[[Reading], None], ...] = (
    quotes.annotate,
    times.annotate,
    quantities.annotate,
    names.annotate,
    coreference.annotate,
    interviews.annotate,
    portraits.annotate,
)


def annotate(reading: Reading) -> Reading:
    """The reading with all annotations set."""
    for annotator in ANNOTATORS:
        annotator(reading)
    return reading


def read(documents: Iterable[Document], parser: Parser) -> Iterator[Reading]:
    """Annotated readings in the order of the documents."""
    return map(annotate, parser.pipe(documents))


__all__ = [
    "ANNOTATORS",
    "Parser",
    "Quote",
    "Reading",
    "annotate",
    "entities_in",
    "read",
    "sentence_start",
    "span_of",
]
