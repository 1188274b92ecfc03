"""The learnt reader of stances on onnxruntime: how likely each actor of a sentence is for or against each other.

A sentence is encoded once, with marks around the words of each actor; every ordered pair of actors is then judged from the
vectors at their marks. Trained by `scripts/train_stance_reader.py` on sentences that were read for it (data/gold/stance_pairs.jsonl)
and on DSE; the weights and their sha256 lie in `weights/`. No torch at run time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.errors import DamagedError
from graph.extract.stances.scorer import Leaning
from graph.extract.stances.sentence_gate import Named, SentenceGate
from graph.extract.tagger.encoder import session
from graph.extract.tagger.manifest import SHIPPED as TAGGER
from graph.extract.tagger.manifest import check
from graph.extract.tagger.windows import CLS, SEP

SHIPPED = Path(__file__).parent / "weights"
GATE = "gate.json"
# Unused sub-tokens of the vocabulary: before the words of a person, of another actor; the one behind is one higher.
PERSON, OTHER = 3, 1
LONGEST = 254  # sub-tokens of a sentence; longer ones are not read
MOST = 12  # actors of a sentence that are read: longer lists are lists
STEP, STEPS = 4, 16  # sub-tokens of a step of distance, and steps told apart on each side

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as the network reads it: sub-tokens, and where each actor's marks stand."""

    ids: list[int]
    marks: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Input of the pair judge: keys of actors in order, weights of their marks (actors, length), pairs by number."""

    keys: list[int]
    actors: Floats
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    near: NDArray[np.int64]


class LeaningReader:
    """Judges who is for or against whom in a sentence. Deterministic: one sentence is one call, never batched."""

    def __init__(self, folder: Path, threads: int = 1, gated: bool = True) -> None:
        manifest = _verified(folder)
        self.version = str(manifest["version"])
        self.least = float(manifest["least"])
        self.weights: dict[str, float] = manifest["weights"]
        self._tokenizer = Tokenizer.from_file(str(TAGGER / "tokenizer.json"))
        self._network = session(folder / "model.onnx", threads)
        self._gate = SentenceGate.load(folder / GATE) if gated else None

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> LeaningReader:
        """The shipped reader, or the one in `folder`. Raises `DamagedError` when a file is missing or altered."""
        return cls(SHIPPED if folder is None else folder, threads)

    def __call__(self, sentence: str, named: Sequence[Named]) -> dict[tuple[int, int], Leaning]:
        """For each ordered pair of actors of a sentence (holder, target) the chances of none, for and against.

        `named` are the mentions of actors with their characters in `sentence`; two mentions of one key are one actor.
        Empty for sentences that need not be read (`sentence_gate`), or cannot be.
        """
        if self._gate is not None and not self._gate(sentence, named):
            return {}
        marked = mark(self._tokenizer, sentence, named)
        if not 2 <= len(marked.marks) <= MOST or len(marked.ids) > LONGEST:
            return {}
        pairs = pairs_of(marked)
        (chances,) = self._network.run(
            None,
            {
                "ids": np.array([marked.ids], dtype=np.int64),
                "actors": pairs.actors,
                "left": pairs.left,
                "right": pairs.right,
                "near": pairs.near,
            },
        )
        ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        return {
            (pairs.keys[a], pairs.keys[b]): Leaning(*(float(c) for c in row))
            for (a, b), row in zip(ends, chances, strict=True)
        }


def mark(tokenizer: Tokenizer, sentence: str, named: Sequence[Named]) -> Marked:
    """Sub-tokens of a sentence with marks around each mention; overlapping mentions count once."""
    ids, marks, at = [CLS], dict[int, list[int]](), 0
    for key, start, end, person in sorted(named, key=lambda n: (n[1], n[2], n[0])):
        if start < at:
            continue
        ids += _ids(tokenizer, sentence[at:start])
        marks.setdefault(key, []).append(len(ids))
        opening = PERSON if person else OTHER
        ids += [opening, *_ids(tokenizer, sentence[start:end]), opening + 1]
        at = end
    return Marked([*ids, *_ids(tokenizer, sentence[at:]), SEP], marks)


def pairs_of(marked: Marked) -> Pairs:
    """Every ordered pair of different actors, and how far apart their nearest marks stand."""
    keys = list(marked.marks)
    actors = np.zeros((len(keys), len(marked.ids)), dtype=np.float32)
    for number, key in enumerate(keys):
        actors[number, marked.marks[key]] = 1 / len(marked.marks[key])
    pairs = [(a, b) for a in range(len(keys)) for b in range(len(keys)) if a != b]
    near = [step(marked.marks[keys[a]], marked.marks[keys[b]]) for a, b in pairs]
    left, right = ([p[side] for p in pairs] for side in (0, 1))
    return Pairs(
        keys,
        actors,
        np.array(left, dtype=np.int64),
        np.array(right, dtype=np.int64),
        np.array(near, dtype=np.int64),
    )


def step(left: Sequence[int], right: Sequence[int]) -> int:
    """Number of the step of distance between the nearest marks, from 0 (far before) to 2 * STEPS (far behind)."""
    nearest = min((abs(a - b), b - a) for a in left for b in right)[1]
    sign = (nearest > 0) - (nearest < 0)
    return sign * min(STEPS, abs(nearest) // STEP) + STEPS


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    found: list[int] = tokenizer.encode(_clean(text), add_special_tokens=False).ids
    return found


def _clean(text: str) -> str:
    """Without lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _verified(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
        expected = str(manifest["sha256"])
        gate = str(manifest["gate sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(
            f"{folder} cannot be read ({error}). Install onrecord again, or restore the file."
        ) from error
    check(folder / "model.onnx", expected)
    check(folder / GATE, gate)
    return manifest
