"""An answer whose end nobody waits for in memory: pieces go out as they are made."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar.types import Receive, Scope, Send


class Streamed:
    """An ASGI app, as `Reply`. A fault on the way cuts the line, so that no half of a file passes for the whole."""

    def __init__(self, pieces: AsyncIterator[bytes], media_type: str, headers: dict[str, str]) -> None:
        self._pieces = pieces
        every = {"content-type": media_type, **headers}
        self._headers = [(name.encode(), value.encode()) for name, value in every.items()]

    async def __call__(self, _scope: "Scope", receive: "Receive", send: "Send") -> None:
        left = asyncio.create_task(_left(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self._headers})
            async for piece in self._pieces:
                if left.done():
                    return
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            left.cancel()


async def _left(receive: "Receive") -> None:
    """Ends when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
