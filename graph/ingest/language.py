"""Tells whether a text is English, so that a French one is named and not misread."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE_CHARS = 4_000
_MIN_WORDS = 12  # below that, names alone can tip the identifier
_SURE = 0.95
# words of every English text that French, German, Spanish or Dutch do not share
_FUNCTION_WORDS = frozenset(
    "the of and that with from this which have has had been were would could their they there "
    "he she his her said to for on by not are but".split()
)
_ENGLISH_SHARE = 0.12  # English news has about .35, other languages below .06
_NAMES = {"english": "en", "eng": "en", "french": "fr", "fra": "fr", "german": "de", "deu": "de"}


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def tidy(name: str | None) -> str | None:
    """The language tag behind what a manifest says: 'English', 'EN' and 'eng' are 'en'.

    >>> tidy("EN-gb")
    'en-gb'
    """
    if name is None or not name.strip():
        return None
    word = name.strip().lower().replace("_", "-")
    return _NAMES.get(word, word)


def is_english(tag: str) -> bool:
    """Whether the tag names a kind of English.

    >>> is_english("en-gb"), is_english("fr")
    (True, False)
    """
    return tag.split("-")[0] == "en"


def detect(text: str) -> str | None:
    """The language of `text` as a tag, or None where it is too short or in doubt.

    Both the identifier and the share of English function words must speak against English: a list of
    foreign names is not another language.
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    letters = sum(c.isalpha() for c in sample)
    foreign = sum(c.isalpha() and ord(c) > 0x24F for c in sample)
    if letters and foreign > 0.5 * letters:  # another script: no need to count words
        return str(_identifier().classify(sample)[0])
    if len(words) < _MIN_WORDS:
        return None
    share = sum(word.lower() in _FUNCTION_WORDS for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return "en"
    tag, sure = _identifier().classify(sample)
    return str(tag) if sure >= _SURE else None


def _sample(text: str) -> str:
    """The beginning and the middle: a text may open with an English menu."""
    if len(text) <= 2 * _SAMPLE_CHARS:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE_CHARS] + " " + text[middle : middle + _SAMPLE_CHARS]
