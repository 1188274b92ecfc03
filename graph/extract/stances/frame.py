"""A stand as the words have it: who, on whom, which way, and whether it is taken at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

_OPPOSITE = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}


VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Frame:
    """A stand as the words have it. `real` is False for a wish, a condition or a mere possibility.

    `deed` tells that the target was reached through something it did ("criticised Lund's remarks").
    """

    holder: Token
    target: Token
    relation: str
    polarity: Polarity
    cue: Token
    real: bool = True
    deed: bool = False


def opposite(polarity: Polarity) -> Polarity:
    """The other polarity."""
    return _OPPOSITE[polarity]


def subject_of(verb: Token) -> Token | None:
    """The subject, also one shared with the verb before or above; None if the verb has none.

    "Lund came and praised Novak": Lund. "Lund accused Novak of backing Olsen": of "backing" it is Novak.
    """
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return None
        above = _verb_above(verb)
        if verb.dep_ in ("xcomp", "pcomp"):
            own = next((t for t in above.children if t.dep_ == "dobj" and t.i < verb.i), None)
            if own is not None:
                return own
        verb = above
    return None


def _verb_above(verb: Token) -> Token:
    above = verb.head
    while above.pos_ not in VERBAL and above.head != above:
        above = above.head
    return above


def negated(cue: Token, lex: StanceLexicon) -> bool:
    """ "did not back", "no support for", "refused to endorse", "never praised"."""
    if any(t.dep_ == "neg" or t.lower_ in lex.flip_adverbs for t in cue.children):
        return True
    if any(t.lower_ in ("little", "few", "scant") for t in cue.children if t.dep_ == "amod"):
        return True
    above = cue.head
    if cue.dep_ == "pcomp" and above.lower_ == "from":
        return True  # "shied away from backing", "stopped short of" has "of"
    if cue.dep_ in ("xcomp", "dobj", "attr", "acomp", "pobj", "prep") and above.pos_ in VERBAL:
        if any(t.dep_ == "neg" for t in above.children):
            return True
        return above.lemma_ in lex.negating
    return False


def is_real(cue: Token, lex: StanceLexicon) -> bool:
    """Whether the stand is taken, not only possible, asked for or conditional."""
    token = cue
    for _ in range(4):
        aux = {t.lower_ for t in token.children if t.dep_ == "aux"}
        if aux & lex.modals:
            return False
        marks = {t.lower_ for t in token.children if t.dep_ in ("mark", "advmod")}
        if marks & lex.conditions:
            return False
        above = token.head
        if token.dep_ == "acl" and token.tag_ == "VB" and above.lemma_.lower() in lex.wishes:
            return False  # "a request to investigate Lund"
        if token.dep_ == "xcomp" and (
            above.pos_ == "ADJ" or any(t.lower_ == "yet" for t in above.children)
        ):
            return False  # "ready to back", "has yet to back"
        if (
            token.dep_ == "xcomp"
            and above.lemma_ in lex.irrealis
            and above.lemma_ not in lex.negating
        ):
            return False
        if token.dep_ in ("ROOT", "ccomp", "parataxis") or token.head == token:
            return True
        token = above
    return True


def resolved(frame: Frame, lex: StanceLexicon) -> Iterator[Frame]:
    """The frame itself, and one for the actor behind a deed: "rejected Lund's plan" is against Lund's plan, and Lund."""
    target = frame.target
    yield frame
    lemma = target.lemma_.lower()
    flip = lemma in lex.flip_nouns or (target.pos_ == "VERB" and lemma in lex.flip_verbs)
    if target.pos_ == "VERB":
        inner = [t for t in target.children if t.dep_ == "dobj"] if flip else []
    elif flip or lemma in lex.deeds or target.ent_type_ == "":
        inner = list(_owners(target, frame, flip)) + list(_doer(target))
    else:
        inner = []
    polarity = opposite(frame.polarity) if flip else frame.polarity
    for owner in inner:
        for one in members(owner):
            yield replace(frame, target=one, polarity=polarity, deed=True)


def _doer(noun: Token) -> Iterator[Token]:
    """ "the way Lund handled it", "the fact that Lund lied": who does what the clause tells."""
    if noun.lemma_.lower() in ("way", "manner", "fact", "idea", "claim", "speed"):
        for clause in noun.children:
            if clause.dep_ in ("relcl", "acl"):
                yield from (
                    t for t in clause.children if t.dep_ == "nsubj" and t.tag_ not in ("WP", "WDT")
                )


def _owners(noun: Token, frame: Frame, flip: bool) -> Iterator[Token]:
    """Whose deed a noun is: "Lund's remarks", "remarks by Lund", "the Lund plan"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod") and child.i < noun.i and not flip:
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in (
            "of",
            "by",
            "from",
            "against",
            "on",
            "to",
            "in",
        ):
            victim = noun.lemma_.lower() in lexicon().victims
            own = child.lower_ in ("by", "from") or (
                child.lower_ == "of" and not flip and not victim
            )
            if own or (flip and child.lower_ in ("of", "to", "against", "on", "from")):
                yield from (t for t in child.children if t.dep_ == "pobj")
