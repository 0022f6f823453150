"""From a request's body and its principal to an operation of the till: what the tablet and a till in two steps may ask."""

import hashlib

from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.kit.http import is_id
from backend.problems import Refusal, Refused
from backend.stores import brand
from backend.till import lookups
from backend.till.approvals import Approvals
from backend.till.identify import Identify, actor
from backend.till.operations import CloseVisit, Commit, Identified, IssueVoucher, OpenVisit, Outcome, Redeem, Release, Reserve, fingerprint
from backend.till.service import Till
from shared.clock import Clock
from shared.wire import coupons, visits
from shared.wire.problems import Code

NO_COUPONS = Refused(Code.MODULE_OFF, {"module": "coupons"})
NOBODY = "00000000-0000-0000-0000-000000000000"


class Desk:
    """Every verb answers the till's outcome, or a refusal from before it got there."""

    def __init__(self, *, database: Database, clock: Clock, till: Till, identify: Identify, approvals: Approvals) -> None:
        self._database = database
        self._clock = clock
        self._till = till
        self._identify = identify
        self._approvals = approvals

    async def open_visit(self, staff: Principal, body: visits.OpenVisit) -> Outcome | Refused:
        """A scan. Sent again after its answer was lost, it is the same visit, even when the code has died meanwhile."""
        mark = fingerprint(body)
        identified = await self._identify.find(staff, body.code)
        if isinstance(identified, Refused):
            done = await self._database.read(lambda connection: lookups.is_done(connection, staff.source, body.id, mark))
            if not done:
                return identified
            identified = Identified(member_id=NOBODY, how="code")  # the till answers from what it kept
        return await self._till.open_visit(
            OpenVisit(
                source=staff.source,
                op_id=body.id,
                at=self._clock.now(),
                actor=actor(staff, staff.store_id),
                fingerprint=mark,
                identified=identified,
                terminal=body.terminal or staff.terminal,
            )
        )

    async def close_visit(self, staff: Principal, visit_id: str) -> Outcome:
        return await self._till.close_visit(
            CloseVisit(
                source=staff.source,
                op_id=f"close:{visit_id}",
                at=self._clock.now(),
                actor=actor(staff, staff.store_id),
                fingerprint=hashlib.sha256(visit_id.encode()).digest(),
                visit_id=visit_id,
            )
        )

    async def redeem(self, staff: Principal, visit_id: str, body: visits.Redeem) -> Outcome:
        """What needs the member's word asks for it on the phone, and is refused until it is sent again with that word given."""
        op = Redeem(
            source=staff.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(staff, staff.store_id),
            fingerprint=_with(visit_id, fingerprint(body)),
            visit_id=visit_id,
            body=body,
        )
        if body.vouchers and await self._without_coupons(staff, body.op_id, op.fingerprint):
            return NO_COUPONS
        outcome = await self._till.redeem(op)
        if isinstance(outcome, Refused) and outcome.code is Code.APPROVAL_NEEDED:
            limit = outcome.args.get("limit")
            otherwise = Refused(Code.POINTS_NEED_CODE) if limit is None else Refused(Code.POINTS_OVER_LIMIT, {"limit": limit})
            return await self._approvals.ask(op, otherwise)
        return outcome

    async def reserve(self, connector: Principal, body: visits.Reserve) -> Outcome | Refused:
        connector.at(Action.RESERVE, body.store)
        visit_id = body.member if is_id(body.member) else None
        identified = None if visit_id else await self._identify.find(connector, body.member)
        if isinstance(identified, Refused):
            return identified
        mark = fingerprint(body)
        if body.vouchers and await self._without_coupons(connector, body.op_id, mark):
            return NO_COUPONS
        return await self._till.reserve(
            Reserve(
                source=connector.source,
                op_id=body.op_id,
                at=self._clock.now(),
                actor=actor(connector, body.store),
                fingerprint=mark,
                body=body,
                visit_id=visit_id,
                identified=identified,
            )
        )

    async def settle(self, connector: Principal, redemption_id: str, body: visits.Settle, *, commit: bool) -> Outcome:
        store = await self._database.read(lambda connection: lookups.store_of_redemption(connection, redemption_id))
        if store is None or not connector.may(Action.RESERVE, store):
            raise Refusal(Code.RESERVATION_UNKNOWN)
        kind = Commit if commit else Release
        operation = kind(
            source=connector.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(connector, store),
            fingerprint=_with(f"{redemption_id}/{commit}", fingerprint(body)),
            redemption_id=redemption_id,
            body=body,
        )
        return await self._till.post(operation)

    async def issue(self, manager: Principal, body: coupons.IssueVoucher) -> Outcome:
        return await self._till.issue_voucher(
            IssueVoucher(
                source=manager.source,
                op_id=body.op_id,
                at=self._clock.now(),
                actor=actor(manager, manager.store_id),
                fingerprint=fingerprint(body),
                body=body,
            )
        )

    async def _without_coupons(self, principal: Principal, op_id: str, mark: bytes) -> bool:
        """Whether the shop has switched coupons off; what it accepted before that gets its answer again."""

        def look(connection: Connection) -> bool:
            return not brand.has(connection, "coupons") and not lookups.is_done(connection, principal.source, op_id, mark)

        return await self._database.read(look)


def _with(subject: str, mark: bytes) -> bytes:
    """A body's fingerprint together with what the path names."""
    return hashlib.sha256(subject.encode() + mark).digest()
