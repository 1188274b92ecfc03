"""What is put right at the end: conditions, verdicts, empty subjects, who is asked. Profile `accurate`, own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Statement

Read = Callable[[str], list[Statement]]
Fact = tuple[str | None, str]


def _facts(statements: list[Statement], text: str) -> list[Fact]:
    return [
        (s.speaker.text if s.speaker else None, " … ".join(span.of(text) for span in s.content))
        for s in statements
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Sofie Hermans pledged that her country would provide another 90 million euros by 2028, provided that "
            "parliament approves the budget.",
            (
                "Sofie Hermans",
                "her country would provide another 90 million euros by 2028, provided that parliament approves the "
                "budget",
            ),
        ),
        (
            "On Tuesday, Ada Lind had said she was “very close” to a deal with Chad, a claim that Chadian officials "
            "denied.",
            ("Ada Lind", "she was “very close” to a deal with Chad"),
        ),
        (
            "Erik Moen refused to apologise. Opponents, he said, “should get on board”.",
            ("he", "Opponents … “should get on board”"),
        ),
        (
            "Mitt Moen, the 2012 Labour nominee, tweeted in response: “Thugs beat reporters.”",
            ("Mitt Moen", "Thugs beat reporters."),
        ),
        (
            "But a report by the National Audit Office, published in March, found that similar schemes had gone over "
            "budget by 38% on average, and councillor Stewart Holm wondered aloud who would pay if that happened again.",
            (
                "the National Audit Office",
                "similar schemes had gone over budget by 38% on average",
            ),
        ),
        (
            "Envoy John Lind meeting top officials in Paris says his country shares the pain.",
            ("Envoy John Lind", "his country shares the pain"),
        ),
    ],
)
def test_a_content_is_whole_and_nobody_elses(accurate: Read, text: str, fact: Fact) -> None:
    """Conditions stay, what the outlet adds does not, and the name before an apposition speaks."""
    assert fact in _facts(accurate(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind was pressed on why she had left the room.",
        "It was decided that cases should be examined one by one.",
        "A Canadian judge has granted bail to a former inmate.",
        "The kit will allow other developers to create apps for the phone.",
    ],
)
def test_who_is_asked_and_what_is_done_is_no_statement(accurate: Read, text: str) -> None:
    """Nobody named says anything in these sentences."""
    assert not [s for s in accurate(text) if s.speaker is not None]


def test_neither_nor_negates_both_speakers(accurate: Read) -> None:
    """ "Neither A nor B commented" is a negated statement of each."""
    text = "Neither the Afghan Taliban nor the Red Cross commented on reports that the leader had been wounded."
    found = accurate(text)
    assert [s.speaker.text for s in found if s.speaker] == ["the Afghan Taliban", "the Red Cross"]
    assert all(s.negated for s in found)


def test_a_denial_outlives_the_outlet_that_reported_what_is_denied(accurate: Read) -> None:
    """Of "A denied that it had failed, as B reported" both are kept, and so is what A said before."""
    text = (
        "Asif, in an interview with Geo News, said Pakistan “reserves the right to act”. He denied that the army had "
        "already crossed the frontier, as Afghan media reported."
    )
    speakers = [s.speaker.text for s in accurate(text) if s.speaker]
    assert speakers == ["Asif", "He", "Afghan media"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Deputy mayor Olek Kuleba said four drones had hit the silo at around 2 a.m. Chad's defence ministry denied "
            "it had hit houses, saying its forces had destroyed “a depot of foreign weapons.”",
            {
                ("Deputy mayor Olek Kuleba", "four drones had hit the silo at around 2 a.m."),
                (
                    "Chad's defence ministry",
                    "its forces had destroyed “a depot of foreign weapons.”",
                ),
            },
        ),
        (
            "Kyiv says the port was hit; Moscow denies",
            {("Kyiv", "the port was hit")},
        ),
        (
            "Erik Moen was angry. He called on Turkey, which brokered the pause, and the United Nations to react.",
            {("He", "on Turkey, which brokered the pause, and the United Nations to react")},
        ),
        (
            "The lawyers left. One of them, Reed Holm, told me that he had been informed of the offer.",
            {("Reed Holm", "he had been informed of the offer")},
        ),
    ],
)
def test_each_voice_keeps_its_own_words(accurate: Read, text: str, facts: set[Fact]) -> None:
    """Sentences, semicolons and apposed names part those who speak."""
    assert facts <= set(_facts(accurate(text), text))


def test_neither_confirmed_nor_denied_is_negated(accurate: Read) -> None:
    """The second verb of a pair is under the first one's negation."""
    assert all(
        s.negated
        for s in accurate("Oslo has neither confirmed nor denied that the memo is genuine.")
    )


def test_a_condition_hung_on_the_saying_stays_with_what_will_be(accurate: Read) -> None:
    """ "said they would pay, provided that …": the parser hangs the condition on "said"."""
    text = (
        "Norway and Chad said they would each provide 100 million dollars through the United Nations, provided that "
        "the warring parties open the crossing at Adre."
    )
    contents = {content for _, content in _facts(accurate(text), text)}
    assert len(contents) == 1
    assert contents.pop().endswith("provided that the warring parties open the crossing at Adre")


def test_a_supposed_saying_and_a_dismissal_are_no_statements(accurate: Read) -> None:
    """Who "approves" under "if" has not approved, and who dismisses a manager sends him away."""
    assert not accurate("If it approves the sale, the bill returns to the house.")
    assert not accurate("Rovers dismissed manager Luca Berg on Tuesday after seven defeats.")


def test_said_in_a_name_is_no_cue(accurate: Read) -> None:
    """Of "Omar's lawyers said his father, Ahmed Said Omar, had …" the lawyers speak, and only they."""
    text = "Omar's lawyers said his father, Ahmed Said Omar - a banker - had pushed the teenager into debt."
    (fact,) = _facts(accurate(text), text)
    assert fact == (
        "Omar's lawyers",
        "his father, Ahmed Said Omar - a banker - had pushed the teenager into debt",
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Its farm minister said last month Oslo would back the pact only if Bern added checks.",
            ("Its farm minister", "Oslo would back the pact only if Bern added checks"),
        ),
        (
            "Senator Ada Lind said Erik Moen had been told by his own lawyer that there was no proof.",
            (
                "Senator Ada Lind",
                "Erik Moen had been told by his own lawyer that there was no proof",
            ),
        ),
    ],
)
def test_when_and_to_whom_it_was_said_is_no_part_of_it(
    accurate: Read, text: str, fact: Fact
) -> None:
    """The time behind the cue tells when; whom a lawyer told does not belong to what he said."""
    found = _facts(accurate(text), text)
    assert fact in found
    assert not any(content.startswith("Erik Moen …") for _, content in found)


def test_the_time_behind_a_cue_is_the_time_of_saying(accurate: Read) -> None:
    """ "said last month Oslo would": the month hangs on the next verb in the parse."""
    text = "Its farm minister said last month Oslo would back the pact only if Bern added checks."
    statement = next(s for s in accurate(text) if s.level == 0)
    assert statement.said_on is not None
    assert statement.said_on.span.of(text) == "last month"


def test_who_is_asked_between_commas_does_not_ask(accurate: Read) -> None:
    """ "The office, asked whether …, said": it is asked, and it answers."""
    text = "The coast guard's field office, asked whether smugglers land there, said it could not tell."
    assert [s.act.value for s in accurate(text)] == ["say"]


def test_a_quotation_belongs_to_no_verb_of_the_next_paragraph(accurate: Read) -> None:
    """ "Lund, 47, took charge" says nothing of what stands in marks above it."""
    text = (
        "The club said the coach had called his own players “a mess” and “not fit for any league”.\n\n"
        "Lund, 47, took charge in July on a contract of two years.\n"
    )
    assert {s.speaker.text for s in accurate(text) if s.speaker} <= {"The club", "the coach"}


def test_what_a_quoted_person_reports_of_another_is_not_quoted(accurate: Read) -> None:
    """The marks give Lind's words; Berg's are Lind's account of them."""
    text = "“Mayor Berg told us that the pier was safe,” Ada Lind said on Monday."
    kinds = {s.level: s.kind.value for s in accurate(text)}
    assert kinds == {0: "direct", 1: "indirect"}


def test_words_before_the_first_mark_belong_to_what_is_said(accurate: Read) -> None:
    """However few they are: without them a quotation has lost whom it is about."""
    text = "The novelist Doris Amadi said Tandy “read every line of it twice and forgave none of them”."
    (statement,) = accurate(text)
    assert statement.kind.value == "mixed"
    assert statement.content[0].of(text).startswith("Tandy “read")


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        (
            "Lund conceded that his work had been paid for by Norcorp, which hopes to mine the bay, but said that "
            "the firm had had no say in it.",
            "Lund",
            "said",
        ),
        (
            "Norcorp, whose chief executive Gerard Barrow once called Lund's paper “pure fiction”, welcomed the "
            "new findings.",
            "Gerard Barrow",
            "called",
        ),
        (
            "Complaints about late trams have halved since May, says contractor Norcorp. Residents of Mill Lane "
            "deny it.",
            "contractor Norcorp",
            "says",
        ),
    ],
)
def test_a_clause_beside_does_not_take_or_give_the_speaker(
    accurate: Read, text: str, speaker: str, cue: str
) -> None:
    """Neither the firm of "which", nor that of "whose", nor the people of the next sentence speak."""
    named = {s.cue[0].of(text): s.speaker.text for s in accurate(text) if s.speaker and s.cue}
    assert named[cue].endswith(speaker)


def test_to_ring_somebody_up_is_not_to_say_something(accurate: Read) -> None:
    """ "called the police" tells of a call, not of its words."""
    assert accurate("Their father called the police at noon.") == []


def test_who_asks_is_not_whom_it_is_said_to(accurate: Read) -> None:
    """ "asked Ada Lind": the parser takes her for the object of the question that she asks."""
    text = "“Easter of which year?” asked Councillor Ada Lind."
    (statement,) = accurate(text)
    assert statement.addressee is None


@pytest.mark.parametrize(
    ("text", "level", "speaker", "content"),
    [
        (
            "The Post reported that, according to a study of state records, half of the piers had failed.",
            1,
            "a study",
            "half of the piers had failed",
        ),
        (
            "Ada Lind was quoted by the Post as saying that the talks were dead.",
            1,
            "Ada Lind",
            "the talks were dead",
        ),
        (
            "Ada Lind was quoted as saying that the talks were dead.",
            0,
            "Ada Lind",
            "the talks were dead",
        ),
        (
            "A spokesman for the mayor called a report suggesting that donors were favoured “outrageous”.",
            0,
            "A spokesman",
            "a report suggesting that donors were favoured “outrageous”",
        ),
    ],
)
def test_each_voice_has_its_own_words(
    accurate: Read, text: str, level: int, speaker: str, content: str
) -> None:
    """What a study says is not what the Post says of it; whom a paper quotes speaks through the paper."""
    found = [
        (s.level, s.speaker.text if s.speaker else None, s.content[0].of(text))
        for s in accurate(text)
    ]
    assert (level, speaker, content) in found


def test_what_something_is_measured_against_is_no_statement(accurate: Read) -> None:
    """ "better than analysts had predicted" does not tell what they predicted."""
    assert accurate("Growth in the third quarter was better than analysts had predicted.") == []


def test_the_letters_behind_a_name_do_not_speak(accurate: Read) -> None:
    """The parser takes "KC" for the head of "Prosecutor Helen Marr KC"; she speaks."""
    text = (
        "Prosecutor Helen Marr KC told the jury that Lund had sent the letters. Marr said he lied."
    )
    speakers = [s.speaker for s in accurate(text)]
    assert len(speakers) == 2
    assert len({s.entity for s in speakers if s is not None}) == 1
