"""Issues: claims grouped into the matters in dispute, found in the texts or defined by a codebook."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from graph.errors import ConfigError
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.said import STOP, stem, stems
from graph.resolve.claims.same import Encode

DISTANCE = 0.62  # mean cosine distance within an issue
MIN_CLAIMS = 2
MIN_WORDS = 3
MAX_NAMES = 5
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


@dataclass(frozen=True, slots=True)
class Topical:
    """A claim as issues see it: its text and the noun phrases of its contents."""

    text: str
    topics: tuple[str, ...] = ()


def group(
    rows: Sequence[Topical], encode: Encode, codebook: Sequence[Code] = ()
) -> tuple[Grouped, ...]:
    """Issues over the claims: the codebook's first, then those found, the largest first.

    A claim may belong to several of the codebook's issues, and to at most one that was found. Claims of fewer
    than MIN_WORDS content words ("to act") say too little to be grouped.
    """
    texts = [row.text for row in rows]
    vectors = np.vstack([encode(t) for t in texts]) if texts else np.zeros((0, 1), dtype=np.float32)
    coded = [_coded(code, texts, vectors, encode) for code in codebook]
    taken = {row for issue in coded for row, _ in issue.rows}
    free = [i for i, t in enumerate(texts) if i not in taken and len(stems(t)) >= MIN_WORDS]
    return (*coded, *_found(free, rows, vectors))


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


def _found(free: Sequence[int], rows: Sequence[Topical], vectors: Vector) -> list[Grouped]:
    labels = _cluster(vectors[list(free)]) if len(free) > 1 else []
    order = sorted(zip(labels, free, strict=True)) if len(labels) else []
    groups = [[row for _, row in g] for _, g in groupby(order, key=lambda pair: pair[0])]
    groups = sorted((g for g in groups if len(g) >= MIN_CLAIMS), key=lambda g: (-len(g), g))
    named = names([[rows[row].topics for row in g] for g in groups])
    return [
        _grouped(g, vectors, phrases) for g, phrases in zip(groups, named, strict=True) if phrases
    ]


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
    return Grouped(_id(" | ".join(phrases)), phrases[0], phrases, tuple(scored))


def names(groups: Sequence[Sequence[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """For each group of claims (their noun phrases) up to five phrases that stand for it, the best first.

    Class-based TF-IDF: frequent here, rare in the other groups. Phrases of two or three words say more than
    single ones; a name is given once, to the larger group.
    """
    counts = [_count(group) for group in groups]
    spread = Counter(phrase for count in counts for phrase in count)
    spelling = _spelling(phrase for group in groups for topics in group for phrase in topics)
    used: set[str] = set()
    found = []
    for count in counts:
        best = sorted(count, key=lambda p: (-_weight(p, count[p], spread[p], len(groups)), p))
        chosen = _distinct(best, used)
        used |= set(chosen[:1])
        found.append(tuple(spelling[p][:1].upper() + spelling[p][1:] for p in chosen))
    return found


def _key(phrase: str) -> str:
    """A phrase by its stems: "ground forces" and "ground force" are one."""
    return " ".join(stem(w.lower()) for w in phrase.split())


def _count(group: Sequence[tuple[str, ...]]) -> Counter[str]:
    """In how many claims a phrase, or the end of a longer one, stands."""
    count: Counter[str] = Counter()
    for topics in group:
        keys = {_key(phrase) for phrase in topics}
        ends = {" ".join(k.split()[i:]) for k in keys for i in range(1, len(k.split()))}
        count.update(keys)
        count.update(ends - keys)
    return Counter({k: n for k, n in count.items() if k not in STOP and len(k) > 2})


def _spelling(phrases: Iterable[str]) -> dict[str, str]:
    """The commonest spelling of each phrase and of the ends of longer ones."""
    seen: dict[str, Counter[str]] = {}
    for phrase in phrases:
        words = phrase.split()
        for i in range(len(words)):
            end = " ".join(words[i:])
            seen.setdefault(_key(end), Counter())[end] += 1 + (i == 0)
    return {key: min(c, key=lambda p, c=c: (-c[p], p)) for key, c in seen.items()}  # type: ignore[misc]


def _weight(phrase: str, count: int, spread: int, groups: int) -> float:
    length = (0.7, 1.8, 1.6)[min(len(phrase.split()), 3) - 1]
    lone = 0.4 if count == 1 else 1.0
    return count * length * lone * log(1 + groups / spread)


def _distinct(phrases: Sequence[str], used: set[str]) -> list[str]:
    """Phrases that do not repeat each other's words, the first not yet the name of another issue."""
    out: list[str] = []
    for phrase in phrases:
        mine = set(phrase.split())
        if any(mine & set(other.split()) for other in out) or (not out and phrase in used):
            continue
        out.append(phrase)
        if len(out) == MAX_NAMES:
            break
    return out


def _id(name: str) -> str:
    return hashlib.sha256(f"issue {name}".encode()).hexdigest()[:20]
