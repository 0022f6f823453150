"""The one gate: every route names its action, and only the parts of that action come through."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from backend.auth.actions import MODULES, SCOPES, Action
from backend.auth.principal import PUBLIC, Kind, Principal
from backend.auth.sessions import Sessions
from backend.problems import Refusal
from shared.clock import Clock
from shared.lines import Window
from shared.wire.brand import Module
from shared.wire.problems import Code

Connection = ASGIConnection[Any, Any, Any, State]
PER_MINUTE: Final[Mapping[Kind, int]] = {"member": 300, "staff": 900, "device": 900, "connector": 6000}


class Guard:
    """Litestar calls it before the endpoint; the principal becomes the request's `user`. `has` says whether the shop uses a module."""

    def __init__(self, sessions: Sessions, limits: Mapping[Kind, Window], has: Callable[[Module], Awaitable[bool]]) -> None:
        self._sessions = sessions
        self._limits = limits
        self._has = has

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        action = handler.opt.get("action")
        if not isinstance(action, Action):  # Litestar's own OPTIONS handlers: nothing of ours lacks one, see `check`
            raise Refusal(Code.METHOD_NOT_ALLOWED)
        connection.scope["user"] = PUBLIC if "public" in action.parts else await self._known(connection, action)
        module = MODULES.get(action)
        if module is not None and not await self._has(module):
            raise Refusal(Code.MODULE_OFF, module=module)

    async def _known(self, connection: Connection, action: Action) -> Principal:
        token = bearer(connection.scope["headers"])
        principal = await self._sessions.principal(token) if token else Code.UNAUTHENTICATED
        if isinstance(principal, Code):
            raise Refusal(principal)
        if principal.idle and action is not Action.LOCK:
            raise Refusal(Code.SESSION_IDLE)
        if principal.part not in action.parts or (principal.office and action.at_counter):
            raise Refusal(Code.FORBIDDEN)
        if principal.kind == "connector" and SCOPES.get(action) not in principal.scopes:
            raise Refusal(Code.FORBIDDEN)
        window = self._limits.get(principal.kind)
        if window is not None and (wait := window.wait(principal.source)):
            raise Refusal(Code.RATE_LIMITED, seconds=wait)
        return principal


def limits_of(clock: Clock) -> Mapping[Kind, Window]:
    """Requests a minute of one account (a member on all his phones), one device with whoever stands at it, one connector.

    Far above what the apps need; a POS that posts a whole chain's sales has the most.
    """
    return {kind: Window(clock, count, 60) for kind, count in PER_MINUTE.items()}


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
