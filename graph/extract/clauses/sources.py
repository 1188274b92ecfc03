"""Who may be the source of a clause: subjects up the tree, agents, nouns around it, nouns before it, the cue itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.clauses.candidates import Clause
from graph.extract.clauses.rows import DEPS, PRONOUNS, TAGS, place
from graph.extract.statements.clause import Range, subtree

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_LEVELS, _BEFORE, _REACH = 6, 3, 30
_KINDS = (
    "nsubj nsubjpass csubj csubjpass antecedent agent object own-object attr poss noun cue phrase behind "
    "before-0 before-1 before-2 to from by for in"
).split()
_POSITIONS = "PROPN NOUN PRON VERB ADJ NUM DET AUX ADV".split()
_ENTITIES = ["PERSON", "ORG", "GPE", "NORP", "DATE", ""]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Words that may name the source: `level` counts the steps up the tree to them."""

    piece: Range
    kind: str
    level: int
    word: Token


def sources(clause: Clause) -> list[Source]:
    """All that may be the source, nearest first; no two with the same words."""
    seen: dict[Range, Source] = {}
    for kind, level, word, piece in _proposed(clause):
        found = Source(piece or _phrase(word, clause.head), kind, level, word)
        seen.setdefault(found.piece, found)
    return list(seen.values())


_Draft = tuple[str, int, Token, Range | None]


def _proposed(clause: Clause) -> Iterator[_Draft]:
    cue, at = clause.cue, clause.cue
    for level in range(_LEVELS):
        subjects = [k for k in at.children if k.dep_ in _SUBJECTS]
        yield from _around(at, level, clause, subjects)
        if at.head == at or (at.dep_ == "ccomp" and level > 0 and subjects):
            break
        at = at.head
    yield "cue", 0, cue, (cue.i, cue.i + 1)
    yield from _nouns_before(cue)
    if cue.pos_ in ("NOUN", "PROPN"):
        yield "phrase", 0, cue, None
    yield from _nouns_behind(cue)


def _around(at: Token, level: int, clause: Clause, subjects: list[Token]) -> Iterator[_Draft]:
    for subject in sorted(subjects, key=lambda k: abs(k.i - at.i))[:2]:
        if subject not in (clause.cue, clause.head):
            yield subject.dep_, level, subject, None
        if subject.lower_ in ("who", "which", "that") and at.dep_ == "relcl":
            yield "antecedent", level, at.head, None
    for child in at.children:
        if child.dep_ == "agent":
            yield from (("agent", level, noun, None) for noun in child.children)
        elif child.dep_ in ("dobj", "dative") and level:
            yield "object", level, child, None
        elif child.dep_ == "dobj" and child != clause.head:
            yield "own-object", level, child, None
        elif child.dep_ == "attr" and not level and child != clause.head:
            yield "attr", level, child, None
        elif child.dep_ == "poss":
            yield "poss", level, child, None
    if at.dep_ in ("acl", "relcl", "amod"):
        yield "noun", level, at.head, None


def _nouns_before(cue: Token) -> Iterator[_Draft]:
    """The last nouns before the cue that are not its subject: "ran tests, showing that …"."""
    doc, at, found = cue.doc, cue.i - 1, 0
    while at >= max(0, cue.i - _REACH) and found < _BEFORE:
        word = doc[at]
        own = word.head == cue and word.dep_ in _SUBJECTS
        if (
            word.pos_ in ("NOUN", "PROPN", "PRON")
            and word.dep_ not in ("compound", "poss")
            and not own
        ):
            first = word.left_edge.i if word.left_edge.i > cue.i - _REACH - 10 else at
            yield f"before-{found}", found, word, (first, at + 1)
            found += 1
            at = min(at, word.left_edge.i)
        at -= 1


def _nouns_behind(cue: Token) -> Iterator[_Draft]:
    """ "…", said Lind; "heard from Lind that …"."""
    if cue.i + 1 < len(cue.doc):
        word = cue.doc[cue.i + 1]
        while word.dep_ in ("compound", "det", "amod", "poss") and word.head.i > word.i:
            word = word.head
        if word.pos_ in ("PROPN", "PRON", "NOUN"):
            yield "behind", 0, word, None
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "from", "by", "for", "in"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield child.lower_, 0, noun, None


def _phrase(word: Token, head: Token | None) -> Range:
    """The noun with its dependents, without clauses behind it and without the content."""
    start, end = subtree(word)
    if head is not None and start <= head.i < end:
        end = word.i + 1
    for child in word.rights:
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp"):
            end = max(word.i + 1, min(end, child.left_edge.i))
    return start, end


def source_rows(clause: Clause, found: Sequence[Source]) -> list[list[float]]:
    """What the choice of a source is learnt from, a row each."""
    cue = clause.cue
    kinds = [s.kind for s in found]
    shared = [
        place(cue.tag_, TAGS),
        any(s.kind in _SUBJECTS and s.level == 0 for s in found),
        "agent" in kinds,
        "noun" in kinds,
        "antecedent" in kinds,
        any(k.dep_ == "expl" for k in (*cue.children, *cue.head.children)),
        sum(kind in _SUBJECTS for kind in kinds),
        any(k.dep_ == "auxpass" for k in cue.children),
        cue.i == cue.sent.start,
        any(k.lower_ == "to" for k in cue.lefts),
        place(cue.dep_, DEPS),
        clause.frame.startswith("aside"),
        clause.frame == "according",
        clause.frame in ("rest", "quoted", "before", "after", "around", "next"),
        len(found),
    ]
    return [
        [float(v) for v in (*_row(clause, source, number), *shared)]
        for number, source in enumerate(found)
    ]


def _row(clause: Clause, source: Source, number: int) -> tuple[float, ...]:
    start, end = source.piece
    word = source.word
    return (
        place(source.kind, _KINDS),
        source.level,
        number,
        place(word.pos_, _POSITIONS),
        place(word.lower_, PRONOUNS),
        place(word.ent_type_, _ENTITIES),
        end - start,
        start - clause.cue.i,
        word.i < clause.cue.i,
        word.tag_ in ("WP", "WDT"),
        clause.start <= start < clause.end,
        start < clause.start,
    )
