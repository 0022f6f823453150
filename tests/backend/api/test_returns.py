"""Goods brought back to the counter: the receipt behind the code, what its return changes before and after, and where it is the POS's."""

import asyncio

import msgspec
import pytest

from backend.till.verify import verify
from shared.client import ManagerApi, MemberApi, Refused
from shared.qr import r1
from shared.wire import returns, sales, visits
from tests.backend.api.harness import House

MANUAL = "manual"


async def visit(shop: House, member: MemberApi) -> str:
    return (await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))).visit


async def typed(shop: House, number: str, total: int, by: ManagerApi | None = None, **more: object) -> str:
    """A sale at the till without a POS."""
    return (await (by or shop.manager).sale(shop.sale(number, total, terminal=MANUAL, **more))).sale


async def bought(shop: House, member: MemberApi, number: str = "7", total: int = 10_000) -> str:
    return await typed(shop, number, total, member=sales.Ref(kind="visit", value=await visit(shop, member)))


def whole(shop: House) -> returns.TakeReturn:
    return returns.TakeReturn(op_id=shop.ids.new())


async def test_what_a_return_changes_is_said_before_and_comes_true(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    first = await bought(shop, member, "1", 60_000)  # 600 pt, and a greeting coupon for the next time
    (coupon,) = await member.vouchers()
    here = await visit(shop, member)
    await shop.manager.redeem(here, visits.Redeem(op_id=shop.ids.new(), points=500, vouchers=(coupon.id,)))
    tenders = (sales.Tender(kind="points", amount=500), sales.Tender(kind="cash", amount=9_500))
    sale = await typed(shop, "2", 10_000, member=sales.Ref(kind="visit", value=here), tenders=tenders)
    before = await member.card()
    seen = await shop.manager.return_sale(sale)
    assert (seen.state, seen.total, seen.number, seen.card) == ("open", 10_000, "2", before.number[-4:])
    assert seen.effect is not None
    assert (seen.effect.taken, seen.effect.restored, seen.effect.owed) == (118, 500, 0)  # silver: 95 at 1.25
    assert [one.name_ja for one in seen.effect.coupons] == [coupon.name_ja]
    assert seen.effect.balance == before.balance - 118 + 500
    assert (await member.card()).balance == before.balance, "looking changes nothing"
    done = await shop.manager.take_return(sale, whole(shop))
    assert (done.state, done.effect) == ("returned", seen.effect)
    assert (await member.card()).balance == seen.effect.balance
    assert (await member.vouchers())[0].usable
    assert (await shop.manager.return_sale(first)).state == "open"
    assert await shop.database.read(verify) == []


async def test_what_was_spent_since_becomes_a_debt_and_is_named_before(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    sale = await bought(shop, member)  # 100 pt
    here = await visit(shop, member)
    await shop.manager.redeem(here, visits.Redeem(op_id=shop.ids.new(), points=80))
    tenders = (sales.Tender(kind="points", amount=80), sales.Tender(kind="cash", amount=920))
    other = await typed(shop, "8", 1000, member=sales.Ref(kind="visit", value=here), tenders=tenders)  # 9 pt
    for which, taken, restored, owed, repaid in ((sale, 100, 0, 71, 0), (other, 9, 80, 0, 71)):
        seen = await shop.manager.return_sale(which)
        assert seen.effect is not None
        effect = seen.effect
        assert (effect.taken, effect.restored, effect.owed, effect.repaid, effect.balance) == (taken, restored, owed, repaid, 0)
        done = await shop.manager.take_return(which, whole(shop))
        assert done.effect == seen.effect
    assert await shop.database.read(verify) == []


async def test_sent_again_it_is_the_same_return_and_a_second_one_is_refused(shop: House) -> None:
    member = await shop.member()
    sale, body = await bought(shop, member), whole(shop)
    first = await shop.manager.take_return(sale, body)
    shop.clock.forward(60_000)
    assert await shop.manager.take_return(sale, body) == first
    with pytest.raises(Refused, match="return-exceeds-sale"):
        await shop.manager.take_return(sale, whole(shop))
    other = await bought(shop, member, "8")
    with pytest.raises(Refused, match="receipt-unknown"):
        await shop.manager.take_return(shop.ids.new(), body)
    assert (await shop.manager.return_sale(other)).state == "open"


async def test_two_tablets_at_once_return_it_once(each_shop: House) -> None:
    shop = each_shop
    sale = await bought(shop, await shop.member())
    asked = [shop.manager.take_return(sale, whole(shop)) for _ in range(4)]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [isinstance(each, returns.ReturnSale) for each in outcomes].count(True) == 1
    assert await shop.database.read(verify) == []


async def test_a_linked_till_enters_its_own_returns(shop: House) -> None:
    member = await shop.member()
    ref = sales.Ref(kind="card", value=(await member.card()).number)
    sale = (await shop.pos.sale(shop.sale("55", 3_000, member=ref))).sale
    seen = await shop.manager.return_sale(sale)
    assert seen.state == "at_pos"
    assert seen.effect is not None
    assert seen.effect.taken == 30
    with pytest.raises(Refused, match="return-at-pos"):
        await shop.manager.take_return(sale, whole(shop))


def basket(shop: House, number: str, **more: object) -> sales.Sale:
    """Four loaves of ¥2,500, a bag of ¥1,000 that earns nothing, ¥1,000 less on the bill: ¥10,000, of which ¥500 were paid with points."""
    bread = sales.Line(n=1, sku="A", name="食パン", quantity_milli=4000, unit_price=2_500, amount=10_000, tax_rate_permille=80)
    bag = msgspec.structs.replace(bread, n=2, sku="B", name="袋", quantity_milli=1000, amount=1_000, tax_rate_permille=100)
    return shop.sale(
        number,
        10_000,
        terminal=MANUAL,
        lines=(bread, msgspec.structs.replace(bag, points_excluded=True)),
        taxes=(sales.Tax(rate_permille=80, taxable=9_091, tax=673), sales.Tax(rate_permille=100, taxable=909, tax=82)),
        discounts=(sales.Discount(name="割引", amount=1_000),),
        tenders=(sales.Tender(kind="points", amount=500), sales.Tender(kind="card", amount=9_000), sales.Tender(kind="cash", amount=500)),
        **more,
    )


async def test_some_lines_come_back_in_any_order_and_each_part_is_said_before(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    await bought(shop, member, "1", 60_000)  # 600 pt
    (coupon,) = await member.vouchers()
    here = await visit(shop, member)
    await shop.manager.redeem(here, visits.Redeem(op_id=shop.ids.new(), points=500, vouchers=(coupon.id,)))
    sale = (await shop.manager.sale(basket(shop, "2", member=sales.Ref(kind="visit", value=here)))).sale
    before, back, money = (await member.card()).balance, 0, 0
    for part in (returns.BackLine(n=1, quantity_milli=3000), returns.BackLine(n=2, amount=400), returns.BackLine(n=1, quantity_milli=1000)):
        asked = returns.AskReturn(lines=(part,))
        seen = await shop.manager.ask_return(sale, asked)
        assert (await member.card()).balance == before, "asking changes nothing"
        done = await shop.manager.take_return(sale, returns.TakeReturn(op_id=shop.ids.new(), lines=asked.lines))
        assert (done.state, done.back, done.money, done.effect) == ("part", seen.back, seen.money, seen.effect)
        assert done.effect is not None
        assert done.effect.balance == before + done.effect.restored - done.effect.taken
        before, back, money = done.effect.balance, back + done.back, money + done.money
    assert [(line.back_milli, line.back) for line in done.lines] == [(4000, 10_000), (0, 400)]
    row = next(each for each in (await member.points()).rows if each.kind == "reverse")
    steps = (await member.why(row.id)).steps
    assert steps[0].text_ja.startswith("残りのお買い物 ¥"), "what is kept is said first"
    assert sum(step.points for step in steps) == row.points
    rest = await shop.manager.take_return(sale, whole(shop))
    assert (rest.state, back + rest.back, money + rest.money) == ("returned", 10_000, 9_500)
    assert (await member.card()).balance == 600, "as before the sale"
    assert (await member.vouchers())[0].usable
    seen = await shop.manager.return_sale(sale)
    assert seen.effect is not None
    assert (seen.back, seen.money, seen.effect.restored, len(seen.effect.coupons)) == (10_000, 9_500, 500, 1)
    assert await shop.database.read(verify) == []


async def test_a_coupon_is_said_to_come_back_once(shop: House) -> None:
    member = await shop.member()
    await bought(shop, member, "1", 60_000)
    (coupon,) = await member.vouchers()
    here = await visit(shop, member)
    await shop.manager.redeem(here, visits.Redeem(op_id=shop.ids.new(), vouchers=(coupon.id,)))
    sale = (await shop.manager.sale(basket(shop, "2", member=sales.Ref(kind="visit", value=here)))).sale
    parts = [(returns.BackLine(n=1, quantity_milli=1000),), (returns.BackLine(n=1, quantity_milli=3000),), ()]
    said: list[int] = []
    for lines in parts:
        done = await shop.manager.take_return(sale, returns.TakeReturn(op_id=shop.ids.new(), lines=lines))
        assert done.effect is not None
        said.append(len(done.effect.coupons))
    assert sum(said) == 1


async def test_more_than_is_left_and_lines_that_are_not_there_are_refused(shop: House) -> None:
    sale = (await shop.manager.sale(basket(shop, "2"))).sale
    body = returns.TakeReturn(op_id=shop.ids.new(), lines=(returns.BackLine(n=1, quantity_milli=3000),))
    first = await shop.manager.take_return(sale, body)
    assert await shop.manager.take_return(sale, body) == first, "sent again"
    with pytest.raises(Refused, match="idempotency-conflict"):
        await shop.manager.take_return(sale, msgspec.structs.replace(body, lines=(returns.BackLine(n=1, quantity_milli=1000),)))
    with pytest.raises(Refused, match="return-exceeds-sale"):
        await shop.manager.ask_return(sale, returns.AskReturn(lines=(returns.BackLine(n=1, quantity_milli=2000),)))
    one = returns.BackLine(n=2, amount=1)
    for wrong in ((returns.BackLine(n=3, quantity_milli=1000),), (one, one), (returns.BackLine(n=2),)):
        with pytest.raises(Refused, match="invalid"):
            await shop.manager.ask_return(sale, returns.AskReturn(lines=wrong))


async def test_what_a_linked_till_took_back_is_shown_and_the_rest_is_its_own(shop: House) -> None:
    member = await shop.member()
    ref = sales.Ref(kind="card", value=(await member.card()).number)
    bread, tea = (sales.Line(n=n, sku="", name="品", quantity_milli=1000, unit_price=500, amount=500, tax_rate_permille=80) for n in (1, 2))
    tax = sales.Tax(rate_permille=80, taxable=1_000, tax=74)
    sold = shop.sale("70", 1_000, member=ref, lines=(bread, tea), taxes=(tax,))
    sale = (await shop.pos.sale(sold)).sale
    line = msgspec.structs.replace(bread, quantity_milli=-1000, amount=-500, returns_line=1)
    half = shop.sale(
        "71",
        -500,
        kind="return",
        original=sales.SaleKey(store="honten", terminal="r1", number="70"),
        lines=(line,),
        taxes=(sales.Tax(rate_permille=80, taxable=-500, tax=-37),),
    )
    await shop.pos.sale(half)
    seen = await shop.manager.return_sale(sale)
    assert (seen.state, seen.back, [line.back for line in seen.lines]) == ("at_pos", 500, [500, 0])
    assert seen.effect is not None
    assert seen.effect.taken == 5


async def test_a_sale_that_is_nobodys_comes_back_without_points(shop: House) -> None:
    sale = await typed(shop, "31", 800)
    seen = await shop.manager.return_sale(sale)
    assert (seen.card, seen.effect) == ("", None)
    assert (await shop.manager.take_return(sale, whole(shop))).state == "returned"
    assert (await shop.manager.today("honten")).sales.now == 0


async def test_a_number_finds_the_stores_sales_and_no_returns(shop: House) -> None:
    first = await typed(shop, "0042", 500)
    await shop.manager.take_return(first, whole(shop))
    shop.clock.forward(60_000)
    second = (await shop.pos.sale(shop.sale("0042", 900))).sale
    assert [row.id for row in await shop.manager.sales_of_number("0042")] == [second, first]
    assert await shop.manager.sales_of_number("42") == ()
    with pytest.raises(Refused, match="invalid"):
        await shop.manager.sales_of_number(" ")


async def test_the_code_on_the_members_receipt_is_this_sale(shop: House) -> None:
    member = await shop.member()
    sale = await bought(shop, member)
    receipt = await member.receipt(sale)
    assert r1.parse(receipt.code) == sale
    await shop.manager.take_return(sale, returns.TakeReturn(op_id=shop.ids.new(), lines=(returns.BackLine(n=1, amount=1),)))
    back = await member.receipt(sale)
    assert (r1.parse(back.code), [each.total for each in back.returns]) == (sale, [1]), "the rest can still come back"
    assert (await member.receipts()).rows[-1].returned == "part"
    await shop.manager.take_return(sale, whole(shop))
    back = await member.receipt(sale)
    assert (back.code, [each.total for each in back.returns]) == ("", [1, 9_999])


async def test_over_the_cap_of_the_role_somebody_else_takes_it(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    sale = await typed(shop, "90", 60_000)
    with pytest.raises(Refused, match="amount-over-cap"):
        await cashier.return_sale(sale)
    lead = await shop.unlocked("shift_lead")
    assert (await lead.take_return(sale, whole(shop))).state == "returned"


async def test_what_cost_nothing_is_brought_back_piece_by_piece(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    body = shop.sale("7", 0, terminal=MANUAL, member=sales.Ref(kind="visit", value=await visit(shop, member)))
    line = msgspec.structs.replace(body.lines[0], quantity_milli=2000, unit_price=300, discount=600, amount=0)
    sale = (await shop.manager.sale(msgspec.structs.replace(body, lines=(line,)))).sale
    assert [(each.returned, each.total) for each in (await member.receipts()).rows] == [("none", 0)]
    for left in (1, 0):
        piece = returns.TakeReturn(op_id=shop.ids.new(), lines=(returns.BackLine(n=1, quantity_milli=1000),))
        done = await shop.manager.take_return(sale, piece)
        assert (done.state, done.lines[0].back_milli) == (("part", 1000) if left else ("returned", 2000))
    with pytest.raises(Refused, match="return-exceeds-sale"):
        await shop.manager.take_return(sale, whole(shop))
    assert await shop.database.read(verify) == []
