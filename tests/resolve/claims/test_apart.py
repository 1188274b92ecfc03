"""What keeps two statements of one speaker from being one claim."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Act, QuoteType
from graph.resolve.claims.apart import disagree, is_impossible
from graph.resolve.claims.said import Said, numbers


def said(document: str, text: str, act: Act = Act.SAY, cue: str = "said") -> Said:
    return Said(
        document=document,
        key=0,
        actor="valko",
        text=text,
        quotes=(),
        day=date(2025, 3, 12),
        outlet=document,
        act=act,
        kind=QuoteType.INDIRECT,
        is_negated=False,
        is_conditional=False,
        numbers=numbers(text),
        confidence=0.8,
        cue=cue,
    )


PLAIN = "Togo will send 40 flood pumps to Ghana"


@pytest.mark.parametrize(
    "other",
    [
        "Togo is ready to send 40 flood pumps to Ghana if asked",
        "Togo will send 40 flood pumps to Ghana if asked",
        "Togo is willing to send 40 flood pumps to Ghana",
        "Togo could send 40 flood pumps to Ghana",
        "Togo will send 25 flood pumps to Ghana",
    ],
)
def test_what_is_weighed_or_on_a_condition_is_not_what_is_settled(other: str) -> None:
    """A pledge "if asked" is another claim than a pledge; so are two amounts."""
    assert disagree(said("a", PLAIN), said("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the dam cost 1.5 billion euros", "the dam cost 1,500 million euros"),
        ("half of the wells are dry", "50 percent of the wells are dry"),
        ("a dozen ferries were late", "12 ferries were late"),
        ("the mayor meets him in May", "the mayor meets him in spring"),
        ("the pumps could not be mended", "the pumps cannot be mended"),
        ("the pumps come if the road is open", "if the road is open, the pumps come"),
    ],
)
def test_the_same_in_other_figures_or_words_is_no_contradiction(one: str, other: str) -> None:
    """Amounts are compared by their value, and May is a month."""
    assert not disagree(said("a", one), said("b", other))


def test_two_words_may_be_one_deed() -> None:
    """Who announced her retirement from politics did so once; of who spoke about politics one cannot tell."""
    a, b = "her retirement from politics", "her retirement from politics after a long illness"
    assert not is_impossible(said("a", a, Act.ANNOUNCE), said("b", b, Act.ANNOUNCE))
    assert is_impossible(said("a", a), said("b", b))


def test_an_amount_of_before_does_not_make_two_pledges_one() -> None:
    """ "120 million, up from 90 million" is not the claim that gave 90 million."""
    now = said("a", "the bank will give Ghana 120 million euros, up from the 90 million of Monday")
    assert disagree(now, said("b", "the bank pledged 90 million euros to Ghana"))
    assert not disagree(now, said("b", "the bank will give Ghana 120 million euros"))
