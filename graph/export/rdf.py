"""Turtle, TriG, N-Triples, N-Quads and JSON-LD: streamed, in a fixed order, the same bytes on every run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph import terms
from graph.assemble.reader import node, words
from graph.export.lines import line, sorted_lines
from graph.export.source import Source
from graph.store.decisions import decision_node, read_decisions, taken_back

_SHARED = ("core", "review", "view")
_KINDS = (
    "actor",
    "claim",
    "commitment",
    "edge",
    "event",
    "outlet",
    "role",
    "stance",
    "statement",
    "sum",
    "tally",
)


def turtle(source: Source, out: IO[bytes]) -> None:
    """The union of all graphs: first the shared graphs, then document by document, each under a comment."""
    prefixes = _prefixes(source)
    out.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode())
    for title, graph in _graphs(source):
        lines = sorted_lines(line(quad) for quad in _standing(source, graph))
        triples = _triples(lines)
        out.write(f"\n# {title}\n".encode())
        body = cast(IO[bytes], _Body(out))  # pyoxigraph calls write and flush, nothing else
        serialize(triples, body, RdfFormat.TURTLE, prefixes=prefixes)


def n_triples(source: Source, out: IO[bytes]) -> None:
    """The union of all graphs, one line a triple, sorted; a triple of two graphs would stand once."""
    lines = sorted_lines(line(quad) for quad in _standing(source))
    out.writelines(text.encode() for text, _ in groupby(lines))


def n_quads(source: Source, out: IO[bytes]) -> None:
    """All graphs, one line a quad, sorted."""
    out.writelines(text.encode() for text in sorted_lines(f"{q} .\n" for q in _standing(source)))


def trig(source: Source, out: IO[bytes]) -> None:
    """All graphs, each as a block."""
    serialize(_quads(source), out, RdfFormat.TRIG, prefixes=_prefixes(source))


def json_ld(source: Source, out: IO[bytes]) -> None:
    """All graphs as named graphs, with a context of our prefixes; one node a line."""
    context = json.dumps({"@context": dict(terms.PREFIXES)}, sort_keys=True)
    out.write(f'{context[:-1]}, "@graph": ['.encode())
    comma = ""
    for graph, quads in groupby(_quads(source), key=attrgetter("graph_name")):
        head = json.dumps({"@id": node(graph).value})
        out.write(f'{comma}\n{head[:-1]}, "@graph": ['.encode())
        comma = ""
        for subject, about in groupby(quads, key=attrgetter("subject")):
            described = json.dumps(_json_node(node(subject), about), ensure_ascii=False)
            out.write(f"{comma}\n{described}".encode("utf-8", "replace"))
            comma = ","
        out.write(b"]}")
        comma = ","
    out.write(b"]}\n")


def _json_node(subject: NamedNode, quads: Iterable[Quad]) -> dict[str, object]:
    described: dict[str, object] = {"@id": subject.value}
    for predicate, same in groupby(quads, key=attrgetter("predicate")):
        values = [quad.object for quad in same]
        if predicate == terms.TYPE:
            described["@type"] = [_short(node(value).value) for value in values]
        else:
            described[_short(predicate.value)] = [_json_value(value) for value in values]
    return described


def _json_value(value: object) -> object:
    if isinstance(value, NamedNode):
        return {"@id": value.value}
    if not isinstance(value, Literal):
        raise TypeError(f"{value} is neither an IRI nor a literal")
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == terms.PREFIXES["xsd"] + "string":
        return value.value
    return {"@value": value.value, "@type": _short(value.datatype.value)}


def _short(iri: str) -> str:
    """The IRI with a prefix of the context, where one fits and the rest is a plain name."""
    for name, start in terms.PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("-", "").isalnum():
            return f"{name}:{iri[len(start) :]}"
    return iri


def _graphs(source: Source) -> Iterator[tuple[str, NamedNode]]:
    """The named graphs in the order of writing, each with a title."""
    for name in _SHARED:
        yield f"{name}", NamedNode(source.minter.graph(name))
    for document in source.documents():
        this = NamedNode(source.minter.document(document))
        names = [words(quad.object) for quad in source.match(this, terms.IDENTIFIER)]
        title = " ".join(min(names, default=document).split())
        yield f"document {title}", NamedNode(source.minter.document_graph(document))


def _quads(source: Source) -> Iterator[Quad]:
    for _, graph in _graphs(source):
        lines = sorted_lines(line(quad) for quad in _standing(source, graph))
        for triple in _triples(lines):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _standing(source: Source, graph: NamedNode | None = None) -> Iterator[Quad]:
    """Quads of a graph, or of all, but for decisions that were taken back: a merge and its undo leave no trace.

    The record itself keeps every line of its ledger.
    """
    review = NamedNode(source.minter.graph("review"))
    places = taken_back(read_decisions(source, source.minter))
    gone = {decision_node(source.minter, place) for place in places}
    for quad in source.match(graph=graph):
        if quad.graph_name != review or quad.subject not in gone:
            yield quad


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    """Lines read back by the library. They are our own, so nothing in them needs checking."""
    for text in lines:
        for quad in parse(text, RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple


def _prefixes(source: Source) -> dict[str, str]:
    """Those of the vocabulary, and one for each kind of minted thing, by name."""
    own = {kind: source.minter.iri(kind, "") for kind in _KINDS}
    return dict(sorted({**own, **terms.PREFIXES}.items()))


class _Body:
    """Hands on what is written, without the prefix lines at its beginning, which the file has already."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take the next part."""
        if self._head is None:
            self._out.write(data)
            return len(data)
        self._head += bytes(data)
        while self._head.startswith(b"@prefix") and b"\n" in self._head:
            self._head = self._head.partition(b"\n")[2]
        if self._head and not b"@prefix".startswith(self._head[:7]):
            self._out.write(self._head)
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Nothing is held back for long."""
