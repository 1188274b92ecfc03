"""Names of things: from raw input only, and the same on every run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.errors import ConfigError
from graph.ids import Minter, digest, document_id


def test_names_never_change() -> None:
    """A name that was printed last year still names the same thing."""
    assert document_id("The dam is safe.", publisher="Gazette") == document_id(
        "The dam is safe.", publisher="Gazette"
    )


def test_two_outlets_with_the_same_words_are_two_documents() -> None:
    """A wire copy is a document of its own outlet."""
    assert document_id("Same.", publisher="A") != document_id("Same.", publisher="B")


def test_nothing_and_no_words_differ() -> None:
    """An absent speaker is not a speaker without words."""
    assert digest(None) != digest("")


def test_an_outlet_has_one_node_whatever_its_case_and_spacing() -> None:
    """'The  Post' and 'the post' are one outlet."""
    assert Minter().outlet("The  Post") == Minter().outlet("the post ")


@given(st.text(min_size=1))
def test_every_id_gives_an_iri(local: str) -> None:
    """Hostile ids are escaped, never refused and never broken out of."""
    encodable = local.encode("utf-8", "replace").decode()
    assert NamedNode(Minter().actor(encodable)).value.startswith(Minter().base + "actor/")


def test_the_way_back_from_an_iri() -> None:
    """The id behind an IRI is found, and an IRI of another base is named."""
    minter = Minter()
    assert minter.local(minter.document("ab12"), "document") == "ab12"
    with pytest.raises(ConfigError, match="another base"):
        minter.local("https://example.org/x", "document")


@pytest.mark.parametrize(
    "base", ["example.org/", "https://example.org", "https://e x.org/", "urn:x/"]
)
def test_a_base_that_cannot_begin_an_iri_is_refused(base: str) -> None:
    """A base is an http address that ends in a slash or a number sign."""
    with pytest.raises(ConfigError, match="base"):
        Minter(base)
