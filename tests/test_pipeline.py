"""The stages wired together: nothing is lost, nothing is read twice, and the number of processes changes nothing."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph import config, terms
from graph.config import Settings
from graph.errors import ConfigError
from graph.extract import GENRES, PROFILES
from graph.ingest import Reader
from graph.model import Actor, Document, Findings, Passage, Problem, SetAside, Span, Verdict
from graph.pipeline import build, extract, pool, reading
from graph.pipeline.building import Builder
from graph.pipeline.cache import cache_folder
from graph.pipeline.codec import decode, encode
from graph.pipeline.reading import version_of
from graph.pipeline.review import Review
from graph.pipeline.sections import join, split
from graph.store import Store

Read = dict[str, tuple[Findings, tuple[Actor, ...]]]
NAMES = (
    "dam-summit-continental-wire",
    "dam-summit-lowland-courier",
    "vaccine-conference-meridian-wire",
)


def lines(record: Path) -> list[str]:
    """The record's quads, sorted."""
    with Store.open(record) as store:
        return sorted(str(quad) for quad in store.match())


def sources(sample: Path, names: Sequence[str] = NAMES) -> list[str]:
    return [str(sample / f"{name}.txt") for name in names]


# --- findings -----------------------------------------------------------------------------------


def test_findings_survive_the_cache(sample_findings: Read) -> None:
    """What was kept is what was found, field by field."""
    for findings, _ in sample_findings.values():
        assert decode(Findings, encode(findings)) == findings


def test_one_document_that_fails_is_named_and_the_others_are_read(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one text costs that text."""
    good = reading.DocumentReader._extract

    def fails(self: reading.DocumentReader, parsed: reading.Reading) -> Findings:
        if "lowland" in parsed.document.name:
            raise ZeroDivisionError("a fault of a rule")
        return good(self, parsed)

    monkeypatch.setattr(reading.DocumentReader, "_extract", fails)
    found = list(extract(sources(sample)))
    problems = [each for each in found if isinstance(each, Problem)]
    assert [p.code for p in problems] == ["failed"]
    assert "lowland" in problems[0].message and "a fault of a rule" in problems[0].message
    assert [bool(each[0].statements) for each in found if isinstance(each, tuple)] == [
        True,
        False,
        True,
    ]


def test_memory_holds_a_few_documents_at_a_time() -> None:
    """Documents are taken from their source only as they are needed."""
    taken = []

    def source() -> object:
        for number in range(100):
            taken.append(number)
            yield Document(id=str(number), text="x" * 1000, name=str(number))

    batches = reading.batches(source())
    next(batches)
    assert len(taken) <= reading.BATCH + 1


def test_batches_are_short_where_documents_are_long() -> None:
    """Sixteen books at once would fill the memory."""
    long = (Document(id=str(n), text="x" * 150_000, name=str(n)) for n in range(4))
    assert [len(batch) for batch in reading.batches(long)] == [1, 1, 1, 1]


# --- sections -----------------------------------------------------------------------------------


def test_a_teaser_is_read_apart_from_the_article() -> None:
    """The parts are the same text with the rest set aside, and offsets stay."""
    teaser = "Frost in Lisse\nGrowers say that the cold could cost them a tenth of this year's tulips.\nKeep reading"
    text = "The mayor said no.\n\n" + teaser
    span = Span(text.index("Frost"), len(text))
    document = Document(
        id="d", text=text, name="d", set_aside=(SetAside(span, Passage.TEASER, "a teaser"),)
    )
    article, alone = split(document)
    assert article is document
    assert alone.text == text
    assert [a.span for a in alone.set_aside] == [Span(0, span.start)]


def test_a_very_long_text_is_read_in_stretches_between_paragraphs() -> None:
    """So that its cost grows with its length, not with the square of it; nothing is left out."""
    text = "The mayor said on Monday that the ferry would sail again.\n\n" * 5_000
    offer = SetAside(Span(len(text) - 20, len(text)), Passage.ADVERTISEMENT, "an offer")
    parts = split(Document(id="d", text=text, name="d", set_aside=(offer,)))
    assert len(parts) > 4
    read = []
    for part in parts:
        outside = [a.span for a in part.set_aside if a.passage is Passage.TEASER]
        start = next((a.end for a in outside if a.start == 0), 0)
        end = next((a.start for a in outside if a.end == len(text)), len(text))
        assert text[start:end].startswith("The mayor") and text[start:end].endswith("\n\n")
        read.append((start, end))
    assert read[0][0] == 0 and read[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(read))
    assert offer in parts[-1].set_aside


@given(st.integers(1, 4))
def test_joining_parts_keeps_every_finding_and_its_links(parts: int) -> None:
    """Keys of statements stay unique, and `through` and `statement` point to the same ones as before."""
    from graph.model import ActorKind, Entity, Mention, Origin, QuoteType, Statement

    document = Document(id="d", text="He said it, she said.", name="d")
    who = Mention(Span(0, 2), "He", 0)
    said = [
        Statement(
            k,
            who,
            (who.span,),
            (),
            (Span(3, 7),),
            QuoteType.INDIRECT,
            Origin("x", "1", 1.0),
            through=t,
        )
        for k, t in ((0, None), (1, 0))
    ]
    each = Findings(
        document,
        entities=(Entity(0, "He", ActorKind.PERSON, (Span(0, 2),)),),
        statements=tuple(said),
    )
    whole = join(document, [each] * parts)
    assert [s.key for s in whole.statements] == list(range(2 * parts))
    assert all(s.through in (None, s.key - 1) for s in whole.statements)
    assert len(whole.entities) == 1


# --- building -----------------------------------------------------------------------------------


def test_building_twice_gives_the_same_quads(sample: Path, tmp_path: Path) -> None:
    """In two places, and again in the same place, where nothing is read anew."""
    paths = sources(sample)
    build(paths, tmp_path / "one")
    build(paths, tmp_path / "two")
    assert lines(tmp_path / "one") == lines(tmp_path / "two")
    again = build(paths, tmp_path / "one")
    assert (again.read, again.kept) == (0, 3)
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_one_after_the_other_is_the_same_as_all_at_once(sample: Path, tmp_path: Path) -> None:
    """A record does not remember the order in which its documents came."""
    build(sources(sample), tmp_path / "whole")
    for path in reversed(sources(sample)):
        build([path], tmp_path / "parts")
    assert lines(tmp_path / "parts") == lines(tmp_path / "whole")


def test_a_changed_text_takes_the_place_of_its_earlier_state(sample: Path, tmp_path: Path) -> None:
    """One file is one document, however often it is corrected."""
    text = (sample / f"{NAMES[0]}.txt").read_text("utf-8")
    path = tmp_path / "wire.txt"
    path.write_text(text, "utf-8")
    build([str(path)], tmp_path / "record")
    path.write_text(text.replace("840 million", "850 million"), "utf-8")
    report = build([str(path)], tmp_path / "record")
    assert (report.read, report.removed) == (1, 1)
    with Store.open(tmp_path / "record") as store:
        assert len(store.documents()) == 1
    build([str(path)], tmp_path / "fresh")
    assert lines(tmp_path / "record") == lines(tmp_path / "fresh")


def test_two_folders_with_a_file_of_one_name_are_two_documents(tmp_path: Path) -> None:
    """January's 1.txt is not an earlier state of February's."""
    for month in ("january", "february"):
        (tmp_path / month).mkdir()
        (tmp_path / month / "1.txt").write_text(
            f"The mayor said in {month} that the dam would hold.", "utf-8"
        )
        build([str(tmp_path / month)], tmp_path / "record")
    with Store.open(tmp_path / "record") as store:
        assert len(store.documents()) == 2


def test_a_cache_that_is_gone_or_damaged_costs_only_time(sample: Path, tmp_path: Path) -> None:
    """The next build reads the texts again and gives the same record."""
    build(sources(sample), tmp_path / "record")
    before = lines(tmp_path / "record")
    for number, path in enumerate(sorted((tmp_path / "record" / "findings").rglob("*.json"))):
        path.unlink() if number == 0 else path.write_text("{damaged", "utf-8")
    assert build(sources(sample), tmp_path / "record").read == 3
    assert lines(tmp_path / "record") == before


def test_one_unreadable_file_among_ten_gives_nine_documents(sample: Path, tmp_path: Path) -> None:
    """And one problem that names it."""
    for path in sorted(sample.glob("*.txt"))[:9]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "noise.txt").write_bytes(b"\x00\x9f\x92\x96")
    report = build([str(tmp_path)], tmp_path / "record")
    assert report.read == 9
    assert [p.code for p in report.problems] == ["encoding"]
    assert "noise.txt" in report.problems[0].message


def test_texts_can_be_left_out_of_a_record(sample: Path, tmp_path: Path) -> None:
    """The words that prove something stay."""
    build(sources(sample, NAMES[:1]), tmp_path / "record", Settings(with_text=False))
    text = "\n".join(lines(tmp_path / "record"))
    assert (
        "The summit was overshadowed by an arson attack on a pumping station in Kom" not in text
        or (text.count("did not give a date") == 0)
    )
    assert "rec" in text


# --- processes ----------------------------------------------------------------------------------


def test_several_processes_read_the_same(sample: Path, tmp_path: Path) -> None:
    """The pool is a matter of time only."""
    build(sources(sample), tmp_path / "one", Settings(jobs=1))
    build(sources(sample), tmp_path / "two", Settings(jobs=2))
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


class _Killed(reading.DocumentReader):
    """A reader whose process dies on a certain text."""

    def batch(self, documents: Sequence[Document]) -> list[Findings]:
        if any("killer" in document.text for document in documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return [Findings(document) for document in documents]


def _prepare_killed(settings: Settings) -> None:
    pool._reader = _Killed(settings)


def test_a_killed_worker_loses_only_what_killed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents beside it in its batch and in other batches are read; the order stays."""
    monkeypatch.setattr(pool, "_prepare", _prepare_killed)
    monkeypatch.setattr(reading, "BATCH", 4)
    documents = [
        Document(id=str(n), text="a killer" if n == 5 else "harmless", name=f"n{n}")
        for n in range(12)
    ]
    found = list(pool.findings(documents, Settings(jobs=2)))
    assert [f.document.id for f in found] == [str(n) for n in range(12)]
    assert [f.document.id for f in found if f.problems] == ["5"]
    assert "killed" in found[5].problems[0].message


def test_reading_changes_nothing_of_a_record(sample_record: Path, tmp_path: Path) -> None:
    """Settings may name actors, or none: only what writes takes them into the record, or drops those it has."""
    record, mine = tmp_path / "record", tmp_path / "mine.toml"
    shutil.copytree(sample_record, record)
    kept = cache_folder(record) / "actors.toml"
    mine.write_text('[organisation]\n"Continental Press" = { sector = "media" }\n', "utf-8")
    with Review(record, "r", config.Settings(actors=mine)):
        assert not kept.exists()
    kept.write_text('[organisation]\n"Harbour Press" = { sector = "media" }\n', "utf-8")
    content = kept.read_bytes()
    for settings in (config.Settings(actors=mine), config.Settings(with_actors=False)):
        with Review(record, "r", settings):
            assert kept.read_bytes() == content
    with pytest.raises(ConfigError), Review(record, "r", config.Settings(actors=tmp_path / "no")):
        pass


# --- settings -----------------------------------------------------------------------------------


def test_an_unknown_setting_is_an_error(tmp_path: Path) -> None:
    """A misspelt key must not be passed over in silence."""
    path = tmp_path / "onrecord.toml"
    path.write_text('profil = "fast"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"'profil'.*profile"):
        config.load(path)
    for bad in ('jobs = "two"', "jobs = true", "jobs = 0", 'profile = "slow"', "= 3"):
        path.write_text(bad, "utf-8")
        with pytest.raises(ConfigError):
            config.load(path)


def test_the_profiles_of_settings_and_extractors_are_the_same() -> None:
    """They stand twice, so that --help need not load spaCy; so do the genres."""
    assert config.PROFILES == PROFILES
    assert config.GENRES == GENRES


def test_another_genre_reads_every_text_anew(tmp_path: Path) -> None:
    """What was read as news is no answer for a letter."""
    assert version_of(Settings()) != version_of(Settings(genre="general"))
    path = tmp_path / "onrecord.toml"
    path.write_text('genre = "general"\n', "utf-8")
    assert config.load(path).genre == "general"
    with pytest.raises(ConfigError, match="'poems' does not exist: use news or general"):
        Settings(genre="poems")


def test_a_decision_whose_joining_was_killed_is_carried_out_by_the_next_build(
    sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger is written first; what follows from it is derived by whoever comes next."""
    record = tmp_path / "record"
    shutil.copytree(sample_record, record)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("graph.pipeline.building.join", killed)
        with pytest.raises(KeyboardInterrupt), Review(record) as review:
            left, right = (review.actor(name).id for name in ("Pavel Lindqvist", "Radu Cernat"))
            review.decide(left, right, Verdict.SAME, "for the test")
    with Builder(record, Settings(), Reader()) as builder:
        builder.join()
    with Store.open(record) as store:
        assert list(store.match(NamedNode(store.minter.actor(left)), terms.TYPE))
        assert not list(store.match(NamedNode(store.minter.actor(right)), terms.TYPE))
