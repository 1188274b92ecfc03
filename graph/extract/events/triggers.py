"""Finds the words that tell of an event, and the words around them that tell who, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.events.lexicon import EventLexicon, lexicon
from graph.extract.named import PLACE_LABELS, actor_at, kind_of, members
from graph.model import ActorKind, EventType
from graph.parse import Reading


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `clause` is the verb whose adjuncts say where and when it was."""

    type: EventType
    token: Token
    clause: Token | None  # the trigger itself, a light verb, or None
    actors: tuple[Token, ...] = ()  # heads of those who take part
    places: tuple[Token, ...] = ()  # heads of names that are the place by their syntax alone
    host: Token | None = None


def triggers(reading: Reading) -> Iterator[Trigger]:
    """Triggers in text order, whether or not the event took place."""
    lex = lexicon()
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN"):
            kind = lex.nouns.get(token.lemma_.lower()) or lex.nouns.get(token.lower_)
            if kind is not None and _is_event_noun(token, lex):
                yield _nominal(token, kind, lex)
        elif token.pos_ == "VERB":
            trigger = _verbal(reading, token, lex)
            if trigger is not None:
                yield trigger


# --- nouns -------------------------------------------------------------------------------------


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
    on_place = any(t.lower_ in ("on", "against", "with", "between") for t in token.children)
    return bool(around & needed) or (on_place and lemma not in ("tour", "siege", "call", "session"))


def _nominal(token: Token, kind: EventType, lex: EventLexicon) -> Trigger:
    """The noun with its light verb ("held talks") and whom the phrase names ("talks between X and Y")."""
    outer = _outermost(token)
    clause = _light_verb(outer, lex)
    actors = list(_of_noun(token)) + (list(_of_noun(outer)) if outer != token else [])
    host = None
    if clause is not None:
        subject = _subject(clause)
        if subject is not None and subject != outer:
            actors += members(subject)
            if clause.lemma_ in lex.verbs["host"]:
                host = subject
        by = _agent(clause)
        if by is not None:
            actors += members(by)
            host = by
    actors += _speakers_at(outer)
    for child in outer.children:  # "the summit, chaired by X and Y"
        if child.dep_ in ("acl", "relcl") and child.lemma_ in lex.verbs["host"] | {"attend"}:
            by = _agent(child)
            if by is not None:
                actors += members(by)
                host = host or by
    return Trigger(kind, token, clause, tuple(actors), (), host)


def _speakers_at(noun: Token) -> list[Token]:
    """Who speaks at an event takes part: "At the Oslo summit, Lund said"; "after the summit" tells nothing."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "at" or noun.head.head.pos_ != "VERB":
        return []
    subject = _subject(noun.head.head)
    return list(members(subject)) if subject is not None and subject.ent_type_ == "PERSON" else []


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
        ):
            return verb
    return None


# --- verbs -------------------------------------------------------------------------------------


def _verbal(reading: Reading, verb: Token, lex: EventLexicon) -> Trigger | None:
    """The event that a verb tells of, if its subject and object fit."""
    lemma = verb.lemma_.lower()
    subject = _subject(verb)
    for frame, kind in _FRAMES.items():
        if lemma in lex.verbs[frame]:
            trigger = kind(reading, verb, subject, lex)
            if trigger is not None:
                return trigger
    if lemma in ("speak", "talk", "confer") and subject is not None and _by_phone(verb):
        return Trigger(
            EventType.CALL, verb, verb, (*members(subject), *_after(verb, ("with", "to")))
        )
    return None


def _meeting(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund met Novak"; not "Lund met the deadline"."""
    others = list(_objects(verb)) + _after(verb, ("with",))
    named = [t for t in others if actor_at(reading, t) is not None]
    people = [t for t in others if t.lemma_.lower() in lex.objects["people"]]
    if subject is None or (others and not named and not people):
        return None
    if not others and not (_is_plural(subject) and _who(reading, subject, lex)):
        return None
    kind = _apposed(verb, lex) or EventType.MEETING
    return Trigger(kind, verb, verb, (*members(subject), *named, *people))


def _apposed(verb: Token, lex: EventLexicon) -> EventType | None:
    """ "Lund met Novak in Oslo, a summit that …": what the text itself calls the meeting."""
    for token in verb.subtree:
        if token.dep_ == "appos" and token.i > verb.i and token.lemma_ in ("summit", "conference"):
            return lex.nouns[token.lemma_]
    return None


def _gathering(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "ministers gathered in Oslo"; not "clouds gathered over Oslo"."""
    subject = subject or (verb.head if verb.dep_ == "acl" else None)
    if subject is None or _objects(verb):
        return None
    places = [t for t in _after(verb, ("in", "on", "at")) if _is_place(reading, t)]
    if not places or not _who(reading, subject, lex):
        return None
    return Trigger(EventType.MEETING, verb, verb, tuple(members(subject)), tuple(places[:1]))


def _visit(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund visited Warsaw"; not "tourists visited the museum"."""
    places = [t for t in _objects(verb) if _is_place(reading, t)]
    return _trip(reading, verb, subject, places)


def _travel(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund flew to Warsaw"; not "the shares flew to a record"."""
    prepositions = ("to", "for") if verb.lemma_ in ("go", "come", "head") else ("to", "in", "for")
    places = [
        t for t in _after(verb, prepositions) if t.ent_type_ == "GPE" and _is_place(reading, t)
    ]
    return _trip(reading, verb, subject, places)


def _trip(
    reading: Reading, verb: Token, subject: Token | None, places: list[Token]
) -> Trigger | None:
    if subject is None or not places:
        return None
    who = actor_at(reading, subject)
    if who is None or kind_of(reading, who, subject) != "person":
        return None
    return Trigger(EventType.VISIT, verb, verb, tuple(members(subject)), tuple(places[:1]))


def _attack(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Rebels attacked Sana", "jets struck the port"; not "Lund attacked the budget", "struck a deal"."""
    agent = subject if not _is_passive(verb) else _agent(verb)
    objects = _objects(verb) if not _is_passive(verb) else [subject] if subject is not None else []
    if agent is None or not objects:
        return None
    who = actor_at(reading, agent)
    armed = agent.lemma_.lower() in lex.objects["armed"]
    state = who is not None and kind_of(reading, who, agent) == "place"
    hits = [t for t in objects if _is_place(reading, t)]
    if not (
        armed or (state and hits) or (verb.lemma_ in ("invade", "bomb", "shell") and who and hits)
    ):
        return None
    return Trigger(EventType.ATTACK, verb, verb, (*members(agent), *objects), tuple(hits[:1]))


def _vote(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "The Storting voted to cut the tax"; not "Lund voted in Bergen"."""
    who = actor_at(reading, subject) if subject is not None else None
    if subject is None or who is None or kind_of(reading, who, subject) == "person":
        return None
    return Trigger(EventType.VOTE, verb, verb, tuple(members(subject)))


def _call(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund phoned Novak"; not "Lund phoned home"."""
    others = [t for t in _objects(verb) if actor_at(reading, t) is not None]
    if subject is None or not others:
        return None
    return Trigger(EventType.CALL, verb, verb, (*members(subject), *others))


def _signing(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Norway and Poland signed a treaty"; not "the club signed the striker"."""
    things = _objects(verb) if not _is_passive(verb) else [subject] if subject is not None else []
    agent = subject if not _is_passive(verb) else _agent(verb)
    if agent is None or not any(t.lemma_.lower() in lex.objects["signing"] for t in things):
        return None
    return Trigger(EventType.SIGNING, verb, verb, (*members(agent), *_after(verb, ("with",))))


_FRAMES = {
    "meeting": _meeting,
    "gathering": _gathering,
    "visit": _visit,
    "travel": _travel,
    "attack": _attack,
    "vote": _vote,
    "call": _call,
    "signing": _signing,
}


def _subject(verb: Token) -> Token | None:
    """The subject, also where it is shared with the verb before ("will come and meet")."""
    for _ in range(3):
        found = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            if found.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                return verb.head
            return found
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


def _agent(verb: Token) -> Token | None:
    by = next((t for t in verb.children if t.dep_ == "agent"), None)
    return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None


def _objects(verb: Token) -> list[Token]:
    return [m for t in verb.children if t.dep_ in ("dobj", "obj") for m in members(t)]


def _after(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Nouns after one of the prepositions, coordinated ones with them."""
    return [
        m
        for preposition in verb.children
        if preposition.dep_ in ("prep", "dative") and preposition.lower_ in prepositions
        for noun in preposition.children
        if noun.dep_ == "pobj"
        for m in members(noun)
    ]


def _is_passive(verb: Token) -> bool:
    return any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)


def _is_plural(noun: Token) -> bool:
    return (
        noun.tag_ in ("NNS", "NNPS")
        or bool(noun.conjuncts)
        or noun.lower_ in ("they", "we", "both")
    )


def _who(reading: Reading, noun: Token, lex: EventLexicon) -> bool:
    """Whether the noun stands for people who meet, not for clouds."""
    return actor_at(reading, noun) is not None or noun.lemma_.lower() in lex.objects["people"]


def _is_place(reading: Reading, token: Token) -> bool:
    """Whether the noun is a place, or a thing that belongs to one ("Kyiv's port")."""
    key = reading.entity_at(token.i)
    if key is not None:
        return reading.entities[key].kind in (ActorKind.PLACE, ActorKind.COUNTRY)
    if token.ent_type_ in PLACE_LABELS:
        return True
    return any(t.ent_type_ == "GPE" for t in token.children if t.dep_ in ("poss", "compound"))


def _by_phone(verb: Token) -> bool:
    return any(
        t.lower_ in ("phone", "telephone", "videolink")
        for t in _after(verb, ("by", "on", "over", "via"))
    )
