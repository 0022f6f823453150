"""As much of a browser as the guard can see: pages with cookies, and Flet's first frames on a WebSocket."""

import contextlib
from collections.abc import AsyncGenerator
from types import TracebackType
from typing import Any, Self

import httpx
import msgpack  # pyright: ignore[reportMissingTypeStubs]  it ships none
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

MSGPACK: Any = msgpack  # as above
REGISTER = 1


def frame(action: int, body: dict[str, Any]) -> bytes:
    return b"\0" + MSGPACK.packb([action, body])


def registration(session: str | None) -> bytes:
    return frame(REGISTER, {"session_id": session, "page_name": "", "page": {"route": "/", "web": True}})


async def answer(socket: ClientConnection) -> dict[str, Any]:
    """The body of Flet's first answer: its session id and the page."""
    data = await socket.recv()
    assert isinstance(data, bytes)
    return MSGPACK.unpackb(data[1:], strict_map_key=False)[1]


async def rest(socket: ClientConnection) -> list[bytes]:
    """What else is said until the other side closes the connection."""
    heard: list[bytes] = []
    while True:
        try:
            heard.append(await socket.recv(decode=False))
        except ConnectionClosed:
            return heard


class Browser:
    """One cookie jar."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.line = ""
        """As a proxy says where it asks from; empty: from this machine."""
        self.http = httpx.AsyncClient(base_url=address, follow_redirects=False)

    async def __aenter__(self) -> Self:
        await self.http.get("/")
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.http.aclose()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    @contextlib.asynccontextmanager
    async def socket(self, *, origin: str | None = "", cookie: str | None = None, path: str = "/ws") -> AsyncGenerator[ClientConnection]:
        """A WebSocket as this browser opens it; `origin` "" is the page's own, None none at all."""
        headers = {"Cookie": self.cookie if cookie is None else cookie}
        if origin is not None:
            headers["Origin"] = origin or self.address
        if self.line:
            headers["X-Forwarded-For"] = self.line
        url = self.address.replace("http", "ws") + path
        async with connect(url, additional_headers=headers, user_agent_header="test", proxy=None) as socket:
            yield socket

    async def session(self, wanted: str | None) -> str:
        """Ask for a live page; answers the id of the one we got, and leaves it."""
        async with self.socket() as socket:
            await socket.send(registration(wanted))
            return str((await answer(socket))["session_id"])
