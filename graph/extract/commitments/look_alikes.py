"""What looks like a commitment and is none: loyalty, applause, thoughts, wishes, advertisements, spans of time."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.slots import Slots
from graph.model import ActorKind, Mention

_SECOND_PERSON = frozenset({"you", "your", "yours", "subscribe", "click", "newsletter", "inbox"})
_MATTERS = frozenset(
    "plan proposal summit bill idea initiative candidate candidacy deal campaign presidency claim view position policy "
    "theory argument decision move effort agenda party cause approach nomination legislation measure amendment".split()
)
_BACKED = frozenset(
    {
        "guarantee",
        "mission",
        "force",
        "army",
        "police",
        "refugee",
        "victim",
        "operation",
        "loan",
        "fund",
    }
)
_OF_GAMES = frozenset({"ball", "point", "goal", "assist", "touchdown", "rebound", "wicket"})
_SCORES = frozenset({"point", "points", "yard", "yards", "goal", "goals", "run", "runs"})
_BOUGHT = frozenset(
    "stake share company firm plant business unit asset player painting work service building land property".split()
)
TIME = frozenset(
    "year month week day hour minute decade time night summer winter life weekend morning".split()
)


def is_time(thing: Token) -> bool:
    """ "the rest of the week"."""
    return any(t.lemma_.lower() in TIME for t in thing.subtree if t.i - thing.i < 6) and not any(
        t.is_currency for t in thing.subtree
    )


def is_in_play(frame: Frame, slots: Slots) -> bool:
    """ "contributed 10 points", "handed over the ball", "will raise interest rates": sport and monetary policy."""
    thing, amount = frame.thing, slots.quantity
    if thing is None:
        return False
    played = thing.lemma_.lower() in _OF_GAMES and not any(c.lower_ == "of" for c in thing.children)
    if played or (amount is not None and amount.unit in _SCORES):
        return True
    if thing.lemma_.lower() not in ("rate", "target"):
        return False
    before = {c.lemma_.lower() for c in thing.lefts if c.dep_ in ("compound", "amod", "nmod")}
    return not before or bool(
        before & {"interest", "rate", "key", "benchmark", "policy", "lending"}
    )


def is_bargain(frame: Frame) -> bool:
    """ "will pay $5 million for a stake in the firm", "$80 for four hours' work": bought, not given."""
    if frame.lemma not in ("pay", "offer", "spend", "bid"):
        return False
    nodes = (frame.core, *((frame.thing,) if frame.thing is not None else ()))
    return any(
        pobj.lemma_.lower() in _BOUGHT
        for node in nodes
        for prep in node.children
        if prep.dep_ == "prep" and prep.lower_ == "for"
        for pobj in prep.children
    )


def is_judged(frame: Frame) -> bool:
    """ "considers the $5 million a minimum" thinks of it, and does not think of giving it."""
    if frame.lemma != "consider" or frame.thing is None:
        return False
    beside = (c for c in frame.thing.children if c.dep_ == "npadvmod" and c.i > frame.thing.i)
    return any(c.dep_ in ("oprd", "ccomp", "attr") for c in frame.core.children) or any(
        c.pos_ == "NOUN" for c in beside
    )


def is_loyalty(frame: Frame, slots: Slots) -> bool:
    """ "pledged to back the candidate", "will support a higher wage": a stance; "will support Mali" gives."""
    if slots.quantity is not None and slots.quantity.currency:
        return False
    if (
        frame.lemma in ("support", "back", "protect", "defend", "help", "assist")
        and frame.thing is not None
    ):
        return not _is_helped(frame, slots)
    if slots.resource.label in ("support", "backing", "help"):
        return any(_is_person(slots, b) for b in slots.beneficiaries())
    return False


def _is_helped(frame: Frame, slots: Slots) -> bool:
    target = frame.recipient or frame.thing
    if target is None or target.i == frame.core.i or target.lemma_.lower() in _BACKED:
        return True
    if target.ent_type_ in ("PERSON", "NORP"):
        return False
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.GROUP)
    entities = slots.reading.entities
    return any(
        b.entity is not None and entities[b.entity].kind in kinds for b in slots.beneficiaries()
    )


def _is_person(slots: Slots, who: Mention) -> bool:
    return who.entity is not None and slots.reading.entities[who.entity].kind is ActorKind.PERSON


def is_mere_wish(frame: Frame) -> bool:
    return any(
        o.token.lemma_.lower() in ("want", "hope", "aim", "look", "think", "suggest", "debate")
        for o in frame.operators
    )


def is_slight(thing: Token) -> bool:
    """ "offered little support", "no help": nothing that binds."""
    if thing.lower_ in ("more", "less", "enough", "much", "one") and thing.n_rights == 0:
        return True
    return any(
        c.lower_ in ("little", "scant", "any", "such", "less", "what", "which", "whatever")
        for c in thing.children
        if c.i < thing.i
    )


def is_applause(thing: Token) -> bool:
    """ "support for the bill" is a stance; "support for Ukraine" is help."""
    if thing.lemma_.lower() not in ("support", "backing", "help"):
        return False
    return any(
        pobj.lemma_.lower() in _MATTERS
        for prep in thing.children
        if prep.dep_ == "prep" and prep.lower_ == "for"
        for pobj in prep.children
    )


def is_advertising(frame: Frame) -> bool:
    words = {t.lower_ for t in frame.core.sent}
    return bool(words & _SECOND_PERSON) and not any(t.text in '“”"' for t in frame.core.sent)
