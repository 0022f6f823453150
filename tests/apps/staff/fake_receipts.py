"""The sales of the fake shop whose goods may come back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec

from shared.qr import r1
from shared.wire.problems import Code, problem
from shared.wire.receipts import ReceiptCoupon, ReceiptLine, ReceiptTax, ReceiptTender
from shared.wire.returns import ReturnEffect, ReturnRow, ReturnSale
from tests.apps.staff.made_up import uid

SOLD = datetime(2026, 11, 20, 3, 12, tzinfo=UTC)
BACK = datetime(2026, 11, 22, 9, 1, tzinfo=UTC)
EFFECT = ReturnEffect(
    taken=22,
    restored=500,
    owed=0,
    coupons=(ReceiptCoupon(name_ja="はじめての 10% 引き", name_en="10% off your first visit"),),
    balance=1712,
)
OWING = ReturnEffect(taken=22, restored=0, owed=14, coupons=(), balance=0)


def line(n: int, name: str, amount: int, **changes: Any) -> ReceiptLine:
    usual = ReceiptLine(n=n, name=name, quantity_milli=1000, unit_price=amount, amount=amount, discount=0, reduced=True)
    return msgspec.structs.replace(usual, **changes)


def sale(place: int = 80, **changes: Any) -> ReturnSale:
    usual = ReturnSale(
        id=uid(place),
        terminal="manual",
        number="20261120-1042",
        at=SOLD,
        total=2750,
        lines=(
            line(1, "食パン(6 枚切り)", 1240, quantity_milli=4000, unit_price=310, picture="ab" * 32),
            line(2, "くるみのカンパーニュ", 980),
            line(3, "エコバッグ", 530, reduced=False),
        ),
        taxes=(ReceiptTax(rate_permille=80, taxable=2220, tax=164), ReceiptTax(rate_permille=100, taxable=530, tax=48)),
        tenders=(ReceiptTender(kind="points", name="", amount=500), ReceiptTender(kind="cash", name="", amount=2250)),
        card="9014",
        state="open",
        returned_at=None,
        effect=EFFECT,
    )
    return msgspec.structs.replace(usual, **changes)


CODE = r1.make(uid(80))


@dataclass
class FakeReceipts:
    sales: tuple[ReturnSale, ...] = (sale(),)
    taken: dict[str, str] = field(default_factory=dict[str, str])
    """Sale by op_id."""

    def answer(self, request: httpx.Request, rest: list[str]) -> httpx.Response:
        if not rest:
            number = request.url.params["number"]
            rows = [
                ReturnRow(id=one.id, terminal=one.terminal, at=one.at, total=one.total, item=one.lines[0].name)
                for one in self.sales
                if one.number == number
            ]
            return httpx.Response(200, content=msgspec.json.encode(rows))
        found = next((one for one in self.sales if one.id == rest[0]), None)
        if found is None:
            return _refused(Code.RECEIPT_UNKNOWN)
        if request.method == "POST":
            op_id = msgspec.json.decode(request.content)["op_id"]
            if found.state == "returned" and self.taken.get(op_id) != found.id:
                return _refused(Code.RETURN_EXCEEDS_SALE)
            self.taken[op_id] = found.id
            back = msgspec.structs.replace(found, state="returned", returned_at=BACK)
            self.sales = tuple(back if one is found else one for one in self.sales)
            found = back
        return httpx.Response(200, content=msgspec.json.encode(found))


def _refused(code: Code) -> httpx.Response:
    found = problem(code)
    return httpx.Response(found.status, content=msgspec.json.encode(found))
