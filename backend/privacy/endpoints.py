"""The member's own data: all of it in one file, and its end."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Nothing, Reply, read
from backend.privacy.service import Privacy
from backend.problems import Refused, refuse
from shared.wire import members as wire

CONFIRMED = msgspec.json.Decoder(wire.Confirmed)
ZIP = "application/zip"


class PrivacyEndpoints:
    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy

    async def disclose(self, request: Call) -> Reply:
        """Everything the shop keeps about the member: a ZIP with JSON of every row and a PDF in Japanese."""
        made = await self._privacy.disclose(request.user)
        if isinstance(made, Refused):
            raise refuse(made)
        return Reply(made, media_type=ZIP.encode())

    async def leave(self, request: Call) -> Reply:
        """Ends the membership for good, with a fresh code from the member's mail. Points lapse; nothing leads back to the person."""
        outcome = await self._privacy.leave(request.user, await read(request, CONFIRMED))
        if outcome is not None:
            raise refuse(outcome)
        return Nothing()

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/me/disclosure", Action.DISCLOSE_OWN, self.disclose, answer=dict, media_type=ZIP),
            route("POST", "/v1/me/leave", Action.LEAVE, self.leave, body=wire.Confirmed, status=204),
        )
