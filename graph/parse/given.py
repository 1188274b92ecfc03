"""What a text shows of a mention that somebody gives as a span, such as an annotator: who it names, what it is called,
what it does in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from graph.model import ActorKind, Gender, Span
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_PRONOUNS = frozenset(
    "he she it they him her his its their them who which i me my we us our himself herself themselves itself that both "
    "whom whose".split()
)
_MANY = frozenset(
    "they them their themselves we us our both police cops people two three four five others officials authorities".split()
)
_OF_EITHER_NUMBER = frozenset({"who", "which", "that", "whose", "whom"})
_INDEFINITE = frozenset({"a", "an", "another"})
_NUMBERS = {"one": 1, "1": 1, "two": 2, "2": 2, "both": 2, "pair": 2, "couple": 2} | {
    "three": 3, "3": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_MODIFIERS = frozenset({"amod", "compound", "nummod", "poss", "nmod"})


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A given mention. Places are token numbers; vectors are the parser's, or None where it has none."""

    document: str
    span: Span
    text: str
    entity: int | None  # key of the entity that it names, if the text lets one tell
    place: int
    above: int  # what its head depends on
    relation: str
    attributes: tuple[int, ...]  # "the driver" of "Lund was the driver"
    sentence: int
    head: str  # lemma
    form: str  # 0 pronoun, 1 noun, 2 name
    plural: bool | None
    gender: Gender | None
    number: int | None
    modifiers: frozenset[str]
    indefinite: bool
    role: str  # "nsubj", "pobj_by"
    governor: int
    verb: str
    context: tuple[str, ...]  # content words of its sentence
    vector: NDArray[np.float32] | None = field(default=None, repr=False)
    verb_vector: NDArray[np.float32] | None = field(default=None, repr=False)


def entity_of(reading: Reading, span: Span) -> int | None:
    """The entity that a given mention names: that of its head, or what its head describes.

    "who" of "Lund, who left" is Lund; so is "minister" of "minister Lund".
    """
    tokens = reading.tokens(span)
    if tokens is None:
        return None
    root: Token = tokens.root
    key = reading.entity_at(root.i)
    if key is not None:
        return key
    if root.tag_ in ("WDT", "WP") and root.head.dep_ == "relcl":
        return reading.entity_at(root.head.head.i)
    if root.dep_ in ("compound", "nmod", "appos") and root.pos_ in ("NOUN", "PROPN"):
        above = reading.entity_at(root.head.i)
        if above is not None and reading.entities[above].kind is ActorKind.PERSON:
            return above
    return None


def given(reading: Reading, span: Span) -> Given | None:
    """What the text shows of the mention; None for a span without tokens."""
    tokens = reading.tokens(span)
    if tokens is None:
        return None
    root: Token = tokens.root
    text = span.of(reading.document.text)
    role, governor = _role(root)
    modifiers = frozenset(t.lemma_.lower() for t in root.children if t.dep_ in _MODIFIERS)
    head = root.lemma_.lower()
    apart = governor.i != root.i
    return Given(
        document=reading.document.id,
        span=span,
        text=text,
        entity=entity_of(reading, span),
        place=root.i,
        above=root.head.i,
        relation=root.dep_,
        attributes=_attributes(root),
        sentence=sum(1 for s in reading.doc.sents if s.start < root.sent.start),
        head=head,
        form=_form(root, text),
        plural=_plural(root, text),
        gender=_gender(root, text),
        number=next((_NUMBERS[w] for w in (head, *sorted(modifiers)) if w in _NUMBERS), None),
        modifiers=modifiers,
        indefinite=any(t.lower_ in _INDEFINITE for t in root.children if t.dep_ == "det"),
        role=role,
        governor=governor.i,
        verb=governor.lemma_.lower() if apart else "",
        context=tuple(t.lemma_.lower() for t in root.sent if t.is_alpha and not t.is_stop),
        vector=_vector(root),
        verb_vector=_vector(governor) if apart else None,
    )


def words_of(reading: Reading) -> tuple[str, ...]:
    """Content words of a document, which tell how alike two stories are."""
    return tuple(t.lemma_.lower() for t in reading.doc if t.is_alpha and not t.is_stop)


def _vector(token: Token) -> NDArray[np.float32] | None:
    return np.asarray(token.vector, dtype=np.float32) if token.has_vector else None


def _role(root: Token) -> tuple[str, Token]:
    token = root
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj":
        return f"pobj_{token.head.lower_}", token.head.head
    return token.dep_, token.head


def _attributes(root: Token) -> tuple[int, ...]:
    if root.dep_ not in ("nsubj", "nsubjpass") or root.head.lemma_ != "be":
        return ()
    return tuple(t.i for t in root.head.children if t.dep_ in ("attr", "acomp"))


def _form(root: Token, text: str) -> str:
    if root.lower_ in _PRONOUNS:
        return "pronoun"
    capital = text[:1].isupper() and root.pos_ not in ("NOUN", "NUM")
    return "name" if root.pos_ == "PROPN" or capital else "noun"


def _plural(root: Token, text: str) -> bool | None:
    if root.lower_ in _MANY or root.tag_ in ("NNS", "NNPS"):
        return True
    return None if root.lower_ in _OF_EITHER_NUMBER else False


_FEMALE = frozenset({"her", "herself", "hers", "mom", "mum", "grandma"})
_MALE = frozenset({"him", "his", "himself", "dad", "gunman", "grandpa"})


def _gender(root: Token, text: str) -> Gender | None:
    words = {w.strip(".,'’\"").lower() for w in text.split()} | {root.lemma_.lower(), root.lower_}
    genders = {person_words().genders[w] for w in words if w in person_words().genders}
    genders |= {Gender.FEMALE} if words & _FEMALE else set()
    genders |= {Gender.MALE} if words & _MALE else set()
    return genders.pop() if len(genders) == 1 else None
