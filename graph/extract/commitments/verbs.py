"""Small questions about a verb: its helpers, its negation, what carries its tense."""

from __future__ import annotations

from spacy.tokens import Token

ASPECTS = {"continue", "begin", "start", "resume", "try"}


def helpers_of(token: Token) -> set[str]:
    own = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if (
        not own
        and token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ in ("VB", "VBN", "VBG")
    ):
        return {c.lower_ for c in token.head.children if c.dep_ in ("aux", "auxpass")}
    if token.pos_ in ("ADJ", "NOUN") and token.head.lemma_ == "be":
        return own | {c.lower_ for c in token.head.children if c.dep_ in ("aux", "auxpass")}
    return own


def finite(core: Token) -> Token:
    """The verb that carries the tense: "be" in "is set to", "continue" in "will continue to pay"; else the core."""
    if core.dep_ == "xcomp" and (core.head.pos_ == "AUX" or core.head.lemma_ in ASPECTS):
        return core.head
    return core


def going_to(core: Token) -> bool:
    return (
        core.dep_ == "xcomp"
        and core.head.lower_ == "going"
        and any(c.lower_ == "to" for c in core.children)
    )


_TURNS = frozenset({"but", "instead", "rather", "yet"})


def is_negated(token: Token) -> bool:
    shared = token.dep_ == "conj" and token.head.pos_ == token.pos_ == "VERB"
    bare = not any(
        c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for c in token.children
    )
    if shared and bare and token.tag_ == token.head.tag_ and token.tag_ in ("VB", "VBG", "VBN"):
        between = token.doc[token.head.i : token.i]
        both = any(t.lower_ in ("or", "nor") for t in between) or not any(
            c.dep_ in ("dobj", "xcomp", "prep") for c in token.head.children
        )  # "not wait and send tents": what is done next is not negated with it
        if both and token.head.lemma_ != "wait" and not any(t.lower_ in _TURNS for t in between):
            return is_negated(token.head)  # "was not buying and shipping arms"
    if any(
        (c.dep_ == "neg" or c.lower_ in ("never", "neither")) and c.i < token.i
        for c in token.children
    ):
        return True
    if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in token.children):
        return True
    if token.pos_ == "NOUN":
        if any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in token.children):
            return any(c.lower_ == "no" for c in token.children) or is_negated(token.head)
        carrier = token.head if token.dep_ in ("dobj", "attr") else None
        return carrier is not None and any(c.dep_ == "neg" for c in carrier.children)
    if (
        token.pos_ == "ADJ"
        and token.head.pos_ in ("AUX", "VERB")
        and token.dep_ in ("acomp", "attr", "conj", "oprd")
    ):
        return any(c.dep_ == "neg" for c in token.head.children)
    going = token.head if going_to(token) else None
    return going is not None and any(c.dep_ == "neg" for c in going.children)


def has_no(thing: Token | None) -> bool:
    if thing is None:
        return False
    no = [c for c in thing.children if c.dep_ == "det" and c.lower_ == "no"]
    return any(c.nbor().lower_ not in ("more", "less", "fewer") for c in no)


def is_yet_to(token: Token) -> bool:
    """ "has yet to commit troops", "have still not decided"."""
    nodes = (token, token.head) if token.dep_ in ("xcomp", "acl") else (token,)
    return any(
        c.lower_ == "yet" and c.dep_ in ("advmod", "dep") for n in nodes for c in n.children
    ) and any(c.lower_ == "to" for c in token.children)
