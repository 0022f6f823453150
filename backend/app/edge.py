"""The outermost ring: limits before anything is parsed, the request's id, what is counted, and the headers that every answer carries."""

import asyncio
import contextlib
import logging
import random
import sys
from collections import Counter
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, cast

import structlog

from backend.kit.http import LARGER, MAX_BODY
from backend.kit.metrics import Metrics
from backend.kit.proxies import ADDRESS, Proxies
from backend.problems import MEDIA_TYPE, REQUEST, SAID, Refusal, body_of
from shared.clock import Clock
from shared.lines import Window
from shared.wire.problems import Code

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send

log = logging.getLogger("tamaru.edge")
HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
"""What an answer does not say for itself."""
BODY_TIME = 10.0
"""Seconds for MAX_BODY, which fits a line of 1 Mbit/s; where a body may be larger, it may take as much longer."""
PER_ADDRESS = 1200
"""Requests a minute; a shop's Wi-Fi has many phones behind one address."""
MOST_OPEN = 400
"""Requests of one address that are under way at once, event streams among them: a shop's Wi-Fi has many phones behind it."""
TOLD = frozenset({401, 403, 408, 413, 429})
"""Refusals that are written down, beside every fault: somebody may be trying doors."""


class Edge:
    """Wraps the whole application. No CORS: browsers talk to the apps' hosts, and those to us."""

    def __init__(self, app: "ASGIApp", *, clock: Clock, metrics: Metrics, proxies: Proxies, limited: bool = True) -> None:
        self._app = app
        self._clock = clock
        self._metrics = metrics
        self._proxies = proxies
        self._addresses = Window(clock, PER_ADDRESS, 60) if limited else None
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        known = cast("dict[str, Any]", scope)
        request = known[REQUEST] = f"{random.getrandbits(64):016x}"
        structlog.contextvars.bind_contextvars(request=request)
        begun, status = self._clock.monotonic(), 500
        identity = (b"x-request-id", request.encode())

        async def with_headers(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message["headers"])
                said = {name for name, _ in headers}
                message["headers"] = [*headers, *(header for header in HEADERS if header[0] not in said), identity]
            await send(message)

        try:
            await self._admit(scope, receive, with_headers)
        finally:
            self._count(known, status, self._clock.monotonic() - begun)

    async def _admit(self, scope: "HTTPScope", receive: "Receive", send: "Send") -> None:
        length, coded = _framing(scope)
        most = LARGER.get(scope["path"], MAX_BODY)
        address = self._address(scope)
        wait = self._wait(address)
        if wait:
            await _refuse(scope, send, Code.RATE_LIMITED, seconds=wait)
        elif coded:
            await _refuse(scope, send, Code.MALFORMED)
        elif length is not None and length > most:
            await _refuse(scope, send, Code.TOO_LARGE, limit=most)
        else:
            with self._held(address):
                await self._app(scope, receive if length == 0 else _bounded(receive, most), send)

    def _address(self, scope: "HTTPScope") -> str:
        """Of the asker; empty where nobody is to be limited by it."""
        if self._addresses is None:
            return ""
        address = self._proxies.address_of(scope["client"], scope["headers"])
        cast("dict[str, Any]", scope)[ADDRESS] = address
        return address

    def _wait(self, address: str) -> int:
        """Seconds that the asker's address has to wait."""
        if self._addresses is None or not address:
            return 0
        return 1 if self._open[address] >= MOST_OPEN else self._addresses.wait(address)

    @property
    def under_way(self) -> int:
        """Of askers whose address is known."""
        return self._open.total()

    @contextlib.contextmanager
    def _held(self, address: str) -> Generator[None]:
        if not address:
            yield
            return
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def _count(self, scope: dict[str, Any], status: int, seconds: float) -> None:
        route = scope.get("path_template", "") or "none"  # never the path itself: it is whatever somebody sends
        method = scope["method"] if scope["method"] in ("GET", "POST", "DELETE") else "other"
        self._metrics.answered(method, route, status, seconds)
        code = scope.get(SAID)
        if code is not None:
            self._metrics.refused(code)
        if status in TOLD or status >= 500:
            fields = {"route": route, "method": method, "status": status, "problem": code, "milliseconds": round(seconds * 1000)}
            log.info("refused", extra=fields)


def _framing(scope: "HTTPScope") -> tuple[int | None, bool]:
    """(length as declared, None when it comes in chunks of unknown number; whether it is compressed or otherwise coded)."""
    length: int | None = 0
    coded = False
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = int(value) if value.isdigit() and len(value) < 16 else sys.maxsize
        elif name == b"transfer-encoding":
            length = None
        elif name == b"content-encoding":
            coded = value.lower() != b"identity"
    return length, coded


def _bounded(receive: "Receive", most: int) -> "Receive":
    """Stops taking a body in at the limit of size or of time. What comes after the body (the client leaving) is waited for at leisure."""
    taken = 0
    whole = False
    until = asyncio.get_running_loop().time() + BODY_TIME * most / MAX_BODY

    async def bounded() -> "HTTPReceiveMessage":
        nonlocal taken, whole
        if whole:
            return await receive()  # pyright: ignore[reportReturnType]  an http scope receives http messages only
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as error:
            raise Refusal(Code.TOO_SLOW) from error
        if message["type"] == "http.request":
            taken += len(message["body"])
            whole = not message["more_body"]
            if taken > most:
                raise Refusal(Code.TOO_LARGE, limit=most)
        return message  # pyright: ignore[reportReturnType]  an http scope receives http messages only

    return bounded


async def _refuse(scope: "HTTPScope", send: "Send", code: Code, **args: int) -> None:
    """Answers without reading the body, and closes: what the client still sends is nobody's."""
    known = cast("dict[str, Any]", scope)
    known[SAID] = code.slug
    body = body_of(code, args, scope["headers"], known[REQUEST])
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
    if "seconds" in args:
        headers.append((b"retry-after", str(args["seconds"]).encode()))
    await send({"type": "http.response.start", "status": code.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
