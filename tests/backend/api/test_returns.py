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
    await shop.manager.redeem(await visit(shop, member), visits.Redeem(op_id=shop.ids.new(), points=80))
    seen = await shop.manager.return_sale(sale)
    assert seen.effect is not None
    assert (seen.effect.taken, seen.effect.owed, seen.effect.balance) == (100, 80, 0)
    done = await shop.manager.take_return(sale, whole(shop))
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


async def test_of_a_sale_of_which_some_came_back_the_tablet_takes_no_more(shop: House) -> None:
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
    assert seen.state == "part"
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
    await shop.manager.take_return(sale, whole(shop))
    back = await member.receipt(sale)
    assert (back.code, back.returned is not None) == ("", True)


async def test_over_the_cap_of_the_role_somebody_else_takes_it(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    sale = await typed(shop, "90", 60_000)
    with pytest.raises(Refused, match="amount-over-cap"):
        await cashier.return_sale(sale)
    lead = await shop.unlocked("shift_lead")
    assert (await lead.take_return(sale, whole(shop))).state == "returned"
