"""The title and the author that a text names itself. The text is not altered."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ingest.boilerplate.lines import split
from graph.ingest.boilerplate.phrases import author as author_in
from graph.model import Passage, SetAside

_HEAD_CHARS = 4_000
_MAX_TITLE = 250


def title(text: str, asides: Sequence[SetAside]) -> str | None:
    """The heading above the first paragraph, or None where the text begins with a paragraph.

    A heading of one word is taken only if none of four words and more follows before the paragraph.
    """
    headings: list[str] = []
    for line in split(text[:_HEAD_CHARS]):
        if any(a.span.overlaps(line.span) for a in asides):
            continue
        if not line.is_heading or len(line.text) > _MAX_TITLE:
            break
        headings.append(line.text)
    else:
        return None  # nothing but headings: a list, or a single line
    longer = [heading for heading in headings if len(heading.split()) >= 4]
    return next(iter(longer or headings), None)


def author(text: str, asides: Sequence[SetAside]) -> str | None:
    """Who the byline names, or None."""
    for aside in asides:
        if aside.passage is Passage.CREDIT and (found := author_in(aside.span.of(text))):
            return found
    return None
