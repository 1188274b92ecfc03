"""Characters that look like others, or like nothing: put right one for one, so that offsets stay."""

from __future__ import annotations

import html
import re

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u2060\ufeff"
_AT_SPACE = re.compile(rf"(?:^|(?<=\s))[{_INVISIBLE}]+|[{_INVISIBLE}]+(?=\s|$)", re.MULTILINE)
_DELETED = re.compile(rf"[{_INVISIBLE}\u00ad]")

_ENTITY = re.compile(
    r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|quot|amp|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip|euro|pound);",
    re.IGNORECASE,
)


def _windows() -> dict[int, str]:
    """What Windows-1252 has where Latin-1 has control characters: quotation marks, dashes, the euro."""
    table = {}
    for code in range(0x80, 0xA0):
        try:
            table[code] = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue
    return table


_TABLE = {**dict.fromkeys(map(ord, _SPACES), " "), **_windows()}


def tidy(text: str) -> str:
    """`text` with plain spaces for the many others, and the marks that a wrong decoding made invisible.

    >>> tidy("Ola\\xa0Lund said \\x93no\\x94")
    'Ola Lund said “no”'
    """
    return _AT_SPACE.sub(lambda match: " " * len(match.group()), text.translate(_TABLE))


def without_invisible(text: str) -> str:
    """`text` without soft hyphens and zero-width spaces, for readers that make the text anew."""
    return _DELETED.sub("", text)


def with_entities_resolved(text: str) -> str | None:
    """`text` with "&quot;" and the like as the characters they stand for, or None if it has none.

    The text gets shorter: its offsets are no longer those of the file.
    """
    return html.unescape(text) if _ENTITY.search(text) else None
