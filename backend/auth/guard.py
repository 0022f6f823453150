"""The one gate: every route names its action, and only the parts of that action come through."""

from collections.abc import Iterable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import PUBLIC, Principal
from backend.auth.sessions import Sessions
from backend.problems import Refusal
from shared.wire.problems import Code

Connection = ASGIConnection[Any, Any, Any, State]


class Guard:
    """Litestar calls it before the endpoint; the principal becomes the request's `user`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        action = handler.opt.get("action")
        if not isinstance(action, Action):  # Litestar's own OPTIONS handlers: nothing of ours lacks one, see `check`
            raise Refusal(Code.METHOD_NOT_ALLOWED)
        connection.scope["user"] = PUBLIC if "public" in action.parts else await self._known(connection, action)

    async def _known(self, connection: Connection, action: Action) -> Principal:
        token = bearer(connection.scope["headers"])
        principal = await self._sessions.principal(token) if token else None
        if principal is None:
            raise Refusal(Code.UNAUTHENTICATED)
        if principal.part not in action.parts or (principal.office and action.at_counter):
            raise Refusal(Code.FORBIDDEN)
        return principal


def bearer(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The token of `Authorization: Bearer …`, or empty. Nowhere else is looked: not in the URL, not in a cookie."""
    for name, value in headers:
        if name == b"authorization":
            scheme, _, token = value.decode("latin-1").partition(" ")
            return token.strip() if scheme.lower() == "bearer" else ""
    return ""


def check(handlers: Iterable[HTTPRouteHandler]) -> None:
    """Refuses to start with a route that names no action."""
    for handler in handlers:
        if not isinstance(handler.opt.get("action"), Action):
            raise TypeError(f"{sorted(handler.paths)} names no action")
