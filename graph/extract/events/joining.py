"""Makes one event of its mentions in a document: "the Oslo summit" is "the summit in Oslo last week"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graph.extract.events.slots import phrase
from graph.extract.events.trigger import Trigger
from graph.extract.named import same_actor
from graph.model import Event, EventState, EventType, Grain, Mention, TimeExpression
from graph.parse import Reading

# A meeting that a text once calls a summit is a summit.
_RANK = {EventType.SUMMIT: 3, EventType.MEETING: 2}


NEAR = 600  # characters within which "the summit" means the summit last spoken of


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event. `back` marks a definite one that does not say where: "the summit".

    One that does not say `enough` by itself only adds to an event told before.
    """

    event: Event
    back: bool = False
    enough: bool = True


def refers_back(trigger: Trigger, event: Event) -> bool:
    """ "the summit, chaired by Lund" after "a summit in Oslo" is the same; "the Oslo summit" says where."""
    if event.place is not None or trigger.token.pos_ == "VERB":
        return False
    head = phrase(trigger)
    return any(t.dep_ == "det" and t.lower_ in ("the", "this", "that") for t in head.children)


def one_per_event(reading: Reading, told: Iterable[Told]) -> list[Event]:
    """The events, each once, in text order of their first mention."""
    kept: list[Event] = []
    for one in told:
        event = one.event
        same = [k for k, other in enumerate(kept) if one.enough and _is_same(reading, event, other)]
        if not same and one.back:
            same = [k for k, other in enumerate(kept) if _is_near(event, other)][-1:]
        if not same and one.enough:
            kept.append(event)
        elif same:
            kept[same[0]] = _joined(kept[same[0]], event)
    return kept


def _is_near(event: Event, other: Event) -> bool:
    """Whether a definite mention can mean the event told shortly before."""
    shared = any(same_actor(a, b) for a in event.participants for b in other.participants)
    stranger = bool(event.participants) and len(other.participants) > 1 and not shared
    return (
        other.type is event.type
        and _times_agree(event.time, other.time)
        and 0 <= event.evidence.start - other.evidence.end < NEAR
        and not stranger
    )


def _is_same(reading: Reading, one: Event, other: Event) -> bool:
    """Same kind, nothing that contradicts, and at least one slot that they share."""
    if one.type is not other.type and not {one.type, other.type} <= _RANK.keys():
        return False
    if not _times_agree(one.time, other.time) or _is_earlier(one, other):
        return False
    shared = sum(any(same_actor(a, b) for b in other.participants) for a in one.participants)
    if one.place is not None and other.place is not None:
        if _same_place(reading, one.place, other.place):
            return True
        return shared >= 2
    if one.participants and other.participants:
        return shared >= min(2, len(one.participants), len(other.participants))
    same_time = one.time is not None and other.time is not None
    return same_time and one.time.grain is Grain.DAY if one.time is not None else False


def _is_earlier(one: Event, other: Event) -> bool:
    """ "The two will meet again; they last met in May": what is planned is not what was held on a known day."""
    held = [e for e in (one, other) if e.state is EventState.HELD and e.time is not None]
    planned = [e for e in (one, other) if e.state is EventState.PLANNED]
    return bool(held and planned) and planned[0].time is None and one.type is not EventType.SUMMIT


def _same_place(reading: Reading, one: Mention, other: Mention) -> bool:
    """The same name, or a city and its country."""
    if same_actor(one, other) or one.text.casefold() == other.text.casefold():
        return True
    if one.entity is None or other.entity is None:
        return False
    first, second = reading.entities[one.entity], reading.entities[other.entity]
    return first.country is not None and first.country == second.country


def _times_agree(one: TimeExpression | None, other: TimeExpression | None) -> bool:
    """Whether the days overlap; an unknown time agrees with all."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return one.start <= _end(other) and other.start <= _end(one)


def _end(time: TimeExpression) -> date:
    return time.end or time.start or date.max


def _joined(first: Event, second: Event) -> Event:
    """One event with the slots of both; the words of the mention that says more."""
    best = second if _detail(second) > _detail(first) else first
    kind = max((first.type, second.type), key=lambda t: _RANK.get(t, 0))
    named = best if best.type is kind else first if first.type is kind else second
    more = [m for m in second.participants if not any(same_actor(m, p) for p in first.participants)]
    return replace(
        best,
        type=kind,
        label=named.label,
        place=first.place or second.place,
        time=_finer(first.time, second.time),
        participants=(*first.participants, *more),
        host=first.host or second.host,
    )


def _detail(event: Event) -> int:
    return (
        2 * (event.place is not None)
        + 2 * (event.time is not None)
        + len(event.participants)
        + _RANK.get(event.type, 0)
    )


def _finer(one: TimeExpression | None, other: TimeExpression | None) -> TimeExpression | None:
    known = [t for t in (one, other) if t is not None]
    order = list(Grain)
    return min(known, key=lambda t: (t.start is None, order.index(t.grain)), default=None)
