"""Issues: claims grouped into the matters in dispute, found in the texts or defined by a codebook."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from graph.errors import ConfigError
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.said import STOP, stem
from graph.resolve.claims.same import Encode

DISTANCE = 0.62  # mean cosine distance within an issue
MIN_CLAIMS = 2
MAX_LINKED = (
    2_500  # claims whose full linkage fits in time and memory; the rest join the nearest issue
)
JOIN = 0.38  # cosine to an issue's mean from which a further claim joins
CODED = 0.42  # cosine to an example from which a claim belongs to a codebook's issue
_PHRASE = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Code:
    """One issue of a user's codebook."""

    name: str
    description: str | None = None
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouped:
    """An issue before positions are known: rows of the claims with their scores, best first."""

    id: str
    name: str
    words: tuple[str, ...]
    rows: tuple[tuple[int, float], ...]
    description: str | None = None
    is_codebook: bool = False


def read_codebook(path: Path) -> tuple[Code, ...]:
    """Issues of a TOML file: `[[issue]]` with name, and description, words, examples if wanted.

    Raises ConfigError, naming the file and the key, for anything else.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: the codebook cannot be read ({error})") from error
    if set(data) - {"issue"} or not isinstance(data.get("issue"), list):
        raise ConfigError(f"{path}: a codebook holds [[issue]] tables and nothing else")
    return tuple(_code(path, number, row) for number, row in enumerate(data["issue"], 1))


def _code(path: Path, number: int, row: object) -> Code:
    known = {"name", "description", "words", "examples"}
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or set(row) - known:
        wrong = ", ".join(sorted(set(row) - known)) if isinstance(row, dict) else str(row)
        raise ConfigError(
            f"{path}: issue {number} needs a name and knows {sorted(known)}, not {wrong!r}"
        )
    listed = {key: tuple(map(str, row.get(key, ()))) for key in ("words", "examples")}
    return Code(row["name"], row.get("description"), **listed)


def group(
    texts: Sequence[str], encode: Encode, codebook: Sequence[Code] = ()
) -> tuple[Grouped, ...]:
    """Issues over the claims' texts: the codebook's first, then those found, the largest first.

    A claim may belong to several of the codebook's issues, and to at most one that was found.
    """
    vectors = np.vstack([encode(t) for t in texts]) if texts else np.zeros((0, 1), dtype=np.float32)
    coded = [_coded(code, texts, vectors, encode) for code in codebook]
    taken = {row for issue in coded for row, _ in issue.rows}
    free = [i for i in range(len(texts)) if i not in taken]
    return (*coded, *_found(free, texts, vectors))


def _coded(code: Code, texts: Sequence[str], vectors: Vector, encode: Encode) -> Grouped:
    wanted = {stem(w.lower()) for w in code.words}
    near = [encode(t) for t in (*code.examples, *filter(None, [code.description]))]
    rows = []
    for row, text in enumerate(texts):
        hit = bool(wanted & {stem(w.lower()) for w in _PHRASE.findall(text)})
        close = max((float(np.dot(vectors[row], v)) for v in near), default=0.0)
        if hit or close >= CODED:
            rows.append((row, round(max(0.9 * hit, close), 3)))
    rows.sort(key=lambda r: (-r[1], r[0]))
    return Grouped(_id(code.name), code.name, code.words, tuple(rows), code.description, True)


def _found(free: Sequence[int], texts: Sequence[str], vectors: Vector) -> list[Grouped]:
    labels = _cluster(vectors[list(free)]) if len(free) > 1 else []
    order = sorted(zip(labels, free, strict=True)) if len(labels) else []
    groups = [[row for _, row in g] for _, g in groupby(order, key=lambda pair: pair[0])]
    groups = [g for g in groups if len(g) >= MIN_CLAIMS]
    named = _names([[texts[row] for row in g] for g in groups])
    found = [_grouped(g, vectors, phrases) for g, phrases in zip(groups, named, strict=True)]
    return sorted(found, key=lambda issue: (-len(issue.rows), issue.name, issue.id))


def _cluster(vectors: Vector) -> Sequence[int]:
    """A label for each row: average linkage over the first rows, the nearest mean for the rest."""
    head = vectors[:MAX_LINKED].astype(np.float64)
    labels = list(fcluster(linkage(head, "average", metric="cosine"), DISTANCE, "distance"))
    means = {
        k: head[[i for i, x in enumerate(labels) if x == k]].mean(axis=0)
        for k in sorted(set(labels))
    }
    keys = list(means)
    centres = np.vstack([means[k] / np.linalg.norm(means[k]) for k in keys])
    for vector in vectors[MAX_LINKED:]:
        near = centres @ vector
        best = int(near.argmax())
        labels.append(keys[best] if near[best] >= JOIN else -len(labels))
    return [int(x) for x in labels]


def _grouped(rows: Sequence[int], vectors: Vector, phrases: tuple[str, ...]) -> Grouped:
    mean = vectors[list(rows)].mean(axis=0)
    mean = mean / max(float(np.linalg.norm(mean)), 1e-9)
    scored = [
        (row, round(max(0.0, min(1.0, float(np.dot(vectors[row], mean)))), 3)) for row in rows
    ]
    scored.sort(key=lambda r: (-r[1], r[0]))
    name = phrases[0] if phrases else "Untitled"
    return Grouped(_id(f"{name} {' '.join(phrases)}"), name, phrases, tuple(scored))


def _names(groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """For each group, up to five phrases of its texts that the other groups lack (class-based TF-IDF)."""
    counts = [_phrases(texts) for texts in groups]
    spread = Counter(p for c in counts for p in c)
    shown: list[tuple[str, ...]] = []
    used: set[str] = set()
    for count in counts:
        best = sorted(count, key=lambda p: (-_weight(p, count[p], spread[p], len(groups)), p))
        phrases = _distinct(best, used)
        used |= set(phrases[:1])
        shown.append(tuple(p[:1].upper() + p[1:] for p in phrases))
    return shown


def _weight(phrase: str, count: int, spread: int, groups: int) -> float:
    length = {1: 1.0, 2: 1.9, 3: 1.7}[len(phrase.split())]
    return count * length * log(1 + groups / spread)


def _distinct(phrases: Sequence[str], used: set[str]) -> list[str]:
    """Phrases that do not repeat each other's words, the first not yet the name of another issue."""
    out: list[str] = []
    for phrase in phrases:
        mine = {stem(w.lower()) for w in phrase.split()}
        if any(mine & {stem(w.lower()) for w in other.split()} for other in out):
            continue
        if not out and phrase in used:
            continue
        out.append(phrase)
        if len(out) == 5:
            break
    return out


def _phrases(texts: Sequence[str]) -> Counter[str]:
    """Runs of one to three content words, in the commonest spelling, counted once a text."""
    spelling: dict[str, Counter[str]] = {}
    count: Counter[str] = Counter()
    for text in texts:
        seen = set()
        for run in _runs(text):
            for size in (1, 2, 3):
                for i in range(len(run) - size + 1):
                    phrase = " ".join(run[i : i + size])
                    key = " ".join(stem(w.lower()) for w in run[i : i + size])
                    spelling.setdefault(key, Counter())[phrase] += 1
                    seen.add(key)
        count.update(seen)
    shown = {k: min(c, key=lambda p, c=c: (-c[p], p)) for k, c in spelling.items()}  # type: ignore[misc]
    return Counter({shown[k]: n for k, n in count.items() if len(k) > 2})


def _runs(text: str) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    end = 0
    for match in _PHRASE.finditer(text):
        word = match.group().removesuffix("’s").removesuffix("'s")
        broken = text[end : match.start()].strip() != ""
        if word.lower() in STOP or broken:
            runs.append([])
        if word.lower() not in STOP:
            runs[-1].append(word)
        end = match.end()
    return [r for r in runs if r]


def _id(name: str) -> str:
    return hashlib.sha256(f"issue {name}".encode()).hexdigest()[:20]
