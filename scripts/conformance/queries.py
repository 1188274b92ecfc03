"""SPARQL 1.0 and 1.1 queries over HTTP: evaluation, syntax and result formats.

All files of data are graphs of one record, and each query names its dataset by the protocol's parameters
`default-graph-uri` and `named-graph-uri`, so that one `onrecord serve` answers the whole suite.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox

from conformance import answers
from conformance.server import Endpoint, fill
from conformance.suites import BASES, Case, file_of

EMPTY = "urn:nothing"
DEFAULT = "#default"  # a second copy of a file, whose blank nodes are not those of the first
_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_JSON = "application/sparql-results+json"
Outcome = tuple[bool, str]  # passed, and what was found instead


def record_of(cases: Iterable[Case], place: Path) -> None:
    """A record with a graph for every file of data that a test names."""
    names = sorted({each for case in cases for each in _named(case)})
    there = [name for name in names if _file(name).is_file()]
    fill(place, ((f"{name}{mark}", _read(name)) for name in there for mark in ("", DEFAULT)))


def _named(case: Case) -> Iterator[str]:
    yield from case.data
    yield from (name for name, _ in case.graphs)
    file = _file(case.action)
    if file.is_file():
        for name in _FROM.findall(file.read_text("utf-8", "replace")):
            yield name if ":" in name else case.action.rpartition("/")[0] + "/" + name


def _file(address: str) -> Path:
    suite = next((s for s in ("sparql11", "sparql10") if address.startswith(BASES[s][1])), None)
    return file_of(suite, address) if suite else Path("/nonexistent")


def _read(address: str) -> list[ox.Quad]:
    return list(ox.parse(path=_file(address), base_iri=address, rename_blank_nodes=True))


def run(case: Case, endpoint: Endpoint) -> Outcome:
    """Send the query and compare the answer with what the suite expects."""
    match case.type:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            return _evaluated(case, endpoint)
        case "PositiveSyntaxTest" | "PositiveSyntaxTest11":
            answer = _send(case, endpoint, _JSON + ", text/turtle;q=0.5")
            return answer.status_code == 200, f"{answer.status_code} {answer.text[:160]}"
        case _:
            answer = _send(case, endpoint, _JSON + ", text/turtle;q=0.5")
            return answer.status_code == 400, f"{answer.status_code}: it was answered"


def _send(case: Case, endpoint: Endpoint, accept: str) -> httpx.Response:
    text = _file(case.action).read_bytes().decode("utf-8")
    parameters = [("query", f"BASE <{case.action}> {text}"), *_dataset(case, text)]
    return endpoint.client.get(endpoint.address, params=parameters, headers={"Accept": accept})


def _dataset(case: Case, text: str) -> list[tuple[str, str]]:
    if not case.data and not case.graphs and _FROM.search(text):
        return []
    names = [f"{name}{DEFAULT}" for name in case.data] or [EMPTY]
    default = [("default-graph-uri", name) for name in names]
    return default + [("named-graph-uri", name) for name, _ in case.graphs]


def _evaluated(case: Case, endpoint: Endpoint) -> Outcome:
    path = _file(case.result)
    if path.suffix == ".csv":
        return _csv(case, endpoint, path)
    expected = answers.from_file(path, case.result)
    if isinstance(expected, answers.Rows):
        media = "text/tab-separated-values" if path.suffix == ".tsv" else _JSON
        answer = _send(case, endpoint, media)
        if answer.status_code != 200:
            return False, f"{answer.status_code} {answer.text[:160]}"
        format_ = ox.QueryResultsFormat.TSV if path.suffix == ".tsv" else ox.QueryResultsFormat.JSON
        found = answers.from_results(answer.content, format_)
        return expected.agrees(found, is_lax=case.is_lax), answer.text[:400]
    answer = _send(case, endpoint, "application/n-triples")
    if answer.status_code != 200:
        return False, f"{answer.status_code} {answer.text[:160]}"
    triples = ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)
    return answers.same(expected, triples), answer.text[:400]


def _csv(case: Case, endpoint: Endpoint, path: Path) -> Outcome:
    """CSV knows no types: the cells are compared as words, blank nodes as the fact that they are some."""
    answer = _send(case, endpoint, "text/csv")
    expected, found = (_cells(text) for text in (path.read_text("utf-8"), answer.text))
    return sorted(expected) == sorted(found), answer.text[:400]


def _cells(text: str) -> list[list[str]]:
    """Cells row by row, columns by name: SELECT * leaves their order open."""
    rows = [
        list(row)
        for row in zip(*sorted(zip(*csv.reader(io.StringIO(text)), strict=True)), strict=True)
    ]
    return [["_:" if cell.startswith("_:") else _number(cell) for cell in row] for row in rows]


def _number(cell: str) -> str:
    try:
        return repr(float(cell))
    except ValueError:
        return cell
