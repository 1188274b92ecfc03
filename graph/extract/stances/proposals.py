"""Targets that are no actors: plans, laws, measures, and deeds put as clauses."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.stances.frame import Frame
from graph.extract.stances.lexicon import lexicon
from graph.model import Mention, Span
from graph.parse import Reading

MAX_WORDS = 12
_FEELINGS = frozenset(
    {"fear", "concern", "worry", "doubt", "afraid", "worried", "concerned", "tired"}
)
_RELATIONS = frozenset(
    {"supports", "opposes", "rejects", "criticises", "condemns", "praises", "defends"}
)


def proposal_at(reading: Reading, frame: Frame) -> Mention | None:
    """The words of a proposal that the frame is about, without its article; None for other nouns.

    "backed the ceasefire plan", "opposes sending troops"; not "backed the car", "rejected a smile".
    """
    target = frame.target
    if frame.deed or frame.relation not in _RELATIONS:
        return None
    if target.lemma_.lower() == "comment" and frame.cue.lemma_ in ("decline", "refuse"):
        return None  # "declined comment" is against nothing
    if target.pos_ == "NOUN" and target.lemma_.lower() in lexicon().proposals:
        return _mention(reading, _front(target), target)
    if frame.cue.lemma_.lower() in _FEELINGS:
        return None  # "the fear of losing" is against nothing that somebody proposes
    if target.tag_ == "VBG" and frame.cue.lemma_ == "deny":
        return None  # "denied speaking to Lund" is against nothing
    if target.tag_ == "VBG" and target.dep_ in ("xcomp", "pcomp", "dobj", "pobj"):
        return _mention(reading, target, target)
    return None


def _front(noun: Token) -> Token:
    """The first word of the noun's phrase after article and possessive pronoun."""
    first = noun.left_edge.i
    while first < noun.i and noun.doc[first].tag_ in (
        "DT",
        "PRP$",
        "PDT",
        "``",
        "''",
        "-LRB-",
        ",",
    ):
        first += 1
    return noun.doc[first]


def _mention(reading: Reading, first: Token, head: Token) -> Mention:
    """From the first word to the end of the phrase, cut before a clause and at MAX_WORDS."""
    last = head.i
    for token in head.subtree:
        if token.i <= head.i:
            continue
        if token.i - first.i >= MAX_WORDS or _leaves(token, head) or token.text in _STOPS:
            break
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON"):
            last = token.i  # a phrase does not end with "of" or a comma
    end = head.doc[last]
    span = Span(first.idx, end.idx + len(end))
    return Mention(span, span.of(reading.document.text))


_STOPS = frozenset({";", ":", "–", "—", "(", ","})
_OUTSIDE = frozenset({"relcl", "advcl", "acl", "appos", "cc"})


def _leaves(token: Token, head: Token) -> bool:
    """Whether the token belongs to a clause or an addition to the phrase, not to the phrase itself."""
    while token != head:
        if token.dep_ in _OUTSIDE:
            return True
        token = token.head
    return False
