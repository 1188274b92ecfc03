"""The way of a document is the way of the imports: a stage imports only what stands before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "graph"

# what a part may import of graph; itself is always allowed
BASE = {"errors", "model", "ids"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "ids": {"errors", "model"},
    "guard": BASE,
    "ontology": {"errors"},
    "terms": {"errors", "model"},
    "lexicons": BASE,
    "knowledge": BASE | {"lexicons"},
    "trees": set(),
    "config": {"errors"},
    "ingest": BASE,
    "parse": BASE | {"knowledge", "lexicons"},
    "extract": BASE | {"knowledge", "lexicons", "parse", "trees"},
    "resolve": BASE | {"knowledge", "lexicons", "parse", "trees"},
    "assemble": BASE | {"terms"},
    "sparql": BASE | {"terms"},
    "store": BASE | {"terms", "sparql", "assemble", "guard"},
    "query": BASE | {"terms", "sparql", "guard", "queries"},
    "formats": BASE | {"terms", "query"},
    "export": BASE | {"terms", "query", "store", "assemble", "knowledge"},
    "validate": BASE | {"terms", "ontology", "assemble", "export", "store", "query"},
    "render": BASE | {"terms", "query", "store", "assemble", "export"},
    "record": BASE | {"query", "store", "export", "validate", "render"},
    "contract": {"model"},
    "serve": BASE
    | {
        *("terms", "query", "guard", "ontology", "store", "assemble", "render", "export"),
        *("formats", "sparql"),
    },
    "pipeline": BASE
    | {
        "terms",
        "config",
        "knowledge",
        "ingest",
        "parse",
        "extract",
        "resolve",
        "assemble",
        "store",
        "__version__",
    },
}
# third-party packages and the only parts that may import them
KEPT_APART: dict[str, set[str]] = {
    "spacy": {"parse", "extract"},
    "rdflib": {"assemble", "store", "query", "formats", "export", "validate", "render", "serve"},
    "pyoxigraph": {
        "pipeline",  # imports take quads in
        "terms",
        "sparql",
        "assemble",
        "store",
        "query",
        "formats",
        "export",
        "validate",
        "render",
        "serve",
    },
    "pyvis": {"render"},
    "typer": {"cli", "commands"},
    "starlette": {"serve"},
    "uvicorn": {"commands"},
    "trafilatura": {"ingest"},
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file, type checking aside."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "graph":
                yield from (f"graph.{alias.name}" for alias in node.names)
            else:
                yield node.module


def files() -> list[tuple[str, Path]]:
    """Each module with the part of the package that it belongs to."""
    return [
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path)
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_a_stage_imports_only_what_stands_before_it(part: str) -> None:
    """An arrow backwards means that a type between two stages is missing something."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for owner, path in files()
        if owner == part
        for module in imports(path)
        if module.startswith("graph.") and module.split(".")[1] not in ALLOWED[part] | {part}
    ]
    assert not wrong


@pytest.mark.parametrize("package", sorted(KEPT_APART))
def test_a_library_stays_in_its_stages(package: str) -> None:
    """spaCy stops at extract, RDF starts at assemble, pyvis is for the page."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {package}"
        for owner, path in files()
        if owner not in KEPT_APART[package]
        for module in imports(path)
        if module.split(".")[0] == package
    ]
    assert not wrong


def test_only_the_command_line_prints_reads_arguments_or_exits() -> None:
    """A library that prints cannot be used as one."""
    forbidden = {"print", "exit", "quit", "input"}
    wrong = []
    for owner, path in files():
        if owner in ("cli", "commands", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if called and node.func.id in forbidden:
                wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.func.id}()")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in (
                "sys.argv",
                "sys.exit",
                "sys.stdout",
            ):
                wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}")
    assert not wrong


def test_scripts_are_not_imported() -> None:
    """What is needed at run time lies in graph/ or ontology/."""
    assert not [
        path
        for _, path in files()
        for module in imports(path)
        if module.split(".")[0] in ("scripts", "tests")
    ]
