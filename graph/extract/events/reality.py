"""Whether an event is told as held, as planned or as cancelled, or only thought of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.events.lexicon import EventLexicon, lexicon
from graph.extract.events.slots import phrase
from graph.extract.events.trigger import Trigger
from graph.model import EventState, EventType

_TRAVEL = frozenset({"fly", "travel", "gather", "arrive", "convene", "visit", "return", "head"})
_YEARLY = frozenset({"annual"})
_MANY = frozenset({"talk", "negotiation", "consultation"})  # plural in form, one event


def state_of(trigger: Trigger) -> EventState | None:
    """How real the text makes it; None for what is denied, conditional, possible or general.

    "met in Oslo" held; "will meet in Oslo" planned; "called off the Oslo summit" cancelled; "the idea of an
    Oslo summit", "if they met", "never met", "meetings are dull" None.
    """
    head = phrase(trigger)
    if head.pos_ == "VERB":
        return _of_verb(head, lexicon())
    return _of_noun(head, trigger, lexicon())


def _of_noun(noun: Token, trigger: Trigger, lex: EventLexicon) -> EventState | None:
    words = lex.reality
    front = {t.lower_ for t in noun.children if t.i < noun.i}
    front |= {t.lower_ for t in trigger.token.children if t.i < trigger.token.i}
    if "the" in front:
        front -= _YEARLY  # "at the annual meeting in Oslo" is one meeting
    if front & words["unreal_adjectives"]:
        return None
    general = trigger.token.tag_ == "NNS" and trigger.token.lemma_ not in _MANY
    if general and trigger.clause is None and trigger.type is not EventType.ATTACK:
        return None
    governed = _governed(noun, lex)
    if governed is None or governed is EventState.CANCELLED:
        return governed
    if front & words["cancelled_adjectives"]:
        return EventState.CANCELLED
    return EventState.PLANNED if front & words["planned_adjectives"] else governed


def _governed(noun: Token, lex: EventLexicon) -> EventState | None:
    """The state that the words above the noun give it."""
    words = lex.reality
    head, via = noun.head, noun
    if noun.dep_ in ("conj", "appos"):
        head, via = head.head, head
    if via.dep_ == "pobj":
        via, head = head, head.head
        if head.lemma_.lower() in words["unreal_heads"] and via.lower_ in (
            "of",
            "for",
            "about",
            "to",
            "on",
        ):
            return None
        if (
            head.pos_ == "VERB"
            and head.lemma_ in words["unreal_verbs"]
            and via.lower_ in ("for", "on", "with", "about")
        ):
            return None
    elif head.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "conj", "acl"):
        if head.lemma_ in words["cancelled_verbs"] or _is_called_off(head):
            return EventState.CANCELLED
        if head.lemma_ in words["unreal_verbs"]:
            return None
    if head.pos_ in ("VERB", "AUX"):
        if any(t.dep_ == "attr" and t.lemma_ in words["unreal_heads"] for t in head.children):
            return None
        state = _of_verb(head, lex)
        if via.lower_ == "for" and head.lemma_ == "expect" and state is EventState.HELD:
            return EventState.PLANNED  # "is expected in Oslo for talks"
        if via.dep_ == "prep" and noun.dep_ == "pobj" and state is not None:
            return EventState.HELD if not _is_future(head) else state
        return state
    return EventState.HELD


def _is_called_off(verb: Token) -> bool:
    """ "called off the summit", "the summit was called off"; not "called the summit a success"."""
    return verb.lemma_ == "call" and any(t.lower_ == "off" for t in verb.children)


def _of_verb(verb: Token, lex: EventLexicon) -> EventState | None:
    words = lex.reality
    aux = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if any(t.dep_ == "neg" for t in verb.children) or aux & words["unreal_modals"]:
        return None
    if not _ancestors_allow(verb, lex):
        return None
    if "to" in aux and verb.tag_ == "VB":
        return _of_infinitive(verb, lex)
    if verb.dep_ == "conj" and not aux and verb.tag_ == "VB":
        return _of_verb(verb.head, lex) if verb.head.pos_ == "VERB" else None
    if verb.lemma_ in words["cancelled_verbs"]:
        return EventState.CANCELLED
    if _is_future(verb) or verb.lemma_ in ("schedule", "plan", "slate") or _lies_ahead(verb):
        return EventState.PLANNED
    return EventState.HELD


def _of_infinitive(verb: Token, lex: EventLexicon) -> EventState | None:
    """ "agreed to meet" planned; "flew to Oslo to meet" held; "wants to meet" only a wish."""
    head = verb.head
    if head.lemma_ in lex.reality["planned_verbs"]:
        # "had been due to meet": it came otherwise
        past = any(t.lower_ in ("had", "'d") and t.dep_ == "aux" for t in _with_copula(head))
        return None if past else EventState.PLANNED
    if verb.dep_ in ("advcl", "xcomp") and head.lemma_ in _TRAVEL:
        return _of_verb(head, lex) if head.pos_ == "VERB" else None
    if verb.dep_ == "xcomp" and head.lemma_ == "be":  # "was to meet": whether they met is not said
        return None if head.tag_ == "VBD" else EventState.PLANNED
    return None


def _with_copula(head: Token) -> list[Token]:
    """The words of a verb or an adjective, with those of the copula: "had been due"."""
    above = head.head if head.pos_ == "ADJ" else head
    return [*head.children, *above.children, above]


def _lies_ahead(verb: Token) -> bool:
    """ "in December, when ministers meet in Oslo"; not "when ministers meet, they quarrel", "in May, when they met"."""
    when = any(t.lower_ == "when" for t in verb.children)
    return when and verb.dep_ == "relcl" and verb.tag_ in ("VBP", "VBZ")


def _is_future(verb: Token) -> bool:
    aux = {t.lower_ for t in verb.children if t.dep_ == "aux"}
    return bool(aux & {"will", "'ll", "shall", "wo"})


def _ancestors_allow(verb: Token, lex: EventLexicon) -> bool:
    """No condition, question or wish above the verb: "if they meet", "wants them to meet"."""
    words = lex.reality
    for token in _chain(verb):
        marks = {t.lower_ for t in token.children if t.dep_ in ("mark", "advmod")}
        if marks & words["conditions"] or "never" in marks:
            return False
        above = token.head
        if token.dep_ in ("xcomp", "ccomp", "pcomp") and above.pos_ == "VERB":
            if above.lemma_ in words["unreal_verbs"] and token.tag_ in ("VB", "VBG"):
                return False
            if token.tag_ == "VB" and any(
                t.lower_ in words["unreal_modals"] or t.dep_ == "neg" for t in above.children
            ):
                return False
        if token.dep_ in ("acl", "pcomp") and above.lemma_.lower() in words["unreal_heads"]:
            return False
        if token.dep_ == "ccomp" and above.lemma_ == "ensure":
            return False  # "a ploy to ensure that they meet"
    return True


def _chain(verb: Token) -> Iterator[Token]:
    """The verb and the clauses that it lies in."""
    for _ in range(5):
        yield verb
        if verb.dep_ == "ROOT":
            return
        verb = verb.head
