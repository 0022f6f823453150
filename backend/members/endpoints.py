"""Joining and signing in."""

from collections.abc import Sequence
from typing import cast

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, answer, read
from backend.kit.proxies import ADDRESS
from backend.members.service import Members
from backend.problems import Refusal
from shared.clock import HOUR, SECOND, Clock
from shared.lines import Window
from shared.wire import members as wire
from shared.wire.problems import Code

SEND_CODE = msgspec.json.Decoder(wire.SendCode)
SIGN_IN = msgspec.json.Decoder(wire.SignIn)
CODES = 60
"""Mails that one address on the network may cause in an hour: a shop's Wi-Fi on the day when everybody joins, no more."""


class MemberEndpoints:
    def __init__(self, members: Members, clock: Clock) -> None:
        self._members = members
        self._asked = Window(clock, CODES, HOUR // SECOND)

    async def send_code(self, request: Call) -> Reply:
        """Mails a six-digit code, good for ten minutes. The answer is the same whether or not the address is known."""
        body = await read(request, SEND_CODE)
        address = str(cast("dict[str, object]", request.scope).get(ADDRESS, ""))
        if address and (wait := self._asked.wait(address)):
            raise Refusal(Code.RATE_LIMITED, seconds=wait)
        return answer(await self._members.send_code(body))

    async def sign_in(self, request: Call) -> Reply:
        """Trades the code for a bearer and a credential. A new address needs a profile: without it `profile-required`, and the code stays good."""
        return answer(await self._members.sign_in(await read(request, SIGN_IN)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/sign-in/codes", Action.SIGN_IN, self.send_code, body=wire.SendCode, answer=wire.CodeSent),
            route("POST", "/v1/sign-in", Action.SIGN_IN, self.sign_in, body=wire.SignIn, answer=wire.SignedIn),
        )
