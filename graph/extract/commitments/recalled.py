"""What an earlier commitment must complete: "withdrew the offer", "would send 5,000 more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.goods import SOLID
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.model import Commitment, Mention, Quantity, ResourceKind, Status

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


def counts_anew(frame: Frame, slots: Slots) -> bool:
    """ "Kenya will lend 20", "is to provide 60 of them": a bare number, of what was told just before.

    Counter-examples: "will pay 20", "sent 20 trucks", "provided one of the best".
    """
    thing, amount = frame.thing, slots.quantity
    if thing is None or thing.tag_ != "CD" or amount is None or amount.currency:
        return False
    if frame.lemma in _PAID or (amount.value or 0) < 2:
        return False
    inner = [k.lower_ for c in thing.rights for k in (c, *c.children) if c.dep_ == "prep"]
    return thing.ent_type_ != "MONEY" and inner in ([], ["of", "them"], ["of", "these"])


def of_what_was_told(
    made: Commitment, before: Sequence[Commitment], quantities: Sequence[Quantity]
) -> Commitment | None:
    """The commitment with the thing of the last one, whoever gave it; None where it stands too far before.

    What is counted in between may be meant as well: "sent trucks. The mission needs 90 guards. Chad will send 20".
    """
    earlier = before[-1] if before else None
    if earlier is None or earlier.kind not in _COUNTED:
        return None
    end, start = earlier.evidence.end, made.evidence.start
    if not 0 <= start - end < _NEAR:
        return None
    if any(end <= q.span.start < start and not q.currency for q in quantities):
        return None
    quantity = made.quantity
    if quantity is not None and earlier.quantity is not None:
        counted = earlier.quantity
        quantity = replace(quantity, unit=counted.unit, item=counted.item)
    return replace(
        made, kind=earlier.kind, resource=earlier.resource, label=earlier.label, quantity=quantity
    )


_PAID = frozenset({"pay", "repay", "spend", "invest"})
_NEAR = 250  # characters
_COUNTED = SOLID | {ResourceKind.OTHER, ResourceKind.TRAINING}


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
