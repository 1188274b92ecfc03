"""The words after and before a number that say what is counted: currencies, percent, measures, persons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Units:
    """The lexicon `units.json`, compiled. Longest spelling first in every pattern."""

    sign: re.Pattern[str]  # a currency sign or code that ends where the number starts
    after: re.Pattern[str]  # currency, percent or measure, right after the number
    rate: re.Pattern[str]  # "a year", "per person", "annually"
    signs: dict[str, str]
    words: dict[str, tuple[str, str]]  # spelling → (class, canonical name)
    persons: frozenset[str]
    shared: dict[str, dict[str, str]]  # "crown" → country's ISO code → currency


@cache
def units() -> Units:
    """The shipped lexicon, read once a process."""
    raw = json.loads(files("graph.lexicons").joinpath("units.json").read_text("utf-8"))
    signs = {sign: code for code, c in raw["currencies"].items() for sign in c["signs"]}
    words = dict.fromkeys(raw["percent"], ("percent", "percent"))
    words |= {w: ("measure", name) for name, ws in raw["measures"].items() for w in ws}
    words |= {w: ("currency", code) for code, c in raw["currencies"].items() for w in c["words"]}
    words |= {s: ("currency", code) for s, code in signs.items()}
    words |= dict.fromkeys(raw["money_nouns"], ("currency", "GBP"))
    words |= {
        w: ("currency", w)
        for w in ("crown", "crowns", "krone", "kroner", "franc", "francs", "shillings", "shilling")
    }
    return Units(
        sign=re.compile(rf"(?<![A-Za-z])(?:{_any(signs)})\s?$"),
        after=_after(words),
        rate=_rate(raw["rate_units"]),
        signs=signs,
        words=words,
        persons=frozenset(raw["persons"]),
        shared=raw["shared_names"],
    )


def _after(words: dict[str, tuple[str, str]]) -> re.Pattern[str]:
    """Symbols and short units keep their case ("5 m", "5 M"); words of four letters and more do not."""
    exact = [w for w in words if len(w) < 4 or not w.isascii() or w.isupper()]
    free = [w for w in words if w not in exact]
    return re.compile(
        rf"[ \u00a0]?-?(?:(?P<free>(?i:{_any(free)}))|(?P<exact>{_any(exact)}))(?![A-Za-z0-9])"
    )


def _rate(rate_units: list[str]) -> re.Pattern[str]:
    unit = "|".join(re.escape(u) for u in sorted(rate_units, key=len, reverse=True))
    return re.compile(
        rf"[ ]?(?:(?:per|a|an|each|every|/)[ ]?-?(?P<unit>{unit})|(?P<ly>annually|yearly|monthly|weekly|daily)"
        rf"|-an?-(?P<dashed>{unit}))\b(?!-)",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
