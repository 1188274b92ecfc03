"""Numbers in figures and words: from characters to values, before any unit is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from text_to_num import text2num

MAGNITUDES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "mil": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12, "hundred": 1e2,
    "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
LONG_MAGNITUDES = ("hundred", "thousand", "million", "billion", "trillion", "lakh", "crore")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = "hundred thousand million billion trillion".split()
_WORD = "|".join(sorted((*_ONES, *_TENS, *_SCALES), key=len, reverse=True))
_WORDS = rf"\b(?:{_WORD})(?:(?:[ \u00a0]|-|[ ]and[ ])(?:{_WORD}))*\b(?!-(?:of|on|off|time|sided))"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FRACTION = r"\d+\s?[/⁄]\s?\d+|(?:\d+\s?)?[½¼¾⅓⅔]"
_CODES = "RM US HK EUR USD GBP CHF NOK SEK DKK PLN CZK INR Rs".split()
_OPEN = rf"(?:(?<![\w.,:/])(?<![A-Za-z]-)|{'|'.join(rf'(?<={code})' for code in _CODES)})"
_SHORT = r"(?:[ ]?(?:bn|mln|mn|mil|tn|trn|k|m|b)(?![A-Za-z0-9²]))"
_GLUED = r"(?:thousand|million|billion|trillion)\b"  # "$1million"
_LONG = r"(?:[ \u00a0-](?:hundred|thousand|million|billion|trillion|lakh|crore)\b)+"
_FIGURE = re.compile(
    r"(?=[\d.½¼¾⅓⅔]|\b[abdefhmnostz])(?:"  # how any of them begins: most places are passed over at once
    rf"(?P<fraction>(?<![\w.,/]){_FRACTION}(?![\w/]))"
    rf"|(?P<digits>{_OPEN}(?:{_DIGITS})(?![\d:/]|[.,]\d))(?P<magnitude>{_LONG}|{_SHORT}|{_GLUED})?"
    rf"|(?P<vague>\b(?:tens|hundreds|thousands|millions|billions|trillions|dozens|scores)"
    rf"(?:[ ]of[ ](?:thousands|millions|billions|trillions))*)(?=[ ]of\b|[ ]more\b)"
    rf"|(?P<article>\b(?:half[ ]an?|an?[ ]quarter[ ]of[ ]a|an?)[ ](?:further[ ]|additional[ ])?"
    rf"(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)"
    rf"|(?P<several>\b(?:several|a[ ]few|a[ ]couple[ ]of)[ ](?P<scales>hundred|thousand|million|billion|trillion|dozen)\b)"
    rf"|(?P<couple>\ba[ ]couple(?=[ ]of\b))"
    rf"|(?P<part>\b(?:one|two|three|four)[- ](?:thirds?|quarters?|fifths?|halves|tenths?)\b"
    rf"|\b(?:a|one)[ ](?:third|quarter|fifth|tenth)(?=[ ]of\b)"
    rf"|\bhalf(?=[ ](?:of|the|its|their|his|her|all)\b))"
    rf"|(?P<counted>\b(?:(?P<times>{_WORD})[ ])?dozen\b)"
    rf"|(?P<words>{_WORDS}))",
    re.IGNORECASE,
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "half": 2, "halve": 2, "tenth": 10}
_VAGUE = {"tens": 10, "dozens": 24, "scores": 40, "hundreds": 100, "thousands": 1e3, "millions": 1e6,
          "billions": 1e9, "trillions": 1e12}  # fmt: skip
HINT = re.compile(
    rf"\d|[½¼¾⅓⅔]|\b(?=[bcdefhmnoqstz])(?:half|third|quarter|dozens?|tens|scores|hundreds|thousands|millions|billions"
    rf"|trillions|couple|{_WORD})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text: `start`..`end` as in `Span`. A vague one ("dozens") has bounds and no value."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    fraction: bool = False
    spelled: bool = False
    magnitude: str = ""  # as written, so that "5m" can be taken back to five metres


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Numbers of `text[start:end]` in order. Ordinals, names with digits and clock times are left out.

    >>> [f.value for f in figures("€1.5bn, two million people and half a million doses")]
    [1500000000.0, 2000000.0, 500000.0]
    """
    for match in _FIGURE.finditer(text, start, len(text) if end is None else end):
        figure = _read(match)
        if figure is not None:
            yield figure


def _read(match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    match match.lastgroup, match.group():
        case "fraction", words:
            return Figure(start, end, _fraction(words), fraction=True)
        case (("digits" | "magnitude"), _):
            return _digits(match)
        case "vague", words:
            low = 1.0
            for word in words.lower().split(" of "):
                low *= _VAGUE[word]
            return Figure(
                start, end, None, low=low, high=low * (4 if low == 24 else 10), spelled=True
            )
        case _:
            return _spelled(match)


def _spelled(match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    words = match.group().lower()
    if scale := match["scale"]:
        part = 0.5 if words.startswith("half") else 0.25 if "quarter" in words else 1.0
        return Figure(start, end, part * _scale(scale), spelled=True)
    if scale := match["scales"]:
        low = (2 if "couple" in words else 3) * _scale(scale)
        return Figure(start, end, None, low=low, high=3 * low, spelled=True)
    if match["couple"]:
        return Figure(start, end, 2.0, spelled=True)
    if match["part"]:
        return Figure(start, end, _part(words), fraction=True, spelled=True)
    if match["counted"]:
        times = match["times"]
        return Figure(start, end, 12.0 * (_words(times) or 1 if times else 1), spelled=True)
    value = _words(words)
    return None if value is None else Figure(start, end, value, spelled=True)


def _digits(match: re.Match[str]) -> Figure:
    value = float(re.sub(r"[,\u00a0\u202f\u2009]", "", match["digits"]))
    written = (match["magnitude"] or "").strip(" \u00a0-").lower()
    for word in re.split(r"[ \u00a0-]", written) if written else ():
        value = round(value * MAGNITUDES[word], 6)
    return Figure(match.start(), match.end(), value, magnitude=written)


def _scale(word: str) -> float:
    return 12.0 if word.lower() == "dozen" else MAGNITUDES[word.lower()]


def _words(words: str) -> float | None:
    cleaned = " ".join(words.lower().replace("\u00a0", " ").split())
    if cleaned in _SCALES:  # "parts per million": a bare scale is no amount
        return None
    try:
        return float(text2num(cleaned, "en"))
    except ValueError:
        return _scaled_words(cleaned)


def _scaled_words(words: str) -> float | None:
    """text2num refuses a bare scale ("hundred thousand")."""
    parts = words.split()
    if len(parts) > 1 and all(part in MAGNITUDES for part in parts):
        value = 1.0
        for part in parts:
            value *= MAGNITUDES[part]
        return value
    return None


def _fraction(words: str) -> float:
    if words[-1] in _VULGAR:
        whole = words[:-1].strip()
        return (float(whole) if whole else 0.0) + _VULGAR[words[-1]]
    top, bottom = re.split(r"\s?[/⁄]\s?", words)
    return float(top) / float(bottom) if float(bottom) else float(top)


def _part(words: str) -> float:
    pieces = re.split(r"[- ]", words)
    if len(pieces) == 1:
        return 0.5
    top = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}[pieces[0]]
    return top / _PARTS[pieces[1].rstrip("s") if pieces[1] != "halves" else "half"]
