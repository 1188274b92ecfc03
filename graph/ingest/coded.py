"""A CSV of statements that people coded → rows, each with its line. A bad row is a problem; the rows after it are read.

One statement a row. Columns, in any order and case (`COLUMNS` says what each is): speaker, content and document are
needed; text, path, cue, quote_type, act, addressee, level, said_on, negated, start, stop, speaker_text, speaker_kind,
title, publisher, url, published, language, coder and confidence may be there. Others are passed over, and named.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from graph.errors import InputError
from graph.ingest.decoding import decode
from graph.ingest.source import Unreadable
from graph.model import Act, ActorKind, Problem, QuoteType

COLUMNS: Final[Mapping[str, str]] = {
    "document": "name, address or id of a document of the record, or the name of a new one",
    "speaker": "who said it, as you name them",
    "content": "the words of the text that say what was said, exactly",
    "text": "the text of a document that the record does not hold; once a document is enough",
    "path": "a file with that text, beside the CSV",
    "start": "offset of the content in the text (code points), where its words stand there twice",
    "stop": "offset of its end",
    "speaker_text": "the words of the text that name the speaker, where they are others",
    "speaker_kind": f"one of {', '.join(ActorKind)} (person)",
    "cue": "the words of the text that say that it was said",
    "quote_type": f"one of {', '.join(QuoteType)} (by the quotation marks)",
    "act": f"one of {', '.join(Act)} (say)",
    "addressee": "to whom, in the words of the text",
    "negated": "yes where the content denies",
    "title": "of a new document",
    "publisher": "of a new document",
    "url": "of a new document",
    "published": "of a new document, as 2031-05-08",
    "language": "of a new document (en)",
    "coder": "who coded the row, where it is not one for all",
    "confidence": "from 0 to 1 (1)",
}
NEEDED: Final = ("document", "speaker", "content")
_YES = frozenset({"yes", "true", "1", "y"})
_E = TypeVar("_E", ActorKind, QuoteType, Act)


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One row. `place` names file and line for messages."""

    place: str
    document: str
    speaker: str
    content: str
    coder: str
    text: str | None = None
    start: int | None = None
    stop: int | None = None
    speaker_text: str | None = None
    speaker_kind: ActorKind = ActorKind.PERSON
    cue: str | None = None
    quote_type: QuoteType | None = None
    act: Act = Act.SAY
    addressee: str | None = None
    negated: bool = False
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CodedFile:
    """A file of coded statements: its rows, what is wrong with others, and what it is known by."""

    path: Path
    sha256: str
    rows: tuple[CodedRow, ...]
    problems: tuple[Problem, ...]
    passed_over: tuple[str, ...]  # columns that are not read


def read_coded(path: Path, coder: str | None = None) -> CodedFile:
    """The rows of a file. `coder` is who coded the rows that name nobody.

    Raises InputError where the file cannot be read or lacks a column that is needed.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    lines = list(io.StringIO(_decoded(raw, path), newline=""))
    header, delimiter = _header(lines, path)
    rows: list[CodedRow] = []
    problems: list[Problem] = []
    for line, cells in _records(lines, delimiter, path, problems):
        place = f"{path}, line {line}"
        try:
            rows.append(_row(dict(zip(header, cells, strict=False)), path, place, coder))
        except InputError as error:
            problems.append(Problem("coded", str(error), place))
    unknown = tuple(name for name in header if name and name not in COLUMNS)
    digest = hashlib.sha256(raw).hexdigest()
    return CodedFile(path, digest, tuple(rows), tuple(problems), unknown)


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return decode(raw).text
    except Unreadable as error:
        raise InputError(f"{path}: {error}") from error


def _header(lines: list[str], path: Path) -> tuple[list[str], str]:
    first = lines[0] if lines else ""
    delimiter = max(",;\t", key=first.count)
    names = [
        name.strip().lower().lstrip("\ufeff")
        for name in next(csv.reader([first], delimiter=delimiter), [])
    ]
    if lacking := [name for name in NEEDED if name not in names]:
        raise InputError(
            f"{path}, line 1: there is no column {lacking[0]!r} (there are: {', '.join(names) or 'none'}): "
            f"name it; {lacking[0]} is {COLUMNS[lacking[0]]}"
        )
    return names, delimiter


def _records(
    lines: list[str], delimiter: str, path: Path, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """The rows after the header, each with the line on which it begins."""
    csv.field_size_limit(16_000_000)
    begins = 2
    while begins <= len(lines):
        reader = csv.reader(lines[begins - 1 :], delimiter=delimiter, strict=True)
        first = begins
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield begins, cells
                begins = first + reader.line_num
            return
        except csv.Error as error:  # a mark that is never closed swallows the rest: go on behind it
            place = f"{path}, line {begins}"
            words = f"{place}: the row cannot be read ({error}): mend its quotation marks"
            problems.append(Problem("coded", words, place))
            begins += 1


def _row(cells: Mapping[str, str], path: Path, place: str, coder: str | None) -> CodedRow:
    def cell(name: str) -> str | None:
        return cells.get(name, "").strip() or None

    for name in NEEDED:
        if cell(name) is None:
            raise InputError(f"{place}: the row has no {name}: fill in {COLUMNS[name]}")
    who = cell("coder") or coder
    if who is None:
        raise InputError(f"{place}: nobody is named who coded it: fill in coder, or give --coder")
    return CodedRow(
        place=place,
        document=cell("document") or "",
        speaker=cell("speaker") or "",
        content=cells["content"].strip(),
        coder=who,
        text=cells.get("text") if cell("text") else _file(cell("path"), path, place),
        start=_number(cell("start"), "start", place),
        stop=_number(cell("stop"), "stop", place),
        speaker_text=cell("speaker_text"),
        speaker_kind=_member(ActorKind, cell("speaker_kind"), place) or ActorKind.PERSON,
        cue=cell("cue"),
        quote_type=_member(QuoteType, cell("quote_type"), place),
        act=_member(Act, cell("act"), place) or Act.SAY,
        addressee=cell("addressee"),
        negated=(cell("negated") or "").lower() in _YES,
        title=cell("title"),
        publisher=cell("publisher"),
        url=cell("url"),
        published=_day(cell("published"), place),
        language=cell("language"),
        confidence=_confidence(cell("confidence"), place),
    )


def _file(name: str | None, path: Path, place: str) -> str | None:
    if name is None:
        return None
    target = path.parent / name
    try:
        return _decoded(target.read_bytes(), target)
    except OSError as error:
        raise InputError(f"{place}: {target} cannot be read: {error.strerror}") from error


def _number(value: str | None, name: str, place: str) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,9}", value):
        raise InputError(f"{place}: {name} is {value!r}: write an offset in digits")
    return int(value)


def _member(kind: type[_E], value: str | None, place: str) -> _E | None:
    if value is None:
        return None
    for member in kind:
        if member.value == value.lower():
            return member
    raise InputError(f"{place}: {value!r} is none of {', '.join(kind)}")


def _day(value: str | None, place: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(f"{place}: {value!r} is no day: write it as 2031-05-08") from error


def _confidence(value: str | None, place: str) -> float:
    try:
        found = float(value) if value else 1.0
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise InputError(f"{place}: confidence is {value!r}: write a number from 0 to 1")
    return found
