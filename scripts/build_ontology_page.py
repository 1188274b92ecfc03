#!/usr/bin/env python3
"""Writes ontology/README.md from the ontology: a diagram, every term with its definition, every scheme.

python scripts/build_ontology_page.py           write it
python scripts/build_ontology_page.py --check   exit 1 where it is out of date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from graph import ontology
from graph.terms import PREFIXES, REC

PAGE = Path(__file__).resolve().parents[1] / "ontology" / "README.md"
LEFT_OUT = ("rec:DocumentActor", "oa:SpecificResource")
HEAD = """# The vocabulary of onrecord

Made by `scripts/build_ontology_page.py` from `onrecord.ttl` (terms), `shapes.ttl` (what a record must look like) and
`mappings.ttl` (PLOVER, CAMEO, Kiel Ukraine Support Tracker). Version {version}, namespace `{namespace}`, prefix `rec:`.
Each own class has an example of how it should be and one of how it should not in `examples/`.

Contents are described, never asserted: nothing that somebody merely said becomes a triple that reads as true.
What names an actor in a document's graph (`rec:speakerAs` …) leads to that document's own actor; the core graph says
who that is (`rec:actor`) and holds the direct edge (`rec:speaker` …).

## How things hang together

An arrow is a property that the shapes give a class. Actors and evidence are left out: everything leads to them.
"""


def page() -> str:
    """The whole page."""
    terms = rdflib.Graph().parse(ontology.path("onrecord.ttl"))
    shapes = rdflib.Graph().parse(ontology.path("shapes.ttl"))
    version = terms.value(rdflib.URIRef(REC.rstrip("#")), OWL.versionInfo)
    parts = [HEAD.format(version=version, namespace=REC), *_diagram(shapes)]
    parts += ["\n## Classes\n\n", *_terms(terms, OWL.Class)]
    parts += ["\n## Properties that lead to a thing\n\n", *_terms(terms, OWL.ObjectProperty)]
    parts += ["\n## Properties that lead to a value\n\n", *_terms(terms, OWL.DatatypeProperty)]
    parts += ["\n## Controlled values\n", *_schemes(terms)]
    return "".join(parts)


def short(iri: object) -> str:
    """`rec:Statement` for its IRI."""
    for prefix, start in PREFIXES.items():
        if str(iri).startswith(start):
            return f"{prefix}:{str(iri).removeprefix(start)}"
    return str(iri)


def _diagram(shapes: rdflib.Graph) -> Iterator[str]:
    yield "\n```mermaid\ngraph LR\n"
    lines = set()
    for shape, source in shapes.subject_objects(SH.targetClass):
        for constraint in shapes.objects(shape, SH.property):
            path, target = shapes.value(constraint, SH.path), shapes.value(constraint, SH["class"])
            if isinstance(path, rdflib.URIRef) and target and short(target) not in LEFT_OUT:
                lines.add(
                    f"    {_box(source)} -->|{short(path).partition(':')[2]}| {_box(target)}\n"
                )
    yield from sorted(lines)
    yield "```\n"


def _box(iri: object) -> str:
    return f"{short(iri).replace(':', '_')}[{short(iri)}]"


def _terms(graph: rdflib.Graph, type_: rdflib.URIRef) -> Iterator[str]:
    yield "| term | what it means | stands to |\n|---|---|---|\n"
    own = (s for s in graph.subjects(RDF.type, type_) if str(s).startswith(REC))
    for term in sorted(own, key=str):
        ties = [("⊑", RDFS.subClassOf), ("⊑", RDFS.subPropertyOf), ("≈", SKOS.closeMatch)]
        found = [
            f"{sign} `{short(o)}`"
            for sign, tie in ties
            for o in sorted(graph.objects(term, tie), key=str)
        ]
        yield f"| `{short(term)}` | {graph.value(term, SKOS.definition)} | {', '.join(found)} |\n"


def _schemes(graph: rdflib.Graph) -> Iterator[str]:
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        name = graph.value(scheme, RDFS.label)
        yield f"\n**{name}** ({graph.value(scheme, SKOS.definition)})\n\n"
        for concept in sorted(graph.subjects(SKOS.inScheme, scheme), key=str):
            label = graph.value(concept, SKOS.prefLabel)
            yield f"* {label} (`{short(concept)}`): {graph.value(concept, SKOS.definition)}\n"


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.is_file() and PAGE.read_text("utf-8") == page() else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
