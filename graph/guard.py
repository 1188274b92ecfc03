"""Looks at a query before it runs: size, nesting, and what it must not reach.

Oxigraph's own parser overflows its stack at a few thousand nested brackets or chained operators and takes the process
with it; SERVICE and LOAD reach the network: all are refused from the text alone, before any parser sees it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import QueryError

MAX_QUERY_CHARS = 100_000
MAX_NESTING = 100
MAX_OPERATORS = 500

# What is no structure: IRIs, strings, comments. An IRI has no white space and none of <>"{}|^`\
_NOISE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'"
    r"|\#[^\n\r]*",
    re.DOTALL,
)
# What chains: each link is one more level for a parser that descends. A sign before a digit or letter may be a number's or
# a name's; what then slips through ends a worker of `onrecord serve` at its limit, and nothing else.
_OPERATOR = re.compile(
    r"[!|/^]|&&|(?<=[\w)])[+*]|[+-](?![\w.])|\b(?:UNION|OPTIONAL|MINUS)\b", re.IGNORECASE
)
_WORD = re.compile(r"[?$:@]?[A-Za-z_][\w:.-]*")
_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_DATASET = re.compile(r"\b(?:FROM|FROM\s+NAMED|USING|USING\s+NAMED)\s+<([^>]*)>", re.IGNORECASE)
_LOCAL = re.compile(r"\s*(?:file|ftp|gopher|data|jar|javascript)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the text of a request is: a query form, or an update."""

    text: str
    form: str | None  # SELECT, CONSTRUCT, DESCRIBE, ASK; None for an update


def check(text: str, *, allow_service: bool = False) -> Checked:
    """The request, if it may run. Raises QueryError, naming what is wrong and what to do.

    >>> check("ASK { ?s ?p ?o }").form
    'ASK'
    """
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(
            f"the query has {len(text):,} characters, the limit is {MAX_QUERY_CHARS:,}: shorten it"
        )
    bare = _NOISE.sub(" ", text)
    _check_nesting(bare)
    if sum(1 for _ in _OPERATOR.finditer(bare)) > MAX_OPERATORS:
        raise QueryError(f"the query chains more than {MAX_OPERATORS:,} operators: shorten it")
    words = [w.upper() for w in _WORD.findall(bare)]
    if "SERVICE" in words and not allow_service:
        raise QueryError("SERVICE is switched off here: a query may not reach other servers")
    if "LOAD" in words:
        raise QueryError("LOAD is switched off here: add documents with `onrecord build`")
    _check_dataset(text)
    return Checked(text, _form(words))


def form(text: str) -> str | None:
    """The form of a query, unchecked: SELECT, ASK, CONSTRUCT or DESCRIBE; None for an update.

    >>> form("PREFIX ask: <urn:x> CONSTRUCT WHERE { ?s ask:y ?o }")
    'CONSTRUCT'
    """
    return _form([word.upper() for word in _WORD.findall(_NOISE.sub(" ", text))])


def has_dataset(text: str) -> bool:
    """Does the query name its dataset itself, by FROM?

    >>> has_dataset("SELECT * FROM <urn:g> WHERE { ?s ?p 'FROM' }"), has_dataset("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    words = (word.upper() for word in _WORD.findall(_NOISE.sub(" ", text)))
    return "FROM" in words


def _check_nesting(bare: str) -> None:
    depth = 0
    for sign in bare:
        if sign in "({[":
            depth += 1
            if depth > MAX_NESTING:
                raise QueryError(f"brackets nest deeper than {MAX_NESTING}: simplify the query")
        elif sign in ")}]":
            depth -= 1


def _check_dataset(text: str) -> None:
    for match in _DATASET.finditer(text):
        if _LOCAL.match(match.group(1)):
            raise QueryError(
                f"FROM <{match.group(1)}> is refused: FROM names a graph of the record, never a file"
            )


def _form(words: list[str]) -> str | None:
    """The first word that decides; PREFIX and BASE before it decide nothing."""
    for word in words:
        if word in _FORMS:
            return word
        if word in _UPDATES:
            return None
    return None
