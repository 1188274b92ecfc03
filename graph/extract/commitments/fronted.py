"""A condition that comes first, without a comma: "If the plan passes the city will build homes"."""

from __future__ import annotations

from spacy.tokens import Token

_MARKS = frozenset({"if", "once", "unless", "when", "should", "until"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def fronted_subject(verb: Token) -> tuple[Token, Token] | None:
    """(condition, subject) where the parser gave the verb's subject to the condition before it; else None.

    "If the plan passes the city will build 400 homes", "If elected to the Senate Ada Lund will …": the city, Lund.
    Counter-example: "If the plan passes, the city will build 400 homes".
    """
    helper = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)
    if helper is None or helper.i == 0 or any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return None
    for clause in verb.lefts:
        opened = any(c.lower_ in _MARKS for c in clause.lefts)
        if clause.dep_ in ("advcl", "csubj") and opened and clause.right_edge.i == helper.i - 1:
            subject = _last_noun(clause)
            return (clause, subject) if subject is not None else None
    return None


def subject_start(subject: Token) -> Token:
    """The first word of the subject: of its name where it has one, else of its phrase."""
    if not subject.ent_type_ or subject.dep_ != "pobj":
        return subject.left_edge
    start = subject
    while start.ent_iob_ == "I":
        start = start.nbor(-1)
    before = start.nbor(-1) if start.i else start
    return before if before.lower_ == "the" and before.head.i == subject.i else start


def _last_noun(clause: Token) -> Token | None:
    """The noun that stands last in the clause, and is none of its own subject."""
    last = clause.right_edge
    while last.i != clause.i and last.dep_ not in _SUBJECTS:
        if (
            last.dep_ in ("dobj", "pobj", "attr", "npadvmod", "dative")
            and last.right_edge.i == last.i
        ):
            return last if last.pos_ in ("NOUN", "PROPN", "PRON") else None
        last = last.head
    return None
