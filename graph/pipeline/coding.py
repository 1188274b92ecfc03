"""Rows that people coded → findings: each row's words are found in the text of its document, or it is a problem.

A coding is a document of its own, with the text, outlet and day of the one that was read: so what the program reads of
it stays what it was, both are seen beside each other, and one outlet does not count twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.errors import InputError
from graph.ids import document_id
from graph.ingest.coded import CodedFile, CodedRow
from graph.model import (
    Document,
    Entity,
    Findings,
    Mention,
    Origin,
    Problem,
    QuoteType,
    Span,
    Statement,
)

_OPEN, _CLOSE = '“"„«‘', '”"“»’'
_NEAR = 400  # code points around the content in which its speaker and cue are looked for first

Find = Callable[[str], Document | None]
"""Name, address or id of a document → the document as the record holds it."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder said of one document, and the rows that could not be placed in its text."""

    coder: str
    findings: Findings


def codings(file: CodedFile, find: Find, problems: list[Problem]) -> Iterator[Coding]:
    """A coding for each document and coder of the file, in the order of the file."""
    groups: dict[tuple[str, str], list[CodedRow]] = {}
    for row in file.rows:
        groups.setdefault((row.document, row.coder), []).append(row)
    texts = {row.document: row.text for row in reversed(file.rows) if row.text}
    for (name, coder), rows in groups.items():
        try:
            document = _document(name, coder, rows, texts.get(name), find, file.sha256)
        except InputError as error:
            problems += [Problem("coded", f"{row.place}: {error}", row.place) for row in rows]
            continue
        statements = _Statements(document, coder, file.sha256)
        for row in rows:
            statements.add(row, problems)
        if statements.found:
            yield Coding(coder, statements.findings())


def _document(
    name: str, coder: str, rows: list[CodedRow], text: str | None, find: Find, sha256: str
) -> Document:
    known = find(name)
    if known is None and text is None:
        raise InputError(
            f"the record has no document {name!r}, and no row gives its text: build it first, or fill in text or path"
        )
    if known is not None and not known.text.strip():
        raise InputError(f"the record keeps no text of {name!r}: fill in text or path")
    first = rows[0]
    base = known or Document(
        id="",
        text=text or "",
        name=name,
        title=first.title,
        publisher=first.publisher,
        url=first.url,
        published=first.published,
        language=first.language or "en",
    )
    identifier = document_id(
        base.text, url=base.url, publisher=base.publisher, name=f"coded {sha256} {coder} {name}"
    )
    return replace(
        base, id=identifier, name=f"{base.name} (coded by {coder})", set_aside=(), credits=()
    )


class _Statements:
    """Collects the statements of one document and the actors that they name."""

    def __init__(self, document: Document, coder: str, sha256: str) -> None:
        self._document = document
        self._origin = (f"by-hand: {coder}", sha256[:12])
        self._entities: dict[str, Entity] = {}
        self.found: list[Statement] = []

    def add(self, row: CodedRow, problems: list[Problem]) -> None:
        """The row as a statement, or why it is none."""
        try:
            self.found.append(self._statement(row))
        except InputError as error:
            problems.append(Problem("coded", f"{row.place}: {error}", row.place))

    def findings(self) -> Findings:
        """All of it, in text order."""
        ordered = sorted(self.found, key=lambda s: (s.content, s.source))
        statements = tuple(replace(s, key=key) for key, s in enumerate(ordered))
        return Findings(self._document, tuple(self._entities.values()), statements)

    def _statement(self, row: CodedRow) -> Statement:
        content = self._content(row)
        speaker = self._name(row.speaker, row.speaker_text or row.speaker, row, content)
        addressee = row.addressee
        name, version = self._origin
        return Statement(
            key=0,
            speaker=speaker,
            source=(speaker.span,),
            cue=(self._near(row.cue, content, "cue"),) if row.cue else (),
            content=(content,),
            kind=row.quote_type or self._quoted(content),
            origin=Origin(name, version, row.confidence),
            act=row.act,
            speaker_confidence=row.confidence,
            addressee=self._name(addressee, addressee, row, content) if addressee else None,
            content_negated=row.negated,
        )

    def _content(self, row: CodedRow) -> Span:
        text = self._document.text
        if row.start is not None:
            stop = row.stop if row.stop is not None else row.start + len(row.content)
            span = Span(row.start, stop)
            if _plain(span.of(text)) != _plain(row.content):
                raise InputError(
                    f"characters {row.start} to {stop} of the text are {span.of(text)[:60]!r}, not "
                    f"{row.content[:60]!r}: mend start and stop, or leave them out"
                )
            return span
        spans = find_words(row.content, text)
        if not spans:
            raise InputError(f"the text does not hold {row.content[:80]!r}: copy its words exactly")
        if len(spans) > 1:
            places = ", ".join(str(span.start) for span in spans[:5])
            raise InputError(
                f"{row.content[:60]!r} stands {len(spans)} times in the text (at {places}): fill in start"
            )
        return spans[0]

    def _near(self, words: str, content: Span, what: str) -> Span:
        """The occurrence nearest to the content, outside it where there is one."""
        spans = find_words(words, self._document.text)
        if not spans:
            raise InputError(
                f"the text does not hold the {what} {words[:60]!r}: copy the words that stand there"
                + (", into speaker_text" if what == "speaker" else "")
            )
        return min(spans, key=lambda s: (content.overlaps(s), _distance(s, content), s.start))

    def _name(self, name: str, words: str, row: CodedRow, content: Span) -> Mention:
        what = "speaker" if name == row.speaker else "addressee"
        span = self._near(words, content, what)
        known = self._entities.get(name)
        kind = row.speaker_kind if what == "speaker" else None
        if known is None:
            known = Entity(len(self._entities), name, kind or row.speaker_kind)
        spans = {*known.mentions, span, *find_words(name, self._document.text)}
        self._entities[name] = replace(
            known, mentions=tuple(sorted(spans)), kind=kind or known.kind
        )
        return Mention(span, span.of(self._document.text), known.key)

    def _quoted(self, content: Span) -> QuoteType:
        text = self._document.text
        inner = content.of(text)
        before, after = text[: content.start].rstrip()[-1:], text[content.end :].lstrip()[:1]
        if (before and before in _OPEN and after and after in _CLOSE) or (
            inner[:1] in _OPEN and inner[-1:] in _CLOSE
        ):
            return QuoteType.DIRECT
        return QuoteType.MIXED if any(sign in inner for sign in '“„«"') else QuoteType.INDIRECT


def find_words(words: str, text: str) -> list[Span]:
    """Where the words stand in the text; white space counts as white space, quotation marks as such.

    >>> find_words("a 'b'", "x a  ‘b’ y")
    [Span(start=2, end=8)]
    """
    parts = [_pattern(part) for part in words.split()]
    if not parts:
        return []
    pattern = r"\s+".join(parts)
    edges = (r"\b" if words[:1].isalnum() else "", r"\b" if words[-1:].isalnum() else "")
    found = re.finditer(edges[0] + pattern + edges[1], text)
    return [Span(match.start(), match.end()) for match in found]


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    escaped = re.sub('["“”„«»]', '["“”„«»]', escaped)
    return re.sub("['‘’]", "['‘’]", escaped)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _distance(span: Span, content: Span) -> int:
    return max(content.start - span.end, span.start - content.end, 0)


def total(found: Iterable[Coding]) -> int:
    """How many statements there are."""
    return sum(len(each.findings.statements) for each in found)
