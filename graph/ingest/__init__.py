"""Bytes → Document: text, web pages and PDF; encodings; metadata; what is on the page but not in the article.

What cannot be read is a `Problem` that names value, place and remedy; the texts beside it are read.
"""

from __future__ import annotations

from graph.ingest.reader import MAX_CHARS, Reader, read
from graph.ingest.source import Source

__all__ = ["MAX_CHARS", "Reader", "Source", "read"]
