"""The reporting words of `reporting.toml`, looked up by lemma and part of speech."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import Act, Mode

_FILE = Path(__file__).with_name("reporting.toml")
_FIELDS = (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ"))


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reporting word does."""

    act: Act
    mode: Mode


@cache
def _tables() -> tuple[dict[tuple[str, str], Cue], dict[str, str]]:
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    media = content.pop("media")
    cues: dict[tuple[str, str], Cue] = {}
    for act, entry in content.items():
        cue = Cue(Act(act), Mode(entry.get("mode", "speech")))
        for name, pos in _FIELDS:
            for word in entry.get(name, "").split():
                cues.setdefault((word, pos), cue)
    return cues, {word: name for name, words in media.items() for word in words.split()}


def cue(lemma: str, pos: str) -> Cue | None:
    """Act and mode of a reporting word, or None. `pos` is VERB, NOUN or ADJ.

    >>> cue("warn", "VERB").act
    <Act.WARN: 'warn'>
    """
    return _tables()[0].get((lemma, pos))


def cue_of_form(form: str, pos: str) -> Cue | None:
    """The same for an inflected form, where a lemmatiser may err ("hopes" is not "hop").

    >>> cue_of_form("hoped", "VERB").act
    <Act.HOPE: 'hope'>
    """
    for ending in ("s", "d", "es", "ed", "ing"):
        if form.endswith(ending):
            found = cue(form.removesuffix(ending), pos)
            if found is not None:
                return found
    return None


def medium(lemma: str) -> str | None:
    """How words travel that are called so: "tweet" → "tweet", "facebook" → "social media"."""
    return _tables()[1].get(lemma)
