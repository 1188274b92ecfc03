"""Matters in dispute found in the claims themselves: phrases that together fit most claims, and what is near them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from graph.resolve.claims.naming import weight
from graph.resolve.claims.nearness import Nearness, Scores
from graph.resolve.claims.phrases import (
    MIN_CLAIMS,
    Phrase,
    bare,
    candidates,
    is_named,
    is_one,
    key_of,
    may_head,
    may_stand_for_all,
    stems_of,
)
from graph.resolve.claims.stories import stories
from graph.resolve.claims.topical import INHERITED, NAMED, Grouped, Topical, issue_id

MIN_ALONE = 4  # claims of a story that get an issue of their own where nothing is named twice
MAX_ISSUES = 24
MIN_GAIN = 1.5  # claims' worth that one more issue must add
NEAR = 0.55  # cosine from which a claim is about a phrase that it does not contain
JOIN = 0.33  # cosine from which a claim without an issue joins one
OWN_DOCUMENT = 0.12  # how much nearer an issue of its own document counts


def found_in(
    free: Sequence[int], rows: Sequence[Topical], near: Nearness, named: frozenset[str]
) -> list[Grouped]:
    story = _stories(rows, free)
    found_phrases = candidates(
        [rows[i].topics for i in free],
        [rows[i].text for i in free],
        story,
        [rows[i].about for i in free],
    )
    phrases = [p for p in found_phrases if not is_named(p.spelling, named)]
    scores = _scores(phrases, free, near, story)
    chosen = _cover(scores, [p.weight for p in phrases])
    members: dict[int, dict[int, float]] = {j: {} for j in chosen}
    for place, row in enumerate(free):
        for j in chosen:
            if scores[place, j] > 0:
                members[j][row] = float(scores[place, j])
    chosen = merged(chosen, phrases, members)
    _join_rest(members, free, rows, near, dict(zip(free, story, strict=True)))
    found = [
        _grouped(phrases[j], members[j], rows) for j in chosen if len(members[j]) >= MIN_CLAIMS
    ]
    left = _untouched(story, free, found)
    found += of_whole_stories(left[: max(0, MAX_ISSUES - len(found))], rows, near, named)
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


def of_whole_stories(
    groups: Iterable[Sequence[int]],
    rows: Sequence[Topical],
    near: Nearness,
    named: frozenset[str],
) -> Iterator[Grouped]:
    """One issue for a story in which nothing is named twice, called after its headline or lead, or else after the
    phrase nearest to all of it."""
    for group in groups:
        spelled = {t for row in group for t in rows[row].topics}
        fitting = sorted(t for t in spelled if may_stand_for_all(t, named))
        close = near.to_groups([group], group)[:, 0]
        best = _told(group, rows, named) or near.nearest(fitting, group)
        if best is None or not close.any():
            continue
        name = bare(best)
        phrase = Phrase(key_of(name), name, frozenset())
        wanted = stems_of(name)
        scores = {
            row: NAMED if wanted <= stems_of(rows[row].text) else max(INHERITED, 0.5 * float(value))
            for row, value in zip(group, close, strict=True)
        }
        yield _grouped(phrase, scores, rows)


def _told(group: Sequence[int], rows: Sequence[Topical], named: frozenset[str]) -> str | None:
    """The phrase that tells most of the documents of these claims; None where none may be a name."""
    worth: defaultdict[str, float] = defaultdict(float)
    for about in sorted({rows[row].about for row in group}):
        for rank, phrase in enumerate(about):
            worth[phrase] += 1 - rank / len(about)
    ranked = sorted(worth, key=lambda p: (-worth[p] * (1.1 if " " in p else 0.9) * weight(p), p))
    fitting = [phrase for phrase in ranked if may_head(phrase, named)]
    deeds = (phrase for phrase in fitting if weight(phrase) == 1)
    return next(deeds, next(iter(fitting), None))


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


def merged(
    chosen: Sequence[int], phrases: Sequence[Phrase], members: dict[int, dict[int, float]]
) -> list[int]:
    """The issues without those that are the same under another name: "guarantees" and "security guarantees".

    The name of more words stays, where it has half of the claims; the claims of both are its own.
    """
    kept: list[int] = []
    for j in chosen:
        twin = next(
            (k for k in kept if is_one(phrases[j], phrases[k], members[j], members[k])), None
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


def _scores(
    phrases: Sequence[Phrase], free: Sequence[int], near: Nearness, story: Sequence[str]
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
    near: Nearness,
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


def _grouped(phrase: Phrase, members: dict[int, float], rows: Sequence[Topical]) -> Grouped:
    scored = sorted(((row, round(s, 3)) for row, s in members.items()), key=lambda r: (-r[1], r[0]))
    others = Counter(
        t for row in members for t in set(rows[row].topics) if phrase.spelling not in t
    )
    words = [w for w, n in sorted(others.items(), key=lambda p: (-p[1], p[0])) if n > 1][:4]
    name = phrase.spelling[:1].upper() + phrase.spelling[1:]
    if phrase.story and words:
        name = f"{name} ({words[0]})"  # one word that names a matter in another story, too
    return Grouped(issue_id(phrase.identity), name, (name, *words), tuple(scored))
