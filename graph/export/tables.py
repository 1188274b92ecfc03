"""Tables of statements, commitments, stances, roles, events and actors: CSV, or Parquet where pyarrow is there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from graph.errors import ConfigError
from graph.export.source import Source, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_EVIDENCE = """
  ?node rec:evidence ?evidence ; rec:document ?text .
  ?evidence oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start ; oa:end ?end . ?quotation oa:exact ?exact .
  ?text schema:identifier ?document .
  OPTIONAL { ?text rec:publisherName ?outlet } OPTIONAL { ?text schema:datePublished ?published }
  OPTIONAL { ?text schema:url ?url }
"""
_PROOF = ("document", "outlet", "published", "url", "start", "end", "exact")
_AMOUNT = """OPTIONAL { ?node rec:quantity ?quantity . ?quantity rec:text ?amount_words .
    OPTIONAL { ?quantity schema:value ?amount } OPTIONAL { ?quantity schema:unitText ?unit } }"""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "statements": (
        *(
            "id",
            "speaker",
            "speaker_id",
            "content",
            "act",
            "mode",
            "quote_type",
            "level",
            "through",
        ),
        *("addressee", "said_on", "day", "negated", "certainty", "claim", "confidence", *_PROOF),
    ),
    "commitments": (
        *("id", "actor", "actor_id", "action", "resource", "kind", "status", "amount", "unit"),
        *("amount_words", "beneficiary", "condition", "exclusion", "deadline", "according_to"),
        *("confidence", *_PROOF),
    ),
    "stances": (
        "id",
        "holder",
        "relation",
        "polarity",
        "target",
        "according_to",
        "confidence",
        *_PROOF,
    ),
    "roles": (
        "id",
        "person",
        "title",
        "organisation",
        "as_of",
        "former",
        "acting",
        "elect",
        *_PROOF,
    ),
    "events": ("id", "type", "label", "state", "from", "to", "place", "participants", *_PROOF),
    "actors": (
        *(
            "id",
            "name",
            "kind",
            "aliases",
            "country",
            "known_as",
            "statements",
            "documents",
            "outlets",
        ),
    ),
}
_QUERIES: Final[Mapping[str, str]] = {
    "statements": """
  ?node a rec:Statement ; rec:content ?said ; rec:level ?level ; rec:confidence ?confidence ; rec:act ?a ; rec:mode ?m ; rec:quoteType ?q .
  ?said rec:text ?content ; rec:certainty ?c .
  OPTIONAL { ?node rec:claim ?claim }
  OPTIONAL { ?node rec:speaker ?speaker_id . ?speaker_id rdfs:label ?speaker }
  OPTIONAL { ?node rec:addressee/rdfs:label ?addressee } OPTIONAL { ?node rec:saidOn ?said_on }
  OPTIONAL { ?node rec:day ?day } OPTIONAL { ?node rec:reportedThrough ?through }
  OPTIONAL { ?said rec:negated ?negated }
  BIND(STRAFTER(STR(?a), "#act-") AS ?act) BIND(STRAFTER(STR(?m), "#mode-") AS ?mode)
  BIND(STRAFTER(STR(?q), "#quote-") AS ?quote_type) BIND(STRAFTER(STR(?c), "#certainty-") AS ?certainty)""",
    "commitments": f"""
  ?node a rec:Commitment ; rec:action ?action ; rec:resourceKind ?k ; rec:status ?s ; rec:confidence ?confidence .
  OPTIONAL {{ ?node rec:committedActor ?actor_id . ?actor_id rdfs:label ?actor }}
  OPTIONAL {{ ?node rec:resource ?resource }} {_AMOUNT}
  OPTIONAL {{ ?node rec:beneficiary/rdfs:label ?beneficiary }} OPTIONAL {{ ?node rec:condition ?condition }}
  OPTIONAL {{ ?node rec:exclusion ?exclusion }} OPTIONAL {{ ?node rec:deadline ?deadline }}
  OPTIONAL {{ ?node rec:reportedIn/rec:speaker/rdfs:label ?according_to }}
  BIND(STRAFTER(STR(?k), "#resource-") AS ?kind) BIND(STRAFTER(STR(?s), "#status-") AS ?status)""",
    "stances": """
  ?node a rec:Stance ; rec:relation ?relation ; rec:polarity ?p ; rec:confidence ?confidence .
  OPTIONAL { ?node rec:holder/rdfs:label ?holder } OPTIONAL { ?node rec:target/rdfs:label ?target }
  OPTIONAL { ?node rec:reportedIn/rec:speaker/rdfs:label ?according_to }
  BIND(STRAFTER(STR(?p), "#polarity-") AS ?polarity)""",
    "roles": """
  ?node a org:Membership ; rec:title ?title .
  OPTIONAL { ?node org:member/rdfs:label ?person } OPTIONAL { ?node org:organization/rdfs:label ?organisation }
  OPTIONAL { ?node rec:asOf ?as_of } OPTIONAL { ?node rec:former ?former }
  OPTIONAL { ?node rec:acting ?acting } OPTIONAL { ?node rec:elect ?elect }""",
    "events": """
  ?node a sem:Event ; rec:eventType ?t ; rdfs:label ?label ; rec:state ?s .
  OPTIONAL { ?node sem:hasTime ?time . ?time rec:start ?from ; rec:end ?to }
  OPTIONAL { ?node sem:hasPlace/rdfs:label ?place } OPTIONAL { ?node sem:hasActor/rdfs:label ?participants }
  BIND(STRAFTER(STR(?t), "#event-") AS ?type) BIND(STRAFTER(STR(?s), "#state-") AS ?state)""",
    "actors": """
  ?node rec:kind ?k ; rdfs:label ?name . FILTER NOT EXISTS { ?node rec:document ?any }
  OPTIONAL { ?node skos:altLabel ?aliases } OPTIONAL { ?node rec:countryCode ?country }
  OPTIONAL { ?node rec:knownAs ?known_as } OPTIONAL { ?node rec:statementCount ?statements }
  OPTIONAL { ?node rec:documentCount ?documents } OPTIONAL { ?node rec:outletCount ?outlets }
  BIND(STRAFTER(STR(?k), "#kind-") AS ?kind)""",
}
NAMES: Final = tuple(COLUMNS)


def table(source: Source, name: str) -> list[dict[str, str]]:
    """One table: a row a finding or actor, sorted by document and place, several values joined by '; '.

    Raises ConfigError for a name that is not in `NAMES`.
    """
    if name not in COLUMNS:
        raise ConfigError(f"there is no table {name!r}; there are: {', '.join(NAMES)}")
    evidence = "" if name == "actors" else _EVIDENCE
    variables = " ".join(f"?{column}" for column in COLUMNS[name] if column != "id")
    found = rows(source, f"SELECT DISTINCT ?node {variables} WHERE {{{_QUERIES[name]}{evidence}}}")
    joined: dict[str, dict[str, set[str]]] = {}
    for row in found:
        values = joined.setdefault(row["node"], {"id": {row.pop("node")}})
        for column, value in row.items():
            values.setdefault(column, set()).add(value)
    flat = [
        {column: "; ".join(sorted(v)) for column, v in values.items()} for values in joined.values()
    ]
    return sorted(flat, key=_place)


def _place(row: Mapping[str, str]) -> tuple[str, str, int, str]:
    start = row.get("start", "0").partition(";")[0]
    return row.get("document", ""), row.get("name", ""), int(start), row["id"]


def write_csv(
    columns: Sequence[str],
    lines: Iterable[Mapping[str, str]],
    out: IO[bytes],
    *,
    exact: bool = False,
) -> None:
    """RFC 4180 in UTF-8, with a header. What a spreadsheet would run is disarmed, unless `exact`."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    written = str if exact else disarmed
    for row in lines:
        writer.writerow({column: written(row.get(column, "")) for column in columns})
    text.detach()


def disarmed(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula (OWASP, CSV injection).

    Titles and quotations come from the web; numbers stay numbers.

    >>> disarmed("=HYPERLINK(1)"), disarmed("-40"), disarmed("a = b")
    ("'=HYPERLINK(1)", '-40', 'a = b')
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def csv_table(
    source: Source, out: IO[bytes], name: str = "statements", *, exact: bool = False
) -> None:
    """One table as CSV."""
    write_csv(COLUMNS[name], table(source, name), out, exact=exact)


def csv_folder(source: Source, folder: Path, *, exact: bool = False) -> tuple[Path, ...]:
    """All tables as CSV in a folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"{name}.csv" for name in NAMES)
    for name, file in zip(NAMES, files, strict=True):
        with file.open("wb") as out:
            csv_table(source, out, name, exact=exact)
    return files


def parquet_table(source: Source, out: IO[bytes], name: str = "statements") -> None:
    """One table as Parquet, all columns text. ConfigError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install pyarrow, or export .csv") from error
    lines = table(source, name)
    columns = {column: [row.get(column) for row in lines] for column in COLUMNS[name]}
    schema = pyarrow.schema([(column, pyarrow.string()) for column in COLUMNS[name]])
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), out)
