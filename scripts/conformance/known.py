"""Tests of the W3C that are not passed, each with the reason. A test that is not passed and not here is a fault."""

from __future__ import annotations

from conformance.suites import Case

_NO_SERVICE = "by design: a query may not reach other servers (SERVICE is switched off)"
_NO_LOAD = "by design: an update may not fetch anything (LOAD is switched off)"
_ENTAILMENT = (
    "no entailment regime is offered: a record says what texts say, and nothing is inferred"
)
_VALUES = "Oxigraph keeps values, not spellings: 01 and 1.0 of one type are one literal"
_RDF10 = "written for RDF 1.0, where a plain literal is no xsd:string; RDF 1.1 made them one"
_FUNCTION = (
    "an extension function that does not exist is refused at once, not evaluated to an error"
)
_ESCAPES = "escapes in names are not read: they would let a query say SERVICE unseen by the guard"
_BLANK = (
    "a graph that is named as default and as named graph is one graph: its blank nodes are the same"
)
_REMOTE = "by design: a context is never fetched from elsewhere"
_JSON_LD_10 = "the processing mode of JSON-LD 1.0 is not offered"
_OPTION = "an option of the JSON-LD API that a reader of files does not have"
_DIRECTION = 'RDF 1.2 keeps the direction of a text ("…"@de--rtl), which RDF 1.1 dropped'
_DOTS = "Oxigraph's JSON-LD reader resolves a relative IRI against a base with dots otherwise"
_PARSER = "Oxigraph's JSON-LD reader"

KNOWN: dict[tuple[str, str], str] = {
    ("sparql11", "agg-empty-group"): "mended by the working group later: no group, no row",
    ("sparql11", "strdt03"): _RDF10,
    ("sparql11", "strlang03"): _RDF10,
    ("sparql11", "bnode01"): "Oxigraph gives BNODE(x) one node for the whole query, not one a row",
    ("sparql10", "distinct-1"): _VALUES,
    ("sparql10", "distinct-9"): _VALUES,
    ("sparql10", "distinct-2"): _RDF10,
    ("sparql10", "dawg-str-1"): _VALUES,
    ("sparql10", "dawg-str-2"): _VALUES,
    ("sparql10", "sameTerm-simple"): _VALUES,
    ("sparql10", "sameTerm-eq"): _VALUES,
    ("sparql10", "sameTerm-not-eq"): _VALUES,
    ("sparql10", "eq-graph-1"): _VALUES,
    ("sparql10", "eq-graph-2"): _VALUES,
    ("sparql10", "open-eq-01"): _VALUES,
    ("sparql10", "date-2"): "Oxigraph compares days by XSD 1.1: one without a time zone is unlike",
    ("sparql10", "dawg-dataset-09"): _BLANK,
    ("sparql10", "dawg-dataset-10"): _BLANK,
    ("sparql10", "dawg-dataset-12"): _BLANK,
    ("sparql10", "syntax-esc-04"): _ESCAPES,
    ("sparql10", "syntax-esc-05"): _ESCAPES,
    ("sparql10", "syn-bad-26"): "SPARQL 1.1 allows what 1.0 forbade: a name after a full stop",
    ("turtle", "localName_with_assigned_nfc_PN_CHARS_BASE_character_boundaries"): (
        "Oxigraph refuses U+E01EF in an IRI, as RFC 3987 does"
    ),
    ("trig", "localName_with_assigned_nfc_PN_CHARS_BASE_character_boundaries"): (
        "Oxigraph refuses U+E01EF in an IRI, as RFC 3987 does"
    ),
    ("json-ld", "t0122"): _DOTS,
    ("json-ld", "t0123"): _DOTS,
    ("json-ld", "te091"): _DOTS,
    ("json-ld", "te062"): _DOTS,
    ("json-ld", "tli12"): "a base that is no IRI is refused",
    ("json-ld", "tc013"): f"{_PARSER} does not go back from a type-scoped context there",
}  # fmt: skip


def reason(case: Case, said: str) -> str | None:
    """Why the case is not passed; None where nobody knows."""
    if "SERVICE is switched off" in said:
        return _NO_SERVICE
    if "LOAD is switched off" in said:
        return _NO_LOAD
    if case.suite == "sparql11" and case.group == "entailment":
        return _ENTAILMENT
    if "custom function" in said:
        return _FUNCTION
    if "does not exist" in said and "Syntax" in case.type:
        return "read well, but carried out as well: CLEAR of a graph that is not there is an error"
    if case.suite == "json-ld" and (found := _json_ld(case, said)):
        return found
    return KNOWN.get((case.suite, case.name))


def _json_ld(case: Case, said: str) -> str | None:
    options = case.options
    if "LoadDocumentCallback" in said:
        return _REMOTE
    if "json-ld-1.0" in (options.get("specVersion"), options.get("processingMode")):
        return _JSON_LD_10
    if "rdfDirection" in options or "expandContext" in options:
        return _OPTION
    return _DIRECTION if case.name.startswith("tdi") else None
