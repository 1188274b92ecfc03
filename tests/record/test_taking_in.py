"""A record that takes in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.assemble import Resolution, document_graph
from graph.errors import InputError
from graph.export import export
from graph.model import Decision, Findings, Judge, Verdict
from graph.store import Store
from graph.store.taking_in import FORMATS, take_in


@pytest.mark.parametrize("ending", FORMATS)
def test_documents_and_decisions_of_both_give_the_record_of_all(
    store: Store, first: Findings, resolution: Resolution, tmp_path: Path, ending: str
) -> None:
    """Export, take in and resolve is the same as building it here."""
    store.append([Decision("actor", "a", "b", Verdict.SAME, Judge.PERSON, 1.0, "known")])
    [file] = export(store, tmp_path / f"other{ending}")
    mine = Store.memory()
    mine.add([document_graph(first, mine.minter)])
    taken = take_in(mine, file)
    assert len(taken.documents) == len(taken.decisions) == 1
    mine.resolve(resolution)
    assert set(mine.match()) == set(store.match())
    again = take_in(mine, file)
    assert again.documents == again.decisions == ()


def test_a_file_without_graphs_is_refused(store: Store, tmp_path: Path) -> None:
    """Turtle does not say which document a triple comes from."""
    [file] = export(store, tmp_path / "other.ttl")
    with pytest.raises(InputError, match=r"\.trig"):
        take_in(Store.memory(), file)


def test_a_record_of_another_base_is_named(store: Store, tmp_path: Path) -> None:
    """Ids of two bases do not meet."""
    [file] = export(store, tmp_path / "other.nq")
    with pytest.raises(InputError, match="another base"):
        take_in(Store.memory(base="https://example.org/id/"), file)


@pytest.mark.parametrize("text", ["nonsense", "_:b <http://e.org/p> _:c <http://e.org/g> .\n"])
def test_a_broken_or_foreign_file_changes_nothing(store: Store, tmp_path: Path, text: str) -> None:
    """All or nothing."""
    before = set(store.match())
    file = tmp_path / "broken.nq"
    file.write_text(text)
    with pytest.raises(InputError, match="broken"):
        take_in(store, file)
    assert set(store.match()) == before


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_record_is_filled_in_one_go(store: Store, tmp_path: Path, ending: str) -> None:
    """All graphs come in as they are, on disk, at the store's own speed."""
    [file] = export(store, tmp_path / f"other{ending}")
    with Store.open(tmp_path / "record", "w") as mine:
        assert take_in(mine, file).documents == store.documents()
    with Store.open(tmp_path / "record") as mine:
        assert set(mine.match()) == set(store.match())


@pytest.mark.parametrize(
    "quad",
    [
        "_:b <http://e.org/p> <http://e.org/o> <https://w3id.org/onrecord/id/core> .\n",
        "<http://e.org/s> <http://e.org/p> _:b <https://w3id.org/onrecord/id/core> .\n",
        "<http://e.org/s> <http://e.org/p> <http://e.org/o> .\n",
        "<http://e.org/s> <http://e.org/p> <http://e.org/o> <http://e.org/g> .\n",
        "<http://e.org/s> <http://e.org/p> .\n",
    ],
)
def test_a_foreign_quad_leaves_an_empty_record_empty(
    store: Store, tmp_path: Path, quad: str
) -> None:
    """Blank nodes, no graph, another base, or a line that cannot be read, at the end of a good file."""
    [file] = export(store, tmp_path / "other.nq")
    file.write_text(file.read_text() + quad)
    with Store.open(tmp_path / "record", "w") as mine:
        with pytest.raises(InputError, match=r"other\.nq"):
            take_in(mine, file)
        assert mine.is_empty
    assert not (tmp_path / "record" / "loading").exists()
