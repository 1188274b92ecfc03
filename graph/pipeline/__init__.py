"""Wires the stages: texts in, findings or a record out.

`extract` yields findings as they are read; `build` brings a record up to date with the texts it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from graph.config import Settings
from graph.ingest import Reader
from graph.ingest.sources import find
from graph.knowledge import Knowledge
from graph.model import Actor, Document, Findings, Problem
from graph.pipeline.building import Builder, rebuild
from graph.pipeline.joining import of_one_document
from graph.pipeline.pool import findings as read_findings
from graph.pipeline.report import Report


def extract(
    paths: Iterable[str],
    settings: Settings | None = None,
    *,
    stdin: bytes | None = None,
) -> Iterator[tuple[Findings, tuple[Actor, ...]] | Problem]:
    """Findings of each text with the actors of that text alone, and problems, in the order of the texts.

    Memory does not grow with the number of texts.
    """
    settings = settings or Settings()
    reader = Reader(settings.max_chars)
    knowledge = Knowledge.load(settings.actors)
    problems: list[Problem] = []
    documents = _only_documents(reader.read(find(paths, stdin)), problems)
    for findings in read_findings(documents, settings):
        yield from problems
        problems.clear()
        yield findings, of_one_document(findings, knowledge)
        yield from findings.problems
    yield from problems


def build(
    paths: Sequence[str],
    store: Path | str,
    settings: Settings | None = None,
    *,
    stdin: bytes | None = None,
    on_progress: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Bring the record at `store` up to date with the texts: what did not change is not read again.

    Returns what was done and every problem. A text that cannot be read leaves the record's earlier state of it in
    place; an interruption leaves the documents that were done.
    """
    settings = settings or Settings()
    reader = Reader(settings.max_chars)
    with Builder(store, settings, reader, on_progress) as builder:
        builder.read(reader.read(find(paths, stdin)))
        builder.join()
        return builder.report


def _only_documents(
    found: Iterable[Document | Problem], problems: list[Problem]
) -> Iterator[Document]:
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
        else:
            yield each


__all__ = ["Builder", "Report", "build", "extract", "rebuild"]
