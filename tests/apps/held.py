"""What a member holds beside points and coupons: stamp cards and ticket books, as plain values."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from shared.wire.brand import MODULES, SEED, Brand
from shared.wire.coupons import Terms
from shared.wire.stamps import MyStamps
from shared.wire.tickets import TicketAct, TicketBook, TicketsOnSale
from tests.apps.fake_api import STORE, uid


def stamp_card(**changes: Any) -> MyStamps:
    usual = MyStamps(
        id="coffee-10",
        name_ja="コーヒーのスタンプカード",
        name_en="Coffee card",
        size=10,
        have=7,
        basis="yen",
        yen=500,
        once_a_day=False,
        today=True,
        ends_on=date(2027, 3, 31),
        kind="free",
        value=480,
        reward_ja="コーヒー 1 杯プレゼント",
        reward_en="A coffee on us",
        terms=Terms(skus=("C01",), goods_ja="コーヒー", goods_en="Coffee"),
    )
    return msgspec.structs.replace(usual, **changes)


def book(number: int, **changes: Any) -> TicketBook:
    """Of a ticket book."""
    usual = TicketBook(
        id=uid(950 + number),
        offer="coffee-11",
        name_ja="コーヒー回数券",
        name_en="Eleven coffees",
        goods_ja="コーヒー 1 杯",
        goods_en="A coffee",
        tickets=11,
        left=8,
        sold_at=datetime(2026, 10, 3, 3, 0, tzinfo=UTC),
        ends_on=date(2027, 4, 2),
        state="usable",
        stores=(),
    )
    return msgspec.structs.replace(usual, **changes)


def ticket_act(number: int, **changes: Any) -> TicketAct:
    usual = TicketAct(
        id=uid(970 + number),
        kind="used",
        name_ja="コーヒー回数券",
        name_en="Eleven coffees",
        count=1,
        at=datetime(2026, 11, 22, 8, 40, tzinfo=UTC),
        store=STORE,
        undone=False,
    )
    return msgspec.structs.replace(usual, **changes)


def on_sale(**changes: Any) -> TicketsOnSale:
    usual = TicketsOnSale(
        offer="coffee-11", name_ja="コーヒー回数券", name_en="Eleven coffees", goods_ja="コーヒー 1 杯", goods_en="A coffee",
        tickets=11, price=4800, ends_on=date(2027, 5, 21), stores=(),
    )  # fmt: skip
    return msgspec.structs.replace(usual, **changes)


WITH_TICKETS = Brand(name="まるふく珈琲", seed=SEED, modules=MODULES)
"""The module is off at first."""
