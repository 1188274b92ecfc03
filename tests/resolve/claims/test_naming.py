"""What may name a matter in dispute."""

from __future__ import annotations

import pytest

from graph.resolve.claims.naming import weight
from graph.resolve.claims.phrases import MIN_CLAIMS, bare, candidates, may_name


@pytest.mark.parametrize(
    ("phrase", "is_name"),
    [
        ("joke", False),
        ("cruel joke", False),
        ("announcement", False),
        ("telephone conversation", False),
        ("main market", False),
        ("battle", False),
        ("custody battle", True),
        ("fish market", True),
        ("ferry tax", True),
    ],
)
def test_speech_and_judgement_name_no_matter(phrase: str, is_name: bool) -> None:
    """That somebody spoke or what he thought of it is not what is disputed."""
    assert may_name(bare(phrase), MIN_CLAIMS) is is_name


def test_the_matter_is_what_is_alleged() -> None:
    """Of "accusations of fraud" the matter is fraud."""
    assert bare("accusations of fraud") == "fraud"


def test_who_acts_weighs_less_than_what_is_done() -> None:
    """ "Hospital strike" is a better name than "striking doctors" or "Harbour Street"."""
    assert weight("hospital strike") > weight("striking doctors") == weight("Harbour Street")


def test_a_name_is_not_cut_in_two() -> None:
    """ "United Nations peacekeeping force" ends in "peacekeeping force", not in "Nations peacekeeping force"; a town is no
    matter."""
    topics = [("United Nations peacekeeping force",), ("United Nations peacekeeping force",)]
    texts = ["the United Nations peacekeeping force is late", "a United Nations peacekeeping force"]
    found = {p.spelling for p in candidates(topics, texts, ["", ""])}
    assert "Nations peacekeeping force" not in found
    assert "peacekeeping force" in found
    assert not may_name("town of Kani", 2)
    assert may_name("flood of refugees", 2)
