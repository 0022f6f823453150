"""What the made-up server of the member's scenes has that differs from FakeApi's own."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import msgspec
from PIL import Image, ImageDraw

from shared.wire.coupons import Terms
from shared.wire.goods import Prize
from shared.wire.members import HistoryRow, PointsPage, Step, Why
from shared.wire.questions import Question
from shared.wire.receipts import ReceiptMonth, ReceiptReturn, ReceiptsPage, ReceiptStore
from shared.wire.sales import Expiry
from shared.wire.takeover import MyTakeover
from shared.wire.tickets import Tickets
from tests.apps.fake_api import RECEIPT, STORE, WHY, receipt_row, row, uid, voucher
from tests.apps.held import WITH_TICKETS, book, on_sale, stamp_card, ticket_act

TODAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def history() -> dict[str, Any]:
    """Half a year of a regular: every kind of row, several expiries."""

    def days(back: int) -> datetime:
        return TODAY - timedelta(days=back)

    rows: tuple[HistoryRow, ...] = (
        row(1),
        row(2, kind="redeem", points=-500, balance=1197, at=days(2)),
        row(3, points=128, balance=1697, at=days(6)),
        row(4, kind="reverse", points=-14, balance=1569, at=days(11)),
        row(5, kind="adjust", points=100, balance=1583, at=days(23), receipt=None),
        row(6, points=212, balance=1483, at=days(37)),
        row(7, kind="expire", points=-60, balance=1271, at=days(53), store=None, receipt=None),
        row(8, kind="transfer", points=300, balance=1331, at=days(80), receipt=None),
    )
    expiries = (
        Expiry(points=120, on=date(2026, 11, 30)),
        Expiry(points=340, on=date(2027, 1, 31)),
        Expiry(points=774, on=date(2027, 4, 30)),
    )
    return {"points": PointsPage(balance=1234, expiries=expiries, rows=rows, next=None)}


def coupons() -> dict[str, Any]:
    """One of each state."""
    used = voucher(
        3,
        kind="amount",
        value=200,
        name_ja="秋のご挨拶",
        name_en="Autumn greeting",
        state="used",
        usable=False,
        used_at=TODAY - timedelta(days=3),
        receipt=uid(502),
    )
    coming = voucher(
        2,
        kind="amount",
        value=500,
        minimum=3000,
        name_ja="年末のご挨拶 500 円引き",
        name_en="New Year ¥500 off",
        starts_on=date(2026, 12, 20),
        ends_on=date(2027, 1, 7),
        usable=False,
    )
    return {"vouchers": (voucher(1), coming, used)}


def kinds() -> dict[str, Any]:
    """A coupon of each kind, under two stamp cards."""
    goods = Terms(skus=("C01",), goods_ja="ブレンドコーヒー", goods_en="House blend", stackable=True)
    return {
        "stamps": (
            stamp_card(),
            stamp_card(
                id="visits", name_ja="ご来店スタンプ", name_en="Visits", size=24, have=5, basis="visit", yen=None, once_a_day=True, today=False,
                kind="amount", value=500, terms=Terms(),
            ),
        ),
        "vouchers": (
            voucher(1, kind="free", value=480, name_ja="いつものコーヒーを 1 杯", name_en="Your usual, on us", terms=goods),
            voucher(2, kind="price", value=900, name_ja="ふたりでコーヒー", name_en="Coffee for two", terms=msgspec.structs.replace(goods, pieces=2)),
            voucher(3, kind="cheapest", name_ja="おみやげに", name_en="To take home", terms=msgspec.structs.replace(goods, pieces=3)),
            voucher(4, kind="bundle", value=100, name_ja="豆を 2 袋買うと 1 袋", name_en="Beans, three for two", terms=msgspec.structs.replace(goods, pieces=2)),
            voucher(5, name_ja="平日は 10% 引き", name_en="Weekdays 10% off", minimum=1000, terms=Terms(weekdays=(0, 1, 2), holidays=True)),
        ),
    }  # fmt: skip


def stamps() -> dict[str, Any]:
    """A new card, one that has just been full, one that is over."""
    free = voucher(2, coupon="coffee-free", kind="free", value=480, name_ja="コーヒー 1 杯プレゼント", name_en="A coffee on us")
    return {
        "stamps": (
            stamp_card(have=0, coupon="coffee-free"),
            stamp_card(
                id="visits", name_ja="ご来店スタンプ", name_en="Visits", size=12, have=0, basis="visit", yen=None, today=False,
                kind="amount", value=500, terms=Terms(),
            ),
            stamp_card(id="summer", name_ja="夏のスタンプ", name_en="Summer card", have=6, over=True, today=False, ends_on=date(2026, 11, 15)),
        ),
        "vouchers": (voucher(1), free),
    }  # fmt: skip


def together() -> dict[str, Any]:
    both = Terms(stackable=True)
    return {
        "vouchers": (
            voucher(1, terms=both),
            voucher(2, kind="amount", value=300, name_ja="雨の日 300 円引き", name_en="Rainy day", terms=both),
        )
    }


def part_back() -> dict[str, Any]:
    given = tuple(ReceiptReturn(id=uid(510 + n), at=TODAY + timedelta(days=n), total=yen) for n, yen in ((1, 480), (2, 1480)))
    return {"receipt": msgspec.structs.replace(RECEIPT, returns=given)}


def corrected() -> dict[str, Any]:
    """The shop has said the receipt anew."""
    return {"receipt": msgspec.structs.replace(RECEIPT, amends=uid(503))}


def went_back() -> dict[str, Any]:
    steps = (
        Step(rule="kept@1", text_ja="残りのお買い物 ¥1,480 で付くポイントは 14 pt", text_en="What is kept, ¥1,480, earns 14 pt", points=0),
        Step(
            rule="taken-back@1",
            text_ja="返品したお買い物で付いたポイントを取り消し",
            text_en="Taken back: points of the returned sale",
            points=-23,
        ),
        Step(rule="given-back@1", text_ja="お支払いに使ったポイントをお返し", text_en="Given back: points paid with", points=9),
    )
    back = row(1, kind="reverse", points=-14, balance=1569)
    page = PointsPage(balance=1569, expiries=(), rows=(back,), next=None)
    return {"points": page, "why": Why(row=back, steps=steps, lots=())}


def receipts() -> dict[str, Any]:
    """Two months of receipts in two stores; any search finds the older one. The open one has its return code and a picture."""
    older = receipt_row(
        3, at=TODAY - timedelta(days=33), total=1480, points=14, items=1, item="自家焙煎豆 200g", store_name="駅前店", returned="whole"
    )
    rows = (
        receipt_row(1, item="自家焙煎豆 200g", amended=True),
        receipt_row(2, at=TODAY - timedelta(days=3), total=-480, points=-4, items=1, item="ブレンドコーヒー", kind="return"),
        older,
    )
    months = (
        ReceiptMonth(month=date(2026, 11, 1), receipts=2, total=3_300, points=33),
        ReceiptMonth(month=date(2026, 10, 1), receipts=1, total=1_480, points=14),
    )
    stores = (ReceiptStore(id="honten", name=STORE), ReceiptStore(id="ekimae", name="駅前店"))
    picture = bean()
    lines = (msgspec.structs.replace(RECEIPT.lines[0], picture=picture[0]), *RECEIPT.lines[1:])
    return {
        "receipts": ReceiptsPage(rows=rows, next=None, months=months, stores=stores),
        "searched": ReceiptsPage(rows=(older,), next=None, months=months[1:], stores=stores),
        "receipt": msgspec.structs.replace(RECEIPT, lines=lines),
        "pictures": dict([picture]),
    }


def bean() -> tuple[str, bytes]:
    """A made-up photograph of coffee beans: (its hash, WebP)."""
    drawn = Image.new("RGB", (128, 128), "#D9C3A0")
    pen = ImageDraw.Draw(drawn)
    for n in range(18):
        x, y = n * 37 % 108, n * 53 % 108
        pen.ellipse((x, y, x + 26, y + 18), fill="#6B4226")
        pen.line((x + 4, y + 9, x + 22, y + 9), fill="#3E2414", width=2)
    out = BytesIO()
    drawn.save(out, "WEBP")
    return hashlib.sha256(out.getvalue()).hexdigest(), out.getvalue()


def prizes() -> dict[str, Any]:
    picture = bean()
    return {
        "prizes": (
            Prize(sku="drip", name_ja="ドリップバッグ 5 袋", name_en="Five drip bags", picture=picture[0], points=500),
            Prize(sku="cup", name_ja="コーヒー 1 杯", name_en="A cup of coffee", picture=None, points=1000),
            Prize(sku="mug", name_ja="まるふくオリジナルマグカップ", name_en="Marufuku mug", picture=None, points=2000),
        ),
        "pictures": dict([picture]),
    }


def takeovers() -> dict[str, Any]:
    """One in each state."""
    at = TODAY - timedelta(days=3)
    return {
        "takeovers": (
            MyTakeover(id=uid(1), number="4901 2345 6789", state="waiting", asked_at=at, points=320),
            MyTakeover(id=uid(2), number="A-10023", state="confirmed", asked_at=at, points=1200),
            MyTakeover(id=uid(3), number="A-10032", state="refused", asked_at=at, reason="other_card"),
        )
    }


def answered() -> dict[str, Any]:
    question = Question(
        asked_at=TODAY, text="クーポンの分が少ないようです", answered_at=TODAY, answer="確認しました。割引後の金額で計算しています。"
    )
    return {"why": msgspec.structs.replace(WHY, question=question)}


def tickets() -> dict[str, Any]:
    """A book of each state, what was done with them, and what is sold."""
    massage = {
        "name_ja": "ハンドケア 10 分 回数券",
        "name_en": "Hand care, five times",
        "goods_ja": "ハンドケア 10 分",
        "goods_en": "Ten minutes of hand care",
    }
    books = (
        book(1, tickets=5, left=2, ends_on=date(2026, 11, 30), state="soon", stores=("まるふく珈琲 本店",), **massage),
        book(2),
        book(3, left=0, state="used_up"),
        book(4, left=2, ends_on=date(2026, 11, 1), state="over"),
    )
    acts = (
        ticket_act(1, count=2),
        ticket_act(2, undone=True, at=TODAY - timedelta(days=4)),
        ticket_act(3, kind="sold", count=11, at=TODAY - timedelta(days=50)),
    )
    return {"brand": WITH_TICKETS, "tickets": Tickets(books=books, acts=acts, on_sale=(on_sale(),))}


def tickets_sold() -> dict[str, Any]:
    """None yet."""
    return {"brand": WITH_TICKETS, "tickets": Tickets(on_sale=(on_sale(),))}
