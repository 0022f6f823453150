"""The coupon that a member picks on the phone for the next scan: the tablet then opens with it applied. It is used by the till alone."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.coupons import repository as coupons
from backend.coupons.rules import refusal
from backend.db.engine import Database
from backend.kit.http import Reply, answer, path_id
from backend.problems import Refused
from backend.till import reading
from shared.clock import Clock
from shared.wire.coupons import Voucher
from shared.wire.problems import Code

Vouchers = tuple[Voucher, ...]


class ChoiceEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def choose(self, request: Call, voucher: FromPath[str]) -> Reply:
        """Picks a usable coupon for the next scan, for an hour and instead of another; answers all of the member's coupons."""
        return answer(await self._keep(request.user, path_id(voucher), pick=True))

    async def drop(self, request: Call, voucher: FromPath[str]) -> Reply:
        """Picks none after all."""
        return answer(await self._keep(request.user, path_id(voucher), pick=False))

    async def _keep(self, member: Principal, voucher_id: str, *, pick: bool) -> Vouchers | Refused:
        now, who = self._clock.now(), member.member_id

        def keep(connection: Connection) -> Vouchers | Refused:
            held = {each.voucher.id: each for each in reading.held(connection, who, now)}
            found = held.get(voucher_id)
            if found is None:
                return Refused(Code.VOUCHER_UNKNOWN)
            if pick and not found.voucher.usable:
                refused = refusal(found.offer, found.voucher.state, reading.day(connection, who, now), None)
                return Refused(Code.COUPON_EXHAUSTED) if refused is None else Refused(*refused)
            if found.voucher.chosen != pick:
                coupons.choose(connection, who, voucher_id if pick else None, now)
                trail.record(connection, now, member.actor, "coupon.choose" if pick else "coupon.drop", voucher_id)
            return reading.vouchers(connection, who, now)

        return await self._database.transact(keep)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        path = "/v1/me/coupons/{voucher:str}/choice"
        return (
            route("POST", path, Action.CHOOSE_COUPON, self.choose, answer=Vouchers),
            route("DELETE", path, Action.CHOOSE_COUPON, self.drop, answer=Vouchers),
        )
