"""HTML → the article's words and its metadata, by trafilatura (no network: the page is given)."""

from __future__ import annotations

import re

import trafilatura
from trafilatura.settings import Document

from graph.ingest.source import Unreadable

_LOOKS_LIKE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
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


def is_html(text: str) -> bool:
    """Whether a text is a web page.

    >>> is_html("<!DOCTYPE html><html>…"), is_html("Tags like <b> stand in texts, too.")
    (True, False)
    """
    return _LOOKS_LIKE.match(text[:5_000]) is not None


def read(page: str) -> tuple[str, dict[str, str]]:
    """The article's text, paragraph by line, and the page's metadata as a manifest would give it.

    Raises Unreadable for a page without an article.
    """
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
