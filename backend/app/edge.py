"""The outermost ring: limits before anything is parsed, and the headers that every answer carries."""

from typing import TYPE_CHECKING

from backend.kit.http import MAX_BODY
from backend.problems import MEDIA_TYPE, Refusal, body_of
from shared.wire.problems import Code

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
]
CSP = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class Edge:
    """Wraps the whole application. No CORS: browsers talk to the apps' hosts, and those to us."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                extra = HEADERS if any(name == CSP[0] for name, _ in headers) else [*HEADERS, CSP]
                message["headers"] = [*headers, *extra]
            await send(message)

        length, coded = _framing(scope)
        if coded:
            await _refuse(scope, with_headers, Code.MALFORMED)
        elif length is None:
            await self._app(scope, _counted(receive), with_headers)
        elif length > MAX_BODY:
            await _refuse(scope, with_headers, Code.TOO_LARGE)
        else:
            await self._app(scope, receive, with_headers)


def _framing(scope: "HTTPScope") -> tuple[int | None, bool]:
    """(length as declared, None when it comes in chunks of unknown number; whether it is compressed or otherwise coded)."""
    length: int | None = 0
    coded = False
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = int(value) if value.isdigit() and len(value) < 16 else MAX_BODY + 1
        elif name == b"transfer-encoding":
            length = None
        elif name == b"content-encoding":
            coded = value.lower() != b"identity"
    return length, coded


def _counted(receive: "Receive") -> "Receive":
    """Stops taking a chunked body in at the limit."""
    taken = 0

    async def counted() -> "HTTPReceiveMessage":
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message["body"])
            if taken > MAX_BODY:
                raise Refusal(Code.TOO_LARGE, limit=MAX_BODY)
        return message  # pyright: ignore[reportReturnType]  an http scope receives http messages only

    return counted


async def _refuse(scope: "HTTPScope", send: "Send", code: Code) -> None:
    """Answers without reading the body, and closes: what the client still sends is nobody's."""
    args = {"limit": MAX_BODY} if code is Code.TOO_LARGE else {}
    body = body_of(code, args, scope["headers"])
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": code.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
