"""A codebook: issues as a user defines them, read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Code:
    """One issue of a user's codebook."""

    name: str
    description: str | None = None
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def read_codebook(path: Path) -> tuple[Code, ...]:
    """Issues of a TOML file: `[[issue]]` with name, and description, words, examples if wanted.

    Raises ConfigError, naming the file and the key, for anything else.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: the codebook cannot be read ({error})") from error
    if set(data) - {"issue"} or not isinstance(data.get("issue"), list):
        raise ConfigError(f"{path}: a codebook holds [[issue]] tables and nothing else")
    return tuple(_code(path, number, row) for number, row in enumerate(data["issue"], 1))


def _code(path: Path, number: int, row: object) -> Code:
    known = {"name", "description", "words", "examples"}
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or set(row) - known:
        wrong = ", ".join(sorted(set(row) - known)) if isinstance(row, dict) else str(row)
        raise ConfigError(
            f"{path}: issue {number} needs a name and knows {sorted(known)}, not {wrong!r}"
        )
    listed = {key: row.get(key, []) for key in ("words", "examples")}
    for key, value in listed.items():
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ConfigError(f"{path}: {key} of issue {number} is a list of words in quotes")
    description = row.get("description")
    if not isinstance(description, str | None):
        raise ConfigError(f"{path}: the description of issue {number} is words in quotes")
    return Code(row["name"], description, tuple(listed["words"]), tuple(listed["examples"]))
