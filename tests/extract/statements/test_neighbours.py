"""Whose words they are not: of a clause beside, of whom somebody meets, of a heading. Profile `accurate`, own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Act, Statement

Read = Callable[[str], list[Statement]]


def _said(statements: list[Statement], text: str) -> list[tuple[str | None, str]]:
    return [
        (s.speaker.text if s.speaker else None, " … ".join(span.of(text) for span in s.content))
        for s in statements
    ]


def test_who_is_met_to_be_asked_asks_nothing(accurate: Read) -> None:
    """ "She will meet Berg to ask for money" is her request; of "sent Berg to ask" it is his."""
    text = (
        "Ada Lind flew to Bern, where she will meet President Karin Moser and Finance Minister Urs Graf to ask for "
        "90 million francs."
    )
    assert {name for name, what in _said(accurate(text), text) if "90 million" in what} <= {"she"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chad are said to be ready to pay for the dam; Peru is not so sure; Mali says no.",
        "Norway will pay for the dam; Mali says no.",
    ],
)
def test_semicolon_ends_what_is_said(accurate: Read, text: str) -> None:
    """No reporting clause stands behind a semicolon that ends its content."""
    assert not [w for name, w in _said(accurate(text), text) if name == "Mali" and "pay" in w]


def test_heading_is_no_part_of_what_is_said(accurate: Read) -> None:
    """A newsletter's heading in capitals stands before what somebody says."""
    text = "DAMS — Twelve nations have now joined the pact, Prime Minister Idris Saleh says."
    assert _said(accurate(text), text) == [
        ("Prime Minister Idris Saleh", "Twelve nations have now joined the pact")
    ]


def test_name_in_capitals_between_dashes_is_kept(accurate: Read) -> None:
    """An aside in dashes behind a name in capitals makes no heading of the name."""
    text = "NATO — the alliance of 32 states — will stay in the valley, Ada Lind said."
    assert _said(accurate(text), text)[0][1].startswith("NATO")


def test_what_is_told_of_a_source_is_no_part_of_what_it_says(accurate: Read) -> None:
    """ "…, according to the Ledger, which cited two officials"."""
    text = (
        "Moser is expected to announce new aid for growers, according to the Alpine Ledger, which cited two "
        "officials."
    )
    assert [w for _, w in _said(accurate(text), text)][:1] == [
        "Moser is expected to announce new aid for growers"
    ]


def test_headline_joins_names_by_a_comma(accurate: Read) -> None:
    """ "Norway, Chad reject …" has two speakers; "In Norway, Chad rejects …" has one."""
    text = "Norway, Chad reject plan for a northern fleet as talks end"
    assert {name for name, _ in _said(accurate(text), text)} == {"Norway", "Chad"}
    text = "In Norway, Chad rejects plan for a northern fleet"
    assert {name for name, _ in _said(accurate(text), text)} <= {"Chad"}


def test_first_verb_of_a_headline_is_no_speaker(accurate: Read) -> None:
    """ "Union chief thanks donors, urges …": the parser may take "thanks" for a noun."""
    text = "Union chief thanks twelve donors, urges Chad to reconsider"
    assert all((name or "").endswith("chief") for name, _ in _said(accurate(text), text))


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Ada Lind stopped short of saying whether Chad would leave the pact.", True),
        ("Ada Lind refrained from saying that the pact was dead.", True),
        ("Ada Lind never tires of saying that the pact is dead.", False),
    ],
)
def test_who_holds_back_has_not_said_it(accurate: Read, text: str, negated: bool) -> None:
    """Stopping short of saying is not saying; tiring of it is."""
    statements = [s for s in accurate(text) if any("saying" in c.of(text) for c in s.cue)]
    if negated:
        assert all(s.negated for s in statements)
    assert negated or not any(s.negated for s in statements)


def test_nobody_in_particular_says_nothing(accurate: Read) -> None:
    """ "Before anybody talks about money, …" inside what somebody says."""
    text = "“Before anybody talks about money, somebody must tell us who commands,” Ada Lind said."
    assert [name for name, _ in _said(accurate(text), text)] == ["Ada Lind"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ada Lind said nobody was above the law, in an apparent reference to the mayor.",
            "nobody was above the law",
        ),
        (
            "Ada Lind said the port had lost 40 million francs, a sum that Bernese auditors say is too high.",
            "the port had lost 40 million francs",
        ),
        (
            "Ada Lind said the books were kept, in a reading room that nobody knew.",
            "the books were kept, in a reading room that nobody knew",
        ),
    ],
)
def test_outlets_hint_is_no_part_of_what_is_said(accurate: Read, text: str, content: str) -> None:
    """What the outlet reads into the words ends them; where something is does not."""
    assert _said(accurate(text), text)[0] == ("Ada Lind", content)


def test_relative_clause_tears_no_joint_speakers(accurate: Read) -> None:
    """ "Brazil, which …, and Chad urged": both."""
    text = "Brazil, which hosted last year's games, and Chad urged both sides to compromise."
    assert {name for name, _ in _said(accurate(text), text)} == {"Brazil", "Chad"}


def test_what_nobody_shares_is_no_saying(accurate: Read) -> None:
    """ "Not everyone shares her optimism" gives nobody's words."""
    text = "Ada Lind said the deal was close. Not everyone in the hall shares her optimism."
    assert [name for name, _ in _said(accurate(text), text)] == ["Ada Lind"]


def test_who_tells_the_whole_is_no_part_of_what_is_told(accurate: Read) -> None:
    """ "…, two aides said" at the end of a sentence is not what the mayor told."""
    text = (
        "A deal to reopen the port fell apart on Thursday after Mayor Ada Lind told the dockers she would not sign any "
        "contract that freezes their wages, two aides familiar with the call said."
    )
    said = _said(accurate(text), text)
    assert (
        "Mayor Ada Lind",
        "she would not sign any contract that freezes their wages",
    ) in said
    levels = {s.speaker.text: s.level for s in accurate(text) if s.speaker is not None}
    assert sorted(levels.values()) == [0, 1]


def test_two_of_several_are_those_who_are_named(accurate: Read) -> None:
    """ "Two of the ten, Ada Lind and Urs Graf, said": both, not "two"."""
    text = "Two of the ten, Ada Lind and Urs Graf, said they still hoped for a vote on Friday."
    assert {name for name, _ in _said(accurate(text), text)} == {"Ada Lind", "Urs Graf"}


def test_what_another_calls_it_is_the_others_word(accurate: Read) -> None:
    """ "…, the ministry said, in what Chad called a breach": two speakers."""
    text = (
        "A raid killed five people near the lake on Friday, Norway's health ministry said, in what Chad called a "
        "flagrant breach of the truce."
    )
    said = {what: name for name, what in _said(accurate(text), text)}
    assert said["A raid killed five people near the lake on Friday"] == "Norway's health ministry"
    assert said["a flagrant breach of the truce"] == "Chad"


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("Urs Graf pleaded not guilty in March.", Act.DENY, "not guilty"),
        ("Urs Graf pleaded guilty to two counts of fraud.", Act.ADMIT, "two counts of fraud"),
    ],
)
def test_plea_keeps_its_not(accurate: Read, text: str, act: Act, content: str) -> None:
    """ "Not guilty" is a denial and keeps its "not"."""
    (statement,) = accurate(text)
    assert statement.act is act
    ((name, what),) = _said([statement], text)
    assert name == "Urs Graf"
    assert what.endswith(content)


def test_what_is_left_unsaid_is_the_outlets_remark(accurate: Read) -> None:
    """ ", without saying who was to blame" is no part of what is said."""
    text = "The mission said a patrol had come under fire on Thursday, without saying who was to blame."
    assert _said(accurate(text), text)[0][1] == "a patrol had come under fire on Thursday"


def test_who_was_a_minister_is_no_minister(accurate: Read) -> None:
    """ "An ex-minister said …" keeps its "ex"."""
    text = "An ex-minister said on Friday that the port was lost."
    assert [name for name, _ in _said(accurate(text), text)] == ["An ex-minister"]
