"""What concerns a session alone."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.codes import Codes
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.auth.sessions import Sessions
from backend.kit.http import Nothing, Reply, read, reply
from backend.problems import Refused, refuse
from shared.clock import Clock, to_datetime
from shared.wire import members

REFRESH = msgspec.json.Decoder(members.Refresh)


class AuthEndpoints:
    def __init__(self, sessions: Sessions, codes: Codes, clock: Clock) -> None:
        self._sessions = sessions
        self._codes = codes
        self._clock = clock

    async def end(self, request: Call) -> Reply:
        """Ends the session of this bearer."""
        await self._sessions.end(request.user)
        return Nothing()

    async def refresh(self, request: Call) -> Reply:
        """The next pair of tokens, when the access token has expired (401 `session-expired`). A refresh token is good once; used again
        later than a minute after, it ends every session that came from the same sign-in.
        """
        pair = await self._sessions.refresh((await read(request, REFRESH)).refresh)
        if isinstance(pair, Refused):
            raise refuse(pair)
        return reply(members.Refreshed(token=pair.access, refresh=pair.refresh))

    async def code(self, request: Call) -> Reply:
        """A fresh M1 code, signed by the server for a web credential. A phone signs its own and is refused."""
        signed = await self._codes.sign(request.user)
        if isinstance(signed, Refused):
            raise refuse(signed)
        now = to_datetime(self._clock.now())
        issued_at, expires_at = to_datetime(signed.issued_at), to_datetime(signed.expires_at)
        return reply(members.Code(code=signed.text, issued_at=issued_at, expires_at=expires_at, server_now=now))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/sign-out", Action.SIGN_OUT, self.end, status=204),
            route("POST", "/v1/refresh", Action.REFRESH, self.refresh, body=members.Refresh, answer=members.Refreshed),
            route("POST", "/v1/lock", Action.LOCK, self.end, status=204),
            route("POST", "/v1/me/codes", Action.SIGN_CODE, self.code, answer=members.Code),
        )
