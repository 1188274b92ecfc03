"""Who spoke for a country and when: the terms of `leaders.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("leaders.toml")


@cache
def leaders() -> dict[str, tuple[tuple[str, date, date], ...]]:
    """Name → (ISO code, first day, last day) of each term."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    terms = {name: [term] for name, term in raw["leaders"].items()} | raw["again"]
    return {
        name: tuple(
            (iso, date.fromisoformat(first), date.fromisoformat(last)) for iso, first, last in held
        )
        for name, held in terms.items()
    }


def in_office(surname: str, day: date) -> tuple[str, str] | None:
    """Name and ISO code of the one leader of that surname who held office that day; None for none or several.

    >>> in_office("Macron", date(2020, 1, 1)), in_office("Macron", date(2010, 1, 1))
    (('Emmanuel Macron', 'FR'), None)
    """
    found = [
        (name, iso)
        for name, terms in sorted(leaders().items())
        for iso, first, last in terms
        if name.rpartition(" ")[2] == surname and first <= day <= last
    ]
    return found[0] if len(found) == 1 else None
