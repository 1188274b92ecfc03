"""Named queries with typed parameters, and any other SPARQL query, over a record.

Values are bound as RDF terms that the RDF library writes: a value can never become part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import islice
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph import terms
from graph.errors import ConfigError, QueryError
from graph.guard import check
from graph.ids import Minter
from graph.sparql import Term, prefixed, substitute, unordered

_XSD = terms.PREFIXES["xsd"]
_HEADER = re.compile(r"#\s*(title|question|param|columns)\b\s*:?\s*(.*)\Z")
_PARAMETER = re.compile(
    r"(?P<name>\w+)\s+(?P<type>[\w:]+)(?P<required>\s+required)?(?:\s*=\s*(?P<default>\S+))?\s*:\s*(?P<words>.+)\Z"
)
TYPES = (
    "text",
    "actor",
    "outlet",
    "date",
    "integer",
    "iri",
    *(f"concept:{s}" for s in terms.SCHEMES),
)

Row = tuple[Term | None, ...]


class Record(Protocol):
    """What a query needs of a record; `graph.store.Store` has it."""

    minter: Minter

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer of a SPARQL query over the union of all graphs."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """One question that a named query leaves open. `type` is one of `TYPES`."""

    name: str
    type: str
    description: str
    is_required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that answers a question, with its parameters and the columns of its answer."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a SELECT, in their order. A cell that is not bound is None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def dictionaries(self) -> Iterator[dict[str, str]]:
        """Rows as words by column, without the cells that are not bound."""
        for row in self.rows:
            yield {c: cell.value for c, cell in zip(self.columns, row, strict=True) if cell}


Answer = Table | bool | tuple[Triple, ...]


# --- named queries ------------------------------------------------------------------------------


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries that are shipped, by name."""
    files = resources.files("graph").joinpath("queries").iterdir()
    texts = {
        f.name.removesuffix(".rq"): f.read_text("utf-8") for f in files if f.name.endswith(".rq")
    }
    return tuple(parse(name, text) for name, text in sorted(texts.items()))


def named(name: str) -> NamedQuery:
    """The named query. ConfigError, with the names there are, where there is none."""
    for query in named_queries():
        if query.name == name:
            return query
    known = ", ".join(query.name for query in named_queries())
    raise ConfigError(f"there is no query named {name!r}; there are: {known}")


def parse(name: str, text: str) -> NamedQuery:
    """A query file with its header. The header is optional in a user's own file."""
    fields: dict[str, list[str]] = {"title": [], "question": [], "param": [], "columns": []}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _HEADER.match(line):
            fields[match[1]].append(match[2].strip())
    return NamedQuery(
        name=name,
        title=" ".join(fields["title"]) or name,
        question=" ".join(fields["question"]),
        parameters=tuple(_parameter(name, words) for words in fields["param"]),
        columns=tuple(c.strip() for words in fields["columns"] for c in words.split(",")),
        text=text,
    )


def _parameter(query: str, words: str) -> Parameter:
    match = _PARAMETER.match(words)
    if match is None or match["type"] not in TYPES:
        raise QueryError(
            f"{query}: {words!r} is no parameter: write `# param NAME TYPE: what it is`, TYPE one of {', '.join(TYPES)}"
        )
    return Parameter(
        match["name"], match["type"], match["words"], bool(match["required"]), match["default"]
    )


# --- asking ---------------------------------------------------------------------------------------


def ask(record: Record, query: NamedQuery | str, values: Mapping[str, str] | None = None) -> Answer:
    """The answer of a named query, or of SPARQL text, with these values for its parameters.

    Raises QueryError where the text cannot be read, reaches outside the record or lacks a value, and
    ConfigError for a parameter that the query does not have.
    """
    return read(record.query(prepare(record, query, values)))


def prepare(
    record: Record, query: NamedQuery | str, values: Mapping[str, str] | None = None
) -> str:
    """The SPARQL text that will run: checked, with prefixes, its parameters bound."""
    named_query = parse("query", query) if isinstance(query, str) else query
    checked = check(named_query.text)
    if checked.form is None:
        raise QueryError("this is no query: begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    bound = bind(record, named_query, values or {})
    return prefixed(substitute(checked.text, bound))


def read(answer: QuerySolutions | QueryBoolean | QueryTriples, most: int | None = None) -> Answer:
    """An answer as our own types: a table, yes or no, or triples sorted by their N-Triples line.

    Of rows or triples only the first `most` are asked for.
    """
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    try:
        if isinstance(answer, QueryTriples):
            return tuple(sorted(set(islice(answer, most)), key=str))
        columns = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(_cell(row[c]) for c in columns) for row in islice(answer, most))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query was stopped: {error}") from error
    return Table(columns, rows)


def _cell(term: object) -> Term | None:
    return term if isinstance(term, NamedNode | Literal) else None


# --- binding --------------------------------------------------------------------------------------


def bind(record: Record, query: NamedQuery, values: Mapping[str, str]) -> dict[str, Term]:
    """Values as RDF terms, by name of the parameter. What has no header takes text or IRIs as they are."""
    known = {parameter.name: parameter for parameter in query.parameters}
    if unknown := sorted(set(values) - set(known)):
        if known or query.title != query.name:
            there = ", ".join(known) or "none"
            raise ConfigError(f"{query.name} has no parameter {unknown[0]!r}; it has: {there}")
        known = {name: Parameter(name, "text", "") for name in values}
    bound: dict[str, Term] = {}
    for parameter in known.values():
        value = values.get(parameter.name, parameter.default)
        if value is not None and value != "":
            bound[parameter.name] = _term(record, parameter, value)
        elif parameter.is_required:
            raise QueryError(
                f"{query.name} needs {parameter.name}: {parameter.description} (--param {parameter.name}=…)"
            )
    return bound


def _term(record: Record, parameter: Parameter, value: str) -> Term:
    match parameter.type:
        case "text":
            return Literal(value)
        case "date":
            return Literal(_day(parameter, value), datatype=NamedNode(_XSD + "date"))
        case "integer":
            if not re.fullmatch(r"-?\d{1,18}", value):
                raise QueryError(
                    f"{parameter.name}={value!r} is no whole number: write it in digits"
                )
            return Literal(value, datatype=NamedNode(_XSD + "integer"))
        case "iri":
            return _iri(parameter, value)
        case "actor" | "outlet":
            return _find(record, parameter, value)
        case _:
            return _concept(parameter, value)


def _day(parameter: Parameter, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"{parameter.name}={value!r} is no day: write it as 2025-09-04") from error


def _iri(parameter: Parameter, value: str) -> NamedNode:
    try:
        return NamedNode(value.strip("<>"))
    except ValueError as error:
        raise QueryError(f"{parameter.name}={value!r} is no IRI: {error}") from error


def _concept(parameter: Parameter, value: str) -> NamedNode:
    scheme = parameter.type.partition(":")[2]
    for member in terms.SCHEMES[scheme]:
        if member.value == value.casefold():
            return terms.concept(member)
    known = ", ".join(member.value for member in terms.SCHEMES[scheme])
    raise QueryError(f"{parameter.name}={value!r} is none of: {known}")


_FIND = """
SELECT DISTINCT ?node ?label ?rank WHERE {
  { ?node rdfs:label ?label . BIND(1 AS ?rank) } UNION { ?node skos:altLabel ?label . BIND(2 AS ?rank) }
  FILTER EXISTS { ?node %s ?any }
  FILTER(LCASE(STR(?label)) = LCASE(?wanted) || CONTAINS(LCASE(STR(?label)), LCASE(?wanted)))
} ORDER BY ?node ?rank ?label LIMIT 200
"""
_MARKS = {
    "actor": "rec:kind",
    "outlet": "^schema:publisher",
}


def _find(record: Record, parameter: Parameter, value: str) -> NamedNode:
    """An actor or outlet by IRI, name, other name, or part of a name that fits one only."""
    if re.match(r"<?https?://", value):
        return _iri(parameter, value)
    text = prefixed(substitute(_FIND % _MARKS[parameter.type], {"wanted": Literal(value)}))
    table = read(record.query(text))
    rows = list(table.dictionaries()) if isinstance(table, Table) else []
    prefix = record.minter.iri(parameter.type, "")
    rows = [row for row in rows if row["node"].startswith(prefix)]
    exact = [row for row in rows if row["label"].casefold() == value.casefold()]
    for found in ([row for row in exact if row["rank"] == "1"], exact, rows):
        nodes = {row["node"] for row in found}
        if len(nodes) == 1:
            return NamedNode(nodes.pop())
        if nodes:
            names = "; ".join(sorted({f"{row['label']} <{row['node']}>" for row in found})[:8])
            raise QueryError(f"{parameter.name}={value!r} fits several: {names}. Give one IRI.")
    raise QueryError(f"{parameter.name}={value!r} names no {parameter.type} of this record")


__all__ = [
    "TYPES",
    "Answer",
    "NamedQuery",
    "Parameter",
    "Record",
    "Row",
    "Table",
    "ask",
    "bind",
    "named",
    "named_queries",
    "parse",
    "prefixed",
    "prepare",
    "read",
    "substitute",
    "unordered",
]
