"""The people, the member, the day, cases and acts that the fake shop is made of; each builder takes what shall be different."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from shared.wire import audit
from shared.wire import staff as wire
from shared.wire.adjustments import AdjustmentRow
from shared.wire.coupons import Proposal, Terms, Voucher
from shared.wire.sales import Expiry
from shared.wire.visits import LastPurchase, Panel

ENROLMENT = "e_" + "x" * 40
PIN = "274918"
TEMPORARY = "580213"


def uid(number: int) -> str:
    """A UUIDv7-shaped id for a made-up thing."""
    return f"01940000-0000-7000-8000-{number:012x}"


CLERK = wire.StaffMember(id=uid(1), name="鈴木 葵", role="cashier")
LEAD = wire.StaffMember(id=uid(2), name="田中 翔", role="shift_lead")
MANAGER = wire.StaffMember(id=uid(3), name="佐藤 恵", role="manager")
STORE = wire.Store(id="honten", name="本店")


def voucher(number: int, **changes: Any) -> Voucher:
    usual = Voucher(
        id=uid(900 + number),
        coupon="welcome",
        kind="percent",
        value=10,
        name_ja="はじめての 10% 引き",
        name_en="10% off your first visit",
        minimum=0,
        starts_on=date(2026, 11, 1),
        ends_on=date(2027, 1, 21),
        state="issued",
        usable=True,
    )
    return msgspec.structs.replace(usual, **changes)


def together() -> Panel:
    """Two coupons that go together, and one that does not."""
    terms = Terms(stackable=True)
    coffee = Terms(stackable=True, skus=("C01",), goods_ja="コーヒー", goods_en="Coffee")
    return panel(
        vouchers=(
            voucher(1, terms=terms),
            voucher(2, kind="free", value=480, name_ja="いつものコーヒーを 1 杯", name_en="Your usual, on us", terms=coffee),
            voucher(3, kind="amount", value=200, minimum=1000, name_ja="200 円引き", name_en="¥200 off"),
        ),
        proposal=Proposal(vouchers=(uid(901), uid(902)), yen=None, reason="together"),
    )


def panel(visit: str = uid(50), **changes: Any) -> Panel:
    usual = Panel(
        visit=visit,
        member=uid(60),
        name="山本 花子",
        rank="gold",
        rate_permille=1500,
        balance=1234,
        spendable=1234,
        spend_limited_by="balance",
        vouchers=(voucher(1), voucher(2, kind="amount", value=200, minimum=1000, name_ja="200 円引き", name_en="¥200 off")),
        proposal=Proposal(vouchers=(uid(901),), yen=None, reason="only"),
        next_expiry=Expiry(points=120, on=date(2027, 11, 30)),
        last_purchase=LastPurchase(
            at=datetime(2026, 11, 16, 6, 10, tzinfo=UTC), store="本店", total=740, items=("あんぱん", "バゲット", "牛乳")
        ),
        birthday_month=True,
        visits=7,
        how="code",
        opened_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    )
    return msgspec.structs.replace(usual, **changes)


def figure(now: int, before: int) -> wire.Figure:
    return wire.Figure(now=now, before=before)


def today(**changes: Any) -> wire.Today:
    usual = wire.Today(
        store="honten",
        business_date=date(2026, 11, 22),
        sales=figure(68_426, 60_000),
        receipts=figure(62, 70),
        visits=figure(9, 9),
        member_sales=figure(34_213, 20_000),
        points_granted=figure(453, 400),
        points_used=figure(900, 1000),
        coupons_used=figure(3, 1),
        joined=figure(2, 0),
        hours=tuple(1000 * hour if 8 <= hour <= 18 else 0 for hour in range(24)),
        latest=(
            wire.LatestSale(at=datetime(2026, 11, 22, 9, 25, tzinfo=UTC), total=1280, kind="sale", member=True, points=10),
            wire.LatestSale(at=datetime(2026, 11, 22, 9, 7, tzinfo=UTC), total=-370, kind="return", member=False, points=0),
        ),
        open_cases=1,
        server_now=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    )
    return msgspec.structs.replace(usual, **changes)


def adjustment(number: int = 31, **changes: Any) -> AdjustmentRow:
    usual = AdjustmentRow(
        id=uid(number),
        state="waiting",
        points=800,
        reason="apology",
        note="レシート 001234、袋の入れ忘れ",
        asked_at=datetime(2026, 11, 22, 9, 12, tzinfo=UTC),
        due_at=None,
        asked_by="田中 翔",
        decided_by=None,
        decided_at=None,
        member="9014",
        mine=False,
        here=False,
    )
    return msgspec.structs.replace(usual, **changes)


def case(number: int, kind: str = "frequent", **changes: Any) -> audit.Case:
    usual = audit.Case(
        id=uid(500 + number),
        kind=kind,
        store="honten",
        opened_at=datetime(2026, 11, 22, 8, number, tzinfo=UTC),
        staff="鈴木 葵",
        member="9014",
        subject=f"{kind}:honten",
        data={"day": 20261122, "receipts": 9, "points": 126},
        closable=True,
    )
    return msgspec.structs.replace(usual, **changes)


def entry(number: int, action: str, **changes: Any) -> audit.Entry:
    usual = audit.Entry(
        at=datetime(2026, 11, 22, 8, 59 - number, tzinfo=UTC),
        action=action,
        staff="鈴木 葵",
        device="レジ横のタブレット",
        source=f"device:{uid(9)}",
        member="",
        target=uid(700 + number),
        accepted=True,
        reason="",
        sealed=number > 1,
    )
    return msgspec.structs.replace(usual, **changes)


CASES = (
    case(42, "spent_at_once", data={"granted": 400, "used": 380, "minutes": 4}),
    case(30, staff="", data={"day": 20261122, "receipts": 9, "points": 126}),
    case(12, "below_cap", staff="佐藤 恵", member="", closable=False, data={"sales": 3, "total": 147_300}),
    case(5, "offline_loss", staff="", member="2207", data={"points": 500, "short": 120}),
)
CLOSED = (
    case(
        3,
        "new_accounts",
        closable=False,
        member="",
        data={"accounts": 8},
        closed_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
        closed_by="佐藤 恵",
        decision="fine",
        reason="町内会の集まりで入会してもらいました。",
    ),
)
ENTRIES = (
    entry(0, "till.redeem", member="9014"),
    entry(1, "till.open_visit", member="9014"),
    entry(2, "till.redeem", member="2207", accepted=False, reason="points-insufficient"),
    entry(3, "auth.unlock"),
    entry(4, "auth.pin-wrong", staff=""),
    entry(5, "till.sale", staff="", device="", source="connector:x", member="5511"),
    entry(6, "staff.role", staff="佐藤 恵"),
    entry(7, "case.close", staff="佐藤 恵"),
    entry(8, "device.revoke", staff="佐藤 恵"),
)
