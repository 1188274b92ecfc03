"""A manifest (CSV or JSONL) → the texts it lists. A bad row is a problem; the rows after it are read.

Columns, in any order and case: path or text, and title, publisher, url, published, language, author, name, mentions
(words of the text that name actors, as "0-8 41-43", or in JSONL [[0, 8], [41, 43]]). Others are passed over. Paths are relative to the manifest, and may lead anywhere that the user may read: whoever runs
`build` on somebody else's manifest should look at its paths first, as with a script.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.errors import InputError
from graph.ingest.decoding import decode
from graph.ingest.source import Source
from graph.model import Problem

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson")
NAMES = ("manifest.csv", "manifest.jsonl", "manifest.tsv")  # looked for in a folder, in this order
MAX_CELL_CHARS = 16_000_000  # Python's own limit, 131,072, is below a long article
_HEAD_BYTES = 1_000_000
_MARKS = (  # the longer mark first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Row = Mapping[str, str]


def read(path: Path) -> Iterator[Source | Problem]:
    """The sources that `path` lists, in its order, and a problem for each row that cannot be read."""
    try:
        records = _json_rows(path) if path.suffix.lower() in (".jsonl", ".ndjson") else _rows(path)
        for number, row in records:
            place = f"{path}, row {number}"
            yield row if isinstance(row, Problem) else _source(row, path, number, place)
    except (OSError, InputError) as error:
        yield Problem("manifest", f"the manifest {path} {_why(error)}", str(path))


def _why(error: Exception) -> str:
    return f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)


def _source(row: Row, manifest: Path, number: int, place: str) -> Source | Problem:
    named, text = row.get("path", "").strip(), row.get("text", "")
    if text.strip():
        name = row.get("name") or (Path(named).stem if named else f"{manifest.stem}-{number}")
        return Source(name=_tame(name), place=place, text=text, cells=row)
    if not named:
        return Problem(
            "manifest", f"{place}: the row has neither a path nor a text: fill one in", place
        )
    if "\x00" in named or "\n" in named or len(named) > 4_096:
        return Problem("manifest", f"{place}: {named[:60]!r}… is not a path: mend the row", place)
    target = manifest.parent / named
    name = row.get("name") or target.stem
    return Source(name=_tame(name), place=f"{target} ({place})", path=target, cells=row)


def _tame(name: str) -> str:
    """A name that is safe as a file's stem: no separators, no control characters, not hidden."""
    kept = "".join(c if c.isalnum() or c in "-_. " else "-" for c in name.strip())
    return kept.lstrip(".")[:120] or "document"


# --- JSONL ------------------------------------------------------------------------------------


def _json_rows(path: Path) -> Iterator[tuple[int, Row | Problem]]:
    with path.open(encoding=_encoding(path), errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, _json_row(line, f"{path}, row {number}")


def _json_row(line: str, place: str) -> Row | Problem:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem("manifest", f"{place}: the line is not JSON ({error}): mend it", place)
    if not isinstance(value, dict):
        return Problem(
            "manifest", f'{place}: the line is not an object: write {{"path": …}} on it', place
        )
    return {
        str(key).strip().lower(): _cell(item)
        for key, item in value.items()
        if not isinstance(item, bool)
        and isinstance(item, str | int | float | (list if _is_mentions(key) else str))
    }


def _is_mentions(key: object) -> bool:
    """The one column whose cells may be lists."""
    return str(key).strip().lower() == "mentions"


def _cell(item: object) -> str:
    """A value as a cell of a CSV has it: [[0, 8], [41, 43]] as "0-8 41-43"."""
    if not isinstance(item, list):
        return str(item)
    parts = ("-".join(map(str, p)) if isinstance(p, list) else str(p) for p in item)
    return " ".join(part.replace(" ", "_") for part in parts)


# --- CSV --------------------------------------------------------------------------------------


class _Lines:
    """Lines that can be taken back to just after the first line of the record that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._record: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._record.append(line)
        return line

    def keep(self) -> None:
        self._record.clear()

    def take_back(self) -> None:
        self._again.extendleft(reversed(self._record[1:]))
        self._record.clear()


def _rows(path: Path) -> Iterator[tuple[int, Row | Problem]]:
    """Rows by number, the header being row 1.

    After a row that is broken (most often a quotation mark that is never closed and swallows the rest) reading goes
    on with the next line.
    """
    csv.field_size_limit(MAX_CELL_CHARS)  # of the process: the module offers no other way
    encoding = _encoding(path)
    header, delimiter = _header(path, encoding)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = _Lines(file)
        for number, cells in enumerate(_records(lines, delimiter), 1):
            if isinstance(cells, csv.Error):
                yield number, _broken_row(cells, f"{path}, row {number}")
            elif number > 1 and any(cell.strip() for cell in cells):
                yield number, dict(zip(header, cells, strict=False))


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str] | csv.Error]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
            lines.keep()
            yield cells
        except StopIteration:
            return
        except csv.Error as error:
            lines.take_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield error


def _broken_row(error: csv.Error, place: str) -> Problem:
    return Problem(
        "manifest", f"{place}: the row cannot be read ({error}): mend its quotation marks", place
    )


def _header(path: Path, encoding: str) -> tuple[list[str], str]:
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        line = lines.readline(100_000)
    for delimiter in (",", ";", "\t"):
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = [cell.strip().lower() for cell in cells]
        if "path" in names or "text" in names:
            return names, delimiter
    raise InputError(
        f"has no column 'path' or 'text' (its first line is {line.strip()[:80]!r}): name the columns there"
    )


def _encoding(path: Path) -> str:
    """What its byte order mark says, else UTF-8 where its beginning is UTF-8, else what `decode` says of it."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    whole_lines = head[: head.rfind(b"\n") + 1]
    even = len(whole_lines) & ~1  # no half of a UTF-16 line end: decode would take it for damage
    return decode(whole_lines[:even] or head).encoding
