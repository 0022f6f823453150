"""The sales of the fake shop whose goods may come back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec

from shared.qr import r1
from shared.wire.problems import Code, problem
from shared.wire.receipts import ReceiptCoupon, ReceiptTax, ReceiptTender
from shared.wire.returns import AskReturn, BackLine, ReturnEffect, ReturnLine, ReturnRow, ReturnSale, TakeReturn
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
REPAYING = ReturnEffect(taken=22, restored=500, owed=0, repaid=300, coupons=(), balance=178)


def line(n: int, name: str, amount: int, **changes: Any) -> ReturnLine:
    usual = ReturnLine(n=n, name=name, quantity_milli=1000, unit_price=amount, amount=amount, discount=0, reduced=True)
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
        back=2750,
        money=2250,
        effect=EFFECT,
    )
    return msgspec.structs.replace(usual, **changes)


CODE = r1.make(uid(80))


@dataclass
class FakeReceipts:
    sales: tuple[ReturnSale, ...] = (sale(),)
    taken: dict[str, ReturnSale] = field(default_factory=dict[str, ReturnSale])
    """What was answered, by op_id."""

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
        if rest[1:] == ["preview"]:
            return _good(_of(found, msgspec.json.decode(request.content, type=AskReturn).lines))
        return self._take(found, request.content) if request.method == "POST" else _good(found)

    def _take(self, found: ReturnSale, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=TakeReturn)
        if body.op_id not in self.taken:
            if found.state == "returned":
                return _refused(Code.RETURN_EXCEEDS_SALE)
            here = self.taken[body.op_id] = _after(_of(found, body.lines), body.lines)
            self.sales = tuple(_of(here, ()) if one is found else one for one in self.sales)
        return _good(self.taken[body.op_id])


def _yen(found: ReturnLine, back: BackLine) -> int:
    if back.amount is not None:
        return back.amount
    return found.amount * (back.quantity_milli or 0) // found.quantity_milli


def _left(found: ReturnSale) -> tuple[BackLine, ...]:
    return tuple(BackLine(n=one.n, quantity_milli=one.quantity_milli - one.back_milli) for one in found.lines if one.back < one.amount)


def _of(found: ReturnSale, lines: tuple[BackLine, ...]) -> ReturnSale:
    """With what the return of these lines changes: each figure in proportion, the coupon only when nothing is left."""
    if found.state == "returned":
        return found
    by_number = {one.n: one for one in found.lines}
    back = sum(_yen(by_number[one.n], one) for one in lines or _left(found))
    if back == found.total or found.effect is None:
        return msgspec.structs.replace(found, back=back, money=found.money if back == found.total else back)
    points = back * EFFECT.restored // found.total
    taken = back * EFFECT.taken // found.total
    effect = ReturnEffect(taken=taken, restored=points, owed=0, coupons=(), balance=1234 - taken + points)
    return msgspec.structs.replace(found, back=back, money=back - points, effect=effect)


def _after(found: ReturnSale, lines: tuple[BackLine, ...]) -> ReturnSale:
    gone = {one.n: one for one in lines or _left(found)}
    rows = tuple(
        msgspec.structs.replace(one, back=one.back + _yen(one, gone[one.n]), back_milli=one.back_milli + (gone[one.n].quantity_milli or 0))
        if one.n in gone
        else one
        for one in found.lines
    )
    whole = all(one.back == one.amount for one in rows)
    return msgspec.structs.replace(found, lines=rows, state="returned" if whole else "part", returned_at=BACK)


def _good(found: ReturnSale) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(found))


def _refused(code: Code) -> httpx.Response:
    found = problem(code)
    return httpx.Response(found.status, content=msgspec.json.encode(found))
