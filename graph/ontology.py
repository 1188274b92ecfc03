"""Finds ontology/ in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from graph.errors import DamagedError

NAMES = ("onrecord.ttl", "shapes.ttl", "mappings.ttl")


def find() -> Path:
    """The folder with the ontology: beside this package in a checkout, inside it in a wheel.

    Raises DamagedError where neither is there.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "_ontology", here.parent / "ontology"):
        if (place / NAMES[0]).is_file():
            return place
    raise DamagedError(f"{here / '_ontology'} is missing: install onrecord again")


def path(name: str) -> Path:
    """One of its files, by name. Raises DamagedError where it is missing."""
    found = find() / name
    if not found.is_file():
        raise DamagedError(f"{found} is missing: install onrecord again")
    return found


def read(name: str) -> str:
    """The text of one of its files."""
    return path(name).read_text("utf-8")
