"""Which sentences the learnt reader is spared. Own sentences."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import DamagedError
from graph.extract.stances import LeaningReader
from graph.extract.stances.network import GATE, SHIPPED
from graph.extract.stances.sentence_gate import Named, SentenceGate, features

TWO: list[Named] = [(1, 0, 4, True), (2, 13, 17, True)]


def test_names_are_no_words_of_the_bag() -> None:
    """Who they are tells nothing: only the words between them, and how many there are."""
    assert list(features("Lind praised Berg.", TWO)) == ["praised", "#n2", "#p2"]
    assert list(features("Lind didn’t see Berg", [(1, 0, 4, True), (2, 16, 20, False)])) == [
        "didn’t",
        "see",
        "#n2",
        "#p1",
    ]


def test_many_actors_are_not_told_apart() -> None:
    """From five actors and three persons on the count is the same."""
    names: list[Named] = [(k, 2 * k, 2 * k + 1, True) for k in range(8)]
    assert list(features("a b c d e f g h", names)) == ["#n5", "#p3"]


def test_a_sentence_is_read_from_the_least_odds_on() -> None:
    """A word counts once, however often it stands there."""
    gate = SentenceGate({"praised": 1.0, "#n2": -0.5}, base=0.0, least=0.5)
    assert gate("Lind praised Berg.", TWO)
    assert gate.odds("Lind praised, praised Berg.", [(1, 0, 4, True), (2, 22, 26, True)]) == 0.5
    assert not gate("Lind watched Berg.", TWO)


def test_the_shipped_gate_spares_what_is_no_stand(tmp_path: Path) -> None:
    """Words of approval are read; the hour of a walk is not."""
    gate = SentenceGate.load(SHIPPED / GATE)
    assert gate("Lind praised and endorsed Berg.", [(1, 0, 4, True), (2, 26, 30, True)])
    walk = "Oslo is 40 miles from Hamar, according to a map published in 2011."
    assert not gate(walk, [(1, 0, 4, False), (2, 22, 27, False)])


@pytest.mark.parametrize("text", ["", "[]", '{"words": {}}'])
def test_a_damaged_gate_is_named(tmp_path: Path, text: str) -> None:
    """A file that is no table of weights is a damaged installation, not a crash."""
    path = tmp_path / GATE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedError, match=GATE):
        SentenceGate.load(path)


def test_an_altered_gate_is_not_loaded(tmp_path: Path) -> None:
    """The manifest holds the gate's checksum as well."""
    shutil.copytree(SHIPPED, tmp_path / "weights")
    (tmp_path / "weights" / GATE).write_text('{"words": {}, "base": 0, "least": 0}')
    with pytest.raises(DamagedError, match=GATE):
        LeaningReader.load(tmp_path / "weights")
