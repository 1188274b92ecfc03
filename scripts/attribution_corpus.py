"""PolNeAR and GUM as training windows, with damaged quotation marks as augmentation."""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from graph.extract.tagger.windows import STYLES, Window, windows_of

Record = dict[str, Any]
CURLY_OPEN, CURLY_CLOSE = "“", "”"
MARKS = '"“”'


@dataclass(slots=True)
class Anchor:
    """One gold attribution in word indices of a window: anchor words, source and content masks."""

    first: int
    last: int
    kind: int  # 0 cue, 1 source without a cue
    source: np.ndarray
    content: np.ndarray


@dataclass(slots=True)
class Example:
    window: Window
    anchors: list[Anchor] = field(default_factory=list)


def load(path: Path) -> list[Record]:
    """The documents of a JSONL file."""
    return [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]


def is_held(record: Record) -> bool:
    """True for the third of a corpus that is looked at only at the very end."""
    return int(hashlib.sha1(record["id"].encode()).hexdigest(), 16) % 3 == 0


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


WAYS = ("straight", "curl", "remove", "some", "double", "mistype", "single", "latex", "stop")


def damage(text: str, rng: random.Random, way: str | None = None) -> tuple[str, list[int]]:
    """The text with its quotation marks damaged in one of `WAYS`, and each old offset's new place."""
    way = way or rng.choice(WAYS)
    inside = False
    out: list[str] = []
    place: list[int] = []
    size = 0
    for i, char in enumerate(text):
        new = char
        if char == "\n":
            inside = False
        if char in MARKS:
            opens = char == CURLY_OPEN or (char == '"' and not inside)
            inside = opens
            new = _damaged(way, char, opens, rng)
        elif (
            way == "stop"
            and char in ".!?"
            and text[i + 1 : i + 2] in ("\n", "")
            and rng.random() < 0.7
        ):
            new = ""
        place.append(size)
        out.append(new)
        size += len(new)
    place.append(size)
    return "".join(out), place


def _damaged(way: str, char: str, opens: bool, rng: random.Random) -> str:
    proper = CURLY_OPEN if opens else CURLY_CLOSE
    if way == "straight":
        return '"'
    if way == "curl":
        return proper
    if way == "remove":
        return ""
    if way == "some":
        return "" if rng.random() < 0.25 else char
    if way == "double":
        return char + char if rng.random() < 0.5 else char
    if way == "mistype":
        return (CURLY_CLOSE if opens else CURLY_OPEN) if rng.random() < 0.4 else char
    if way == "single":
        return "‘" if opens else "’"
    if way == "latex":
        return "``" if opens else "''"
    return char


def damaged_record(record: Record, rng: random.Random, way: str) -> Record:
    """The document with damaged marks and its gold attributions moved along."""
    text, place = damage(record["text"], rng, way)
    moved = [
        {**a, **{r: [[place[s], place[e]] for s, e in a[r]] for r in ("source", "cue", "content")}}
        for a in record["attributions"]
    ]
    return {**record, "text": text, "attributions": moved}


def examples_of(
    record: Record, tokenizer: Tokenizer, rng: random.Random | None, damaged: float = 0.0
) -> list[Example]:
    """Training windows of a document; with `rng`, packed and damaged differently on each call."""
    text, attributions = record["text"], record["attributions"]
    if rng is not None and record.get("alt_annotations") and rng.random() < 0.5:
        attributions = rng.choice(list(record["alt_annotations"].values()))
    place = list(range(len(text) + 1))
    if rng is not None and rng.random() < damaged:
        text, place = damage(text, rng)
    style = "rhetorical" if "genre" in record else "news"
    limit = 254 if rng is None else rng.choice((254, 254, 192, 128))
    windows = list(
        windows_of(tokenizer, text, paragraphs_of(text), first=STYLES[style], limit=limit)
    )
    arrays = [(np.array(window.starts), np.array(window.ends)) for window in windows]
    examples = [Example(window) for window in windows]
    for item in attributions:
        _place(item, place, arrays, examples)
    return examples


def _place(item: Record, place: list[int], arrays: list[Any], examples: list[Example]) -> None:
    if not item["content"] or not (item["cue"] or item["source"]):
        return
    kind = 0 if item["cue"] else 1
    anchor = item["cue"][0] if item["cue"] else item["source"][0]
    for (starts, ends), example in zip(arrays, examples, strict=True):
        words = np.flatnonzero(_mask([anchor], place, starts, ends))
        if not len(words):
            continue
        source = _mask(item["source"], place, starts, ends)
        content = _mask(item["content"], place, starts, ends)
        example.anchors.append(Anchor(int(words[0]), int(words[-1]), kind, source, content))
        return


def _mask(
    spans: list[list[int]], place: list[int], starts: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    mask = np.zeros(len(starts), bool)
    for start, end in spans or ():
        middle = (starts + ends) / 2
        mask |= (middle > place[start]) & (middle < place[end])
    return mask
