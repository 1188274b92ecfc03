"""Does a record keep its promises? SHACL over the union of its graphs, and every quotation at its place.

The fast validator (`shacl`, Rust) runs by default; pySHACL, the reference, on demand: 1 million triples take
the one seconds and the other minutes, and a test holds their verdicts together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol

import pyoxigraph
import shacl
from pyoxigraph import Literal, NamedNode

from graph import ontology, terms
from graph.assemble.reader import node, words
from graph.errors import ConfigError, DamagedError
from graph.export.source import Source

MOST = 1_000  # violations; a shape that fails everywhere would fill the memory
_LONGEST_QUOTE = 160
EXACTNESS: Final = "exact words"
_SH: Final = "http://www.w3.org/ns/shacl#"
_SEE_EVERYTHING: Final = {"closed", "sparql", "select", "ask", "js"}


class Record(Source, Protocol):
    """A record to check; `graph.store.Store` is one."""

    def write_columns(self, out: IO[bytes], predicates: Iterable[NamedNode] | None = None) -> None:
        """Triples of these predicates, or of all, as N-Triples."""
        ...

    def __len__(self) -> int:
        """Number of quads."""
        ...


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong. `message` says what, where and in which sentence, in a reader's words."""

    message: str
    focus: str  # IRI of the node
    path: str | None = None
    value: str | None = None
    document: str | None = None  # its name
    sentence: str | None = None  # the words that the node rests on


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what is wrong, sorted. `is_cut` tells that there may be more than `MOST`."""

    triples: int
    evidence: int
    violations: tuple[Violation, ...]
    is_cut: bool = False

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class _Found:
    message: str
    focus: str
    path: str | None
    value: str | None


def validate(source: Record, *, engine: str = "fast") -> Report:
    """The report on a record. `engine` is "fast" or "reference".

    Raises ConfigError for another engine and DamagedError where the shapes are missing.
    """
    check = _ENGINES.get(engine)
    if check is None:
        raise ConfigError(f"engine {engine!r} does not exist; there are: {', '.join(_ENGINES)}")
    with ThreadPoolExecutor(1) as pool:  # both validators work without Python's lock
        shaped = pool.submit(check, source)
        checked, wrong = _exactness(source)
        found = shaped.result()
    violations = [_explained(source, violation) for violation in [*found, *wrong]]
    violations.sort(
        key=lambda v: (v.document or "", v.focus, v.message, v.path or "", v.value or "")
    )
    return Report(len(source), checked, tuple(violations), is_cut=len(found) >= MOST)


# --- shapes -----------------------------------------------------------------------------------------


def _fast(source: Record) -> list[_Found]:
    """The Rust validator on what the shapes can see: all of it takes a third longer."""
    shapes = shacl.Shapes.from_file(str(ontology.path("shapes.ttl")))
    if not len(shapes):
        raise DamagedError(f"{ontology.path('shapes.ttl')} holds no shapes: install onrecord again")
    with _written(source, _seen_by_shapes()) as file:
        report = shapes.validate_file(str(file), max_results=MOST)
    return [
        _Found(
            result.message or result.component,
            _bare(result.focus_node),
            result.path,
            result.value_plain,
        )
        for result in report.results
    ]


def _reference(source: Record) -> list[_Found]:
    """pySHACL on all triples, so that what the fast one does not read is checked, too."""
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    with _written(source, None) as file:
        data = rdflib.Graph().parse(file)
    shapes = rdflib.Graph().parse(ontology.path("shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    if not isinstance(report, rdflib.Graph):
        raise DamagedError(f"pySHACL failed: {report}")
    return [
        _Found(
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.focusNode)),
            _text(report.value(result, SH.resultPath)),
            _text(report.value(result, SH.value)),
        )
        for result in report.objects(None, SH.result)
    ]


_ENGINES: Final[dict[str, Callable[[Record], list[_Found]]]] = {
    "fast": _fast,
    "reference": _reference,
}


@contextmanager
def _written(source: Record, predicates: Iterable[NamedNode] | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        file = Path(folder) / "union.nt"
        with file.open("wb") as out:
            source.write_columns(out, predicates)
        yield file


def _seen_by_shapes() -> set[NamedNode] | None:
    """Every IRI that the shapes name: no other predicate can break one. None, for all, where a shape is closed or SPARQL."""
    path = ontology.path("shapes.ttl")
    quads = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    if {quad.predicate.value.removeprefix(_SH) for quad in quads} & _SEE_EVERYTHING:
        return None
    named = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    always = {terms.TYPE, NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")}
    return always | {term for term in named if isinstance(term, NamedNode)}


def _text(term: object) -> str | None:
    return None if term is None else str(term)


def _bare(term: str) -> str:
    return term.removeprefix("<").removesuffix(">")


# --- quotations -------------------------------------------------------------------------------------


def _exactness(source: Record) -> tuple[int, list[_Found]]:
    """Every quotation must stand in its document at its offsets, where the record holds the text."""
    checked, wrong = 0, []
    for document in source.documents():
        graph = NamedNode(source.minter.document_graph(document))
        this = NamedNode(source.minter.document(document))
        text = next((words(q.object) for q in source.match(this, terms.TEXT, graph=graph)), None)
        if text is None:
            continue  # left out on purpose: `--without-text`
        starts, ends = (_numbers(source, p, graph) for p in (terms.OA_START, terms.OA_END))
        for quad in source.match(predicate=terms.OA_EXACT, graph=graph):
            evidence = node(quad.subject).value.removesuffix("/quote")
            place = f"{evidence}/position"
            start, end = starts.get(place), ends.get(place)
            checked += 1
            if start is None or end is None or text[start:end] != words(quad.object):
                there = text[start:end] if start is not None and end is not None else ""
                wrong.append(_Found(_inexact(words(quad.object), there), evidence, None, EXACTNESS))
    return checked, wrong


def _inexact(quoted: str, there: str) -> str:
    return (
        f"the quotation does not stand at its place: quoted {_cut(quoted)!r}, there {_cut(there)!r}"
    )


def _numbers(source: Record, predicate: NamedNode, graph: NamedNode) -> dict[str, int]:
    return {
        node(quad.subject).value: int(words(quad.object))
        for quad in source.match(predicate=predicate, graph=graph)
    }


# --- in words ---------------------------------------------------------------------------------------


def _explained(source: Record, found: _Found) -> Violation:
    """The violation with the document and sentence that it concerns, in its message and beside it."""
    focus = NamedNode(found.focus)
    document, sentence = _document_name(source, focus), _sentence(source, focus)
    where = f" in {document}" if document else ""
    quote = f": “{_cut(sentence)}”" if sentence else ""
    message = f"{found.message}{where}{quote} ({found.focus})"
    return Violation(message, found.focus, found.path, found.value, document, sentence)


def _document_name(source: Record, focus: NamedNode) -> str | None:
    """Name of the document that a node belongs to: by its graph, for the node's own quads stand there."""
    prefix = source.minter.iri("doc", "")
    for quad in source.match(subject=focus):
        graph = str(getattr(quad.graph_name, "value", ""))
        if graph.startswith(prefix):
            document = NamedNode(source.minter.document(graph.removeprefix(prefix)))
            names = [words(q.object) for q in source.match(document, terms.IDENTIFIER)]
            return min(names, default=graph.removeprefix(prefix))
    return None


def _sentence(source: Record, focus: NamedNode) -> str | None:
    """The words that a node rests on: its evidence, or its own words."""
    for proof in [focus, *sorted(_objects(source, focus, terms.EVIDENCE), key=str)]:
        for selector in _objects(source, proof, terms.HAS_SELECTOR):
            for quad in source.match(selector, terms.OA_EXACT):
                return words(quad.object)
    texts = (quad.object for quad in source.match(focus, terms.TEXT))
    return next((text.value for text in texts if isinstance(text, Literal)), None)


def _objects(source: Record, subject: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
    for quad in source.match(subject, predicate):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _cut(words_: str) -> str:
    flat = " ".join(words_.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def describe(report: Report) -> Iterable[str]:
    """The report as lines for people."""
    if report.conforms:
        yield f"conforms: {report.triples:,} triples, {report.evidence:,} quotations at their place"
        return
    more = " or more" if report.is_cut else ""
    noun = "violation" if len(report.violations) == 1 and not more else "violations"
    yield f"{len(report.violations):,}{more} {noun} in {report.triples:,} triples"
    for violation in report.violations:
        yield violation.message
