"""Vocabulary constants: names that people read in queries."""

from __future__ import annotations

from graph import terms
from graph.model import Status, Verdict


def test_a_controlled_value_and_its_concept_lead_to_each_other() -> None:
    """Every value can be written and read back, blanks included."""
    for scheme, members in terms.SCHEMES.items():
        for member in members:
            assert terms.member_of(scheme, terms.concept(member)) == member.value


def test_equal_words_of_two_schemes_are_two_concepts() -> None:
    """A status is no verdict, even where a word were the same."""
    assert terms.concept(Status.PLEDGED) != terms.concept(Verdict.SAME)


def test_every_status_has_its_short_edge() -> None:
    """No commitment is left without an arrow in the picture."""
    assert set(terms.EDGE_OF_STATUS) == set(Status)
