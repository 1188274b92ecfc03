"""Who took part, where and when: the slots of an event, read from the words around its trigger."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.events.trigger import Trigger
from graph.extract.named import (
    BODIES,
    PLACE_LABELS,
    actor_at,
    is_named,
    kind_of,
    named_at,
    same_actor,
    through_body,
    through_office,
)
from graph.model import ActorKind, Entity, EventType, Grain, Mention, Span, TimeExpression
from graph.parse import Reading

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"})
_SETTLEMENTS = frozenset({"city", "town", "port", "region", "province", "village", "resort"})
_WHERE = frozenset({"in", "at", "to", "outside", "near", "inside"})


def phrase(trigger: Trigger) -> Token:
    """The noun whose phrase the trigger stands in, or the trigger verb."""
    token = trigger.token
    while token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        token = token.head
    return token


# --- where -------------------------------------------------------------------------------------


def place_of(reading: Reading, trigger: Trigger) -> Mention | None:
    """The named place of the event: "in Oslo", "the Oslo summit", "an attack on Oslo's port"."""
    for token in _place_tokens(reading, trigger):
        found = _place(reading, token)
        if found is not None:
            return found
    return None


def _place_tokens(reading: Reading, trigger: Trigger) -> Iterator[Token]:
    yield from trigger.places
    head = phrase(trigger)
    if trigger.type is EventType.ATTACK:
        yield from _after(head, ("on", "against", "in", "at", "of"))
    if head.pos_ != "VERB":
        yield from _in_front(reading, head, trigger.token)
    nearby = _where(trigger)
    yield from _after(head, nearby)
    if trigger.clause is not None and trigger.clause is not head:
        yield from _after(
            trigger.clause, nearby - {"to"} | ({"to"} if trigger.type is EventType.VISIT else set())
        )


def _where(trigger: Trigger) -> frozenset[str]:
    return _WHERE if trigger.type is EventType.VISIT else _WHERE - {"to"}


def _in_front(reading: Reading, *nouns: Token) -> Iterator[Token]:
    """Names of cities in front of the noun: "the Oslo summit"; not "the Norway summit"."""
    for noun in nouns:
        for child in noun.subtree:
            if child.i < noun.i and _names_place(reading, child) and _front(child, noun):
                found = named_at(reading, child)
                if found is not None and not _is_country(reading, found):
                    yield child


def _front(child: Token, noun: Token) -> bool:
    """Whether the word belongs to the front of the noun itself and not to a clause before it."""
    for _ in range(4):
        if child == noun:
            return True
        if child.dep_ not in ("compound", "nmod", "poss", "amod"):
            return False
        child = child.head
    return child == noun


def _after(head: Token, prepositions: frozenset[str] | tuple[str, ...]) -> Iterator[Token]:
    """Nouns after one of the prepositions in the phrase of `head`, nearest first, no clause entered."""
    queue = [t for t in head.children if t.dep_ not in _CLAUSES and t.i > head.i - 30]
    while queue:
        token = queue.pop(0)
        if token.dep_ in ("prep", "agent") and token.lower_ in prepositions:
            for noun in token.children:
                if noun.dep_ == "pobj":
                    yield noun
        if (
            token.dep_ in ("prep", "agent", "pobj", "appos", "conj", "dobj")
            and token.pos_ != "VERB"
        ):
            queue += [t for t in token.children if t.dep_ not in _CLAUSES]


def _place(reading: Reading, token: Token) -> Mention | None:
    """The place that the noun names, or to which the thing belongs ("Oslo's port", "the Norwegian capital")."""
    if token.ent_type_ in PLACE_LABELS or _names_place(reading, token):
        return _as_place(reading, token)
    if token.lower_ == "capital":
        return _capital(reading, token)
    if token.lower_ in _SETTLEMENTS:
        named = [t for t in token.subtree if t.ent_type_ in PLACE_LABELS]
        return _as_place(reading, named[0]) if named else None
    owner = next((t for t in token.children if t.dep_ in ("poss", "compound", "nmod")), None)
    if owner is not None and owner.ent_type_ in ("GPE", "LOC"):
        return _as_place(reading, owner)
    return None


def _names_place(reading: Reading, token: Token) -> bool:
    key = reading.entity_at(token.i)
    return key is not None and reading.entities[key].kind in (ActorKind.PLACE, ActorKind.COUNTRY)


def _capital(reading: Reading, noun: Token) -> Mention | None:
    """The city that "the Norwegian capital" means."""
    for child in noun.subtree:
        key = reading.entity_at(child.i)
        iso = reading.entities[key].country if key is not None else None
        country = reading.knowledge.country(iso) if iso is not None else None
        if country is not None and country.capitals:
            span = Span(child.idx, noun.idx + len(noun))
            key = _city(reading, country.capitals[0], country.country)
            return Mention(span, span.of(reading.document.text), key)
    return None


def _city(reading: Reading, name: str, iso: str | None) -> int:
    """Key of the city with this name; added if the text does not name it as a place."""
    for entity in reading.entities:
        if entity.name == name and entity.kind is ActorKind.PLACE:
            return entity.key
    key = len(reading.entities)
    reading.entities.append(Entity(key, name, ActorKind.PLACE, country=iso))
    return key


def _as_place(reading: Reading, token: Token) -> Mention | None:
    """The words as a place: a capital that stands for its government elsewhere is a city here."""
    found = named_at(reading, token)
    if found is None or found.entity is None:
        return found
    entity = reading.entities[found.entity]
    if entity.kind is ActorKind.PERSON:
        return None
    plain = entity.kind is ActorKind.PLACE or (
        entity.kind is ActorKind.COUNTRY and found.span not in entity.metonyms
    )
    return found if plain else Mention(found.span, found.text)


def _is_country(reading: Reading, found: Mention) -> bool:
    if found.entity is None:
        return False
    entity = reading.entities[found.entity]
    return entity.kind is ActorKind.COUNTRY and found.span not in entity.metonyms


# --- when --------------------------------------------------------------------------------------


def time_of(reading: Reading, trigger: Trigger) -> TimeExpression | None:
    """The time expression that belongs to the event, the finest if there are several."""
    head = phrase(trigger)
    sentence = Span(head.sent.start_char, head.sent.end_char)
    near = [
        t
        for t in reading.times
        if sentence.contains(t.span) and _belongs(reading, t, head, trigger)
    ]
    known = [t for t in near if t.start is not None and t.grain is not Grain.VAGUE]
    order = list(Grain)
    return min(known or near, key=lambda t: (order.index(t.grain), t.span), default=None)


def _belongs(reading: Reading, time: TimeExpression, head: Token, trigger: Trigger) -> bool:
    tokens = reading.tokens(time.span)
    if tokens is None:
        return False
    if any(t.lower_ == "according" for t in head.doc[min(head.i, tokens.start) : tokens.start]):
        return False  # "met Lund, according to reports on Tuesday"
    token = tokens.root
    up = token.head if token.dep_ == "pobj" else token
    owner = up.head
    if owner in (head, trigger.token, trigger.clause) or up == head:
        return True
    if owner.dep_ in ("poss", "pobj", "compound", "dobj", "conj") and _inside(owner, head):
        return True
    return _right_after(tokens.start, head)


def _inside(token: Token, head: Token) -> bool:
    """Whether the token belongs to the phrase of `head` without a clause between."""
    for _ in range(6):
        if token == head:
            return True
        if token.dep_ in _CLAUSES or token.dep_ == "ROOT":
            return False
        token = token.head
    return False


def _right_after(start: int, head: Token) -> bool:
    """Whether a time stands right after the noun's phrase, whatever the parser attached it to."""
    end = head.i
    for token in head.subtree:
        clauses = (a for a in token.ancestors if a.i > head.i)
        if token.i > end and not any(a.dep_ in _CLAUSES for a in clauses):
            end = token.i
    return start - end in (1, 2) and start > head.i


# --- who ---------------------------------------------------------------------------------------


def participants_of(
    reading: Reading, trigger: Trigger, place: Mention | None
) -> tuple[Mention, ...]:
    """The named actors that took part, in text order, each once; the place is not one of them."""
    found: list[Mention] = []
    heads = [h for t in trigger.actors for h in (t, *represented(t))]
    for token in sorted({t.i: t for t in heads}.values(), key=lambda t: t.i):
        mention = _participant(reading, token, trigger)
        if mention is None or (place is not None and mention.span.overlaps(place.span)):
            continue
        if not any(same_actor(mention, other) for other in found):
            found.append(mention)
    return tuple(found)


def represented(token: Token) -> list[Token]:
    """ "the German and Dutch ministers", "ministers from Chad and Mali": for whom people act, all of them."""
    if token.lower_ not in BODIES or token.tag_ != "NNS":
        return []
    front = [
        c
        for c in token.lefts
        if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE")
    ]
    sent = [
        p for c in token.rights if c.dep_ == "prep" and c.lower_ in ("from", "of")
        for p in c.children if p.dep_ == "pobj" and p.ent_type_ in ("GPE", "ORG", "NORP")
    ]  # fmt: skip
    named = [
        t
        for n in (*front, *sent)
        for t in (n, *n.conjuncts)
        if t.ent_type_ in ("GPE", "ORG", "NORP")
    ]
    return named if len(named) > 1 or sent else []


def host_of(reading: Reading, trigger: Trigger) -> Mention | None:
    """The named actor who invited, if the text says so."""
    return actor_at(reading, trigger.host) if trigger.host is not None else None


def _is_part_of_name(reading: Reading, token: Token) -> bool:
    """ "American" of "the American Priority conference" is no country that took part."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    inside = after is not None and after.ent_iob_ == "I" and token.ent_iob_ in ("B", "I")
    return (
        after is not None
        and inside
        and after.pos_ == "PROPN"
        and reading.entity_at(after.i) != reading.entity_at(token.i)
    )


def _participant(reading: Reading, token: Token, trigger: Trigger) -> Mention | None:
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "LOC", "FAC", "EVENT"):
        return None
    if _is_part_of_name(reading, token):
        return None
    found = actor_at(reading, token)
    if found is not None and not is_named(reading, found):
        # "White House officials": the White House; "the Turkish minister": Turkey
        found = through_body(reading, token) or through_office(reading, token)
    if found is None or not is_named(reading, found):
        return None
    if found.entity is None and token.ent_type_ in ("NORP", "GPE"):
        return None  # "European leaders" names nobody
    if kind_of(reading, found, token) == "place" and found.entity is not None:
        entity = reading.entities[found.entity]
        return found if entity.kind is ActorKind.COUNTRY else None
    return found
