"""HTML → the article's words and its metadata, by trafilatura (no network: the page is given)."""

from __future__ import annotations

import re

import trafilatura
from trafilatura.settings import Document

from graph.ingest.source import Unreadable

_LOOKS_LIKE = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
ENDINGS = (".html", ".htm", ".xhtml")
_PART_OF_PAGE = re.compile(r"<(?:p|div|article|section|main|title|meta|br|h[1-6])\b[^<>]*>", re.I)
_LARGEST = 20_000_000  # characters; trafilatura reads no larger page
# the latest day is a constant: the default is today, and the same page must give the same document
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_FIELDS = {
    "title": "title",
    "sitename": "publisher",
    "url": "url",
    "date": "published",
    "language": "language",
    "author": "author",
}


def is_html(text: str, ending: str = "") -> bool:
    """Whether a text is a web page, or a part of one in a file whose ending says so.

    >>> is_html("<!DOCTYPE html><html>…"), is_html("Tags like <b> stand in texts, too.")
    (True, False)
    >>> is_html("<div><p>No.</p></div>", ".htm"), is_html("<p>: a tag", ".txt")
    (True, False)
    """
    if _LOOKS_LIKE.match(text[:5_000]):
        return True
    return ending.lower() in ENDINGS and _PART_OF_PAGE.search(text[:5_000]) is not None


def read(page: str) -> tuple[str, dict[str, str]]:
    """The article's text, paragraph by line, and the page's metadata as a manifest would give it.

    Raises Unreadable for a page without an article, and for one that is too long.
    """
    if len(page) > _LARGEST:
        raise Unreadable(
            "too-long",
            f"has {len(page):,} characters, more than the {_LARGEST:,} that a web page may have: give its text",
        )
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    if not isinstance(found, Document) or not found.text:
        raise Unreadable(
            "format", "is a page without an article in it: save the article's own page, or its text"
        )
    cells = {ours: str(v) for theirs, ours in _FIELDS.items() if (v := getattr(found, theirs))}
    return str(found.text), cells
