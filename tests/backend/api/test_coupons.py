"""Offers of every kind over the API: what may be saved, what the law says, what is proposed, and words that bring a coupon."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from shared.client import MemberApi, Refused
from shared.clock import DAY, tokyo
from shared.wire import brand, coupons, stamps, visits
from tests.backend.api.harness import House
from tests.backend.receipts.pdf_text import text_of


def offer(shop: House, name: str, **more: Any) -> coupons.NewCoupon:
    today = tokyo(shop.clock.now()).date()
    plain = {"id": name, "kind": "amount", "value": 50, "name_ja": name, "name_en": name, "starts_on": today, "ends_on": today}
    return msgspec.convert(plain | more, coupons.NewCoupon)


def coffee(shop: House, name: str, value: int, minimum: int) -> coupons.NewCoupon:
    terms = coupons.NewTerms(skus=("C01",), goods_ja="コーヒー", goods_en="Coffee")
    return offer(shop, name, kind="free", value=value, minimum=minimum, terms=terms)


async def scan(shop: House, member: MemberApi) -> visits.Panel:
    return await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))


@pytest.mark.parametrize(
    ("value", "minimum", "cap"),
    [(200, 0, None), (201, 0, 200), (201, 999, 200), (201, 1000, 200), (600, 3000, None), (601, 3000, 600)],
)
async def test_a_gift_above_the_cap_is_not_saved(shop: House, value: int, minimum: int, cap: int | None) -> None:
    body = coffee(shop, "coffee", value, minimum)
    if cap is None:
        assert (await shop.manager.add_coupon(body)).kind == "free"
        return
    with pytest.raises(Refused, match="coupon-over-cap") as refused:
        await shop.manager.add_coupon(body)
    assert refused.value.problem.args == {"cap": cap}
    assert f"¥{cap}" in refused.value.problem.title
    assert [each.id for each in await shop.manager.coupon_list()] == ["welcome"]


@pytest.mark.parametrize(
    ("where", "more"),
    [
        ("$.value", {"kind": "percent", "value": 101}),
        ("$.kind", {"kind": "percent", "value": 100, "terms": {"skus": ["C01"], "goods_ja": "コーヒー", "goods_en": "Coffee"}}),
        ("$.value", {"kind": "bundle", "value": 101, "terms": {"goods_ja": "パン", "goods_en": "Bread"}}),
        ("$.terms.goods_ja", {"kind": "cheapest", "value": 100}),
        ("$.terms.skus", {"kind": "price", "value": 100, "terms": {"goods_ja": "パン", "goods_en": "Bread"}}),
        ("$.word", {"way": "word"}),
        ("$.word", {"word": "AKI2026"}),
        ("$.on_join", {"way": "auto", "on_join": True}),
        ("$.ends_on", {"ends_on": date(2026, 1, 1)}),
    ],
)
async def test_what_does_not_fit_together_is_named(shop: House, where: str, more: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="invalid") as refused:
        await shop.manager.add_coupon(offer(shop, "odd", **more))
    assert refused.value.problem.args["where"] == where


async def test_one_word_names_one_offer(shop: House) -> None:
    first = await shop.manager.add_coupon(offer(shop, "flyer", way="word", word="AKI2026"))
    assert (first.word, first.way) == ("AKI2026", "word")
    with pytest.raises(Refused, match="already-exists"):
        await shop.manager.add_coupon(offer(shop, "other", way="word", word="AKI2026"))


async def test_a_word_on_the_phone_and_at_the_till(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.add_coupon(offer(shop, "flyer", way="word", word="AKI2026"))
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    body = coupons.ClaimCoupon(op_id=shop.ids.new(), word="AKI2026")
    mine = await hanako.enter_word(body)
    assert await hanako.enter_word(body) == mine
    with pytest.raises(Refused, match="coupon-taken"):
        await hanako.enter_word(coupons.ClaimCoupon(op_id=shop.ids.new(), word="AKI2026"))
    panel = await scan(shop, taro)
    await shop.manager.add_coupon_by_word(panel.visit, coupons.ClaimCoupon(op_id=shop.ids.new(), word="AKI2026"))
    assert [each.coupon for each in (await shop.manager.panel(panel.visit)).vouchers] == ["welcome", "flyer"]


async def test_words_cannot_be_guessed(shop: House) -> None:
    member = await shop.member()
    for n in range(10):
        with pytest.raises(Refused, match="coupon-word-unknown"):
            await member.enter_word(coupons.ClaimCoupon(op_id=shop.ids.new(), word=f"GUESS{n}"))
    with pytest.raises(Refused, match="rate-limited"):
        await member.enter_word(coupons.ClaimCoupon(op_id=shop.ids.new(), word="GUESS10"))


async def test_the_panel_proposes_and_a_bill_makes_it_exact(each_shop: House) -> None:
    shop = each_shop
    stack = coupons.NewTerms(stackable=True)
    await shop.manager.add_coupon(offer(shop, "tea", value=300, on_join=True, terms=stack))
    await shop.manager.add_coupon(offer(shop, "six", kind="percent", value=6, on_join=True, terms=stack))
    member = await shop.member()
    panel = await scan(shop, member)
    mine = {each.coupon: each.id for each in panel.vouchers}
    assert panel.proposal is not None
    assert (panel.proposal.vouchers, panel.proposal.yen, panel.proposal.reason) == ((mine["six"], mine["tea"]), None, "together")
    small = await shop.manager.propose(panel.visit, coupons.AskProposal(amount_due=2000))
    assert (small.vouchers, small.yen, small.instead) == ((mine["six"], mine["tea"]), 420, 300)
    large = await shop.manager.propose(panel.visit, coupons.AskProposal(amount_due=20_000))
    assert (large.vouchers, large.yen, large.reason, large.instead) == ((mine["welcome"],), 2000, "most", 1500)
    assert await shop.pos.propose(panel.visit, coupons.AskProposal(amount_due=2000)) == small
    await member.choose_coupon(mine["welcome"])
    again = (await shop.manager.panel(panel.visit)).proposal
    assert again is not None
    assert (again.vouchers, again.reason) == ((mine["welcome"],), "picked")
    done = await shop.manager.redeem(panel.visit, visits.Redeem(op_id=shop.ids.new(), vouchers=small.vouchers, amount_due=2000))
    assert [each.yen for each in done.offs] == [120, 300]


async def test_a_birthday_is_asked_of_the_members_own_data(each_shop: House) -> None:
    shop = each_shop
    terms = coupons.NewTerms(birthday_month=True)
    await shop.manager.add_coupon(offer(shop, "birthday", value=300, on_join=True, terms=terms))
    month = tokyo(shop.clock.now()).month
    hers = await shop.member("hanako@example.jp", birthday=date(1990, month, 3))
    his = await shop.member("taro@example.jp", birthday=date(1990, month % 12 + 1, 3))
    assert {each.coupon for each in await hers.vouchers() if each.usable} == {"welcome", "birthday"}
    assert {each.coupon for each in await his.vouchers() if each.usable} == {"welcome"}
    for member, reached in ((hers, True), (his, False)):
        voucher = next(each.id for each in await member.vouchers() if each.coupon == "birthday")
        visit, body = (await scan(shop, member)).visit, visits.Redeem(op_id=shop.ids.new(), vouchers=(voucher,))
        if reached:
            assert (await shop.manager.redeem(visit, body)).vouchers[0].state == "used"
        else:
            with pytest.raises(Refused, match="voucher-birthday"):
                await shop.manager.redeem(visit, body)


async def test_an_offer_is_ended_at_once_and_stays_so(shop: House) -> None:
    today = tokyo(shop.clock.now()).date()
    await shop.manager.add_coupon(offer(shop, "running", way="auto"))
    await shop.manager.add_coupon(offer(shop, "coming", starts_on=today + timedelta(days=5), ends_on=today + timedelta(days=9)))
    member = await shop.member()
    assert "running" in {each.coupon for each in (await scan(shop, member)).vouchers}
    yesterday = today - timedelta(days=1)
    for name in ("running", "coming"):
        ended = await shop.manager.end_coupon(name)
        assert (ended.starts_on, ended.ends_on) == (yesterday, yesterday)
        assert await shop.manager.end_coupon(name) == ended
    assert "running" not in {each.coupon for each in (await scan(shop, member)).vouchers}
    log = await shop.manager.log("honten", action="coupon")
    assert [row.action for row in log.rows].count("coupon.end") == 2
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.end_coupon("nothing")


def card(shop: House, name: str, reward: coupons.NewCoupon, **more: Any) -> stamps.NewStampCard:
    today = tokyo(shop.clock.now()).date()
    plain: dict[str, Any] = {"size": 10, "basis": "yen", "yen": 500, "starts_on": today, "ends_on": today}
    return stamps.NewStampCard(id=name, name_ja=name, name_en=name, reward=reward, **(plain | more))


@pytest.mark.parametrize(
    ("value", "more", "cap"),
    [
        (1000, {}, None),  # ten stamps of ¥500 are ¥5,000 of trade
        (1001, {}, 1000),
        (200, {"basis": "visit", "yen": None}, None),
        (201, {"basis": "visit", "yen": None}, 200),  # coming alone is no purchase
    ],
)
async def test_the_gift_of_a_full_card_is_capped_by_what_it_takes(shop: House, value: int, more: dict[str, Any], cap: int | None) -> None:
    body = card(shop, "coffee-10", coffee(shop, "coffee-free", value, 0), **more)
    if cap is None:
        made = await shop.manager.add_stamp_card(body)
        assert (made.given, made.filled, made.coupon) == (0, 0, "coffee-free")
        return
    with pytest.raises(Refused, match="coupon-over-cap") as refused:
        await shop.manager.add_stamp_card(body)
    assert refused.value.problem.args == {"cap": cap}


@pytest.mark.parametrize(
    ("where", "more"),
    [
        ("$.yen", {"yen": None}),
        ("$.yen", {"basis": "visit"}),
        ("$.ends_on", {"ends_on": date(2026, 1, 1)}),
        ("$.reward.ends_on", {"ends_on": date(2036, 1, 1)}),
    ],
)
async def test_a_card_that_does_not_fit_together_is_named(shop: House, where: str, more: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="invalid") as refused:
        await shop.manager.add_stamp_card(card(shop, "odd", offer(shop, "odd-gift"), **more))
    assert refused.value.problem.args["where"] == where


async def test_stamps_on_phone_and_panel_and_nowhere_once_they_are_off(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.add_stamp_card(card(shop, "visits", offer(shop, "visits-gift", value=500), size=2, basis="visit", yen=None))
    member = await shop.member()
    assert [(each.have, each.today, each.reward_en) for each in await member.stamp_cards()] == [(0, False, "visits-gift")]
    panel = await scan(shop, member)
    assert [(each.have, each.size, each.today) for each in panel.stamps] == [(1, 2, True)]
    full = await scan(shop, member)
    assert ([each.have for each in full.stamps], {each.coupon for each in full.vouchers}) == ([0], {"welcome", "visits-gift"})
    assert [(each.given, each.filled) for each in await shop.manager.stamp_cards()] == [(2, 1)]
    await shop.manager.switch_module(brand.SwitchModule(module="stamps", on=False))
    with pytest.raises(Refused, match="module-off"):
        await member.stamp_cards()
    assert (await scan(shop, member)).stamps == ()
    await shop.manager.switch_module(brand.SwitchModule(module="stamps", on=True))
    assert [each.have for each in await member.stamp_cards()] == [0]  # what was not stamped meanwhile stays so


async def test_a_card_that_ended_with_stamps_on_it_is_seen_a_while_by_its_member(shop: House) -> None:
    member = await shop.member()
    for name, size in (("visits", 3), ("pairs", 2)):
        await shop.manager.add_stamp_card(card(shop, name, offer(shop, f"{name}-gift", value=500), size=size, basis="visit", yen=None))
    await scan(shop, member)
    await scan(shop, member)
    shop.clock.forward(20 * DAY)
    assert [(each.id, each.over) for each in await member.stamp_cards()] == [("visits", True)], "the full one has become a coupon"
    shop.clock.forward(30 * DAY)
    assert await member.stamp_cards() == ()


async def test_the_card_says_which_coupons_come_next_and_why(shop: House) -> None:
    member = await shop.member()
    for name in ("one", "two"):
        await shop.manager.add_coupon(msgspec.structs.replace(offer(shop, name, value=500), terms=coupons.NewTerms(stackable=True)))
        await shop.manager.issue(coupons.IssueVoucher(op_id=shop.ids.new(), coupon=name, member=(await member.card()).member))
    here = await member.card()
    assert here.proposal is not None
    assert (len(here.proposal.vouchers), here.proposal.reason, here.proposal.yen) == (2, "together", None)


async def test_a_stopped_card_is_nowhere_and_goes_on_where_it_was(each_shop: House) -> None:
    shop, member = each_shop, await each_shop.member()
    await shop.manager.add_stamp_card(card(shop, "visits", offer(shop, "visits-gift", value=500), size=3, basis="visit", yen=None))
    await scan(shop, member)
    stopped = await shop.manager.switch_stamp_card("visits", stamps.SwitchStampCard(on=False))
    assert (stopped.stopped, stopped.given, stopped.reward_en, stopped.value) == (True, 1, "visits-gift", 500)
    assert await member.stamp_cards() == ()
    assert (await scan(shop, member)).stamps == ()
    await shop.manager.switch_stamp_card("visits", stamps.SwitchStampCard(on=True))
    assert [each.have for each in await member.stamp_cards()] == [1]
    assert [each.have for each in (await scan(shop, member)).stamps] == [2]
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.switch_stamp_card("no-such", stamps.SwitchStampCard(on=False))


async def test_the_poster_of_a_store_is_a_document_for_its_manager(shop: House) -> None:
    document = await shop.manager.poster("honten", "https://card.example.jp/member/")
    assert document.startswith(b"%PDF")
    words = text_of(document)
    assert "https://card.example.jp/member/join/honten" in words
    assert "本店" in words
    for address in ("", "card.example.jp", "javascript:alert(1)", "https://x@y/"):
        with pytest.raises(Refused, match="invalid"):
            await shop.manager.poster("honten", address)
    with pytest.raises(Refused, match="forbidden"):
        await (await shop.unlocked("cashier")).poster("honten", "https://card.example.jp/member")
