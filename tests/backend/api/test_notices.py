"""The inbox: who is told what, what is read and muted, the coupon inside, and what managers see of it."""

import asyncio
from datetime import date
from typing import Any

import pytest

from backend.till.verify import verify
from shared.client import Refused
from shared.clock import SECOND
from shared.wire import coupons, notices
from shared.wire.brand import SwitchModule
from tests.backend.api.harness import House
from tests.backend.api.test_brand import drawing


def news(shop: House, title: str = "臨時休業のお知らせ", **more: Any) -> notices.NewNotice:
    return notices.NewNotice(id=shop.ids.new(), title_ja=title, text_ja="本日は 15:00 までの営業です。", **more)


async def publish(shop: House, *titles: str, **more: Any) -> list[str]:
    """One a second, so that their order is plain."""
    made: list[str] = []
    for title in titles:
        shop.clock.forward(SECOND)
        made.append((await shop.manager.publish(news(shop, title, **more))).id)
    return made


async def bread(shop: House, **more: Any) -> coupons.Coupon:
    usual: dict[str, Any] = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 12, 24)}
    new = coupons.NewCoupon(id="bread", kind="amount", value=100, name_ja="パン 100 円引き", name_en="¥100 off bread", **(usual | more))
    return await shop.manager.add_coupon(new)


async def test_news_reaches_whoever_was_there_and_is_read_once(each_shop: House) -> None:
    shop = each_shop
    hanako = await shop.member()
    picture = (await shop.manager.add_picture(drawing())).id
    shop.clock.forward(SECOND)
    sent = news(shop, store="honten", title_en="Closed early", picture=picture)
    made = await shop.manager.publish(sent)
    assert (made.store_name, made.staff, made.read, made.picture) == ("本店", "店長", 0, picture)
    shop.clock.forward(SECOND)
    later = await shop.member("taro@example.jp")
    page = await hanako.inbox()
    assert [(row.title_ja, row.title_en, row.kind, row.store_name, row.read) for row in page.rows] == [
        ("臨時休業のお知らせ", "Closed early", "shop", "本店", False)
    ]
    assert page.unread == 1
    assert (await later.inbox()).rows == ()
    with pytest.raises(Refused, match="not-found"):
        await later.read_notice(made.id)
    for _ in range(2):
        assert await hanako.read_notice(made.id) == notices.Unread(unread=0, newest=made.id)
    assert (await hanako.notice(made.id)).read
    assert [row.read for row in (await shop.manager.published()).rows] == [1]


async def test_pages_go_on_where_they_ended_while_news_comes_in(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    titles = [f"{n} 番" for n in range(45)]
    await publish(shop, *titles)
    first = await member.inbox()
    await publish(shop, "新しい")
    second = await member.inbox(first.next)
    third = await member.inbox(second.next)
    found = [row.title_ja for row in (*first.rows, *second.rows, *third.rows)]
    assert found == titles[::-1]
    assert (first.unread, third.next) == (45, None)
    assert (await member.read_all_notices()).unread == 0
    assert all(row.read for row in (await member.inbox()).rows)
    pages = [await shop.manager.published()]
    while pages[-1].next is not None:
        pages.append(await shop.manager.published(pages[-1].next))
    assert [len(page.rows) for page in pages] == [20, 20, 6]
    with pytest.raises(Refused, match="invalid"):
        await member.inbox("yesterday")


async def test_what_is_muted_does_not_arrive_and_comes_back(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    await publish(shop, "本店", store="honten")
    await publish(shop, "駅前", store="eki")
    await publish(shop, "みんなへ")
    muted = await member.mute(notices.Mute(store="eki", muted=True))
    assert {store.id: store.muted for store in muted.stores} == {"honten": False, "eki": True}
    assert [row.title_ja for row in (await member.inbox()).rows] == ["みんなへ", "本店"]
    await member.mute(notices.Mute(kind="shop", muted=True))
    assert await member.inbox() == notices.NoticesPage(rows=(), next=None, unread=0)
    for _ in range(2):
        await member.mute(notices.Mute(kind="shop", muted=False))
    assert (await member.mutes()).kinds == ()
    assert (await member.inbox()).unread == 2
    taro = await shop.member("taro@example.jp")
    assert not any(store.muted for store in (await taro.mutes()).stores)


async def test_two_phones_say_the_same_at_once(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    (notice, *_) = await publish(shop, "一", "二", "三")
    said = await asyncio.gather(*(member.read_notice(notice) for _ in range(6)), *(member.read_all_notices() for _ in range(6)))
    assert said[-1].unread == 0
    muted = await asyncio.gather(*(member.mute(notices.Mute(store="eki", muted=True)) for _ in range(6)))
    assert all(store.muted for each in muted for store in each.stores if store.id == "eki")
    assert [row.read for row in (await shop.manager.published()).rows] == [1, 1, 1]


async def test_safety_cannot_be_muted_and_a_mute_is_of_one_thing(shop: House) -> None:
    member = await shop.member()
    for kind in ("account", "reminder", "none"):
        answer = await shop.ask("POST", "/v1/me/notice-mutes", member.token, json={"kind": kind, "muted": True})
        assert answer.status_code == 422
    for body in (notices.Mute(muted=True), notices.Mute(kind="shop", store="eki", muted=True)):
        with pytest.raises(Refused, match="invalid"):
            await member.mute(body)
    with pytest.raises(Refused, match="store-unknown"):
        await member.mute(notices.Mute(store="nowhere", muted=True))


async def test_the_coupon_inside_is_taken_once(each_shop: House) -> None:
    shop = each_shop
    await bread(shop)
    member = await shop.member()
    (notice,) = await publish(shop, "冬のパンまつり", coupon="bread")
    inside = (await member.inbox()).rows[0].coupon
    assert inside is not None
    assert (inside.value, inside.name_ja, inside.state) == (100, "パン 100 円引き", "open")
    taken = await asyncio.gather(*(member.claim_coupon(notice) for _ in range(4)))
    assert len({voucher.id for voucher in taken}) == 1
    assert [voucher.coupon for voucher in await member.vouchers()].count("bread") == 1
    held = (await member.notice(notice)).coupon
    assert held is not None
    assert held.state == "held"
    (again,) = await publish(shop, "まだ間に合います", coupon="bread")
    assert (await member.claim_coupon(again)).id == taken[0].id
    assert await shop.database.read(verify) == []


async def test_a_coupon_that_is_over_or_off_is_not_taken(shop: House) -> None:
    with pytest.raises(Refused, match="coupon-unknown"):
        await shop.manager.publish(news(shop, coupon="nothing"))
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.publish(news(shop, picture="0" * 64))
    await bread(shop, ends_on=date(2026, 11, 30))
    member = await shop.member()
    (notice, plain) = (*(await publish(shop, "今日まで", coupon="bread")), *(await publish(shop, "クーポンなし")))
    with pytest.raises(Refused, match="coupon-unknown"):
        await member.claim_coupon(plain)
    await shop.manager.switch_module(SwitchModule(module="coupons", on=False))
    assert [row.coupon for row in (await member.inbox()).rows] == [None, None]
    with pytest.raises(Refused, match="module-off"):
        await member.claim_coupon(notice)
    await shop.manager.switch_module(SwitchModule(module="coupons", on=True))
    shop.clock.forward(24 * 3600 * SECOND)
    member = await shop.member()
    shown = (await member.notice(notice)).coupon
    assert shown is not None
    assert shown.state == "over"
    with pytest.raises(Refused, match="voucher-expired"):
        await member.claim_coupon(notice)
    shop_now = shop.manager.token  # the manager's session has not outlived the day
    assert (await shop.ask("POST", "/v1/notices", shop_now, json={})).status_code == 401


async def test_a_notice_is_published_once_and_can_be_taken_back(shop: House) -> None:
    member, sent = await shop.member(), news(shop)
    shop.clock.forward(SECOND)
    await shop.manager.publish(sent)
    with pytest.raises(Refused, match="already-exists"):
        await shop.manager.publish(sent)
    await member.read_notice(sent.id)
    await shop.manager.withdraw_notice(sent.id)
    assert (await member.inbox()).rows == (await shop.manager.published()).rows == ()
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.withdraw_notice(sent.id)


async def test_switched_off_it_is_nowhere(shop: House) -> None:
    member = await shop.member()
    (notice,) = await publish(shop, "お知らせ")
    await shop.manager.switch_module(SwitchModule(module="notices", on=False))
    for ask in (member.inbox(), member.read_notice(notice), member.mutes(), shop.manager.published(), member.claim_coupon(notice)):
        with pytest.raises(Refused, match="module-off"):
            await ask
