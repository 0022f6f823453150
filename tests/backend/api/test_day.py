"""The main path over HTTP, on both engines: join, scan, redeem, sale, receipt, the manager's day."""

import pytest

from shared.client import Refused
from shared.wire import sales, visits
from tests.backend.api.harness import House


async def test_a_members_first_visit(each_shop: House) -> None:
    shop, manager = each_shop, each_shop.manager
    member = await shop.member()
    card = await member.card()
    assert (card.balance, card.version, [voucher.coupon for voucher in card.vouchers]) == (0, 1, ["welcome"])

    visit = shop.ids.new()
    scan = visits.OpenVisit(id=visit, code=(await member.code()).code, terminal="r1")
    panel = await manager.open_visit(scan)
    assert (panel.name, panel.how, panel.visits) == ("花子", "code", 1)
    used = await manager.redeem(visit, visits.Redeem(op_id=shop.ids.new(), vouchers=(panel.vouchers[0].id,)))
    assert used.state == "committed"

    answer = await shop.pos.sale(shop.sale("1", 4500))
    assert (answer.matched, answer.points, answer.balance) == ("open_visit", 45, 45)
    assert await shop.pos.sale(shop.sale("1", 4500)) == answer

    page = await member.points()
    assert [row.points for row in page.rows] == [45]
    assert (await member.why(page.rows[0].id)).steps[-1].points == 45
    receipts = await member.receipts()
    receipt = await member.receipt(receipts.rows[0].id)
    assert (receipt.registration, receipt.total, receipt.lines[0].reduced) == ("T1234567890123", 4500, True)
    day = await manager.today("honten")
    assert (day.sales.now, day.visits.now, day.coupons_used.now, day.joined.now) == (4500, 1, 1, 1)


async def test_points_in_two_steps(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    number = (await member.card()).number
    await shop.pos.sale(shop.sale("1", 20_000, member=sales.Ref(kind="card", value=number)))
    code = (await member.code()).code
    held = await shop.pos.reserve(visits.Reserve(op_id=shop.ids.new(), store="honten", member=code, points=150))
    assert held.state == "reserved"
    settle = visits.Settle(op_id=shop.ids.new())
    assert (await shop.pos.commit(held.redemption, settle)).balance == 50
    assert (await shop.pos.commit(held.redemption, settle)).balance == 50


async def test_a_scan_whose_answer_was_lost_is_the_same_visit_even_when_the_code_has_died(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    scan = visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code)
    first = await shop.manager.open_visit(scan)
    shop.clock.forward(120_000)
    assert (await shop.manager.open_visit(scan)).visit == first.visit
    with pytest.raises(Refused, match="code-expired"):
        await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=scan.code))


async def test_a_typed_card_number_identifies_but_does_not_spend(shop: House) -> None:
    member = await shop.member()
    number = (await member.card()).number
    typed = f"{number[:4]} {number[4:8]}-{number[8:]}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    panel = await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=typed))
    assert (panel.how, panel.spendable, panel.spend_limited_by) == ("card", 0, "card")


async def test_the_welcome_page_and_the_offers(shop: House) -> None:
    page = await (await shop.member()).welcome("honten")
    assert (page.brand, page.store_name, page.gift_ja) == ("まるや", "本店", "ようこそ 10% 引き")
    assert [(offer.id, offer.issued) for offer in await shop.manager.coupon_list()] == [("welcome", 1)]
