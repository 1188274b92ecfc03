"""How much a build merges by itself among people whom texts describe: three operating points, and who is left out."""

from __future__ import annotations

from enum import StrEnum

from graph.parse.person_words import person_words
from graph.resolve.mentions.features import Seen
from graph.resolve.mentions.gathering import Cut, Ties
from graph.resolve.mentions.words import alike as alike_words


class Merging(StrEnum):
    """How sure the model must be before a build takes two for one.

    `CAUTIOUS`: nobody is merged by the model, all are candidates. `BALANCED`, the default: those whose mentions somebody gave (the
    column `mentions` of a manifest), where something firm speaks for it; whom only the build found stay candidates, since
    texts are full of voters and of young men who are nobody in particular. `EAGER`: those found, too; fit for texts on one
    event, not for mixed news. What each costs and brings is in data/results/actors.json.
    """

    CAUTIOUS = "cautious"
    BALANCED = "balanced"
    EAGER = "eager"


_NOBODY = 2.0  # more than any chance
_CUTS = {
    Merging.CAUTIOUS: Cut(_NOBODY, _NOBODY, _NOBODY, Ties.AT_ODDS),
    Merging.BALANCED: Cut(0.15, 0.15, 0.3, Ties.GIVEN),
    Merging.EAGER: Cut(0.15, 0.15, 0.3, Ties.FIRM),
}


def cut_of(merging: Merging) -> Cut:
    """The least mean chances of an operating point, chosen on held-out topics of ECB+ train."""
    return _CUTS[merging]


LIKE = 0.15  # cosine of two texts below which they may tell of different days of one affair
_NOUNS_ALIKE = 0.6  # cosine of "gunman" and "shooter"


# Who speaks for others, or is one of many who do: "a spokesman said" in one text names nobody of another.
_SPEAKING = frozenset(
    "source official spokesman spokeswoman spokesperson representative rep aide adviser advisor insider friend relative "
    "colleague lawyer attorney publicist neighbour neighbor witness analyst expert critic observer diplomat investigator "
    "prosecutor reporter journalist correspondent people person authority resident supporter opponent doctor user "
    "customer voter investor economist senator lawmaker politician passenger employee worker member".split()
)


_SENT = _SPEAKING | {"delegate", "negotiator", "envoy", "ambassador"}
_NEW = frozenset("a an one another some".split())


def ties_of(one: Seen, other: Seen, alike: float) -> Ties:
    """Whether two people of texts that are so much alike may be merged without asking anybody.

    What is firm is a noun, a deed or an age in common in texts on one event. "Three miners" and "four miners", "a Russian
    envoy" and "a Japanese envoy", "a spokesman" and Ada Lund are at odds.
    """
    if _at_odds(one, other):
        return Ties.AT_ODDS
    if alike < LIKE:
        return Ties.LOOSE
    if one.actor and other.actor:
        return _firmly(one, other)
    named = bool(one.actor or other.actor)
    firm = _firm_name(one, other) if named else _firm(one, other)
    return _firmly(one, other) if firm else Ties.LOOSE


def _firmly(one: Seen, other: Seen) -> Ties:
    return Ties.GIVEN if one.portrait.given and other.portrait.given else Ties.FIRM


def _at_odds(one: Seen, other: Seen) -> bool:
    x, y = one.portrait, other.portrait
    if x.number is not None and y.number is not None and x.number != y.number:
        return True
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    if one.wording.another is not other.wording.another:
        return True
    a, b = one.wording.order, other.wording.order
    if a and b and not a & b:
        return True
    if bool(one.actor) is bool(other.actor):
        return False
    unnamed, named = (one, other) if other.actor else (other, one)
    many = bool(unnamed.plural) and not named.body
    return many or not _SPEAKING.isdisjoint(unnamed.nouns)


def are_two(one: Seen, other: Seen) -> bool:
    """Whether the words tell two apart whom nobody gave: "a spokeswoman" is no "delegate", and in a text on the midwife Ada Lind
    "one midwife" is one more.

    Of mentions that somebody gave the one who gave them knows better.
    """
    if one.portrait.given and other.portrait.given:
        return False
    if one.document == other.document:
        return any(s.name.split(" ")[0].lower() in _NEW for s in (one, other) if not s.actor)
    spoken = not _SENT.isdisjoint(one.nouns) and not _SENT.isdisjoint(other.nouns)
    return spoken and not one.actor and not other.actor and one.nouns.isdisjoint(other.nouns)


def _firm(one: Seen, other: Seen) -> bool:
    """Two unnamed: a noun or a deed in common; of those who speak for others a noun, and no word that only one side has."""
    shared = one.nouns & other.nouns
    if not _SPEAKING.isdisjoint(one.nouns | other.nouns):
        return bool(shared) and _fit(one.modifiers, other.modifiers)
    return (
        bool(shared)
        or alike_words(one.nouns, other.nouns) >= _NOUNS_ALIKE
        or _same_deed(one, other)
    )


def _fit(some: frozenset[str], others: frozenset[str]) -> bool:
    return some <= others or others <= some


def _firm_name(one: Seen, other: Seen) -> bool:
    """A noun or a deed in common; of an office also whose it is: "the Malta minister" is no minister of Norway.

    "His wife" is Ada Lund where a text calls her a wife, and not where she only acts beside him.
    """
    unnamed, named = (one, other) if other.actor else (other, one)
    shared = unnamed.nouns & named.nouns
    if shared & person_words().offices:
        return unnamed.modifiers <= named.modifiers | set(named.words)
    if shared or unnamed.wording.somebodys:
        return bool(shared)
    return _same_deed(one, other) or _same_age(one, other)


def _same_deed(one: Seen, other: Seen) -> bool:
    return bool(one.does & other.does - _SAID or one.suffers & other.suffers - _SAID)


def _same_age(one: Seen, other: Seen) -> bool:
    return one.portrait.age is not None and one.portrait.age == other.portrait.age


_SAID = frozenset(
    "add tell announce believe claim deny hope know mean note see show speak think want use".split()
)
