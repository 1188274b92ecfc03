"""What stands behind the clause that tells who said it, and before it. Own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Certainty, QuoteType, Statement

Read = Callable[[str], list[Statement]]


def _contents(statements: list[Statement], text: str) -> list[list[str]]:
    return [[span.of(text) for span in s.content] for s in statements]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The ships would sail in March, Solvang said on Sunday, provided that Australia covers the fuel.",
            ["The ships would sail in March", "provided that Australia covers the fuel"],
        ),
        (
            "The ships would sail, the minister told reporters in Perth on Sunday, as long as the strike was over.",
            ["The ships would sail", "as long as the strike was over"],
        ),
        (
            "The road will be closed, the council said, except for buses and taxis.",
            ["The road will be closed", "except for buses and taxis"],
        ),
        (
            "Norway would send two ships, the minister said on Monday, to keep the port open.",
            ["Norway would send two ships", "to keep the port open"],
        ),
        (
            "Taxes would rise next year, Lind told the house, so that schools could be mended.",
            ["Taxes would rise next year", "so that schools could be mended"],
        ),
        (
            "Taxes would rise next year, Lind said, but only if the economy grew.",
            ["Taxes would rise next year", "but only if the economy grew"],
        ),
        (
            "Rates would rise, the bank said in a note, if growth held up, a warning that shook markets.",
            ["Rates would rise", "if growth held up"],
        ),
        (
            "If nothing changed, the union said, its members would walk out.",
            ["If nothing changed", "its members would walk out"],
        ),
        (
            "When the war ends, Lind told the house, the port will open again.",
            ["When the war ends", "the port will open again"],
        ),
    ],
)
def test_what_is_said_goes_on_behind_who_says_it(
    accurate: Read, text: str, content: list[str]
) -> None:
    """Conditions, exceptions, aims and main clauses belong to what is said, wherever they stand."""
    assert content in _contents(accurate(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Taxes would rise, Lind said, before leaving for Geneva.",
        "Lind would stay, she said, when asked about the vote.",
        "The gate was shut because it was late, Lind said, to applause.",
        "The mine will close in June, Vantor announced on Tuesday, after a fire destroyed the lift.",
    ],
)
def test_what_happened_at_the_saying_is_not_said(accurate: Read, text: str) -> None:
    """When, before what and to which answer somebody spoke is told by the outlet."""
    (content,) = _contents(accurate(text), text)
    assert len(content) == 1


def test_a_quotation_with_a_condition_of_the_outlets_words_is_mixed(accurate: Read) -> None:
    """The condition is kept; the marks hold only the quoted words."""
    text = "“The ships will sail in March,” Solvang said on Sunday, provided that Australia covers the fuel."
    (statement,) = accurate(text)
    assert statement.kind is QuoteType.MIXED
    assert [s.of(text) for s in statement.content] == [
        "“The ships will sail in March,”",
        "provided that Australia covers the fuel",
    ]


def test_a_limit_stays_with_a_promise_and_its_decider_says_nothing(accurate: Read) -> None:
    """ "Promised X, but only if Y recommends it": Y has recommended nothing."""
    text = (
        "The minister has promised an independent review, but only if the coroner recommends one, and has "
        "praised the nurses."
    )
    found = [s for s in accurate(text) if s.source and "minister" in s.source[0].of(text)]
    contents = _contents(found, text)
    assert ["an independent review, but only if the coroner recommends one"] in contents
    assert not any(s.source and "coroner" in s.source[0].of(text) for s in accurate(text))
    assert not accurate("Lund will send 40 troops, but only once the parliament has agreed.")


def test_the_torn_subject_of_another_is_no_part_of_it(accurate: Read) -> None:
    """ "…, while the head of the chamber, Urs Graf, warned": his clause is another's."""
    text = (
        "The mayor has hit out at the plan, saying it would ruin the town, while the head of the chamber of "
        "commerce, Urs Graf, warned of job losses."
    )
    assert ["it would ruin the town"] in _contents(accurate(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "If the boats arrive in May, Ada Lund added, Norway will pay the fishermen.",
        "“If the boats arrive in May,” Ada Lund added, “Norway will pay the fishermen.”",
    ],
)
def test_a_condition_before_the_cue_makes_the_main_clause_conditional(
    accurate: Read, text: str
) -> None:
    """ "If the boats come, she added, we will pay": what is said is conditional, not certain."""
    (statement,) = accurate(text)
    assert len(statement.content) == 2
    assert statement.certainty is Certainty.CONDITIONAL
