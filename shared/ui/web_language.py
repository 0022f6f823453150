"""Which language a browser asks for. Flet does not pass it on, so it is read where the browser's connection comes in."""

from contextvars import ContextVar

from starlette.types import ASGIApp, Receive, Scope, Send

spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
"""The first language of the browser's Accept-Language, e.g. `ja-JP`, as `main(page)` and the cover see it."""


def listening(app: ASGIApp) -> ASGIApp:
    """Stand directly before a Flet ASGI app."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            spoken.set(first_language(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")))
        await app(scope, receive, send)

    return inner


def first_language(header: str) -> str | None:
    """The first of `ja,en-US;q=0.9,en;q=0.8`; browsers send the one they prefer first."""
    first = header.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    return first if first and first != "*" else None
