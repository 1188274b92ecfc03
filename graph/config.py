"""Settings of a run: from a TOML file and from the command line. An unknown key is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from graph.errors import ConfigError

# those of graph.extract, which would load spaCy for --help
PROFILES = ("accurate", "fast")
GENRES = ("news", "general")
MERGINGS = ("cautious", "balanced", "eager")  # those of graph.resolve.mentions
_TYPES: Mapping[str, tuple[type, str]] = {
    "jobs": (int, "a number"),
    "max_chars": (int, "a number"),
    "with_text": (bool, "true or false"),
    "with_codebook": (bool, "true or false"),
    "with_actors": (bool, "true or false"),
}
DEFAULT_FILE = Path("onrecord.toml")  # read from the working folder if it is there


@dataclass(frozen=True, slots=True)
class Settings:
    """How texts are read. `None` is the default that ships with onrecord.

    `genre` is what kind of texts they are: news, or general for all others; `model` is an installed spaCy package or a folder; `actors` a TOML file that adds actors and aliases;
    `base` the namespace of minted IRIs; `jobs` the number of processes; `max_chars` the longest text that is
    read as one document; `with_text` whether the record keeps full texts, or only the words that prove something.
    A record keeps a copy of the last `codebook` and `actors`; without `with_codebook` or `with_actors` it forgets them. `merging` says how much is merged
    by the model; None keeps what the record has, at first "balanced".
    """

    model: str | None = None
    profile: str = "accurate"
    genre: str = "news"
    actors: Path | None = None
    codebook: Path | None = None
    base: str | None = None
    jobs: int = 1
    max_chars: int = 1_000_000
    with_text: bool = True
    with_codebook: bool = True
    with_actors: bool = True
    merging: str | None = None

    def __post_init__(self) -> None:
        for name, value, known in (
            ("profile", self.profile, PROFILES),
            ("genre", self.genre, GENRES),
            ("merging", self.merging or MERGINGS[0], MERGINGS),
        ):
            if value not in known:
                raise ConfigError(f"{name} {value!r} does not exist: use {' or '.join(known)}")
        if not 1 <= self.jobs <= 256:
            raise ConfigError(f"jobs = {self.jobs} does not work: give a number from 1 to 256")
        if self.max_chars < 1:
            raise ConfigError(f"max_chars = {self.max_chars} reads nothing: give a positive number")


def load(path: Path | None = None) -> Settings:
    """Settings from a TOML file; without `path` from `onrecord.toml` if the working folder has one."""
    if path is None and not DEFAULT_FILE.is_file():
        return Settings()
    source = path or DEFAULT_FILE
    try:
        values = tomllib.loads(source.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"the settings {source} cannot be read ({error}): check --config"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source} is not TOML: {error}; mend that line") from error
    return from_values(values, source)


def from_values(values: Mapping[str, object], source: Path | str) -> Settings:
    """Settings from the values of a file, each checked for its type; paths are relative to the file."""
    known = {field.name for field in fields(Settings)}
    if unknown := sorted(set(values) - known):
        raise ConfigError(
            f"{source} has the unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}"
        )
    read: dict[str, object] = {}
    for name, value in values.items():
        wanted, kind = _TYPES.get(name, (str, "text"))
        if type(value) is not wanted:
            raise ConfigError(f"{source}: {name} must be {kind}, not {value!r}")
        read[name] = Path(source).parent / str(value) if name in ("actors", "codebook") else value
    return replace(Settings(), **read)  # type: ignore[arg-type]


def overruled(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with these values, which a command line gives, in the place of their own."""
    return replace(settings, **values)  # type: ignore[arg-type]
