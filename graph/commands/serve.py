"""`onrecord serve`: a record over HTTP, on this machine."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from graph.commands import console, options
from graph.errors import ConfigError

LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    record: options.Record,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")
    ] = 8321,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds that one query may take.")
    ] = 20.0,
    writable: Annotated[
        bool, typer.Option("--writable", help="Allow updates to those who have the token.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(
            "--token", envvar="ONRECORD_TOKEN", help="The token for updates.", show_default=False
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            help="A host name under which it may be asked; may be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve a record: SPARQL endpoint, query page, documents, a page for every IRI. For this machine only, unless told.

    [bold]Examples[/]

      onrecord serve record
      onrecord serve record --port 9000 --timeout 5
      ONRECORD_TOKEN=… onrecord serve record --writable
    """
    if writable and not token:
        raise ConfigError("--writable needs a token: set ONRECORD_TOKEN or give --token")
    import uvicorn

    from graph.commands.connection import ImpatientProtocol
    from graph.serve.app import Settings, create
    from graph.serve.pool import Limits
    from graph.store import Store

    console.opened(
        Store.open(record)
    ).close()  # says now, not at the first query, that there is no record
    hosts = (*(name or ()), "127.0.0.1", "localhost", "[::1]", *(() if host in LOCAL else (host,)))
    app = create(
        Settings(
            Path(record),
            hosts=hosts,
            writable=writable,
            token=token,
            limits=Limits(timeout_s=timeout),
        )
    )
    with _listening(host, port) as listener:
        console.words(f"{record} is at {_address(host, listener)} (Ctrl-C ends it)")
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                http=ImpatientProtocol,
                log_level=os.environ.get("ONRECORD_LOG", "warning"),
            )
        )
        with suppress(KeyboardInterrupt):  # uvicorn has ended in good order and hands it on
            server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. ConfigError where the port is taken or the address is none of this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]  # Python adds the address to it
        raise ConfigError(
            f"nothing can listen at {host}, port {port} ({reason}): give another --port or --host"
        ) from error


def _address(host: str, listener: socket.socket) -> str:
    """With the port that the system chose where --port is 0."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}/"
