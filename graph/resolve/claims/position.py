"""Where a statement stands on its issue: supports, opposes, conditional, neutral."""

from __future__ import annotations

from graph.model import Act, Polarity, Position
from graph.resolve.claims.said import Said, stem, words

_OPPOSING_ACTS = frozenset({Act.REJECT, Act.DENY, Act.CRITICISE, Act.ACCUSE, Act.THREATEN})
_SUPPORTING_ACTS = frozenset({Act.PROMISE, Act.PRAISE, Act.AGREE})
_OPPOSING = frozenset(
    map(
        stem,
        "oppose reject refuse condemn block unacceptable illegal danger dangerous reckless wrong mistake weak "
        "fail failure target threat sabotage harmful impossible violate illegitimate disgrace unfair "
        "absurd useless betray against".split(),
    )
)
_SUPPORTING = frozenset(
    map(
        stem,
        "support back welcome endorse favour favor ready willing commit pledge agree necessary essential vital "
        "right historic good excellent proud success effective important boost help protect defend".split(),
    )
)
_CONDITIONS = frozenset({"if", "unless", "provided", "once", "until"})


def position(said: Said, stances: tuple[Polarity, ...] = ()) -> Position:
    """From the stances that the statement carries, else its act, else its words; no evidence: neutral."""
    if said.is_conditional or _CONDITIONS & set(words(said.text)[:1]):
        return Position.CONDITIONAL
    score = sum(1 if s is Polarity.POSITIVE else -1 for s in stances) or _act(said) or _words(said)
    if score > 0 and _CONDITIONS & set(words(said.text)):
        return Position.CONDITIONAL
    return Position.SUPPORTS if score > 0 else Position.OPPOSES if score < 0 else Position.NEUTRAL


def _act(said: Said) -> int:
    if said.act in _OPPOSING_ACTS:
        return -1
    return int(said.act in _SUPPORTING_ACTS)


def _words(said: Said) -> int:
    found = [stem(w) for w in words(said.text)]
    total = sum(w in _SUPPORTING for w in found) - sum(w in _OPPOSING for w in found)
    sign = -1 if said.is_negated else 1
    return sign * ((total > 0) - (total < 0))
