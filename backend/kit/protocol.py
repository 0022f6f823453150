"""uvicorn's HTTP protocol with a time-out for the head of a request: a client that dribbles it byte by byte is cut off."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_TIME = 10.0
"""Seconds from connecting, or from the first byte of a further request, to the end of the head."""
MOST_HEAD = 65_536
"""Bytes of one head."""
CONNECTIONS = 2000
"""At once, open streams among them; what comes on top is answered 503."""


class PatientProtocol(HttpToolsProtocol):
    _head: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _reading_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        if self._reading_head:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD + len(data):  # this much had come before, and the head is not yet whole
                self._late()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._head is None:
            self._begin()

    def on_headers_complete(self) -> None:
        self._end()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._reading_head = True
        self._head_bytes = 0
        self._head = self.loop.call_later(HEAD_TIME, self._late)

    def _end(self) -> None:
        self._reading_head = False
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _late(self) -> None:
        if self.transport is not None and not self.transport.is_closing():  # pyright: ignore[reportUnnecessaryComparison]  None before the connection
            self.transport.abort()


SERVER: dict[str, Any] = {
    "http": PatientProtocol,
    "limit_concurrency": CONNECTIONS,
    "log_config": None,  # our own
    "log_level": "warning",
    "access_log": False,  # addresses and queries are personal; what is counted is in the metrics
    "server_header": False,
    "proxy_headers": False,  # `kit.proxies` reads them, from trusted proxies alone
    "timeout_graceful_shutdown": 2,
    "timeout_keep_alive": 75,
}
"""uvicorn's settings wherever the API is served."""
