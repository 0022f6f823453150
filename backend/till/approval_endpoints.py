"""The member's word: given on the phone, waited for at the till."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, answer, found, path_id, read
from backend.till.approvals import Approvals
from shared.wire import visits

DECIDE = msgspec.json.Decoder(visits.Allow)


class ApprovalEndpoints:
    def __init__(self, approvals: Approvals) -> None:
        self._approvals = approvals

    async def decide(self, request: Call, approval: FromPath[str]) -> Reply:
        """Allows what the till asks for, or says no. The question lasts a minute."""
        body = await read(request, DECIDE)
        return answer(await self._approvals.answer(request.user, path_id(approval), allow=body.allow))

    async def seen(self, request: Call, visit: FromPath[str], approval: FromPath[str]) -> Reply:
        """How far the member's answer is. Once given, send the same redemption again."""
        return found(await self._approvals.seen(request.user.store_id, path_id(visit), path_id(approval)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        mine, theirs = "/v1/me/approvals/{approval:str}", "/v1/visits/{visit:str}/approvals/{approval:str}"
        return (
            route("POST", mine, Action.APPROVE, self.decide, body=visits.Allow, answer=visits.Approval),
            route("GET", theirs, Action.REDEEM, self.seen, answer=visits.Approval),
        )
