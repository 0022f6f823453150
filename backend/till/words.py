"""A word becomes a coupon: typed or scanned by the member on the phone, or by the clerk for the one who stands there."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec.json import Decoder
from sqlalchemy import Connection, select

from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, path_id, read
from backend.members import repository as members
from backend.problems import Refused, refuse
from backend.till.identify import actor
from backend.till.operations import Accepted, Actor, ClaimVoucher, fingerprint
from backend.till.service import Till
from backend.till.tables import visits
from shared.clock import Clock
from shared.lines import Window
from shared.wire import coupons as wire
from shared.wire.problems import Code

CLAIM = Decoder(wire.ClaimCoupon)
TRIES = 10
"""Words a minute: they are short enough to guess."""


class WordEndpoints:
    def __init__(self, database: Database, clock: Clock, till: Till) -> None:
        self._database = database
        self._clock = clock
        self._till = till
        self._tries = Window(clock, TRIES, 60)

    async def own(self, request: Call) -> Reply:
        """The member has a word."""
        member = request.user
        row = await self._database.read(lambda connection: members.member(connection, member.member_id))
        return await self._claim(member, await read(request, CLAIM), member.member_id, Actor(store_id=row.store_id))

    async def at_till(self, request: Call, visit: FromPath[str]) -> Reply:
        """The clerk types or scans the word for the member of an open visit."""
        body, visit_id, staff = await read(request, CLAIM), path_id(visit), request.user

        def look(connection: Connection) -> str | None:
            mine = visits.c.id == visit_id, visits.c.store_id == staff.store_id, visits.c.closed_at.is_(None)
            return connection.scalars(select(visits.c.member_id).where(*mine)).one_or_none()

        member_id = await self._database.read(look)
        if member_id is None:
            raise refuse(Refused(Code.VISIT_UNKNOWN))
        return await self._claim(staff, body, member_id, actor(staff, staff.store_id))

    async def _claim(self, who: Principal, body: wire.ClaimCoupon, member_id: str, by: Actor) -> Reply:
        if seconds := self._tries.wait(who.source):
            raise refuse(Refused(Code.RATE_LIMITED, {"seconds": seconds}))
        outcome = await self._till.post(
            ClaimVoucher(
                source=who.source,
                op_id=body.op_id,
                at=self._clock.now(),
                actor=by,
                fingerprint=fingerprint(body),
                member_id=member_id,
                word=body.word,
            )
        )
        if isinstance(outcome, Accepted):
            return Reply(outcome.answer)
        raise refuse(outcome)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        body, held = wire.ClaimCoupon, wire.Voucher
        return (
            route("POST", "/v1/me/coupons", Action.ENTER_WORD, self.own, body=body, answer=held),
            route("POST", "/v1/visits/{visit:str}/coupons", Action.ADD_COUPON, self.at_till, body=body, answer=held),
        )
