"""Exports, each opened by a tool of its own kind."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

from graph.errors import ConfigError, StoreError
from graph.export import WRITERS, export
from graph.export.lines import sorted_lines
from graph.store import Store


@pytest.mark.parametrize("ending", WRITERS)
def test_a_second_run_gives_the_same_bytes(store: Store, tmp_path: Path, ending: str) -> None:
    """No clock, no randomness, no order of a set in a file."""
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is optional")
    [one] = export(store, tmp_path / f"one{ending}")
    [two] = export(store, tmp_path / f"two{ending}")
    assert one.read_bytes() == two.read_bytes() != b""


def triples(store: Store) -> set[tuple[str, str, str]]:
    """All triples of the record."""
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store.match()}


def test_turtle_is_read_back_by_rdflib_and_oxigraph(store: Store, tmp_path: Path) -> None:
    """Both libraries find the same triples as the record holds."""
    [file] = export(store, tmp_path / "out.ttl")
    oxigraph = {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(path=file)}
    assert oxigraph == triples(store)
    by_rdflib = rdflib.Graph().parse(file).serialize(format="nt", encoding="utf-8")
    back = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in parse(by_rdflib, RdfFormat.N_TRIPLES)
    }
    assert back == oxigraph


def test_turtle_is_grouped_under_the_names_of_the_documents(store: Store, tmp_path: Path) -> None:
    """A reader finds a document by its name, and short names in place of long IRIs."""
    text = export(store, tmp_path / "out.ttl")[0].read_text()
    assert (
        text.index("\n# core\n")
        < text.index("\n# document first\n")
        < text.index("\n# document second\n")
    )
    assert "actor:malta a schema:Country" in text
    assert text.count("@prefix rec:") == 1


@pytest.mark.parametrize(
    ("ending", "format_"),
    [(".trig", RdfFormat.TRIG), (".nq", RdfFormat.N_QUADS), (".jsonld", RdfFormat.JSON_LD)],
)
def test_graphs_are_kept(store: Store, tmp_path: Path, ending: str, format_: RdfFormat) -> None:
    """Formats that know named graphs give back the same quads."""
    [file] = export(store, tmp_path / f"out{ending}")
    back: set[Quad] = set(parse(path=file, format=format_))
    assert back == set(store.match())


def test_json_ld_has_a_context_and_rdflib_reads_it(store: Store, tmp_path: Path) -> None:
    """Keys are short names that the context explains."""
    [file] = export(store, tmp_path / "out.jsonld")
    found = json.loads(file.read_text())
    assert found["@context"]["rec"] == "https://w3id.org/onrecord/ns#"
    dataset = rdflib.Dataset()
    dataset.parse(file, format="json-ld")
    assert len(list(dataset.quads())) == len(store)


def test_n_quads_are_sorted(store: Store, tmp_path: Path) -> None:
    """Golden files can be compared line by line."""
    lines = export(store, tmp_path / "out.nq")[0].read_text().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(store)


def test_networks_open_in_networkx(store: Store, tmp_path: Path) -> None:
    """GraphML and GEXF hold the short edges with relation and quotation."""
    graph = networkx.read_graphml(export(store, tmp_path / "out.graphml")[0])
    relations = sorted(data["relation"] for _, _, data in graph.edges(data=True))
    assert relations == ["met", "met", "pledges", "refuses", "supports"]
    assert all(data["quotation"] for _, _, data in graph.edges(data=True))
    gexf = networkx.read_gexf(export(store, tmp_path / "out.gexf")[0])
    assert set(gexf.nodes) == set(graph.nodes)


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_tables_are_written_to_a_folder(store: Store, tmp_path: Path) -> None:
    """One row a finding, several values joined."""
    files = {f.stem: read(f) for f in export(store, f"{tmp_path / 'tables'}/")}
    numbers = {name: len(found) for name, found in files.items()}
    assert numbers == {
        "statements": 5,
        "commitments": 3,
        "stances": 1,
        "roles": 1,
        "events": 1,
        "actors": 6,
    }
    assert files["events"][0]["participants"] == "Malta; Norway"


def test_a_file_named_after_a_table_holds_it(store: Store, tmp_path: Path) -> None:
    """`roles.csv` holds the roles."""
    [role] = read(export(store, tmp_path / "roles.csv")[0])
    assert (role["person"], role["title"]) == ("Liv Haugen", "Prime Minister")


def test_parquet_opens_in_pyarrow(store: Store, tmp_path: Path) -> None:
    """The same rows as the CSV."""
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="Parquet needs pyarrow, which is optional"
    )
    [file] = export(store, tmp_path / "statements.parquet")
    assert parquet.read_table(file).num_rows == 5


def test_the_ledger_has_the_trackers_measures(store: Store, tmp_path: Path) -> None:
    """A pledge is a commitment; a refusal has no measure."""
    found = read(export(store, tmp_path / "ledger.kiel.csv")[0])
    assert {(r["donor"], r["measure"]) for r in found} == {
        ("Norway", "Commitment"),
        ("Malta", ""),
    }
    assert all(r["evidence"] for r in found)


def test_discourse_network_analyzer_gets_person_concept_agreement(
    store: Store, tmp_path: Path
) -> None:
    """A stance is an agreement or none with its target."""
    [row] = read(export(store, tmp_path / "out.dna.csv")[0])
    assert (row["person"], row["organization"], row["concept"], row["agreement"]) == (
        *("Liv Haugen", "Norway", "Malta", "1"),
    )


def test_follow_the_money_entities_refer_to_entities(store: Store, tmp_path: Path) -> None:
    """Every entity that is named exists, and ids hold no slashes."""
    lines = export(store, tmp_path / "out.ftm.json")[0].read_text().splitlines()
    found = {e["id"]: e for e in map(json.loads, lines)}
    assert len(found) == len(lines)
    [member] = [e for e in found.values() if e["schema"] == "Membership"]
    for end in ("member", "organization", "proof"):
        assert member["properties"][end][0] in found
    assert not [name for name in found if "/" in name]


def test_an_ending_without_a_format_is_named(store: Store, tmp_path: Path) -> None:
    """The message lists the endings there are."""
    with pytest.raises(ConfigError, match=r"\.ttl"):
        export(store, tmp_path / "out.docx")


def test_a_file_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """A folder in the way is named, and no half file stays."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, tmp_path / "file" / "out.ttl")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_lines_are_sorted_in_bounded_memory() -> None:
    """Parts in files, merged, are in the same order as in memory."""
    lines = [f"{(n * 7919) % 1000:04d}\n" for n in range(1_000)]
    assert list(sorted_lines(lines, chunk=64)) == sorted(lines)
    assert list(sorted_lines(lines, chunk=5_000)) == sorted(lines)
