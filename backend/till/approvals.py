"""The member's word on the phone: asked for what needs it, for a minute, and good for exactly the redemption it was asked for.

An approval names the operation by its source, id and fingerprint. The tablet sends the very same redemption again; since an operation
is applied once for ever, an approval is used once without anybody marking it.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from backend.audit import trail
from backend.auth.codes import Codes
from backend.auth.principal import Principal
from backend.coupons.tables import coupons, vouchers
from backend.db.engine import Database
from backend.db.writer import Note, note
from backend.earning import repository as earning
from backend.events.sources import Told
from backend.events.tables import outbox
from backend.goods.tables import goods
from backend.kit.ids import Ids
from backend.problems import Refused
from backend.stores.tables import stores
from backend.till.operations import Exchange, Redeem
from backend.till.tables import approvals, visits
from shared.clock import MINUTE, Clock, to_datetime
from shared.wire import visits as wire
from shared.wire.problems import Code

LASTS = MINUTE
_encode = msgspec.json.Encoder().encode


class Approvals:
    def __init__(self, database: Database, clock: Clock, ids: Ids, codes: Codes) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._codes = codes

    async def ask(self, op: Redeem | Exchange, otherwise: Refused) -> Refused:
        """`approval-needed` with the approval to wait for; `otherwise` when the member has no phone or browser to be asked on."""
        return await self._database.transact(lambda connection: self._ask(connection, op, otherwise))

    def _ask(self, connection: Connection, op: Redeem | Exchange, otherwise: Refused) -> Refused:
        now = self._clock.now()
        mine = (approvals.c.source == op.source, approvals.c.op_id == op.op_id, approvals.c.fingerprint == op.fingerprint)
        open_ = select(approvals.c.id).where(*mine, approvals.c.state == "waiting", approvals.c.expires_at > now)
        found = connection.scalars(open_).first()
        if found is not None:
            return Refused(Code.APPROVAL_NEEDED, {"approval": found})
        visit = connection.execute(select(visits.c.member_id, visits.c.account_id).where(visits.c.id == op.visit_id)).one()
        if not self._codes.of(connection, visit.member_id):
            return otherwise
        made = self._ids.new()
        connection.execute(
            insert(approvals).values(
                id=made,
                source=op.source,
                op_id=op.op_id,
                fingerprint=op.fingerprint,
                member_id=visit.member_id,
                visit_id=op.visit_id,
                store_id=op.actor.store_id,
                points=op.body.points,
                voucher_id=op.body.vouchers[0] if isinstance(op, Redeem) and op.body.vouchers else None,
                sku=op.body.sku if isinstance(op, Exchange) else None,
                state="waiting",
                asked_at=now,
                expires_at=now + LASTS,
            )
        )
        _ring(connection, visit.account_id, op.actor.store_id, now)
        return Refused(Code.APPROVAL_NEEDED, {"approval": made})

    async def answer(self, member: Principal, approval: str, *, allow: bool) -> wire.Approval | Refused:
        """許可する or 断る. What was allowed may then be used for another minute; the same answer twice is one."""
        return await self._database.transact(lambda connection: self._answer(connection, member, approval, allow=allow))

    def _answer(self, connection: Connection, member: Principal, approval: str, *, allow: bool) -> wire.Approval | Refused:
        now, state = self._clock.now(), "given" if allow else "denied"
        mine = (approvals.c.id == approval, approvals.c.member_id == member.member_id)
        done = connection.execute(
            update(approvals)
            .where(*mine, approvals.c.state == "waiting", approvals.c.expires_at > now)
            .values(state=state, expires_at=now + LASTS, decided_at=now, credential_id=member.credential_id)
        )
        row = connection.execute(_shown().where(*mine)).one_or_none()
        if row is None:
            return Refused(Code.NOT_FOUND)
        if row.state != state:
            return Refused(Code.APPROVAL_OVER)
        if done.rowcount:
            _ring(connection, row.account_id, row.store_id, now)
            trail.record(connection, now, member.actor, "member.approval", approval, store=row.store_id, state=state)
        return _wire(connection, row, now)

    async def seen(self, store: str, visit: str, approval: str) -> wire.Approval | None:
        """For the tablet that waits."""
        where = (approvals.c.id == approval, approvals.c.visit_id == visit, approvals.c.store_id == store)

        def look(connection: Connection) -> wire.Approval | None:
            row = connection.execute(_shown().where(*where)).one_or_none()
            return None if row is None else _wire(connection, row, self._clock.now())

        return await self._database.read(look)

    def told(self, connection: Connection, member_id: str) -> list[Told]:
        """For the member's stream: those that still last."""
        now = self._clock.now()
        rows = connection.execute(_shown().where(approvals.c.member_id == member_id, approvals.c.expires_at > now)).all()
        return [Told("approval", row.id, row.state, _encode(_wire(connection, row, now)).decode()) for row in rows]


def _shown() -> Any:  # noqa: ANN401 - a select of an approval with what its screen names
    named = (goods.c.name_ja.label("goods_ja"), goods.c.name_en.label("goods_en"))
    columns = (stores.c.name.label("store_name"), coupons.c.name_ja, coupons.c.name_en, visits.c.account_id, *named)
    return (
        select(approvals, *columns)
        .join(stores, stores.c.id == approvals.c.store_id)
        .join(visits, visits.c.id == approvals.c.visit_id)
        .outerjoin(vouchers, vouchers.c.id == approvals.c.voucher_id)
        .outerjoin(coupons, coupons.c.id == vouchers.c.coupon_id)
        .outerjoin(goods, goods.c.sku == approvals.c.sku)
    )


def _ring(connection: Connection, account_id: str, store_id: str, now: int) -> None:
    """Wakes the member's stream and the store's in every process, outside the account's numbered versions."""
    connection.execute(insert(outbox).values(account_id=account_id, store_id=store_id, kind="approval", payload="", recorded_at=now))
    note(connection, Note(account_id, store_id, None))


def _wire(connection: Connection, row: Row[Any], now: int) -> wire.Approval:
    return wire.Approval(
        id=row.id,
        state="expired" if row.state == "waiting" and row.expires_at <= now else row.state,
        store_name=row.store_name,
        points=row.points,
        yen=None if row.sku is not None else earning.current(connection, row.asked_at).spending.value(row.points),
        coupon_ja=row.name_ja or "",
        coupon_en=row.name_en or "",
        goods_ja=row.goods_ja or "",
        goods_en=row.goods_en or "",
        expires_at=to_datetime(row.expires_at),
        server_now=to_datetime(now),
    )
