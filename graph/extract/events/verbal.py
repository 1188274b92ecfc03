"""Verbs that tell of an event, if their subject and object fit: "met Novak", "struck the port", "passed the bill"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.events.lexicon import EventLexicon
from graph.extract.events.trigger import (
    Trigger,
    acting,
    after,
    agent_of,
    is_passive,
    is_plural,
    is_the_two,
    objects_of,
    subject_of,
)
from graph.extract.named import PLACE_LABELS, actor_at, kind_of, members, through_office
from graph.model import ActorKind, EventType
from graph.parse import Reading


def verbal(reading: Reading, verb: Token, lex: EventLexicon) -> Trigger | None:
    """The event that a verb tells of, if its subject and object fit."""
    lemma = verb.lemma_.lower()
    subject = subject_of(verb)
    for frame, kind in _FRAMES.items():
        if lemma in lex.verbs[frame]:
            trigger = kind(reading, verb, subject, lex)
            if trigger is not None:
                return trigger
    if lemma in ("speak", "talk", "confer") and subject is not None and _by_phone(verb):
        return Trigger(
            EventType.CALL, verb, verb, (*members(subject), *after(verb, ("with", "to")))
        )
    return None


def _meeting(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund met Novak"; not "Lund met the deadline"."""
    others = list(objects_of(verb)) + after(verb, ("with",))
    named = [t for t in others if actor_at(reading, t) is not None]
    people = [t for t in others if t.lemma_.lower() in lex.objects["people"]]
    if subject is None or (others and not named and not people):
        return None
    if not others and not (is_plural(subject) and _who(reading, subject, lex)):
        return None
    kind = _apposed(verb, lex) or EventType.MEETING
    return Trigger(kind, verb, verb, (*acting(subject, verb), *named, *people))


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
    if subject is None or objects_of(verb):
        return None
    places = [t for t in after(verb, ("in", "on", "at")) if _is_place(reading, t)]
    if not places or not _who(reading, subject, lex):
        return None
    return Trigger(EventType.MEETING, verb, verb, tuple(acting(subject, verb)), tuple(places[:1]))


def _visit(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund visited Warsaw"; not "tourists visited the museum"."""
    late = [
        t for t in verb.rights if t.dep_ == "npadvmod" and t.ent_type_ == "GPE"
    ]  # "Lund visits Chad"
    places = [t for t in (*objects_of(verb), *late) if _is_place(reading, t)]
    return _trip(reading, verb, subject, places)


def _travel(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund flew to Warsaw"; not "the shares flew to a record"."""
    prepositions = ("to", "for") if verb.lemma_ in ("go", "come", "head") else ("to", "in", "for")
    places = [
        t for t in after(verb, prepositions) if t.ent_type_ == "GPE" and _is_place(reading, t)
    ]
    return _trip(reading, verb, subject, places)


def _trip(
    reading: Reading, verb: Token, subject: Token | None, places: list[Token]
) -> Trigger | None:
    if subject is None or not places:
        return None
    who = actor_at(reading, subject)
    person = who is not None and kind_of(reading, who, subject) == "person"
    if not person and through_office(reading, subject) is None:
        return None
    return Trigger(EventType.VISIT, verb, verb, tuple(members(subject)), tuple(places[:1]))


def _attack(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Rebels attacked Sana", "jets struck the port"; not "Lund attacked the budget", "struck a deal"."""
    agent = subject if not is_passive(verb) else agent_of(verb)
    objects = objects_of(verb) if not is_passive(verb) else [subject] if subject is not None else []
    if agent is None or not objects:
        return None
    who = actor_at(reading, agent)
    armed = agent.lemma_.lower() in lex.objects["armed"]
    if verb.lemma_ in _KILLING:
        where = [p for t in (verb, *objects) for p in after(t, ("in", "at", "near", "on"))]
        scene = [t for t in where if _is_place(reading, t)]
        fits = (armed or agent.lemma_.lower() in _BLASTS) and scene
        return (
            Trigger(EventType.ATTACK, verb, verb, tuple(members(agent)), tuple(scene[:1]))
            if fits
            else None
        )
    state = who is not None and kind_of(reading, who, agent) == "place"
    hits = [t for t in objects if _is_place(reading, t)]
    if armed and not hits:  # "attacked a convoy near Gao"
        hits = [
            p
            for t in (*objects, verb)
            for p in after(t, ("near", "in", "at"))
            if _is_place(reading, p)
        ]
    if not (
        armed or (state and hits) or (verb.lemma_ in ("invade", "bomb", "shell") and who and hits)
    ):
        return None
    return Trigger(EventType.ATTACK, verb, verb, (*members(agent), *objects), tuple(hits[:1]))


_KILLING = frozenset({"kill", "wound", "injure"})
_BLASTS = frozenset(
    {"bomb", "airstrike", "strike", "attack", "shelling", "bombing", "blast", "raid", "missile"}
)


def _vote(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "The Storting voted to cut the tax", "A Senate committee voted 12-8"; not "Lund voted in Bergen"."""
    if subject is None:
        return None
    who = actor_at(reading, subject)
    seat = [t for t in after(subject, ("in", "of")) if _is_place(reading, t)]
    if who is None and subject.lemma_.lower() in lex.objects["legislatures"]:
        front = [t for t in subject.children if t.dep_ in ("compound", "nmod", "poss", "amod")]
        return Trigger(EventType.VOTE, verb, verb, tuple(front), tuple(seat[:1]))
    if who is None or kind_of(reading, who, subject) == "person":
        return None
    return Trigger(EventType.VOTE, verb, verb, tuple(members(subject)), tuple(seat[:1]))


def _reception(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund received Novak in Oslo"; not "Lund received a letter", "Lund welcomed Novak's decision"."""
    guests = [
        t
        for t in objects_of(verb)
        if (t.ent_type_ == "PERSON" and actor_at(reading, t)) or through_office(reading, t)
    ]
    meal = after(verb, ("at", "for"))
    near = [p for g in (verb, *guests, *meal) for p in after(g, ("in", "at"))]
    where = [t for t in near if _is_place(reading, t)]
    dated = verb.lemma_ in ("host", "receive") and any(t.ent_type_ == "DATE" for t in verb.subtree)
    if subject is None or not guests or not (where or dated):
        return None
    if actor_at(reading, subject) is None and subject.lemma_.lower() not in lex.objects["people"]:
        return None
    return Trigger(
        EventType.MEETING, verb, verb, (*members(subject), *guests), tuple(where[:1]), subject
    )


def _decision(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "The Senate passed the bill"; not "Lund passed the bill to Novak", "the court rejected the law"."""
    agent = agent_of(verb) if is_passive(verb) else subject
    things = [subject] if is_passive(verb) and subject is not None else objects_of(verb)
    if agent is None or not any(t.lemma_.lower() in lex.objects["bills"] for t in things):
        return None
    if agent.lemma_.lower() not in lex.objects["legislatures"]:
        return None
    return Trigger(EventType.VOTE, verb, verb, tuple(members(agent)))


def _call(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Lund phoned Novak"; not "Lund phoned home"."""
    others = [t for t in objects_of(verb) if actor_at(reading, t) is not None]
    if subject is None or not others:
        return None
    return Trigger(EventType.CALL, verb, verb, (*members(subject), *others))


def _signing(
    reading: Reading, verb: Token, subject: Token | None, lex: EventLexicon
) -> Trigger | None:
    """ "Norway and Poland signed a treaty"; not "the club signed the striker"."""
    things = objects_of(verb) if not is_passive(verb) else [subject] if subject is not None else []
    agent = subject if not is_passive(verb) else agent_of(verb)
    if agent is None or not any(t.lemma_.lower() in lex.objects["signing"] for t in things):
        return None
    partners = [p for t in (verb, *things) for p in after(t, ("with", "between"))]
    return Trigger(EventType.SIGNING, verb, verb, (*members(agent), *partners))


_FRAMES = {
    "meeting": _meeting,
    "gathering": _gathering,
    "visit": _visit,
    "travel": _travel,
    "attack": _attack,
    "vote": _vote,
    "receive": _reception,
    "decide": _decision,
    "call": _call,
    "signing": _signing,
}


def _who(reading: Reading, noun: Token, lex: EventLexicon) -> bool:
    """Whether the noun stands for people who meet, not for clouds."""
    if is_the_two(noun) or actor_at(reading, noun) is not None:
        return True
    return noun.lemma_.lower() in lex.objects["people"]


def _is_place(reading: Reading, token: Token) -> bool:
    """Whether the noun is a place, or a thing that belongs to one ("Kyiv's port")."""
    key = reading.entity_at(token.i)
    if key is not None:
        return reading.entities[key].kind in (ActorKind.PLACE, ActorKind.COUNTRY)
    if token.ent_type_ in PLACE_LABELS:
        return True
    if token.lemma_.lower() in _SITES and any(
        t.ent_type_ == "GPE" for t in after(token, ("of", "in"))
    ):
        return True  # "the port of Bergen"
    return any(t.ent_type_ == "GPE" for t in token.children if t.dep_ in ("poss", "compound"))


_SITES = frozenset(
    "port city town capital village airport harbour harbor suburb outskirts district region".split()
)


def _by_phone(verb: Token) -> bool:
    return any(
        t.lower_ in ("phone", "telephone", "videolink")
        for t in after(verb, ("by", "on", "over", "via"))
    )
