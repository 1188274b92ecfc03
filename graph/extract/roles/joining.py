"""Makes one role of all the places where a document says the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.extract.roles.found import MEMBER
from graph.model import Mention, Role


def one_per_post(roles: Iterable[Role]) -> list[Role]:
    """The roles without repetitions, in text order.

    "President Lund" after "Norwegian President Kari Lund" says nothing new. The reading that says more wins:
    one with an organisation before one without, the earlier of equals.
    """
    kept: list[Role] = []
    for role in sorted(roles, key=lambda r: (r.evidence.start, -r.evidence.end)):
        same = next((k for k, other in enumerate(kept) if _same(role, other)), None)
        if same is None:
            kept.append(role)
        elif kept[same].organisation is None and role.organisation is not None:
            kept[same] = replace(role, person=_fuller(role.person, kept[same].person))
    known = [_with_organisation(role, kept) for role in kept if not _is_implied(role, kept)]
    return sorted(known, key=lambda r: (r.evidence.start, r.evidence.end))


def _with_organisation(role: Role, others: list[Role]) -> Role:
    """A post without an organisation has that of the same person's same post in another tense."""
    if role.organisation is not None:
        return role
    for other in others:
        same = _same_person(role.person, other.person) and _head(role.title) == _head(other.title)
        if same and other.organisation is not None:
            return replace(role, organisation=other.organisation)
    return role


def _is_implied(role: Role, others: list[Role]) -> bool:
    """Whether a bare membership says less than a post of the same person in the same body."""
    if role.title != MEMBER:
        return False
    return any(
        other is not role
        and not other.former
        and other.organisation is not None
        and _same_person(role.person, other.person)
        and _compatible(role.organisation, other.organisation)
        for other in others
    )


def _same(one: Role, other: Role) -> bool:
    return (
        _same_person(one.person, other.person)
        and _head(one.title) == _head(other.title)
        and one.former == other.former
        and _compatible(one.organisation, other.organisation)
    )


def _same_person(one: Mention, other: Mention) -> bool:
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    return one.text.split()[-1:] == other.text.split()[-1:]


def _compatible(one: Mention | None, other: Mention | None) -> bool:
    if one is None or other is None:
        return True
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    return one.text.casefold() == other.text.casefold()


def _fuller(one: Mention, other: Mention) -> Mention:
    return one if len(one.text) >= len(other.text) else other


def _head(title: str) -> str:
    """The noun that the title turns on: "minister" of "minister of state for trade"."""
    words = title.casefold().replace("-", " ").split()
    for preposition in ("of", "for", "at", "to", "on"):
        if preposition in words[1:]:
            words = words[: words.index(preposition, 1)]
    return words[-1]
