"""The coupon inside a notice: each member may take it, once."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.coupons import repository as coupons
from backend.db.engine import Database
from backend.kit.http import Reply, path_id, reply
from backend.members import repository as members
from backend.notices import repository as notices
from backend.problems import Refused, refuse
from backend.stores import brand
from backend.till import reading
from backend.till.operations import Accepted, Actor, IssueVoucher, fingerprint
from backend.till.service import Till
from shared.clock import Clock
from shared.wire.coupons import IssueVoucher as Issue
from shared.wire.coupons import Voucher
from shared.wire.problems import Code


class ClaimEndpoints:
    def __init__(self, database: Database, clock: Clock, till: Till) -> None:
        self._database = database
        self._clock = clock
        self._till = till

    async def claim(self, request: Call, notice: FromPath[str]) -> Reply:
        """Takes the coupon of a notice. Whoever holds one of it already is answered with that one."""
        member, notice_id, now = request.user, path_id(notice), self._clock.now()
        wanted = await self._database.read(lambda connection: _wanted(connection, member, notice_id, now))
        if isinstance(wanted, Voucher):
            return reply(wanted)
        if isinstance(wanted, Refused):
            raise refuse(wanted)
        outcome = await self._till.issue_voucher(wanted)
        if isinstance(outcome, Accepted):
            return Reply(outcome.answer)
        raise refuse(outcome)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (route("POST", "/v1/me/notices/{notice:str}/coupon", Action.CLAIM_COUPON, self.claim, answer=Voucher),)


def _wanted(connection: Connection, member: Principal, notice_id: str, now: int) -> IssueVoucher | Voucher | Refused:
    who = member.member_id
    if not brand.has(connection, "coupons"):
        return Refused(Code.MODULE_OFF, {"module": "coupons"})
    row = notices.one(connection, notices.reader(connection, who), notice_id)
    if row is None:
        return Refused(Code.NOT_FOUND)
    offer = None if row.coupon_id is None else coupons.offer(connection, row.coupon_id)
    if offer is None:
        return Refused(Code.COUPON_UNKNOWN)
    held = notices.held(connection, who, [offer.id]).get(offer.id)
    if held is not None:
        shown = next((each for each in reading.vouchers(connection, who, now) if each.id == held[0]), None)
        return shown or Refused(Code.VOUCHER_USED)
    if offer.total_limit is not None and offer.used >= offer.total_limit:
        return Refused(Code.COUPON_EXHAUSTED)
    body = Issue(op_id=notice_id, coupon=offer.id, member=who)
    store = row.store_id or members.member(connection, who).store_id
    return IssueVoucher(
        source=member.source, op_id=f"notice:{notice_id}", at=now, actor=Actor(store_id=store), fingerprint=fingerprint(body), body=body
    )
