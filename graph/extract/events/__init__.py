"""Reads events out of a text: meetings, summits, conferences, visits, calls, votes, attacks, signings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.extract.events.joining import Told, one_per_event, refers_back
from graph.extract.events.labels import label_of
from graph.extract.events.lexicon import lexicon
from graph.extract.events.reality import state_of
from graph.extract.events.slots import host_of, participants_of, phrase, place_of, time_of
from graph.extract.events.trigger import Trigger
from graph.extract.events.triggers import triggers
from graph.model import (
    Event,
    EventState,
    EventType,
    Findings,
    Grain,
    Mention,
    Origin,
    Span,
    TimeExpression,
)
from graph.parse import Reading


class EventExtractor:
    """Yields events in text order, each once a document however often it is named.

    What is denied, conditional or merely possible is left out; what is announced is `planned`.
    """

    name = "events"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Event]:
        """The events of one document."""
        told = (self._told(reading, trigger) for trigger in triggers(reading))
        return one_per_event(reading, [one for one in told if one is not None])

    def _told(self, reading: Reading, trigger: Trigger) -> Told | None:
        """The mention, if it says enough to know the event by, or else means one told before."""
        event = self._event(reading, trigger)
        if event is None:
            return None
        back = refers_back(trigger, event)
        enough = _is_told(trigger, event.place, event.time, event.participants)
        if not enough and not (back and event.participants):
            return None
        return Told(event, back, enough)

    def _event(self, reading: Reading, trigger: Trigger) -> Event | None:
        state = state_of(trigger)
        if state is None:
            return None
        place = place_of(reading, trigger)
        time = time_of(reading, trigger)
        who = participants_of(reading, trigger, place)
        return Event(
            type=trigger.type,
            label=label_of(reading, trigger, place, time, who),
            evidence=_evidence(trigger, place, time, who),
            origin=Origin(self.name, self.version, _confidence(place, time, who)),
            place=place,
            time=time,
            participants=who,
            host=host_of(reading, trigger),
            state=_as_of(reading, state, time),
        )


def _as_of(reading: Reading, state: EventState, time: TimeExpression | None) -> EventState:
    """What lies after the day of publication is planned, whatever its tense."""
    published = reading.document.published
    later = (
        time is not None
        and time.start is not None
        and published is not None
        and time.start > published
    )
    if later and state is EventState.HELD:
        return EventState.PLANNED
    return EventState.HELD if state is EventState.PLANNED and _is_over(time, published) else state


def _is_over(time: TimeExpression | None, published: date | None) -> bool:
    """ "accused of planning last month's bombing": what lies before the day of publication was held."""
    if time is None or time.start is None or published is None or time.grain is Grain.VAGUE:
        return False
    return (time.end or time.start) < published and time.start < published


def _is_told(
    trigger: Trigger, place: Mention | None, time: TimeExpression | None, who: tuple[Mention, ...]
) -> bool:
    """Whether the mention says enough to know the event by: "the meeting" alone does not."""
    known = (place is not None) + (time is not None) + min(len(who), 2)
    plural = trigger.token.tag_ == "NNS" and trigger.clause is None
    match trigger.type:
        case EventType.SUMMIT:
            return known >= 1 and (place is not None or bool(who))
        case EventType.VISIT:
            return place is not None and bool(who)
        case EventType.ATTACK:
            lasting = trigger.token.lemma_ in ("invasion", "offensive", "siege") and time is None
            enough = known >= (3 if plural else 2) and (place is not None or bool(who))
            return (enough or (place is not None and _harms(trigger))) and not lasting
        case EventType.VOTE:
            return bool(who or place) and (time is not None or trigger.clause == trigger.token)
        case EventType.SIGNING:
            return bool(who) and known >= 2
        case _:
            return (place is not None or len(who) > 1) or known >= 2


def _harms(trigger: Trigger) -> bool:
    """ "a bombing in Oslo that left three dead": an attack that is told with its victims took place."""
    head = phrase(trigger)
    words = lexicon().objects["harm"]
    clauses = [t for t in head.children if t.dep_ in ("relcl", "acl", "advcl")]
    if head.dep_ == "nsubj" and head.head.pos_ == "VERB":
        clauses.append(head.head)
    return any(t.lemma_.lower() in words for c in clauses for t in (c, *c.subtree))


def _confidence(
    place: Mention | None, time: TimeExpression | None, who: tuple[Mention, ...]
) -> float:
    known = (place is not None) + (time is not None) + min(len(who), 2)
    return (0.5, 0.6, 0.72, 0.82, 0.88)[known]


def _evidence(
    trigger: Trigger, place: Mention | None, time: TimeExpression | None, who: tuple[Mention, ...]
) -> Span:
    """From the first to the last word that tells of the event, within its sentence."""
    head = phrase(trigger)
    sentence = Span(head.sent.start_char, head.sent.end_char)
    first = min(trigger.token.i, head.i)
    doc = head.doc
    starts, ends = [doc[first].idx], [max(t.idx + len(t) for t in (trigger.token, head))]
    for span in (
        *(m.span for m in who),
        place.span if place else None,
        time.span if time else None,
    ):
        if span is not None and sentence.contains(span):
            starts.append(span.start)
            ends.append(span.end)
    return Span(min(starts), max(ends))
