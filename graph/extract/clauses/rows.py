"""What the choice among clauses is made by: numbers for words, labels and shapes of one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from graph.extract.clauses.candidates import Clause
from graph.extract.statements.clause import own_subject
from graph.extract.statements.marks import Quotations
from graph.lexicons import reporting

PRONOUNS = "i you we he she they it who which that this one there what people us me".split()
TAGS = "VB VBD VBZ VBP VBN VBG MD JJ NN NNS NNP IN RB".split()
DEPS = "ROOT ccomp xcomp advcl acl relcl conj pcomp csubj acomp attr dobj pobj parataxis dep amod".split()
_POSITIONS = "VERB AUX ADJ NOUN PROPN ADV ADP PRON SCONJ INTJ NUM DET".split()
_FRAMES = (
    "ccomp csubj xcomp acl advcl obj:dobj obj:attr obj:pobj obj:oprd obj:dative pcomp aside: aside:as aside:so rest "
    "quoted before after around next according"
).split()
_VARIANTS = (
    "full quote cut:conj cut:advcl cut:relcl cut:parataxis cut:ccomp cut:acl sentence before comma clause"
).split()
_FIRSTS = (
    'that if whether what how why when where who which to the i you we it he she they there this “ "'
).split()
_MODALS = "can could will would may might should must 'll ca".split()
_BEFORE = [",", ":", "“", '"', "that", "—", ""]
_AFTER = [".", ",", "?", "!", ";", ":", "”", '"', ")", "—"]
_CHILDREN = (
    "neg aux auxpass dobj dative prt prep attr acomp advmod mark expl npadvmod ccomp xcomp conj csubj"
).split()


def place(value: str, values: Sequence[str]) -> int:
    """The number of a value in a list; -1 if it is not there."""
    return values.index(value) if value in values else -1


class Rows:
    """Makes the rows of one document's clauses: what does not depend on other documents."""

    def __init__(self, quotations: Quotations, weights: Mapping[str, float]) -> None:
        self._quoted = quotations.by_token
        self._weights = weights

    def of(self, clause: Clause) -> list[float]:
        """The features of a clause as numbers; labels are numbered, -1 is none of them."""
        values = (
            *self._of_word(clause),
            *_of_subject(clause.cue),
            *_of_cue(clause.cue),
            *_of_head(clause.head),
            *self._of_shape(clause),
        )
        return [float(v) for v in values]

    def _of_word(self, clause: Clause) -> tuple[float, ...]:
        """What the shipped weights and the lexicon know of the cue."""
        cue = clause.cue
        pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(cue.pos_, cue.pos_)
        known = reporting.cue(cue.lemma_.lower(), pos)
        return (
            self._weights.get(f"{pos}:{cue.lemma_.lower()}", -9.0),
            -1 if known is None else list(type(known.mode)).index(known.mode),
            -1 if known is None else list(type(known.act)).index(known.act),
        )

    def _of_shape(self, clause: Clause) -> tuple[float, ...]:
        cue, doc, start, end = clause.cue, clause.cue.doc, clause.start, clause.end
        sentence, quoted, size = cue.sent, self._quoted, clause.size
        first, before = doc[start], doc[start - 1].text if start else ""
        after = doc[end] if end < len(doc) else None
        inside = sum(i in quoted for a, b in clause.pieces for i in range(a, b))
        return (
            place(clause.frame, _FRAMES),
            place(clause.variant, _VARIANTS),
            _first(first),
            size,
            len(clause.pieces),
            start - cue.i if start > cue.i else end - cue.i - 1 if end <= cue.i else 0,
            start < cue.i,
            sentence.end - sentence.start,
            size / max(1, sentence.end - sentence.start),
            cue.i - sentence.start,
            end > sentence.end,
            sentence.end - end,
            place(before, _BEFORE),
            _after(after),
            cue.i in quoted,
            inside / max(1, size),
            start in quoted or before in ("“", '"', "‘"),
            any(k.text == "?" for k in sentence),
        )


def _first(token: Token) -> int:
    known = place(token.lower_, _FIRSTS)
    return known if known >= 0 else 40 + place(token.pos_, _POSITIONS)


def _after(token: Token | None) -> int:
    if token is None:
        return -2
    known = place(token.text, _AFTER)
    return known if known >= 0 else 20 + place(token.pos_, _POSITIONS)


def _of_subject(cue: Token) -> tuple[float, ...]:
    """The nearest subject up the tree, and how far up it stands."""
    at, level = cue, 0
    subject = own_subject(cue)
    while subject is None and at.head != at and level < 5:
        at, level = at.head, level + 1
        subject = own_subject(at)
    kind = -2
    if subject is not None:
        known = place(subject.lower_, PRONOUNS)
        kind = known if known >= 0 else 30 + place(subject.pos_, _POSITIONS)
    expletive = any(k.dep_ == "expl" for k in (*cue.children, *cue.head.children))
    return kind, 9 if subject is None else level, expletive


def _of_cue(cue: Token) -> tuple[float, ...]:
    doc = cue.doc
    modal = next((k.lower_ for k in cue.lefts if k.tag_ == "MD"), "")
    follows = doc[cue.i + 1].pos_ if cue.i + 1 < len(doc) else ""
    deps = Counter(child.dep_ for child in cue.children)
    return (
        place(cue.pos_, _POSITIONS),
        place(cue.tag_, TAGS),
        place(cue.dep_, DEPS),
        place(modal, _MODALS),
        place(follows, _POSITIONS),
        any(k.tag_ == "TO" for k in cue.lefts),
        any(k.lower_ == "i" for k in doc[max(0, cue.i - 3) : cue.i]),
        *(deps[dep] for dep in _CHILDREN),
    )


def _of_head(head: Token | None) -> tuple[float, ...]:
    if head is None:
        return (-2, -2, -2, -2, -2, -2)
    marks = [place(k.lower_, _FIRSTS) for k in head.lefts if k.dep_ == "mark"]
    return (
        place(head.pos_, _POSITIONS),
        place(head.tag_, TAGS),
        place(head.dep_, DEPS),
        max(marks, default=60),
        own_subject(head) is not None,
        any(k.dep_ in ("aux", "auxpass") for k in head.lefts),
    )


def among_readings(found: Sequence[Clause]) -> list[tuple[float, ...]]:
    """How each clause stands among all readings of its cue: how many, which of them, its share of the longest's size, and
    how many are no longer. "Lind said it was over, but would not go": two readings, one without "but would not go".
    """
    readings: defaultdict[int, list[Clause]] = defaultdict(list)
    for clause in found:
        readings[clause.cue.i].append(clause)
    rows: dict[int, tuple[float, ...]] = {}
    for same in readings.values():
        sizes = [clause.size for clause in same]
        longest = max(sizes)
        for number, (clause, size) in enumerate(zip(same, sizes, strict=True)):
            no_longer = sum(other <= size for other in sizes)
            rows[id(clause)] = (len(same), number, size / longest, no_longer)
    return [rows[id(clause)] for clause in found]
