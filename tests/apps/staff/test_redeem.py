import flet as ft
import pytest

from shared.wire.problems import Code
from tests.apps.held import stamp_card
from tests.apps.staff.conftest import NEXT, OpenTablet
from tests.apps.staff.made_up import panel, together, uid

VOUCHER = f"voucher-{uid(901)}"
OTHER = f"voucher-{uid(902)}"


async def test_the_best_coupon_stands_chosen_and_one_tap_uses_it(tablet: OpenTablet) -> None:
    here = await tablet(linked=True)
    await here.scan()
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions") == [
        {"op_id": here.shop.calls("/redemptions")[0]["op_id"], "points": 0, "vouchers": [uid(901)], "amount_due": None}
    ]
    assert here.app.has("result-good")
    assert here.app.shows("レジで 10% を値引き") or here.app.shows("レジで 10%")


async def test_two_taps_redeem_points_and_a_coupon(tablet: OpenTablet) -> None:
    here = await tablet(linked=True)
    await here.scan()
    await here.app.click("preset-500")
    assert here.app.shows("クーポンと 500 pt を使う")
    await here.app.click("confirm")
    assert here.app.shows("10% と ¥500")
    assert here.app.shows("734")
    assert here.app.shows("-500 pt")


async def test_at_a_linked_till_the_screen_returns_to_waiting_and_the_visit_stays_open(tablet: OpenTablet) -> None:
    here = await tablet(linked=True, result_for=0.05)
    await here.scan()
    await here.app.click("preset-500")
    await here.app.click("confirm")
    await here.app.until(lambda: here.app.has("waiting"))
    assert here.shop.calls("/close") == []


async def test_the_phone_that_is_still_in_view_does_not_hide_the_result(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    await here.app.click("confirm")
    await here.scan()
    assert here.app.has("result-good")


async def test_at_a_manual_till_the_member_stays_until_the_amount_is_typed(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    await here.app.click("confirm")
    await here.app.click("go-on")
    assert here.app.shows("この来店で 500 pt 使用")
    assert here.app.shows("734")


async def test_a_coupon_tapped_again_is_put_back_and_another_takes_its_place(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click(VOUCHER)
    assert here.app.key("confirm").disabled
    await here.app.click(VOUCHER)
    await here.app.click(OTHER)
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["vouchers"] == [uid(902)]


async def test_several_that_go_together_stand_chosen_with_the_reason(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    assert here.app.shows("2 枚一緒に使うと、いちばんお得です")
    assert here.app.shows("クーポン 2 枚を使う")
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["vouchers"] == [uid(901), uid(902)]
    assert here.app.shows("10% と コーヒー 1 点無料")


async def test_the_reason_goes_with_the_choice(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click(OTHER)
    assert not here.app.has("proposal")
    await here.app.click(OTHER)
    assert here.app.has("proposal")
    await here.app.click(f"voucher-{uid(903)}")  # it is used alone
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["vouchers"] == [uid(903)]


async def test_with_the_bill_the_best_set_and_the_most_points_are_said_with_the_reason(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click("open-due")
    await here.app.type("due", "1200")
    await here.app.click("due-go")
    assert here.shop.calls("/proposal") == [{"amount_due": 1200, "basket": []}]
    for words in ("2 枚一緒に使うと、いちばんお得です (¥168 引き、次の候補は ¥48 引き)", "-¥168", "1,032 pt まで"):
        assert here.app.shows(words), words
    await here.app.click("preset-all")
    await here.app.click("confirm")
    sent = here.shop.calls("/redemptions")[0]
    assert (sent["vouchers"], sent["points"], sent["amount_due"]) == ([uid(901), uid(902)], 1032, 1200)


async def test_a_larger_bill_has_another_best_set_and_forgetting_it_lifts_its_limit(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click("preset-all")
    for due, most in (("1000", "852 pt まで"), ("3000", "1,234 pt まで")):
        await here.app.click("open-due")
        await here.app.type("due", due)
        await here.app.click("due-go")
        assert here.app.shows(most)
    assert here.app.shows("いちばんお得なクーポンです")
    await here.app.click("due-forget")
    assert not here.app.has("due-known")
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["amount_due"] is None


async def test_the_bill_is_known_without_an_answer_too(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click("open-due")
    await here.app.type("due", "1200")
    here.shop.cut = True
    await here.app.click("due-go")
    assert here.app.has("due-known")
    here.shop.cut = False
    await here.app.click("open-due")
    assert here.app.key("due", ft.TextField).value == "1200"  # typed once


async def test_a_word_brings_its_coupon_onto_the_panel(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("open-word")
    assert here.app.key("word-go").disabled
    await here.app.type("word", "komo rebi")
    await here.app.click("word-go")
    assert here.app.shows("夏のおたより 700 円引き")
    assert here.app.has(f"voucher-{uid(909)}")
    assert here.shop.calls("/coupons")[0]["word"] == "KOMOREBI"


async def test_a_word_that_is_none_is_said_and_can_be_typed_again(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("open-word")
    await here.app.type("word", "WRONG")
    await here.app.click("word-go")
    assert here.app.shows(Code.COUPON_WORD_UNKNOWN.ja)
    assert here.app.has("word")


async def test_the_stamp_cards_as_they_stand(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(stamps=(stamp_card(),)))
    await here.scan()
    assert here.app.has("stamps-coffee-10")
    assert here.app.shows("7 / 10")
    assert here.app.shows("あと 3 個で「コーヒー 1 点無料」")


@pytest.mark.parametrize(("preset", "points"), [("preset-all", 1234), ("preset-odd", 34), ("preset-500", 500)])
async def test_the_presets(tablet: OpenTablet, preset: str, points: int) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click(preset)
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["points"] == points


async def test_presets_that_are_too_much_cannot_be_pressed(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(balance=400, spendable=400))
    await here.scan()
    assert here.app.key("preset-500").disabled
    assert here.app.key("preset-odd").disabled


async def test_the_pad_never_goes_over_what_may_be_spent(tablet: OpenTablet) -> None:
    here = await tablet(member=panel(balance=9000, spendable=3000, spend_limited_by="limit"))
    await here.scan()
    assert here.app.shows("今回使えるのは 3,000 pt まで")
    for digit in ("1", "2", "00"):
        await here.app.click(f"pad-{digit}")
    assert here.app.shows("1,200 pt を使う")
    await here.app.click("pad-0")
    assert here.app.shows("3,000 pt を使う")
    await here.app.click("pad-back")
    assert here.app.shows("300 pt を使う")


async def test_nothing_chosen_cannot_be_confirmed(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click(VOUCHER)
    assert here.app.key("confirm").disabled
    await here.staff.counter.confirm()
    assert here.shop.calls("/redemptions") == []


async def test_a_refusal_is_said_and_the_member_is_still_there(tablet: OpenTablet) -> None:
    here = await tablet(linked=True)
    await here.scan()
    await here.app.click("preset-500")
    here.shop.refuse("/redemptions", Code.POINTS_INSUFFICIENT, available=300)
    await here.app.click("confirm")
    assert here.app.has("result-bad")
    assert here.app.shows("300 pt まで")
    await here.app.click("go-on")
    assert here.app.has("panel")


async def test_the_server_gone_in_mid_redemption(tablet: OpenTablet) -> None:
    """The act may have happened: the screen says what is safe, the same act goes again, and it happened once."""
    here = await tablet(linked=True)
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    assert here.app.shows("二重にはなりません")
    assert not here.app.has("confirm")
    here.shop.cut = True
    await here.app.click("resend")
    assert here.app.shows("二重にはなりません")
    assert here.app.shows("オフライン")
    here.shop.cut = False
    await here.app.click("resend")
    assert here.app.has("result-good")
    assert len({body["op_id"] for body in here.shop.calls("/redemptions")}) == 1
    assert len(here.shop.calls("/redemptions")) == 3
    assert len(here.shop.redeemed) == 1


async def test_while_an_act_is_unsure_nothing_else_can_be_chosen(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    assert here.app.key("preset-all").disabled
    assert here.app.key(VOUCHER).disabled
    await here.app.fire("pad-1")
    assert here.app.shows("500")


async def test_an_unsure_act_that_the_next_customer_overtakes_is_kept_and_settled(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    await here.scan(NEXT)
    assert here.app.shows("確認待ち 1 件")
    here.shop.cut = True
    await here.app.click("pending")
    assert here.app.shows("確認待ち 1 件")
    here.shop.cut = False
    await here.app.click("pending")
    assert not here.app.has("pending")
    assert here.app.shows("確認できました")
    assert len({body["op_id"] for body in here.shop.calls("/redemptions")}) == 1


async def test_an_answer_that_comes_after_the_next_scan_is_not_shown_on_the_next_panel(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.held.clear()
    confirming = here.staff.guard.spawn(here.staff.counter.confirm)
    await here.app.settle()
    assert here.app.shows("送っています")
    await here.scan(NEXT)
    here.shop.held.set()
    await confirming
    await here.app.until(lambda: here.app.has("panel"))
    assert not here.app.has("result-good")
    assert here.app.shows("確認できました")
    assert not here.app.has("pending")


async def test_an_act_survives_the_lock(tablet: OpenTablet) -> None:
    """Signed out in mid-act: whoever comes back can settle it."""
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.people_tokens.clear()
    await here.app.click("confirm")
    assert here.staff.session.phase == "lock"
    assert len(here.staff.till.unsettled) == 1
