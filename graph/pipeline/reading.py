"""Documents → findings: parse and extract, one batch at a time. A document that fails is named, the rest is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from graph import __version__
from graph.config import Settings
from graph.errors import OnRecordError
from graph.extract import Extractor, built_in, extract
from graph.knowledge import Knowledge
from graph.model import Document, Findings, Problem
from graph.parse import Parser, Reading, read
from graph.pipeline.sections import join, split

BATCH = 16  # documents
BATCH_CHARS = 200_000  # a parsed text takes some hundred times its own memory
_PACKAGE = Path(__file__).parents[1]
_WHAT_READS = (
    *("ingest", "parse", "extract", "lexicons", "pipeline"),
    *("knowledge.py", "model.py", "trees.py"),
)


class DocumentReader:
    """Reads findings with one parser and one set of extractors, loaded when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._parser: Parser | None = None
        self._extractors: Sequence[Extractor] = ()

    def batch(self, documents: Sequence[Document]) -> list[Findings]:
        """Findings of each document, in order.

        Where something fails the documents are read one by one, and the one that fails gives a problem.
        """
        self._loaded()  # what fails here is no document's fault
        try:
            return list(self._findings(documents))
        except OnRecordError:
            raise  # the weights or the settings: no document can be read
        except Exception:  # any fault of a stage; which document has it is found below
            return [self._alone(document) for document in documents]

    def _alone(self, document: Document) -> Findings:
        try:
            return next(self._findings([document]))
        except OnRecordError:
            raise
        except Exception as error:  # the boundary at which one bad document must not lose a run
            return failed(document, f"{type(error).__name__}: {error}")

    def _findings(self, documents: Sequence[Document]) -> Iterator[Findings]:
        parts = [split(document) for document in documents]
        readings = read((part for each in parts for part in each), self._loaded())
        for document, each in zip(documents, parts, strict=True):
            found = [self._extract(reading) for reading in islice(readings, len(each))]
            yield join(document, found) if len(found) > 1 else found[0]

    def _loaded(self) -> Parser:
        if self._parser is None:
            knowledge = Knowledge.load(self.settings.actors)
            self._parser = Parser(self.settings.model, knowledge)
            self._extractors = built_in(self.settings.profile, self.settings.genre)
        return self._parser

    def _extract(self, reading: Reading) -> Findings:
        return extract(reading, self._extractors)


def failed(document: Document, why: str) -> Findings:
    """No findings, and the problem that says why."""
    message = f"{document.name} could not be read ({why}): the other documents were; please report it with the text"
    return Findings(document, problems=(Problem("failed", message, document.name),))


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in lists, taken only as they are needed; each is short enough to be held parsed at once."""
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if batch and (len(batch) == BATCH or chars + len(document.text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += len(document.text)
    if batch:
        yield batch


def version_of(settings: Settings) -> str:
    """Names everything that decides what is read from a text: the software, the model, the user's actors."""
    parts = [__version__, settings.profile, settings.genre, settings.model or "", _code()]
    if settings.actors is not None:
        parts.append(hashlib.sha256(settings.actors.read_bytes()).hexdigest())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Checksum of the source that reads, so that a changed rule reads every text anew."""
    total = hashlib.sha256()
    for name in _WHAT_READS:
        place = _PACKAGE / name
        files = [place] if place.is_file() else place.rglob("*")
        for path in sorted(files):
            if path.suffix in (".py", ".json", ".toml", ".onnx", ".gz", ".txt"):
                total.update(path.relative_to(_PACKAGE).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()
