"""What a learnt scorer looks at when it asks whether one named actor takes a stand on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from graph.extract.stances.frame import Frame
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

SAYING = frozenset(
    "say tell add write tweet argue claim insist note state declare announce explain believe think warn suggest call describe".split()
)
_OPEN = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "INTJ")
MAX_PATH = 7


def features(holder: Token, target: Token, frames: Sequence[Frame]) -> list[str]:
    """Names of the features that hold of an ordered pair in one sentence.

    `frames` are those of the sentence. Deterministic: the same parse gives the same list.
    """
    lex = lexicon()
    up, top, down = path(holder, target)
    found = [*_frame_features(holder, target, frames), *_shape(holder, target, up, top, down)]
    found += _words(holder, target, up, top, down, lex)
    return found


def path(one: Token, other: Token) -> tuple[list[Token], Token, list[Token]]:
    """Tokens above `one` up to the common ancestor, that ancestor, and those from it down to `other`."""
    first, second = [one, *one.ancestors], [other, *other.ancestors]
    indices = {t.i: k for k, t in enumerate(second)}
    for k, token in enumerate(first):
        if token.i in indices:
            return first[:k], token, second[: indices[token.i]][::-1]
    return first, first[-1], second[::-1]


def _frame_features(holder: Token, target: Token, frames: Sequence[Frame]) -> Iterator[str]:
    for frame in frames:
        if _names(frame.holder, holder) and _names(frame.target, target):
            real = "" if frame.real else "?"
            yield f"frame={frame.polarity.value}{real}"
            yield f"frame={frame.relation}:{frame.polarity.value}{real}"
            yield f"cue={frame.cue.lemma_.lower()}:{frame.polarity.value}"
        elif _names(frame.holder, target) and _names(frame.target, holder):
            yield f"back={frame.polarity.value}"
        elif _names(frame.holder, holder):
            yield f"holder-frame={frame.polarity.value}"
        elif _names(frame.target, target):
            yield f"target-frame={frame.polarity.value}"


def _names(word: Token, actor: Token) -> bool:
    """Whether the word is the actor or stands for it ("Lund's office")."""
    return word == actor or (
        actor.dep_ in ("compound", "poss", "amod", "nmod", "appos") and actor.head == word
    )


def _shape(
    holder: Token, target: Token, up: list[Token], top: Token, down: list[Token]
) -> Iterator[str]:
    arrows = [f"{t.dep_}^" for t in up] + [t.dep_ for t in down]
    yield "deps=" + (" ".join(arrows) if len(arrows) <= MAX_PATH else "long")
    yield f"h={holder.dep_}"
    yield f"t={target.dep_}"
    yield f"types={holder.ent_type_}>{target.ent_type_}"
    yield "first" if holder.i < target.i else "second"
    yield f"far={min(abs(holder.i - target.i) // 5, 6)}"
    yield (
        "conj"
        if top in (holder, target) and all(t.dep_ in ("conj", "appos") for t in (*up, *down))
        else "apart"
    )
    if len(arrows) <= MAX_PATH:
        yield f"deps+top={' '.join(arrows)}|{top.lemma_.lower()}"


def _words(
    holder: Token, target: Token, up: list[Token], top: Token, down: list[Token], lex: StanceLexicon
) -> Iterator[str]:
    inner = [t for t in (*up[1:], top, *down[:-1]) if t not in (holder, target)]
    saying = False
    for token in inner:
        lemma = token.lemma_.lower()
        if token.pos_ in _OPEN and not token.ent_type_:
            yield f"path={lemma}"
            relation = lex.verbs.get(lemma) or lex.nouns.get(lemma)
            if relation:
                yield f"path-rel={lex.polarity[relation].value}"
        saying = saying or lemma in SAYING
        if any(c.dep_ == "neg" for c in token.children):
            yield "path-neg"
        for child in token.children:
            if (
                child.dep_
                in (
                    "advmod",
                    "amod",
                    "acomp",
                    "attr",
                    "oprd",
                    "prt",
                    "dobj",
                    "xcomp",
                    "prep",
                    "aux",
                )
                and not child.ent_type_
            ):
                yield f"near={child.lemma_.lower()}"
    yield f"saying={saying}"
    yield from _about(target, lex)
    yield from _between(holder, target, lex)


def _about(target: Token, lex: StanceLexicon) -> Iterator[str]:
    """What is said of the target: predicates of which it is the subject, and its own modifiers."""
    head = target.head
    words: list[Token] = [
        t for t in target.children if t.dep_ in ("amod", "appos", "compound", "relcl")
    ]
    if target.dep_ in ("nsubj", "nsubjpass"):
        words += [
            head,
            *(
                t
                for t in head.children
                if t.dep_ in ("attr", "acomp", "dobj", "xcomp", "oprd", "neg", "advmod")
            ),
        ]
    elif target.dep_ in ("dobj", "pobj"):
        words += [
            head,
            *(t for t in head.children if t.dep_ in ("oprd", "xcomp", "advmod", "prep")),
        ]
    elif target.dep_ == "poss":
        words += [head, *(t for t in head.children if t.dep_ == "amod")]
    for word in words:
        lemma = word.lemma_.lower()
        if not word.ent_type_:
            yield f"about={lemma}"
        polarity = _polarity(lemma, lex)
        if polarity:
            yield f"about-pol={polarity.value}"


def _between(holder: Token, target: Token, lex: StanceLexicon) -> Iterator[str]:
    first, last = sorted((holder.i, target.i))
    counts = {Polarity.POSITIVE: 0, Polarity.NEGATIVE: 0}
    for token in holder.doc[first + 1 : last][:25]:
        lemma = token.lemma_.lower()
        if token.pos_ in _OPEN and not token.ent_type_:
            yield f"mid={lemma}"
        polarity = _polarity(lemma, lex)
        if polarity:
            counts[polarity] += 1
    outside = {Polarity.POSITIVE: 0, Polarity.NEGATIVE: 0}
    for token in holder.sent:
        if not first <= token.i <= last and token.pos_ in _OPEN and not token.ent_type_:
            yield f"out={token.lemma_.lower()}"
            polarity = _polarity(token.lemma_.lower(), lex)
            if polarity:
                outside[polarity] += 1
    for polarity in (Polarity.POSITIVE, Polarity.NEGATIVE):
        yield f"mid-{polarity.value}={min(counts[polarity], 3)}"
        yield f"out-{polarity.value}={min(outside[polarity], 3)}"


def _polarity(lemma: str, lex: StanceLexicon) -> Polarity | None:
    found = lex.content.get(lemma) or lex.adjectives.get(lemma)
    if found is None and (relation := lex.verbs.get(lemma) or lex.nouns.get(lemma)):
        found = lex.polarity[relation]
    return found
