"""What the server tells by itself: each thing once, on the right morning in Tokyo, however often and late the job runs."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from backend.jobs.notices import NoticeJob
from backend.notices.tables import notices as table
from shared.client import MemberApi
from shared.clock import DAY, HOUR, MINUTE, to_instant
from shared.wire import coupons, notices, sales, tickets, visits
from tests.backend.api.harness import START, House


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> int:
    """An instant by the shop's wall clock."""
    return to_instant(datetime(year, month, day, hour, minute, tzinfo=UTC)) - 9 * HOUR


def job(shop: House) -> NoticeJob:
    return NoticeJob(shop.database, shop.clock, shop.ids)


async def told(member: MemberApi, kind: str) -> list[str]:
    """Titles, oldest first."""
    return [row.title_ja for row in (await member.inbox()).rows if row.kind == kind][::-1]


async def earn(shop: House, member: MemberApi, yen: int) -> None:
    ref = sales.Ref(kind="card", value=(await member.card()).number)
    await shop.pos.sale(shop.sale(shop.ids.new()[:18], yen, member=ref))


async def test_points_that_expire_are_told_a_month_and_a_week_before(each_shop: House) -> None:
    """Earned in November 2026, they count to 30 November 2027."""
    shop = each_shop
    hanako, taro = await shop.member(), await shop.member("taro@example.jp")
    for yen in (30_000, 4_000):
        await earn(shop, hanako, yen)
    seen = START
    for now, expected in (
        (at(10, 31, 7, 59, year=2027), 0),
        (at(10, 31, 8, year=2027), 1),
        (at(10, 31, 23, 59, year=2027), 1),
        (at(11, 1, 9, year=2027), 1),
        (at(11, 23, 7, 59, year=2027), 1),
        (at(11, 23, 8, 1, year=2027), 2),
        (at(11, 30, 23, 59, year=2027), 2),
    ):
        shop.clock.at = now
        for _ in range(2):
            await job(shop).run(seen)
        seen = now
        hanako = await shop.member()
        assert len(await told(hanako, "expiry")) == expected, now
    assert await told(hanako, "expiry") == ["340 pt の期限まで、あと 30 日です", "340 pt の期限まで、あと 7 日です"]
    assert await told(await shop.member("taro@example.jp"), "expiry") == []
    await taro.close()


async def test_tickets_that_end_are_told_a_month_and_a_week_before(each_shop: House) -> None:
    """What was paid for does not lapse in silence; what is used up needs no word."""
    shop = each_shop
    hanako, taro = await shop.member(), await shop.member("taro@example.jp")
    await shop.manager.add_ticket_offer(
        tickets.NewTicketOffer(id="tea", name_ja="お茶", name_en="Tea", goods_ja="お茶", goods_en="Tea", tickets=3, price=900, months=1)
    )
    for member, used in ((hanako, 1), (taro, 3)):
        visit = visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code)
        await shop.manager.open_visit(visit)
        await shop.manager.sell_tickets(visit.id, tickets.SellTickets(op_id=shop.ids.new(), offer="tea", receipt="1"))
        await shop.manager.use_tickets(visit.id, tickets.UseTickets(op_id=shop.ids.new(), offer="tea", count=used))
    shop.clock.at = at(12, 22, 8)  # sold on 30 November, they end on 29 December
    for _ in range(2):
        await job(shop).run(START)
    (row,) = [row for row in (await (await shop.member()).inbox()).rows if row.kind == "tickets"]
    assert (row.title_ja, row.text_ja) == ("回数券の期限まで、あと 7 日です", "「お茶」の残り 2 枚は 12/29 (火) まで使えます。")
    assert await told(await shop.member("taro@example.jp"), "tickets") == []


async def test_nobody_is_forgotten_between_two_pages(each_shop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.jobs.notices.PAGE", 2)
    shop = each_shop
    names = [f"{n}@example.jp" for n in range(5)]
    for name in names:
        await earn(shop, await shop.member(name), 10_000)
    shop.clock.at = at(12, 28, 10)  # the welcoming coupon ends on the 31st
    await job(shop).run(shop.clock.at - DAY)
    shop.clock.at = at(11, 23, 10, year=2027)
    await job(shop).run(shop.clock.at - DAY)
    for name in names:
        hanako = await shop.member(name)
        assert len(await told(hanako, "coupon")) == 1
        assert await told(hanako, "expiry") == ["100 pt の期限まで、あと 7 日です"]


async def test_two_processes_at_once_tell_it_once(each_shop: House) -> None:
    shop = each_shop
    for n in range(3):
        await earn(shop, await shop.member(f"{n}@example.jp"), 10_000)
    shop.clock.at = at(11, 23, 10, year=2027)
    before = shop.clock.at - 2 * DAY
    await asyncio.gather(*(job(shop).run(before) for _ in range(4)), return_exceptions=True)
    await job(shop).run(before)  # who lost comes again a minute later
    for n in range(3):
        assert await told(await shop.member(f"{n}@example.jp"), "expiry") == ["100 pt の期限まで、あと 7 日です"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 4 * DAY // MINUTE), min_size=1, max_size=12))
async def test_whenever_it_looks_each_morning_is_told_once(shop: House, waits: list[int]) -> None:
    """Turns minutes or days apart, over the ending of a coupon: told if a turn came between its morning and its end, and never twice."""
    shop.clock.at = START
    member = await shop.member(f"{shop.ids.new()}@example.jp")  # holds a coupon that ends on 31 December
    card = (await member.card()).member
    seen = shop.clock.at = at(12, 26, 12)
    for wait in waits:
        shop.clock.forward(wait * MINUTE)
        await job(shop).run(seen)
        await job(shop).run(seen)
        seen = shop.clock.at

    def mine(connection: Connection) -> int:
        return connection.execute(select(func.count()).where(table.c.member_id == card, table.c.kind == "coupon")).scalar_one()

    assert await shop.database.read(mine) == (1 if seen >= at(12, 28, 8) else 0)


async def test_a_coupon_that_came_and_one_that_ends(shop: House) -> None:
    member = await shop.member()
    new = coupons.NewCoupon(
        id="tea", kind="amount", value=50, name_ja="お茶", name_en="Tea", starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 5)
    )
    await shop.manager.add_coupon(new)
    await job(shop).run(START)
    assert await told(member, "coupon") == []  # the joining gift is no news
    await shop.manager.issue(coupons.IssueVoucher(op_id=shop.ids.new(), coupon="tea", member=(await member.card()).member))
    for _ in range(2):
        await job(shop).run(START)
    (row,) = [row for row in (await member.inbox()).rows if row.kind == "coupon"]
    assert (row.title_ja, row.coupon and row.coupon.state) == ("クーポンが届きました", "held")
    assert "「お茶」を 12/5 (土) まで" in row.text_ja
    seen, shop.clock.at = shop.clock.at, at(12, 2, 8)
    await job(shop).run(seen)
    assert await told(await shop.member(), "coupon") == ["クーポンが届きました", "クーポンの期限まで、あと 3 日です"]


async def test_a_new_rank_is_told_and_old_sales_are_not(shop: House) -> None:
    member = await shop.member()
    await earn(shop, member, 49_999)
    await job(shop).run(START)
    assert await told(member, "rank") == []
    await earn(shop, member, 1)
    for _ in range(3):
        await job(shop).run(START)
    assert await told(member, "rank") == ["シルバー会員になりました"]
    await member.mute(notices.Mute(kind="rank", muted=True))
    await earn(shop, member, 100_000)
    await job(shop).run(START)
    assert await told(member, "rank") == []
    await member.mute(notices.Mute(kind="rank", muted=False))
    assert await told(member, "rank") == ["シルバー会員になりました", "ゴールド会員になりました"]


async def test_another_device_is_told_to_all_of_the_member_s(shop: House) -> None:
    first = await shop.member()
    await job(shop).run(START)
    assert await told(first, "account") == []
    shop.clock.forward(MINUTE)
    await shop.member()
    for _ in range(2):
        await job(shop).run(START)
    assert Counter(await told(first, "account")) == {"新しい端末でサインインがありました": 1}
