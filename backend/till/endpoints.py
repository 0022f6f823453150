"""What happens at the till, for tablets, and in two steps for tills and carts."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Nothing, Reply, path_id, read, reply
from backend.members.personal import Personal
from backend.problems import Declined, Refusal, refuse
from backend.till.desk import Desk
from backend.till.lookups import store_of_visit
from backend.till.operations import Accepted
from backend.till.panel import panel
from shared.clock import Clock
from shared.wire import coupons, visits
from shared.wire.problems import Code

OPEN_VISIT = msgspec.json.Decoder(visits.OpenVisit)
REDEEM = msgspec.json.Decoder(visits.Redeem)
RESERVE = msgspec.json.Decoder(visits.Reserve)
SETTLE = msgspec.json.Decoder(visits.Settle)
ISSUE = msgspec.json.Decoder(coupons.IssueVoucher)


class TillEndpoints:
    def __init__(self, desk: Desk, database: Database, clock: Clock, personal: Personal) -> None:
        self._desk = desk
        self._database = database
        self._clock = clock
        self._personal = personal

    async def open_visit(self, request: Call) -> Reply:
        """Scans a card: consumes its code, once, and answers with everything the clerk needs. The tablet makes the visit's id."""
        body = await read(request, OPEN_VISIT)
        _accepted(await self._desk.open_visit(request.user, body))
        return await self._panel(request, body.id)

    async def panel(self, request: Call, visit: FromPath[str]) -> Reply:
        """The panel of a visit at the tablet's store, as it is now."""
        return await self._panel(request, path_id(visit))

    async def close_visit(self, request: Call, visit: FromPath[str]) -> Reply:
        """The clerk is done with this member."""
        _accepted(await self._desk.close_visit(request.user, path_id(visit)))
        return Nothing()

    async def redeem(self, request: Call, visit: FromPath[str]) -> Reply:
        """Confirm on the tablet: points and a coupon are used at once."""
        body = await read(request, REDEEM)
        return Reply(_accepted(await self._desk.redeem(request.user, path_id(visit), body)))

    async def reserve(self, request: Call) -> Reply:
        """Holds points and a coupon for five minutes, for tills and carts that call in two steps."""
        return Reply(_accepted(await self._desk.reserve(request.user, await read(request, RESERVE))))

    async def commit(self, request: Call, redemption: FromPath[str]) -> Reply:
        """Uses what was reserved. After its five minutes it still counts: what the balance lacks is booked as the store's loss."""
        body = await read(request, SETTLE)
        return Reply(_accepted(await self._desk.settle(request.user, path_id(redemption), body, commit=True)))

    async def release(self, request: Call, redemption: FromPath[str]) -> Reply:
        """Gives back what was reserved."""
        body = await read(request, SETTLE)
        return Reply(_accepted(await self._desk.settle(request.user, path_id(redemption), body, commit=False)))

    async def issue(self, request: Call) -> Reply:
        """Gives a member a coupon."""
        return Reply(_accepted(await self._desk.issue(request.user, await read(request, ISSUE))))

    async def _panel(self, request: Call, visit_id: str) -> Reply:
        store, now = request.user.store_id, self._clock.now()

        def look(connection: Connection) -> visits.Panel | None:
            return panel(connection, self._personal, visit_id, now) if store_of_visit(connection, visit_id) == store else None

        found = await self._database.read(look)
        if found is None:
            raise Refusal(Code.VISIT_UNKNOWN)
        return reply(found)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        visit, redemption = "/v1/visits/{visit:str}", "/v1/redemptions/{redemption:str}"
        return (
            route("POST", "/v1/visits", Action.SERVE_VISIT, self.open_visit, body=visits.OpenVisit, answer=visits.Panel),
            route("GET", visit, Action.SERVE_VISIT, self.panel, answer=visits.Panel),
            route("POST", f"{visit}/close", Action.SERVE_VISIT, self.close_visit, status=204),
            route("POST", f"{visit}/redemptions", Action.REDEEM, self.redeem, body=visits.Redeem, answer=visits.Redemption),
            route("POST", "/v1/redemptions", Action.RESERVE, self.reserve, body=visits.Reserve, answer=visits.Redemption),
            route("POST", f"{redemption}/commit", Action.RESERVE, self.commit, body=visits.Settle, answer=visits.Redemption),
            route("POST", f"{redemption}/release", Action.RESERVE, self.release, body=visits.Settle, answer=visits.Redemption),
            route("POST", "/v1/vouchers", Action.ISSUE_VOUCHER, self.issue, body=coupons.IssueVoucher, answer=coupons.Voucher),
        )


def _accepted(outcome: Accepted | Declined) -> bytes:
    if isinstance(outcome, Accepted):
        return outcome.answer
    raise refuse(outcome)
