"""Undecided lines of the ledger → actors that may be the same, after what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.model import Actor, ActorKind, Decision, Judge, Verdict
from graph.resolve.actors.evidence import MARGIN
from graph.resolve.actors.judged import WITHOUT_NAME
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
    now = Now(before, after)
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


def followed(
    actors: Iterable[Actor], least: float, act: int = 0, *, reason: str = "", force: bool = False
) -> Iterator[Decision]:
    """A person's word that candidates of at least this score are the same, the likeliest first; each pair once.

    `act` tells this time from another, so that one `undo` takes back what was accepted at once. An actor with two
    candidates that are about as likely is left alone, and so is one of whom two named actors say that it may be they: "Lund"
    is not both Ada and Ola Lund. With `force` actors of kinds that differ are accepted, too.
    """
    by_id = {actor.id: actor for actor in actors}
    found = []
    for actor in by_id.values():
        ranked = sorted(actor.candidates, key=lambda pair: (-pair[1], pair[0]))
        if not ranked or not _is_clear(ranked):
            continue
        other, score = ranked[0]
        if score >= least and (force or may_be_one(actor.kind, by_id[other].kind)):
            found.append((score, other, actor.id))
    why = f"; {reason}" if reason else ""
    for score, other, own in _without_rivals(found, by_id):
        said = f"{_ACCEPTED} {least:g} were accepted (act {act}); this one had {score:.2f}{why}"
        yield Decision("actor", other, own, Verdict.SAME, Judge.PERSON, 1.0, said)


def _is_clear(ranked: Sequence[tuple[str, float]]) -> bool:
    return len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= MARGIN


_Pair = tuple[float, str, str]  # score, other, own


def _without_rivals(found: Sequence[_Pair], actors: Mapping[str, Actor]) -> Iterator[_Pair]:
    """The likeliest first, without pairs by which two names would meet that are no candidates of each other."""
    listed = {frozenset((own, other)) for _, other, own in found}
    rivals = _contested(found, actors)
    group = {i: [i] for i in actors}
    seen: set[frozenset[str]] = set()
    for score, other, own in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        pair = frozenset((own, other))
        named = (
            [i for i in group[side] if actors[i].kind not in WITHOUT_NAME] for side in (own, other)
        )
        meet = {frozenset((a, b)) for a, b in product(*named) if a != b}
        if pair in seen or pair in rivals or not meet <= listed:
            continue  # each names the other, or two names would meet
        seen.add(pair)
        if group[own] is not group[other]:
            together = [*group[own], *group[other]]
            group |= dict.fromkeys(together, together)
        yield score, other, own


def _contested(found: Sequence[_Pair], actors: Mapping[str, Actor]) -> set[frozenset[str]]:
    """Pairs of one with each of two named ones who are about as likely and no candidates of each other."""
    listed = {frozenset((own, other)) for _, other, own in found}
    named: dict[str, dict[str, float]] = defaultdict(dict)
    for score, other, own in found:
        for one, with_ in ((own, other), (other, own)):
            if actors[with_].kind not in WITHOUT_NAME:
                named[one][with_] = max(score, named[one].get(with_, 0.0))
    rivals = set()
    for one, of in named.items():
        ranked = sorted(of.items(), key=lambda pair: (-pair[1], pair[0]))
        if not _is_clear(ranked) and frozenset((ranked[0][0], ranked[1][0])) not in listed:
            rivals |= {frozenset((one, other)) for other in of}
    return rivals


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


class Now:
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
