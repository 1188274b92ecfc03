"""Issues: claims grouped into the matters in dispute, found in the texts or defined by a codebook."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph.errors import ConfigError
from graph.resolve.claims.said import STOP, stem, stems
from graph.resolve.claims.same import Encode

MIN_CLAIMS = 2
MIN_WORDS = 3
MAX_ISSUES = 24
MAX_PHRASES = 400  # candidates that are compared; the commonest
MAX_ENCODED = 5_000  # claims whose sentence vectors are affordable: about 6 ms each
MIN_GAIN = 1.5  # claims' worth that one more issue must add
NEAR = 0.55  # cosine from which a claim is about a phrase that it does not contain
JOIN = 0.33  # cosine from which a claim without an issue joins one
OWN_DOCUMENT = 0.12  # how much nearer an issue of its own document counts
CODED = 0.42  # cosine to an example from which a claim belongs to a codebook's issue
_LENGTH = (0.8, 1.25, 1.25)  # weight of a name of one, two, three words: two say more than one
_WORD = re.compile(r"[^\W\d_][\w’'-]*")

Scores = npt.NDArray[np.float32]


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
    """A claim as issues see it: its text, the noun phrases of its contents, the documents that report it."""

    text: str
    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def group(
    rows: Sequence[Topical], encode: Encode, codebook: Sequence[Code] = ()
) -> tuple[Grouped, ...]:
    """Issues over the claims: the codebook's first, then those found, the largest first.

    A claim may belong to several issues, each with a score. Claims of fewer than MIN_WORDS content words
    ("to act") say too little to be grouped. Cost: linear in the claims; above MAX_ENCODED claims the noun
    phrases decide alone, without the encoder.
    """
    near = _Nearness(rows, encode)
    coded = [_coded(code, rows, near) for code in codebook]
    taken = {row for issue in coded for row, _ in issue.rows}
    free = [i for i, r in enumerate(rows) if i not in taken and len(stems(r.text)) >= MIN_WORDS]
    return (*coded, *_found(free, rows, near))


class _Nearness:
    """Cosine of claims to phrases; nothing is near where there are too many claims to encode."""

    def __init__(self, rows: Sequence[Topical], encode: Encode) -> None:
        self._encode = encode
        few = 0 < len(rows) <= MAX_ENCODED
        self._claims = np.vstack([encode(r.text) for r in rows]) if few else None

    def to(self, phrases: Sequence[str], rows: Sequence[int]) -> Scores:
        """One row a claim, one column a phrase."""
        if self._claims is None or not phrases:
            return np.zeros((len(rows), len(phrases)), dtype=np.float32)
        return np.asarray(
            self._claims[list(rows)] @ np.vstack([self._encode(p) for p in phrases]).T
        )

    def to_groups(self, groups: Sequence[Sequence[int]], rows: Sequence[int]) -> Scores:
        """One row a claim, one column a group: cosine to the mean of its claims."""
        if self._claims is None or not groups:
            return np.zeros((len(rows), len(groups)), dtype=np.float32)
        means = np.vstack([self._claims[list(g)].mean(axis=0) for g in groups])
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return np.asarray(self._claims[list(rows)] @ means.T)


def _coded(code: Code, rows: Sequence[Topical], near: _Nearness) -> Grouped:
    wanted = {stem(w.lower()) for w in code.words}
    like = [*code.examples, *filter(None, [code.description])]
    close = near.to(like, range(len(rows))).max(axis=1, initial=0.0)
    found = []
    for number, row in enumerate(rows):
        hit = bool(wanted & {stem(w.lower()) for w in _WORD.findall(row.text)})
        if hit or close[number] >= CODED:
            found.append((number, round(max(0.9 * hit, float(close[number])), 3)))
    found.sort(key=lambda r: (-r[1], r[0]))
    return Grouped(_id(code.name), code.name, code.words, tuple(found), code.description, True)


def _found(free: Sequence[int], rows: Sequence[Topical], near: _Nearness) -> list[Grouped]:
    phrases = _candidates([rows[i].topics for i in free])
    scores = _scores(phrases, free, near)
    chosen = _cover(scores, [_LENGTH[min(len(p.key.split()), 3) - 1] for p in phrases])
    members: dict[int, dict[int, float]] = {j: {} for j in chosen}
    for place, row in enumerate(free):
        for j in chosen:
            if scores[place, j] > 0:
                members[j][row] = float(scores[place, j])
    _join_rest(members, free, rows, near)
    found = [
        _grouped(phrases[j], members[j], rows) for j in chosen if len(members[j]) >= MIN_CLAIMS
    ]
    return sorted(found, key=lambda issue: (-len(issue.rows), issue.name, issue.id))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase that may name an issue: its stems, its commonest spelling, the claims that have it."""

    key: str
    spelling: str
    places: frozenset[int]


def _candidates(topics: Sequence[tuple[str, ...]]) -> list[_Phrase]:
    """Phrases, and ends of longer ones, of two claims or more; not the bare name of somebody or something."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    spelling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, phrases in enumerate(topics):
        for phrase in phrases:
            words = phrase.split()
            for i in range(len(words)):
                key = " ".join(stem(w.lower()) for w in words[i:])
                places[key].add(place)
                spelling[key][" ".join(words[i:])] += 1 + (i == 0)
    shown = {k: min(c, key=lambda p, c=c: (-c[p], p)) for k, c in spelling.items()}  # type: ignore[misc]
    kept = [_Phrase(k, shown[k], frozenset(p)) for k, p in places.items() if _may_name(shown[k], p)]
    kept.sort(key=lambda p: (-len(p.places) * _LENGTH[min(len(p.key.split()), 3) - 1], p.key))
    return kept[:MAX_PHRASES]


def _may_name(phrase: str, places: set[int]) -> bool:
    is_bare_name = " " not in phrase and phrase[:1].isupper()
    return (
        len(places) >= MIN_CLAIMS
        and len(phrase) > 2
        and phrase.lower() not in STOP
        and not is_bare_name
    )


def _scores(phrases: Sequence[_Phrase], free: Sequence[int], near: _Nearness) -> Scores:
    """How well a phrase fits a claim: it has the phrase (0.6 to 1), or its meaning is near (below 0.5)."""
    close = near.to([p.spelling for p in phrases], free)
    scores = np.where(close >= NEAR, 0.5 * close, 0.0)
    for j, phrase in enumerate(phrases):
        places = sorted(phrase.places)
        scores[places, j] = 0.6 + 0.4 * np.clip(close[places, j], 0.0, 1.0)
    return np.asarray(scores, dtype=np.float32)


def _cover(scores: Scores, weights: Sequence[float]) -> list[int]:
    """Columns that together fit most claims well: greedily the one that adds most, until it adds little."""
    covered = np.zeros(len(scores), dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < min(MAX_ISSUES, scores.shape[1]):
        gain = np.maximum(scores - covered[:, None], 0).sum(axis=0) * np.asarray(weights)
        best = int(gain.argmax())
        if gain[best] < MIN_GAIN:
            break
        chosen.append(best)
        covered = np.maximum(covered, scores[:, best])
    return chosen


def _join_rest(
    members: dict[int, dict[int, float]],
    free: Sequence[int],
    rows: Sequence[Topical],
    near: _Nearness,
) -> None:
    """Claims without an issue join the nearest one, more readily one of their own document."""
    columns = [j for j, group in members.items() if group]
    taken = {row for group in members.values() for row in group}
    rest = [row for row in free if row not in taken]
    close = near.to_groups([sorted(members[j]) for j in columns], rest)
    where = [{d for row in members[j] for d in rows[row].documents} for j in columns]
    for place, row in enumerate(rest):
        own = np.array([bool(w & set(rows[row].documents)) for w in where])
        value = close[place] + OWN_DOCUMENT * own if len(columns) else close[place]
        if len(columns) and value.max() >= JOIN:
            best = int(value.argmax())
            members[columns[best]][row] = max(0.0, float(close[place, best])) * 0.6


def _grouped(phrase: _Phrase, members: dict[int, float], rows: Sequence[Topical]) -> Grouped:
    scored = sorted(((row, round(s, 3)) for row, s in members.items()), key=lambda r: (-r[1], r[0]))
    others = Counter(
        t for row in members for t in set(rows[row].topics) if phrase.spelling not in t
    )
    words = [w for w, n in sorted(others.items(), key=lambda p: (-p[1], p[0])) if n > 1][:4]
    name = phrase.spelling[:1].upper() + phrase.spelling[1:]
    return Grouped(_id(phrase.key), name, (name, *words), tuple(scored))


def _id(name: str) -> str:
    return hashlib.sha256(f"issue {name}".encode()).hexdigest()[:20]
