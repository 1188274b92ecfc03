"""How claims stand to each other: contradicts, answers, updates; each with its reason and two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from graph.model import Act, ClaimRelation, Relation
from graph.resolve.claims.said import Said, is_negative, stems, words
from graph.resolve.claims.same import COMMON, Encode, claim_key, is_nested

NEAR_MEANING = 0.62  # cosine from which two contents are about the same proposition
NEAR_WORDS = 0.5  # share of the shorter one's content words
MIN_SHARED = 3
MAX_WORDS = 32  # in a longer content a negation need not bear on what is shared
AGAINST = frozenset({Act.DENY, Act.CRITICISE, Act.REJECT, Act.ACCUSE})
# "The minister countered that …": the cue itself says that it answers.
ANSWERING = frozenset(
    "counter countered countering respond responded responding reply replied replying retort retorted rebut "
    "rebutted rebuffed rejoined answered shot fired hit".split()
)
MAX_GAP = 900  # characters between a statement and its answer


def relations(
    said: Sequence[Said], claim_of: Mapping[str, str], encode: Encode
) -> tuple[ClaimRelation, ...]:
    """Relations between claims; `claim_of` maps a statement's key in the ledger to its claim."""
    found = [*_opposed(said, encode), *_explicit(said), *_answers(said)]
    best: dict[tuple[str, str, Relation], ClaimRelation] = {}
    for left, right, relation, reason, score in found:
        a, b = claim_of[claim_key(left.report)], claim_of[claim_key(right.report)]
        if a == b:
            continue
        row = ClaimRelation(a, b, relation, reason, score, (left.report, right.report))
        known = best.get((a, b, relation))
        if known is None or (row.score, known.evidence) > (known.score, row.evidence):
            best[(a, b, relation)] = row
    return tuple(best[key] for key in sorted(best))


Found = tuple[Said, Said, Relation, str, float]


def _opposed(said: Sequence[Said], encode: Encode) -> Iterator[Found]:
    """Opposite polarity on the same proposition: a contradiction, or an update by the same speaker later."""
    for a, b in _close_in_words(said):
        if a.actor is None or b.actor is None or is_negative(a) == is_negative(b):
            continue
        if is_nested(a, b) or max(len(words(a.text)), len(words(b.text))) > MAX_WORDS:
            continue
        near = float(np.dot(encode(a.text), encode(b.text)))
        if near < NEAR_MEANING:
            continue
        score = round(near, 3)
        if a.actor != b.actor:
            both = ", ".join(sorted(stems(a.text) & stems(b.text))[:5])
            yield a, b, Relation.CONTRADICTS, f"opposite polarity on the same words ({both})", score
        elif a.day and b.day and a.day != b.day:
            early, late = sorted((a, b), key=lambda s: (str(s.day), s.report))
            yield late, early, Relation.UPDATES, "the same speaker later says the opposite", score


def _close_in_words(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        shared: defaultdict[int, int] = defaultdict(int)
        mine = stems(one.text)
        for word in sorted(mine):
            for other in index[word][-COMMON:]:
                shared[other] += 1
            index[word].append(number)
        for other, count in sorted(shared.items()):
            least = min(len(mine), len(stems(said[other].text)))
            if count >= MIN_SHARED and count >= NEAR_WORDS * least:
                yield said[other], one


def _explicit(said: Iterable[Said]) -> Iterator[Found]:
    """Somebody criticises, denies or rejects what another is reported to have said inside the same words."""
    by_report = {one.report: one for one in said}
    for inner in by_report.values():
        if inner.outer is None:
            continue
        outer = by_report.get((inner.document, inner.outer))
        if outer is None or outer.act not in AGAINST or outer.actor == inner.actor:
            continue
        yield outer, inner, Relation.CONTRADICTS, f"explicit: “{outer.cue}”", 0.9


def _answers(said: Sequence[Said]) -> Iterator[Found]:
    """A cue of answering right after another speaker's statement of the same document."""
    order = sorted(said, key=lambda s: (s.document, s.position, s.key))
    for before, after in pairwise(order):
        near = before.document == after.document and after.position - before.position <= MAX_GAP
        other = before.actor is not None and after.actor is not None and before.actor != after.actor
        if near and other and set(after.cue.split()) & ANSWERING:
            yield after, before, Relation.ANSWERS, f"“{after.cue}” follows it in the text", 0.6
