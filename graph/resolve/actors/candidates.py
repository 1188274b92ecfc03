"""Undecided lines of the ledger → actors that may be the same, after what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Actor, ActorKind, Decision, Judge, Verdict
from graph.resolve.actors.evidence import MARGIN
from graph.resolve.ledger import standing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another actor that may be the same, how likely, and why."""

    actor: str
    other: str
    score: float
    reason: str


def candidates_of(
    automatic: Iterable[Decision],
    before: Sequence[Actor],
    after: Sequence[Actor],
    ledger: Iterable[Decision],
) -> Iterator[Candidate]:
    """Candidates by actor and id; each pair once, by its best reason.

    `before` are the actors as rules made them, which the lines name; `after` those that people's decisions left. Who
    was told apart by a person is no candidate any more.
    """
    now = _Now(before, after)
    refused = {
        frozenset((now.of(d.left), now.of(d.right)))
        for d in standing(ledger, "actor")
        if d.judge is Judge.PERSON and d.verdict is Verdict.NOT_SAME
    }
    best: dict[tuple[str, str], Candidate] = {}
    for line in automatic:
        left, right = now.of(line.left), now.of(line.right)
        if line.verdict is not Verdict.UNSURE or left is None or right is None or left == right:
            continue
        known = best.get((left, right))
        if frozenset((left, right)) not in refused and (known is None or known.score < line.score):
            best[left, right] = Candidate(left, right, line.score, line.reason)
    for pair in sorted(best):
        yield best[pair]


def followed(actors: Iterable[Actor], least: float, act: int = 0) -> Iterator[Decision]:
    """A person's word that candidates of at least this score are the same, the likeliest first; each pair once.

    `act` tells this time from another, so that one `undo` takes back what was accepted at once. An actor with two candidates that are about as likely is left alone: "Lund" is not both Ada and Ola Lund.
    """
    listed = list(actors)
    kinds = {actor.id: actor.kind for actor in listed}
    found = []
    for actor in listed:
        ranked = sorted(actor.candidates, key=lambda pair: (-pair[1], pair[0]))
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] >= MARGIN)
        if clear and ranked[0][1] >= least and may_be_one(actor.kind, kinds[ranked[0][0]]):
            found.append((ranked[0][1], ranked[0][0], actor.id))
    seen: set[frozenset[str]] = set()
    for score, other, own in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if frozenset((own, other)) in seen:  # each names the other
            continue
        seen.add(frozenset((own, other)))
        reason = f"{_ACCEPTED} {least:g} were accepted (act {act}); this one had {score:.2f}"
        yield Decision("actor", other, own, Verdict.SAME, Judge.PERSON, 1.0, reason)


_ACCEPTED = "candidates of at least"


def act_of(decision: Decision) -> str | None:
    """What tells the decisions that were made at once by accepting candidates; None for any other."""
    return decision.reason.partition(";")[0] if decision.reason.startswith(_ACCEPTED) else None


def may_be_one(one: ActorKind, other: ActorKind) -> bool:
    """Whether a reader may rightly call two actors of these kinds one: "Norway" and its government."""
    return one is other or frozenset((one, other)) in _MAY_BE_ONE


_MAY_BE_ONE = frozenset(
    frozenset(pair)
    for pair in (
        (ActorKind.PERSON, ActorKind.UNNAMED),
        (ActorKind.ORGANISATION, ActorKind.GOVERNMENT),
        (ActorKind.ORGANISATION, ActorKind.GROUP),
        (ActorKind.ORGANISATION, ActorKind.UNNAMED),
        (ActorKind.COUNTRY, ActorKind.GOVERNMENT),
        (ActorKind.COUNTRY, ActorKind.PLACE),
        (ActorKind.GROUP, ActorKind.UNNAMED),
        (ActorKind.GOVERNMENT, ActorKind.UNNAMED),
    )
)


class _Now:
    """What a side of a decision is now: an entity ("document/key") or an actor, which may have been merged."""

    def __init__(self, before: Sequence[Actor], after: Sequence[Actor]) -> None:
        self._owner = {place: actor.id for actor in after for place in actor.entities}
        self._ids = {actor.id for actor in after}
        self._places = {actor.id: actor.entities for actor in before}

    def of(self, side: str) -> str | None:
        """The id of the actor that it is part of."""
        if side in self._ids:
            return side
        if side in self._places:
            return next((self._owner[p] for p in self._places[side] if p in self._owner), None)
        document, _, key = side.rpartition("/")
        return self._owner.get((document, int(key))) if key.isdigit() else None
