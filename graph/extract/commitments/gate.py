"""Which frames are worth a commitment: the thing must be something that can be given, done or held to."""

from __future__ import annotations

from graph.extract.commitments.frames import Frame
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.model import ResourceKind, Status

_SOLID = frozenset(
    {ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.WEAPONS, ResourceKind.VEHICLES, ResourceKind.AIRCRAFT,
     ResourceKind.VACCINES}
)  # fmt: skip
_GIFTS = frozenset(
    {
        "aid",
        "assistance",
        "equipment",
        "supply",
        "food",
        "medicine",
        "package",
        "fuel",
        "relief",
        "generator",
        "tent",
    }
)
_SECOND_PERSON = frozenset({"you", "your", "yours", "subscribe", "click", "newsletter", "inbox"})
_HELP = frozenset({"help", "support", "assist", "aid", "back"})


def worth(frame: Frame, how: Verdict, slots: Slots, lex: Lexicon) -> bool:
    """Whether the frame is a commitment of somebody, not a figure of speech, an offer to readers or a mere act.

    Example: "promised 40 ambulances". Counter-example: "promised a bright future", "offers a free trial".
    """
    thing = frame.thing
    if _is_advertising(frame) or (thing is not None and thing.pos_ == "PRON"):
        return False
    amount = slots.quantity
    money = amount is not None and amount.currency
    if thing is not None and thing.lemma_.lower() in lex.never and not money:
        return False
    resource = slots.resource
    if how.status is Status.DELIVERED:
        return _worth_when_done(frame, slots, lex)
    if any(o.strong for o in frame.operators) or (
        frame.status is not None and frame.lemma in lex.strong
    ):
        return _worth_when_promised(frame, slots, lex)
    if thing is None or thing.i == frame.core.i:
        return frame.lemma in _HELP and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED)
    if frame.recipient is not None and frame.lemma in lex.recipients and not resource.known:
        return _worth_for_recipient(frame, how, slots)
    if frame.lemma in lex.people:
        return resource.kind is ResourceKind.RESETTLEMENT
    return resource.known or money or (amount is not None and amount.unit is not None)


def _worth_for_recipient(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """ "ready to support Ukraine", "will back Kyiv"; not "wants to help voters"."""
    named = any(b.entity is not None for b in slots.beneficiaries())
    return named and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED, Status.ALLOCATED)


def _worth_when_done(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """Deeds count where a thing was handed over, to somebody or in an amount."""
    if frame.status is not None and frame.core.pos_ != "NOUN":
        return True
    if frame.lemma not in lex.objects | lex.with_thing | lex.people | {"train", "fund", "finance"}:
        return False
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
        "pay",
        "spend",
        "acquire",
        "purchase",
        "double",
        "share",
        "return",
        "take",
        "free",
        "award",
        "receive",
        "second",
        "field",
    ):
        return False
    resource, amount = slots.resource, slots.quantity
    solid = resource.kind in _SOLID or resource.label in _GIFTS
    counted = amount is not None and (amount.currency or amount.unit is not None) and resource.known
    if resource.kind in (ResourceKind.RESETTLEMENT, ResourceKind.TRAINING):
        return amount is not None
    return (solid or counted) and (bool(slots.beneficiaries()) or (counted and solid))


def _worth_when_promised(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """A promise needs a thing of substance: "vowed revenge" and "promised to be honest" are words."""
    if frame.thing is None:
        return frame.lemma in _HELP
    if slots.resource.known or slots.quantity is not None:
        return True
    return (
        frame.thing.pos_ in ("NOUN", "PROPN")
        and frame.status is None
        and frame.lemma not in ("be", "have", "do")
    )


def _is_advertising(frame: Frame) -> bool:
    words = {t.lower_ for t in frame.core.sent}
    return bool(words & _SECOND_PERSON) and not any(t.text in '“”"' for t in frame.core.sent)
