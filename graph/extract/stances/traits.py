"""What the parse says of a pair of actors for whom the learnt reader sees a stance, beside the reader's own chances.

Of "Lund cited what Berg had said of Novak" the reader may give Lund's stance on Novak; that Berg is the subject between them
speaks against it. A logistic regression over these traits (weights in `weights/manifest.json`, fitted by
`scripts/train_stance_reader.py weigh` on documents that the reader was not trained on) gives the chance that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from spacy.tokens import Token

from graph.extract.stances.features import SAYING, path
from graph.extract.stances.frame import Frame
from graph.extract.stances.scorer import Leaning
from graph.model import Polarity

Traits = dict[str, float]
Leanings = Mapping[tuple[int, int], Leaning]
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFIERS = ("poss", "compound", "amod", "nmod")
_PRONOUNS = frozenset("i we he she it they his her their our my him them you its who".split())


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor: its key, the word that carries it, and whether it is a person."""

    key: int
    word: Token
    person: bool


def strongest(leaning: Leaning) -> tuple[Polarity, float]:
    """The likelier of the two stances, and how likely it is."""
    if leaning.positive > leaning.negative:
        return Polarity.POSITIVE, leaning.positive
    return Polarity.NEGATIVE, leaning.negative


def nearest(actors: Sequence[Actor], holder: int, target: int) -> tuple[Actor, Actor]:
    """The mentions of two actors that stand nearest to each other, the earlier ones if two do."""
    pairs = [(a, b) for a in actors for b in actors if a.key == holder and b.key == target]
    return min(pairs, key=lambda p: (abs(p[0].word.i - p[1].word.i), p[0].word.i, p[1].word.i))


def traits(
    holder: Actor,
    target: Actor,
    actors: Sequence[Actor],
    leanings: Leanings,
    frames: Sequence[Frame],
) -> Traits:
    """What speaks for and against the stance that is likelier of this pair; `frames` are the rules' of the sentence."""
    leaning = leanings[holder.key, target.key]
    polarity, chance = strongest(leaning)
    others = sorted({a.key for a in actors} - {holder.key, target.key})
    up, top, down = path(holder.word, target.word)
    return {
        "base": 1.0,
        "chance": log_odds(chance),
        "margin": log_odds(chance) - log_odds(min(leaning.positive, leaning.negative)),
        "back": log_odds(strongest(leanings[target.key, holder.key])[1]),
        "other holder": _most(leanings, [(o, target.key) for o in others]),
        "other target": _most(leanings, [(holder.key, o) for o in others]),
        "actors": log(2 + len(others)),
        **_places(holder, target, up, top, down),
        **_subjects(holder, target, actors, up, top, down),
        **_rules(holder.word, target.word, polarity, frames),
    }


def chance_of(weights: Mapping[str, float], found: Traits) -> float:
    """The chance in (0, 1). A trait that has no weight says nothing."""
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * v for name, v in sorted(found.items()))))


def log_odds(chance: float) -> float:
    """ln(p / (1 - p)) with p kept within [0.01, 0.99]."""
    kept = min(max(chance, 0.01), 0.99)
    return log(kept / (1 - kept))


def _most(leanings: Leanings, pairs: Sequence[tuple[int, int]]) -> float:
    return log_odds(max((strongest(leanings[p])[1] for p in pairs if p in leanings), default=0.0))


def _places(holder: Actor, target: Actor, up: list[Token], top: Token, down: list[Token]) -> Traits:
    joined = (*up, *down)
    return {
        "listed together": float(all(t.dep_ in ("conj", "appos") for t in joined)),
        "length": min(10, len(joined)) / 5,
        "saying": float(any(t.lemma_.lower() in SAYING for t in (*up, top))),
        "holder first": float(holder.word.i < target.word.i),
        "holder is subject": float(holder.word.dep_ in _SUBJECTS),
        "holder of the verb": float(holder.word.dep_ == "nsubj" and holder.word.head == top),
        "holder is pronoun": float(holder.word.lower_ in _PRONOUNS),
        "holder is person": float(holder.person),
        "target modifies": float(target.word.dep_ in _MODIFIERS),
        "target is object": float(target.word.dep_ in ("dobj", "pobj", "dative")),
    }


def _subjects(
    holder: Actor,
    target: Actor,
    actors: Sequence[Actor],
    up: list[Token],
    top: Token,
    down: list[Token],
) -> Traits:
    """Who else acts between them: "Lund cited what | Berg | had said of Novak"."""
    chain = [*down, target.word]
    between = {
        a.word.i
        for a in actors
        if a.key not in (holder.key, target.key)
        and (verb := _acts(a.word)) is not None
        and verb in chain
        and verb != top
    }
    above = [c for t in up[1:] for c in t.children if c.dep_ in _SUBJECTS]
    below = [c for t in down for c in t.children if c.dep_ in _SUBJECTS]
    return {
        "actor between": float(min(2, len(between))),
        "subject above": float(any(_is_apart(c, holder.word) for c in above)),
        "subject below": float(
            any(
                c not in (holder.word, target.word) and not target.word.is_ancestor(c)
                for c in below
            )
        ),
    }


def _acts(word: Token) -> Token | None:
    """The verb whose doer the word is."""
    if word.dep_ in (*_SUBJECTS, "agent"):
        return word.head
    return word.head.head if word.dep_ == "pobj" and word.head.dep_ == "agent" else None


def _is_apart(subject: Token, holder: Token) -> bool:
    return subject != holder and not holder.is_ancestor(subject) and not subject.is_ancestor(holder)


def _rules(holder: Token, target: Token, polarity: Polarity, frames: Sequence[Frame]) -> Traits:
    """What the rules see, though they do not hold it for real: "would support Novak if …"."""
    found: Traits = {}
    for frame in frames:
        side = "same" if frame.polarity is polarity else "other"
        if frame.holder == holder and frame.target == target:
            found[f"rules {side}"] = 1.0
        elif frame.target == target:
            found[f"rules of target {side}"] = 1.0
    return found
