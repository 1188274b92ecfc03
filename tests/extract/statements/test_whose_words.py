"""Whose words they are, where the form of a text hides it: headlines, datelines, broadcasts, hearsay. Persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Statement

Read = Callable[[str], list[Statement]]


def _said(found: list[Statement], text: str) -> list[tuple[int, str | None, str]]:
    return [
        (
            s.level,
            s.speaker.text if s.speaker else None,
            " … ".join(c.of(text) for c in s.content),
        )
        for s in found
    ]


def _speakers(found: list[Statement]) -> set[str | None]:
    return {s.speaker.text if s.speaker else None for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "Councillors accused of 'hiding' report into harbour fees",
        "Ferry firms told to refund every passenger",
        "Shops that open late have been warned that they could lose their licence.",
        "Asked what the ferry would cost, Lind laughed.",
    ],
)
def test_to_whom_something_is_done_says_nothing(accurate: Read, fast: Read, text: str) -> None:
    """Who is accused, told, warned or asked is not who accuses, tells, warns or asks."""
    assert _speakers(accurate(text)) <= {None}
    assert _speakers(fast(text)) <= {None}


def test_who_accuses_in_a_headline_speaks(fast: Read) -> None:
    """Counter-example: with somebody accused behind the verb the subject accuses."""
    text = "Councillors accused Lind of hiding the report into harbour fees."
    assert _speakers(fast(text)) == {"Councillors"}


def test_the_place_of_a_dateline_says_nothing(fast: Read) -> None:
    """The parser may take "Oslo, Norway" for the subject of the first sentence."""
    text = (
        "Oslo, Norway – When the Danish envoy to Norway, Lars Winther, described the pier as "
        "“a gift to all of us”, few believed it."
    )
    told = [s for s in fast(text) if "gift" in s.content[0].of(text)]
    assert told
    assert all("Winther" in s.source[0].of(text) for s in told)
    assert all("Oslo" not in s.source[0].of(text) for s in told)


def test_what_is_told_of_a_source_is_none_of_its_words(fast: Read, accurate: Read) -> None:
    """ ", according to the Courier, which cited two aides" says nothing that the Courier reports."""
    text = "The owners plan to sell the pier, according to the Courier, which cited two aides."
    for read in (fast, accurate):
        found = _said(read(text), text)
        assert [c for _, who, c in found if who == "the Courier"] == [
            "The owners plan to sell the pier"
        ]


def test_whom_another_quotes_speaks_through_him(fast: Read, accurate: Read) -> None:
    """ "The agency quoted Berg as saying …" is a statement of the agency, and in it one of Berg."""
    text = "The Interfax agency quoted the port's director, Jan Berg, as saying that Oslo welcomed the sale."
    for read in (fast, accurate):
        inner = [s for s in read(text) if s.content[0].of(text) == "Oslo welcomed the sale"]
        assert [s.level for s in inner] == [1]
        assert "director" in inner[0].source[0].of(text)


def test_what_one_comments_on_is_not_what_one_says(accurate: Read) -> None:
    """Reports that somebody is asked about are the reports'; counter-example: what he comments himself."""
    text = (
        "Commenting on reports that Kenya might quit the pact, Lind advised not to believe rumours."
    )
    assert all("Kenya" not in c for _, _, c in _said(accurate(text), text))
    own = "Lind commented that Kenya might quit the pact."
    assert _said(accurate(own), own) == [(0, "Lind", "Kenya might quit the pact")]


def test_who_is_the_nearest_that_can_speak(accurate: Read) -> None:
    """ "it would bring noise and teenagers who said": noise says nothing."""
    text = (
        "The board tabled a vote after nearly two hours of comment from residents who said it would bring "
        "noise and teenagers who said they had nowhere else to go."
    )
    assert "noise" not in _speakers(accurate(text))
    assert "teenagers" in _speakers(accurate(text))


def test_who_is_addressed_by_name_does_not_speak(accurate: Read) -> None:
    """ "Ada, two officials tell …": a reporter talks to Ada."""
    text = "Ada, two defence officials tell us the drone was hit by a missile before dawn."
    assert _speakers(accurate(text)) == {"two defence officials"}


@pytest.mark.parametrize(
    "text",
    [
        "You might say that a bus without passengers is a van.",
        "I am not saying that every empty bus must run for ever.",
        "Nobody disputes that the bus is empty.",
        "What did the government say when the film won in Oslo?",
        "Who sees a wolf in every dog?",
        "Lund hospital: Mother 'begged for help' before ward closed",
    ],
)
def test_what_nobody_said_is_no_statement(accurate: Read, fast: Read, text: str) -> None:
    """A writer's supposition, his question, nobody's denial and a headline's theme have no speaker."""
    assert [
        s for s in accurate(text) if s.level == 0 and s.speaker and s.cue[0].of(text) == ":"
    ] == []
    assert fast(text) == []


def test_two_who_talk_in_quotations_are_not_one(fast: Read) -> None:
    """A short question that answers a closed quotation is asked by somebody else."""
    text = (
        "Berg asked why she had kept silent.\n\n“Because I was scared,” she answered.\n\n"
        "“Scared of what?”\n\n“Of him.”\n"
    )
    assert [c for _, _, c in _said(fast(text), text)][-1] == "Because I was scared"


def test_a_second_clause_with_that_is_said_as_well(fast: Read) -> None:
    """ ", but that nobody came" goes on with what was said; without "that" the outlet may speak."""
    text = "Lind said she had asked for a doctor at noon, but that nobody came."
    assert (
        _said(fast(text), text)[0][2] == "she had asked for a doctor at noon, but that nobody came"
    )


def test_the_capitals_of_a_broadcast_name_who_speaks(fast: Read, accurate: Read) -> None:
    """Posts and parties in a label do not speak; all of a turn is said, whatever is reported in it."""
    text = (
        "ADA LIND, NEWS ANCHOR: Good evening. Who pays for the pier?\n\n"
        "GEN. JAN BERG (RET.), MILITARY ANALYST: The state does. It always did, and it will.\n\n"
        "LIND: And if it does not pay this time?\n\n"
        "BERG: Nobody in the port believes that. We would all be gone.\n\nLIND: Thank you both.\n"
    )
    for read in (fast, accurate):
        found = [s for s in read(text) if s.level == 0]
        assert [s.kind.value for s in found] == ["direct"] * 5
        assert [w for _, w, _ in _said(found, text)][1:] != []
        assert all(
            w != "ANCHOR" and "ANALYST" not in (w or "").split()[-1]
            for _, w, _ in _said(found, text)
        )
        assert len({s.speaker.entity for s in found if s.speaker}) == 2


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Prof Moen praised the bridge as ingenious.", "the bridge as ingenious"),
        ("Lind dismissed the plan as “a farce”.", "the plan as “a farce”"),
        (
            "For Ada Lind, an engineer in Oslo, the delay is no accident.",
            "the delay is no accident",
        ),
        (
            'Asked if ferries would close, Berg said: "No. Not today." The port sold two in May.',
            "No. Not today.",
        ),
    ],
)
def test_a_judgement_is_kept_whole(fast: Read, text: str, content: str) -> None:
    """What a thing is called belongs to what is said; the outlet's next sentence does not."""
    assert content in [c for _, _, c in _said(fast(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "For Ada Lind, it was the third title in a row.",
        "For Bergen, rain is expected on Sunday.",
        "For Ada Lind, control of the port is vital.",
        "Jan Berg pleaded guilty last year and faces five years.",
        "The whips showed members the text before the vote.",
        "Rosa Diaz cast the only vote against tabling the motion.",
    ],
)
def test_what_happens_is_no_statement(fast: Read, text: str) -> None:
    """A title, the weather, a plea without its charge, a text that is handed over, a vote."""
    assert [s for s in fast(text) if s.speaker] == []


def test_by_phone_names_nobody(fast: Read) -> None:
    """How something was said is not who said it; in the passive "by" names who did."""
    text = "“First the lights went out,” Karin Ek, 39, said by phone."
    assert _speakers(fast(text)) == {"Karin Ek"}


def test_pieces_without_a_word_of_meaning_are_left_out(fast: Read) -> None:
    """ "Nor would", torn from the rest by the subject, is no part of what was not said."""
    text = "Nor would Lind say, even in private, that the ferry had sunk."
    assert all("Nor" not in c for _, _, c in _said(fast(text), text))


def test_who_speaks_behind_as_in_a_headline_speaks_for_himself(fast: Read, accurate: Read) -> None:
    """A headline's second voice is no part of the first one's words; what merely happens may be."""
    text = "Ferry firm says strike cost it £18m as union vows fresh walkouts"
    for read in (fast, accurate):
        assert (0, "Ferry firm", "strike cost it £18m") in _said(read(text), text)
    text = "Ferry firm says it will miss targets as costs rise"
    assert _said(fast(text), text) == [(0, "Ferry firm", "it will miss targets as costs rise")]


def test_nobody_is_he_in_his_own_quoted_words(accurate: Read) -> None:
    """Of a turn's "he said" the speaker of the turn is not "he"; what is told indirectly may be of oneself."""
    text = (
        "ADA LIND, HOST: The mayor of Bergen said the ban will stay. What did he tell you?\n\n"
        "JAN BERG, CORRESPONDENT: Ada, he said the ban would stay until June. He was sure.\n\n"
        "LIND: And do you believe it?\n\nBERG: No. Nobody does.\n"
    )
    found = accurate(text)
    berg = {s.speaker.entity for s in found if s.speaker and "BERG" in s.speaker.text}
    he = [s for s in found if s.speaker and s.speaker.text.lower() == "he"]
    assert he
    assert all(s.speaker is not None and s.speaker.entity not in berg - {None} for s in he)


def test_a_day_is_no_speaker(accurate: Read) -> None:
    """ "announced for 12 and 13 December": the days announce nothing."""
    text = "Further strikes have been announced for 12 and 13 December."
    assert _speakers(accurate(text)) <= {None}


def test_what_is_told_of_aides_is_not_what_they_tell(accurate: Read) -> None:
    """The tagger may take ", who spoke on condition …" for what an opening "according to" reports."""
    text = (
        "According to three aides briefed on the talks, who spoke on the condition that they would not be named "
        "because they were not allowed to discuss them, a senior official told the states in August that the "
        "ministry was ready to act alone, but wanted “cover” from at least five of them."
    )
    told = [c for _, who, c in _said(accurate(text), text) if who and "aides" in who]
    assert all(not c.startswith("who") for c in told)


def test_questions_before_a_line_break_say_nothing(fast: Read) -> None:
    """The same questions are none where a paragraph follows."""
    text = "What did the council say when the pier fell?\n\nThe mayor sent flowers to everybody.\n"
    assert fast(text) == []
