"""What is put right at the end: conditions, verdicts, empty subjects, who is asked. Profile `accurate`, own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.statements import StatementExtractor
from graph.extract.tagger import AttributionTagger
from graph.model import Document, Findings, Statement
from graph.parse import Parser, annotate

Read = Callable[[str], list[Statement]]
Fact = tuple[str | None, str]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Text in, statements out, by rules and tagger."""
    extractor = StatementExtractor(AttributionTagger.load())

    def of(text: str) -> list[Statement]:
        document = Document(id="1", text=text, name="x")
        reading = annotate(parser.parse(document))
        return list(extractor(reading, Findings(document=document)))

    return of


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
def test_a_content_is_whole_and_nobody_elses(read: Read, text: str, fact: Fact) -> None:
    """Conditions stay, what the outlet adds does not, and the name before an apposition speaks."""
    assert fact in _facts(read(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind was pressed on why she had left the room.",
        "It was decided that cases should be examined one by one.",
        "A Canadian judge has granted bail to a former inmate.",
        "The kit will allow other developers to create apps for the phone.",
    ],
)
def test_who_is_asked_and_what_is_done_is_no_statement(read: Read, text: str) -> None:
    """Nobody named says anything in these sentences."""
    assert not [s for s in read(text) if s.speaker is not None]


def test_neither_nor_negates_both_speakers(read: Read) -> None:
    """ "Neither A nor B commented" is a negated statement of each."""
    text = "Neither the Afghan Taliban nor the Red Cross commented on reports that the leader had been wounded."
    found = read(text)
    assert [s.speaker.text for s in found if s.speaker] == ["the Afghan Taliban", "the Red Cross"]
    assert all(s.negated for s in found)


def test_a_denial_outlives_the_outlet_that_reported_what_is_denied(read: Read) -> None:
    """Of "A denied that it had failed, as B reported" both are kept, and so is what A said before."""
    text = (
        "Asif, in an interview with Geo News, said Pakistan “reserves the right to act”. He denied that the army had "
        "already crossed the frontier, as Afghan media reported."
    )
    speakers = [s.speaker.text for s in read(text) if s.speaker]
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
def test_each_voice_keeps_its_own_words(read: Read, text: str, facts: set[Fact]) -> None:
    """Sentences, semicolons and apposed names part those who speak."""
    assert facts <= set(_facts(read(text), text))


def test_neither_confirmed_nor_denied_is_negated(read: Read) -> None:
    """The second verb of a pair is under the first one's negation."""
    assert all(
        s.negated for s in read("Oslo has neither confirmed nor denied that the memo is genuine.")
    )


def test_a_condition_hung_on_the_saying_stays_with_what_will_be(read: Read) -> None:
    """ "said they would pay, provided that …": the parser hangs the condition on "said"."""
    text = (
        "Norway and Chad said they would each provide 100 million dollars through the United Nations, provided that "
        "the warring parties open the crossing at Adre."
    )
    contents = {content for _, content in _facts(read(text), text)}
    assert len(contents) == 1
    assert contents.pop().endswith("provided that the warring parties open the crossing at Adre")


def test_a_supposed_saying_and_a_dismissal_are_no_statements(read: Read) -> None:
    """Who "approves" under "if" has not approved, and who dismisses a manager sends him away."""
    assert not read("If it approves the sale, the bill returns to the house.")
    assert not read("Rovers dismissed manager Luca Berg on Tuesday after seven defeats.")


def test_said_in_a_name_is_no_cue(read: Read) -> None:
    """Of "Omar's lawyers said his father, Ahmed Said Omar, had …" the lawyers speak, and only they."""
    text = "Omar's lawyers said his father, Ahmed Said Omar - a banker - had pushed the teenager into debt."
    (fact,) = _facts(read(text), text)
    assert fact == (
        "Omar's lawyers",
        "his father, Ahmed Said Omar - a banker - had pushed the teenager into debt",
    )
