"""Tables in the columns of others' codings: the Kiel Ukraine Support Tracker, Discourse Network Analyzer."""

from __future__ import annotations

from typing import IO, Final

from graph.export.source import Source, rows
from graph.export.tables import table, write_csv

# Columns of the sheet "Bilateral Assistance, MAIN DATA" (Trebesch et al., releases since 2024) that a text can
# fill, in its order; our own last five keep the row defensible.
KIEL_COLUMNS: Final = (
    *("activity_id", "donor", "announcement_date", "aid_type_general", "aid_type_specific"),
    *("explanation", "measure", "item", "item_type", "item_numb", "reporting_currency"),
    *("source_reported_value", "source"),
    *("recipient", "condition", "status", "according_to", "evidence"),
)
_AID = {
    "money": "Financial",
    "weapons": "Military",
    "vehicles": "Military",
    "aircraft": "Military",
    "troops": "Military",
    "training": "Military",
    "vaccines": "Humanitarian",
    "resettlement": "Humanitarian",
}
_MEASURE = {"pledged": "Commitment", "allocated": "Allocation", "delivered": "Delivery"}

# Columns of the statement table that rDNA hands to R for the type "DNA Statement" (Leifeld), with our offsets and
# quotation. The program itself imports documents and its own databases only, so this is for rDNA users' scripts.
DNA_COLUMNS: Final = (
    *("id", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType"),
    *("person", "organization", "concept", "agreement", "start", "stop", "text"),
)
_CONCEPTS = """SELECT ?id ?person ?concept ?position ?polarity ?text ?title ?author ?outlet ?published ?start ?end ?exact WHERE {
  { ?id a rec:Statement ; rec:speaker/rdfs:label ?person ; rec:claim ?claim .
    ?place rec:assignedClaim ?claim ; rec:assignedIssue/rdfs:label ?concept ; rec:position ?position }
  UNION
  { ?id a rec:Stance ; rec:holder/rdfs:label ?person ; rec:target/rdfs:label ?concept ; rec:polarity ?polarity }
  ?id rec:document ?text ; rec:evidence ?evidence .
  ?evidence oa:hasSelector ?p , ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact .
  ?text schema:identifier ?name .
  OPTIONAL { ?text schema:headline ?headline } OPTIONAL { ?text schema:author ?author }
  OPTIONAL { ?text rec:publisherName ?outlet } OPTIONAL { ?text schema:datePublished ?published }
  BIND(COALESCE(?headline, ?name) AS ?title)
} ORDER BY ?text ?start ?id ?concept"""
_POSTS = """SELECT ?person ?organisation WHERE {
  ?role org:member/rdfs:label ?person ; org:organization/rdfs:label ?organisation } ORDER BY ?person ?organisation"""


def kiel(source: Source, out: IO[bytes], *, exact: bool = False) -> None:
    """Commitments as rows of the tracker. What is refused or only considered has no measure."""
    write_csv(
        KIEL_COLUMNS, (_kiel_row(row) for row in table(source, "commitments")), out, exact=exact
    )


def _kiel_row(row: dict[str, str]) -> dict[str, str]:
    is_money = row["kind"] == "money"
    item, amount, unit = row.get("resource", ""), row.get("amount", ""), row.get("unit", "")
    return {
        "activity_id": row["id"],
        "donor": row.get("actor", ""),
        "announcement_date": row.get("published", ""),
        "aid_type_general": _AID.get(row["kind"], ""),
        "aid_type_specific": row["kind"],
        "explanation": item,
        "measure": _MEASURE.get(row["status"], ""),
        "item": "" if is_money else item,
        "item_type": "" if is_money else row["kind"],
        "item_numb": "" if is_money else amount,
        "reporting_currency": unit if is_money else "",
        "source_reported_value": amount if is_money else "",
        "source": row.get("url") or row.get("outlet") or row["document"],
        "recipient": row.get("beneficiary", ""),
        "condition": row.get("condition", ""),
        "status": row["status"],
        "according_to": row.get("according_to", ""),
        "evidence": row["exact"],
    }


def discourse_network(source: Source, out: IO[bytes], *, exact: bool = False) -> None:
    """Statements on issues and stances on targets: person, organisation, concept, agreement.

    A conditional or neutral statement has no agreement, since Discourse Network Analyzer knows yes and no only.
    """
    posts: dict[str, str] = {}
    for post in rows(source, _POSTS):
        posts.setdefault(post["person"], post["organisation"])
    found = (_dna_row(row, posts) for row in rows(source, _CONCEPTS))
    write_csv(DNA_COLUMNS, found, out, exact=exact)


def _dna_row(row: dict[str, str], posts: dict[str, str]) -> dict[str, str]:
    position = row.get("position", row.get("polarity", "")).rpartition("-")[2]
    agreement = {"supports": "1", "positive": "1", "opposes": "0", "negative": "0"}.get(
        position, ""
    )
    return {
        "id": row["id"],
        "time": row.get("published", ""),
        "docId": row["text"],
        "docTitle": row["title"],
        "docAuthor": row.get("author", ""),
        "docSource": row.get("outlet", ""),
        "docType": "news",
        "person": row["person"],
        "organization": posts.get(row["person"], ""),
        "concept": row["concept"],
        "agreement": agreement,
        "start": row["start"],
        "stop": row["end"],
        "text": row["exact"],
    }
