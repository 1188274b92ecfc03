"""Deeds that count by verb and thing together, though neither would by itself: a summit hosted, a part refused, a fee waived."""

from __future__ import annotations

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.goods import GATHERINGS
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.model import Status

_PARTS = frozenset("participation involvement participant contribution".split())
_WAIVED = frozenset("fee charge interest claim duty tariff levy tax fare rent fine debt".split())
_MISSIONS = frozenset("mission deployment operation contingent".split())
_SENT = frozenset(
    "police training peacekeeping military naval monitoring border-guard observer eu un".split()
)
_TASKS = frozenset("train protect monitor escort police patrol secure observe".split())
_STOPPED = frozenset({"freeze", "suspend", "halt", "pause", "withhold"})
_HANDED = frozenset("delivery shipment disbursement payment transfer".split())


def is_worth_of_itself(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """Whether verb and thing make a commitment that the general gate would not see.

    Examples: "offered to host a summit", "ruled out any participation", "would waive landing charges", "not willing to go
    beyond $5 million". Counter-examples: "hosted a summit", "ruled out a penalty", "waived her rights".
    """
    thing = frame.thing
    if thing is None or how.status is Status.DELIVERED:
        return False
    word = thing.lemma_.lower()
    if frame.lemma.split()[0] == "go":
        return bool(frame.operators) or how.status is Status.REFUSED
    if frame.lemma == "host":
        return word in GATHERINGS and _is_offered(frame, how)
    if frame.lemma in ("rule out", "refuse"):
        return word in _PARTS and how.status is Status.REFUSED
    if frame.lemma == "waive":
        return word in _WAIVED
    if frame.lemma == "approve":
        aims = (c for c in thing.rights if c.dep_ == "acl" and c.tag_ == "VB")
        sent = any(c.lemma_.lower() in _SENT for c in thing.lefts)
        return word in _MISSIONS and (sent or any(c.lemma_ in _TASKS for c in aims))
    if frame.lemma in _STOPPED:
        return word in _HANDED and slots.condition() is not None
    if frame.lemma == "accept":
        return _is_sum_accepted(how, slots)
    return False


def _is_offered(frame: Frame, how: Verdict) -> bool:
    """ "offered to host talks", "refuses to host the summit"; not "will host the summit", which is on a calendar."""
    return how.status in (Status.READY, Status.REFUSED) and bool(frame.operators)


def _is_sum_accepted(how: Verdict, slots: Slots) -> bool:
    """ "ready to accept €50bn on condition that …": a bargain's other side; not "agreed to accept $5 in damages"."""
    amount = slots.quantity
    return (
        how.status in (Status.READY, Status.REFUSED)
        and amount is not None
        and bool(amount.currency)
        and slots.condition() is not None
    )
