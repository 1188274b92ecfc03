"""Bytes become text with every character kept, or a clear refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.ingest.decoding import decode

WORDS = "“We shall see,” said Zuzana Hradská – the €200 million isn’t there, at the café in Élan."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_english_news_is_read_in_every_usual_encoding(encoding: str) -> None:
    """A byte order mark, or the way the characters stand, tells the encoding."""
    decoded = decode(WORDS.encode(encoding))
    assert decoded.text == WORDS
    assert decoded.doubtful is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=200))
def test_utf8_is_never_altered(text: str) -> None:
    """Line ends and spaces stay, so that offsets are those of the file."""
    assert decode((text + "\r\n").encode()).text in (
        text + "\r\n",
        text.removeprefix("\ufeff") + "\r\n",
    )


def test_line_ends_of_windows_stay() -> None:
    """A translated line end would move every offset after it."""
    assert decode(b"One.\r\nTwo.\rThree.\n").text == "One.\r\nTwo.\rThree.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"\x00\x01\x02\x03",
        bytes(range(1, 32)) * 9,
        b"\xff\xfe\x00",
        b"GIF89a",
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    """A picture, an archive or noise is named, not read as garbage."""
    with pytest.raises(InputError, match=r"text|fit"):
        decode(data)


def test_damaged_text_is_read_and_named() -> None:
    """Text that was read in a wrong encoding before it came here is doubtful, but not lost."""
    decoded = decode(WORDS.encode().decode("cp1252", "replace").encode())
    assert decoded.doubtful is not None
    assert "encoding" in decoded.doubtful


def test_a_cut_character_does_not_lose_the_text() -> None:
    """The last byte is gone: all words but one letter are there, and it is said."""
    decoded = decode(("Žilina waits. " * 20 + "Hradská").encode()[:-1])
    assert decoded.text.startswith("Žilina waits.")
    assert decoded.doubtful is not None


def test_a_guess_is_called_a_guess() -> None:
    """A Cyrillic code page is read, and the reader is told that it was guessed."""
    decoded = decode(("Министр сказал, что дамба выдержит. " * 5).encode("cp1251"))
    assert "дамба" in decoded.text
    assert decoded.doubtful is not None
