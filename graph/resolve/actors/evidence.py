"""Weighs whether an entity of a document is an actor met before, and says why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from graph.model import ActorKind, Gender
from graph.parse.persons import first_names_agree, same_surname
from graph.resolve.actors.profile import Profile, Reference, shortens, spelling
from graph.resolve.actors.tenure import Tenures

JOIN = 0.5  # at or above: the same actor
MAYBE = 0.3  # at or above: a candidate, shown as such and never merged
MARGIN = 0.08  # a surname alone must fit one actor better than the next by so much
_Counted = TypeVar("_Counted", str, Gender)
_GENERIC = frozenset(
    "ministry department of the defence defense foreign affairs interior justice finance health court supreme high parliament "
    "police national guard army navy air force military state city council university party senate house assembly committee "
    "commission central bank government cabinet office agency security service central constitutional federal and for "
    "education trade energy labor labour treasury".split()
)


@dataclass(slots=True)
class Cluster:
    """An actor as known so far: counts over its entities, so that adding one costs the same ever after."""

    kind: ActorKind
    number: int  # order of founding
    known: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)  # folded names
    aliases: Counter[str] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    tenures: Tenures = field(default_factory=Tenures)
    entities: list[Reference] = field(default_factory=list)
    cardinality: int | None = None

    def add(self, profile: Profile) -> None:
        """Count one more entity."""
        self.known = self.known or profile.known
        self.names[profile.name] += profile.weight
        self.forms[profile.words] += 1
        self.aliases.update(profile.shown)
        self.genders.update([profile.gender] if profile.gender else [])
        self.countries.update([profile.country] if profile.country else [])
        self.posts.update(profile.posts)
        self.tenures.add(profile.held, profile.published)
        self.company.update(profile.company)
        self.entities.append(profile.reference)
        self.cardinality = self.cardinality or profile.cardinality

    @property
    def country(self) -> str | None:
        """The country most documents give it."""
        return _top(self.countries)

    @property
    def gender(self) -> Gender | None:
        """The gender most documents give it."""
        return _top(self.genders)

    @property
    def full(self) -> bool:
        """Whether a person's first name is known."""
        return any(len(words) > 1 for words in self.forms)


def _top(counts: Counter[_Counted]) -> _Counted | None:
    return max(sorted(counts), key=lambda k: counts[k]) if counts else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A score in [0, 1] with its reasons in words."""

    score: float
    reason: str


NOTHING = Weighed(0.0, "nothing in common")


def weigh(profile: Profile, cluster: Cluster) -> Weighed:
    """How likely the entity is the actor. Cost grows with the entity's own document only."""
    if profile.known or cluster.known:
        same = profile.known is not None and profile.known == cluster.known
        if same and profile.kind is not ActorKind.PERSON:
            return Weighed(1.0, f"both are {profile.known} of the knowledge base")
        if profile.known and cluster.known and not same:
            return NOTHING
    match profile.kind:
        case ActorKind.PERSON:
            return _person(profile, cluster)
        case ActorKind.ORGANISATION | ActorKind.GOVERNMENT:
            return _body(profile, cluster)
        case ActorKind.GROUP:
            return _group(profile, cluster)
        case ActorKind.PLACE | ActorKind.COUNTRY:
            return _place(profile, cluster)
        case _:
            return NOTHING


def _person(profile: Profile, cluster: Cluster) -> Weighed:
    if profile.gender and cluster.gender and profile.gender is not cluster.gender:
        return NOTHING
    named = _same_name(profile, cluster)
    if named is None:
        return NOTHING
    parts = [named, _countries(profile, cluster, -0.3), _posts(profile, cluster)]
    parts.append(cluster.tenures.apart(profile.held, profile.published))
    return _sum([*parts, _company(profile, cluster)])


def _same_name(profile: Profile, cluster: Cluster) -> tuple[float, str] | None:
    words = profile.words
    if words in cluster.forms:
        return (
            (0.62, f"full name “{profile.name}”")
            if profile.full
            else (0.15, f"name “{profile.name}”")
        )
    for form in cluster.forms:
        if profile.full and len(form) > 1:
            # the family name may come first: "Kim Jong Un", "Jong Un Kim"
            surname = same_surname(spelling(form[-1]), spelling(words[-1])) or form[0] == words[0]
            if (surname and first_names_agree(form, words)) or set(form) == set(words):
                return 0.56, f"“{profile.name}” fits “{' '.join(form).title()}”"
        elif _called(form, words):
            return 0.2, f"surname of “{' '.join(form if len(form) > 1 else words).title()}”"
    return None


def _called(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter is the surname of the longer; of an East Asian name also the first word."""
    short, long = sorted((one, other), key=len)
    word = spelling(short[-1])
    ends = {spelling(long[-1])} | (
        {long[0]} if len(long) > 1 and long[0] in _FAMILY_FIRST else set()
    )
    return len(short) == 1 and word in ends


_FAMILY_FIRST = frozenset(
    "kim moon xi lee park li wang zhang chen liu hu wen nguyen ban yoon choi".split()
)


def _countries(profile: Profile, cluster: Cluster, conflict: float) -> tuple[float, str]:
    if profile.country is None or not cluster.countries:
        return 0.0, ""
    if profile.country in cluster.countries:
        return 0.2, f"both of {profile.country}"
    return conflict, f"one of {profile.country}, one of {cluster.country}"


def _posts(profile: Profile, cluster: Cluster) -> tuple[float, str]:
    if not profile.posts or not cluster.posts:
        return 0.0, ""
    shared = sorted(w for w in profile.posts if w in cluster.posts)
    if not shared:
        return -0.15, f"posts differ ({', '.join(sorted(profile.posts)[:3])})"
    return (0.25 if len(shared) > 1 else 0.15), f"post in common ({', '.join(shared[:3])})"


def _company(profile: Profile, cluster: Cluster, most: float = 0.3) -> tuple[float, str]:
    """Actors named in both documents: the topic they share."""
    shared = [c for c in sorted(profile.company) if c in cluster.company]
    if shared:
        return min(most, 0.06 * len(shared)), f"{len(shared)} actors named beside both"
    if len(profile.company) >= 5 and len(cluster.company) >= 5:
        return -0.2, "no actor named beside both"
    return 0.0, ""


def _body(profile: Profile, cluster: Cluster) -> Weighed:
    country = _countries(profile, cluster, -0.4)
    company = _company(profile, cluster)
    if profile.words in cluster.forms:
        generic = _GENERIC.issuperset(profile.words)
        return _sum([(0.42 if generic else 0.7, f"name “{profile.name}”"), country, company])
    own = {" ".join(profile.words), *profile.aliases}
    theirs = {" ".join(form) for form in cluster.forms} | {a.casefold() for a in cluster.aliases}
    if shared := sorted(own & theirs):
        return _sum([(0.5, f"also called “{shared[0]}”"), country, company])
    if any(_may_be_short(profile, cluster, name) for name in sorted(cluster.names)):
        return _sum([(0.3, f"“{profile.name}” may be short for it"), country, company])
    return NOTHING


def _may_be_short(profile: Profile, cluster: Cluster, name: str) -> bool:
    """Whether one name shortens the other. What is known goes by the names that are known of it, so that the longer
    name of something unknown is another's: the "Ford Foundation" is not Ford."""
    shorter = shortens(profile.name, name) and (not profile.known or cluster.known is not None)
    longer = shortens(name, profile.name) and (not cluster.known or profile.known is not None)
    return shorter or longer


def _group(profile: Profile, cluster: Cluster) -> Weighed:
    """ "26 countries" are the same ones where the topic is; "Norwegians" are always the Norwegians."""
    if profile.words not in cluster.forms:
        return NOTHING
    if profile.cardinality is not None:
        return _sum([(0.4, f"“{profile.name}”"), _company(profile, cluster)])
    proper = profile.name[:1].isupper() and len(profile.words) == 1
    return Weighed(0.8, f"name “{profile.name}”") if proper else NOTHING


def _place(profile: Profile, cluster: Cluster) -> Weighed:
    if profile.words not in cluster.forms or profile.kind is not cluster.kind:
        return NOTHING
    return _sum([(0.65, f"place “{profile.name}”"), _countries(profile, cluster, -0.5)])


def _sum(parts: list[tuple[float, str]]) -> Weighed:
    score = min(max(sum(value for value, _ in parts), 0.0), 0.99)
    return Weighed(round(score, 4), "; ".join(reason for _, reason in parts if reason))
