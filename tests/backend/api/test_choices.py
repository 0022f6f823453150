"""A coupon picked on the phone stands first on the tablet; a question about points becomes the store's case and comes back answered."""

import asyncio

import msgspec
import pytest

from shared.client import MemberApi, Refused
from shared.clock import DAY, HOUR, to_datetime, tokyo
from shared.wire import audit, coupons, members, sales, visits
from tests.backend.api.harness import House

TEXT = "2 倍の日ではなかったでしょうか。"


async def offer(shop: House, name: str, **more: object) -> None:
    today = tokyo(shop.clock.now()).date()
    plain = {
        "id": name,
        "kind": "amount",
        "value": 50,
        "name_ja": name,
        "name_en": name,
        "starts_on": today,
        "ends_on": today,
        "on_join": True,
    }
    await shop.manager.add_coupon(msgspec.convert(plain | more, coupons.NewCoupon))


async def scan(shop: House, member: MemberApi) -> visits.Panel:
    return await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))


async def test_what_the_phone_picked_stands_first_until_it_is_used(each_shop: House) -> None:
    shop = each_shop
    await offer(shop, "tea")
    member = await shop.member()
    best, small = await member.vouchers()
    assert [best.coupon, small.coupon, best.chosen or small.chosen] == ["welcome", "tea", False]
    answer = await member.choose_coupon(small.id)
    assert [(voucher.coupon, voucher.chosen) for voucher in answer] == [("tea", True), ("welcome", False)]
    assert await member.choose_coupon(small.id) == answer
    panel = await scan(shop, member)
    assert [(voucher.id, voucher.chosen) for voucher in panel.vouchers] == [(small.id, True), (best.id, False)]
    await shop.manager.redeem(panel.visit, visits.Redeem(op_id=shop.ids.new(), vouchers=(small.id,)))
    assert not any(voucher.chosen for voucher in await member.vouchers())
    with pytest.raises(Refused, match="voucher-used"):
        await member.choose_coupon(small.id)


async def test_one_is_picked_at_a_time_and_for_an_hour(each_shop: House) -> None:
    shop = each_shop
    await offer(shop, "tea")
    member = await shop.member()
    best, small = await member.vouchers()
    await member.choose_coupon(small.id)
    await member.choose_coupon(best.id)
    assert [voucher.id for voucher in await member.vouchers() if voucher.chosen] == [best.id]
    await member.drop_coupon(small.id)  # which is not the one that is picked
    assert [voucher.id for voucher in await member.vouchers() if voucher.chosen] == [best.id]
    assert not any(voucher.chosen for voucher in await member.drop_coupon(best.id))
    await member.choose_coupon(small.id)
    shop.clock.forward(HOUR)
    member = await shop.member()
    assert not any(voucher.chosen for voucher in await member.vouchers())


async def test_only_one_s_own_and_only_what_can_be_used_is_picked(each_shop: House) -> None:
    shop = each_shop
    today = to_datetime(shop.clock.now() + 3 * DAY).date()
    await offer(shop, "later", starts_on=today, ends_on=today)
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    mine = {voucher.coupon: voucher.id for voucher in await hanako.vouchers()}
    with pytest.raises(Refused, match="voucher-unknown"):
        await taro.choose_coupon(mine["welcome"])
    with pytest.raises(Refused, match="voucher-not-yet"):
        await hanako.choose_coupon(mine["later"])
    with pytest.raises(Refused, match="voucher-unknown"):
        await hanako.choose_coupon(shop.ids.new())


async def earned(shop: House, member: MemberApi) -> str:
    number = (await member.card()).number
    await shop.pos.sale(shop.sale("1", 3000, member=sales.Ref(kind="card", value=number)))
    return (await member.points()).rows[0].id


async def test_a_question_becomes_a_case_and_its_closing_words_the_answer(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    row = await earned(shop, member)
    assert (await member.why(row)).question is None
    await member.ask_about(row, f" {TEXT} ")
    with pytest.raises(Refused, match="question-open"):
        await member.ask_about(row, "もしもし")
    (case,) = (await shop.manager.cases("honten", closed=False)).rows
    card = (await member.card()).number
    assert (case.kind, case.data["text"], case.data["points"], case.member) == ("question", TEXT, 30, card[-4:])
    question = (await member.why(row)).question
    assert question is not None
    assert (question.text, question.answered_at) == (TEXT, None)
    await shop.manager.close_case(case.id, audit.CloseCase(decision="mistake", reason="失礼しました。30 pt をお付けします。"))
    question = (await member.why(row)).question
    assert question is not None
    assert question.answer == "失礼しました。30 pt をお付けします。"
    assert question.answered_at is not None
    assert (await member.ask_about(row, "ありがとう")).answered_at is None


async def test_two_taps_are_one_question(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    row = await earned(shop, member)
    answers = await asyncio.gather(*(member.ask_about(row, TEXT) for _ in range(4)), return_exceptions=True)
    assert sum(not isinstance(answer, Refused) for answer in answers) == 1
    assert len((await shop.manager.cases("honten", closed=False)).rows) == 1


async def test_nobody_asks_about_another_s_points_nor_without_end(shop: House) -> None:
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    row = await earned(shop, hanako)
    with pytest.raises(Refused, match="not-found"):
        await taro.ask_about(row, TEXT)
    for _ in range(4):
        with pytest.raises(Refused, match="not-found"):
            await taro.ask_about(shop.ids.new(), TEXT)
    with pytest.raises(Refused, match="rate-limited"):
        await taro.ask_about(row, TEXT)
    assert (await shop.ask("POST", f"/v1/me/points/{row}/question", hanako.token, json={"text": "   "})).status_code == 422


async def test_a_member_who_left_leaves_no_words(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    row = await earned(shop, member)
    await member.ask_about(row, TEXT)
    (case,) = (await shop.manager.cases("honten", closed=False)).rows
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=sent.request, code=shop.code()))
    assert (await shop.manager.cases("honten", closed=False)).rows[0].id == case.id
    assert "text" not in (await shop.manager.cases("honten", closed=False)).rows[0].data
