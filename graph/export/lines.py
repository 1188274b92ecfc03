"""Quads in the order of their N-Quads lines, in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO

from pyoxigraph import Quad, Triple

CHUNK = 250_000  # lines sorted in memory at a time: about 100 MB


def line(quad: Quad) -> str:
    """The quad as one N-Triples line, without its graph."""
    thing = f"<<( {quad.object} )>>" if isinstance(quad.object, Triple) else quad.object
    return f"{quad.subject} {quad.predicate} {thing} .\n"


def sorted_lines(lines: Iterable[str], chunk: int = CHUNK) -> Iterator[str]:
    """The lines sorted by code point. Above `chunk` lines they are sorted in files and merged."""
    source = iter(lines)
    first = sorted(islice(source, chunk))
    if len(first) < chunk:
        yield from first
        return
    with ExitStack() as stack:
        parts = [_spilt(first, stack)]
        del first
        while part := sorted(islice(source, chunk)):
            parts.append(_spilt(part, stack))
        yield from heapq.merge(*parts)


def _spilt(part: list[str], stack: ExitStack) -> IO[str]:
    """A sorted part in a temporary file, to be read line by line."""
    temporary = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115
    file = stack.enter_context(temporary)
    file.writelines(part)
    file.seek(0)
    return file
