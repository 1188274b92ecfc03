"""A small record, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.serve.app import Settings, create
from graph.serve.pool import Limits
from graph.store import Store

BASE = "https://w3id.org/onrecord/id/"
DATA = """INSERT DATA {
  GRAPH <%(base)sdoc/d1> {
    <%(base)sdocument/d1> a schema:NewsArticle ; schema:headline "Bridge <script>alert(1)</script>" ;
      rec:publisherName "Harbour Gazette" ; schema:datePublished "2025-03-12"^^xsd:date ;
      rec:text "The bridge will reopen, Ada Quill said." ; schema:url "javascript:alert(2)" .
    <%(base)sevidence/e1> a oa:SpecificResource ; oa:hasSource <%(base)sdocument/d1> ;
      oa:hasSelector <%(base)sselector/p1> .
    <%(base)sselector/p1> a oa:TextPositionSelector ; oa:start 0 ; oa:end 22 .
    <%(base)sstatement/s1> a rec:Statement ; rec:evidence <%(base)sevidence/e1> .
  }
  GRAPH <%(base)score> {
    <%(base)sactor/quill> a schema:Person ; rdfs:label "Ada \\"<b>Quill</b>" .
    <%(base)sstatement/s1> rec:speaker <%(base)sactor/quill> .
  }
}""" % {"base": BASE}  # noqa: UP031 (braces are SPARQL's)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with one document, whose title, address and names are hostile."""
    path = tmp_path_factory.mktemp("served") / "record"
    with Store.open(path, "w") as store:
        store.update(DATA)
    return path


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[TestClient]:
    """A client of the record, with small limits."""
    limits = Limits(timeout_s=2.0, memory_mb=400, max_bytes=200_000, workers=2)
    with TestClient(create(Settings(record, limits=limits)), base_url="http://127.0.0.1") as found:
        yield found
