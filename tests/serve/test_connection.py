"""Who begins a request and does not end it holds a connection only for so long."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from graph.commands.connection import ImpatientProtocol


class Hasty(ImpatientProtocol):
    """The same, with no time to lose."""

    patience_s = 0.2


async def answer(scope: dict, receive: object, send: object) -> None:
    """Reads the whole request, then says yes."""
    while (await receive())["more_body"]:  # type: ignore[operator]
        pass
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"3")]}
    await send(start)  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b"yes"})  # type: ignore[operator]


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    """Where a server listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(answer, http=Hasty, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield listener.getsockname()
        server.should_exit = True
        thread.join(10)


HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    "half", [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\n", HEAD + b"Content-Length: 9\r\n\r\nabc"]
)
def test_half_a_request_is_hung_up_on(address: tuple[str, int], half: bytes) -> None:
    """Nothing at all, half a head, and half a body: the server ends the connection."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(half)
        assert connection.recv(100) == b""


def test_a_request_in_pieces_is_answered(address: tuple[str, int]) -> None:
    """Slowness alone is no offence; and the connection serves a second request."""
    with socket.create_connection(address, timeout=10) as connection:
        for piece in (HEAD, b"Content-Length: 4\r\n\r\n", b"ab", b"cd"):
            connection.sendall(piece)
        assert told(connection)
        connection.sendall(HEAD + b"Content-Length: 0\r\n\r\n")
        assert told(connection)


def told(connection: socket.socket) -> bool:
    """Whether the answer comes, in however many pieces."""
    found = b""
    while not found.endswith(b"yes"):
        piece = connection.recv(1000)
        if not piece:
            return False
        found += piece
    return True
