"""Issues: claims grouped into the matters in dispute, found in the texts or defined by a codebook."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph.errors import ConfigError
from graph.resolve.claims.said import STOP, stem, stems
from graph.resolve.claims.same import Encode
from graph.resolve.claims.stories import stories

MIN_CLAIMS = 2
MIN_WORDS = 3
MIN_ALONE = 4  # claims of a story that get an issue of their own where nothing is named twice
MAX_ISSUES = 24
MAX_PHRASES = 400  # candidates that are compared; the commonest
MAX_ENCODED = 5_000  # claims whose sentence vectors are affordable: about 6 ms each
MIN_GAIN = 1.5  # claims' worth that one more issue must add
NEAR = 0.55  # cosine from which a claim is about a phrase that it does not contain
JOIN = 0.33  # cosine from which a claim without an issue joins one
OWN_DOCUMENT = 0.12  # how much nearer an issue of its own document counts
CODED = 0.42  # cosine to an example from which a claim belongs to a codebook's issue
NAMED = 0.6  # score of a claim that says too little to be grouped and yet names the issue
INHERITED = 0.25  # score of a claim that says too little itself and stands beside one of the issue
MERGED = 0.6  # share of the smaller of two issues from which they are one
_LENGTH = (0.7, 1.25, 1.25, 1.3)  # weight of a name of so many words: two say more than one
# Nouns that are in everything and name nothing.
_VACUOUS = frozenset(
    """home support day people country countries time way part place number numbers thing things need question
    matter role level side term terms year years week month end idea decision offer lot point group case fact
    statement statements comment comments report reports word words message line step steps move movement government
    president minister leader leaders official officials man woman men women work life world one ones others something
    anything nothing everything reason chance issue issues problem problems situation process action actions effort
    efforts security condition conditions sum money nation nations state members member tomorrow today yesterday night
    morning attack attacks news story letter request claim claims charge criticism answer meeting talks times diplomat diplomats spokesman spokeswoman expert experts analyst analysts sign signs""".split()
)
# Nouns that every story has one of: they name no matter when they stand alone.
_GENERIC = frozenset(
    """plan plans package packages deal deals decision decisions proposal proposals agreement agreements talks report reports
    programme programmes program programs bill bills law laws army armies party parties company companies
    members officials rule rules policy policies project projects measure measures campaign campaigns system systems
    service services market markets price prices cost costs figure figures study studies data list lists
    document documents response committee board council court courts investigation survey poll polls offer offers
    campaign team teams group groups resolution appointment position positions person kid discussion discussions conversation
    conversations negotiation negotiations sign signs strategy task job jobs review demand demands document paper papers
    public visit visits step crisis change changes risk risks agency agencies department departments office offices
    region city cities town towns village villages world worker workers resident residents staff people family families
    child children student students voter voters candidate candidates""".split()
)
_WEAK = frozenset(
    "other new first last next same own several many more such possible potential further recent current".split()
)
_TIES = frozenset({"of", "in", "for", "on", "to", "with", "against", "over"})
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
    beside: tuple[
        int, ...
    ] = ()  # rows whose reports stand next to its own in a text, the nearest first


def group(
    rows: Sequence[Topical],
    encode: Encode,
    codebook: Sequence[Code] = (),
    names: Iterable[str] = (),
) -> tuple[Grouped, ...]:
    """Issues over the claims: the codebook's first, then those found, the largest first.

    A claim may belong to several issues, each with a score. Claims of fewer than MIN_WORDS content words
    ("to act") say too little to be grouped. Cost: linear in the claims; above MAX_ENCODED claims the noun
    phrases decide alone, without the encoder.
    """
    near = _Nearness(rows, encode)
    named = frozenset(name.casefold() for name in names)
    coded = [_coded(code, rows, near) for code in codebook]
    taken = {row for issue in coded for row, _ in issue.rows}
    free = [i for i, r in enumerate(rows) if i not in taken and len(stems(r.text)) >= MIN_WORDS]
    return tuple(_inherited([*coded, *_found(free, rows, near, named)], rows))


def _inherited(found: Sequence[Grouped], rows: Sequence[Topical]) -> list[Grouped]:
    """The issues with claims that have none put to what they name, or else to what stands beside them.

    "To contribute to the fund" names it; "the charge" and "she denied it" name nothing.
    """
    names = [frozenset(stem(w.lower()) for w in _WORD.findall(issue.name)) for issue in found]
    issues_of: defaultdict[int, list[int]] = defaultdict(list)
    for number, issue in enumerate(found):
        for row, _ in issue.rows:
            issues_of[row].append(number)
    added: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, claim in enumerate(rows):
        if row not in issues_of:
            mine = {stem(w.lower()) for w in _WORD.findall(claim.text)}
            named = [i for i, name in enumerate(names) if name and name <= mine]
            for i in named:
                added[i].append((row, NAMED))
            if named:
                continue
            beside = next((b for b in claim.beside if b in issues_of), None)
            if beside is not None:
                best = max(issues_of[beside], key=lambda i: (dict(found[i].rows)[beside], -i))
                added[best].append((row, INHERITED))
    return [replace(issue, rows=(*issue.rows, *added[i])) for i, issue in enumerate(found)]


def correct(
    found: Sequence[Grouped], judged: Iterable[tuple[int, str, bool]]
) -> tuple[Grouped, ...]:
    """The issues after a person's word: (row, name of the issue, whether it belongs). A new name makes an issue."""
    issues = list(found)
    for row, name, belongs in judged:
        place = next(
            (i for i, x in enumerate(issues) if x.name.casefold() == name.casefold()), None
        )
        if place is None and belongs:
            issues.append(Grouped(_id(name), name, (), (), None, True))
            place = len(issues) - 1
        if place is not None:
            rest = tuple(r for r in issues[place].rows if r[0] != row)
            rows = ((row, 1.0), *rest) if belongs else rest
            issues[place] = replace(issues[place], rows=rows)
    return tuple(issue for issue in issues if issue.rows or issue.is_codebook)


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

    def nearest(self, phrases: Sequence[str], rows: Sequence[int]) -> str | None:
        """The phrase whose meaning is nearest to the mean of these claims; None without vectors or phrases."""
        if self._claims is None or not phrases:
            return None
        mean = self._claims[list(rows)].mean(axis=0)
        close = np.vstack([self._encode(p) for p in phrases]) @ mean
        return phrases[int(close.argmax())]


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


def _found(
    free: Sequence[int], rows: Sequence[Topical], near: _Nearness, named: frozenset[str]
) -> list[Grouped]:
    story = _stories(rows, free)
    found_phrases = _candidates([rows[i].topics for i in free], [rows[i].text for i in free], story)
    phrases = [p for p in found_phrases if not _is_named(p.spelling, named)]
    scores = _scores(phrases, free, near, story)
    chosen = _cover(scores, [_LENGTH[min(len(p.key.split()), 4) - 1] for p in phrases])
    members: dict[int, dict[int, float]] = {j: {} for j in chosen}
    for place, row in enumerate(free):
        for j in chosen:
            if scores[place, j] > 0:
                members[j][row] = float(scores[place, j])
    chosen = _merged(chosen, phrases, members)
    _join_rest(members, free, rows, near, dict(zip(free, story, strict=True)))
    found = [
        _grouped(phrases[j], members[j], rows) for j in chosen if len(members[j]) >= MIN_CLAIMS
    ]
    left = _untouched(story, free, found)
    found += _of_whole_stories(left[: max(0, MAX_ISSUES - len(found))], rows, near, named)
    return sorted(found, key=lambda issue: (-len(issue.rows), issue.name, issue.id))


def _untouched(
    story: Sequence[str], free: Sequence[int], found: Sequence[Grouped]
) -> list[list[int]]:
    """Claims of stories that no issue has touched, the largest story first."""
    touched = {row for issue in found for row, _ in issue.rows}
    of: defaultdict[str, list[int]] = defaultdict(list)
    for name, row in zip(story, free, strict=True):
        of[name].append(row)
    alone = [of[n] for n in of if len(of[n]) >= MIN_ALONE and not touched & set(of[n])]
    return sorted(alone, key=lambda group: (-len(group), group))


def _of_whole_stories(
    groups: Iterable[Sequence[int]],
    rows: Sequence[Topical],
    near: _Nearness,
    named: frozenset[str],
) -> Iterator[Grouped]:
    """One issue for a story in which nothing is named twice, called after the phrase nearest to all of it."""
    for group in groups:
        spelled = {t for row in group for t in rows[row].topics}
        fitting = sorted(t for t in spelled if _may_stand_for_all(t, named))
        close = near.to_groups([group], group)[:, 0]
        best = near.nearest(fitting, group)
        if best is None or not close.any():
            continue
        phrase = _Phrase(" ".join(stem(w.lower()) for w in best.split()), best, frozenset())
        scores = {
            row: NAMED if best in rows[row].topics else max(INHERITED, 0.5 * float(value))
            for row, value in zip(group, close, strict=True)
        }
        yield _grouped(phrase, scores, rows)


def _may_stand_for_all(phrase: str, named: frozenset[str]) -> bool:
    """Two or more words, not all of them names: "new tariffs", "bombing in Peshawar"; not "Gul Wali"."""
    words = [word for word in phrase.split() if word.lower() not in _WEAK]
    is_plain = any(word.islower() and word not in _TIES for word in words)
    begins = phrase[:1].isalnum()
    return (
        len(words) > 1
        and is_plain
        and begins
        and _may_name(phrase, MIN_CLAIMS)
        and not _is_named(phrase, named)
    )


def _stories(rows: Sequence[Topical], free: Sequence[int]) -> list[str]:
    """The story of each of these claims: that of most of its documents."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for document in row.documents:
            texts[document].append(row.text)
    of = stories(texts)
    found = []
    for i in free:
        mine = Counter(of[d] for d in rows[i].documents)
        found.append(min(mine, key=lambda s: (-mine[s], s), default=""))
    return found


def _merged(
    chosen: Sequence[int], phrases: Sequence[_Phrase], members: dict[int, dict[int, float]]
) -> list[int]:
    """The issues without those that are the same under another name: "guarantees" and "security guarantees".

    The name of more words stays, where it has half of the claims; the claims of both are its own.
    """
    kept: list[int] = []
    for j in chosen:
        twin = next(
            (k for k in kept if _is_one(phrases[j], phrases[k], members[j], members[k])), None
        )
        if twin is None:
            kept.append(j)
            continue
        longer = len(phrases[j].key.split()) > len(phrases[twin].key.split())
        keep, drop = (
            (j, twin) if longer and 2 * len(members[j]) >= len(members[twin]) else (twin, j)
        )
        for row, score in members[drop].items():
            members[keep][row] = max(score, members[keep].get(row, 0.0))
        if drop in kept:
            kept[kept.index(drop)] = keep
        members[drop] = {}
    return kept


def _is_one(a: _Phrase, b: _Phrase, left: dict[int, float], right: dict[int, float]) -> bool:
    """One name inside the other, or a word in common and most claims of the smaller in both.

    "Guarantees" are the "security guarantees for Togo"; the "war" is not the "war crimes in Togo".
    """
    one, other = set(a.key.split()) - _TIES, set(b.key.split()) - _TIES
    both = len(left.keys() & right.keys())
    share = both / max(1, min(len(left), len(right)))
    is_plain = not _TIES & {*a.key.split(), *b.key.split()}
    is_nested = (one <= other or other <= one) and (is_plain or _head(a.key) == _head(b.key))
    return is_nested or (bool(one & other) and share >= MERGED)


def _head(key: str) -> str:
    """The noun of a phrase: the last word before its first preposition."""
    words = key.split()
    tie = next((i for i, word in enumerate(words) if i and word in _TIES), len(words))
    return words[tie - 1]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase that may name an issue: its stems, its commonest spelling, the claims that have it."""

    key: str
    spelling: str
    places: frozenset[int]
    story: str = ""  # where one word is the name of matters in several stories

    @property
    def identity(self) -> str:
        """What makes the issue's id."""
        return f"{self.key} {self.story}".strip()


def _candidates(
    topics: Sequence[tuple[str, ...]], texts: Sequence[str], story: Sequence[str]
) -> list[_Phrase]:
    """Phrases, and ends of longer ones, of two claims or more; not the bare name of somebody or something.

    One word alone is a candidate in each story by itself: the dam here is not the dam there.
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    spelling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, phrases in enumerate(topics):
        for phrase in phrases:
            for part in _parts(phrase):
                key = " ".join(stem(w.lower()) for w in part.split())
                places[key].add(place)
                spelling[key][part] += 1 + (part == phrase)
    shown = {k: min(c, key=lambda p, c=c: (-c[p], p)) for k, c in spelling.items()}  # type: ignore[misc]
    kept = [
        _Phrase(k, shown[k], frozenset(p), name)
        for k, whole in places.items()
        for name, p in _by_story(k, whole, story)
        if _may_name(shown[k], len({texts[place] for place in p}))
    ]
    kept.sort(key=lambda p: (-len(p.places) * _LENGTH[min(len(p.key.split()), 4) - 1], p.identity))
    return kept[:MAX_PHRASES]


def _by_story(key: str, places: set[int], story: Sequence[str]) -> Iterator[tuple[str, set[int]]]:
    """The places of a phrase, parted by story where it is one word; all but the largest part have the story's name."""
    parts: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        parts[story[place] if " " not in key else ""].add(place)
    ranked = sorted(parts, key=lambda name: (-len(parts[name]), name))
    for rank, name in enumerate(ranked):
        yield (name if rank else ""), parts[name]


def _is_named(phrase: str, names: frozenset[str]) -> bool:
    """Whether a phrase is an actor's name, alone or after a title: "Mr. Valko", "Director Anna Valko"."""
    words = phrase.split()
    if not all(word[:1].isupper() for word in words):
        return phrase.casefold() in names
    return any(" ".join(words[i:]).casefold() in names for i in range(len(words)))


def _parts(phrase: str) -> list[str]:
    """A phrase and its ends: "old flood fund", "flood fund", "fund"; a longer one with a preposition whole."""
    words = [word for word in phrase.split() if any(c.isalpha() for c in word)]
    while words and words[0].lower() in _WEAK:
        words = words[1:]
    if _TIES & set(words):
        return [" ".join(words)]
    return [" ".join(words[i:]) for i in range(len(words))]


def _may_name(phrase: str, texts: int) -> bool:
    """Whether a phrase of so many different contents says what a matter is: "grain export", not "other leaders"."""
    words = phrase.split()
    tie = next((i for i, word in enumerate(words) if word in _TIES), len(words))
    head = words[tie - 1].lower()
    is_bare_name = len(words) == 1 and (phrase[:1].isupper() or head in _GENERIC)
    return (
        texts >= MIN_CLAIMS
        and len(phrase) > 2
        and head not in STOP
        and head not in _VACUOUS
        and not is_bare_name
    )


def _scores(
    phrases: Sequence[_Phrase], free: Sequence[int], near: _Nearness, story: Sequence[str]
) -> Scores:
    """How well a phrase fits a claim: it has the phrase (0.6 to 1), or is of its story and near in meaning (below 0.5)."""
    close = near.to([p.spelling for p in phrases], free)
    scores = np.where(close >= NEAR, 0.5 * close, 0.0)
    where = np.array(story)
    for j, phrase in enumerate(phrases):
        scores[~np.isin(where, sorted({story[place] for place in phrase.places})), j] = 0.0
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
    story: Mapping[int, str],
) -> None:
    """Claims without an issue join the nearest one of their story, more readily one of their own document."""
    columns = [j for j, group in members.items() if group]
    taken = {row for group in members.values() for row in group}
    rest = [row for row in free if row not in taken]
    close = near.to_groups([sorted(members[j]) for j in columns], rest)
    where = [{d for row in members[j] for d in rows[row].documents} for j in columns]
    told = [{story[row] for row in members[j]} for j in columns]
    for place, row in enumerate(rest):
        close[place, [story[row] not in t for t in told]] = -1.0
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
    if phrase.story and words:
        name = f"{name} ({words[0]})"  # one word that names a matter in another story, too
    return Grouped(_id(phrase.identity), name, (name, *words), tuple(scored))


def _id(name: str) -> str:
    return hashlib.sha256(f"issue {name}".encode()).hexdigest()[:20]
