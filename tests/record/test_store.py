"""The record as a store: whole documents in and out, all or nothing, readers undisturbed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import terms
from graph.assemble import Resolution, document_graph
from graph.errors import ConfigError, StoreError
from graph.model import Actor, Decision, Findings, Judge, Verdict
from graph.store import Store, embedded, folder


def lines(store: Store) -> list[str]:
    """All quads, sorted."""
    return sorted(map(str, store.match()))


@pytest.fixture
def place(tmp_path: Path, first: Findings, resolution: Resolution) -> Path:
    """A record on disk with the first document."""
    path = tmp_path / "record"
    with Store.open(path, "w") as store:
        store.add([document_graph(first, store.minter)])
        store.resolve(resolution)
    return path


def test_adding_a_document_twice_equals_once(store: Store, first: Findings) -> None:
    """The second time nothing is written."""
    before = lines(store)
    assert store.replace(document_graph(first, store.minter)) is False
    assert store.add([document_graph(first, store.minter)]) == 0
    assert lines(store) == before


def test_the_order_of_documents_does_not_matter(
    store: Store, first: Findings, second: Findings, resolution: Resolution
) -> None:
    """Two builds of the same documents give the same quads."""
    other = Store.memory()
    other.add([document_graph(second, other.minter), document_graph(first, other.minter)])
    other.resolve(resolution)
    assert lines(other) == lines(store)


def test_removing_and_adding_again_leaves_no_trace(
    store: Store, second: Findings, resolution: Resolution
) -> None:
    """What was taken out and put back is as it was."""
    before = lines(store)
    assert store.remove(second.document.id) is True
    assert store.remove(second.document.id) is False
    store.resolve(resolution)
    assert lines(store) != before
    store.replace(document_graph(second, store.minter))
    store.resolve(resolution)
    assert lines(store) == before


def test_a_removed_document_leaves_nothing_dangling(store: Store, second: Findings) -> None:
    """Between removing a document and resolving again no edge leads to it."""
    store.remove(second.document.id)
    subjects = {q.subject for q in store.match()}
    left = [q for q in store.match() if "/statement/" in str(q.object) and q.object not in subjects]
    assert left == []


def test_replacing_a_document_takes_its_old_findings_away(
    store: Store, second: Findings, resolution: Resolution
) -> None:
    """A statement that the new reading does not find is gone everywhere."""
    store.replace(document_graph(replace(second, statements=second.statements[:1]), store.minter))
    store.resolve(resolution)
    contents = [q.object.value for q in store.match(predicate=terms.TEXT)]
    assert "The dam is safe," not in contents
    assert "Malta will not send police" in contents


def test_joining_and_splitting_actors_touches_no_document(
    store: Store, resolution: Resolution, first: Findings
) -> None:
    """A merge changes the core and the view only, and undone it gives the same bytes."""
    before = lines(store)
    norway, haugen = resolution.actors[1], resolution.actors[0]
    merged = replace(norway, entities=(*norway.entities, *haugen.entities))
    others = tuple(a for a in resolution.actors if a not in (norway, haugen))
    store.resolve(Resolution(actors=(merged, *others)))
    changed = set(lines(store)) ^ set(before)
    assert changed
    assert not [line for line in changed if f"/doc/{first.document.id}>" in line]
    store.resolve(resolution)
    assert lines(store) == before


@settings(deadline=None, max_examples=25)
@given(history=st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=6))
def test_any_history_of_adding_and_removing_gives_the_same_record(
    first: Findings,
    second: Findings,
    resolution: Resolution,
    history: list[tuple[int, bool]],
) -> None:
    """The record depends on what it holds, not on how it came there."""
    store, held, findings = Store.memory(), set(), (first, second)
    for number, is_added in history:
        if is_added:
            store.replace(document_graph(findings[number], store.minter))
            held.add(number)
        else:
            store.remove(findings[number].document.id)
            held.discard(number)
        store.resolve(resolution)
    store.resolve(resolution)
    fresh = Store.memory()
    fresh.add(document_graph(findings[number], fresh.minter) for number in sorted(held))
    fresh.resolve(resolution)
    assert lines(store) == lines(fresh)


def test_a_bulk_load_gives_the_same_record(
    store: Store, first: Findings, second: Findings, resolution: Resolution, tmp_path: Path
) -> None:
    """The fast path and the safe path end in the same place."""
    with Store.open(tmp_path / "record", "w") as other:
        other.load(document_graph(f, other.minter) for f in (first, second))
        other.resolve(resolution)
        assert lines(other) == lines(store)


# --- on disk ----------------------------------------------------------------------------------------


def test_what_was_written_is_there_after_opening_again(place: Path, first: Findings) -> None:
    """A closed record can be read."""
    with Store.open(place) as store:
        assert store.documents() == (first.document.id,)
        assert first.document.id in store
        assert "nowhere" not in store


def test_a_reader_keeps_its_state_while_a_writer_works(
    place: Path, second: Findings, resolution: Resolution
) -> None:
    """No torn read: the reader sees the record from before, the next reader the new one."""
    with Store.open(place) as before, Store.open(place, "w") as writer:
        writer.add([document_graph(second, writer.minter)])
        writer.resolve(resolution)
        with Store.open(place) as meanwhile:
            assert len(before.documents()) == len(meanwhile.documents()) == 1
    with Store.open(place) as after:
        assert len(after.documents()) == 2
    assert sorted(p.name for p in place.iterdir()) == ["lock", "quads", "record.toml"]


def test_two_writers_do_not_meet(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is told to wait."""
    monkeypatch.setattr(folder.take_lock, "__kwdefaults__", {"patience_s": 0.0})
    with Store.open(place, "w"), pytest.raises(StoreError, match="another process"):
        Store.open(place, "w")


def test_a_reader_cannot_write(place: Path, first: Findings) -> None:
    """Writing needs mode 'w'."""
    with Store.open(place) as store, pytest.raises(StoreError, match="mode 'w'"):
        store.remove(first.document.id)


def test_there_is_no_such_record(tmp_path: Path) -> None:
    """The message says how to make one."""
    with pytest.raises(StoreError, match="onrecord build"):
        Store.open(tmp_path / "nowhere")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A record is not made among other files."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a record"):
        Store.open(tmp_path, "w")


def test_another_base_is_refused(place: Path) -> None:
    """A record has one base."""
    with pytest.raises(StoreError, match="was made with base"):
        Store.open(place, "w", base="https://example.org/id/")


def test_a_record_of_a_later_format_is_named(place: Path) -> None:
    """An old program does not touch a new record."""
    (place / "record.toml").write_text("format = 99\n")
    with pytest.raises(StoreError, match="format 99"):
        Store.open(place)


def test_settings_that_cannot_be_read_are_named_with_a_remedy_that_works(place: Path) -> None:
    """Building into the same folder fails too, so the message says to move it away first."""
    with Store.open(place, "w"):
        pass
    (place / "record.toml").write_text("[[[")
    for mode in ("r", "w"):
        with pytest.raises(StoreError, match="Move the folder away"):
            Store.open(place, mode)


def test_damaged_files_are_named(place: Path) -> None:
    """A record whose files are damaged says where it lies."""
    for file in (place / "quads").glob("MANIFEST*"):
        file.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="record"):
        Store.open(place)


def test_an_unknown_mode_is_refused(place: Path) -> None:
    """Modes are 'r' and 'w'."""
    with pytest.raises(ConfigError, match="'a'"):
        Store.open(place, "a")


_KILLED = """
import os, signal, sys
sys.path.insert(0, {here!r})
import conftest as samples
from graph.assemble import document_graph
from graph.store import Store
store = Store.open({place!r}, "w")
graph = document_graph(samples.second_findings(), store.minter)
def dying():
    yield graph
    os.kill(os.getpid(), signal.SIGKILL)
{call}
"""


@pytest.mark.parametrize(
    ("call", "documents"),
    [
        ("store.load(dying())", 1),
        ("store.add([graph]); os.kill(os.getpid(), signal.SIGKILL)", 2),
        ("store.add(dying())", 1),
    ],
)
def test_a_killed_writer_loses_nothing_of_the_rest(
    place: Path, call: str, documents: int, tmp_path: Path
) -> None:
    """After a kill the record is as it was before the change, or as it is after it; never between."""
    script = tmp_path / "killed.py"
    here = str(Path(__file__).parent)
    script.write_text(_KILLED.format(here=here, place=str(place), call=call))
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with Store.open(place) as reader:
        assert len(reader.documents()) in (1, documents)
    with Store.open(place, "w") as store:
        assert len(store.documents()) == documents
        assert bool(store.recovered) == ("load" in call)


def test_states_of_dead_readers_are_swept(place: Path) -> None:
    """A reader that was killed leaves a folder; the next reader removes it."""
    dead = place / "readers" / "999999999-0"
    shutil.copytree(place / "quads", dead)
    with Store.open(place):
        assert not dead.exists()


@pytest.mark.parametrize(
    ("below", "remedy"),
    [
        ("IO error: No space left on device", "Free some space"),
        ("IO error: lock hold by current process", "Another process"),
        ("Corruption: block checksum mismatch", "move the folder away"),
        ("IO error: No such file or directory: quads/CURRENT", "move the folder away"),
        ("something new", "Nothing of this change was kept"),
    ],
)
def test_what_goes_wrong_below_comes_with_a_remedy(below: str, remedy: str) -> None:
    """A full disk, a lock and a damaged file are told apart."""

    def fail() -> None:
        raise OSError(below)

    with pytest.raises(StoreError, match=remedy):
        embedded._guard(Path("record"), fail)


def test_a_record_beside_which_nothing_can_be_written_can_be_read(
    place: Path, first: Findings
) -> None:
    """A record on a medium that is read-only is copied to where it can be read."""
    (place / "readers").write_text("a file where the folder should be")
    with Store.open(place) as store:
        assert store.documents() == (first.document.id,)


# --- what the resolver reads back ---------------------------------------------------------------------


def test_entities_are_read_back_without_the_text(store: Store, first: Findings) -> None:
    """Name, kind, identifiers and wordings of an entity are enough to join it anew."""
    stored = {s.entity.key: s for s in store.document_actors(first.document.id)}
    for entity in first.entities:
        found = stored[entity.key]
        assert replace(entity, mentions=(), metonyms=()) == found.entity
        assert found.mention_count == len(entity.mentions)
    assert stored[0].wordings == ("Haugen", "Liv Haugen")
    assert len(store.document_actors()) == 9


def test_entities_are_found_by_wording(store: Store) -> None:
    """A new 'Haugen' is compared with those who were called so, not with all."""
    found = store.document_actors_worded(["Haugen", "Liv Haugen"])
    assert {s.entity.name for s in found} == {"Liv Haugen"}
    assert len(found) == 2
    assert store.document_actors_worded(["nobody"]) == ()


def test_the_ledger_is_append_only(store: Store) -> None:
    """Decisions come back in their order, and an undo is a line of its own."""
    one = Decision("actor", "a", "b", Verdict.NOT_SAME, Judge.PERSON, 1.0, "two offices")
    [kept] = store.append([one])
    assert kept == replace(one, sequence=1)
    undone = replace(one, withdrawn=True)
    store.append([undone])
    assert store.decisions() == (kept, replace(undone, sequence=2))


def test_actors_may_vanish(store: Store, resolution: Resolution) -> None:
    """A mention whose actor is gone keeps its words and has no actor."""
    keep: Callable[[Actor], bool] = lambda actor: actor.id != "malta"  # noqa: E731
    store.resolve(Resolution(actors=tuple(filter(keep, resolution.actors))))
    assert not [line for line in lines(store) if "actor/malta" in line]
