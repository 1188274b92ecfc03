"""SPARQL 1.1 updates over HTTP, each in a record that is emptied and filled for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from conformance import answers
from conformance.server import Endpoint
from conformance.suites import Case, file_of
from graph.store import Store
from graph.store.backend import update_text

Outcome = tuple[bool, str]


def run(case: Case, endpoint: Endpoint, record: Path) -> Outcome:
    """Send the update and compare what the record then holds."""
    text = file_of("sparql11", case.action).read_bytes().decode("utf-8")
    if "Syntax" in case.type:
        answer = endpoint.post(update=f"BASE <{case.action}> {text}")
        wanted = (400,) if case.type.startswith("Negative") else (200, 204)
        return answer.status_code in wanted, f"{answer.status_code} {answer.text[:400]}"
    endpoint.post(update=_filling(case)).raise_for_status()
    answer = endpoint.post(update=f"BASE <{case.action}> {text}")
    if answer.status_code not in (200, 204):
        return False, f"{answer.status_code} {answer.text[:400]}"
    with Store.open(record) as store:
        found = list(store.match())
    expected = _quads(case.result_data, case.result_graphs)
    return answers.same(expected, found), f"the record then holds {len(found)} quads"


def _filling(case: Case) -> str:
    quads = _quads(case.data, case.graphs)
    named = [q for q in quads if not isinstance(q.graph_name, ox.DefaultGraph)]
    default = [q for q in quads if isinstance(q.graph_name, ox.DefaultGraph)]
    lines = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in default)
    parts = ["DROP ALL", f"INSERT DATA {{ {lines} }}", update_text((), named)]
    return " ;\n".join(part for part in parts if part)


def _quads(data: Iterable[str], graphs: Iterable[tuple[str, str]]) -> list[ox.Quad]:
    quads = [quad for name in data for quad in _read(name)]
    for name, file in graphs:
        quads += [
            ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(name)) for q in _read(file)
        ]
    return quads


def _read(address: str) -> list[ox.Quad]:
    path = file_of("sparql11", address)
    return list(ox.parse(path=path, base_iri=address, rename_blank_nodes=True))
