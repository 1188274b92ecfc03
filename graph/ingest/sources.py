"""Paths as a user gives them → the texts that lie there, in a fixed order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.ingest import html, manifest
from graph.ingest.source import Source
from graph.model import Problem

ENDINGS = (".txt", ".text", *html.ENDINGS, ".pdf")
STDIN = "-"
_QUIETLY_PASSED = (".md", ".rst", ".py", ".json", ".ttl", ".toml", *manifest.ENDINGS)


def find(paths: Iterable[str], stdin: bytes | None = None) -> Iterator[Source | Problem]:
    """Sources in the order of `paths`; in a folder by name, or as its manifest lists them."""
    for given in paths:
        if given == STDIN:
            yield Source(name="stdin", place="standard input", data=stdin or b"")
        elif "://" in given:
            yield Problem(
                "missing", f"{given}: onrecord reads no web pages: download it first", given
            )
        else:
            yield from _find_one(Path(given))


def _find_one(path: Path) -> Iterator[Source | Problem]:
    try:
        path.stat()
    except OSError as error:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            yield _closed(path, error)
            return
    except ValueError as error:  # a zero byte
        yield Problem("missing", f"{str(path)!r} is no path ({error}): mend it", str(path))
        return
    if path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        yield Problem("missing", f"{path} does not exist: check the path", str(path))
    elif path.suffix.lower() in manifest.ENDINGS:
        yield from manifest.read(path)
    else:
        yield Source(name=path.stem, place=str(path), path=path)


def _folder(folder: Path) -> Iterator[Source | Problem]:
    """What the folder's manifest lists, if it has one, and the texts that it does not list."""
    listed: set[Path] = set()
    for name in manifest.NAMES:
        if _is_file(folder / name):
            for found in manifest.read(folder / name):
                if isinstance(found, Source) and found.path is not None:
                    listed.add(found.path.resolve())
                yield found
            break
    passed: Counter[str] = Counter()
    closed: list[OSError] = []
    files = _files(folder, passed, closed)
    texts = [p for p in files if not listed or p.resolve() not in listed]
    stems = Counter(p.stem for p in texts)
    for path in texts:
        # two files of one stem in different subfolders keep apart by their folders' names
        inside = path.relative_to(folder)
        name = path.stem if stems[path.stem] == 1 else "-".join(inside.parts).replace(".", "-")
        yield Source(name=name, place=str(path), path=path)
    if passed:
        kinds = ", ".join(
            f"{n} {ending or 'without ending'}" for ending, n in sorted(passed.items())
        )
        yield Problem(
            "passed-over",
            f"{folder}: files that are not text were passed over: {kinds}",
            str(folder),
        )
    yield from (_closed(Path(error.filename or folder), error) for error in closed)
    if not texts and not listed and not closed:
        yield Problem(
            "missing", f"{folder} holds no text to read: expected {', '.join(ENDINGS)}", str(folder)
        )


def _is_read(folder: Path) -> bool:
    """Hidden folders are not, and a record among the texts is not a text."""
    return not folder.name.startswith(".") and not _is_file(folder / "record.toml")


def _is_file(path: Path) -> bool:
    """Whether it is a file; not in a folder that may not be entered, of which `_files` tells."""
    try:
        return path.is_file()
    except OSError:
        return False


def _closed(path: Path, error: OSError) -> Problem:
    words = f"{path} cannot be opened ({error.strerror}): get the right to read it, or leave it out"
    return Problem("missing", words, str(path))


def _files(folder: Path, passed: Counter[str], closed: list[OSError]) -> Iterator[Path]:
    """Text files below `folder` in the order of their paths; links to folders are not followed. `closed` gets the folders
    that cannot be listed."""
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if _is_read(Path(where) / name))
        for name in sorted(names):
            ending = Path(name).suffix.lower()
            if name.startswith("."):
                continue
            if ending in ENDINGS:
                yield Path(where) / name
            elif ending not in _QUIETLY_PASSED:
                passed[ending] += 1
