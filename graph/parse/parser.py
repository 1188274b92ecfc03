"""Document → Reading: one spaCy `Doc` over the whole text, parsed piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from spacy.language import Language
from spacy.tokens import Doc

from graph.knowledge import Knowledge
from graph.model import Document, Span
from graph.parse.chunks import chunks
from graph.parse.model_loading import load
from graph.parse.reading import Reading

DOCUMENTS_A_BATCH = 16  # memory grows with batch × length; more is no faster
_ZONE = r"(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T))?"
# What a live page or a list sets before each entry: "14:32 - The bill passed". Counter-examples: "5.25 million people", "9:30 tomorrow".
_STAMP = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}[:.h]\d{{2}}{_ZONE}[ \t]*[-–—|:][ \t]+"
    rf"|\d{{1,2}}:\d{{2}}{_ZONE}[ \t]+(?=[A-Z“\"])|[•‣▪●◦][ \t]*)(?=\S)",
    re.MULTILINE,
)


class Parser:
    """Parses documents with one pipeline.

    >>> reading = Parser().parse(Document(id="1", text="One day.\\nThe next.", name="x"))
    >>> [s.text for s in reading.doc.sents]
    ['One day.\\n', 'The next.']
    """

    def __init__(self, model: str | None = None, knowledge: Knowledge | None = None) -> None:
        self.nlp: Language = load(model)
        self.knowledge = knowledge or Knowledge.load()

    def parse(self, document: Document) -> Reading:
        """The document, parsed."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Readings in the order of the documents; batches run through spaCy together."""
        rest = iter(documents)
        while batch := list(islice(rest, DOCUMENTS_A_BATCH)):
            yield from self._parse_batch(batch)

    def _parse_batch(self, batch: list[Document]) -> Iterator[Reading]:
        pieces = [list(self._pieces(document)) for document in batch]
        wanted = [
            (piece.of(d.text))
            for d, ps in zip(batch, pieces, strict=True)
            for piece, read in ps
            if read
        ]
        parsed = iter(self.nlp.pipe(wanted, batch_size=64))
        for document, spans in zip(batch, pieces, strict=True):
            docs = [
                next(parsed) if read else self.nlp.make_doc(piece.of(document.text))
                for piece, read in spans
            ]
            yield Reading(
                document=document,
                doc=self._join(docs),
                knowledge=self.knowledge,
                body=tuple(_trim(piece, document.text) for piece, read in spans if read),
            )

    def _join(self, docs: list[Doc]) -> Doc:
        if not docs:
            return self.nlp.make_doc("")
        # without the tensor: pieces that are only tokenised have none, and nothing reads it
        joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
        return joined if joined is not None else self.nlp.make_doc("")

    @staticmethod
    def _pieces(document: Document) -> Iterator[tuple[Span, bool]]:
        """Pieces in order, each with whether it is to be read."""
        for chunk in chunks(document.text):
            found = _STAMP.finditer(document.text, chunk.start, chunk.end)
            stamps = [Span(match.start(), match.end()) for match in found]
            for piece in _cut(chunk, document, stamps):
                trimmed = _trim(piece, document.text)
                aside = any(s.span.contains(trimmed) for s in document.set_aside)
                aside = aside or any(stamp.end == piece.end for stamp in stamps)
                yield piece, bool(len(trimmed)) and not aside


def _cut(piece: Span, document: Document, stamps: Sequence[Span]) -> Iterator[Span]:
    """The piece, cut where a stamp or a passage that is set aside begins or ends amid its words."""
    words = _trim(piece, document.text)
    asides = [s.span for s in document.set_aside]
    bounds = {b for span in (*asides, *stamps) for b in (span.start, span.end)}
    inside = sorted(b for b in bounds if words.start < b < words.end)
    for start, end in pairwise([piece.start, *inside, piece.end]):
        yield Span(start, end)


def _trim(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(min(start, span.end), max(min(start, span.end), span.start + len(words.rstrip())))
