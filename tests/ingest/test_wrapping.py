"""Texts wrapped at a fixed width are read by paragraphs; offsets stay those of the file."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from graph.ingest import read
from graph.ingest.wrapping import unwrap
from graph.model import Document

PARAGRAPHS = (
    "The pilots of Rotterdam went back to work on Monday after nineteen days on the quay, and their union said that the new contract was better than the last three together.",
    "The port authority expects the backlog of ships to be gone within two weeks, although four of them still wait for a berth in the old harbour.",
    "Nobody has said yet who will pay for the nineteen days, which cost the town more than forty million euros, by its own account.",
)
PLAIN = "Pilots end strike\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def _wrapped(width: int, end: str = "\n") -> str:
    blocks = ["Pilots end strike", *(textwrap.fill(p, width) for p in PARAGRAPHS)]
    return ("\n\n".join(blocks) + "\n").replace("\n", end)


@pytest.mark.parametrize("width", [45, 60, 72, 80])
def test_paragraphs_are_whole_again(width: int) -> None:
    """Each break inside a paragraph is a space, those between paragraphs stay."""
    assert unwrap(_wrapped(width)) == PLAIN


def test_the_length_stays_whatever_the_breaks_are() -> None:
    """Two characters of a break become two spaces, so that no offset moves."""
    text = _wrapped(72, "\r\n")
    found = unwrap(text)
    assert len(found) == len(text)
    assert found.split() == text.split() and found.count("\r\n\r\n") == 3


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\n".join(PARAGRAPHS),
        "It rained.\nNobody sailed on Monday.\nThe pilots sat on the quay and waited for a word.\n"
        * 4,
        "- forty ships wait in the old harbour of Rotterdam\n- nineteen days without a pilot on the quay\n"
        * 4,
        "",
        "\n\n\n",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    """Paragraphs, sentences and items of a list on lines of their own."""
    assert unwrap(text) == text


def test_a_heading_above_a_wrapped_paragraph_stays_apart() -> None:
    """It is shorter than the width: its break is no accident."""
    text = _wrapped(72).replace("strike\n\n", "strike\n")
    assert unwrap(text).startswith("Pilots end strike\nThe pilots of Rotterdam")


def test_a_wrapped_file_is_read_by_paragraphs(tmp_path: Path) -> None:
    """A document has the words at the file's offsets."""
    path = tmp_path / "a.txt"
    path.write_text(_wrapped(72), encoding="utf-8")
    (document,) = [d for d in read([str(path)]) if isinstance(d, Document)]
    assert document.text == PLAIN
