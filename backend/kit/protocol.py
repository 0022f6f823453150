"""uvicorn's HTTP protocol with a time-out for the head of a request and a limit for each peer: who dribbles or swamps is cut off."""

import asyncio
from collections import Counter
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from backend.kit.proxies import Proxies

HEAD_TIME = 10.0
"""Seconds from connecting, or from the first byte of a further request, to the end of the head."""
MOST_HEAD = 65_536
"""Bytes of one head."""
CONNECTIONS = 2000
"""At once, open streams among them; what comes on top is answered 503."""
OF_ONE_PEER = 500
"""Connections at once of one line that is no proxy of ours: four of them do not take all."""


class PatientProtocol(HttpToolsProtocol):
    proxies: ClassVar[Proxies] = Proxies()
    peers: ClassVar[Counter[str]] = Counter()
    _peer = ""
    _head: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _reading_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin()
        self._peer = self.proxies.stranger(self.client)
        if self._peer:
            self.peers[self._peer] += 1
            if self.peers[self._peer] > OF_ONE_PEER:
                transport.abort()

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
        self._leave()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """From here on it is another protocol's connection, which the guard before the app counts."""
        self._leave()
        super().handle_websocket_upgrade()

    def _leave(self) -> None:
        if self._peer:
            self.peers[self._peer] -= 1
            if not self.peers[self._peer]:
                del self.peers[self._peer]
            self._peer = ""

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


def server(proxies: Proxies) -> dict[str, Any]:
    """The same, for a server behind these proxies, whose connections are everybody's."""
    return SERVER | {"http": type("Protocol", (PatientProtocol,), {"proxies": proxies, "peers": Counter[str]()})}
