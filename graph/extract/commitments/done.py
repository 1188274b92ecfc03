"""Which deeds that are told as done count: those that hand a thing over, to somebody or in an amount."""

from __future__ import annotations

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.goods import GIFTS, HANDING, HELPERS, SOLID
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.slots import Slots
from graph.model import ActorKind, ResourceKind

_SPENT_ON = frozenset(
    {
        "release",
        "disburse",
        "invest",
        "inject",
        "commit",
        "free up",
        "add",
        "pour",
        "infuse",
        "funnel",
    }
)


def worth_when_done(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """Deeds count where a thing was handed over, to somebody or in an amount."""
    if frame.status is not None and frame.core.pos_ != "NOUN":
        return True
    if frame.lemma not in lex.objects | lex.with_thing | lex.people | {"train", "fund", "finance"}:
        return False
    if frame.lemma in ("return", "hand back", "give back"):
        return _is_given_back(frame, slots)
    if frame.lemma in (
        "make",
        "build",
        "buy",
        "create",
        "open",
        "launch",
        "sell",
        "produce",
        "add",
        "raise",
        "increase",
        "boost",
        "expand",
        "set up",
        "establish",
        "issue",
        "hire",
        "recruit",
        "order",
        "spend",
        "acquire",
        "purchase",
        "double",
        "share",
        "take",
        "free",
        "award",
        "receive",
        "second",
        "field",
    ):
        return False
    if frame.lemma in lex.with_thing - lex.objects and frame.recipient is frame.thing:
        return False  # "supported by the army" hands nothing over
    resource, amount = slots.resource, slots.quantity
    if frame.lemma == "pay":
        return (
            amount is not None
            and amount.currency
            and (resource.label in GIFTS | {"compensation", "ransom"} or _is_paid_out(slots))
        )
    if _is_helper_sent(frame, slots):
        return True
    solid = resource.kind in SOLID or resource.label in GIFTS
    counted = amount is not None and (amount.currency or amount.unit is not None) and resource.known
    if resource.kind in (ResourceKind.RESETTLEMENT, ResourceKind.TRAINING):
        return amount is not None
    if counted and amount is not None and amount.currency and frame.lemma in HANDING | _SPENT_ON:
        return True
    items = amount is not None and amount.unit is not None and not amount.currency
    if items and frame.lemma in HANDING - {"give", "provide", "offer", "withdraw"}:
        gone = frame.lemma in ("deliver", "donate", "ship", "hand over") or solid
        return gone or bool(slots.beneficiaries())
    return (solid or counted) and (bool(slots.beneficiaries()) or (counted and solid))


def _is_paid_out(slots: Slots) -> bool:
    """ "paid Chad $5 million", "paid the widows $900"; not "paid a law firm $900"."""
    entities = {e.key: e.kind for e in slots.reading.entities}
    who = slots.beneficiaries()
    kinds = [entities[b.entity] if b.entity is not None else None for b in who]
    return bool(who) and any(kind is not ActorKind.ORGANISATION for kind in kinds)


def _is_helper_sent(frame: Frame, slots: Slots) -> bool:
    """ "has deployed observers in Chad", "sent doctors to Mali"; not "sent voters home", "sent lawyers a letter"."""
    if frame.thing is None or frame.lemma not in ("deploy", "send", "dispatch", "fly", "airlift"):
        return False
    if slots.resource.label not in HELPERS:
        return False
    return any(b.entity is not None for b in slots.beneficiaries())


def _is_given_back(frame: Frame, slots: Slots) -> bool:
    """ "returned eleven paintings to Ghana"; not "returned his call", "returned to Ghana"."""
    if frame.thing is None or frame.thing.pos_ != "NOUN" or slots.resource.kind in SOLID:
        return False
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
    entities = {e.key: e.kind for e in slots.reading.entities}
    return any(
        b.entity is not None and entities.get(b.entity) in kinds for b in slots.beneficiaries()
    )
