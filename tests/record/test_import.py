"""Facts of others in a record: another record, and statements that people coded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph import terms
from graph.assemble import document_graph
from graph.assemble.reading_back import read_back
from graph.config import Settings
from graph.errors import InputError
from graph.export import export
from graph.ingest.coded import read_coded
from graph.model import Decision, Findings, Judge, Span, Verdict
from graph.pipeline.coding import find_words
from graph.pipeline.importing import sources, take_in, undo
from graph.query import Table, ask, named
from graph.store import Store
from graph.validate import validate

TEXT = (
    "Ada Quill, the harbour master of Valletta, said the bridge would reopen in May. "
    "“We will not close it again,” she told Rita Borg."
)
HEADER = "document,text,speaker,speaker_text,content,cue,act,publisher,published,addressee\n"
ROWS = (
    f'harbour,"{TEXT}",Ada Quill,,the bridge would reopen in May,said,announce,Harbour Gazette,2031-05-08,\n'
    "harbour,,Ada Quill,she,We will not close it again,told,say,,,Rita Borg\n"
)


def coded(folder: Path, rows: str = ROWS) -> Path:
    """A file of coded statements."""
    path = folder / "coded.csv"
    path.write_text(HEADER + rows, "utf-8")
    return path


def quads_of(place: Path) -> set[object]:
    """All quads of the record in a folder."""
    with Store.open(place) as store:
        return set(store.match())


def test_findings_are_read_back_from_a_documents_graph(
    store: Store, first: Findings, second: Findings
) -> None:
    """What is read back gives the same quads again: nothing of a reading is lost in the graph."""
    for findings in (first, second):
        graph = document_graph(findings, store.minter)
        [back] = read_back(graph.quads, store.minter)
        assert document_graph(back, store.minter) == graph
        assert back.document == findings.document
        assert [s.speaker for s in back.statements] == [s.speaker for s in findings.statements]


def test_a_text_that_was_not_kept_is_read_back_with_gaps(store: Store, first: Findings) -> None:
    """Offsets and quoted words stay; what was not quoted is white space."""
    graph = document_graph(first, store.minter, with_text=False)
    [back] = read_back(graph.quads, store.minter)
    assert len(back.document.text) == len(first.document.text)
    [span] = first.statements[0].content
    assert span.of(back.document.text) == span.of(first.document.text)


def test_hand_coded_rows_are_facts_like_others(tmp_path: Path) -> None:
    """They pass SHACL, stand at their words, answer queries, and say who coded them and in which file."""
    place = tmp_path / "record"
    done = take_in(place, coded(tmp_path), coder="A. Reader")
    assert (done.documents, done.statements, done.problems) == (1, 2, [])
    with Store.open(place) as store:
        assert validate(store).conforms
        found = ask(store, named("who-said-what"), {"who": "Ada Quill"})
        assert isinstance(found, Table)
        assert [row["claim"] for row in found.dictionaries()] == [
            "the bridge would reopen in May",
            "We will not close it again",
        ]
        [told] = ask(store, named("statements-to"), {"to": "Rita Borg"}).dictionaries()  # type: ignore[union-attr]
        assert told["speaker"] == "Ada Quill"
        [source] = sources(store.match())
        assert (source.name, source.coders, source.documents) == ("coded.csv", ("A. Reader",), 1)
        extractors = {q.object.value for q in store.match(predicate=terms.EXTRACTOR)}  # type: ignore[union-attr]
        assert extractors == {f"by-hand: A. Reader/{source.sha256[:12]}"}


def test_an_import_is_undone_without_a_trace(tmp_path: Path) -> None:
    """The record is as it was, byte for byte; the same file can come in again."""
    place = tmp_path / "record"
    other = tmp_path / "other"
    other.mkdir()
    take_in(place, coded(other, ROWS.replace("harbour,", "quay,")), coder="B. Other")
    before = quads_of(place)
    assert take_in(place, coded(tmp_path), coder="A. Reader").documents == 1
    assert take_in(place, coded(tmp_path), coder="A. Reader").documents == 0
    assert undo(place, str(tmp_path / "coded.csv")).documents == 1
    assert quads_of(place) == before
    with pytest.raises(InputError, match="came from"):
        undo(place, "0123456789")


def test_a_bad_row_is_named_by_its_line_and_the_others_come_in(tmp_path: Path) -> None:
    """Words that do not stand in the text, an unknown document, a missing cell, a word that is no act."""
    rows = ROWS + (
        "harbour,,Ada Quill,,the bridge is closed,,,,,\n"
        "nowhere,,Ada Quill,,anything,,,,,\n"
        "harbour,,,,the bridge,,,,,\n"
        "harbour,,Ada Quill,,the bridge would reopen in May,,shout,,,\n"
        "harbour,,Somebody Else,,the bridge would reopen in May,,,,,\n"
    )
    done = take_in(tmp_path / "record", coded(tmp_path, rows), coder="A. Reader")
    assert done.statements == 2
    said = {problem.place.rpartition("line ")[2]: problem.message for problem in done.problems}
    assert set(said) == {"4", "5", "6", "7", "8"}
    assert "does not hold 'the bridge is closed'" in said["4"]
    assert "speaker_text" in said["8"]


def test_a_mark_that_is_never_closed_costs_its_own_row(tmp_path: Path) -> None:
    """Reading goes on with the next line."""
    rows = 'harbour,"never closed,Ada Quill,,x,,,,,\n' + ROWS
    file = read_coded(coded(tmp_path, rows), "A. Reader")
    assert len(file.rows) == 2
    assert [p.place.rpartition(" ")[2] for p in file.problems] == ["2"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """With what it should hold."""
    path = tmp_path / "coded.csv"
    path.write_text("document,content\nharbour,x\n")
    with pytest.raises(InputError, match=r"line 1: there is no column 'speaker'"):
        read_coded(path)


def test_words_that_stand_twice_need_an_offset(tmp_path: Path) -> None:
    """A wrong place would prove nothing."""
    text = "The dam is safe, Ada Quill said. The dam is safe, she said again."
    row = f'd,"{text}",Ada Quill,,The dam is safe,,,,,\n'
    [problem] = take_in(tmp_path / "record", coded(tmp_path, row), coder="A").problems
    assert "stands 2 times" in problem.message
    path = tmp_path / "placed.csv"
    path.write_text(
        f'document,text,speaker,content,start\nd,"{text}",Ada Quill,The dam is safe,33\n'
    )
    assert take_in(tmp_path / "record", path, coder="A").statements == 1


def test_quotation_marks_and_white_space_of_the_text_may_differ() -> None:
    """Spreadsheets make curly marks straight and lines into spaces."""
    text = "“It’s safe,”\n she said."
    assert find_words('"It\'s safe," she', text) == [Span(0, 17)]


@pytest.mark.parametrize("ending", [".trig", ".nq", ".jsonld", ".ttl", ".nt"])
def test_another_record_comes_in_with_its_provenance(
    store: Store, tmp_path: Path, ending: str
) -> None:
    """The documents' graphs are those of the other record, and say which file they came with."""
    [file] = export(store, tmp_path / f"other{ending}")
    place = tmp_path / "record"
    assert take_in(place, file).documents == 2
    with Store.open(place) as mine:
        assert mine.documents() == store.documents()
        for document in store.documents():
            graph = NamedNode(store.minter.document_graph(document))
            new = set(mine.match(graph=graph)) - set(store.match(graph=graph))
            assert set(store.match(graph=graph)) <= set(mine.match(graph=graph))
            assert {q.predicate for q in new} == {terms.IMPORTED_FROM, terms.IMPORTED_SHA256}
        assert validate(mine).conforms
        found = ask(mine, named("who-said-what"), {"who": "Liv Haugen"})
        assert isinstance(found, Table)
        assert len(found.rows) == 2
    assert undo(place, str(file)).documents == 2
    assert quads_of(place) == set()


def test_decisions_of_another_record_come_in_and_go_out(store: Store, tmp_path: Path) -> None:
    """What people decided there holds here until it is undone."""
    store.append([Decision("actor", "a", "b", Verdict.SAME, Judge.PERSON, 1.0, "known")])
    [file] = export(store, tmp_path / "other.trig")
    place = tmp_path / "record"
    assert take_in(place, file, Settings()).decisions == 1
    assert take_in(place, file).decisions == 0
    assert undo(place, str(file)).decisions == 1
    with Store.open(place) as mine:
        assert [d.withdrawn for d in mine.decisions()] == [False, True]


def test_a_document_that_is_held_already_is_kept(
    store: Store, first: Findings, tmp_path: Path
) -> None:
    """An import adds; it never overwrites what the record read itself."""
    place = tmp_path / "record"
    changed = tmp_path / "changed.trig"
    [file] = export(store, tmp_path / "other.trig")
    changed.write_text(file.read_text().replace('"Engineers for a dam"', '"Another title"'))
    take_in(place, file)
    before = quads_of(place)
    done = take_in(place, changed)
    assert (done.documents, done.kept) == (0, ["first"])
    assert quads_of(place) == before


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.ttl", "nonsense", "cannot be read"),
        ("x.trig", "<urn:a> <urn:b> <urn:c> .", "no document"),
        ("x.docx", "", "imported"),
    ],
)
def test_a_file_of_something_else_changes_nothing(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    """It is named, with what could be done."""
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=words):
        take_in(tmp_path / "record", tmp_path / name)
