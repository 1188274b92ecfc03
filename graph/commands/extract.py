"""`onrecord extract`: findings only, one JSON a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from graph.commands import console, options
from graph.config import Settings
from graph.errors import ConfigError

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Folder for one JSON file a text; without it JSON lines go to stdout.",
        show_default=False,
    ),
]


def extract(
    paths: options.Paths,
    output: Output = None,
    model: options.Model = None,
    profile: options.Profile = None,
    genre: options.Genre = None,
    actors: options.Actors = None,
    jobs: options.Jobs = None,
    config: options.Config = None,
) -> None:
    """Read texts and write what was found in each, with the spans that prove it. No record is made.

    [bold]Examples[/]

      onrecord extract articles/ -o findings
      onrecord extract one.txt | jq '.statements[] | {speaker, content}'
      onrecord extract - --profile fast < article.txt
      onrecord extract letter.txt --genre general
    """
    settings = options.settings(config, model, profile, actors, jobs=jobs, genre=genre)
    raise typer.Exit(_extract(paths, output, settings))


def _extract(paths: list[str], output: Path | None, settings: Settings) -> int:
    from graph import contract, pipeline

    _make(output)
    code = done = 0
    with console.progress("reading", options.count(paths)) as bar:
        for found in pipeline.extract(paths, settings, stdin=options.stdin_for(paths)):
            if not isinstance(found, tuple):
                code = max(code, console.problems([found]))
                continue
            findings, actors = found
            done += 1
            bar.set(done)
            if output is None:
                line = json.dumps(contract.record(findings, actors), ensure_ascii=False)
                console.result(line)
            else:
                path = output / f"{findings.document.name}.json"
                path.write_text(contract.to_json(findings, actors), "utf-8")
    if output is not None:
        console.words(f"{output}: {done} {'file' if done == 1 else 'files'}")
    return code


def _make(folder: Path | None) -> None:
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be made ({error.strerror}): give another folder"
        ) from error
