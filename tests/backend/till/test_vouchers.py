"""Coupons of every kind at the till: several at once, their limits, those that a scan or a word brings, and their return."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import msgspec
import pytest

from backend.db.engine import Database
from backend.problems import Refused
from backend.till.operations import Accepted, ClaimVoucher, Commit
from backend.till.reading import held
from shared.clock import DAY, MINUTE
from shared.wire.coupons import BasketLine, NewCoupon, NewTerms, Off, Voucher
from shared.wire.visits import Redemption
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import TABLET, Shop, accepted, refused, returned, sale
from tests.backend.till.test_parts import some

ANY_DAY: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "name_ja": "券", "name_en": "voucher"}


def new(name: str, kind: Any = "amount", value: int = 100, **more: Any) -> NewCoupon:
    terms = {each: more.pop(each) for each in tuple(more) if each in NewTerms.__struct_fields__}
    return NewCoupon(id=name, kind=kind, value=value, terms=NewTerms(**terms), **{**ANY_DAY, **more})


OFFERS = (
    new("ten", "percent", 10, stackable=True),
    new("hundred", stackable=True, minimum=1000),
    new("lunch", value=150, stackable=True, group="meal"),
    new("dinner", value=200, stackable=True, group="meal"),
    new("alone", value=500),
    new("coffee", "free", 350, stackable=True, skus=("C01",), goods_ja="コーヒー", goods_en="Coffee"),
    new("once", value=50, per_member=1, stackable=True),
    new("birthday", value=300, birthday_month=True),
    new("hello", value=400, first_visit=True),
    new("holiday", value=60, holidays=True),
    new("flyer", value=80, way="word", word="AKI2026", per_member=1),
)
DAILY = new("daily", value=30, way="auto", per_member=2)
NEWCOMER = new("newcomer", value=70, way="auto", first_visit=True)


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    made = Shop(database)
    await made.open("hanako", "taro", offers=OFFERS)
    yield made
    await made.sound()


async def give(shop: Shop, *offers: str, to: str = "hanako") -> list[str]:
    return [accepted(await shop.issue(to, each), Voucher).id for each in offers]


def claim(shop: Shop, name: str, word: str) -> ClaimVoucher:
    return ClaimVoucher(
        source=TABLET,
        op_id=shop.ids.new(),
        at=shop.now,
        actor=shop.actor(),
        fingerprint=word.encode(),
        member_id=shop.members[name],
        word=word,
    )


async def states(shop: Shop, name: str = "hanako") -> dict[str, str]:
    found = await shop.database.read(lambda connection: held(connection, shop.members[name], shop.now))
    return {each.offer.id: each.voucher.state for each in found}


async def test_stackable_coupons_go_together_and_say_what_each_takes_off(shop: Shop) -> None:
    ten, hundred, coffee = await give(shop, "ten", "hundred", "coffee")
    visit = await shop.visit("hanako")
    basket = (BasketLine(sku="C01", price=350, pieces=2), BasketLine(sku="B01", price=800))
    done = accepted(await shop.redeem(visit, 0, ten, hundred, coffee, basket=basket), Redemption)
    assert [(each.coupon, each.yen) for each in done.offs] == [("ten", 115), ("hundred", 100), ("coffee", 350)]
    assert {each.state for each in done.vouchers} == {"used"}


async def test_without_a_basket_the_till_is_told_which_goods(shop: Shop) -> None:
    (coffee,) = await give(shop, "coffee")
    done = accepted(await shop.redeem(await shop.visit("hanako"), 0, coffee, due=3000), Redemption)
    assert done.offs == (Off(voucher=coffee, coupon="coffee", yen=None),)
    assert (done.vouchers[0].value, done.vouchers[0].terms.skus, done.vouchers[0].terms.goods_en) == (350, ("C01",), "Coffee")


async def test_points_pay_at_most_what_the_coupons_leave(shop: Shop) -> None:
    await shop.give("hanako", 5000)
    ten, hundred = await give(shop, "ten", "hundred")
    visit = await shop.visit("hanako")
    outcome = await shop.redeem(visit, 801, ten, hundred, due=1000)
    assert isinstance(outcome, Refused)
    assert (outcome.code.name, outcome.args) == ("POINTS_OVER_DUE", {"most": 800})
    accepted(await shop.redeem(visit, 800, ten, hundred, due=1000), Redemption)


async def test_what_does_not_go_together_is_refused_in_one_and_in_two_redemptions(shop: Shop) -> None:
    lunch, dinner, alone, ten = await give(shop, "lunch", "dinner", "alone", "ten")
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, lunch, dinner)) == "VOUCHER_NOT_TOGETHER"
    assert refused(await shop.redeem(visit, 0, alone, ten)) == "VOUCHER_ONE_ONLY"
    assert refused(await shop.redeem(visit, 0, ten, ten)) == "VOUCHER_UNKNOWN"
    accepted(await shop.redeem(visit, 0, lunch), Redemption)
    assert refused(await shop.redeem(visit, 0, dinner)) == "VOUCHER_NOT_TOGETHER"
    assert refused(await shop.redeem(visit, 0, alone)) == "VOUCHER_ONE_ONLY"
    accepted(await shop.redeem(visit, 0, ten), Redemption)
    accepted(await shop.redeem(await shop.visit("hanako"), 0, dinner), Redemption)  # another visit


async def test_a_members_limit_counts_uses_and_reservations(shop: Shop) -> None:
    one, two, three = await give(shop, "once", "once", "once")
    theirs = await give(shop, "once", to="taro")
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, one, two)) == "COUPON_EXHAUSTED"
    cart = accepted(await shop.reserve(visit, 0, one), Redemption).redemption
    assert refused(await shop.redeem(visit, 0, two)) == "COUPON_EXHAUSTED"
    accepted(await shop.settle(cart, Commit), Redemption)
    assert refused(await shop.redeem(visit, 0, three)) == "COUPON_EXHAUSTED"
    accepted(await shop.redeem(await shop.visit("taro"), 0, *theirs), Redemption)


async def test_a_lapsed_reservation_frees_the_members_limit(shop: Shop) -> None:
    one, two = await give(shop, "once", "once")
    visit = await shop.visit("hanako")
    cart = accepted(await shop.reserve(visit, 0, one), Redemption).redemption
    shop.clock.forward(5 * MINUTE)
    accepted(await shop.redeem(visit, 0, two), Redemption)
    accepted(await shop.settle(cart, Commit), Redemption)  # still a fact: with a case, as `sound` checks


async def test_day_birthday_and_first_visit_are_asked_at_the_till(shop: Shop) -> None:
    await shop.join("jiro", birth_month=11)
    birthday, hello, holiday = await give(shop, "birthday", "hello", "holiday")
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, holiday)) == "VOUCHER_OTHER_DAY"
    assert refused(await shop.redeem(visit, 0, birthday)) == "VOUCHER_BIRTHDAY"
    accepted(await shop.redeem(await shop.visit("jiro"), 0, *await give(shop, "birthday", to="jiro")), Redemption)
    accepted(await shop.redeem(await shop.visit("taro"), 0, *await give(shop, "hello", to="taro")), Redemption)
    visit = await shop.visit("hanako")
    assert refused(await shop.redeem(visit, 0, hello)) == "VOUCHER_FIRST_VISIT"
    shop.clock.forward(3 * DAY)  # 23 November, 勤労感謝の日
    accepted(await shop.redeem(await shop.visit("hanako"), 0, holiday), Redemption)


async def test_a_return_gives_each_voucher_back_once(shop: Shop) -> None:
    mine = await give(shop, "ten", "hundred", "lunch")
    visit = await shop.visit("hanako")
    accepted(await shop.redeem(visit, 0, *mine, due=2000), Redemption)
    bought = sale("1", 1580)
    await shop.sell(bought)
    back = returned(bought, "2")
    await asyncio.gather(*[shop.ring(back) for _ in range(3)])
    assert await states(shop) == {"ten": "issued", "hundred": "issued", "lunch": "issued"}
    accepted(await shop.redeem(await shop.visit("hanako"), 0, *mine, due=2000), Redemption)
    assert refused(await shop.ring(returned(bought, "3"))) == "RETURN_EXCEEDS_SALE"
    assert set((await states(shop)).values()) == {"used"}


async def test_a_word_brings_a_coupon_once(shop: Shop) -> None:
    held_by = accepted(await shop.till.post(claim(shop, "hanako", "AKI2026")), Voucher)
    assert (held_by.coupon, held_by.state, held_by.usable) == ("flyer", "issued", True)
    assert refused(await shop.till.post(claim(shop, "hanako", "AKI2026"))) == "COUPON_TAKEN"
    accepted(await shop.redeem(await shop.visit("hanako"), 0, held_by.id), Redemption)
    assert refused(await shop.till.post(claim(shop, "hanako", "AKI2026"))) == "COUPON_TAKEN"
    assert refused(await shop.till.post(claim(shop, "hanako", "NATSU99"))) == "COUPON_WORD_UNKNOWN"
    accepted(await shop.till.post(claim(shop, "taro", "AKI2026")), Voucher)


async def test_a_scan_brings_automatic_coupons(database: Database) -> None:
    shop = Shop(database)
    await shop.open("hanako", offers=(DAILY, NEWCOMER))
    visit = await shop.visit("hanako")
    assert await states(shop) == {"daily": "issued", "newcomer": "issued"}
    await shop.visit("hanako")
    found = await shop.database.read(lambda connection: held(connection, shop.members["hanako"], shop.now))
    assert len(found) == 2  # one of each stays unused: no further one
    for _ in range(2):
        found = await shop.database.read(lambda connection: held(connection, shop.members["hanako"], shop.now))
        mine = next(each.voucher.id for each in found if each.voucher.usable and each.offer.id == "daily")
        visit = await shop.visit("hanako")
        accepted(await shop.redeem(visit, 0, mine), Redemption)
        await shop.visit("hanako")
    found = await shop.database.read(lambda connection: held(connection, shop.members["hanako"], shop.now))
    assert sorted((each.offer.id, each.voucher.state) for each in found) == [("daily", "used"), ("daily", "used"), ("newcomer", "issued")]
    await shop.sound()


@pytest.fixture
async def rivals(postgres_url: str) -> AsyncIterator[tuple[Shop, Shop]]:
    """Two servers on one database."""
    first, second = Database.open(postgres_url), Database.open(postgres_url)
    one = Shop(first)
    two = Shop(second, one.clock)
    two.members = one.members
    await one.open("hanako", offers=(*OFFERS, DAILY))
    yield one, two
    await one.sound()
    await first.close()
    await second.close()


async def test_two_servers_keep_a_members_limit(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for _ in range(4):
        await one.join("taro")
        mine = await give(one, *["once"] * 4, to="taro")
        visit = await one.visit("taro")
        outcomes = await asyncio.gather(*[(one, two)[n % 2].redeem(visit, 0, voucher) for n, voucher in enumerate(mine)])
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused", "Refused", "Refused"]


async def test_two_servers_give_one_voucher_for_a_word_and_one_for_a_scan(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for n in range(4):
        name = f"guest{n}"
        await one.join(name)
        claims = await asyncio.gather(*[shop.till.post(claim(one, name, "AKI2026")) for shop in (one, two, one, two)])
        assert sum(isinstance(each, Accepted) for each in claims) == 1
        await asyncio.gather(*[shop.scan(one.code(name), actor=one.actor(device=one.ids.new())) for shop in (one, two, one, two)])
        found = await one.database.read(lambda connection, name=name: held(connection, one.members[name], one.now))
        assert sorted(each.offer.id for each in found) == ["daily", "flyer"]


async def test_a_coupon_for_goods_comes_back_with_its_goods(shop: Shop) -> None:
    """Bread that comes back leaves the coffee's coupon used; the coffee does not."""
    (coffee,) = await give(shop, "coffee")
    visit = await shop.visit("hanako")
    accepted(await shop.redeem(visit, 0, coffee, due=1350), Redemption)
    cup, bread = line(1, "C01", 350), line(2, "B01", 1000)
    bought = bill(cup, bread, discount=350)
    await shop.sell(bought)
    await shop.sell(some(bought, "2", [bread], yen=1000))
    assert (await states(shop))["coffee"] == "used"
    back = some(bought, "3", [cup], yen=0)
    await shop.sell(back)
    assert (await states(shop))["coffee"] == "issued"
    await shop.sell(msgspec.structs.replace(back, void=True, revision=1))
    assert (await states(shop))["coffee"] == "used"
    await shop.sound()


async def test_goods_that_the_till_calls_otherwise_say_nothing(shop: Shop) -> None:
    (coffee,) = await give(shop, "coffee")
    accepted(await shop.redeem(await shop.visit("hanako"), 0, coffee, due=1350), Redemption)
    bought = bill(line(1, "coffee", 350), line(2, "B01", 1000))
    await shop.sell(bought)
    await shop.sell(some(bought, "2", bought.lines[:1]))
    assert (await states(shop))["coffee"] == "used"
    await shop.sell(some(bought, "3", bought.lines[1:]))
    assert (await states(shop))["coffee"] == "issued"
