"""The chance that stands beside a statement is the chance of what was accepted, not of what was proposed."""

from __future__ import annotations

import pytest

from graph.extract.statements.combination import as_given_back

CHANCES = [n / 100 for n in range(5, 99)]


@pytest.mark.parametrize("kind", ["accepted", "accepted rules"])
def test_the_order_of_statements_by_chance_stays(kind: str) -> None:
    """What was likelier before is likelier after, so that nobody's ranking turns."""
    given = [as_given_back(chance, kind) for chance in CHANCES]
    assert given == sorted(given)
    assert all(0.0 < chance < 1.0 for chance in given)


def test_what_is_doubtful_and_accepted_all_the_same_is_likelier_than_its_words_say() -> None:
    """Its class needs little: a quotation, or a clause behind "said"."""
    assert as_given_back(0.25, "accepted") > 0.35


def test_what_is_sure_stays_sure() -> None:
    """A statement at 0.95 is not talked down."""
    assert as_given_back(0.95, "accepted") == pytest.approx(0.95, abs=0.02)
