"""A return at the counter: by the code of the app's receipt, by its number, at a linked till, and when the answer does not come."""

import msgspec
import pytest

from app_staff.session import Waiting
from shared.qr import r1
from shared.wire.problems import Code
from tests.apps.staff.conftest import NEXT, OpenTablet, Tablet
from tests.apps.staff.fake_counter import FakeCounter
from tests.apps.staff.fake_receipts import BACK, CODE, OWING, REPAYING, FakeReceipts, line, sale
from tests.apps.staff.made_up import LEAD, uid


def shelf(*sales: object) -> FakeCounter:
    return FakeCounter(receipts=FakeReceipts(sales=sales))  # pyright: ignore[reportArgumentType]  sales they are


async def taking(tablet: OpenTablet, *sales: object, **more: object) -> Tablet:
    """With the sale of the code open."""
    here = await tablet(counter=shelf(*(sales or (sale(),))), **more)
    await here.scan(CODE)
    return here


async def check(here: Tablet) -> None:
    await here.app.click("received")


async def take_back(here: Tablet) -> None:
    await check(here)
    await here.app.click("return-confirm")


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_the_code_of_a_receipt_opens_it_with_what_its_return_changes(tablet: OpenTablet, width: float) -> None:
    here = await taking(tablet, width=width)
    assert here.app.has("take-back")
    for words in (
        "くるみのカンパーニュ",
        "¥310 × 4",
        "¥2,750",
        "下 4 桁 9014",
        "-22 pt",
        "+500 pt",
        "はじめての 10% 引き",
        "1,712 pt",
        "現金",
    ):
        assert here.app.shows(words), words
    assert here.shop.calls(f"/returns/{uid(80)}") == [{}]


async def test_the_goods_are_checked_and_the_whole_sale_is_taken_back(tablet: OpenTablet) -> None:
    here = await taking(tablet)
    assert here.app.key("return-confirm").disabled
    await take_back(here)
    assert here.app.has("result-good")
    for words in ("¥2,250 を返金", "1,712", "付いたポイントを取り消す -22 pt", "使ったポイントを戻す +500 pt"):
        assert here.app.shows(words), words
    await here.app.click("go-on")
    assert here.app.has("waiting")


async def test_what_the_balance_lacks_is_said_before_and_after(tablet: OpenTablet) -> None:
    here = await taking(tablet, sale(effect=OWING), language="en")
    assert here.app.shows("14 pt more than the balance holds")
    await take_back(here)
    assert here.app.shows("14 pt more than the balance holds")


async def test_what_comes_back_to_who_owes_repays_it(tablet: OpenTablet) -> None:
    here = await taking(tablet, sale(effect=REPAYING), language="en")
    assert here.app.shows("300 pt of what comes back repay")
    await take_back(here)
    assert here.app.shows("300 pt of what comes back repay")
    assert here.app.shows("+178 pt")


async def test_a_sale_without_a_card_moves_no_points(tablet: OpenTablet) -> None:
    here = await taking(tablet, sale(card="", effect=None))
    assert here.app.shows("会員証のない会計")
    assert here.app.shows("ポイントは動きません")
    await take_back(here)
    assert here.app.has("result-good")


async def test_at_a_linked_till_the_pos_enters_it(tablet: OpenTablet) -> None:
    here = await taking(tablet, sale(terminal="r1", state="at_pos"), linked=True)
    assert here.app.shows("返品は POS で入力してください")
    assert here.app.shows("-22 pt"), "what it was worth is shown all the same"
    assert not here.app.has("return-confirm")
    await here.app.click("return-stop")
    assert here.app.has("waiting")


async def test_a_sale_returned_already_says_when(tablet: OpenTablet) -> None:
    here = await taking(tablet, sale(state="returned", returned_at=BACK))
    assert here.app.shows("に返品済みです")
    assert here.app.shows("返品で変わったこと")
    assert not here.app.has("return-confirm")


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_some_lines_and_some_pieces_are_picked_and_what_they_change_is_said_before(tablet: OpenTablet, width: float) -> None:
    here = await taking(tablet, width=width)
    await here.app.click("line-2")
    await here.app.click("line-3")
    await here.app.click("fewer-1")
    assert here.app.shows("3 / 4 個")
    assert here.shop.calls("/preview")[-1] == {"lines": [{"n": 1, "quantity_milli": 3000, "amount": None}]}
    for words in ("返品する分の合計", "¥930", "お客さまへの返金", "¥761", "-7 pt", "+169 pt"):
        assert here.app.shows(words), words
    await take_back(here)
    assert here.shop.calls(f"/returns/{uid(80)}")[-1]["lines"] == [{"n": 1, "quantity_milli": 3000, "amount": None}]
    for words in ("¥761 を返金", "+169 pt", "残りの品は、あとからでも返品できます"):
        assert here.app.shows(words), words


async def test_what_came_back_before_is_shown_and_cannot_be_picked(tablet: OpenTablet) -> None:
    lines = (msgspec.structs.replace(sale().lines[0], back_milli=3000, back=930), *sale().lines[1:])
    gone = msgspec.structs.replace(lines[1], back_milli=1000, back=980)
    here = await taking(tablet, sale(state="part", returned_at=BACK, lines=(lines[0], gone, lines[2])))
    assert here.app.shows("うち 3 個は返品済み")
    assert here.app.shows("うち ¥980 は返品済み")
    assert not here.app.has("line-2")
    assert not here.app.has("more-1"), "a single piece needs no counting"
    await take_back(here)
    sent = here.shop.calls(f"/returns/{uid(80)}")[-1]["lines"]
    assert [(each["n"], each["quantity_milli"]) for each in sent] == [(1, 1000), (3, 1000)], "what is left, by name"
    assert not here.app.shows("残りの品は")


async def test_all_and_none_and_another_choice_is_checked_anew(tablet: OpenTablet) -> None:
    here = await taking(tablet)
    await check(here)
    assert not here.app.key("return-confirm").disabled
    await here.app.click("line-3")
    assert here.app.key("return-confirm").disabled
    await here.app.click("pick-all")
    assert not here.app.key("return-confirm").disabled, "it is what had been checked"
    await here.app.click("pick-all")
    assert here.app.shows("返品する商品を選んでください")
    assert not here.app.has("received")


async def test_of_a_sale_typed_as_one_sum_an_amount_comes_back(tablet: OpenTablet) -> None:
    typed = sale(lines=(line(1, "お買い上げ", 2750),), effect=None, card="")
    here = await taking(tablet, typed)
    await here.app.type("yen-back", "1000")
    assert here.shop.calls("/preview")[-1] == {"lines": [{"n": 1, "quantity_milli": None, "amount": 1000}]}
    assert here.app.shows("¥1,000")
    await here.app.type("yen-back", "2751")
    assert here.app.shows("¥1 から ¥2,750 まで")
    assert not here.app.has("received")
    await here.app.type("yen-back", "2750")
    await check(here)
    assert here.app.shows("¥2,750 の会計を返品する")


async def test_a_choice_without_an_answer_can_be_asked_again(tablet: OpenTablet) -> None:
    here = await taking(tablet)
    here.shop.cut = True
    await here.app.click("line-3")
    assert here.app.has("changes-missed")
    await check(here)
    assert here.app.key("return-confirm").disabled
    here.shop.cut = False
    await here.app.click("changes-again")
    assert not here.app.has("changes-missed")
    assert here.app.shows("¥2,220")


async def test_a_receipt_of_elsewhere_is_refused_in_a_sentence(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan(r1.make(uid(81)))
    assert here.app.shows("このお店の会計に見つかりません")
    await here.app.click("go-on")
    assert here.app.has("waiting")


async def test_a_misread_code_is_no_receipt(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan(CODE[:-1] + str((int(CODE[-1]) + 1) % 10))
    assert here.app.shows("会員証のコードではありません")


async def test_without_an_answer_the_same_return_is_sent_again(tablet: OpenTablet) -> None:
    here = await taking(tablet)
    await check(here)
    here.shop.lose = f"/returns/{uid(80)}"
    await here.app.click("return-confirm")
    assert here.app.has("unsure")
    await here.app.click("resend")
    assert here.app.has("result-good")
    _, first, second = here.shop.calls(f"/returns/{uid(80)}")
    assert first == second


async def test_a_return_that_a_customer_overtook_waits_in_the_strip(tablet: OpenTablet) -> None:
    here = await taking(tablet)
    await check(here)
    here.shop.lose = f"/returns/{uid(80)}"
    await here.app.click("return-confirm")
    await here.scan(NEXT)
    assert here.app.has("panel")
    await here.app.click("pending")
    assert here.app.shows("確認できました")
    assert here.staff.till.unsettled == ()


async def test_a_refusal_at_the_last_moment_is_said(tablet: OpenTablet) -> None:
    here = await taking(tablet, person=LEAD)
    await check(here)
    here.shop.refuse(f"/returns/{uid(80)}", Code.RETURN_EXCEEDS_SALE)
    await here.app.click("return-confirm")
    assert here.app.has("result-bad")
    assert here.app.shows(Code.RETURN_EXCEEDS_SALE.ja)


async def test_a_look_without_an_answer_can_be_repeated(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.cut = True
    await here.scan(CODE)
    here.shop.cut = False
    await here.app.click("again")
    assert here.app.has("take-back")


async def test_the_number_on_the_receipt_finds_it(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.click("take-return")
    await here.app.type("receipt-number", "20261120-1042")
    await here.app.click("receipt-find")
    assert here.app.has("take-back"), "the only one opens by itself"


async def test_of_several_with_one_number_one_is_chosen_and_none_is_said(tablet: OpenTablet) -> None:
    other = sale(82, total=640, at=msgspec.structs.replace(sale()).at.replace(day=19))
    here = await tablet(counter=shelf(sale(), other))
    await here.app.click("take-return")
    await here.app.type("receipt-number", "99")
    await here.app.click("receipt-find")
    assert here.app.shows("番号 99 の会計はありません")
    await here.app.type("receipt-number", "20261120-1042")
    await here.app.click("receipt-find")
    await here.app.click(f"receipt-{uid(82)}")
    assert here.app.shows("¥640")
    await here.app.click("return-stop")
    assert isinstance(here.staff.till.step, Waiting)


async def test_the_code_can_be_typed_where_card_numbers_are(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.type("number", CODE)
    await here.app.click("number-go")
    assert here.app.has("take-back")


async def test_a_number_without_an_answer_keeps_the_page(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.click("take-return")
    await here.app.type("receipt-number", "20261120-1042")
    here.shop.cut = True
    await here.app.click("receipt-find")
    assert here.app.has("find-receipt")
    here.shop.cut = False
    await here.app.click("receipt-find")
    assert here.app.has("take-back")
