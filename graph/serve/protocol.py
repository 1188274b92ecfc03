"""SPARQL 1.1 Protocol: what a request asks, and how an answer is sent (W3C Recommendation, sections 2.1–2.2)."""

from __future__ import annotations

from dataclasses import dataclass

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request

MAX_BODY_BYTES = 1_000_000
BODY_S = 20.0  # a body that comes byte by byte holds a connection no longer than this
QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, with the dataset that the protocol names."""

    text: str
    is_update: bool
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def operation(request: Request) -> Operation:
    """What a request to the endpoint asks. Raises HTTPException 400, 405, 413, 415."""
    if request.method in ("GET", "HEAD"):
        return _from_parameters(list(request.query_params.multi_items()), may_update=False)
    if request.method != "POST":
        raise HTTPException(405, "use GET or POST", {"Allow": "GET, POST"})
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    _check_charset(parameters)
    body = await read_body(request, MAX_BODY_BYTES)
    if kind == FORM_TYPE:
        from urllib.parse import parse_qsl

        return _from_parameters(parse_qsl(_text(body), keep_blank_values=True), may_update=True)
    if kind in {QUERY_TYPE, UPDATE_TYPE}:
        return _direct(_text(body), request, kind == UPDATE_TYPE)
    raise HTTPException(415, f"send {FORM_TYPE}, {QUERY_TYPE} or {UPDATE_TYPE}, not {kind!r}")


async def read_body(request: Request, limit: int) -> bytes:
    """The body, read no further than the limit. Raises HTTPException 408, 413."""
    parts, size = [], 0
    try:
        with anyio.fail_after(BODY_S):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise HTTPException(413, f"the request is larger than {limit:,} bytes")
                parts.append(part)
    except TimeoutError:
        raise HTTPException(408, f"the body did not come within {BODY_S:g} s") from None
    return b"".join(parts)


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(400, f"send UTF-8: charset {value.strip()} is not read")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the body is not UTF-8: {error}") from error


def _from_parameters(items: list[tuple[str, str]], *, may_update: bool) -> Operation:
    queries = [v for k, v in items if k == "query"]
    updates = [v for k, v in items if k == "update"]
    if len(queries) + len(updates) != 1:
        raise HTTPException(400, "give exactly one parameter `query` (or, by POST, `update`)")
    if updates and not may_update:
        raise HTTPException(405, "an update is sent by POST", {"Allow": "POST"})
    names = (
        ("using-graph-uri", "using-named-graph-uri")
        if updates
        else ("default-graph-uri", "named-graph-uri")
    )
    return Operation(
        (queries or updates)[0],
        bool(updates),
        tuple(v for k, v in items if k == names[0]),
        tuple(v for k, v in items if k == names[1]),
    )


def _direct(text: str, request: Request, is_update: bool) -> Operation:
    prefix = "using" if is_update else "default"
    named = "using-named" if is_update else "named"
    parameters = request.query_params
    if "query" in parameters or "update" in parameters:
        raise HTTPException(400, "the operation stands in the body: not in a parameter as well")
    return Operation(
        text,
        is_update,
        tuple(parameters.getlist(f"{prefix}-graph-uri")),
        tuple(parameters.getlist(f"{named}-graph-uri")),
    )


def accepted(header: str | None) -> tuple[str, ...]:
    """Media types of an Accept header, the best first; none is as good as any.

    >>> accepted("text/html;q=0.5, text/turtle")
    ('text/turtle', 'text/html')
    """
    if not header:
        return ("*/*",)
    found = []
    for place, part in enumerate(header.split(",")):
        media, _, rest = part.partition(";")
        quality = _quality(rest)
        if quality > 0 and media.strip():
            found.append((-quality, place, media.strip().lower()))
    return tuple(media for _, _, media in sorted(found))


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return max(0.0, min(1.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
