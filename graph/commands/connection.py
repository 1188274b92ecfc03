"""HTTP connections of `onrecord serve`: who begins a request and does not go on with it is hung up on.

uvicorn itself waits for ever for the rest of a request, and each such connection holds one of the files that the
process may have open.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE_S = 20.0  # for the whole of a request's head, and between two pieces of its body


class ImpatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which closes a connection that stays silent in the middle of a request."""

    patience_s = PATIENCE_S
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Waits on while the head is incomplete, anew for each piece of the body, and not for the answer."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY) and self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.patience_s, self.transport.close)

    def _rest(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = None
