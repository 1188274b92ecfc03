"""The text of a query: prefixes it may leave out, and terms in the place of its variables.

Terms are written by the RDF library, so that a value can never become part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


def unordered(text: str) -> str:
    """The query without the ORDER BY at its end, where neither LIMIT nor OFFSET makes the order matter.

    Rows then come as they are found, so that who wants a few does not wait for all.

    >>> unordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    'SELECT ?s { ?s ?p ?o } '
    >>> unordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3")
    'SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3'
    """
    end, depth = len(text), 0
    for match in _TOKEN.finditer(text):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(match[0], 0)
        word = (match["word"] or "").upper() if depth == 0 else ""
        if word == "ORDER":
            end = match.start()
        elif word in ("LIMIT", "OFFSET", "VALUES"):
            return text
    return text[:end]


def using(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """An update whose patterns are matched against these graphs (SPARQL 1.1 Protocol, section 2.2.3).

    Raises QueryError where the update says USING or WITH itself, which the protocol forbids beside such
    parameters, or where one of them is no IRI.

    >>> using("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", ["urn:g"], [])
    'INSERT { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    if not default_graphs and not named_graphs:
        return text
    clauses = [f"USING {_node(iri)}" for iri in default_graphs]
    clauses += [f"USING NAMED {_node(iri)}" for iri in named_graphs]
    clause = " ".join(clauses)
    out: list[str] = []
    position, before, depth = 0, "", 0
    for match in _TOKEN.finditer(text):
        if match[0].startswith("#"):
            continue
        word = (match["word"] or "").upper()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and word in ("USING", "WITH"):
            raise QueryError(
                f"the update says {word} itself: leave the using-graph-uri parameters out"
            )
        if depth == 0 and word == "WHERE":
            template = _block(text, match.end()) + " " if before == "DELETE" else ""
            out += [text[position : match.start()], template, clause, " "]
            position = match.start()
        before = word
    return "".join([*out, text[position:]])


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI of a graph: {error}") from error


def _block(text: str, start: int) -> str:
    """The first braced block after `start`, with its braces."""
    depth, begin = 0, start
    for match in _TOKEN.finditer(text, start):
        if match[0] == "{":
            begin = match.start() if depth == 0 else begin
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return text[begin : match.end()]
    raise QueryError("the update has an open bracket: close it")
