"""Finds the words that tell of an event: nouns here, verbs in `verbal.py`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.events.lexicon import EventLexicon, lexicon
from graph.extract.events.trigger import Trigger, acting, agent_of, objects_of, subject_of
from graph.extract.events.verbal import verbal
from graph.extract.named import members
from graph.model import EventType
from graph.parse import Reading


def triggers(reading: Reading) -> Iterator[Trigger]:
    """Triggers in text order, whether or not the event took place."""
    lex = lexicon()
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = lex.nouns.get(token.lemma_.lower()) or lex.nouns.get(token.lower_)
            if kind is not None and _is_event_noun(token, lex):
                yield _nominal(token, kind, lex)
        elif token.pos_ == "VERB":
            trigger = verbal(reading, token, lex)
            if trigger is not None:
                yield trigger


def _is_event_noun(token: Token, lex: EventLexicon) -> bool:
    """ "the Oslo summit" is one; "summit fever", "heart attack" and "will strike" are not."""
    lemma = token.lemma_.lower()
    before = token.nbor(-1).lower_ if token.i else ""
    if before in lex.never_before or token.ent_type_ in ("PERSON", "WORK_OF_ART"):
        return False
    modifies = token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i
    if modifies and not (lemma == "summit" and token.head.lemma_.lower() in lex.heads_allowed):
        return False
    if lemma == "conference" and any(t.lower_ in ("summit", "meeting") for t in token.children):
        return False  # "the summit's press conference": the summit is the event
    needed = lex.needs.get(lemma)
    if needed is None:
        return True
    around = {t.lower_ for t in token.children} | {before}
    opened = token.tag_ == "NNS" and token.dep_ in ("dobj", "nsubjpass")
    held = token.dep_ == "dobj" and token.head.lemma_ in ("hold", "have")
    if lemma == "call" and held and any(t.lower_ in ("with", "between") for t in token.children):
        return True  # "held a call with Novak"
    if lemma == "call" and any(t.lower_ == "between" for t in token.children):
        return True  # "a call between Lund and Novak"; not "a call for peace"
    if lemma == "talk" and opened and token.head.lemma_ in lex.verbs["light"]:
        return True  # "opened talks in Oslo"; not "their talk of war"
    on_place = any(t.lower_ in ("on", "against", "with", "between") for t in token.children)
    return bool(around & needed) or (on_place and lemma not in ("tour", "siege", "call", "session"))


def _nominal(token: Token, kind: EventType, lex: EventLexicon) -> Trigger:
    """The noun with its light verb ("held talks") and whom the phrase names ("talks between X and Y")."""
    outer = _outermost(token)
    clause = _light_verb(outer, lex)
    actors = list(_of_noun(token)) + (list(_of_noun(outer)) if outer != token else [])
    host = None
    if clause is not None:
        subject = subject_of(clause)
        if subject is not None and subject != outer:
            actors += acting(subject, clause)
            if clause.lemma_ in lex.verbs["host"]:
                host = subject
        by = agent_of(clause)
        if by is not None:
            actors += members(by)
            host = by
    actors += _speakers_at(outer, kind)
    for child in outer.children:  # "the summit, chaired by X and Y"
        if child.dep_ in ("acl", "relcl") and child.lemma_ in lex.verbs["host"] | {"attend"}:
            by = agent_of(child)
            if by is not None:
                actors += members(by)
                host = host or by
    return Trigger(kind, token, clause, tuple(actors), (), host)


_ALONGSIDE = frozenset({"flank", "accompany", "join"})


def _speakers_at(noun: Token, kind: EventType) -> list[Token]:
    """Who speaks at an event takes part: "At the Oslo summit, Lund said", "Lund said in a meeting with Novak".

    "after the summit" tells nothing, and "in a meeting, Lund heard" of others' meeting not either. Who stands
    beside the speaker takes part too: "flanked by Novak".
    """
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.head.pos_ not in ("VERB", "AUX"):
        return []
    verb = preposition.head
    word = preposition.lower_
    visiting = kind is EventType.VISIT and word in ("during", "on")
    voting = kind is EventType.VOTE and word == "in"
    inside = word in ("during", "in") and kind in _TALKING
    subject = subject_of(verb)
    if subject is None or not (word == "at" or visiting or inside or voting):
        return []
    if voting:  # "the Storting ousted the cabinet in a vote"; not "Lund won in a vote"
        return (
            list(members(subject))
            if subject.lemma_.lower() in lexicon().objects["legislatures"]
            else []
        )
    person = subject.ent_type_ == "PERSON" or (inside and subject.pos_ in ("PROPN", "PRON"))
    if not person:
        return []
    beside = [agent_of(t) for t in verb.children if t.dep_ == "advcl" and t.lemma_ in _ALONGSIDE]
    told = objects_of(verb) if inside and verb.lemma_ == "tell" else []
    return [
        *members(subject),
        *told,
        *(m for t in beside if t is not None for m in members(t)),
    ]


_TALKING = (EventType.MEETING, EventType.CALL, EventType.SUMMIT)


def _outermost(token: Token) -> Token:
    """The noun that a trigger in front position modifies: "press conference" of "summit press conference"."""
    while token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        token = token.head
    return token


def _of_noun(token: Token) -> Iterator[Token]:
    """Those whom the phrase of a noun names: before it, and after between, with, of, by."""
    for child in token.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.i < token.i:
            yield from members(child)
            # "US-Russia summit": the first of the pair hangs on the second
            yield from (
                t for t in child.children if t.dep_ in ("compound", "nmod") and t.i < child.i
            )
        elif (
            child.dep_ in ("prep", "agent")
            and child.lower_ in ("between", "with", "of", "by", "among")
        ) or (child.dep_ == "prep" and child.lower_ in ("on", "against")):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield from members(noun)


def _light_verb(noun: Token, lex: EventLexicon) -> Token | None:
    """The verb that only says that the event took place: "held" in "held talks in Oslo"."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and head.lemma_ in lex.verbs["light"]:
        return head
    if (
        noun.dep_ == "pobj"
        and head.dep_ == "prep"
        and head.lower_ in ("in", "for", "at", "to", "on")
    ):
        verb = head.head
        if head.lower_ == "on" and verb.lemma_ == "be":
            return verb  # "who is on a visit to Oslo"
        if verb.lemma_ in (
            "meet",
            "gather",
            "arrive",
            "take",
            "go",
            "travel",
            "come",
            "join",
            "participate",
            "expect",
        ):
            return verb  # "is expected in Oslo for talks"
    return None
