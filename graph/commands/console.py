"""Where words go: results to stdout, everything else to stderr; and what the exit codes mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from graph.errors import ConfigError, OnRecordError, PlaceError, QueryError, StoppedError
from graph.model import Problem
from graph.store import Store

GOOD = 0
INPUT_WRONG = 1
USAGE_WRONG = 2
STOPPED = 130
EXIT_CODES: Final[Mapping[int, str]] = {
    GOOD: "all good",
    INPUT_WRONG: "something is wrong with some of the input, with the record, or with what was found in it "
    "(violations); it is named, and the rest is done. Also: a query that was stopped at its limit, a full disk",
    USAGE_WRONG: "wrong usage: an option, a name, a path or a query that does not exist or cannot be read; nothing is done",
    STOPPED: "stopped by Ctrl-C; the record is whole",
}
"""The exit codes of all commands. `README.md` shows the same table (a test compares them)."""
_CODES: Final[tuple[tuple[type[OnRecordError], int], ...]] = (  # the first that fits
    (PlaceError, USAGE_WRONG),
    (StoppedError, INPUT_WRONG),
    (ConfigError, USAGE_WRONG),
    (QueryError, USAGE_WRONG),
    (OnRecordError, INPUT_WRONG),
)
NOTICES = ("passed-over", "recovered")  # said, but nothing is wrong

_UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


def words(text: str) -> None:
    """Something for people, on stderr."""
    _stderr().print(escape(tame(text)), soft_wrap=True, highlight=False)


def result(text: str) -> None:
    """Something for people or programs, on stdout, as it is."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def problems(found: Iterable[Problem]) -> int:
    """Name each problem on stderr; the exit code that follows from them."""
    code = GOOD
    for problem in found:
        if problem.code in NOTICES:
            _stderr().print(
                f"[dim]note:[/] {escape(tame(problem.message))}", soft_wrap=True, highlight=False
            )
            continue
        code = INPUT_WRONG
        _stderr().print(
            f"[red]{escape(problem.code)}:[/] {escape(tame(problem.message))}",
            soft_wrap=True,
            highlight=False,
        )
    return code


def code_of(error: OnRecordError) -> int:
    """The exit code of a command that ends with this error."""
    return next(code for kind, code in _CODES if isinstance(error, kind))


def opened(store: Store) -> Store:
    """The store, after what an interrupted build left in it was said."""
    if store.recovered:
        words(f"note: {store.recovered}")
    return store


def stop(message: str, code: int = USAGE_WRONG) -> NoReturn:
    """Say what is wrong and end."""
    _stderr().print(f"[red]error:[/] {escape(tame(message))}", soft_wrap=True, highlight=False)
    raise typer.Exit(code)


def tame(text: str) -> str:
    """Text without control characters: a title from the web must not drive the terminal."""
    return text.translate(_UNPRINTABLE)


@contextmanager
def progress(task: str, total: int | None) -> Iterator[Bar]:
    """A bar on stderr while the block runs; silent where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield Bar(None, None)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=_stderr(), transient=True) as shown:
        yield Bar(shown, shown.add_task(task, total=total))


class Bar:
    """A progress bar, or nothing where there is no terminal."""

    def __init__(self, shown: Progress | None, task: object) -> None:
        self._shown = shown
        self._task = task

    def set(self, done: int, description: str | None = None) -> None:
        """Move the bar to `done`."""
        if self._shown is not None:
            if description is None:
                self._shown.update(self._task, completed=done)  # type: ignore[arg-type]
            else:
                self._shown.update(self._task, completed=done, description=description)  # type: ignore[arg-type]


def _stderr() -> Console:
    return Console(stderr=True)  # made when needed: tests and pipes replace sys.stderr
