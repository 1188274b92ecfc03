"""HTML → the article's words and its metadata, by trafilatura (no network: the page is given)."""

from __future__ import annotations

import json
import re

import trafilatura

from graph.ingest.source import Unreadable

_LOOKS_LIKE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
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
    found = trafilatura.extract(
        page, output_format="json", with_metadata=True, include_comments=False, include_tables=False
    )
    if not found:
        raise Unreadable(
            "format", "is a page without an article in it: save the article's own page, or its text"
        )
    value = json.loads(found)
    cells = {ours: str(value[theirs]) for theirs, ours in _FIELDS.items() if value.get(theirs)}
    return str(value.get("text") or ""), cells
