"""People told of in several texts who may be one: candidates, never merged."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from graph.errors import DamagedError
from graph.extract import extract
from graph.model import Actor, ActorKind, Document, Judge, StoredEntity, Verdict
from graph.parse import Parser, annotate
from graph.resolve.actors import resolve, stored
from graph.resolve.actors.candidates import act_of, followed
from graph.resolve.ledger import decide, undo
from graph.resolve.mentions import DescribedIndex, trees
from graph.resolve.mentions.features import NAMES, Rarity, features, may_be, see, words_of
from graph.resolve.mentions.trees import forest, shipped

ONE = (
    "A tour bus driver hit a woman in Lyon on Friday. The driver fled after the crash. "
    "Police searched for the driver of the tour bus."
)
TWO = (
    "Police in Lyon arrested the tour bus driver who hit a woman on Friday and fled after the crash. "
    "The driver was charged."
)
FAR = "A swimmer won a medal in Malta. The swimmer thanked her team."
DAY = date(2024, 5, 3)


def entities(parser: Parser, **texts: str) -> list[StoredEntity]:
    """What a record keeps of these texts."""
    found = []
    for name, text in sorted(texts.items()):
        document = Document(id=name, text=text, name=name, published=DAY)
        found += stored(extract(annotate(parser.parse(document)), ()))
    return found


@pytest.fixture(scope="module")
def told(parser: Parser) -> list[StoredEntity]:
    """Three texts: two of one crash, one of something else."""
    return entities(parser, one=ONE, two=TWO, far=FAR)


def test_an_unnamed_person_of_two_texts_may_be_one(told: list[StoredEntity]) -> None:
    """The driver of both reports is a candidate, with a reason; the two stay two actors."""
    actors = resolve(told).actors
    drivers = [a for a in actors if "driver" in a.name]
    assert len(drivers) == 2
    assert [len(a.candidates) for a in drivers].count(1) == 1
    reasons = [reason for a in drivers for _, reason in a.candidate_reasons]
    assert len(reasons) == 1 and "driver" in reasons[0]


def test_the_line_is_the_models_and_undecided(told: list[StoredEntity]) -> None:
    """It is in the derived part of the ledger, where `why` finds it."""
    lines = [d for d in resolve(told).decisions if d.judge is Judge.MODEL]
    assert lines and all(d.verdict is Verdict.UNSURE and 0 < d.score <= 1 for d in lines)


def test_somebody_whom_one_text_describes_in_passing_is_no_actor(told: list[StoredEntity]) -> None:
    """Nobody else tells of the swimmer, and she says nothing."""
    assert not [a for a in resolve(told).actors if "swimmer" in a.name]


def test_who_is_told_apart_in_one_text_only_is_no_actor(parser: Parser) -> None:
    """ "The driver" of one text may be anybody's; "another driver" and what may be done are nobody."""
    vague = "Police in Lyon held the driver after the crash. A driver should wait. They can find another driver."
    found = entities(parser, one=ONE, two=vague)
    assert not [a for a in resolve(found).actors if "driver" in a.name]


def test_nobody_is_an_actor_by_what_his_own_text_tells(parser: Parser) -> None:
    """Two descriptions of one text that may be one make no actor of either."""
    text = (
        "A tour bus driver hit a woman in Lyon. The old bus driver of the tour fled. Ola Lund sang."
    )
    assert not [a for a in resolve(entities(parser, one=text)).actors if "driver" in a.name]


def test_accepting_refusing_and_taking_back(told: list[StoredEntity]) -> None:
    """A merge makes one of two, a refusal ends the candidate, and an undo of either leaves no trace."""
    before = resolve(told).actors
    one, other = (a for a in before if "driver" in a.name)
    merged = decide((), one.id, other.id, Verdict.SAME, "one crash")
    assert len([a for a in resolve(told, ledger=merged).actors if "driver" in a.name]) == 1
    refused = decide((), one.id, other.id, Verdict.NOT_SAME, "two crashes")
    after = [a for a in resolve(told, ledger=refused).actors if "driver" in a.name]
    assert len(after) == 2 and not any(a.candidates for a in after)
    for lines in (merged, refused):
        assert resolve(told, ledger=undo(lines, one.id, other.id)).actors == before


def test_a_decision_survives_another_document(parser: Parser, told: list[StoredEntity]) -> None:
    """Who was merged stays merged when a third text tells of the same."""
    one, other = (a for a in resolve(told).actors if "driver" in a.name)
    lines = decide((), one.id, other.id, Verdict.SAME, "one crash")
    more = [*told, *entities(parser, three=TWO.replace("Police in Lyon", "Officers in Lyon"))]
    owner = {e: a.id for a in resolve(more, ledger=lines).actors for e in a.entities}
    assert owner[one.entities[0]] == owner[other.entities[0]]


def test_the_order_of_two_does_not_matter(told: list[StoredEntity]) -> None:
    """The numbers of a pair are those of the pair turned round."""
    rarity = Rarity()
    for name in ("far", "one", "two"):
        rarity.add(words_of([s for s in told if s.document == name]))
    people = [
        p for n in ("one", "two") for p in see([s for s in told if s.document == n], {}, rarity)
    ]
    for a, b in combinations(people, 2):
        row = features(a, b, 0.3, rarity)
        assert row == features(b, a, 0.3, rarity)
        assert len(row) == len(NAMES)


def test_documents_far_apart_in_time_are_not_compared(told: list[StoredEntity]) -> None:
    """The same words a year later tell of another crash."""
    later = [replace(s, published=date(2025, 5, 3)) if s.document == "two" else s for s in told]
    assert not [a for a in resolve(later).actors if a.candidates]


def test_no_people_give_no_links() -> None:
    """Nothing in, nothing out."""
    index = DescribedIndex()
    index.count([])
    index.add([], {})
    assert index.size == 0 and index.circles() == {}


def test_a_forest_adds_up_its_trees() -> None:
    """Two stumps: each row takes a side of each."""
    stump = [[0, 0, 0], [0.5, 0, 0], [1, -1, -1], [2, -1, -1], [0, -1.0, 1.0]]
    made = forest({"trees": [stump, stump], "start": 0.0, "threshold": 0.4})
    found = made.probabilities(np.array([[0.0], [1.0]]))
    assert found == pytest.approx([1 / (1 + np.exp(2)), 1 / (1 + np.exp(-2))])


def test_the_shipped_forest_fits_the_features() -> None:
    """No tree asks for a number that is not there."""
    assert int(shipped().trees.feature.max()) < len(NAMES)


def test_a_damaged_forest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    (tmp_path / trees.FILE).write_bytes(gzip.compress(json.dumps({"start": 0}).encode()))
    monkeypatch.setattr(trees, "files", lambda _: tmp_path)
    shipped.cache_clear()
    with pytest.raises(DamagedError, match="install onrecord again"):
        shipped()
    shipped.cache_clear()


def test_accepting_all_candidates_at_once(told: list[StoredEntity]) -> None:
    """A person may take the candidates of a score and more for the same; each is a decision of its own."""
    before = resolve(told).actors
    lines = tuple(followed(before, 0.0))
    assert lines and all(d.judge is Judge.PERSON and act_of(d) for d in lines)
    after = resolve(told, ledger=lines).actors
    assert len([a for a in after if "driver" in a.name]) == 1
    assert not tuple(followed(before, 1.0))


def test_each_pair_is_accepted_once_and_each_time_is_an_act_of_its_own() -> None:
    """Two who name each other are one decision; what was accepted earlier is another act, of whatever score."""
    person = ActorKind.PERSON
    one = Actor("a", "Ada Lund", person, candidates=(("l", 0.5),))
    other = Actor("l", "Lund", person, candidates=(("a", 0.5),))
    (first,) = followed([one, other], 0.3, act=1)
    (second,) = followed([one, other], 0.3, act=7)
    assert act_of(first) != act_of(second)


def test_two_candidates_about_as_likely_are_left_alone() -> None:
    """ "Lund" who may be Ada or Ola Lund is neither, whatever score is asked for."""
    person = ActorKind.PERSON
    ada, ola = Actor("a", "Ada Lund", person), Actor("o", "Ola Lund", person)
    lund = Actor("l", "Lund", person, candidates=(("a", 0.48), ("o", 0.45)))
    assert not tuple(followed([ada, ola, lund], 0.3))
    sure = replace(lund, candidates=(("a", 0.48), ("o", 0.32)))
    assert [(d.left, d.right) for d in followed([ada, ola, sure], 0.3)] == [("a", "l")]


def test_two_names_that_claim_one_are_left_alone() -> None:
    """Ada and Ola Lund each say that "Lund" may be they; accepting both would make one of the two."""
    person = ActorKind.PERSON
    ada = Actor("a", "Ada Lund", person, candidates=(("l", 0.48),))
    ola = Actor("o", "Ola Lund", person, candidates=(("l", 0.45),))
    lund = Actor("l", "Lund", person)
    assert not tuple(followed([ada, ola, lund], 0.3))
    less = replace(ola, candidates=(("l", 0.32),))
    assert [(d.left, d.right) for d in followed([ada, less, lund], 0.3)] == [("l", "a")]


def test_two_names_do_not_meet_through_the_unnamed() -> None:
    """Ada Lund may be the driver of one text, Ola Lund that of another, and both drivers may be one."""
    person, nobody = ActorKind.PERSON, ActorKind.UNNAMED
    ada, ola = Actor("a", "Ada Lund", person), Actor("o", "Ola Lund", person)
    one = Actor("x", "the driver", nobody, candidates=(("y", 0.9),))
    ada, ola = replace(ada, candidates=(("x", 0.8),)), replace(ola, candidates=(("y", 0.7),))
    other = Actor("y", "a driver", nobody)
    made = tuple(followed([ada, ola, one, other], 0.3))
    assert [{d.left, d.right} for d in made] == [{"x", "y"}, {"a", "x"}]


def test_a_reason_and_force_are_honoured() -> None:
    """The reason is kept with each decision of the act; kinds that differ are accepted where forced."""
    one = Actor("a", "Lund", ActorKind.PERSON, candidates=(("b", 0.8),))
    other = Actor("b", "Lund Group", ActorKind.ORGANISATION)
    assert not tuple(followed([one, other], 0.3))
    (made,) = followed([one, other], 0.3, act=2, reason="same letterhead", force=True)
    assert made.reason.endswith("same letterhead")
    assert act_of(made) == "candidates of at least 0.3 were accepted (act 2)"


def test_two_names_that_contradict_each_other_are_not_asked(parser: Parser) -> None:
    """Ada Lund and Ola Lund are two; "Lund" may be either."""
    texts = ("Ada Lund sang in Oslo.", "Ola Lund sang in Oslo.", "Lund sang in Oslo.")
    found = [entities(parser, **{f"d{i}": text}) for i, text in enumerate(texts)]
    rarity = Rarity()
    seen = [see(of, {(s.document, s.entity.key): s.document for s in of}, rarity) for of in found]
    ada, ola, lund = (next(p for p in people if "lund" in p.words) for people in seen)
    assert not may_be(ada, ola)
    assert may_be(ada, lund) and may_be(ola, lund)
