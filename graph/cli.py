"""The command `onrecord`. With `graph.commands` the only place that prints, reads arguments or exits."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from graph import __version__
from graph.commands import console
from graph.commands.actors import link, merge, split, undo, why
from graph.commands.build import build
from graph.commands.export import export
from graph.commands.extract import extract
from graph.commands.importing import import_
from graph.commands.query import query
from graph.commands.remove import remove
from graph.commands.render import render
from graph.commands.serve import serve
from graph.commands.statements import assign, attach, detach, reject
from graph.commands.stats import stats
from graph.commands.validate import validate
from graph.errors import OnRecordError

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        console.result(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said what, who pledged what, and the sentence that proves it.

    [bold]A first look[/]

      onrecord build articles/ --store record
      onrecord render record -o page.html
    """


COMMANDS = (
    *(build, extract, query, render, export, validate, stats, serve),
    *(merge, split, link, detach, attach, assign, reject, undo, why, remove),
)
for command in COMMANDS:
    app.command()(command)
app.command("import")(import_)  # the word is Python's own


def main() -> None:
    """Run the command line; `console.EXIT_CODES` says how it ends."""
    try:
        app(prog_name="onrecord")
    except OnRecordError as error:
        _fail(str(error), console.code_of(error))
    except KeyboardInterrupt:
        _fail("stopped", console.STOPPED)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # nobody reads on: that is no error
        sys.exit(console.GOOD)
    except OSError as error:
        _fail(_of_system(error), console.INPUT_WRONG)
    except (
        Exception
    ) as error:  # a fault of onrecord's own, which a reader of the message cannot mend
        if os.environ.get("ONRECORD_TRACEBACK"):
            raise
        _fail(
            f"onrecord itself failed ({type(error).__name__}: {error}); please report it, "
            "with what ONRECORD_TRACEBACK=1 prints",
            console.INPUT_WRONG,
        )


def _of_system(error: OSError) -> str:
    """What the operating system refused, and for a full disk what to do: a write names no file there."""
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{place}the disk is full: free some space and run the same again; nothing written before is lost"
    return f"{place or 'a file: '}{error.strerror or error}"


def _fail(message: str, code: int) -> None:
    try:
        console.stop(message, code)
    except typer.Exit as end:
        sys.exit(end.exit_code)
