"""What a promise may be of though no verb of giving stands in it: somebody made to act, a thing kept or moved, a request met."""

from __future__ import annotations

from spacy.tokens import Token

GRANTING = frozenset({"approve", "grant", "accept"})
_REQUESTS = frozenset("request appeal plea application".split())
_KEPT = frozenset("open closed shut free out off away".split())
# Papers that the public waits for.
_PAPERS = frozenset(
    "donor donation return record document file transcript contract recording footage report datum account".split()
)
_OPENING = frozenset({"disclose", "publish", "reveal"})


def changed_state(verb: Token, lemma: str) -> Token | None:
    """Who or what a promise would change: "vowed to make Chad pay", "promised to keep the mine open".

    Counter-examples: "vowed to make history", "promised to keep working", "vowed to keep the pressure on".
    """
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.pos_ != "PRON"), None)
    if lemma == "make":
        return _made_to(verb)
    if lemma.split()[0] == "keep":
        inner = (k for c in verb.rights if c.dep_ == "ccomp" for k in (c, *c.lefts))
        words = [*verb.rights, *(thing.rights if thing is not None else ()), *inner]
        held = any(t.lower_ in _KEPT for t in words)
        small = next((c for k in verb.rights if k.dep_ == "ccomp" for c in k.lefts
                      if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)  # fmt: skip
        return (thing or small) if held else None
    if lemma in _OPENING and thing is not None:
        return thing if thing.lemma_.lower() in _PAPERS else None
    if lemma == "move" and thing is not None and not thing.ent_type_:
        return thing if _goes_to(verb) or _goes_to(thing) else None
    return None


def _made_to(verb: Token) -> Token | None:
    """ "make Chad pay": Chad, whom the parser takes for the subject of what follows."""
    for clause in verb.rights:
        if clause.dep_ == "dobj" and any(c.lower_ == "available" for c in clause.rights):
            return clause  # "make an airfield available to the mission"
        if (
            clause.lower_ == "available"
        ):  # "make 20 buses available": the parser's subject of it, or the object
            things = [c for c in (*clause.lefts, *verb.rights) if c.dep_ in ("nsubj", "dobj")]
            return things[0] if things else None
        if clause.dep_ == "ccomp" and clause.tag_ == "VB":
            who = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
            if who is not None and (who.pos_ == "PROPN" or who.tag_ == "NNS"):
                return who
    return None


def _goes_to(token: Token) -> bool:
    """ "move the embassy to Oslo": a place that somebody could look for it."""
    preps = (c for c in token.rights if c.dep_ == "prep" and c.lower_ == "to")
    return any(k.ent_type_ in ("GPE", "LOC") for c in preps for k in c.children)


def requested(verb: Token) -> tuple[Token, Token | None] | None:
    """(what was asked for, who asked) of "approved a request from Chad for tents"; not "approved the request"."""
    asked = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if asked is None or asked.lemma_.lower() not in _REQUESTS:
        return None
    thing = who = None
    inner = (p for c in asked.rights for k in c.children for p in k.rights)
    for prep in (*asked.rights, *inner, *verb.rights):
        pobj = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if prep.dep_ == "prep" and pobj is not None:
            thing = pobj if prep.lower_ == "for" and thing is None else thing
            who = pobj if prep.lower_ in ("from", "by") and who is None else who
    who = who or next((c for c in asked.lefts if c.dep_ == "poss" and c.ent_type_), None)
    return (thing, who) if thing is not None else None
