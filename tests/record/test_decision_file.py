"""People's decisions, kept once more beside the quads."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.export import export
from graph.model import Decision, Judge, Verdict
from graph.store import Store
from graph.store.decision_file import DecisionFile, missing

ONE = Decision("actor", "a", "b", Verdict.SAME, Judge.PERSON, 1.0, "seen “both”\nat once")
TWO = Decision("actor", "c", "d", Verdict.NOT_SAME, Judge.PERSON, 1.0, "two offices \ud800")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A record with two decisions, one of them taken back."""
    place = tmp_path / "record"
    with Store.open(place, "w") as store:
        store.append([ONE, TWO])
        store.append([replace(ONE, withdrawn=True)])
    return place


def decided(place: Path) -> tuple[Decision, ...]:
    """The ledger after the record was opened to write."""
    with Store.open(place, "w") as store:
        return store.decisions()


def test_decisions_survive_the_loss_of_the_quads(place: Path) -> None:
    """A store that is damaged is moved away; the next build has every decision at its place."""
    before = decided(place)
    assert len(before) == 3
    shutil.rmtree(place / "quads")
    assert decided(place) == before


def test_damage_names_the_remedy_that_keeps_decisions(place: Path) -> None:
    """The message says that decisions are read again, and from where."""
    for file in (place / "quads").glob("MANIFEST*"):
        file.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match=r"decisions\.jsonl"):
        Store.open(place, "w")


def test_what_was_brought_back_is_said(place: Path) -> None:
    """Whoever opens the record is told."""
    shutil.rmtree(place / "quads")
    with Store.open(place, "w") as store:
        assert "3 decisions" in str(store.recovered)


def test_a_lost_file_is_written_anew(place: Path) -> None:
    """The copy can be deleted while the store is whole."""
    before = decided(place)
    (place / "decisions.jsonl").unlink()
    assert decided(place) == before
    assert DecisionFile(place / "decisions.jsonl").read() == before


def test_opening_again_adds_nothing(place: Path) -> None:
    """The file grows with decisions only."""
    lines = (place / "decisions.jsonl").read_bytes()
    assert decided(place) == decided(place)
    assert (place / "decisions.jsonl").read_bytes() == lines


def test_a_line_cut_off_by_a_kill_costs_that_line_only(place: Path) -> None:
    """The next line begins on a line of its own."""
    before = decided(place)
    file = place / "decisions.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    with Store.open(place, "w") as store:
        [added] = store.append([replace(TWO, reason="again")])
    shutil.rmtree(place / "quads")
    assert decided(place) == (*before, added)


def test_a_decision_whose_place_was_taken_comes_after_the_others() -> None:
    """Two histories that differ are both kept."""
    held = (replace(ONE, sequence=1),)
    kept = (replace(TWO, sequence=1), replace(ONE, sequence=2))
    assert missing(held, kept) == kept  # the second stands at a place of its own
    assert missing((*held, replace(TWO, sequence=2)), kept[:1]) == ()


def test_a_record_that_is_never_decided_on_has_no_such_file(tmp_path: Path) -> None:
    """No empty files."""
    with Store.open(tmp_path / "record", "w"):
        pass
    assert not (tmp_path / "record" / "decisions.jsonl").exists()


def test_the_file_is_no_part_of_an_export(place: Path, tmp_path: Path) -> None:
    """An export comes from the quads, which hold the same."""
    with Store.open(place) as store:
        [first] = export(store, tmp_path / "one.nq")
    shutil.rmtree(place / "quads")
    with Store.open(place, "w") as store:
        [second] = export(store, tmp_path / "two.nq")
    assert first.read_bytes() == second.read_bytes()
