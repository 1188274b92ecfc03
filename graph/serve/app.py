"""The web application over one record: SPARQL endpoint, graph store (read), pages for people, a page for each IRI.

Binds nowhere by itself: `onrecord serve` gives it to uvicorn on 127.0.0.1.
"""

from __future__ import annotations

import contextlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.errors import ConfigError, QueryError, StoreError
from graph.guard import check
from graph.serve import description, pages
from graph.serve.headers import SecurityHeaders
from graph.serve.pool import Busy, Limits, Pool, Stopped
from graph.serve.protocol import Operation, accepted, operation
from graph.serve.updates import Update, update
from graph.serve.worker import Answer, Job
from graph.sparql import using
from graph.store.folder import Layout, read_base

_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, and what is allowed. `token` is needed where `writable` is set."""

    record: Path  # the record's folder
    title: str = "onrecord"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    writable: bool = False
    token: str | None = None
    limits: Limits = field(default_factory=Limits)


def create(settings: Settings) -> Starlette:
    """The application. Workers start with the first query and end with the application."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.settings = settings
        app.state.base = read_base(Layout(settings.record))
        app.state.pool = Pool(settings.record, settings.limits)
        try:
            yield
        finally:
            app.state.pool.close()

    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/graphs", graph_store, methods=["GET", "HEAD"]),
        *pages.routes(),
        Mount("/assets", StaticFiles(directory=_ASSETS)),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts)),
            Middleware(SecurityHeaders),
        ],
        exception_handlers={
            QueryError: _query_error,
            ConfigError: _query_error,
            StoreError: _store_error,
            HTTPException: _http_error,
        },
    )


async def sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol. A browser that asks for a page gets the query page."""
    wanted = accepted(request.headers.get("accept"))
    if request.method != "POST" and not request.query_params:
        if "text/html" in wanted:
            return await pages.query_page(request)
        if media := next((m for m in wanted if m in description.FORMATS), None):
            return _description(request, media)
    asked = await operation(request)
    checked = check(asked.text)
    if asked.is_update or checked.form is None:
        return await _update(request, asked)
    job = Job(
        query=asked.text,
        accept=wanted,
        max_bytes=request.app.state.settings.limits.max_bytes,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=_endpoint(request),
    )
    return response(await run(request, job))


def _endpoint(request: Request) -> str:
    """The address of the endpoint: relative IRIs of a request are resolved against it."""
    return str(request.url.replace(query="", fragment=""))


def _description(request: Request, media: str) -> Response:
    settings: Settings = request.app.state.settings
    body = description.describe(_endpoint(request), media, writable=settings.writable)
    return Response(body, media_type=media)


async def run(request: Request, job: Job) -> Answer:
    """Run a job in the pool without holding up other requests."""
    pool: Pool = request.app.state.pool
    return await anyio.to_thread.run_sync(pool.run, job)


def response(answer: Answer) -> Response:
    """An answer of a worker as an HTTP response."""
    if answer.problem is None:
        return Response(answer.body, media_type=answer.media_type)
    return PlainTextResponse(answer.body, status_code=pages.STATUS[answer.problem])


async def graph_store(request: Request) -> Response:
    """SPARQL 1.1 Graph Store HTTP Protocol, reading: `?graph=IRI`, or `?default` for the union."""
    names = request.query_params.getlist("graph")
    if ("default" in request.query_params) == bool(names) or len(names) > 1:
        raise HTTPException(400, "give either `graph=IRI` or `default`")
    settings: Settings = request.app.state.settings
    job = Job(
        query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        accept=accepted(request.headers.get("accept")),
        max_bytes=settings.limits.max_bytes,
        default_graphs=tuple(names),
    )
    if names and not await _has_graph(request, names[0]):
        raise HTTPException(404, f"the record has no graph <{names[0]}>")
    return response(await run(request, job))


async def _has_graph(request: Request, name: str) -> bool:
    job = Job("ASK { ?s ?p ?o }", ("application/sparql-results+json",), 1_000, (name,))
    return b"true" in (await run(request, job)).body


async def _update(request: Request, asked: Operation) -> Response:
    settings: Settings = request.app.state.settings
    if not asked.is_update:
        raise HTTPException(400, "the query has no SELECT, CONSTRUCT, DESCRIBE or ASK")
    if not settings.writable:
        raise HTTPException(
            403, "this record is served for reading: start with --writable --token …"
        )
    if not _has_token(request, settings.token):
        raise HTTPException(401, "an update needs the token", {"WWW-Authenticate": "Bearer"})
    text = using(asked.text, asked.default_graphs, asked.named_graphs)
    work = Update(settings.record, text, _endpoint(request), settings.limits.timeout_s)
    await anyio.to_thread.run_sync(update, work)
    request.app.state.pool.snapshots.expire()
    return Response(status_code=204)


def _has_token(request: Request, token: str | None) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return (
        bool(token)
        and scheme.lower() == "bearer"
        and hmac.compare_digest(given.encode(), (token or "").encode())
    )


async def _query_error(request: Request, error: Exception) -> Response:
    status = 503 if isinstance(error, Busy) else 408 if isinstance(error, Stopped) else 400
    return PlainTextResponse(str(error), status_code=status)


async def _store_error(request: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=503)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, status_code=error.status_code, headers=error.headers)
