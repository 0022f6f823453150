"""The set of coupons to use, proposed to the clerk, and to tills and carts that know the bill."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec.json import Decoder
from sqlalchemy import Connection, select

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.coupons.discounts import Line, bill_of
from backend.db.engine import Database
from backend.kit.http import Reply, answer, path_id, read
from backend.problems import Refused
from backend.till.reading import proposal, usable
from backend.till.tables import visits
from shared.clock import Clock
from shared.wire import coupons as wire
from shared.wire.problems import Code

ASK = Decoder(wire.AskProposal)


class ProposalEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def propose(self, request: Call, visit: FromPath[str]) -> Reply:
        """Which of the member's coupons to use for this bill, and why; nothing is used by asking."""
        body, visit_id, now = await read(request, ASK), path_id(visit), self._clock.now()
        bill = bill_of(body.amount_due, [Line(each.sku, each.category, each.price, each.pieces) for each in body.basket])

        def look(connection: Connection) -> wire.Proposal | Refused:
            row = connection.execute(select(visits.c.member_id, visits.c.store_id).where(visits.c.id == visit_id)).one_or_none()
            if row is None or not request.user.may(Action.PROPOSE, row.store_id):
                return Refused(Code.VISIT_UNKNOWN)
            return proposal(usable(connection, row.member_id, now), bill)

        return answer(await self._database.read(look))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        path = "/v1/visits/{visit:str}/proposal"
        return (route("POST", path, Action.PROPOSE, self.propose, body=wire.AskProposal, answer=wire.Proposal),)
