"""Quotations with a label, before or behind them; and headlines. Persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.statements import StatementExtractor
from graph.model import Document, Findings, Statement
from graph.parse import Parser, annotate

Read = Callable[[str], list[Statement]]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Text in, statements out, by the profile `fast`."""
    extractor = StatementExtractor()

    def of(text: str) -> list[Statement]:
        document = Document(id="1", text=text, name="x")
        return list(extractor(annotate(parser.parse(document)), Findings(document=document)))

    return of


def _said(found: list[Statement], text: str) -> list[tuple[str | None, str, str]]:
    return [
        (
            s.speaker.text if s.speaker else None,
            s.kind.value,
            " … ".join(c.of(text) for c in s.content),
        )
        for s in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind: “We built it twice and nobody came.”",
        "Ada Lind:\n\n“We built it twice and nobody came.”",
        "Ada Lind (L-Oslo): “We built it twice and nobody came.”",
        "Ada Lind – “We built it twice and nobody came.”",
        "“We built it twice and nobody came.” – Ada Lind",
        "“We built it twice and nobody came.” (Ada Lind, mayor)",
        "Ada Lind, 42, nurse: “We built it twice and nobody came.” She left.",
        "Ada Lind's answer: “We built it twice and nobody came.”",
    ],
)
def test_a_label_names_the_speaker_of_a_quotation(read: Read, text: str) -> None:
    """Whatever sets the name off, the quotation alone is what was said."""
    assert [(who, what) for who, _, what in _said(read(text), text)] == [
        ("Ada Lind", "We built it twice and nobody came.")
    ]


def test_a_headline_about_somebody_is_no_statement(read: Read) -> None:
    """ "Name: council to vote" tells what is to happen, not what she said."""
    assert read("Ada Lind: to face a vote in May\n\nThe port is closed.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        (
            "The fence in and of itself “does not bother me,” Ada Lind said on Monday.",
            "Ada Lind",
            "mixed",
            "The fence in and of itself “does not bother me,”",
        ),
        ("“Is it over?” asked the boy.", "the boy", "direct", "Is it over?"),
        (
            "“We built it twice,” the mayor roared.",
            "the mayor",
            "direct",
            "We built it twice",
        ),
        (
            "The agency published the announcement from Moen, which read, “We will stop the tests.”",
            "Moen",
            "direct",
            "We will stop the tests.",
        ),
    ],
)
def test_quotations_beside_a_verb(
    read: Read, text: str, speaker: str, kind: str, content: str
) -> None:
    """A partial quotation keeps its clause; a verb of no lexicon behind a quotation reports it."""
    assert _said(read(text), text) == [(speaker, kind, content)]


def test_an_added_quotation_is_a_statement_of_its_own(read: Read) -> None:
    """“…,” she said, adding, “…”: two cues, two statements of one speaker."""
    text = "“The water is poor,” Ada Lind said, adding, “The rich never drank it.”"
    assert [what for _, _, what in _said(read(text), text)] == [
        "The water is poor",
        "The rich never drank it.",
    ]


def test_an_outlet_behind_a_quoted_speaker_reports_both(read: Read) -> None:
    """“…,” X said, the outlet reported: the outlet at level 0, X at level 1 through it."""
    text = "“We will never accept the attack,” the ministers said, The Sun reported."
    outer, inner = read(text)
    assert (outer.level, inner.level, inner.through) == (0, 1, outer.key)
    assert _said([outer, inner], text) == [
        ("The Sun", "mixed", "“We will never accept the attack,” the ministers said"),
        ("the ministers", "direct", "We will never accept the attack"),
    ]


def test_a_long_list_of_speakers_is_whole(read: Read) -> None:
    """Six banks, one with its initials in brackets: six records."""
    text = (
        "The Bank of Canada, the Bank of England, the Bank of Japan, the European Central Bank (ECB), "
        "the Federal Reserve, and the Swiss National Bank announced that they would act."
    )
    assert len(read(text)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the base with rockets on Monday.",
        "Ada Lind reportedly made the secret visit in May.",
        "The harbour fell on planned or announced purchases by foreign governments.",
        "Immigrants were not interned, as the minister suggested.",
    ],
)
def test_deeds_and_doubtful_asides_are_not_statements(read: Read, text: str) -> None:
    """What was done is not said; what is denied beside "as X suggested" may be the contrary."""
    assert [
        s for s in read(text) if s.speaker and s.speaker.text in ("Ada Lind", "the minister")
    ] == []
    assert "attacked" not in [c.of(text) for s in read(text) for c in s.cue]


def test_who_was_asked_did_not_ask(read: Read) -> None:
    """ "Asked whether …, X said …" is one statement of X."""
    text = "Asked whether Sweden would follow, Karin Ek said that she would not rule it out."
    assert _said(read(text), text) == [("Karin Ek", "indirect", "she would not rule it out")]


def test_when_and_where_it_was_said_may_stand_before(read: Read) -> None:
    """ "Speaking … on Tuesday, X said": the day is that of the saying."""
    text = "Speaking in Oslo on Tuesday, Mr Lind said the port would close."
    (found,) = read(text)
    assert found.said_on is not None and found.said_on.span.of(text) == "Tuesday"


def test_nobody_is_told_by_according_to(read: Read) -> None:
    """ "according to X": X speaks, and is not spoken to."""
    (found,) = read("The port will close, according to Ada Lind.")
    assert found.addressee is None


def test_a_word_is_not_cut_at_its_hyphen(read: Read) -> None:
    """ "re-evaluate" belongs to the content whole."""
    text = "Ada Lind said that the council should re-evaluate."
    assert _said(read(text), text)[0][2] == "the council should re-evaluate"
