"""Bytes → text, with every character kept: line ends are not translated, so offsets are those of the file."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from graph.ingest.source import Unreadable

_MARKS: tuple[tuple[bytes, str], ...] = (  # the longer mark first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # control characters that no text holds
_ODD_SHARE = 0.01
_USUAL = frozenset("“”‘’„‚«»–—…•·€£¥§°©®™½¼¾×\u00a0\u200b")
_SAMPLE = 200_000  # bytes; enough to tell an encoding, and bounded for long lines
# "donâ€™t", "Å koda": UTF-8 that somebody read as a Western code page and saved again
_MOJIBAKE = re.compile(r"â€[™œ\x9d“”˜¦žš\u009d]|Ã[©¨¡³±¼¶¤§\u00ad]|Å[¡¾]|Â[£€©°»«\u00a0]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read. `doubtful` says in words what looks wrong, or is None."""

    text: str
    encoding: str
    doubtful: str | None = None


def decode(data: bytes) -> Decoded:
    """The text in `data`: a byte order mark decides, then UTF-8, UTF-16, then the likeliest old code page.

    The mark itself is not part of the text. Raises Unreadable for what is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable("encoding", f"is {what}, not text: save it as plain text first")
    if b"\x00" in data[:_SAMPLE]:
        return _without_mark(data)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _broken(data) or _old_code_page(data, error)


def _broken(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a cut file, a bad splice), each replaced by U+FFFD; else None."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(ord(c) > 127 for c in text[:_SAMPLE]) - text[:_SAMPLE].count("\ufffd")
    return _checked(text, "utf-8") if lost <= 0.1 * whole else None


def _strictly(data: bytes, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "encoding",
            f"begins as {encoding} but byte {error.start} does not fit: save it as UTF-8",
        ) from error


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 that came without its mark has a zero in every other byte; anything else with zeros is binary."""
    sample = data[: _SAMPLE & ~1]
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.6 * len(zeros) and others.count(0) < 0.05 * len(others) + 1:
            return _strictly(data, encoding)
    raise Unreadable("encoding", "holds zero bytes, so it is not text: give the plain text")


def _old_code_page(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """cp1252 or Mac Roman where its characters stand as they would in English, else the detector's guess.

    The detector alone takes short English texts with a few accents for Dutch in cp1250 or Mac Latin 2.
    """
    for encoding in ("cp1252", "mac_roman"):
        text = _try(data, encoding)
        if text is not None and _plausible(text[:_SAMPLE]):
            return _checked(text, encoding)
    best = from_bytes(data[:_SAMPLE]).best()
    text = _try(data, best.encoding) if best is not None else None
    if best is None or text is None:
        raise Unreadable(
            "encoding",
            f"is in no encoding that can be told (byte {error.start} is not UTF-8): save it as UTF-8",
        )
    return _checked(text, best.encoding, guessed=True)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII stand where an English text has them.

    Plausible: "Hradská", "“We", "Élysée". Not plausible: "isnÕt", "ÒWe" beside it (Mac Roman read as cp1252).
    """
    beyond = [i for i, c in enumerate(text) if ord(c) > 127]
    good = sum(_fits(text, i) for i in beyond)
    return len(beyond) < 0.2 * len(text) + 2 and good >= 0.9 * len(beyond)


def _fits(text: str, index: int) -> bool:
    char = text[index]
    before = text[index - 1] if index else " "
    if char in _USUAL:
        return True
    if not char.isalpha():
        return False
    return char.islower() or not before.isalpha() or before.isupper()


def _checked(text: str, encoding: str, *, guessed: bool = False) -> Decoded:
    sample = text[:_SAMPLE]
    if len(_ODD.findall(sample)) > _ODD_SHARE * len(sample):
        raise Unreadable(
            "encoding", "holds control characters, so it is not text: give the plain text"
        )
    doubtful = None
    if match := _MOJIBAKE.search(sample):
        doubtful = (
            f"was damaged before it came here: {match.group()!r} at character {match.start()} is UTF-8 "
            "that was read as another encoding; take it from its source again"
        )
    elif "\ufffd" in sample:
        doubtful = (
            f"has lost characters (U+FFFD at character {sample.index(chr(0xFFFD))}); "
            "take it from its source again"
        )
    elif guessed:
        doubtful = f"is not UTF-8; it was read as {encoding}, which is a guess: save it as UTF-8"
    return Decoded(text, encoding, doubtful)
