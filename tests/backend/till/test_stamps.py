"""Stamp cards at the till: each act stamps once, a full card becomes a voucher in the same commit, a return takes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert, select

from backend.coupons import stamp_cards
from backend.coupons.stamps import StampCard, filled, kept_of, of_sale, of_visit
from backend.coupons.tables import stamps, vouchers
from backend.db.engine import Database
from backend.stores.tables import brand
from shared.clock import DAY, MINUTE, business_date
from shared.wire.coupons import NewCoupon
from shared.wire.stamps import MyStamps, NewStampCard
from shared.wire.visits import Redemption
from tests.backend.till.shop import Shop, accepted, refused, returned, sale

FROM, TO = date(2026, 1, 1), date(2026, 12, 31)


def reward(name: str) -> NewCoupon:
    return NewCoupon(id=name, kind="amount", value=500, name_ja="500 円引き", name_en="¥500 off", starts_on=FROM, ends_on=TO)


def card(name: str, size: int, **more: Any) -> NewStampCard:
    plain: dict[str, Any] = {"basis": "visit", "starts_on": FROM, "ends_on": TO, "reward": reward(f"{name}-gift")}
    return NewStampCard(id=name, name_ja=name, name_en=name, size=size, **(plain | more))


async def opened(database: Database, *cards: NewStampCard, names: tuple[str, ...] = ("hanako",)) -> Shop:
    shop = Shop(database)
    await shop.open(*names)

    def add(connection: Connection) -> None:
        for each in cards:
            stamp_cards.add(connection, each, shop.now)

    await database.transact(add)
    return shop


async def have(shop: Shop, name: str = "hanako") -> dict[str, int]:
    return {each.id: each.have for each in await cards_of(shop, name)}


async def cards_of(shop: Shop, name: str = "hanako") -> tuple[MyStamps, ...]:
    today, member = business_date(shop.now), shop.members[name]
    return await shop.database.read(lambda connection: stamp_cards.of_member(connection, member, today))


async def gifts(shop: Shop, name: str = "hanako") -> list[str]:
    query = select(vouchers.c.state).where(vouchers.c.member_id == shop.members[name]).order_by(vouchers.c.id)
    return await shop.database.read(lambda connection: list(connection.scalars(query)))


async def test_each_visit_stamps_once_and_a_full_card_is_a_voucher(database: Database) -> None:
    shop = await opened(database, card("visits", 3))
    visit = shop.ids.new()
    for _ in range(3):
        await shop.scan(shop.code("hanako"), visit=visit)  # the first counts, whatever is sent again
    assert (await have(shop), await gifts(shop)) == ({"visits": 1}, [])
    await shop.visit("hanako")
    assert (await have(shop), (await cards_of(shop))[0].today) == ({"visits": 2}, True)
    await shop.visit("hanako")
    assert (await have(shop), await gifts(shop)) == ({"visits": 0}, ["issued"])
    await shop.sound()


async def test_once_a_day(database: Database) -> None:
    shop = await opened(database, card("daily", 5, once_a_day=True), card("spent", 5, basis="yen", yen=500, once_a_day=True))
    await shop.visit("hanako")
    await shop.sell(sale("1", 2600))
    await shop.visit("hanako")
    await shop.sell(sale("2", 2600))
    assert await have(shop) == {"daily": 1, "spent": 1}
    shop.clock.forward(DAY)
    await shop.visit("hanako")
    assert await have(shop) == {"daily": 2, "spent": 1}
    await shop.sound()


async def test_spending_stamps_and_its_return_takes_back(database: Database) -> None:
    shop = await opened(database, card("spent", 5, basis="yen", yen=500))
    await shop.visit("hanako")
    bought = sale("1", 1999)
    await shop.sell(bought)
    await shop.ring(bought)
    assert await have(shop) == {"spent": 3}
    await asyncio.gather(*[shop.ring(returned(bought, "2")) for _ in range(3)])
    assert await have(shop) == {"spent": 0}
    await shop.visit("hanako")
    await shop.sell(sale("3", 6000))  # twelve stamps: two full cards and two more
    assert (await have(shop), await gifts(shop)) == ({"spent": 2}, ["issued", "issued"])
    await shop.sound()


async def test_a_return_withdraws_an_unused_voucher(database: Database) -> None:
    shop = await opened(database, card("spent", 5, basis="yen", yen=500))
    for number, total in (("1", 2000), ("2", 1000)):
        await shop.visit("hanako")
        await shop.sell(sale(number, total))
    assert (await have(shop), await gifts(shop)) == ({"spent": 1}, ["issued"])
    await shop.sell(returned(sale("2", 1000), "3"))
    assert (await have(shop), await gifts(shop)) == ({"spent": 4}, ["expired"])
    await shop.sound()


async def test_after_a_used_voucher_stamps_are_owed(database: Database) -> None:
    shop = await opened(database, card("spent", 5, basis="yen", yen=500))
    await shop.visit("hanako")
    bought = sale("1", 3000)
    await shop.sell(bought)
    query = select(vouchers.c.id).where(vouchers.c.member_id == shop.members["hanako"])
    mine = await shop.database.read(lambda connection: connection.scalars(query).one())
    accepted(await shop.redeem(await shop.visit("hanako"), 0, mine), Redemption)
    await shop.sell(returned(bought, "2"))
    assert (await have(shop), await gifts(shop)) == ({"spent": 0}, ["used"])
    await shop.sell(sale("3", 3500))  # seven stamps, of which five were owed
    assert await have(shop) == {"spent": 2}
    await shop.sound()


async def test_a_visit_without_a_purchase_keeps_its_stamp_and_a_returned_one_does_not(database: Database) -> None:
    shop = await opened(database, card("visits", 5))
    await shop.visit("hanako")
    shop.clock.forward(MINUTE)
    await shop.visit("hanako")
    shop.clock.forward(MINUTE)
    bought = sale("1", 800, at=shop.now)
    await shop.sell(bought)
    assert await have(shop) == {"visits": 2}
    await shop.sell(returned(bought, "2", at=shop.now))
    assert await have(shop) == {"visits": 1}
    await shop.sell(sale("3", 800, at=shop.now, terminal="r7"), who=shop.code("hanako"))  # shown at the POS alone: a visit too
    assert await have(shop) == {"visits": 2}
    await shop.sound()


async def test_a_return_before_its_sale_leaves_no_stamp(database: Database) -> None:
    shop = await opened(database, card("visits", 5), card("spent", 3, basis="yen", yen=500))
    bought = sale("1", 2000)
    await shop.sell(returned(bought, "2"))
    await shop.visit("hanako")
    await shop.sell(bought)
    assert await have(shop) == {"visits": 0, "spent": 0}
    await shop.sound()


async def test_the_period_counts_and_nobody_else_gives_the_reward(database: Database) -> None:
    shop = await opened(database, card("old", 2, ends_on=date(2026, 11, 19)), card("new", 2, starts_on=date(2026, 11, 21)))
    await shop.visit("hanako")
    assert await have(shop) == {}
    assert refused(await shop.issue("hanako", "old-gift")) == "COUPON_UNKNOWN"
    shop.clock.forward(DAY)
    await shop.visit("hanako")
    assert await have(shop) == {"new": 1}
    await shop.sound()


@pytest.fixture
async def rivals(postgres_url: str) -> AsyncIterator[tuple[Shop, Shop]]:
    first, second = Database.open(postgres_url), Database.open(postgres_url)
    one = await opened(first, card("visits", 2), card("spent", 3, basis="yen", yen=500), names=())
    two = Shop(second, one.clock)
    two.members = one.members
    yield one, two
    await one.sound()
    await first.close()
    await second.close()


async def test_two_servers_fill_a_card_once(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for n in range(5):
        name = f"guest{n}"
        await one.join(name)
        scans = [shop.scan(one.code(name), actor=one.actor(device=one.ids.new()), terminal=None) for shop in (one, two, one, two)]
        sales = [shop.ring(sale(one.ids.new()[-12:], 1000, terminal="pos"), who=one.code(name)) for shop in (one, two, one)]
        await asyncio.gather(*scans, *sales)
        # seven visits fill three cards of two; six stamps for spending fill two of three
        assert (await have(one, name), await gifts(one, name)) == ({"visits": 1, "spent": 0}, ["issued"] * 5)


def test_a_card_is_arithmetic() -> None:
    yen = StampCard("c", "c", "c", 5, "yen", 500, False, 20260101, 20261231, "gift")  # noqa: FBT003 - its columns
    assert [of_sale(yen, total, 20261120, 0) for total in (499, 500, 1499, -500)] == [0, 1, 2, 0]
    assert [of_sale(yen, 500, day, 0) for day in (20251231, 20260101, 20261231, 20270101)] == [0, 1, 1, 0]
    assert of_visit(yen, 20261120, 0) == 0


@given(st.integers(0, 50), st.integers(0, 100_000), st.integers(0, 100_000), st.integers(1, 5_000))
def test_a_partial_return_leaves_what_the_kept_goods_would_have_brought(had_before: int, total: int, left: int, yen: int) -> None:
    shown = StampCard("c", "c", "c", 5, "yen", yen, False, 20260101, 20261231, "gift")  # noqa: FBT003 - its columns
    left = min(left, total)
    had = of_sale(shown, total, 20261120, 0)
    assert kept_of(shown, had, left) == of_sale(shown, left, 20261120, 0)
    assert filled(had_before + had, 5) * 5 <= had_before + had


async def stamped(shop: Shop) -> int:
    """Whether or not they are shown."""
    return await shop.database.read(lambda connection: int(connection.scalars(select(func.sum(stamps.c.n))).one() or 0))


async def test_a_return_takes_back_where_stamp_cards_are_switched_off_since(database: Database) -> None:
    shop = await opened(database, card("yen", 10, basis="yen", yen=500))
    bought = sale("1", 2000)
    await shop.sell(bought, who=shop.code("hanako"))
    off = {"id": "brand", "version": 1, "name": "店", "set_up_at": 0, "seed": "#8a5a2b", "modules_off": '["stamps"]'}
    await database.transact(lambda connection: connection.execute(insert(brand).values(off)))
    await shop.sell(sale("2", 2000), who=shop.code("hanako"))
    assert await stamped(shop) == 4
    await shop.sell(returned(bought, "3"))
    assert await stamped(shop) == 0
    await shop.sound()


async def test_a_return_that_is_undone_stamps_again(database: Database) -> None:
    shop = await opened(database, card("yen", 5, basis="yen", yen=500), card("visits", 3))
    bought = sale("1", 2000)
    await shop.sell(bought, who=shop.code("hanako"))
    back = returned(bought, "2")
    await shop.sell(back)
    assert await have(shop) == {"yen": 0, "visits": 0}
    await shop.sell(sale("3", 500), who=shop.code("hanako"))
    await shop.sell(msgspec.structs.replace(back, void=True, revision=1))
    assert (await have(shop), await gifts(shop)) == ({"yen": 0, "visits": 2}, ["issued"])
    await shop.sound()
