"""`onrecord build`: texts into a record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.commands import console, options
from graph.config import Settings
from graph.errors import ConfigError

if TYPE_CHECKING:
    from graph.pipeline import Report

Store = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        help="Folder of the record, which is made where there is none, or address of a SPARQL endpoint.",
    ),
]


def build(
    paths: options.Paths,
    store: Store = "record",
    model: options.Model = None,
    profile: options.Profile = None,
    genre: options.Genre = None,
    actors: options.Actors = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            "--codebook",
            help="TOML file with the issues you code. The record keeps a copy: later builds, merges and corrections "
            "code by it, until you give another one.",
            show_default=False,
        ),
    ] = None,
    no_codebook: Annotated[
        bool,
        typer.Option(
            "--no-codebook",
            help="Forget the codebook that the record keeps: issues are found in the texts again.",
        ),
    ] = False,
    no_actors: Annotated[
        bool,
        typer.Option("--no-actors", help="Forget the actors that the record keeps from --actors."),
    ] = False,
    merging: Annotated[
        str | None,
        typer.Option(
            "--merging",
            help="How much is merged by the model among people whom texts describe: cautious (nothing, all are candidates), "
            "balanced or eager. The record keeps to it. [balanced]",
            show_default=False,
        ),
    ] = None,
    base: options.Base = None,
    jobs: options.Jobs = None,
    without_text: Annotated[
        bool,
        typer.Option(
            "--without-text", help="Keep only the words that prove something, not full texts."
        ),
    ] = False,
    config: options.Config = None,
) -> None:
    """Read texts and put what they say into a record. Run it again to add texts: only what changed is read.

    [bold]Examples[/]

      onrecord build articles/ --store record
      onrecord build manifest.csv -s record --jobs 2
      onrecord build articles/ -s record --codebook issues.toml
      onrecord build letters/ -s letters --genre general
      curl -s https://… | onrecord build - -s record
    """
    settings = options.settings(config, model, profile, actors, base, jobs, genre=genre)
    if codebook is not None and no_codebook:
        raise ConfigError("--codebook and --no-codebook exclude each other: leave one out")
    if codebook is not None:
        settings = replace(settings, codebook=codebook)
    if no_codebook:
        settings = replace(settings, codebook=None, with_codebook=False)
    if no_actors and actors is not None:
        raise ConfigError("--actors and --no-actors exclude each other: leave one out")
    if no_actors:
        settings = replace(settings, actors=None, with_actors=False)
    if merging is not None:
        settings = replace(settings, merging=merging)
    if without_text:
        settings = replace(settings, with_text=False)
    raise typer.Exit(_build(paths, store, settings))


def _build(paths: list[str], store: str, settings: Settings) -> int:
    from graph import pipeline  # loads spaCy: not for --help

    with console.progress("reading", options.count(paths)) as bar:

        def show(report: pipeline.Report) -> None:
            bar.set(report.read + report.kept, report.phase)

        try:
            report = pipeline.build(
                paths, store, settings, stdin=options.stdin_for(paths), on_progress=show
            )
        except KeyboardInterrupt:
            console.words(
                f"stopped: what was read until now is in {store}; run the same again to go on"
            )
            return console.STOPPED
    code = console.problems(report.problems)
    console.words(_summary(report, store))
    return code


def _summary(report: Report, store: str) -> str:
    done = [f"{report.read} read"]
    done += [f"{report.kept} unchanged"] if report.kept else []
    done += [f"{report.removed} earlier versions removed"] if report.removed else []
    found = ", ".join(
        f"{number} {name}"
        for number, name in (
            (report.statements, "statements"),
            (report.commitments, "commitments"),
            (report.stances, "stances"),
            (report.roles, "roles"),
            (report.events, "events"),
        )
    )
    what = f": {found}" if report.read else ""
    documents = "1 document" if report.seen == 1 else f"{report.seen} documents"
    return f"{store}: {documents} ({', '.join(done)}){what}"
