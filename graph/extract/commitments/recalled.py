"""What an earlier commitment must complete: "withdrew the offer", "would send 5,000 more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.model import Commitment, Mention, Status

_FURTHER = frozenset({"more", "another", "further", "rest"})


def takes_back(frame: Frame, how: Verdict, lex: Lexicon) -> bool:
    """ "withdrew the offer", "scrapped its pledge": what was offered stands somewhere before.

    Counter-example: "withdrew an offer to buy the bank" tells itself what was offered.
    """
    thing = frame.thing
    if how.status is not Status.WITHDRAWN or thing is None or frame.core.pos_ == "NOUN":
        return False
    told = any(c.dep_ in ("acl", "prep", "relcl") for c in thing.children)
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "that", "this") for c in thing.lefts)
    return thing.lemma_.lower() in lex.of_nouns and known and not told


def gives_more(frame: Frame, slots: Slots) -> bool:
    """ "would send 5,000 more": of what was given before. Counter-example: "would do more", "sent 5,000 more tents"."""
    thing = frame.thing
    return thing is not None and thing.lower_ in _FURTHER and slots.quantity is not None


def completed(made: Commitment, before: Sequence[Commitment]) -> Commitment | None:
    """The commitment with thing and kind of the last one of the same actor; None where there is none.

    The amount that is taken back comes along only where it stands inside the evidence.
    """
    earlier = next((c for c in reversed(before) if same_actor(c.actor, made.actor)), None)
    if earlier is None:
        return None
    quantity = made.quantity
    if quantity is None and earlier.quantity is not None:
        inside = made.evidence.start <= earlier.quantity.span.start < made.evidence.end
        quantity = earlier.quantity if inside else None
    elif quantity is not None and quantity.unit is None and earlier.quantity is not None:
        unit = earlier.quantity
        quantity = replace(quantity, unit=unit.unit, currency=unit.currency, item=unit.item)
    return replace(
        made, kind=earlier.kind, resource=earlier.resource, label=earlier.label, quantity=quantity,
        beneficiaries=made.beneficiaries or earlier.beneficiaries,
    )  # fmt: skip


def same_actor(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one entity of the document, or hold the same words."""
    if one.entity is not None:
        return one.entity == other.entity
    return one.text.casefold() == other.text.casefold()
