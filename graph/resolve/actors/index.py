"""Actors met so far, found again by keys: adding a document looks at the actors that share a key, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from graph.knowledge import Knowledge, strip_accents
from graph.model import ActorKind, Decision, Judge, StoredEntity, Verdict
from graph.parse.persons import shortened
from graph.resolve.actors.evidence import JOIN, MARGIN, MAYBE, Cluster, Weighed, weigh
from graph.resolve.actors.profile import Profile, profiles, spelling

LARGEST_BLOCK = 40  # a key shared by more actors says nothing, unless it is the whole name
DOUBT = 0.25  # share of the doubt that a weight leaves which joins deserve
_EXACT = ("known:", "whole:", "place:", "country:", "group:")
_BODIES = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)


def reference(document: str, key: int) -> str:
    """How decisions name an entity of a document."""
    return f"{document}/{key}"


class ActorIndex:
    """Groups entities into actors, document by document.

    Time and comparisons for a document depend on its own entities and on how many actors share their keys,
    not on how many documents came before.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._clusters: list[Cluster] = []
        self._blocks: dict[str, dict[int, Cluster]] = defaultdict(dict)
        self._reasons: list[tuple[Profile, Cluster, Weighed, Verdict]] = []

    @property
    def clusters(self) -> Sequence[Cluster]:
        """All actors, in the order in which they were met."""
        return tuple(self._clusters)

    def add(self, document: Sequence[StoredEntity]) -> None:
        """Join the entities of one document to actors, the surest first."""
        self.add_profiles(profiles(document, self._knowledge))

    def add_profiles(self, found: Iterable[Profile]) -> None:
        """Join entities: known ones and full names before bare surnames, which lean on them."""
        for profile in sorted(found, key=_order):
            self._place(profile)

    def _place(self, profile: Profile) -> None:
        ranked = self._ranked(profile)
        best = ranked[0] if ranked else None
        clear = best is not None and (_sure(profile) or _ahead(ranked))
        if best is not None and best[0].score >= JOIN and clear:
            cluster, verdict = best[1], Verdict.SAME
            self._reasons.append((profile, cluster, best[0], verdict))
        else:
            cluster = self._found(profile)
            for weighed, other in ranked[:3]:
                if weighed.score >= MAYBE:
                    self._reasons.append((profile, other, weighed, Verdict.UNSURE))
        cluster.add(profile)
        for key in keys(profile):
            self._blocks[key][cluster.number] = cluster

    def _ranked(self, profile: Profile) -> list[tuple[Weighed, Cluster]]:
        seen: dict[int, Cluster] = {}
        for key in lookup_keys(profile):
            block = self._blocks.get(key, {})
            if len(block) <= LARGEST_BLOCK or key.startswith(_EXACT):
                seen.update(islice(block.items(), LARGEST_BLOCK))
        same = [c for c in seen.values() if _comparable(profile.kind, c.kind)]
        weighed = [(w, c) for c in same if (w := weigh(profile, c)).score > 0]
        if len(weighed) == 1 and not _sure(profile):
            weighed = [(_only(weighed[0][0]), weighed[0][1])]
        return sorted(
            weighed,
            key=lambda pair: (-pair[0].score, -len(pair[1].entities), pair[1].number),
        )

    def _found(self, profile: Profile) -> Cluster:
        cluster = Cluster(profile.kind, len(self._clusters))
        self._clusters.append(cluster)
        return cluster

    def decisions(self, names: dict[int, str]) -> Iterator[Decision]:
        """Why each entity was joined, or may belong, to an actor; `names` maps clusters' numbers to actor ids."""
        for profile, cluster, weighed, verdict in self._reasons:
            yield Decision(
                kind="actor",
                left=reference(*profile.reference),
                right=names[cluster.number],
                verdict=verdict,
                judge=Judge.RULE,
                score=_believed(weighed.score) if verdict is Verdict.SAME else weighed.score,
                reason=weighed.reason,
            )


def _believed(score: float) -> float:
    """The weight of a join as the probability that it is right.

    Fitted with one number: of 313 joins with gold, 293 were right
    (`scripts/evaluate_confidence.py link`).
    """
    return round(1 - DOUBT * (1 - score), 4)


def _order(profile: Profile) -> tuple[bool, bool, str, int]:
    bare = profile.kind is ActorKind.PERSON and not profile.full
    return profile.known is None, bare, profile.reference[0], profile.reference[1]


def _sure(profile: Profile) -> bool:
    return profile.known is not None or profile.kind is not ActorKind.PERSON or profile.full


def _only(weighed: Weighed) -> Weighed:
    """A surname that one actor bears alone speaks for that one."""
    score = round(min(weighed.score + 0.1, 0.99), 4)
    return Weighed(score, f"{weighed.reason}; nobody else of that name")


def _ahead(ranked: list[tuple[Weighed, Cluster]]) -> bool:
    return len(ranked) < 2 or ranked[0][0].score - ranked[1][0].score >= MARGIN


def _comparable(one: ActorKind, other: ActorKind) -> bool:
    return one is other or (one in _BODIES and other in _BODIES)


def keys(profile: Profile) -> list[str]:
    """Keys under which an entity's actor is found again."""
    match profile.kind:
        case ActorKind.UNNAMED:
            return []
        case ActorKind.PERSON:
            return [*_known_key(profile), *_person_keys(profile), *_called_keys(profile)]
        case ActorKind.ORGANISATION | ActorKind.GOVERNMENT:
            return [*_known_key(profile), *_body_keys(profile)]
        case _:
            return [*_known_key(profile), f"{profile.kind}:{' '.join(profile.words)}"]


def lookup_keys(profile: Profile) -> list[str]:
    """Keys under which an entity looks for its actor."""
    if profile.known is not None:
        return [*_known_key(profile), *(k for k in keys(profile) if not k.startswith("called:"))]
    if profile.kind is ActorKind.PERSON and not profile.full:
        return _called_keys(profile)
    return [k for k in keys(profile) if not k.startswith("called:")]


def _known_key(profile: Profile) -> list[str]:
    return [f"known:{profile.known}"] if profile.known else []


def _person_keys(profile: Profile) -> list[str]:
    """Surname without vowels with the initial of each first name it may be short for."""
    if not profile.full:
        return []
    first, last = profile.words[0], profile.words[-1]
    initials = {first[0], *(n[0] for n in shortened(first))}
    named = {f"person:{skeleton(last)}:{i}" for i in initials}
    return [*sorted(named), "whole:" + " ".join(sorted(profile.words))]


def _called_keys(profile: Profile) -> list[str]:
    ends = {spelling(profile.words[-1]), profile.words[0]}
    return [f"called:{skeleton(word)}" for word in sorted(ends)]


def skeleton(word: str) -> str:
    """Consonants of a word, so that transliterations meet: "zelensky", "zelenskyi" → "zlnsk"."""
    plain = strip_accents(word)
    kept = plain[0] + "".join(c for c in plain[1:] if c not in "aeiouy")
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])


def _body_keys(profile: Profile) -> list[str]:
    names = {" ".join(profile.words), *profile.aliases}
    found = {f"body:{name}" for name in names if name} | {f"whole:{' '.join(profile.words)}"}
    if len(profile.words) > 1:
        found.add("body:" + "".join(w[0] for w in profile.words if w not in _SMALL))
        found.add(f"first:{profile.words[0]}")
    else:
        found.add(f"first:{profile.words[0]}")
    return sorted(found)


_SMALL = frozenset("of the and for in on".split())
