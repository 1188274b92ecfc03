"""Where Virtuoso 7 answers otherwise than SPARQL 1.1 says, and what a record makes of it.

Seen with Debian's 7.2.5: an answer of ASK comes as a table, `true` comes as `1`, IRIs of its own stand in graphs
of its own, an answer is cut at `ResultSetMaxRows` with HTTP 200, an update of about five thousand quads exhausts
its compiler, and a query sent as a plain body (not as a form) is never answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from pyoxigraph import Quad

UPDATE_QUADS: Final = 500  # quads of one update
UPDATE_CHARS: Final = 400_000  # its literals together
_XSD_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_BOOLEANS = {"1": "true", "0": "false"}


def is_virtuoso(headers: Mapping[str, str]) -> bool:
    """Does the answer come from Virtuoso?"""
    return headers.get("server", "").startswith("Virtuoso")


def row_limit(headers: Mapping[str, str]) -> str | None:
    """The number of rows at which the answer was cut, or None: it is whole."""
    return headers.get("x-sparql-maxrows")


def repaired(body: bytes) -> bytes:
    """A SPARQL results document in JSON as the standard wants it."""
    answer: dict[str, Any] = json.loads(body)
    rows = answer.get("results", {}).get("bindings", [])
    if answer["head"].get("vars") == ["__ASK_RETVAL"]:
        is_true = bool(rows) and rows[0]["__ASK_RETVAL"]["value"] == "1"
        return json.dumps({"head": {}, "boolean": is_true}).encode()
    for row in rows:
        for cell in row.values():
            if cell.get("datatype") == _XSD_BOOLEAN:
                cell["value"] = _BOOLEANS.get(cell["value"], cell["value"])
    return json.dumps(answer).encode()


def parts(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """Quads in parts that one update can hold."""
    source = iter(quads)
    while part := list(islice(source, UPDATE_QUADS)):
        while sum(len(str(quad.object)) for quad in part) > UPDATE_CHARS and len(part) > 1:
            half = len(part) // 2
            yield part[:half]
            part = part[half:]
        yield part
