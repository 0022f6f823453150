"""A small shop for tests: two stores, members by name, and every act as one call."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, insert

from backend.coupons.tables import coupons
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.earning.rules import RuleSet
from backend.goods.tables import goods
from backend.kit.ids import SystemIds
from backend.members.tables import members
from backend.problems import Refused
from backend.stores.tables import stores, terminals
from backend.till.operations import (
    Accepted,
    Actor,
    Adjust,
    CloseVisit,
    Commit,
    DecideAdjustment,
    Exchange,
    Identified,
    IssueVoucher,
    OpenVisit,
    Outcome,
    RecordSale,
    Redeem,
    Release,
    Reserve,
    fingerprint,
    sale_key,
)
from backend.till.service import Till
from backend.till.verify import verify
from shared.clock import SetClock, to_datetime, to_instant
from shared.wire import adjustments, sales, visits
from shared.wire import coupons as coupon_wire
from shared.wire import goods as goods_wire

NOON = to_instant(datetime(2026, 11, 20, 3, tzinfo=UTC))
POS = "connector:pos"
TABLET = "device:tablet"
T = TypeVar("T", bound=msgspec.Struct)


def sale(
    number: str,
    total: int,
    *,
    at: int = NOON,
    store: str = "honten",
    terminal: str = "r1",
    member: sales.Ref | None = None,
    paid_by_points: int = 0,
    excluded: int = 0,
    discount: int = 0,
) -> sales.Sale:
    """Bread at 8 %; `total` is due after `discount`, of which `excluded` yen of the lines earn nothing."""
    lines = [line for line in (_line(1, total + discount - excluded), _line(2, excluded, excluded=True)) if line.amount] or [_line(1, 0)]
    tenders = [sales.Tender(kind="points", amount=paid_by_points)] if paid_by_points else []
    return sales.Sale(
        store=store,
        terminal=terminal,
        number=number,
        kind="sale",
        occurred_at=to_datetime(at),
        business_date=date(2026, 11, 20),
        lines=tuple(lines),
        taxes=(sales.Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
        tenders=(*tenders, sales.Tender(kind="cash", amount=total - paid_by_points)),
        discounts=(sales.Discount(name="値引", amount=discount),) if discount else (),
        total=total,
        member=member,
    )


def _line(n: int, amount: int, *, excluded: bool = False) -> sales.Line:
    return sales.Line(
        n=n,
        sku=f"sku{n}",
        name="食パン",
        quantity_milli=1000,
        unit_price=amount,
        amount=amount,
        tax_rate_permille=80,
        points_excluded=excluded,
    )


def returned(original: sales.Sale, number: str, *, at: int = NOON) -> sales.Sale:
    """The return of the whole sale."""
    return msgspec.structs.replace(
        original,
        number=number,
        kind="return",
        occurred_at=to_datetime(at),
        original=sales.SaleKey(store=original.store, terminal=original.terminal, number=original.number),
        lines=tuple(msgspec.structs.replace(each, quantity_milli=-1000, amount=-each.amount) for each in original.lines),
        taxes=tuple(msgspec.structs.replace(each, taxable=-each.taxable, tax=-each.tax) for each in original.taxes),
        tenders=tuple(sales.turned(each) for each in original.tenders),
        discounts=tuple(msgspec.structs.replace(each, amount=-each.amount) for each in original.discounts),
        total=-original.total,
        member=None,
    )


def accepted(outcome: Outcome, kind: type[T]) -> T:
    assert isinstance(outcome, Accepted), outcome
    return msgspec.json.decode(outcome.answer, type=kind)


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code.name


def args_of(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome, Refused), outcome
    return outcome.args


class Shop:
    def __init__(self, database: Database, clock: SetClock | None = None) -> None:
        self.clock = clock or SetClock(NOON)
        self.database = database
        self.ids = SystemIds(self.clock)
        self.till = Till(database, self.clock, self.ids)
        self.members: dict[str, str] = {}
        self.vouchers: dict[str, tuple[str, ...]] = {}
        self._codes = 0

    @property
    def now(self) -> int:
        return self.clock.now()

    async def open(self, *names: str, offers: Sequence[coupon_wire.NewCoupon] = ()) -> None:
        """Two stores; a POS is linked to `linked` in honten."""

        def fill(connection: Connection) -> None:
            rows = [
                {"id": each, "name": f"{each}店", "issuer": "貯まる商店", "registration": "", "created_at": 0} for each in ("honten", "eki")
            ]
            connection.execute(insert(stores), rows)
            connection.execute(insert(terminals).values(store_id="honten", id="linked", connector_id=self.ids.new()))
            for each in offers:
                connection.execute(
                    insert(coupons).values(
                        id=each.id, kind=each.kind, value=each.value, minimum=each.minimum, name_ja=each.name_ja, name_en=each.name_en,
                        starts_on=int(f"{each.starts_on:%Y%m%d}"), ends_on=int(f"{each.ends_on:%Y%m%d}"), on_join=each.on_join,
                        total_limit=each.total_limit, created_at=0, per_member=each.per_member, way=each.way, word=each.word,
                        body=msgspec.json.encode(each.terms).decode(),
                    )
                )  # fmt: skip

        await self.database.transact(fill)
        for name in names:
            await self.join(name)

    async def join(self, name: str, birth_month: int | None = None) -> str:
        member = self.ids.new()

        def add(connection: Connection) -> None:
            row = {"id": member, "language": "ja", "store_id": "honten", "joined_at": self.now, "birth_month": birth_month}
            connection.execute(insert(members).values(row))
            self.vouchers[name] = self.till.join(connection, member, "honten").vouchers

        await self.database.transact(add)
        self.members[name] = member
        return member

    async def govern(self, rules: RuleSet, effective_at: int = 0) -> None:
        """Another version of the rules, from an instant on."""
        await self.database.transact(lambda connection: earning.add(connection, rules, effective_at, self.now))

    def code(self, name: str, purpose: int = 1) -> Identified:
        """A fresh code of the member's phone."""
        self._codes += 1
        return Identified(
            member_id=self.members[name],
            how="code",
            credential_id=hashlib.sha256(name.encode()).hexdigest()[:12],
            issued_at=self.now,
            counter=self._codes,
            purpose=purpose,
        )

    def actor(
        self, store: str = "honten", role: Any = "cashier", device: str = "0192f0c4-1b6e-7c7a-9f5e-000000000001", **more: Any
    ) -> Actor:
        return Actor(store_id=store, device_id=device, staff_id="0192f0c4-1b6e-7c7a-9f5e-0000000000aa", role=role, **more)

    async def scan(
        self,
        who: str | Identified,
        *,
        visit: str | None = None,
        terminal: str | None = "r1",
        actor: Actor | None = None,
        source: str = TABLET,
    ) -> Outcome:
        visit = visit or self.ids.new()
        identified = self.code(who) if isinstance(who, str) else who
        return await self.till.open_visit(
            OpenVisit(
                source=source,
                op_id=visit,
                at=self.now,
                actor=actor or self.actor(),
                fingerprint=visit.encode(),
                identified=identified,
                terminal=terminal,
            )
        )

    async def visit(self, who: str | Identified, **more: Any) -> str:
        visit: str = more.setdefault("visit", self.ids.new())
        outcome = await self.scan(who, **more)
        assert isinstance(outcome, Accepted), outcome
        return visit

    def ring_op(self, body: sales.Sale, *, source: str = POS, who: Identified | None = None, actor: Actor | None = None) -> RecordSale:
        return RecordSale(
            source=source,
            op_id=sale_key(body),
            at=self.now,
            actor=actor or Actor(store_id=body.store),
            fingerprint=fingerprint(body),
            sale=body,
            identified=who,
        )

    async def ring(self, body: sales.Sale, **more: Any) -> Outcome:
        return await self.till.record_sale(self.ring_op(body, **more))

    async def sell(self, body: sales.Sale, **more: Any) -> sales.SaleAnswer:
        return accepted(await self.ring(body, **more), sales.SaleAnswer)

    async def give(self, name: str, points: int) -> None:
        """Points from a sale of their own, at a till nobody else uses."""
        await self.sell(sale(self.ids.new(), points * 100, at=self.now, terminal="gift"), who=self.code(name))

    async def redeem(
        self,
        visit: str,
        points: int = 0,
        *vouchers: str,
        due: int | None = None,
        basket: tuple[coupon_wire.BasketLine, ...] = (),
        op: str | None = None,
        actor: Actor | None = None,
    ) -> Outcome:
        body = visits.Redeem(op_id=op or self.ids.new(), points=points, vouchers=vouchers, amount_due=due, basket=basket)
        return await self.till.redeem(
            Redeem(
                source=TABLET,
                op_id=body.op_id,
                at=self.now,
                actor=actor or self.actor(),
                fingerprint=fingerprint(body),
                visit_id=visit,
                body=body,
            )
        )

    async def reserve(self, who: str | Identified, points: int = 0, *vouchers: str, due: int | None = None) -> Outcome:
        identified = who if isinstance(who, Identified) else None
        visit = None if identified else str(who)
        body = visits.Reserve(
            op_id=self.ids.new(), store="honten", member=visit or "code", points=points, vouchers=vouchers, amount_due=due
        )
        return await self.till.reserve(
            Reserve(
                source=POS,
                op_id=body.op_id,
                at=self.now,
                actor=Actor(store_id="honten"),
                fingerprint=fingerprint(body),
                body=body,
                visit_id=visit,
                identified=identified,
            )
        )

    async def settle(self, redemption: str, kind: type[Commit] | type[Release], **more: Any) -> Outcome:
        body = visits.Settle(op_id=self.ids.new(), **more)
        return await self.till.post(
            kind(
                source=POS,
                op_id=body.op_id,
                at=self.now,
                actor=Actor(store_id="honten"),
                fingerprint=fingerprint(body),
                redemption_id=redemption,
                body=body,
            )
        )

    async def stock(self, sku: str, points: int) -> None:
        """A good that points buy."""
        row = {"sku": sku, "name_ja": sku, "name_en": sku, "category": "", "points": points, "active": True, "changed_at": 0}
        await self.database.transact(lambda connection: connection.execute(insert(goods).values(row)))

    async def exchange(self, visit: str, sku: str, points: int) -> Outcome:
        body = goods_wire.Exchange(op_id=self.ids.new(), sku=sku, points=points)
        return await self.till.post(
            Exchange(
                source=TABLET,
                op_id=body.op_id,
                at=self.now,
                actor=self.actor(),
                fingerprint=fingerprint(body),
                visit_id=visit,
                body=body,
            )
        )

    async def adjust(self, visit: str, points: int, *, role: str = "manager") -> Outcome:
        body = adjustments.Adjust(op_id=self.ids.new(), points=points, reason="missed")
        return await self.till.post(
            Adjust(
                source=TABLET,
                op_id=body.op_id,
                at=self.now,
                actor=self.actor(role=role),
                fingerprint=fingerprint(body),
                visit_id=visit,
                body=body,
            )
        )

    async def decide(self, adjustment: str, *, approve: bool) -> Outcome:
        """By somebody else on another device."""
        op_id = self.ids.new()
        actor = Actor(
            store_id="honten",
            device_id="0192f0c4-1b6e-7c7a-9f5e-000000000003",
            staff_id="0192f0c4-1b6e-7c7a-9f5e-0000000000bb",
            role="manager",
        )
        return await self.till.post(
            DecideAdjustment(
                source="device:other",
                op_id=op_id,
                at=self.now,
                actor=actor,
                fingerprint=op_id.encode(),
                adjustment_id=adjustment,
                approve=approve,
            )
        )

    async def issue(self, name: str, coupon: str) -> Outcome:
        body = coupon_wire.IssueVoucher(op_id=self.ids.new(), coupon=coupon, member=self.members[name])
        return await self.till.issue_voucher(
            IssueVoucher(
                source=TABLET, op_id=body.op_id, at=self.now, actor=self.actor(role="manager"), fingerprint=fingerprint(body), body=body
            )
        )

    async def close_visit(self, visit: str) -> Outcome:
        return await self.till.close_visit(
            CloseVisit(source=TABLET, op_id=f"close:{visit}", at=self.now, actor=self.actor(), fingerprint=b"x", visit_id=visit)
        )

    async def sound(self) -> None:
        """The books balance."""
        assert await self.database.read(verify) == []
