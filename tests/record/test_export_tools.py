"""Exports, each opened by the tool that its users have; and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from graph.assemble import Resolution, document_graph
from graph.errors import ConfigError
from graph.export import export
from graph.export.reifiers import REIFIES
from graph.export.tables import disarmed
from graph.model import Findings
from graph.store import Store

CACHE = Path(
    os.environ.get("ONRECORD_TEST_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
)


def test_json_ld_expands_with_pyld_to_the_same_quads(store: Store, tmp_path: Path) -> None:
    """PyLD, which Python's JSON-LD users have, finds the quads of the record."""
    pyld = pytest.importorskip("pyld", reason="PyLD is for the tests only (pip install pyld)")
    [file] = export(store, tmp_path / "out.jsonld")
    options = {"format": "application/n-quads"}
    quads = pyld.jsonld.to_rdf(json.loads(file.read_text("utf-8")), options)
    assert set(parse(quads, RdfFormat.N_QUADS)) == set(store.match())


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".trig", ".nq"])
def test_reifiers_of_rdf_1_2_stand_behind_a_flag(store: Store, tmp_path: Path, ending: str) -> None:
    """With it each short edge and statement reifies its triple; what was said is not asserted by that."""
    [plain] = export(store, tmp_path / f"plain{ending}")
    [file] = export(store, tmp_path / f"reified{ending}", rdf12=True)
    assert b"<<(" not in plain.read_bytes()
    before, after = set(parse(path=plain)), set(parse(path=file))
    assert before < after
    assert {quad.predicate for quad in after - before} == {REIFIES}
    triples = [quad.object for quad in after - before if isinstance(quad.object, Triple)]
    assert len(triples) == len(after - before)
    relations = sorted(triple.predicate.value.rpartition("#")[2] for triple in triples)
    assert relations == ["met", "met", "pledges", "refuses", *["said"] * 5, "supports"]
    again = export(store, tmp_path / f"again{ending}", rdf12=True)[0]
    assert again.read_bytes() == file.read_bytes()


def test_a_format_without_triple_terms_is_named(store: Store, tmp_path: Path) -> None:
    """JSON-LD and tables cannot hold them."""
    with pytest.raises(ConfigError, match=r"reifiers.*\.ttl"):
        export(store, tmp_path / "out.jsonld", rdf12=True)


@pytest.mark.parametrize("name", ["statements", "commitments", "actors"])
def test_tables_open_in_pandas_polars_and_duckdb(store: Store, tmp_path: Path, name: str) -> None:
    """CSV and Parquet give each of them the same rows, and identifiers that are whole."""
    pandas = pytest.importorskip("pandas", reason="for the tests only (pip install pandas)")
    polars = pytest.importorskip("polars", reason="for the tests only (pip install polars)")
    duckdb = pytest.importorskip("duckdb", reason="for the tests only (pip install duckdb)")
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is optional")
    [comma] = export(store, tmp_path / f"{name}.csv")
    [parquet] = export(store, tmp_path / f"{name}.parquet")
    ids = [row["id"] for row in csv.DictReader(comma.read_text("utf-8").splitlines())]
    for opened in (
        pandas.read_csv(comma)["id"].tolist(),
        pandas.read_parquet(parquet)["id"].tolist(),
        polars.read_csv(comma)["id"].to_list(),
        polars.read_parquet(parquet)["id"].to_list(),
        [row[0] for row in duckdb.sql(f"SELECT id FROM read_csv('{comma}')").fetchall()],
        [row[0] for row in duckdb.sql(f"SELECT id FROM '{parquet}'").fetchall()],
    ):
        assert opened == ids


def test_statements_for_dna_keep_its_rules(store: Store, first: Findings, tmp_path: Path) -> None:
    """Its tables want 0 ≤ start < stop, an agreement of 0 or 1, and a person and a concept that are not empty."""
    [file] = export(store, tmp_path / "out.dna.csv", exact_cells=True)
    with file.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert rows
    for row in rows:
        start, stop = int(row["start"]), int(row["stop"])
        assert 0 <= start < stop
        assert first.document.text[start:stop] == row["text"]
        assert row["agreement"] in ("0", "1", "")
        assert row["person"] and row["concept"]


_FOLLOW = """
import json, sys
from followthemoney import model
seen = {}
for line in open(sys.argv[1], encoding="utf-8"):
    entity = json.loads(line)
    model.get(entity["schema"]).validate(entity)
    proxy = model.get_proxy(entity)
    kept = {name: sorted(proxy.get(name)) for name in entity["properties"]}
    assert kept == {n: sorted(set(v)) for n, v in entity["properties"].items()}, entity
    seen[proxy.id] = proxy
for proxy in seen.values():
    for prop, value in proxy.itervalues():
        if prop.type.name == "entity":
            assert seen[value].schema.is_a(prop.range), (proxy.id, prop.name)
print(len(seen))
"""


def test_follow_the_money_validates_every_entity(store: Store, tmp_path: Path) -> None:
    """Its own model knows every schema and property, drops no value, and every link has a fitting end."""
    place = CACHE / "followthemoney"
    environment = {**os.environ, "PYTHONPATH": str(place)}
    found = subprocess.run(
        [sys.executable, "-c", "import followthemoney"], env=environment, capture_output=True
    )
    if found.returncode:
        pytest.skip(
            f"no followthemoney (it needs ICU): pip install --target {place} followthemoney puts it there"
        )
    [file] = export(store, tmp_path / "out.ftm.json")
    command = [sys.executable, "-c", _FOLLOW, str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(file.read_text().splitlines())


def test_graphml_and_gexf_say_the_same(store: Store, tmp_path: Path) -> None:
    """Both are read by networkx with the types of their attributes."""
    graphml = networkx.read_graphml(export(store, tmp_path / "out.graphml")[0])
    gexf = networkx.read_gexf(export(store, tmp_path / "out.gexf")[0])
    assert {n: d["kind"] for n, d in graphml.nodes(data=True)} == {
        n: d["kind"] for n, d in gexf.nodes(data=True)
    }
    for graph in (graphml, gexf):
        edges = [(u, v, d["relation"], d["documents"]) for u, v, d in graph.edges(data=True)]
        assert len(edges) == 5
        assert all(isinstance(number, int) for *_, number in edges)


def test_gexf_keeps_the_rules_of_gephis_schema(store: Store, tmp_path: Path) -> None:
    """GEXF 1.2: one graph, declared attributes of known types, ids that are there and differ, ends that exist."""
    [file] = export(store, tmp_path / "out.gexf")
    root = ElementTree.parse(file).getroot()
    space = root.tag.partition("}")[0] + "}"
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.2")
    assert [child.tag for child in root] in ([f"{space}meta", f"{space}graph"], [f"{space}graph"])
    graph = root.find(f"{space}graph")
    assert graph is not None and graph.get("defaultedgetype") == "directed"
    declared = {}
    for attributes in graph.findall(f"{space}attributes"):
        kind = attributes.get("class")
        assert kind in ("node", "edge")
        for each in attributes:
            assert each.get("title")
            assert each.get("type") in ("integer", "long", "double", "float", "boolean", "string")
            declared.setdefault(kind, set()).add(each.get("id"))
    nodes = [node.get("id") for node in graph.iter(f"{space}node")]
    edges = list(graph.iter(f"{space}edge"))
    assert len(set(nodes)) == len(nodes) and None not in nodes
    assert len({edge.get("id") for edge in edges}) == len(edges) == 5
    assert all(edge.get(end) in nodes for edge in edges for end in ("source", "target"))
    for kind in ("node", "edge"):
        for element in graph.iter(f"{space}{kind}"):
            used = {value.get("for") for value in element.iter(f"{space}attvalue")}
            assert used <= declared[kind]


# --- what a spreadsheet would run ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-40", "-40"),
        ("+3.5", "+3.5"),
        ("2025-03-12", "2025-03-12"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(cell: str, written: str) -> None:
    """Text from the web must not become a formula; numbers stay numbers."""
    assert disarmed(cell) == written


def test_every_csv_is_safe_and_a_flag_makes_it_exact(
    first: Findings, resolution: Resolution, tmp_path: Path
) -> None:
    """Tables and ledgers alike. Parquet and RDF are exact in any case."""
    store = Store.memory()
    hostile = replace(first, document=replace(first.document, publisher="=2+5", url="@SUM(1)"))
    store.replace(document_graph(hostile, store.minter))
    store.resolve(resolution)
    for name, column in (
        *(("statements.csv", "outlet"), ("x.dna.csv", "docSource"), ("x.kiel.csv", "source")),
    ):
        cells = {}
        for exact in (False, True):
            [file] = export(store, tmp_path / str(exact) / name, exact_cells=exact)
            with file.open(encoding="utf-8") as opened:
                cells[exact] = {row[column] for row in csv.DictReader(opened)}
        assert all(cell.startswith("'") for cell in cells[False])
        assert cells[True] == {cell.removeprefix("'") for cell in cells[False]}


def test_the_named_node_of_a_reifier_is_that_of_the_edge(store: Store, tmp_path: Path) -> None:
    """So what the record says of an edge is said of the reifier."""
    [file] = export(store, tmp_path / "out.nq", rdf12=True)
    edges = {q.subject for q in parse(path=file) if q.predicate == REIFIES}
    assert all(isinstance(edge, NamedNode) for edge in edges)
    assert all(any(store.match(edge)) for edge in edges)  # type: ignore[arg-type]
