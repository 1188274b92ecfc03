"""Sources → documents, one at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.ids import document_id, text_sha256
from graph.ingest import (
    boilerplate,
    characters,
    credits,
    headings,
    html,
    language,
    metadata,
    pdf,
    sources,
    wrapping,
)
from graph.ingest.decoding import decode
from graph.ingest.metadata import Metadata
from graph.ingest.source import Source, Unreadable
from graph.model import Document, Problem, SetAside, Span

MAX_CHARS = 1_000_000  # the longest text that is read as one document: about 500 newspaper pages
MAX_BYTES = 64_000_000  # a larger file is not even opened


def read(paths: Iterable[str], stdin: bytes | None = None) -> Iterator[Document | Problem]:
    """Documents and problems in the order of `paths`; `-` stands for `stdin`."""
    return Reader().read(sources.find(paths, stdin))


class Reader:
    """Reads the sources of one run, and remembers only what tells equal texts and names apart."""

    def __init__(self, max_chars: int = MAX_CHARS) -> None:
        self.max_chars = max_chars
        self._first: dict[
            tuple[str, str | None, str | None], str
        ] = {}  # text … → where it was first
        self._names: dict[str, int] = {}
        self._places: set[str] = set()
        self.origins: dict[str, str] = {}  # document id → what it was read from, for the next build

    def read(self, found: Iterable[Source | Problem]) -> Iterator[Document | Problem]:
        """Documents and problems, in order. A problem with a text that was read nevertheless stands after it."""
        for source in found:
            if isinstance(source, Problem):
                yield source
            elif source.place not in self._places:  # a file given twice is read once
                self._places.add(source.place)
                yield from self._read_one(source)

    def _read_one(self, source: Source) -> Iterator[Document | Problem]:
        try:
            text, cells, doubtful = _words(source)
            self._check_length(text)
            known, problems = metadata.check({**cells, **_filled(source.cells)}, source.place)
            document = self._document(source, text, known, problems)
            self.origins[document.id] = _origin(source, document)
            yield document
        except Unreadable as error:
            yield Problem(error.code, f"{source.place} {error}", source.place)
            return
        if doubtful:
            problems.append(Problem("encoding", f"{source.place} {doubtful}", source.place))
        yield from problems

    def _check_length(self, text: str) -> None:
        if not text.strip():
            raise Unreadable("empty", "holds no words: give the text of the article")
        if len(text) > self.max_chars:
            raise Unreadable(
                "too-long",
                f"has {len(text):,} characters, more than the {self.max_chars:,} that one document may have: "
                "split it into its articles, or raise max_chars in onrecord.toml",
            )

    def _document(
        self, source: Source, text: str, known: Metadata, problems: list[Problem]
    ) -> Document:
        tag = _language(text, known.language, source.place)
        asides = boilerplate.set_aside(text)
        if not _is_left(text, asides):
            raise Unreadable(
                "empty", "holds nothing but advertisements and links: give the article"
            )
        name = self._name(source.name)
        return Document(
            id=self._id(source, name, text, known, problems),
            text=text,
            name=name,
            title=known.title or headings.title(text, asides),
            publisher=known.publisher,
            url=known.url,
            published=known.published or headings.published(text, asides),
            language=tag,
            author=known.author or headings.author(text, asides),
            set_aside=asides,
            credits=tuple(
                name
                for name in credits.find(text, asides)
                if name.casefold() != (known.publisher or "").casefold()
            ),
            mentions=_within(text, known.mentions, source.place, problems),
        )

    def _id(
        self, source: Source, name: str, text: str, known: Metadata, problems: list[Problem]
    ) -> str:
        """Equal texts of one outlet are kept apart by their names, and named: one of them may be a mistake."""
        key = (text_sha256(text), known.url, known.publisher)
        first = self._first.setdefault(key, source.place)
        if first == source.place:
            return document_id(text, url=known.url, publisher=known.publisher)
        problems.append(
            Problem(
                "duplicate",
                f"{source.place} has the same text as {first}: both are kept; remove one of them if it is a copy",
                source.place,
            )
        )
        return document_id(text, url=known.url, publisher=known.publisher, name=name)

    def _name(self, wanted: str) -> str:
        """`wanted`, or with a number behind it where an earlier document has that name."""
        count = self._names[wanted] = self._names.get(wanted, 0) + 1
        return wanted if count == 1 else self._name(f"{wanted}-{count}")


def _within(
    text: str, mentions: Iterable[Span], place: str, problems: list[Problem]
) -> tuple[Span, ...]:
    """The given mentions that are words of the text; the others are named."""
    found = tuple(span for span in mentions if span.of(text).strip() and span.end <= len(text))
    for span in sorted(set(mentions) - set(found)):
        words = f"{place}: the mention {span.start}-{span.end} holds no words of the text: it is left out"
        problems.append(Problem("metadata", words, place, span))
    return found


def _origin(source: Source, document: Document) -> str:
    """What tells that a later text is the new state of this one: its file, else its address, else its name."""
    if source.path is not None:
        return str(source.path.resolve())
    return document.url or f"{source.place}#{source.name}"


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in cells.items() if value.strip()}


def _words(source: Source) -> tuple[str, dict[str, str], str | None]:
    """The text, the metadata it carries itself, and what is doubtful about it."""
    if source.text is not None:
        text = metadata.whole(source.text)
        lost = (
            "held characters that cannot be written; they became U+FFFD"
            if text != source.text
            else None
        )
        return _plain(text, lost)
    data = source.data if source.data is not None else _bytes(source.path)
    if not data:
        raise Unreadable("empty", "is empty: give the text of the article")
    if data.startswith(b"%PDF"):
        return characters.without_invisible(characters.tidy(pdf.read(data))), {}, None
    decoded = decode(data)
    if html.is_html(decoded.text, source.path.suffix if source.path is not None else ""):
        text, cells = html.read(decoded.text)
        return characters.without_invisible(characters.tidy(text)), cells, decoded.doubtful
    return _plain(decoded.text, decoded.doubtful)


def _plain(text: str, doubtful: str | None) -> tuple[str, dict[str, str], str | None]:
    """Plain text, mended so that offsets stay; only entities of HTML, resolved, move them, and are named."""
    resolved = characters.with_entities_resolved(text)
    if resolved is not None:
        text = resolved
        doubtful = doubtful or (
            "held HTML entities such as &quot;; they were resolved, "
            "and offsets are those of the text as read, not of the file"
        )
    return wrapping.unwrap(characters.tidy(text)), {}, doubtful


def _bytes(path: Path | None) -> bytes:
    if path is None:
        raise Unreadable("missing", "has no text")
    try:
        if not path.exists():
            raise Unreadable("missing", "does not exist: mend the path or leave it out")
        if not path.is_file():
            raise Unreadable("missing", "is not a file: give a text")
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(
                "too-long", f"is larger than {MAX_BYTES:,} bytes: split it into its articles"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(
            "missing", f"cannot be opened ({reason}): get the right to read it, or leave it out"
        ) from error


def _language(text: str, declared: str | None, place: str) -> str:
    """The tag of an English text; Unreadable for another language, whatever the manifest says."""
    if declared is not None and not language.is_english(declared):
        raise Unreadable(
            "language",
            f"is in {declared!r} by its metadata, and only English is read: give a translation",
        )
    found = language.detect(text)
    if found is not None and not language.is_english(found):
        raise Unreadable(
            "language", f"is in {found!r}, and only English is read: give a translation"
        )
    return declared or "en"


def _is_left(text: str, asides: tuple[SetAside, ...]) -> bool:
    kept = len(text.strip()) - sum(len(a.span) for a in asides)
    return kept > 0
