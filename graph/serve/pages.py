"""Pages for people: what is in the record, a document with its statements, the query page, every minted IRI."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread
from jinja2 import Environment, FileSystemLoader
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    parse_query_results,
)
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from graph import ontology as vocabulary
from graph.errors import ConfigError, QueryError
from graph.ids import Minter
from graph.query import NamedQuery, named, named_queries, prefixed, prepare, substitute
from graph.serve import description
from graph.serve.protocol import accepted
from graph.serve.worker import Answer, Job
from graph.terms import PREFIXES

if TYPE_CHECKING:
    from graph.serve.app import Settings

JSON = "application/sparql-results+json"
RDF = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "text/n3",
)
MAX_ROWS = 2_000
STATUS = {
    "syntax": 400,
    "accept": 406,
    "size": 413,
    "memory": 413,
    "failed": 500,
}  # of a worker's problems
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text, with the titles of the facts that it is evidence of."""

    text: str
    facts: tuple[str, ...] = ()


def routes() -> list[Route]:
    """The pages' addresses."""
    return [
        Route("/", overview),
        Route("/query", query_page),
        Route("/named/{name}", named_query),
        Route("/explorer", explorer),
        Route("/document/{key}", document),
        Route("/ns", ontology),
        Route("/ns/{version}", ontology),
        Route("/id/{local:path}", resource),
    ]


async def ask(request: Request, query: str, **bound: NamedNode | Literal) -> list[Row]:
    """Rows of a query of ours, as words; `bound` gives terms for its variables."""
    answer = await _answer(request, prefixed(substitute(query, bound)), (JSON,))
    found = json.loads(answer.body)
    return [{k: v["value"] for k, v in row.items()} for row in found["results"]["bindings"]]


async def _answer(request: Request, text: str, accept: tuple[str, ...]) -> Answer:
    job = Job(text, accept, request.app.state.settings.limits.max_bytes)
    answer: Answer = await anyio.to_thread.run_sync(request.app.state.pool.run, job)
    if answer.problem is not None:
        raise HTTPException(STATUS[answer.problem], answer.body.decode())
    return answer


def page(request: Request, template: str, **values: object) -> HTMLResponse:
    """A template filled in; every value is escaped."""
    settings: Settings = request.app.state.settings
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(title=settings.title, **values))


COUNTS = """SELECT ?kind (COUNT(DISTINCT ?x) AS ?count) WHERE {
  VALUES ?kind { schema:NewsArticle rec:Statement rec:Commitment rec:Stance org:Membership sem:Event }
  ?x a ?kind } GROUP BY ?kind"""
DOCUMENTS = f"""SELECT DISTINCT ?document ?title ?outlet ?day WHERE {{
  ?document a schema:NewsArticle .
  OPTIONAL {{ ?document schema:headline ?title }}
  OPTIONAL {{ ?document rec:publisherName ?outlet }}
  OPTIONAL {{ ?document schema:datePublished ?day }} }} ORDER BY DESC(?day) ?document LIMIT {MAX_ROWS}"""
_NAMES = {
    "NewsArticle": "documents",
    "Statement": "statements",
    "Commitment": "commitments",
    "Stance": "stances",
    "Membership": "roles",
    "Event": "events",
}


async def overview(request: Request) -> Response:
    """What the record holds, and its documents."""
    counts = {_NAMES[_local(r["kind"])]: int(r["count"]) for r in await ask(request, COUNTS)}
    ordered = [(name, counts.get(name, 0)) for name in _NAMES.values()]
    documents = [{**row, "key": _local(row["document"])} for row in await ask(request, DOCUMENTS)]
    return page(request, "overview.html", counts=ordered, documents=documents, limit=MAX_ROWS)


DOCUMENT = """SELECT DISTINCT ?title ?outlet ?day ?url ?text WHERE {
  ?document a schema:NewsArticle .
  OPTIONAL { ?document schema:headline ?title } OPTIONAL { ?document rec:publisherName ?outlet }
  OPTIONAL { ?document schema:datePublished ?day } OPTIONAL { ?document schema:url ?url }
  OPTIONAL { ?document rec:text ?text } }"""
FACTS = f"""SELECT DISTINCT ?fact ?kind ?start ?end ?who WHERE {{
  ?evidence oa:hasSource ?document ; oa:hasSelector ?position .
  ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
  ?fact rec:evidence ?evidence ; a ?kind .
  FILTER(?kind IN (rec:Statement, rec:Commitment, rec:Stance, org:Membership, sem:Event))
  OPTIONAL {{ ?fact rec:speaker|rec:committedActor|rec:holder|org:member ?actor . ?actor rdfs:label ?who }}
}} ORDER BY ?start ?end ?fact LIMIT {MAX_ROWS}"""


async def document(request: Request) -> Response:
    """One document: its text with every fact marked, and the facts as a list."""
    iri = await _document_iri(request, request.path_params["key"])
    [about] = (await ask(request, DOCUMENT, document=NamedNode(iri)))[:1] or [{}]
    if not about:
        raise HTTPException(404, "the record has no such document")
    facts = _facts(await ask(request, FACTS, document=NamedNode(iri)))
    pieces = marked(about.get("text", ""), [(f.start, f.end, f.title) for f in facts])
    return page(request, "document.html", about=about, iri=iri, pieces=pieces, facts=facts)


async def _document_iri(request: Request, key: str) -> str:
    query = """SELECT DISTINCT ?document WHERE { ?document a schema:NewsArticle .
      FILTER(STRENDS(STR(?document), ?ending)) }"""
    rows = await ask(request, query, ending=Literal(f"/{key}"))
    if not rows:
        raise HTTPException(404, f"the record has no document {key!r}")
    return rows[0]["document"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One finding of a document, for the list beside its text."""

    iri: str
    path: str
    title: str
    start: int
    end: int


def _facts(rows: Iterable[Row]) -> list[Fact]:
    who: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["fact"], row)
        if "who" in row:
            who[row["fact"]].add(row["who"])
    return [
        Fact(
            iri=iri,
            path=resource_path(iri),
            title=": ".join(filter(None, [_local(row["kind"]), ", ".join(sorted(who[iri]))])),
            start=int(row["start"]),
            end=int(row["end"]),
        )
        for iri, row in first.items()
    ]


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The text cut at every start and end of a span; joined, the pieces are the text again.

    >>> [(p.text, p.facts) for p in marked("abcd", [(1, 3, "x")])]
    [('a', ()), ('bc', ('x',)), ('d', ())]
    """
    kept = [(max(0, s), min(e, len(text)), title) for s, e, title in spans if s < e]
    edges = sorted({0, len(text), *(p for s, e, _ in kept for p in (s, e))})
    return [
        Piece(text[a:b], tuple(dict.fromkeys(t for s, e, t in kept if s <= a and b <= e)))
        for a, b in itertools.pairwise(edges)
    ]


OUTGOING = f"SELECT DISTINCT ?p ?o ?label WHERE {{ ?iri ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }} ORDER BY ?p ?o LIMIT {MAX_ROWS}"
INCOMING = f"SELECT DISTINCT ?s ?p ?label WHERE {{ ?s ?p ?iri OPTIONAL {{ ?s rdfs:label ?label }} }} ORDER BY ?p ?s LIMIT {MAX_ROWS}"
DESCRIBE = """CONSTRUCT { ?iri ?p ?o . ?s ?q ?iri } WHERE { { ?iri ?p ?o } UNION { ?s ?q ?iri } }"""


async def resource(request: Request) -> Response:
    """What the record says of a minted IRI: HTML for people, RDF for programs (content negotiation)."""
    iri = _iri(request)
    wanted = accepted(request.headers.get("accept"))
    rdf = next((m for m in wanted if m in RDF or m in {"text/html", "*/*"}), None)
    if rdf in RDF:
        text = prefixed(substitute(DESCRIBE, {"iri": NamedNode(iri)}))
        answer = await _answer(request, text, (str(rdf),))
        return Response(answer.body, media_type=answer.media_type)
    outgoing = await ask(request, OUTGOING, iri=NamedNode(iri))
    incoming = await ask(request, INCOMING, iri=NamedNode(iri))
    if not outgoing and not incoming:
        raise HTTPException(404, f"the record says nothing of <{iri}>")
    return page(
        request,
        "resource.html",
        iri=iri,
        outgoing=[_shown(r, "o") for r in outgoing],
        incoming=[_shown(r, "s") for r in incoming],
        limit=MAX_ROWS,
    )


def _iri(request: Request) -> str:
    """The IRI that a path below /id/ stands for. Raises 400 for characters that no IRI has."""
    local: str = request.scope["raw_path"].decode("ascii").partition("/id/")[2].partition("?")[0]
    if any(c in local for c in '<>"{}|\\^` '):
        raise HTTPException(400, f"{local!r} is no part of an IRI")
    return str(request.app.state.base) + local


def resource_path(iri: str) -> str:
    """The path of the page of a minted IRI; the IRI itself where it is not one of ours."""
    _, found, local = iri.partition("/id/")
    return f"/id/{local}" if found else iri


def _shown(row: Row, other: str) -> dict[str, str | None]:
    value = row[other]
    link = resource_path(value) if "/id/" in value and value.startswith("http") else None
    return {
        "p": short(row["p"]),
        "value": value,
        "link": link,
        "label": row.get("label") or short(value),
    }


def short(iri: str) -> str:
    """An IRI with its prefix, where it has one.

    >>> short("https://w3id.org/onrecord/ns#speaker")
    'rec:speaker'
    """
    for name, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{name}:{iri[len(base) :]}"
    return iri


def _local(iri: str) -> str:
    return iri.rstrip("/").rpartition("#" if "#" in iri else "/")[2]


async def ontology(request: Request) -> Response:
    """The vocabulary, in the RDF format that is asked for; `/ns/VERSION` is its versioned IRI."""
    text = vocabulary.read("onrecord.ttl")
    version = request.path_params.get("version")
    if version is not None and f"/ns/{version}>" not in text:
        raise HTTPException(404, f"there is no version {version!r} of the vocabulary here")
    wanted = accepted(request.headers.get("accept"))
    media = next((m for m in wanted if m in description.FORMATS), "text/turtle")
    if media == "text/turtle":
        return Response(text, media_type="text/turtle; charset=utf-8")
    return Response(description.converted(text, media), media_type=media)


async def query_page(request: Request) -> Response:
    """The named queries as forms, and an editor, which begins with `?query=` if it is given."""
    text = request.query_params.get("query", "")
    prefixes = json.dumps(dict(PREFIXES))
    return page(request, "query.html", queries=named_queries(), prefixes=prefixes, text=text)


class _Record:
    """What `graph.query` needs of a record, answered by the pool."""

    def __init__(self, request: Request) -> None:
        self.minter = Minter(request.app.state.base)
        self._pool = request.app.state.pool
        self._max_bytes = request.app.state.settings.limits.max_bytes

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer over the union of all graphs. Raises QueryError."""
        answer = self._pool.run(Job(text, (JSON,), self._max_bytes))
        if answer.problem is not None:
            raise QueryError(answer.body.decode())
        return parse_query_results(answer.body, format=QueryResultsFormat.JSON)


async def named_query(request: Request) -> Response:
    """A named query with the values of the address: a table for people, any result format for programs."""
    query = _named(request.path_params["name"])
    values = {k: v for k, v in request.query_params.items() if v}
    text = await anyio.to_thread.run_sync(_prepare, _Record(request), query, values)
    wanted = accepted(request.headers.get("accept"))
    if "text/html" not in wanted:
        answer = await _answer(request, text, wanted)
        return Response(answer.body, media_type=answer.media_type)
    found = json.loads((await _answer(request, text, (JSON,))).body)
    rows = [
        [r.get(c, {}).get("value", "") for c in found["head"]["vars"]]
        for r in found["results"]["bindings"]
    ]
    return page(
        request,
        "rows.html",
        query=query,
        values=values,
        columns=found["head"]["vars"],
        rows=[[_cell(value) for value in row] for row in rows[:MAX_ROWS]],
        count=len(rows),
        limit=MAX_ROWS,
        text=text,
    )


def _prepare(record: _Record, query: NamedQuery, values: dict[str, str]) -> str:
    return prepare(record, query, values)


def _named(name: str) -> NamedQuery:
    try:
        return named(name)
    except ConfigError as error:
        raise HTTPException(404, str(error)) from error


def _cell(value: str) -> dict[str, str | None]:
    link = resource_path(value) if value.startswith("http") and "/id/" in value else None
    return {"text": short(value) if link else value, "link": link}


async def explorer(request: Request) -> Response:
    """The explorer page of the whole record, with its own stricter policy inside."""
    from graph.serve.explorer import rendered

    html = await anyio.to_thread.run_sync(rendered, request.app.state)
    return HTMLResponse(html, headers={"Content-Security-Policy": "frame-ancestors 'none'"})
