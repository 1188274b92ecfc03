"""A record from Python: typed rows, named queries, tables for pandas or polars, a networkx view.

    import graph as onrecord

    with onrecord.open("record") as record:
        for row in record.statements():
            print(row.speaker, row.content, row.evidence.exact)
        refusals = pandas.DataFrame(record.columns("commitments"))

>>> from graph.record import Record
>>> from graph.store import Store
>>> with Record(Store.memory()) as record:
...     list(record.statements()), record.columns("roles")["person"], len(record.network())
([], [], 0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from graph.export import export as write_export
from graph.export import network as build_network
from graph.export.source import rows
from graph.export.tables import COLUMNS, table
from graph.query import Answer, ask, named, named_queries, parse
from graph.store import Store
from graph.validate import Report, validate

if TYPE_CHECKING:
    import networkx

Cell = str | int | float | None
_NUMBERS: Final[Mapping[str, Callable[[str], int | float]]] = {
    **dict.fromkeys(("level", "start", "end", "statements", "documents", "outlets"), int),
    **dict.fromkeys(("confidence", "amount"), float),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a row: `exact` stands at `start`..`end` (code points, end exclusive) of `document`."""

    document: str  # its name
    start: int
    end: int
    exact: str
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One reported statement."""

    iri: str
    speaker: str | None
    content: str
    quote_type: str
    act: str
    level: int
    confidence: float
    evidence: Evidence
    speaker_iri: str | None = None
    addressee: str | None = None
    day: date | None = None
    claim: str | None = None  # IRI
    through: str | None = None  # IRI of the statement that reports this one
    negated: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One reported commitment. `beneficiary` joins several with '; '."""

    iri: str
    actor: str | None
    action: str
    kind: str
    status: str
    confidence: float
    evidence: Evidence
    actor_iri: str | None = None
    resource: str | None = None
    amount: float | None = None
    unit: str | None = None
    beneficiary: str | None = None
    condition: str | None = None
    exclusion: str | None = None
    deadline: str | None = None
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A holder for or against a target."""

    iri: str
    holder: str | None
    target: str | None
    polarity: str
    relation: str
    confidence: float
    evidence: Evidence
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A person in a post, as of the day of the document."""

    iri: str
    person: str | None
    title: str
    evidence: Evidence
    organisation: str | None = None
    as_of: date | None = None
    is_former: bool = False
    is_acting: bool = False
    is_elect: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """A meeting, visit, vote or attack, as one document reports it."""

    iri: str
    type: str
    label: str
    state: str
    evidence: Evidence
    start: date | None = None
    end: date | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor, with how often it is quoted."""

    iri: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    statements: int = 0
    documents: int = 0
    outlets: int = 0


class Record:
    """A record to read. A context manager; `open` below makes one."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def statements(self) -> Iterator[StatementRow]:
        """Statements by document and place in it."""
        return map(_statement, table(self.store, "statements"))

    def commitments(self) -> Iterator[CommitmentRow]:
        """Commitments by document and place in it."""
        return map(_commitment, table(self.store, "commitments"))

    def stances(self) -> Iterator[StanceRow]:
        """Stances by document and place in it."""
        return map(_stance, table(self.store, "stances"))

    def roles(self) -> Iterator[RoleRow]:
        """Roles by document and place in it."""
        return map(_role, table(self.store, "roles"))

    def events(self) -> Iterator[EventRow]:
        """Events by document and place in it."""
        return map(_event, table(self.store, "events"))

    def actors(self) -> Iterator[ActorRow]:
        """Actors by name."""
        return map(_actor, table(self.store, "actors"))

    def documents(self) -> tuple[str, ...]:
        """Names of the documents, sorted."""
        found = rows(
            self.store, "SELECT ?name { ?d a schema:NewsArticle ; schema:identifier ?name }"
        )
        return tuple(sorted(row["name"] for row in found))

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a table: statements, commitments, stances, roles, events or actors. Cells are text; what is
        absent is left out of its row."""
        return table(self.store, name)

    def columns(self, name: str) -> dict[str, list[Cell]]:
        """The same table by column, as `pandas.DataFrame` and `polars.DataFrame` take it: None where a cell is
        absent; offsets, counts, amounts and confidences are numbers.

        >>> list(Record(Store.memory()).columns("stances"))[:4]
        ['id', 'holder', 'relation', 'polarity']
        """
        found = table(self.store, name)
        return {
            column: [_typed(column, row.get(column)) for row in found] for column in COLUMNS[name]
        }

    def ask(self, query: str, **values: str) -> Answer:
        """The answer of a named query, or of SPARQL text, with values for its parameters.

        >>> Record(Store.memory()).ask("corroborated", atLeast="2").rows
        ()
        """
        names = {known.name for known in named_queries()}
        return ask(self.store, named(query) if query in names else parse("query", query), values)

    def network(self, *, with_claims: bool = False) -> networkx.MultiDiGraph[str]:
        """Actors and their short edges as a networkx graph."""
        return build_network(self.store, with_claims=with_claims)

    def _repr_html_(self) -> str:
        """The explorer, inline in a notebook."""
        from graph.render import frame  # here: pyvis takes half a second to import

        return frame(self.store)

    def validate(self) -> Report:
        """What is wrong with it, if anything."""
        return validate(self.store)

    def export(self, target: str | Path) -> tuple[Path, ...]:
        """Write it as a file, in the format of the ending."""
        return write_export(self.store, target)


def open(place: str | Path) -> Record:
    """The record in a folder or behind an https address, to read.

    Raises StoreError where there is none.
    """
    return Record(Store.open(place))


# --- rows ------------------------------------------------------------------------------------------


def _statement(row: dict[str, str]) -> StatementRow:
    return StatementRow(
        iri=row["id"],
        speaker=row.get("speaker"),
        content=row["content"],
        quote_type=row["quote_type"],
        act=row["act"],
        level=int(row["level"]),
        confidence=float(row["confidence"]),
        evidence=_evidence(row),
        speaker_iri=row.get("speaker_id"),
        addressee=row.get("addressee"),
        day=_day(row.get("day")),
        claim=row.get("claim"),
        through=row.get("through"),
        negated="negated" in row,
    )


def _commitment(row: dict[str, str]) -> CommitmentRow:
    return CommitmentRow(
        iri=row["id"],
        actor=row.get("actor"),
        action=row["action"],
        kind=row["kind"],
        status=row["status"],
        confidence=float(row["confidence"]),
        evidence=_evidence(row),
        actor_iri=row.get("actor_id"),
        resource=row.get("resource"),
        amount=float(row["amount"]) if "amount" in row else None,
        unit=row.get("unit"),
        beneficiary=row.get("beneficiary"),
        condition=row.get("condition"),
        exclusion=row.get("exclusion"),
        deadline=row.get("deadline"),
        according_to=row.get("according_to"),
    )


def _actor(row: dict[str, str]) -> ActorRow:
    return ActorRow(
        iri=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(alias for alias in row.get("aliases", "").split("; ") if alias),
        country=row.get("country"),
        statements=int(row.get("statements", 0)),
        documents=int(row.get("documents", 0)),
        outlets=int(row.get("outlets", 0)),
    )


def _stance(row: dict[str, str]) -> StanceRow:
    return StanceRow(
        iri=row["id"],
        holder=row.get("holder"),
        target=row.get("target"),
        polarity=row["polarity"],
        relation=row["relation"],
        confidence=float(row["confidence"]),
        evidence=_evidence(row),
        according_to=row.get("according_to"),
    )


def _role(row: dict[str, str]) -> RoleRow:
    return RoleRow(
        iri=row["id"],
        person=row.get("person"),
        title=row["title"],
        evidence=_evidence(row),
        organisation=row.get("organisation"),
        as_of=_day(row.get("as_of")),
        is_former="former" in row,
        is_acting="acting" in row,
        is_elect="elect" in row,
    )


def _event(row: dict[str, str]) -> EventRow:
    return EventRow(
        iri=row["id"],
        type=row["type"],
        label=row["label"],
        state=row["state"],
        evidence=_evidence(row),
        start=_day(row.get("from")),
        end=_day(row.get("to")),
        place=row.get("place"),
        participants=tuple(p for p in row.get("participants", "").split("; ") if p),
    )


def _typed(column: str, cell: str | None) -> Cell:
    """A number where the column holds numbers; several joined values stay words."""
    if cell is None or ";" in cell or column not in _NUMBERS:
        return cell
    return _NUMBERS[column](cell)


def _evidence(row: dict[str, str]) -> Evidence:
    return Evidence(
        document=row["document"],
        start=int(row["start"]),
        end=int(row["end"]),
        exact=row["exact"],
        outlet=row.get("outlet"),
        published=_day(row.get("published")),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
