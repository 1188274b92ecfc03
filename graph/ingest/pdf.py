"""PDF → text, by pypdf, which the extra `onrecord[pdf]` installs."""

from __future__ import annotations

import io
import re
from importlib.util import find_spec

from graph.ingest.source import Unreadable

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SOFT_BREAK = re.compile(r"(?<=[^\n.!?:”\"’])\n(?=[a-z(“])")


def read(data: bytes) -> str:
    """The words of all pages; lines that a sentence runs over are joined.

    Raises Unreadable where pypdf is missing, the file is damaged or locked, or its pages are pictures.
    """
    if find_spec("pypdf") is None:
        raise Unreadable(
            "format", "is a PDF: install the reader for it with pip install 'onrecord[pdf]'"
        )
    from pypdf import PdfReader  # an optional extra, and slow to import
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(
            "format", f"is a PDF that cannot be read ({error}): save it as text"
        ) from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise Unreadable(
            "format", "is a PDF of pictures without words: run text recognition on it first"
        )
    return _SOFT_BREAK.sub(" ", _HYPHEN.sub("", text))
