"""The vocabulary: code, ontology, shapes and examples say the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import shacl
from pyoxigraph import NamedNode
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph import ontology, terms

EXAMPLES = ontology.find() / "examples"
CLASSES = sorted(path.stem for path in (EXAMPLES / "valid").glob("*.ttl"))


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    """onrecord.ttl, parsed."""
    return rdflib.Graph().parse(ontology.path("onrecord.ttl"))


@pytest.fixture(scope="module")
def shapes() -> shacl.Shapes:
    """shapes.ttl, compiled."""
    return shacl.Shapes.from_file(str(ontology.path("shapes.ttl")))


def described(vocabulary: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    """Own terms of these types."""
    return {
        str(subject)
        for type_ in types
        for subject in vocabulary.subjects(RDF.type, type_)
        if str(subject).startswith(terms.REC)
    }


def test_every_constant_is_in_the_ontology_and_the_other_way_round(
    vocabulary: rdflib.Graph,
) -> None:
    """Code and ontology name the same own terms."""
    constants = {
        value.value
        for value in vars(terms).values()
        if isinstance(value, NamedNode) and value.value.startswith(terms.REC)
    }
    found = described(vocabulary, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert constants == found


def test_every_controlled_value_is_a_concept_and_the_other_way_round(
    vocabulary: rdflib.Graph,
) -> None:
    """Enumerations of the code and SKOS schemes of the ontology hold the same values."""
    values = {
        terms.concept(member).value for members in terms.SCHEMES.values() for member in members
    }
    assert values == described(vocabulary, SKOS.Concept)


def test_every_own_term_is_explained_and_tied_to_another_vocabulary(
    vocabulary: rdflib.Graph,
) -> None:
    """A term has a label, a definition of at least three words, and a super-term or a close match."""
    ties = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    for iri in sorted(described(vocabulary, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)):
        term = rdflib.URIRef(iri)
        assert vocabulary.value(term, RDFS.label), iri
        assert len(str(vocabulary.value(term, SKOS.definition)).split()) >= 3, iri
        assert any(vocabulary.value(term, tie) for tie in ties), iri


def test_edges_to_a_documents_actor_name_the_direct_edge(vocabulary: rdflib.Graph) -> None:
    """What the code resolves an `…As` edge to is what the ontology says of it."""
    for own, direct in terms.DIRECT.items():
        assert (rdflib.URIRef(own.value), RDFS.seeAlso, rdflib.URIRef(direct.value)) in vocabulary


def test_each_own_class_has_a_valid_and_an_invalid_example(vocabulary: rdflib.Graph) -> None:
    """Examples are named after the class they show."""
    own = {iri.removeprefix(terms.REC) for iri in described(vocabulary, OWL.Class)}
    assert own == set(CLASSES)
    assert own == {path.stem for path in (EXAMPLES / "invalid").glob("*.ttl")}


def example(path: Path) -> str:
    """An example with what it stands on, as N-Triples."""
    data = rdflib.Graph().parse(EXAMPLES / "common.ttl").parse(path)
    return data.serialize(format="nt")


@pytest.mark.parametrize("name", CLASSES)
def test_a_valid_example_conforms(name: str, shapes: shacl.Shapes) -> None:
    """The example of how it should be has no violation."""
    report = shapes.validate_text(example(EXAMPLES / "valid" / f"{name}.ttl"), format="ntriples")
    assert report.conforms, [(result.focus_node, result.message) for result in report.results]


@pytest.mark.parametrize("name", CLASSES)
def test_an_invalid_example_violates_the_shape_of_its_class(
    name: str, shapes: shacl.Shapes
) -> None:
    """The example of how it should not be is caught by the shape of that class."""
    report = shapes.validate_text(example(EXAMPLES / "invalid" / f"{name}.ttl"), format="ntriples")
    caught = {result.root_shape for result in report.results}
    assert f"<https://w3id.org/onrecord/shapes#{name}>" in caught, caught


def test_mappings_use_terms_that_exist(vocabulary: rdflib.Graph) -> None:
    """Every subject of the mappings that is ours is a concept, and every status is mapped."""
    mappings = rdflib.Graph().parse(ontology.path("mappings.ttl"))
    own = {str(s) for s in mappings.subjects() if str(s).startswith(terms.REC)}
    assert own <= described(vocabulary, SKOS.Concept)
    assert {iri for iri in described(vocabulary, SKOS.Concept) if "#status-" in iri} <= own


def test_terms_of_others_are_declared_as_what_they_are_used_for(
    vocabulary: rdflib.Graph,
) -> None:
    """OWL 2 DL wants every super-term declared as a class or as the same kind of property."""
    kinds = {
        RDFS.subClassOf: {OWL.Class: OWL.Class},
        RDFS.subPropertyOf: {
            OWL.ObjectProperty: OWL.ObjectProperty,
            OWL.DatatypeProperty: OWL.DatatypeProperty,
        },
    }
    for tie, wanted in kinds.items():
        for term, above in vocabulary.subject_objects(tie):
            [kind] = [k for k in wanted if (term, RDF.type, k) in vocabulary]
            assert (above, RDF.type, wanted[kind]) in vocabulary, f"{term} {above}"


def test_the_ontology_is_in_owl_2_dl() -> None:
    """The profile check of pyowl2-profiles, where it is installed, finds nothing."""
    profiles = pytest.importorskip(
        "pyowl2_profiles", reason="the OWL profile check needs pyowl2-profiles"
    )
    store = pyoxigraph.Store()
    store.load(path=ontology.path("onrecord.ttl"))
    verdict = profiles.detect_profiles(store, graph_iri=None)["dl"]
    assert verdict["in_profile"], verdict["sample_violations"]
