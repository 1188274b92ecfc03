"""How reports sign: "jv / ad (AFP, dpa)", "— Reuters", "(Reporting by …)", "Author: … Editor: …".

They stand on a line of their own or after the last sentence of a paragraph. The agencies in them are where
the words come from, so that copies of one report count once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ingest.boilerplate.lines import Line
from graph.model import Passage, SetAside, Span

_AGENCY = (
    r"(?:(?:Thomson )?Reuters|AFP|AP|UPI|dpa|DPA|epa|EPA|EFE|Efe|ANSA|Ansa|TASS|Tass|ITAR-TASS|Interfax"
    r"|RIA(?: Novosti)?|Xinhua|KCNA|Yonhap|Kyodo|PTI|IANS|ANI|Bernama|Antara|Bloomberg|ANP|Belga|APA|AAP"
    r"|PA|PA Media|SID|sid|KNA|kna|EPD|epd|NTB|TT|Ritzau|CTK|ČTK|PAP|MTI|BTA|Anadolu(?: Agency)?|AA"
    r"|Ukrinform|UNIAN|[Tt]he (?:Associated|Canadian) Press|(?:Associated|Canadian) Press"
    r"|Press Association|Press Trust of India|Agence France[- ]Presse)"
)
_AGENCIES = rf"{_AGENCY}(?:\s*(?:,|/|;|&|,?\s+and)\s*{_AGENCY})*"
_INITIALS = r"[a-zäöü]{1,4}(?:\s*[/,]\s*[a-zäöü]{1,4}){0,3}"
_START = r"(?:^\W*|(?<=[.!?…\"”’')\]])\s+(?:[–—-]+\s*)?)"
_END = r"[\s.]*$"
_SIGNED = re.compile(
    rf"{_START}(?:"
    # "jv / ad (AFP, Quay Press)": the initials tell that names follow
    rf"[a-zäöü]{{1,4}}\s*/\s*{_INITIALS}\s*\((?P<after>[^()]{{2,60}})\)"
    rf"|(?:{_INITIALS}\s*)?[(\[](?P<enclosed>{_AGENCIES})[)\]]"
    rf"|(?:[Ww]ith\s+|[Bb]y\s+)?(?P<bare>{_AGENCIES})(?:\s+[Ss]taff)?(?:\s*\({_INITIALS}\))?"
    rf"){_END}"
)
_PEOPLE = re.compile(
    rf"{_START}(?:"
    r"\((?:(?:additional |further |with )?(?:reporting|writing|editing) by\b[^()]{3,400})\)"
    r"|(?-i:Author):\s[^:.!?]{3,80}?(?:\((?P<names>[^()]{2,60})\))?(?:\s*Editor:\s[^:.!?]{3,60})?"
    r"|(?-i:Editor):\s[^:.!?]{3,60}"
    rf"){_END}",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,/;&]|\band\b)\s*")
_LAST = 4  # lines of a text in which a paragraph may end with a signature
_LONGEST = 480  # characters of a signature


def find(lines: Sequence[Line], labelled: frozenset[int]) -> Iterator[SetAside]:
    """Signatures on lines of their own, and those after the last words of the last paragraphs."""
    for line in lines:
        if line.index in labelled:
            continue
        start = _where(line)
        if start == 0 or (start is not None and line.index >= len(lines) - _LAST):
            span = Span(line.span.start + start, line.span.end)
            yield SetAside(span, Passage.CREDIT, "how the report is signed")


def agencies(signature: str) -> list[str]:
    """The agencies that a signature names, as written.

    >>> agencies("jv / ad (AFP, dpa)")
    ['AFP', 'dpa']
    """
    found = _SIGNED.search(signature) or _PEOPLE.search(signature)
    names = next((n for n in found.groupdict().values() if n), "") if found else ""
    return [name for name in _SPLIT.split(names) if name and name[:1].isalpha()]


def _where(line: Line) -> int | None:
    """Where in a line its signature begins: 0 for the whole line, None without one."""
    text, tail = line.text, max(0, len(line.text) - _LONGEST)
    if tail:
        tail = text.find(" ", tail)
        if tail < 0:
            return None
    found = _SIGNED.search(text, tail) or _PEOPLE.search(text, tail)
    if found is None:
        return None
    words = found.group()
    return found.start() + len(words) - len(words.lstrip())
