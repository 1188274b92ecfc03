"""On what a commitment depends, where the words end, and which commitment they are of. Sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Findings


@pytest.mark.parametrize(
    "text",
    [
        "The government said it would build 300 clinics.",
        "The ministry said the government would donate 40 trucks to Chad.",
        "The military said its government will send 300 troops to Mali.",
    ],
)
def test_a_government_that_speaks_of_itself_is_read(
    findings: Callable[..., Findings], text: str
) -> None:
    """Where the speaker is a government too, whose it is cannot be told by the speaker."""
    (commitment,) = findings(text).commitments
    assert commitment.actor.entity is None
