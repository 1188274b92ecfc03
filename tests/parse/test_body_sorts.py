"""Sorts of bodies."""

from __future__ import annotations

import pytest

from graph.parse.body_sorts import is_sort_of


@pytest.mark.parametrize(
    ("noun", "name", "sector", "fits"),
    [
        ("newspaper", "Associated Press", "media", False),
        ("newspaper", "New York Daily News", "media", True),
        ("network", "Fox News", "media", True),
        ("network", "New York Times", "media", False),
        ("agency", "Reuters", "media", True),
        ("outlet", "Fox News", "media", True),
        ("airline", "Facebook", "company", False),
        ("airline", "Lufthansa", "company", True),
        ("bank", "Deutsche Bank", "bank", True),
        ("company", "Facebook", "company", True),
    ],
)
def test_a_noun_of_one_trade_fits_its_names(noun: str, name: str, sector: str, fits: bool) -> None:
    """An airline is no network, a paper no agency; a company may be any firm."""
    assert is_sort_of(noun, name, sector) is fits
