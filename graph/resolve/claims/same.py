"""Same claim: statements of one speaker with the same content, quoted or paraphrased.

Quoted words come first, then meaning (sentence vectors), with time as a constraint. Each join is a decision
with a score, and can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.model import Decision, Judge, Verdict
from graph.resolve.claims.apart import LONG_RUN, disagree, is_impossible
from graph.resolve.claims.likeness import (
    Encode,
    Rarity,
    nearest_words,
    quote_overlap,
    score_of,
    with_meaning,
    worded,
)
from graph.resolve.claims.pairs import candidates
from graph.resolve.claims.said import Said, shared_words

SAME = 0.8  # probability from which a pair is joined: precision .95, recall .66 on other stories
UNSURE = 0.4
# What the words alone must allow before a pair is compared in meaning. From .6 on what is compared so grows as the
# documents do: 0.97 and 1.01 sentence vectors a document at 1,000 and 10,000; at .5 it was 1.04 and 1.40.
WORTH = 0.6


def claim_key(report: tuple[str, int]) -> str:
    """How the ledger names a statement: document id, a slash, its key."""
    return f"{report[0]}/{report[1]}"


def decide(said: Sequence[Said], encode: Encode) -> Iterator[Decision]:
    """A decision for each pair that is, or may be, one claim; sorted by the statements."""
    for a, b, rarity in candidates(said):
        score = score_if_possible(a, b, encode, rarity)
        if score < UNSURE:
            continue
        verdict = Verdict.SAME if score >= SAME else Verdict.UNSURE
        left, right = sorted((claim_key(a.report), claim_key(b.report)))
        yield Decision(
            kind="claim",
            left=left,
            right=right,
            verdict=verdict,
            judge=Judge.MODEL,
            score=round(score, 3),
            reason=_reason(a, b),
        )


def score_if_possible(
    a: Said, b: Said, encode: Encode, rarity: Rarity, least: float = WORTH
) -> float:
    """The score of a pair, 0 where it cannot be one claim, or not reach `least` however near its words may be in meaning.

    The second spares most of the sentence vectors, which cost more than all else.
    """
    left, right = nearest_words(a, b)
    told = worded(a, b, left, right, rarity)
    if score_of(told) < least or is_impossible(a, b):
        return 0.0
    return score_of(with_meaning(told, left, right, encode))


def _reason(a: Said, b: Said) -> str:
    run, _ = quote_overlap(a, b)
    if run >= 2:
        return f"{run} quoted words in common"
    return f"same speaker, same content ({shared_words(a.text, b.text)})"


def clusters(
    said: Iterable[Said], same: Iterable[Decision], apart: Iterable[Decision] = ()
) -> dict[str, tuple[str, ...]]:
    """Statements by claim: the least key of each group → its keys. Best joins first; `apart` is never joined.

    Nor are two groups of which a model's join would bring together statements that disagree; a person may.
    """
    by_key = {claim_key(s.report): s for s in said}
    members = {key: [key] for key in by_key}
    head = {key: key for key in members}
    forbidden = {frozenset((d.left, d.right)) for d in apart}
    for decision in sorted(same, key=lambda d: (-d.score, d.left, d.right)):
        if decision.left not in head or decision.right not in head:
            continue
        a, b = sorted((head[decision.left], head[decision.right]))
        if a == b or _clash(members[a], members[b], forbidden):
            continue
        if decision.judge is Judge.MODEL and _disagree(members[a], members[b], by_key):
            continue
        members[a] += members.pop(b)
        head.update(dict.fromkeys(members[a], a))
    return {key: tuple(sorted(group)) for key, group in sorted(members.items())}


def _disagree(a: Iterable[str], b: Sequence[str], by_key: Mapping[str, Said]) -> bool:
    """Whether any two of these do, but for those that quote the same words at length."""
    pairs = ((by_key[x], by_key[y]) for x in a for y in b)
    return any(disagree(x, y) and quote_overlap(x, y)[0] < LONG_RUN for x, y in pairs)


def _clash(a: Iterable[str], b: Iterable[str], forbidden: set[frozenset[str]]) -> bool:
    right = list(b)
    return bool(forbidden) and any(frozenset((x, y)) in forbidden for x in a for y in right)
