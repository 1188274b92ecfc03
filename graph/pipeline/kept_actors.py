"""The actors that a record keeps (`record/actors.toml`): later builds and merges know them until others are given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.config import Settings
from graph.errors import ConfigError
from graph.knowledge import Knowledge


def knowing_actors(settings: Settings, folder: Path) -> Settings:
    """The settings with the actors of the record in this folder, where none are given; nothing is written.

    ConfigError where those that are given cannot be read.
    """
    kept = _kept(folder)
    if settings.actors is not None:
        Knowledge.load(settings.actors)  # a wrong one is told before anything is done
        return settings
    return replace(settings, actors=kept if settings.with_actors and kept.exists() else None)


def with_kept_actors(settings: Settings, folder: Path) -> Settings:
    """The settings with the actors of the record in this folder, where none are given.

    Those that are given are kept as a copy in place of the earlier ones. ConfigError where they cannot be read.
    """
    kept = _kept(folder)
    if settings.actors is not None and settings.actors != kept:
        _take(settings.actors, kept)
    elif not settings.with_actors:
        kept.unlink(missing_ok=True)
    return replace(settings, actors=kept if kept.exists() else None)


def _kept(folder: Path) -> Path:
    return folder / "actors.toml"


def _take(given: Path, kept: Path) -> None:
    Knowledge.load(given)  # a wrong one is told before anything is done
    try:
        content = given.read_bytes()
    except OSError as error:
        raise ConfigError(f"{given}: the actors cannot be read ({error})") from error
    draft = kept.with_suffix(".new")
    draft.write_bytes(content)
    draft.replace(kept)
