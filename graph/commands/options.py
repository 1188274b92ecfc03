"""Arguments and options that several commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph import config
from graph.config import Settings
from graph.errors import ConfigError

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Texts (.txt, .html, .pdf), folders, manifests (.csv, .jsonl with path, title, publisher, url, "
        "published, language), or - for standard input.",
        show_default=False,
    ),
]
Record = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="Folder of a record, or address of a SPARQL endpoint that holds one.",
        show_default=False,
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param", "-p", metavar="NAME=VALUE", help="A parameter of the query; may be repeated."
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="spaCy pipeline: an installed package or a folder. [the shipped one]",
        show_default=False,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        help="accurate (rules and learnt readers) or fast (rules). [accurate]",
        show_default=False,
    ),
]
Genre = Annotated[
    str | None,
    typer.Option(
        "--genre",
        help="news, or general for essays, letters, interviews, textbooks, fiction, how-tos. [news]",
        show_default=False,
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors", help="TOML file with actors and aliases of your own.", show_default=False
    ),
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        help="Namespace of the IRIs that are minted, when the record is made.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", help="Processes that read at once. [1]", show_default=False),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", help="Settings file. [onrecord.toml, if it is there]", show_default=False
    ),
]


def settings(
    config_file: Path | None,
    model: str | None = None,
    profile: str | None = None,
    actors: Path | None = None,
    base: str | None = None,
    jobs: int | None = None,
    *,
    genre: str | None = None,
) -> Settings:
    """The settings of a call: the file's, overruled by the options."""
    given = {"model": model, "profile": profile, "genre": genre, "base": base, "jobs": jobs}
    values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if actors is not None:
        values["actors"] = actors
    return config.overruled(config.load(config_file), values)


def parameters(given: list[str] | None) -> dict[str, str]:
    """`NAME=VALUE` words by name. ConfigError for one without a value."""
    values = {}
    for each in given or []:
        name, sign, value = each.partition("=")
        if not sign:
            raise ConfigError(f"--param {each!r} has no value: write it as NAME=VALUE")
        values[name.strip()] = value
    return values


def query_file(path: Path) -> str:
    """The text of a query file. ConfigError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the query {path} cannot be read: {error}") from error


def stdin_for(paths: list[str]) -> bytes | None:
    """Standard input, if `-` is among the paths."""
    return sys.stdin.buffer.read() if "-" in paths else None


def count(paths: list[str]) -> int | None:
    """How many texts there are, for a progress bar; None where nobody looks at one."""
    if not sys.stderr.isatty():
        return None
    from graph.ingest import Source
    from graph.ingest.sources import find

    return sum(isinstance(found, Source) for found in find(paths))
