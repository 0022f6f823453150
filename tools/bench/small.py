"""A small shop that the till itself has made, to be laid down many times over (`many.py`): members who bought, used points and
coupons, and brought some of it back.
"""

import random

from msgspec.structs import replace
from sqlalchemy import Connection, insert

from backend.coupons.tables import coupons, vouchers
from backend.db.engine import Database
from backend.kit.ids import SystemIds
from backend.ledger.tables import accounts, holdings
from backend.members.tables import cards, members
from backend.stores.tables import stores
from backend.till.operations import Accepted, Actor, Identified, OpenVisit, RecordSale, Redeem, fingerprint, sale_key
from backend.till.service import Till
from shared.clock import SystemClock, business_date, to_date, to_datetime
from shared.wire import visits
from shared.wire.sales import Line, Sale, SaleKey, Tax, Tender

AT_ONCE = 2_000
LINES = 2
FEW = 20
"""One in so many."""
POS, TABLET = "connector:bench", "device:bench"
GIFT = "welcome"


class Small:
    """So many members with a card and a coupon. Each buys once; one in twenty pays with points and the coupon, one in twenty returns."""

    def __init__(self, size: int) -> None:
        self.clock = SystemClock()
        self.ids = SystemIds(self.clock)
        self.people = [self.ids.new() for _ in range(size)]
        self._gifts = [self.ids.new() for _ in range(size)]
        self._dice = random.Random(20261130)
        self._day = business_date(self.clock.now())

    async def make(self, database: Database) -> None:
        await database.transact(self._join)
        till = Till(database, self.clock, self.ids)
        sales = [self._sale(n, who) for n, who in enumerate(self.people)]
        scans = [self._scan(n) for n in range(0, len(self.people), FEW)]
        uses = [self._use(n, scan) for n, scan in zip(range(0, len(self.people), FEW), scans, strict=True)]
        back = [self._back(op, whole=n % 3 == 0) for n, op in enumerate(sales[1::FEW])]
        for operations in (sales, scans, uses, back):
            for start in range(0, len(operations), AT_ONCE):
                for outcome in await till.post_all(operations[start : start + AT_ONCE]):
                    if not isinstance(outcome, Accepted):
                        raise TypeError(f"all that is done here is acceptable, not {outcome}")

    def _join(self, connection: Connection) -> None:
        rows = [(who, self.ids.new(), self.ids.new()) for who in self.people]
        put = connection.execute
        put(insert(stores).values(id="honten", name="本店", issuer="貯まる商店", registration="", created_at=0))
        offer = {"id": GIFT, "kind": "amount", "value": 50, "minimum": 0, "name_ja": "ようこそ", "name_en": "Welcome"}
        put(insert(coupons).values(**offer, starts_on=self._day, ends_on=self._day + 10_000, on_join=True, created_at=0, issued=len(rows)))
        put(insert(members), [{"id": who, "language": "ja", "store_id": "honten", "joined_at": 0} for who in self.people])
        put(insert(cards), [{"number": f"{n:012d}", "member_id": who, "issued_at": 0} for n, who in enumerate(self.people)])
        for n, kind in ((1, "points"), (2, "debt")):
            put(insert(accounts), [{"id": row[n], "kind": kind, "balance": 0, "version": 0} for row in rows])
        put(insert(holdings), [{"member_id": m, "account_id": a, "debt_id": d, "since": 0} for m, a, d in rows])
        pairs = zip(self._gifts, self.people, strict=True)
        given = [{"id": gift, "coupon_id": GIFT, "member_id": who, "state": "issued", "issued_at": 0} for gift, who in pairs]
        put(insert(vouchers), given)

    def _sale(self, n: int, who: str) -> RecordSale:
        prices = [self._dice.randrange(100, 1980) for _ in range(LINES)]
        total = sum(prices)
        sale = Sale(
            store="honten",
            terminal="k0",
            number=str(n),
            kind="sale",
            occurred_at=to_datetime(self.clock.now()),
            business_date=to_date(self._day),
            lines=tuple(
                Line(n=i, sku=f"sku{i}", name="食パン", quantity_milli=1000, unit_price=p, amount=p, tax_rate_permille=80)
                for i, p in enumerate(prices, 1)
            ),
            taxes=(Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
            tenders=(Tender(kind="cash", amount=total),),
            total=total,
        )
        return self._recorded(sale, Identified(member_id=who, how="card"))

    def _back(self, op: RecordSale, *, whole: bool) -> RecordSale:
        """All of it, or its first line."""
        sale = op.sale
        kept = sale.lines if whole else sale.lines[:1]
        total = sum(line.amount for line in kept)
        gone = replace(
            sale,
            number=f"{sale.number}r",
            kind="return",
            original=SaleKey(store=sale.store, terminal=sale.terminal, number=sale.number),
            lines=tuple(replace(line, quantity_milli=-1000, amount=-line.amount, returns_line=line.n) for line in kept),
            taxes=(Tax(rate_permille=80, taxable=-total, tax=-(total * 8 // 108)),),
            tenders=(Tender(kind="cash", amount=-total),),
            total=-total,
        )
        return self._recorded(gone, None)

    def _recorded(self, sale: Sale, who: Identified | None) -> RecordSale:
        return RecordSale(
            source=POS,
            op_id=sale_key(sale),
            at=self.clock.now(),
            actor=Actor(store_id="honten"),
            fingerprint=fingerprint(sale),
            sale=sale,
            identified=who,
        )

    def _scan(self, n: int) -> OpenVisit:
        code = Identified(member_id=self.people[n], how="code", credential_id=f"{n:012x}", issued_at=n, counter=n, purpose=1)
        visit, now = self.ids.new(), self.clock.now()
        return OpenVisit(
            source=TABLET,
            op_id=visit,
            at=now,
            actor=Actor(store_id="honten"),
            fingerprint=visit.encode(),
            identified=code,
            terminal=f"r{n}",
        )

    def _use(self, n: int, scan: OpenVisit) -> Redeem:
        body = visits.Redeem(op_id=self.ids.new(), points=1, vouchers=(self._gifts[n],))
        return Redeem(
            source=TABLET,
            op_id=body.op_id,
            at=self.clock.now(),
            actor=scan.actor,
            fingerprint=fingerprint(body),
            visit_id=scan.op_id,
            body=body,
        )
