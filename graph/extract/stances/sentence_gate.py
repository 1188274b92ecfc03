"""Which sentences the learnt reader need not see: those whose words hardly ever stand beside a stance.

A bag of the words outside the actors' names, and how many actors there are. Fitted by `scripts/train_stance_reader.py gate`
on what the network says; a sentence in five is spared, and of the stances one in twenty-five is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DamagedError

Named = tuple[int, int, int, bool]  # key of the actor, first and last character, whether a person

_WORD = re.compile(r"[a-z]+(?:['’]t)?")
_ACTORS, _PERSONS = 5, 3  # more are not told apart


@dataclass(frozen=True, slots=True)
class SentenceGate:
    """Log-odds of a stance, word by word, and the least with which a sentence is read."""

    words: Mapping[str, float]
    base: float
    least: float

    @classmethod
    def load(cls, path: Path) -> SentenceGate:
        """The fitted weights. Raises `DamagedError` when they are missing or no weights."""
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            return cls(table["words"], float(table["base"]), float(table["least"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedError(
                f"{path} cannot be read ({error}). Install onrecord again, or restore the file."
            ) from error

    def __call__(self, sentence: str, named: Sequence[Named]) -> bool:
        """Whether a sentence with these actors is worth reading."""
        return self.odds(sentence, named) >= self.least

    def odds(self, sentence: str, named: Sequence[Named]) -> float:
        """Log-odds that the network sees a stance in it."""
        weight = self.words.get
        return self.base + sum(weight(f, 0.0) for f in sorted(set(features(sentence, named))))


def features(sentence: str, named: Sequence[Named]) -> Iterator[str]:
    """The words outside the names, in small letters, and "#n…", "#p…" for how many actors and persons."""
    at = 0
    for _, start, end, _ in sorted(named, key=lambda n: (n[1], n[2], n[0])):
        if start >= at:
            yield from _WORD.findall(sentence[at:start].lower())
            at = end
    yield from _WORD.findall(sentence[at:].lower())
    yield f"#n{min(_ACTORS, len({n[0] for n in named}))}"
    yield f"#p{min(_PERSONS, len({n[0] for n in named if n[3]}))}"
