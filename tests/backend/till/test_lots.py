"""The life of points: when they can be used, when they end, and how they leave the books."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from backend.earning.rules import RuleSet
from backend.jobs.expiry import Expiry
from backend.ledger.repository import points_page
from backend.ledger.tables import accounts, lots, postings, transactions
from backend.till.granting import last
from backend.till.operations import Actor, Deliver
from backend.till.reading import why
from shared.clock import DAY, business_date, day_number, to_date, to_datetime, to_instant, tokyo
from shared.wire.members import Step, Waiting
from shared.wire.sales import Delivered
from tests.backend.till.shop import POS, Shop, accepted, refused, returned, sale
from tests.backend.till.test_returns import standing

LAST = to_instant(datetime(2027, 11, 30, 14, 59, 59, 999_000, tzinfo=UTC))
"""The last millisecond in Tokyo of points granted in November 2026."""


def lapsed(connection: Connection) -> tuple[int, int]:
    """(transactions, points) that expired."""
    query = select(func.sum(postings.c.amount)).join(accounts, accounts.c.id == postings.c.account_id).where(accounts.c.kind == "expired")
    count = select(func.count()).select_from(transactions).where(transactions.c.kind == "expire")
    return connection.execute(count).scalar_one(), int(connection.execute(query).scalar_one() or 0)


def last_days(connection: Connection) -> list[date]:
    return [to_date(business_date(until)) for until in connection.scalars(select(lots.c.expire_at).order_by(lots.c.id))]


async def test_points_lapse_after_midnight_in_tokyo_and_once(shop: Shop) -> None:
    await shop.give("hanako", 100)
    await shop.give("taro", 50)
    job = Expiry(shop.database, shop.clock, shop.till)
    shop.clock.at = LAST
    seen = await job.run(shop.now - DAY)
    assert await shop.database.read(lapsed) == (0, 0)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 30)
    shop.clock.at = LAST + 1
    assert await standing(shop) == (0, 0)
    await asyncio.gather(*[job.run(seen) for _ in range(5)])
    assert await shop.database.read(lapsed) == (2, 120)
    assert await job.run(shop.now) == shop.now
    shop.clock.forward(DAY)
    await job.run(shop.now - DAY)
    assert await shop.database.read(lapsed) == (2, 120)


async def test_every_page_of_what_lapses_is_booked(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.jobs.expiry.MOST", 2)
    names = ["hanako", "taro", *(str(n) for n in range(5))]
    for name in names[2:]:
        await shop.join(name)
    for _ in range(2):  # each has lots of two last days
        for name in names:
            await shop.give(name, 10)
        shop.clock.forward(40 * DAY)
    shop.clock.at = LAST + 60 * DAY
    await Expiry(shop.database, shop.clock, shop.till).run(0)
    assert await shop.database.read(lapsed) == (len(names), 20 * len(names))


async def test_the_job_and_a_spend_at_once_never_take_the_same_points(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    reserved = await shop.reserve(visit, 100)
    assert reserved
    shop.clock.at = LAST + 1
    job = Expiry(shop.database, shop.clock, shop.till)
    await asyncio.gather(job.run(0), shop.redeem(visit, 100), job.run(0))
    assert await shop.database.read(lapsed) == (1, 100)
    assert await standing(shop) == (0, 0)


async def test_a_return_after_they_lapsed_owes_nothing(shop: Shop) -> None:
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    shop.clock.at = LAST + 1
    await Expiry(shop.database, shop.clock, shop.till).run(0)
    answer = await shop.sell(returned(bought, "2", at=shop.now))
    assert (answer.points, answer.balance, answer.notes) == (-100, 0, ())
    assert await standing(shop) == (0, 0)
    assert await shop.database.read(lapsed) == (1, 0)


async def test_rolling_points_live_as_long_as_the_newest(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, life="rolling", life_months=1))
    await shop.sell(sale("1", 1000), who=shop.code("hanako"))
    assert await shop.database.read(last_days) == [date(2026, 12, 31)]
    shop.clock.forward(30 * DAY)
    await shop.sell(sale("2", 50, at=shop.now), who=shop.code("hanako"))  # earns nothing and yet is a purchase
    assert await shop.database.read(last_days) == [date(2027, 1, 31)]
    shop.clock.forward(60 * DAY)
    await shop.sell(sale("3", 1000, at=shop.now), who=shop.code("hanako"))
    assert await shop.database.read(last_days) == [date(2027, 1, 31), date(2027, 3, 31)]
    assert await standing(shop) == (10, 0)


async def test_points_may_wait_before_they_count(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, confirm_days=7))
    bought = sale("1", 1000)
    answer = await shop.sell(bought, who=shop.code("hanako"))
    assert (answer.points, answer.balance) == (10, 0)
    page = await shop.database.read(lambda connection: points_page(connection, shop.members["hanako"], shop.now))
    assert page is not None
    assert page.waiting == (Waiting(points=10, on=tokyo(shop.now + 7 * DAY).date()),)
    shop.clock.forward(7 * DAY - 1)
    assert await standing(shop) == (0, 0)
    shop.clock.forward(1)
    assert await standing(shop) == (10, 0)
    page = await shop.database.read(lambda connection: points_page(connection, shop.members["hanako"], shop.now))
    assert page is not None
    assert page.waiting == ()
    await shop.sell(sale("2", 1000, at=shop.now), who=shop.code("hanako"))
    await shop.sell(returned(bought, "3", at=shop.now))
    shop.clock.forward(7 * DAY)
    assert await standing(shop) == (10, 0)


async def test_all_points_may_end_on_one_day(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, life_until=date(2027, 3, 31)))
    body = msgspec.structs.replace(sale("1", 1000), occurred_at=to_datetime(shop.now))
    answer = await shop.sell(body, who=shop.code("hanako"))
    assert answer.next_expiry is not None
    assert answer.next_expiry.on == date(2027, 3, 31)


def delivered(shop: Shop, number: str) -> Deliver:
    key = f"deliver:honten:r1:{number}"
    return Deliver(
        source=POS,
        op_id=key,
        at=shop.now,
        actor=Actor(store_id="honten"),
        fingerprint=key.encode(),
        key_of_sale=("honten", "r1", number),
    )


async def test_what_is_bought_online_counts_once_it_is_delivered(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, confirm_delivered=True))
    bought = msgspec.structs.replace(sale("1", 1000), channel="online")
    assert refused(await shop.till.post(delivered(shop, "1"))) == "SALE_UNKNOWN"
    answer = await shop.sell(bought, who=shop.code("hanako"))
    assert (answer.points, answer.balance, await standing(shop)) == (10, 0, (0, 0))
    assert [step.rule for step in await told(shop)][-1:] == ["waiting@1"]
    page = await shop.database.read(lambda connection: points_page(connection, shop.members["hanako"], shop.now))
    assert page is not None
    assert page.waiting == (Waiting(points=10, on=None),)
    await shop.sell(sale("2", 500), who=shop.code("hanako"))  # in the shop
    assert await standing(shop) == (5, 0)
    first, again = [await shop.till.post(delivered(shop, "1")) for _ in range(2)]
    assert accepted(first, Delivered) == Delivered(sale=answer.sale, points=10, balance=15)
    assert first == again
    assert await standing(shop) == (15, 0)
    await shop.sell(returned(bought, "3"))
    assert await standing(shop) == (5, 0)


async def test_a_delivery_does_not_shorten_days_that_points_wait(shop: Shop) -> None:
    """The days in which goods can be sent back are the shop's own rule; who delivers cannot lift it."""
    await shop.govern(RuleSet(version=2, confirm_days=14))
    await shop.sell(msgspec.structs.replace(sale("1", 1000), channel="online"), who=shop.code("hanako"))
    assert accepted(await shop.till.post(delivered(shop, "1")), Delivered).points == 0
    assert await standing(shop) == (0, 0)


async def test_what_comes_back_before_it_was_delivered_never_counts(shop: Shop) -> None:
    await shop.govern(RuleSet(version=2, confirm_delivered=True))
    bought = msgspec.structs.replace(sale("1", 1000), channel="online")
    await shop.sell(bought, who=shop.code("hanako"))
    back = returned(bought, "2")
    await shop.sell(back)
    await shop.till.post(delivered(shop, "1"))
    assert await standing(shop) == (0, 0)
    await shop.sell(msgspec.structs.replace(back, void=True, revision=1))
    nobody = msgspec.structs.replace(sale("4", 1000), channel="online")
    await shop.sell(nobody)
    assert accepted(await shop.till.post(delivered(shop, "4")), Delivered).balance is None


async def told(shop: Shop) -> tuple[Step, ...]:
    """The newest row of the history, step by step."""

    def look(connection: Connection) -> tuple[Step, ...]:
        page = points_page(connection, shop.members["hanako"], shop.now)
        assert page is not None
        found = why(connection, shop.members["hanako"], page.rows[0].id, shop.now)
        assert found is not None
        return found.steps

    return await shop.database.read(look)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 120))
def test_whatever_the_day_points_end_with_it_and_with_their_month_in_tokyo(day: date, months: int) -> None:
    until = last(RuleSet(life_until=day), 202611)
    assert (business_date(until), business_date(until + 1)) == (day_number(day), day_number(day + timedelta(1)))
    until = last(RuleSet(life_months=months), day.year * 100 + day.month)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    assert (business_date(until), business_date(until + 1)) == (day_number(after - timedelta(1)), day_number(after))
