"""Server-sent events as a plain ASGI answer: what a source yields, a heartbeat while it is silent, and an end when the client leaves,
the session ends, the server stops, or a send has been stuck for half a minute (a slow reader comes back with its last id).
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from backend.events.feed import Listener

if TYPE_CHECKING:
    from litestar.types import Receive, Scope, Send

log = logging.getLogger("tamaru.events")
HEARTBEAT = 15.0
STUCK = 30.0
HEADERS = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]


class Source(Protocol):
    """Where a stream reads on each time its bell rings."""

    def more(self) -> AsyncIterator[bytes]:
        """Everything that has come since, as encoded events."""
        ...


def event(kind: str, number: int, data: str) -> bytes:
    return f"event: {kind}\nid: {number}\ndata: {data}\n\n".encode()


def unnumbered(kind: str, data: str) -> bytes:
    """Outside the sequence: the client's last id stays what it was."""
    return f"event: {kind}\ndata: {data}\n\n".encode()


class EventStream:
    """`alive` is asked whether the session still stands: after a heartbeat's time, at most two."""

    def __init__(
        self, listen: Callable[[], "contextlib.AbstractAsyncContextManager[Listener]"], source: Source, alive: Callable[[], Awaitable[bool]]
    ) -> None:
        self._listen = listen
        self._source = source
        self._alive = alive

    async def __call__(self, _scope: "Scope", receive: "Receive", send: "Send") -> None:
        talk = asyncio.create_task(self._talk(send))
        leave = asyncio.create_task(_gone(receive))
        _, pending = await asyncio.wait((talk, leave), return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        if talk not in pending and (error := talk.exception()) is not None:
            log.warning("a stream ended: %s", type(error).__name__, exc_info=None if isinstance(error, TimeoutError) else error)

    async def _talk(self, send: "Send") -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        async with self._listen() as listener:
            await _put(send, b": hello\n\n")
            now = asyncio.get_running_loop().time
            asked = now()
            while not listener.closing:
                async for chunk in self._source.more():
                    await _put(send, chunk)
                rang = await listener.wait(HEARTBEAT)
                if now() - asked >= HEARTBEAT:  # however often the bell rings: a busy store's stream ends with its session too
                    if not await self._alive():
                        break
                    asked = now()
                if not rang:
                    await _put(send, b": still here\n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _put(send: "Send", chunk: bytes) -> None:
    async with asyncio.timeout(STUCK):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _gone(receive: "Receive") -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
