"""Who is merged by a build without asking anybody, and who stays a candidate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.config import MERGINGS
from graph.extract import extract
from graph.model import ActorKind, Document, Entity, Judge, Portrait, Span, StoredEntity, Verdict
from graph.parse import Parser, annotate
from graph.resolve.actors import Merging, resolve, stored
from graph.resolve.ledger import decide, undo
from graph.resolve.mentions.features import Rarity, Seen, see
from graph.resolve.mentions.gathering import Ties
from graph.resolve.mentions.merging import are_two, ties_of

ONE = (
    "A tour bus driver hit a woman in Lyon on Friday. The driver fled after the crash. "
    "Police searched for the driver of the tour bus."
)
TWO = (
    "Police in Lyon arrested the tour bus driver who hit a woman on Friday and fled after the crash. "
    "The driver was charged."
)
THREE = (
    "The tour bus driver who hit a woman in Lyon on Friday and fled after the crash was charged."
)


def entities(parser: Parser, *, given: bool) -> list[StoredEntity]:
    """Three reports of one crash, whose driver somebody gave or not."""
    found = []
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        start = text.index("tour bus driver")
        spans = (Span(start, start + len("tour bus driver")),) if given else ()
        document = Document(name, text, name=name, published=date(2024, 5, 3), mentions=spans)
        found += stored(extract(annotate(parser.parse(document)), ()))
    return found


def drivers(found: list[StoredEntity], merging: Merging = Merging.BALANCED) -> int:
    """How many actors are called a driver."""
    return len([a for a in resolve(found, merging=merging).actors if "driver" in a.name])


@pytest.fixture(scope="module")
def given(parser: Parser) -> list[StoredEntity]:
    """With the driver given."""
    return entities(parser, given=True)


def test_who_was_given_is_merged(given: list[StoredEntity]) -> None:
    """One driver of three texts, by the model, with score and reason."""
    assert drivers(given) == 1
    lines = [d for d in resolve(given).merges if d.judge is Judge.MODEL]
    assert len(lines) == 2
    assert all(d.verdict is Verdict.SAME and 0 < d.score <= 1 and d.reason for d in lines)


def test_whom_only_the_build_found_is_a_candidate(parser: Parser) -> None:
    """Unless a build is asked to be eager."""
    found = entities(parser, given=False)
    assert drivers(found) == 3
    assert drivers(found, Merging.EAGER) == 1


def test_a_cautious_build_merges_nobody(given: list[StoredEntity]) -> None:
    """All are candidates, as before."""
    assert drivers(given, Merging.CAUTIOUS) == 3
    assert not resolve(given, merging=Merging.CAUTIOUS).merges


def test_a_person_takes_one_out_and_back(given: list[StoredEntity]) -> None:
    """Of three who are one the first is another: the rest stay together, and an undo leaves no trace."""
    before = resolve(given)
    (driver,) = [a for a in before.actors if "driver" in a.name]
    for document, key in driver.entities:
        place = f"{document}/{key}"
        lines = decide((), place, driver.id, Verdict.NOT_SAME, "another driver")
        after = resolve(given, ledger=lines)
        assert sorted(len(a.entities) for a in after.actors if "driver" in a.name) == [1, 2]
        assert resolve(given, ledger=undo(lines, place, driver.id)) == before


def test_a_person_outranks_the_model(given: list[StoredEntity]) -> None:
    """Two who were told apart before are not merged by the model."""
    apart = resolve(given, merging=Merging.CAUTIOUS).actors
    one, other = [a for a in apart if "driver" in a.name][:2]
    lines = decide((), one.id, other.id, Verdict.NOT_SAME, "two drivers")
    owner = {place: a.id for a in resolve(given, ledger=lines).actors for place in a.entities}
    assert owner[one.entities[0]] != owner[other.entities[0]]


def test_the_settings_name_all_points() -> None:
    """Settings know the names without loading the stage."""
    assert tuple(Merging) == MERGINGS


NAMED = Entity(0, "Ada Lund", ActorKind.PERSON, portrait=Portrait(("captain",), given=True))


def seen(document: str, entity: Entity, *wordings: str) -> Seen:
    """Somebody of a text, as compared."""
    named = entity.kind is not ActorKind.UNNAMED
    of = [StoredEntity(document, entity, wordings or (entity.name,), 1)]
    return see(of, {(document, 0): entity.name} if named else {}, Rarity())[0]


def described(name: str, **facts: object) -> Entity:
    """Somebody whom a text describes."""
    portrait = Portrait((name.split()[-1],), tuple(name.split()[1:-1]), given=True)
    return Entity(0, name, ActorKind.UNNAMED, portrait=replace(portrait, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (described("three miners", number=3), described("four miners", number=4)),
        (described("a russian envoy"), described("a japanese envoy")),
        (described("a driver"), described("another driver")),
        (NAMED, described("a spokesman")),
        (NAMED, described("the captains", plural=True)),
    ],
)
def test_some_are_at_odds(one: Entity, other: Entity) -> None:
    """However likely the model thinks it."""
    assert ties_of(seen("a", one), seen("b", other), 0.9) is Ties.AT_ODDS


def test_a_noun_in_common_is_firm() -> None:
    """ "The captain" is Ada Lund, whom another text on the same event calls a captain; not in a text on something else."""
    one, other = seen("a", NAMED), seen("b", described("the captain"))
    assert ties_of(one, other, 0.9) is Ties.GIVEN
    assert ties_of(one, other, 0.05) is Ties.LOOSE


def test_an_office_needs_whose_it_is() -> None:
    """ "The Malta minister" is not a minister of whom nothing of Malta is told."""
    minister = replace(NAMED, portrait=Portrait(("minister",), given=True))
    assert (
        ties_of(seen("a", minister), seen("b", described("the malta minister")), 0.9) is Ties.LOOSE
    )


def test_who_speaks_for_others_is_no_one_else_who_does() -> None:
    """ "A spokeswoman" is no "delegate", "one midwife" is not the midwife whom the same text names; nothing tells two drivers apart."""
    spokeswoman, delegate = (described(n, given=False) for n in ("a spokeswoman", "a delegate"))
    midwife = described("one midwife", given=False)
    assert are_two(seen("a", spokeswoman), seen("b", delegate))
    assert not are_two(
        seen("a", described("a driver", given=False)), seen("b", described("the driver"))
    )
    assert are_two(seen("a", midwife), seen("a", NAMED))
    assert not are_two(seen("a", described("one midwife")), seen("a", NAMED))  # somebody gave both
