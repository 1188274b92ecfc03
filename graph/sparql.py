"""The text of a query: prefixes it may leave out, and terms in the place of its variables.

Terms are written by the RDF library, so that a value can never become part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryError
from graph.terms import PREFIXES

Term = NamedNode | Literal
_TOKEN = re.compile(
    r"(?P<skip><[^<>\"{}|^`\\\s]*>|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|\#[^\n\r]*)"
    r"|(?P<variable>[?$]\w+)|(?P<word>[A-Za-z_][\w:.-]*)|(?P<sign>[{}()])",
    re.DOTALL,
)


def prefixed(text: str) -> str:
    """The query with a PREFIX line for each well-known prefix that it uses without declaring it."""
    declared = {match.lower() for match in re.findall(r"(?i)\bPREFIX\s+([\w-]*):", text)}
    missing = [
        f"PREFIX {name}: <{iri}>"
        for name, iri in PREFIXES.items()
        if name not in declared and re.search(rf"(?<![\w:]){name}:", text)
    ]
    # One line, so that line numbers in messages stay those of the user's text.
    return " ".join([*missing, text]) if missing else text


def substitute(text: str, bound: Mapping[str, Term]) -> str:
    """The query with terms in the place of variables, outside strings, comments and IRIs.

    In a projection `?x` becomes `(term AS ?x)`. (pyoxigraph's own substitutions take projected variables
    only, and the SPARQL protocol has none.) Raises QueryError where the query itself assigns the variable.
    """
    if not bound:
        return text
    out: list[str] = []
    position, before, clause, depth = 0, "", "", 0
    for match in _TOKEN.finditer(text):
        out.append(text[position : match.start()])
        position = match.end()
        token = match[0]
        if match["word"]:
            clause = _clause(clause, before, token.upper(), depth)
            before = token.upper()
        elif match["sign"]:
            depth += {"(": 1, ")": -1}.get(token, 0)
            clause = "" if token in "{}" else clause
        elif match["variable"] and token[1:] in bound:
            if before in ("AS", "VALUES") and _is_next(text, before, match.start()):
                raise QueryError(
                    f"{token} is a parameter, but the query assigns it: rename one of them"
                )
            token = _placed(token[1:], bound[token[1:]], clause, depth)
        out.append(token)
    return "".join([*out, text[position:]])


def _clause(clause: str, before: str, word: str, depth: int) -> str:
    """In which clause of the query the next variable stands: SELECT, BY (grouping, ordering), or none."""
    if word == "SELECT":
        return "SELECT"
    if word == "BY" and before in ("GROUP", "ORDER"):
        return "BY"
    if depth == 0 and word in ("WHERE", "HAVING", "LIMIT", "OFFSET", "FROM"):
        return ""
    return clause


def _is_next(text: str, word: str, position: int) -> bool:
    return text[:position].rstrip().upper().endswith(word)


def _placed(name: str, term: Term, clause: str, depth: int) -> str:
    if clause == "SELECT" and depth == 0:
        return f"({term} AS ?{name})"
    if clause == "BY" and depth == 0:
        return f"({term})"
    return f" {term} "
