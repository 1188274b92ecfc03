"""A word that tells of an event, with the words around it that tell who, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.named import members
from graph.model import EventType


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `clause` is the verb whose adjuncts say where and when it was."""

    type: EventType
    token: Token
    clause: Token | None  # the trigger itself, a light verb, or None
    actors: tuple[Token, ...] = ()  # heads of those who take part
    places: tuple[Token, ...] = ()  # heads of names that are the place by their syntax alone
    host: Token | None = None


def subject_of(verb: Token) -> Token | None:
    """The subject, also where it is shared with the verb before ("will come and meet")."""
    for _ in range(3):
        found = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            if found.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                return verb.head
            return found
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before", "since", "while"):
            verb = verb.head  # "said after meeting Novak"
        elif verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
            verb = verb.head  # "Lund and Novak are due to meet"
        elif verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


def acting(subject: Token, verb: Token) -> list[Token]:
    """Who acts, coordinated ones with them: those before the verb, and whom "the two" means.

    Of "Norway, which hosted the talks, and Poland urged patience" Norway alone hosted.
    """
    found = (
        [t for t in members(subject) if t.i < verb.i]
        if subject.i < verb.i
        else list(members(subject))
    )
    return [t for t in found if not _is_heading(t)] + _both(subject)


def _is_heading(name: Token) -> bool:
    """ "TRADE — Pia Lund and Jan Novak met": the label before the dash did not."""
    after = name.nbor(1) if name.i + 1 < len(name.doc) else name
    return (
        name.is_upper and len(name) > 2 and after.text in ("—", "–") and name.i == name.sent.start
    )


def _both(subject: Token) -> list[Token]:
    """ "Lund and Novak left. The two met in Oslo": Lund and Novak; nobody where more or fewer were named."""
    start = subject.sent.start
    if not is_the_two(subject) or start == 0:
        return []
    before = subject.doc[start - 1].sent
    lists = [list(members(t)) for t in before if t.dep_ in ("nsubj", "nsubjpass") and t.conjuncts]
    pairs = [named for named in lists if len(named) == 2]
    return pairs[0] if len(pairs) == 1 else []


def is_the_two(subject: Token) -> bool:
    """ "The two met"; not "two met"."""
    return subject.lower_ == "two" and any(t.lower_ == "the" for t in subject.children)


def agent_of(verb: Token) -> Token | None:
    by = next((t for t in verb.children if t.dep_ == "agent"), None)
    return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None


def objects_of(verb: Token) -> list[Token]:
    return [m for t in verb.children if t.dep_ in ("dobj", "obj") for m in members(t)]


def after(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Nouns after one of the prepositions, coordinated ones with them."""
    return [
        m
        for preposition in verb.children
        if preposition.dep_ in ("prep", "dative") and preposition.lower_ in prepositions
        for noun in preposition.children
        if noun.dep_ == "pobj"
        for m in members(noun)
    ]


def is_passive(verb: Token) -> bool:
    return any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)


def is_plural(noun: Token) -> bool:
    return (
        noun.tag_ in ("NNS", "NNPS")
        or bool(noun.conjuncts)
        or noun.lower_ in ("they", "we", "both")
        or is_the_two(noun)
    )
