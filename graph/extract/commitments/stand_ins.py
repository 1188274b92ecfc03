"""Who is meant where another word stands in for whoever gets something: "it", "to which", "each of", "a force for"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.purposes import receives

_NAMES = frozenset({"GPE", "ORG", "NORP"})
_SHARES = frozenset({"each", "some", "many", "most", "all", "both", "thousand", "hundred", "dozen"})
_AT_WORK = frozenset({"force", "mission", "operation"})
_FUNDS = frozenset({"fund", "programme", "program", "scheme", "appeal", "project"})


def behind(token: Token) -> Token:
    """The word that says who: "each of the widows" → widows; "a force for Chad" → Chad; else the token itself.

    Not: "the fund of the party", which gets the money itself.
    """
    if token.tag_ in ("WDT", "WP") and (clause := _clause_above(token)) is not None:
        return clause.head  # "the clinic to which Oslo has promised $5 million"
    lemma = token.lemma_.lower()
    if lemma in _SHARES:
        return next(iter(_led(token, ("of",))), token)
    if token.ent_type_ in _NAMES or any(c.ent_type_ in _NAMES for c in token.lefts):
        return token
    if lemma in _AT_WORK:
        return next((t for t in _led(token, ("for", "in")) if t.ent_type_ == "GPE"), token)
    if lemma in _FUNDS:
        found = (t for t in _led(token, ("for",)) if t.ent_type_ in _NAMES or receives(t))
        return next(found, token)
    return token


def _clause_above(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.dep_ == "relcl"), None)


def _led(token: Token, words: tuple[str, ...]) -> list[Token]:
    return [
        pobj
        for prep in token.children
        if prep.dep_ == "prep" and prep.lower_ in words
        for pobj in prep.children
        if pobj.dep_ == "pobj"
    ]


def meant(pronoun: Token, frame: Frame) -> Token | None:
    """ "Chad is short of food, and Oslo will send it rice": Chad; never whoever is bound, nor a thing.

    Looks back through the sentence; then at the subject of the one before. "It" wants a country or body, "them"
    several people, "him" and "her" a person.
    """
    givers = {t.lower_ for t in subjects_of(frame)}
    first = pronoun.sent.start
    here = [t for t in reversed(pronoun.doc[first : pronoun.i]) if t.lower_ not in givers]
    before = pronoun.doc[pronoun.doc[first - 1].sent.start : first] if first else ()
    subjects = [t for t in before if t.dep_ in ("nsubj", "nsubjpass")]
    return next((t for t in (*here, *subjects) if _fits(pronoun, t)), None)


def subjects_of(frame: Frame) -> list[Token]:
    """The subjects of the verbs that bind, of those they are joined to, too: they give, and are not given to."""
    found = []
    for node in frame.chain:
        own = [c for c in node.lefts if c.dep_ in ("nsubj", "nsubjpass")]
        shared = node.head.lefts if node.dep_ == "conj" and not own else ()
        found += own or [c for c in shared if c.dep_ in ("nsubj", "nsubjpass")]
    return found


def _fits(pronoun: Token, token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "poss", "amod"):
        return False
    if pronoun.lower_ == "it":
        acts = token.dep_ in ("nsubj", "nsubjpass", "dobj")  # not the place where two met
        return acts and token.ent_type_ in ("GPE", "ORG") and token.tag_ != "NNS"
    if pronoun.lower_ == "them":
        several = token.tag_ in ("NNS", "NNPS") or bool(list(token.conjuncts))
        return several and (receives(token) or token.ent_type_ in _NAMES)
    return pronoun.lower_ in ("him", "her") and token.ent_type_ == "PERSON"


def before_number(thing: Token) -> list[Token]:
    """ "promised Chad's army 900 tents": the parser hangs the army on the tents; not "900 army tents"."""
    number = next((c for c in thing.lefts if c.dep_ == "nummod"), None)
    if number is None:
        return []
    taker = (c for c in thing.lefts if c.i < number.i and c.dep_ in ("nmod", "compound"))
    return [c for c in taker if c.pos_ in ("NOUN", "PROPN") and any(c.lefts)][:1]
