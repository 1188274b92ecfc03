"""Statements by rules: our own sentences in, who said what out. Persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Act, Mode, QuoteType, Statement

Read = Callable[[str], list[Statement]]


def _content(statement: Statement, text: str) -> str:
    return " … ".join(span.of(text) for span in statement.content)


def _facts(statements: list[Statement], text: str) -> list[tuple[str | None, str, str]]:
    return [
        (s.speaker.text if s.speaker else None, s.kind.value, _content(s, text)) for s in statements
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        (
            "“The dam will hold,” said Ada Lindqvist, the mayor of Oslo.",
            "Ada Lindqvist",
            "direct",
            "The dam will hold",
        ),
        (
            "Ada Lindqvist said that the dam would hold until Friday.",
            "Ada Lindqvist",
            "indirect",
            "the dam would hold until Friday",
        ),
        (
            "Ada Lindqvist said the dam was “a disgrace” to the country.",
            "Ada Lindqvist",
            "mixed",
            "the dam was “a disgrace” to the country",
        ),
        (
            "Ada Lindqvist told reporters: “The dam will hold.”",
            "Ada Lindqvist",
            "direct",
            "The dam will hold.",
        ),
        (
            "The dam, Ada Lindqvist said, will hold until Friday.",
            "Ada Lindqvist",
            "indirect",
            "The dam … will hold until Friday",
        ),
        (
            "The dam will hold, according to Ada Lindqvist.",
            "Ada Lindqvist",
            "indirect",
            "The dam will hold",
        ),
        (
            "The dam will hold, as per Ada Lindqvist.",
            "Ada Lindqvist",
            "indirect",
            "The dam will hold",
        ),
        (
            "That would turn the dam, in the words of Ada Lindqvist, into a monument to pride.",
            "Ada Lindqvist",
            "indirect",
            "That would turn the dam … into a monument to pride",
        ),
        (
            "Officials in Norway warned that the dam could fail.",
            "Officials",
            "indirect",
            "the dam could fail",
        ),
    ],
)
def test_one_statement(fast: Read, text: str, speaker: str, kind: str, content: str) -> None:
    """Each way of reporting gives one statement with its speaker, kind and content."""
    assert _facts(fast(text), text) == [(speaker, kind, content)]


def test_an_interrupted_quotation_is_one_statement(fast: Read) -> None:
    """Both halves belong to one statement of one speaker."""
    text = "“The dam will hold,” Ada Lindqvist said. “We built it twice.”"
    assert _facts(fast(text), text) == [
        ("Ada Lindqvist", "direct", "The dam will hold … We built it twice.")
    ]


def test_the_next_speaker_keeps_his_quotation(fast: Read) -> None:
    """A quotation after a statement belongs to the cue that follows it, if one does."""
    text = "“The dam will hold,” Ada Lindqvist said. “It will fail,” Erik Moen answered."
    assert [s.speaker and s.speaker.text for s in fast(text)] == ["Ada Lindqvist", "Erik Moen"]


def test_a_quotation_over_paragraphs_is_one_statement(fast: Read) -> None:
    """Paragraphs that each open again, closed by the last one, are one content."""
    text = "“We built it twice.\n\n“It will hold,” said Ada Lindqvist."
    found = fast(text)
    assert len(found) == 1
    assert len(found[0].content) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “axis of trade” met in Oslo on Monday.",
        "She had a leading role in “The Long Winter of Oslo” last year.",
        "The mayor opened a bridge over the river on Monday.",
    ],
)
def test_a_name_in_marks_is_not_a_statement(fast: Read, text: str) -> None:
    """Scare quotes, titles and actions are not what anybody said."""
    assert fast(text) == []


def test_a_term_in_marks_does_not_make_a_clause_mixed(fast: Read) -> None:
    """What is called so by everybody is not quoted from the speaker."""
    found = fast("Ada Lindqvist said that the so-called “axis of trade” would meet in Oslo.")
    assert [s.kind for s in found] == [QuoteType.INDIRECT]


def test_joint_speakers_give_one_record_each(fast: Read) -> None:
    """France, Spain and Norway said it: three records with the same content and source."""
    found = fast("France, Spain and Norway said they would pay for the dam.")
    assert [s.speaker and s.speaker.text for s in found] == ["France", "Spain", "Norway"]
    assert len({(s.source, s.content) for s in found}) == 1


def test_a_group_from_two_countries_is_one_speaker(fast: Read) -> None:
    """Officials from France and Spain are one group."""
    assert len(fast("Officials from France and Spain said they would pay for the dam.")) == 1


def test_coordinated_and_participial_cues_inherit_the_subject(fast: Read) -> None:
    """ "said … but stressed … adding …" are three statements of one speaker."""
    text = (
        "Ada Lindqvist said that the dam would hold but stressed that nobody should "
        "sleep below it, adding that the army would watch it."
    )
    assert [s.speaker and s.speaker.text for s in fast(text)] == ["Ada Lindqvist"] * 3


def test_who_stands_for_its_noun(fast: Read) -> None:
    """The speaker behind "who" is the noun before it; the source keeps the word of the text."""
    text = "Erik Moen, who says that the dam will fail, left Oslo on Monday."
    (found,) = fast(text)
    assert found.speaker is not None
    assert found.speaker.text == "Erik Moen"
    assert [span.of(text) for span in found.source] == ["who"]


def test_an_agentless_passive_has_no_speaker(fast: Read) -> None:
    """It was reported: nobody is guessed."""
    assert all(s.speaker is None for s in fast("It was reported that the dam had failed."))


def test_an_outlet_that_reports_gives_two_levels(fast: Read) -> None:
    """The outlet's statement holds the inner one, which points to it."""
    text = "Ada Lindqvist said that the dam would hold, the Oslo Courier reported."
    outer, inner = sorted(fast(text), key=lambda s: s.level)
    assert (outer.level, inner.level, inner.through) == (0, 1, outer.key)
    assert inner.speaker is not None
    assert inner.speaker.text == "Ada Lindqvist"
    assert _content(outer, text).startswith("Ada Lindqvist said")
    assert _content(inner, text) == "the dam would hold"


def test_according_to_an_outlet_gives_two_levels(fast: Read) -> None:
    """ "…, according to" speaks of the whole sentence, what stands inside is one level deeper."""
    text = "Ada Lindqvist said that the dam would hold, according to the Oslo Courier."
    levels = {s.level: _content(s, text) for s in fast(text)}
    assert levels == {
        0: "Ada Lindqvist said that the dam would hold",
        1: "the dam would hold",
    }


def test_the_maker_of_a_poll_speaks(fast: Read) -> None:
    """What a poll by an institute found is the institute's statement."""
    found = fast("A poll by the Bergen Institute found that most voters want a new dam.")
    assert found[0].speaker is not None
    assert "Bergen Institute" in found[0].speaker.text


@pytest.mark.parametrize("done", ["seen", "obtained", "reviewed"])
def test_who_has_only_seen_a_letter_does_not_speak(fast: Read, done: str) -> None:
    """What a letter says that an outlet has seen is not the outlet's word; of one sent by her it is hers."""
    found = fast(f"A letter {done} by the Harbour Herald said that Norway would leave.")
    assert not [
        s
        for s in found
        if s.speaker and s.speaker.text.endswith("Herald") and s.speaker.text[0] != "A"
    ]
    sent = fast("A letter sent by Ada Lindqvist said that Norway would leave.")
    assert [s.speaker.text for s in sent if s.speaker] == ["Ada Lindqvist"]


def test_what_another_says_after_while_is_not_the_first_ones(fast: Read) -> None:
    """A clause with a speaker of its own is cut off."""
    text = "Ada Lindqvist told the committee the dam would hold, while Erik Moen said that it would fail."
    assert _facts(fast(text), text) == [
        ("Ada Lindqvist", "indirect", "the dam would hold"),
        ("Erik Moen", "indirect", "it would fail"),
    ]


@pytest.mark.parametrize(
    ("text", "act", "mode"),
    [
        ("Ada Lindqvist denied that the dam had failed.", Act.DENY, Mode.SPEECH),
        ("Ada Lindqvist warned that the dam might fail.", Act.WARN, Mode.SPEECH),
        ("Ada Lindqvist promised to build a new dam.", Act.PROMISE, Mode.SPEECH),
        ("Ada Lindqvist believes that the dam will hold.", Act.BELIEVE, Mode.THOUGHT),
        ("Ada Lindqvist hopes to build a new dam.", Act.HOPE, Mode.INTENTION),
        ("Ada Lindqvist plans to build a new dam.", Act.PLAN, Mode.INTENTION),
        ("Ada Lindqvist called for a new dam.", Act.DEMAND, Mode.SPEECH),
    ],
)
def test_acts(fast: Read, text: str, act: Act, mode: Mode) -> None:
    """Each cue is an act; speech is told apart from thought and intention."""
    (found,) = fast(text)
    assert (found.act, found.mode) == (act, mode)


def test_negation_modality_and_tense_are_kept(fast: Read) -> None:
    """What was not said is marked, and what is said not to be."""
    (denied,) = fast("Ada Lindqvist did not say that the dam had failed.")
    assert denied.negated
    (negative,) = fast("Ada Lindqvist said that the dam would not fail.")
    assert negative.content_negated
    assert not negative.negated
    (possible,) = fast("Ada Lindqvist would say that the dam has failed.")
    assert possible.modality == "would"


def test_addressee_and_medium(fast: Read) -> None:
    """Who was told, and in what."""
    text = "Ada Lindqvist told the council in a letter that the dam would hold."
    (found,) = fast(text)
    assert found.addressee is not None
    assert found.addressee.text == "the council"
    assert found.medium == "letter"


def test_when_it_was_said_is_read_beside_the_cue(fast: Read) -> None:
    """ "said on Monday" dates the saying; "would fail on Monday" does not."""
    (said,) = fast("Ada Lindqvist said on Monday that the dam would hold.")
    assert said.said_on is not None
    assert said.said_on.iso == "2024-05-13"
    (content,) = fast("Ada Lindqvist said that the dam would be closed on Monday.")
    assert content.said_on is None


def test_thought_inside_a_quotation_is_the_quotations_matter(fast: Read) -> None:
    """ "I think" in a quotation is no statement of its own."""
    assert len(fast("“I think the dam will hold,” Ada Lindqvist said.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "said",
        "said: “",
        "according to",
        "as per",
        ": :",
        "“Yes",
        "He said “",
        "\n\n“\n",
        "according",
        "as",
        "in the words of",
    ],
)
def test_odd_text_breaks_nothing(fast: Read, text: str) -> None:
    """Fragments give statements or none, never an error."""
    for statement in fast(text):
        assert statement.content


def test_spans_lie_in_the_text_and_the_document_is_in_order(fast: Read) -> None:
    """Every span holds words of the text, and keys count from 0."""
    text = (
        "“The dam will hold,” Ada Lindqvist said. Erik Moen said it would fail, the Courier wrote."
    )
    found = fast(text)
    assert [s.key for s in found] == list(range(len(found)))
    for statement in found:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)
