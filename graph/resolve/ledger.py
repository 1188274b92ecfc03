"""What the ledger of decisions says now: which pairs are the same and which are not, by whose word.

The ledger is append-only. An undo is a line of its own that takes back the last decision on its pair, so
that decide-then-undo leaves exactly what was before. A person outranks a model, a model outranks a rule;
among equals the later line stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Decision, Judge, Verdict

_RANK = {Judge.RULE: 0, Judge.MODEL: 1, Judge.PERSON: 2}
Pair = tuple[str, str]


def pair_of(decision: Decision) -> Pair:
    """The two things decided on, in a fixed order: same(A, B) is same(B, A)."""
    left, right = sorted((decision.left, decision.right))
    return left, right


def standing(decisions: Iterable[Decision], kind: str) -> tuple[Decision, ...]:
    """The decisions of a kind that stand: one a pair, undone and outranked ones left out, by sequence."""
    stacks: dict[Pair, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda d: d.sequence):
        if decision.kind != kind:
            continue
        stack = stacks.setdefault(pair_of(decision), [])
        if decision.withdrawn:
            _take_back(stack, decision)
        else:
            stack.append(decision)
    best = (max(s, key=lambda d: (_RANK[d.judge], d.sequence)) for s in stacks.values() if s)
    return tuple(sorted(best, key=lambda d: (d.sequence, d.left, d.right)))


def _take_back(stack: list[Decision], undo: Decision) -> None:
    """The last line of the same judge; an undo of nothing is nothing."""
    for i in range(len(stack) - 1, -1, -1):
        if stack[i].judge is undo.judge:
            del stack[i]
            return


def next_sequence(decisions: Sequence[Decision]) -> int:
    """The place after the last line."""
    return max((d.sequence for d in decisions), default=0) + 1


def decide(
    ledger: Sequence[Decision],
    left: str,
    right: str,
    verdict: Verdict,
    reason: str,
    kind: str = "actor",
) -> tuple[Decision, ...]:
    """The ledger with a person's decision added."""
    made = Decision(kind, left, right, verdict, Judge.PERSON, 1.0, reason, next_sequence(ledger))
    return (*ledger, made)


def undo(
    ledger: Sequence[Decision], left: str, right: str, kind: str = "actor"
) -> tuple[Decision, ...]:
    """The ledger with the last decision of a person on the pair taken back; itself where there is none."""
    pair = tuple(sorted((left, right)))
    mine = [d for d in standing(ledger, kind) if pair_of(d) == pair and d.judge is Judge.PERSON]
    if not mine:
        return tuple(ledger)
    line = replace(mine[-1], reason="undo", sequence=next_sequence(ledger), withdrawn=True)
    return (*ledger, line)
