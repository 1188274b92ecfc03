"""The folder of a record on disk: who may write, what readers see meanwhile, what a killed writer left.

record/
  record.toml     format and base IRI
  quads/          Oxigraph
  decisions.jsonl people's decisions once more, one a line: read again where the quads lack them
  before/         the state when the present writer came (hard links); readers see it while he works
  readers/N-M/    the state that reader M of process N sees (hard links)
  codebook.toml   the issues that its user codes (graph.pipeline.kept_codebook)
  lock            held exclusively by the one writer, shared for a moment by a reader who comes
  unjoined        stands while documents were written and what joins them was not
  loading         stands while a bulk load runs, which is not a transaction
"""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
import tempfile
import time
import tomllib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from graph.errors import PlaceError, StoreError
from graph.ids import BASE, Minter
from graph.store.embedded import EmbeddedBackend

FORMAT = 1
PATIENCE_S = 10.0  # how long a writer waits for readers that are just coming in
_TICK_S = 0.05
_readers = itertools.count()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie in a record's folder."""

    path: Path

    @property
    def settings(self) -> Path:
        return self.path / "record.toml"

    @property
    def quads(self) -> Path:
        return self.path / "quads"

    @property
    def decisions(self) -> Path:
        return self.path / "decisions.jsonl"

    @property
    def before(self) -> Path:
        return self.path / "before"

    @property
    def readers(self) -> Path:
        return self.path / "readers"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def loading(self) -> Path:
        return self.path / "loading"

    @property
    def unjoined(self) -> Path:
        return self.path / "unjoined"


def read_base(layout: Layout) -> str:
    """The base IRI of a record that exists. StoreError where it is none, or of a later format."""
    if not layout.settings.is_file():
        raise PlaceError(
            f"there is no record at {layout.path}: make one with `onrecord build PATH --store {layout.path}`"
        )
    try:
        settings = tomllib.loads(layout.settings.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StoreError(
            f"{layout.settings} cannot be read: {error}. Move the folder away and build the record again."
        ) from error
    if settings.get("format") != FORMAT:
        raise StoreError(
            f"{layout.path} has format {settings.get('format')!r}, and this onrecord reads {FORMAT}: "
            "use the version that made it, or build it again"
        )
    return str(settings.get("base", BASE))


def make(layout: Layout, base: str | None) -> str:
    """The base of the record, which is made where there is none."""
    if layout.settings.exists():
        found = read_base(layout)
        if base is not None and base != found:
            raise PlaceError(
                f"{layout.path} was made with base {found}, not {base}: leave --base out"
            )
        return found
    if layout.path.exists() and (not layout.path.is_dir() or any(layout.path.iterdir())):
        raise PlaceError(f"{layout.path} is not a record and not empty: give another place")
    base = Minter(base or BASE).base
    try:
        layout.path.mkdir(parents=True, exist_ok=True)
        layout.settings.write_text(f'format = {FORMAT}\nbase = "{base}"\n', "utf-8")
    except OSError as error:
        raise PlaceError(
            f"{layout.path} cannot be made ({error.strerror}): give another place"
        ) from error
    return base


def take_lock(layout: Layout, *, exclusive: bool, patience_s: float = PATIENCE_S) -> FileIO | None:
    """The held lock, or None when it could not be had in time. It is freed when the file is closed."""
    try:
        file = FileIO(layout.lock, "a+" if exclusive else _reading_mode(layout))
    except OSError as error:
        raise StoreError(
            f"{layout.path} cannot be {'written' if exclusive else 'read'} ({error.strerror}): "
            "get the right to, or work on a copy of it"
        ) from error
    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    end = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            if time.monotonic() >= end:
                file.close()
                return None
            time.sleep(_TICK_S)


def _reading_mode(layout: Layout) -> str:
    """Readers may lack the right to write: they make the lock file only where they must."""
    return "r" if layout.lock.exists() else "a+"


def recover(layout: Layout) -> str | None:
    """Put right what a killed writer left. Call with the lock held; says what was done, or None."""
    said = None
    if layout.loading.exists():
        shutil.rmtree(layout.quads, ignore_errors=True)
        if layout.before.exists():
            layout.before.rename(layout.quads)
        layout.loading.unlink()
        said = f"{layout.path}: an earlier load was interrupted; the record is as it was before that load"
    shutil.rmtree(layout.before, ignore_errors=True)
    return said


def interrupted(layout: Layout) -> str | None:
    """What a reader should know of a build that did not end, in words; None where all is well or being written."""
    lock = take_lock(layout, exclusive=False, patience_s=0)
    if lock is None:
        return None
    with lock:
        if layout.loading.exists():
            state = "this is the record as it was before"
        elif layout.unjoined.exists():
            state = "its documents are here, but actors and claims were not joined over them"
        else:
            return None
    return f"{layout.path}: the last build was interrupted; {state}. Run the same build again"


def reader_backend(layout: Layout) -> tuple[EmbeddedBackend, Path]:
    """A state of the record that no writer changes, and its folder, which is the reader's to remove.

    While a writer works it is the state from before he came.
    """
    _sweep(layout)
    for _ in range(40):
        source, lock = _readable(layout)
        target = _place_to_read(layout)
        try:
            EmbeddedBackend(source, read_only=True).back_up(target)
            return EmbeddedBackend(target, read_only=True), target
        except (StoreError, OSError) as error:
            shutil.rmtree(target, ignore_errors=True)
            if lock is not None:
                raise StoreError(f"{layout.path} cannot be read: {error}") from error
            time.sleep(_TICK_S)  # the writer just ended and took `before` away
        finally:
            if lock is not None:
                lock.close()
    raise StoreError(f"{layout.path} is being written: try again in a moment")


def _place_to_read(layout: Layout) -> Path:
    """A new name for a reader's state: beside the record, or, where that cannot be written, a copy elsewhere."""
    try:
        layout.readers.mkdir(exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="onrecord-")) / "quads"
    return layout.readers / f"{os.getpid()}-{next(_readers)}"


def _readable(layout: Layout) -> tuple[Path, FileIO | None]:
    lock = take_lock(layout, exclusive=False, patience_s=0)
    if lock is not None and not layout.loading.exists():
        return layout.quads, lock
    if layout.before.exists():
        return layout.before, lock
    if lock is not None:
        lock.close()
        raise StoreError(f"the first build of {layout.path} was interrupted: build it again")
    lock = take_lock(layout, exclusive=False, patience_s=PATIENCE_S)
    if lock is None:
        raise StoreError(f"{layout.path} is being built for the first time: wait until it is done")
    return layout.quads, lock


def _sweep(layout: Layout) -> None:
    """Remove the states of readers that are no more."""
    for folder in layout.readers.glob("*-*") if layout.readers.is_dir() else ():
        process = folder.name.partition("-")[0]
        if process.isdigit() and not Path("/proc", process).exists() and Path("/proc").is_dir():
            shutil.rmtree(folder, ignore_errors=True)
