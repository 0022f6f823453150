"""An old card confirmed at the counter, with the card in hand."""

import hashlib
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, path_id, read
from backend.problems import refuse
from backend.takeover.service import Takeovers
from backend.till.identify import actor
from backend.till.operations import Accepted, ConfirmTakeover, fingerprint
from backend.till.service import Till
from shared.clock import Clock
from shared.wire import takeover as wire

CONFIRM = msgspec.json.Decoder(wire.ConfirmTakeover)


class TakeoverDesk:
    def __init__(self, clock: Clock, till: Till, takeovers: Takeovers) -> None:
        self._clock = clock
        self._till = till
        self._takeovers = takeovers

    async def confirm(self, request: Call, takeover: FromPath[str]) -> Reply:
        """Grants what the card was worth, once. The last four places prove that somebody has the card in hand."""
        person, takeover_id, body = request.user, path_id(takeover), await read(request, CONFIRM)
        refused = await self._takeovers.shown(person, takeover_id, body.ending)
        if refused is not None:
            raise refuse(refused)
        operation = ConfirmTakeover(
            source=person.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(person, person.store_id),
            fingerprint=hashlib.sha256(takeover_id.encode() + fingerprint(body)).digest(),
            takeover_id=takeover_id,
        )
        outcome = await self._till.post(operation)
        if isinstance(outcome, Accepted):
            return Reply(outcome.answer)
        raise refuse(outcome)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        path = "/v1/takeovers/{takeover:str}/confirm"
        return (route("POST", path, Action.CONFIRM_TAKEOVER, self.confirm, body=wire.ConfirmTakeover, answer=wire.TakenOver),)
