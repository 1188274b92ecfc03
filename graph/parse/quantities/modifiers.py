"""Words before and after a number that bend it: about, more than, up to, a further, rose by, up from."""

from __future__ import annotations

import re
from dataclasses import dataclass

REACH = 48  # characters looked at before a number
_APPROX = (
    r"about|around|some|roughly|approximately|approx\.?|circa|nearly|almost|close to|an estimated|estimated"
    r"|in the region of|in the order of|or so|an average of|averaging|averag\w+|~|≈"
)
_AT_LEAST = r"at least|no fewer than|no less than|not less than|a minimum of|upwards of"
_MORE = r"more than|greater than|above|over|in excess of|well over|exceeding|north of|topp\w+|surpass\w+"
_UP_TO = r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|capped at"
_LESS = r"less than|fewer than|under|below|lower than|just under|short of"
_FURTHER = r"a further|another|an additional|additional|an extra|extra|further"
_TOTAL = r"a total of|totall?ing|a combined|in total|altogether"
_BRIDGE = r"(?:\s+(?:just|only|well|a|an|the|of|some|about|around|nearly|almost|roughly|total|further|additional|extra|another))*"
_UP = r"rose|risen|rise|rises|rising|up|increas\w+|grew|grow\w*|gain\w*|jump\w*|climb\w*|surg\w+|soar\w*|add(?:ed)?|higher"
_DOWN = (
    r"fell|fall\w*|down|decreas\w+|declin\w+|drop\w*|lost|los\w+|cut|cuts|slid|slip\w*|plung\w+|plummet\w*"
    r"|tumbl\w+|sank|shrank|shrink\w*|reduc\w+|lower"
)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What the words around a number add to it."""

    approximate: bool = False
    comparison: str | None = None
    change: str | None = None
    total: bool = False


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w])(?:{words})(?P<between>{_BRIDGE})[\s(]*$", re.IGNORECASE))
    for name, words in (
        ("at least", _AT_LEAST),
        ("up to", _UP_TO),
        ("more than", _MORE),
        ("less than", _LESS),
        ("further", _FURTHER),
    )
)
_APPROXIMATE = re.compile(rf"(?<![\w])(?:{_APPROX})\s*$", re.IGNORECASE)
_FROM = re.compile(
    r"(?<![\w])(?P<way>up|down|increas\w+|rising|reduc\w+|falling)\s+from"
    r"(?:\s+(?:about|around|some|just))?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?<![\w])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\s+(?:by|an?|the|extra|further|some|about|around|nearly|almost"
    r"|roughly|approximately|more than|over|at least|up to|as much as))*\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<![\w])(?P<how>doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+)\b[^.;]{0,32}\bto(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_FACTORS = {"d": "doubled", "t": "tripled", "q": "quadrupled", "h": "halved"}
_AFTER_MORE = re.compile(r"\s*(?:\+|plus\b|or more\b|upwards?\b)", re.IGNORECASE)
_AFTER_ABOUT = re.compile(r"\s*or so\b", re.IGNORECASE)
_AFTER_FURTHER = re.compile(r"\s*(?:more|further|additional|extra)\b(?!\s+than)", re.IGNORECASE)
_TOTALS = re.compile(rf"(?<![\w])(?:{_TOTAL})[\s\w]{{0,12}}$", re.IGNORECASE)


def modifiers(text: str, start: int, end: int) -> Modifiers:
    """What bends the number at `text[start:end]` (its currency sign included).

    Example: "up to a further 300 nurses" is "up to". Counter-example: "Troops came over. 300 stayed" is not.
    """
    before = text[max(0, start - REACH) : start]
    after = text[end : end + 16]
    approximate = bool(_APPROXIMATE.search(before) or _AFTER_ABOUT.match(after))
    comparison = _comparison(before, after)
    return Modifiers(
        approximate=approximate or _bridged_about(before),
        comparison=comparison,
        change=_change(before),
        total=bool(_TOTALS.search(before)),
    )


def _comparison(before: str, after: str) -> str | None:
    for name, pattern in _PATTERNS:
        if pattern.search(before):
            return name
    if _AFTER_MORE.match(after):
        return "at least"
    return "further" if _AFTER_FURTHER.match(after) else None


def _bridged_about(before: str) -> bool:
    return bool(
        re.search(r"\b(?:about|around|roughly|some) (?:an? )?(?:further |additional )?$", before)
    )


def _change(before: str) -> str | None:
    if match := _FROM.search(before):
        way = match["way"].lower()
        return "down from" if way[:4] in ("down", "redu", "fall") else "up from"
    if match := _TIMES.search(before):
        return _FACTORS[match["how"][0].lower()]
    if match := _BY.search(before):
        return "up" if match["up"] else "down"
    return None
