"""Quotations with a label, before or behind them; and headlines. Persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Statement

Read = Callable[[str], list[Statement]]


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
def test_a_label_names_the_speaker_of_a_quotation(fast: Read, text: str) -> None:
    """Whatever sets the name off, the quotation alone is what was said."""
    assert [(who, what) for who, _, what in _said(fast(text), text)] == [
        ("Ada Lind", "We built it twice and nobody came.")
    ]


def test_a_headline_about_somebody_is_no_statement(fast: Read) -> None:
    """ "Name: council to vote" tells what is to happen, not what she said."""
    assert fast("Ada Lind: to face a vote in May\n\nThe port is closed.") == []


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
    fast: Read, text: str, speaker: str, kind: str, content: str
) -> None:
    """A partial quotation keeps its clause; a verb of no lexicon behind a quotation reports it."""
    assert _said(fast(text), text) == [(speaker, kind, content)]


def test_an_added_quotation_is_a_statement_of_its_own(fast: Read) -> None:
    """“…,” she said, adding, “…”: two cues, two statements of one speaker."""
    text = "“The water is poor,” Ada Lind said, adding, “The rich never drank it.”"
    assert [what for _, _, what in _said(fast(text), text)] == [
        "The water is poor",
        "The rich never drank it.",
    ]


def test_an_outlet_behind_a_quoted_speaker_reports_both(fast: Read) -> None:
    """“…,” X said, the outlet reported: the outlet at level 0, X at level 1 through it."""
    text = "“We will never accept the attack,” the ministers said, The Sun reported."
    outer, inner = fast(text)
    assert (outer.level, inner.level, inner.through) == (0, 1, outer.key)
    assert _said([outer, inner], text) == [
        ("The Sun", "mixed", "“We will never accept the attack,” the ministers said"),
        ("the ministers", "direct", "We will never accept the attack"),
    ]


def test_a_long_list_of_speakers_is_whole(fast: Read) -> None:
    """Six banks, one with its initials in brackets: six records."""
    text = (
        "The Bank of Canada, the Bank of England, the Bank of Japan, the European Central Bank (ECB), "
        "the Federal Reserve, and the Swiss National Bank announced that they would act."
    )
    assert len(fast(text)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the base with rockets on Monday.",
        "Ada Lind reportedly made the secret visit in May.",
        "The harbour fell on planned or announced purchases by foreign governments.",
        "Immigrants were not interned, as the minister suggested.",
    ],
)
def test_deeds_and_doubtful_asides_are_not_statements(fast: Read, text: str) -> None:
    """What was done is not said; what is denied beside "as X suggested" may be the contrary."""
    assert [
        s for s in fast(text) if s.speaker and s.speaker.text in ("Ada Lind", "the minister")
    ] == []
    assert "attacked" not in [c.of(text) for s in fast(text) for c in s.cue]


def test_who_was_asked_did_not_ask(fast: Read) -> None:
    """ "Asked whether …, X said …" is one statement of X."""
    text = "Asked whether Sweden would follow, Karin Ek said that she would not rule it out."
    assert _said(fast(text), text) == [("Karin Ek", "indirect", "she would not rule it out")]


def test_when_and_where_it_was_said_may_stand_before(fast: Read) -> None:
    """ "Speaking … on Tuesday, X said": the day is that of the saying."""
    text = "Speaking in Oslo on Tuesday, Mr Lind said the port would close."
    (found,) = fast(text)
    assert found.said_on is not None and found.said_on.span.of(text) == "Tuesday"


def test_nobody_is_told_by_according_to(fast: Read) -> None:
    """ "according to X": X speaks, and is not spoken to."""
    (found,) = fast("The port will close, according to Ada Lind.")
    assert found.addressee is None


def test_a_word_is_not_cut_at_its_hyphen(fast: Read) -> None:
    """ "re-evaluate" belongs to the content whole."""
    text = "Ada Lind said that the council should re-evaluate."
    assert _said(fast(text), text)[0][2] == "the council should re-evaluate"


def test_the_label_of_a_text_is_nobody(accurate: Read) -> None:
    """ "Interview:" says what follows, not who speaks."""
    text = "Interview: “We will not be anyone's warehouse”\n"
    assert [s.speaker for s in accurate(text)] == [None]


def test_the_entries_of_a_live_page_begin_behind_their_times(accurate: Read) -> None:
    """Neither a speaker nor a content holds the time of day, and a label ends before its colon."""
    text = (
        "14:32 - Finance minister Petr Dvorak tells deputies the deficit will fall next year.\n\n"
        "14:40 - Opposition leader Jana Kolar: “This is a budget of broken promises.”\n\n"
        "15:20 - “The minister's numbers don't add up,” tweets the economist Helena Straka.\n"
    )
    assert [(s.source[0].of(text), s.content[0].of(text)) for s in accurate(text)] == [
        ("Finance minister Petr Dvorak", "the deficit will fall next year"),
        ("Opposition leader Jana Kolar", "This is a budget of broken promises."),
        ("the economist Helena Straka", "The minister's numbers don't add up"),
    ]


def test_the_letters_of_an_interview_are_who_was_named_before(accurate: Read) -> None:
    """ "A" is the one who answered; what the asker reports of others stays in the question."""
    text = (
        "Tom Adeyemi: Minister, what happened to the dry port?\n\n"
        "Josiane Uwera: The contractor did not deliver.\n\n"
        "Q: Kenya says you owe it 14 million dollars in transit fees.\n\n"
        "A: We dispute that figure. Our records show nine million.\n\n"
        "Q: Will you go?\n\nA: No, I was not appointed to resign.\n"
    )
    outer = [s for s in accurate(text) if s.level == 0]
    assert [s.source[0].of(text) for s in outer] == [
        "Tom Adeyemi",
        "Josiane Uwera",
        *("Q", "A") * 2,
    ]
    asked, answered = outer[0].speaker, outer[1].speaker
    assert asked is not None and answered is not None
    assert [s.speaker.entity for s in outer[2:] if s.speaker] == [
        asked.entity,
        answered.entity,
    ] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The mayor, Jan Holm, asked for patience. “The basin won't be ready before 2027.”",
            "The mayor",
        ),
        (
            "For Erik Moen, the matter is simple. “We stay until the last ship has left.”",
            "Erik Moen",
        ),
        (
            "Rosa Diaz, who runs the bakery, is angry.\n\n“Nobody asked us. They just came.”",
            "Rosa Diaz",
        ),
    ],
)
def test_a_quotation_without_a_cue_is_said_by_whom_the_text_is_about(
    accurate: Read, text: str, speaker: str
) -> None:
    """The sentence before it is about a person; nobody else speaks in it."""
    spoken = [s for s in accurate(text) if s.kind.value == "direct"]
    assert [s.speaker.text for s in spoken if s.speaker] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closed in March. “We never saw it coming at all.”",
        "Oslo is cold in March. “We never saw it coming at all.”",
        "Lund was for it and Berg was against it. “We never saw it coming at all.”",
        "Ada Lund died on Monday. “She was the best friend I never had.”",
        "The mayor, Jan Holm, was sacked on Friday. “We never trusted that man.”",
        "Rosa Diaz never answered the letter. “You have ten days to leave the house.”",
        "For Ada Lund, who was killed in the crash, a service was held. “We all loved her so much.”",
    ],
)
def test_nobody_is_guessed_for_a_quotation_without_a_cue(accurate: Read, text: str) -> None:
    """After a sentence about a thing or a place, or one about two people, nobody is known."""
    quoted = [s for s in accurate(text) if s.kind.value == "direct"]
    assert [s.speaker for s in quoted if s.speaker is not None] == []
