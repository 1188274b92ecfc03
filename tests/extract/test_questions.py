"""What a question asks is not so for that. Own sentences."""

from __future__ import annotations

import pytest

from graph.extract.questions import is_asked_whether
from graph.parse import Parser


@pytest.mark.parametrize(
    ("text", "verb", "asked"),
    [
        ("Does Norway support the ban on trawlers?", "support", True),
        ("Fact check: Did the mayor say that she would sell the pier?", "say", True),
        ("Why does Norway support the ban on trawlers?", "support", False),
        ("Norway does support the ban. Will it pay?", "support", False),
        ("Norway supports the ban, does it not?", "supports", False),
    ],
)
def test_whether_something_is_so_may_be_asked(
    parser: Parser, text: str, verb: str, asked: bool
) -> None:
    """A question that begins with its helping verb asks whether; one that asks why takes it for granted."""
    doc = parser.nlp(text)
    assert is_asked_whether(next(t for t in doc if t.text == verb)) is asked
