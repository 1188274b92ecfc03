"""What an aside tears apart, and what only looks like a saying. Profile `accurate`, own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Statement

Read = Callable[[str], list[Statement]]


def _contents(statements: list[Statement], text: str) -> list[tuple[str, str]]:
    """Speaker's words and content of each statement."""
    return [
        (s.speaker.text if s.speaker else "", " … ".join(span.of(text) for span in s.content))
        for s in statements
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            'He thanked Ghana, whose officers, he said, had "held the line alone".',
            ("he", 'whose officers … had "held the line alone"'),
        ),
        (
            'It was Mr Pryor\'s turn. Portugal, he assured the House of Lords, has "turned the corner".',
            ("he", 'Portugal … has "turned the corner"'),
        ),
        (
            "That is what the union doubts. She is in favour of solar power, she stressed, just not "
            '"two miles from our best grazing grounds".',
            (
                "she",
                'She is in favour of solar power … just not "two miles from our best grazing grounds"',
            ),
        ),
        (
            "Should Warsaw lift the ban, Tallinn would return the favour, the minister added.",
            (
                "the minister",
                "Should Warsaw lift the ban, Tallinn would return the favour",
            ),
        ),
        (
            "The envoy conveyed Hanoi's readiness to lend four cargo planes, should Chile make a request.",
            (
                "The envoy",
                "Hanoi's readiness to lend four cargo planes, should Chile make a request",
            ),
        ),
    ],
)
def test_a_content_keeps_subject_limit_and_condition_around_an_aside(
    accurate: Read, text: str, fact: tuple[str, str]
) -> None:
    """The words on both sides of ", she said," are one content, and so is the condition behind a comma."""
    assert fact in _contents(accurate(text), text)


def test_who_is_thanked_has_not_lost_a_relative_clause(accurate: Read) -> None:
    """Of "thanked Ghana, whose officers, he said, had …" he thanked Ghana."""
    text = 'He thanked Ghana, whose officers, he said, had "held the line alone".'
    assert ("He", "Ghana") in _contents(accurate(text), text)


def test_a_limit_behind_an_aside_does_not_deny_the_saying(accurate: Read) -> None:
    """ "she stressed, just not here" was said."""
    text = 'She is in favour of solar power, she stressed, just not "two miles from our best grazing grounds".'
    assert [s.negated for s in accurate(text)] == [False]


def test_whose_party_asked_for_something_else(accurate: Read) -> None:
    """A relative clause behind the speaker has not said the quotation again."""
    text = (
        '"Nobody has shown us a single lease," scoffed Liberal leader Wanda Kuipers, whose party had asked for the '
        "vote to be put off."
    )
    found = _contents(accurate(text), text)
    assert [who for who, what in found if "lease" in what] == ["Liberal leader Wanda Kuipers"]


def test_a_participle_before_the_speaker_is_not_the_speaker(accurate: Read) -> None:
    """ "Quoting a report of …, the member said": the member said it."""
    text = (
        "Quoting a report of the Comptroller and Auditor General, the Opposition member said that of the sum "
        "set aside for shelters in 2022, only a tenth had been spent."
    )
    assert {who for who, _ in _contents(accurate(text), text)} == {"the Opposition member"}


@pytest.mark.parametrize(
    "text",
    [
        "President Cherono has so far kept silent on the matter of the closed wards.",
        "It is not clear whether the Labour Court will cite the union's leaders for contempt.",
        "He later appeared to soften his tone.",
        "Opinion: The minister's promise is worth nothing",
        "The council on Friday failed to adopt a text on the ferry.",
    ],
)
def test_silence_rulings_looks_and_labels_are_no_sayings(accurate: Read, text: str) -> None:
    """Who keeps silent, cites somebody before a court or looks softer has said nothing; "Opinion" is no speaker."""
    assert [s for s in accurate(text) if not s.negated] == []


def test_what_another_is_said_to_believe_is_his(accurate: Read) -> None:
    """ "Bern believes …, an envoy said": two layers."""
    text = "Bern, which has hosted several rounds of talks, believes that neither side is ready, an envoy said."
    found = accurate(text)
    assert ("Bern", "neither side is ready") in _contents(found, text)
    assert sorted(s.level for s in found) == [0, 1]


def test_what_she_herself_thinks_may_be_the_speakers(accurate: Read) -> None:
    """ "She thinks it is over, Lind said" stays one statement: perhaps she is Lind."""
    text = "She thinks the talks are over, Ada Lind said on Monday."
    assert len(accurate(text)) == 1


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Finnish central bank left its key rate unchanged on Thursday, as expected by all twelve brokers asked "
            "by the Post, but signalled that a cut may come in June.",
            ("The Finnish central bank", "a cut may come in June"),
        ),
        (
            "Chief economist Kaare Aas believes that the bank is being too cautious: inflation, he notes, has fallen "
            "short of its forecasts for months.",
            ("he", "inflation … has fallen short of its forecasts for months"),
        ),
        (
            "Foreign Minister Lea Baum announced that Austria would give another 60 million euros to the fund, and "
            "Denmark pledged 45 million.",
            (
                "Foreign Minister Lea Baum",
                "Austria would give another 60 million euros to the fund",
            ),
        ),
        (
            'The foreign ministry said on Monday that the two sides were "very close", even as Defence Minister Avi '
            "Noy ruled out a withdrawal.",
            ("The foreign ministry", 'the two sides were "very close"'),
        ),
    ],
)
def test_a_content_ends_where_another_voice_begins(
    accurate: Read, text: str, fact: tuple[str, str]
) -> None:
    """Behind "but", a colon, ", and Denmark pledged" or "even as" somebody else speaks, or the outlet."""
    assert fact in _contents(accurate(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Cricket: Board clears Malin of doping, agency to appeal",
        'Did the mayor say she would "defund" the fire brigade?',
        "Under the plan, seen by the Post, Sparta would free ten sailors in three weeks.",
    ],
)
def test_what_is_asked_seen_or_still_to_come_is_not_said(accurate: Read, text: str) -> None:
    """A question whether somebody said it, who has seen a plan, and a headline's infinitive are no sayings."""
    assert accurate(text) == []


def test_a_fact_checks_claim_is_somebodys(accurate: Read) -> None:
    """Behind "CLAIM:" stands what somebody says, not what the outlet holds for true."""
    text = "CLAIM: Mayor Laura Whit announced at a meeting that she would close the fire station."
    found = accurate(text)
    assert [(s.speaker is None, s.level) for s in found] == [(True, 0), (False, 1)]


def test_the_words_before_that_are_who_was_told(accurate: Read) -> None:
    """ "told both sides that": the sides hear it."""
    text = "Envoy Carl Brand has told both sides that Oslo will guarantee the second phase."
    assert ("Envoy Carl Brand", "Oslo will guarantee the second phase") in _contents(
        accurate(text), text
    )
