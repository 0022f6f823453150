"""Points for goods: the price that was seen, the limits of a redemption, books that balance, and a mistake that a manager looks at."""

import asyncio

import pytest

from backend.till.verify import verify
from shared.client import MemberApi, Refused
from shared.wire import goods, sales, visits
from shared.wire.brand import SwitchModule
from tests.backend.api.harness import House

PUDDING = goods.SaveGood(sku="S01", name_ja="焼きプリン", name_en="Baked pudding", category="菓子", points=360)
MUG = goods.SaveGood(sku="G04", name_ja="マグカップ", points=4_000)


def wish(shop: House, good: goods.SaveGood = PUDDING, points: int | None = None) -> goods.Exchange:
    return goods.Exchange(op_id=shop.ids.new(), sku=good.sku, points=points or good.points or 0)


async def rich(shop: House, yen: int = 100_000) -> MemberApi:
    member = await shop.member()
    ref = sales.Ref(kind="card", value=(await member.card()).number)
    await shop.pos.sale(shop.sale(shop.ids.new()[:12], yen, member=ref))
    return member


async def visit_of(shop: House, member: MemberApi) -> visits.Panel:
    return await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))


async def test_points_become_a_good_and_the_history_says_so(each_shop: House) -> None:
    shop = each_shop
    for good in (PUDDING, MUG):
        await shop.manager.save_good(good)
    member = await rich(shop)
    assert [prize.sku for prize in await member.prizes()] == ["S01", "G04"]
    panel = await visit_of(shop, member)
    assert [prize.sku for prize in panel.prizes] == ["S01"]  # 1,000 pt do not buy a mug
    body = wish(shop)
    done = await shop.manager.exchange(panel.visit, body)
    assert (done.name_ja, done.points, done.balance) == ("焼きプリン", 360, 640)
    assert await shop.manager.exchange(panel.visit, body) == done
    (row, *_) = (await member.points()).rows
    assert (row.kind, row.points, row.what_ja, row.what_en) == ("exchange", -360, "焼きプリン", "Baked pudding")
    why = await member.why(row.id)
    assert [(step.text_ja, step.points) for step in why.steps] == [("焼きプリン と交換", -360)]
    assert sum([lot.points for lot in why.lots]) == 360
    assert (await shop.manager.today("honten")).points_used.now == 360
    assert await shop.database.read(verify) == []


async def test_what_is_not_for_points_or_costs_another_price_is_refused(shop: House) -> None:
    await shop.manager.save_good(PUDDING)
    await shop.manager.save_good(goods.SaveGood(sku="G03", name_ja="エコバッグ"))
    await shop.manager.save_good(goods.SaveGood(sku="P01", name_ja="あんぱん", points=100, active=False))
    member = await rich(shop, 50_000)
    visit = (await visit_of(shop, member)).visit
    for sku in ("G03", "P01", "none"):
        with pytest.raises(Refused, match="prize-unknown"):
            await shop.manager.exchange(visit, goods.Exchange(op_id=shop.ids.new(), sku=sku, points=100))
    with pytest.raises(Refused, match="prize-changed") as changed:
        await shop.manager.exchange(visit, wish(shop, points=300))
    assert changed.value.problem.args == {"points": 360}
    await shop.manager.exchange(visit, wish(shop))
    with pytest.raises(Refused, match="points-insufficient"):
        await shop.manager.exchange(visit, wish(shop))
    assert (await member.card()).balance == 140


async def test_it_counts_against_the_limit_of_the_visit_and_asks_the_member(shop: House) -> None:
    await shop.manager.save_good(MUG)
    await shop.manager.save_good(PUDDING)
    member = await rich(shop, 800_000)
    visit = (await visit_of(shop, member)).visit
    body = wish(shop, MUG)
    with pytest.raises(Refused, match="approval-needed") as refused:
        await shop.manager.exchange(visit, body)
    approval = refused.value.problem.args["approval"]
    asked = await member.decide(approval, allow=True)
    assert (asked.points, asked.goods_ja) == (4_000, "マグカップ")
    assert (await shop.manager.exchange(visit, body)).points == 4_000
    with pytest.raises(Refused, match="approval-needed"):
        await shop.manager.redeem(visit, visits.Redeem(op_id=shop.ids.new(), points=100))
    assert (await shop.manager.panel(visit)).spendable == 0
    assert await shop.database.read(verify) == []


async def test_many_at_once_never_spend_more_than_there_is(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.save_good(PUDDING)
    member = await rich(shop)
    visit = (await visit_of(shop, member)).visit
    tried = await asyncio.gather(*(shop.manager.exchange(visit, wish(shop)) for _ in range(8)), return_exceptions=True)
    assert len([each for each in tried if isinstance(each, goods.Exchanged)]) == 2
    assert (await member.card()).balance == 280
    assert await shop.database.read(verify) == []


async def test_a_sale_of_the_visit_is_not_paid_by_the_exchange(shop: House) -> None:
    await shop.manager.save_good(PUDDING)
    member = await rich(shop)
    panel = await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code, terminal="r1"))
    await shop.manager.exchange(panel.visit, wish(shop))
    answer = await shop.pos.sale(shop.sale("77"))
    assert (answer.matched, answer.points) == ("open_visit", 62)
    assert (await member.receipts()).rows[0].points_used == 0


async def test_a_mistake_is_a_case_once(shop: House) -> None:
    await shop.manager.save_good(PUDDING)
    member, cashier = await rich(shop), await shop.unlocked("cashier")
    visit = shop.ids.new()
    await cashier.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code))
    done = await cashier.exchange(visit, wish(shop))
    for _ in range(2):
        await cashier.exchange_mistaken(done.id, goods.Mistaken(note="品物を取り違えた"))
    (case,) = (await shop.manager.cases("honten", kind="exchange")).rows
    assert (case.data, case.staff, case.closable) == (
        {"points": 360, "goods": "焼きプリン", "note": "品物を取り違えた"},
        "cashier",
        True,
    )
    assert (await member.card()).balance == 640


async def test_a_picture_has_to_be_there_and_goods_are_found(shop: House) -> None:
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.save_good(goods.SaveGood(sku="x", name_ja="写真なし", picture="0" * 64))
    for n in range(60):
        await shop.manager.save_good(goods.SaveGood(sku=f"K{n:02d}", name_ja=f"クッキー {n}", category="菓子"))
    await shop.manager.save_good(PUDDING)
    first = await shop.manager.goods_page()
    rest = await shop.manager.goods_page(after=first.next)
    assert (len(first.rows), len(rest.rows), rest.next) == (50, 11, None)
    assert ("菓子" in first.categories, rest.categories) == (True, ())
    assert [row.sku for row in (await shop.manager.goods_page("pudding")).rows] == ["S01"]
    assert (await shop.manager.goods_page("%")).rows == ()


async def test_switched_off_it_is_nowhere(shop: House) -> None:
    await shop.manager.save_good(PUDDING)
    member = await rich(shop)
    visit = (await visit_of(shop, member)).visit
    await shop.manager.switch_module(SwitchModule(module="exchange", on=False))
    with pytest.raises(Refused, match="module-off"):
        await member.prizes()
    with pytest.raises(Refused, match="module-off"):
        await shop.manager.exchange(visit, wish(shop))
    assert (await shop.manager.panel(visit)).prizes == ()
