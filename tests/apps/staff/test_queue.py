"""待ち: everything that waits for a word stands there, opens what it is about, and goes only when it has been dealt with."""

import asyncio

import flet as ft

from app_staff.session import Serving
from app_staff.unsettled import DRAWER, read, written
from shared.vault import MemoryVault
from shared.wire.problems import Code
from tests.apps.staff.conftest import NEXT, OpenTablet, Tablet
from tests.apps.staff.fake_counter import OLD_CARDS, FakeCounter
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.made_up import LEAD, adjustment, uid


async def unsure(here: Tablet) -> str:
    """A redemption whose answer was lost; its op_id."""
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    return here.shop.calls("/redemptions")[0]["op_id"]


async def left_unsure(here: Tablet) -> str:
    """And a next customer."""
    op_id = await unsure(here)
    await here.scan(NEXT)
    return op_id


async def left_asked(here: Tablet) -> None:
    """A redemption that the member is asked about, and a next customer."""
    await here.scan()
    await here.app.click("preset-500")
    here.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=uid(77), limit=100)
    await here.app.click("confirm")
    assert here.app.has("asked")
    await here.scan(NEXT)


def waits(here: Tablet) -> str:
    """The number on the rail."""
    return here.app.key("waits", ft.Text).value


async def test_nothing_waits_and_it_says_so(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.held.clear()
    await here.app.click("go-queue")
    assert await here.app.followed() == "/queue"
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("empty"))


async def test_an_act_without_an_answer_opens_as_it_was_left(tablet: OpenTablet) -> None:
    here = await tablet()
    op_id = await left_unsure(here)
    await here.app.go("/queue")
    assert here.app.shows("500 pt + クーポン の利用")
    await here.app.click(f"open-{op_id}")
    assert await here.app.followed() == "/"
    assert here.app.has("unsure")
    await here.app.click("resend")
    assert here.app.has("result-good")
    first, second = here.shop.calls("/redemptions")
    assert first == second
    assert here.staff.till.unsettled == ()


async def test_an_act_is_sent_again_from_the_queue(tablet: OpenTablet) -> None:
    here = await tablet(language="en")
    op_id = await left_unsure(here)
    await here.app.go("/queue")
    assert waits(here) == "1"
    await here.app.click(f"again-{op_id}")
    assert not here.app.has(f"unsure-{op_id}")
    await here.app.click(f"seen-{op_id}")
    assert here.app.has("empty")
    assert not here.app.has("waits")


async def test_an_act_that_is_still_on_its_panel_stands_there_too(tablet: OpenTablet) -> None:
    here = await tablet()
    op_id = await unsure(here)
    assert waits(here) == "1"
    await here.app.go("/queue")
    assert here.app.shows("山本 花子 ・ 500 pt + クーポン の利用")
    here.shop.cut = True
    await here.app.click(f"open-{op_id}")  # nothing has to be looked up
    assert await here.app.followed() == "/"
    here.shop.cut = False
    await here.app.click("resend")
    assert here.app.has("result-good")
    assert not here.app.has("waits")
    await here.app.go("/queue")
    assert not here.app.has(f"unsure-{op_id}")


async def test_sent_again_from_the_queue_it_is_dealt_with_on_its_panel(tablet: OpenTablet) -> None:
    here = await tablet()
    op_id = await unsure(here)
    await here.app.go("/queue")
    here.shop.held.clear()
    sending = asyncio.ensure_future(here.app.click(f"again-{op_id}"))
    await here.app.until(lambda: here.app.shows("送っています"))
    assert here.app.key(f"again-{op_id}").disabled
    here.shop.held.set()
    await sending
    await here.app.until(lambda: here.app.has(f"settled-{op_id}"))
    assert here.app.shows("使いました ・ レジで 10% と ¥500 を値引きしてください。")
    assert not here.app.has(f"unsure-{op_id}")
    assert not here.app.has("waits")
    await here.app.go("/")
    assert here.app.has("result-good")
    assert len(here.shop.redeemed) == 1


async def test_a_refusal_stays_until_it_is_read_wherever_it_was_asked_for(tablet: OpenTablet) -> None:
    vault = MemoryVault()
    here = await tablet(vault=vault)
    op_id = await left_unsure(here)
    here.shop.refuse("/redemptions", Code.VOUCHER_USED)
    await here.app.click("pending")  # beside the next customer
    assert here.app.shows(Code.VOUCHER_USED.ja)
    assert waits(here) == "1"
    await here.staff.door.check()
    assert len(read(await vault.get(DRAWER))) == 1
    await here.app.go("/queue")
    assert here.app.shows(f"できませんでした ・ {Code.VOUCHER_USED.ja}")
    await here.app.click(f"seen-{op_id}")
    await here.staff.door.check()
    assert read(await vault.get(DRAWER)) == ()
    await here.app.until(lambda: here.app.has("empty"))


async def test_an_act_on_the_panel_outlives_the_tablet(tablet: OpenTablet) -> None:
    vault = MemoryVault()
    here = await tablet(vault=vault)
    op_id = await unsure(here)
    await here.staff.door.check()
    again = await tablet("/queue", person=None, vault=vault)
    assert again.app.has(f"unsure-{op_id}")


async def test_what_is_on_its_way_stands_there_and_does_not_want_anybody(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.held.clear()
    confirming = here.staff.guard.spawn(here.staff.counter.confirm)
    await here.app.go("/queue")
    assert here.app.shows("送っています")
    assert not here.app.has("waits")
    here.shop.held.set()
    await confirming


async def test_without_a_line_an_act_stays_in_the_queue(tablet: OpenTablet) -> None:
    here = await tablet()
    op_id = await left_unsure(here)
    await here.app.go("/queue")
    here.shop.cut = True
    await here.app.click(f"open-{op_id}")
    assert here.app.shows("いまは調べられません")
    await here.app.click(f"again-{op_id}")
    assert here.app.has(f"unsure-{op_id}")


async def test_a_return_without_an_answer_opens_its_receipt(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan(RECEIPT)
    await here.app.click("received")
    here.shop.lose = f"/returns/{uid(80)}"
    await here.app.click("return-confirm")
    await here.scan(NEXT)
    op_id = here.shop.calls(f"/returns/{uid(80)}")[1]["op_id"]
    await here.app.go("/queue")
    await here.app.click(f"open-{op_id}")
    await here.app.go("/")
    assert here.app.has("take-back")
    assert here.app.has("unsure")
    await here.app.go("/queue")
    await here.app.click(f"again-{op_id}")  # from here, while it is on its panel
    assert here.app.has(f"settled-{op_id}")
    await here.app.go("/")
    assert here.app.has("result-good")


async def test_locking_forgets_no_act_and_neither_does_switching_off(tablet: OpenTablet) -> None:
    vault = MemoryVault()
    here = await tablet(vault=vault)
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    await here.app.click("lock")
    (act,) = here.staff.till.unsettled
    await here.staff.door.check()
    again = await tablet(vault=vault)
    assert again.staff.till.unsettled == (act,)
    assert read(await vault.get(DRAWER)) == (act,)


def test_what_an_older_app_has_written_is_forgotten() -> None:
    assert read(None) == read("[]") == read("{") == ()
    assert read(written(())) == ()


async def test_a_member_who_is_still_being_asked_is_gone_back_to(tablet: OpenTablet) -> None:
    here = await tablet()
    await left_asked(here)
    await here.app.go("/queue")
    assert here.app.shows("山本 花子 ・ 500 pt + クーポン の利用")
    await here.app.click(f"open-{uid(77)}")
    await here.app.go("/")
    assert here.app.has("asked")
    here.shop.accept("/redemptions")
    here.shop.word = "given"
    await here.app.until(lambda: here.app.has("result-good"))
    assert here.staff.till.parked == ()


async def test_who_is_being_asked_on_the_panel_stands_there_too(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    here.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=uid(77), limit=100)
    await here.app.click("confirm")
    await here.app.go("/queue")
    assert waits(here) == "1"
    await here.app.click(f"open-{uid(77)}")
    assert await here.app.followed() == "/"
    assert here.app.has("asked")
    await here.app.go("/queue")
    await here.app.click(f"give-up-{uid(77)}")
    assert not here.app.has("waits")
    await here.app.go("/")
    assert here.app.has("confirm")


async def test_the_question_that_nobody_answered_stays_until_it_is_given_up(tablet: OpenTablet) -> None:
    here = await tablet()
    await left_asked(here)
    here.clock.forward(120_000)
    here.staff.door.touch()  # the minute is over, and somebody is there
    await here.app.go("/queue")
    assert here.app.shows("確認の時間は過ぎました")
    await here.app.click(f"give-up-{uid(77)}")
    assert not here.app.has(f"asked-{uid(77)}")
    assert isinstance(here.staff.till.step, Serving), "whoever is at the counter stays there"


async def test_what_the_store_waits_for_leads_to_its_page(tablet: OpenTablet) -> None:
    here = await tablet(
        "/queue", person=LEAD, adjusted=(adjustment(), adjustment(32, state="booked")), counter=FakeCounter(old_cards=OLD_CARDS)
    )
    await here.app.until(lambda: here.app.has("adjustments-wait"))
    assert here.app.shows("ポイントの調整 1 件")
    assert here.app.shows("前のカード 3 枚")
    await here.app.click("open-adjustments")
    assert await here.app.followed() == "/adjustments"
    await here.app.go("/queue")
    await here.app.until(lambda: here.app.has("open-old-cards"))
    await here.app.click("open-old-cards")
    assert await here.app.followed() == "/old-cards"


async def test_a_cashier_is_not_told_of_adjustments(tablet: OpenTablet) -> None:
    here = await tablet("/queue", adjusted=(adjustment(),))
    await here.app.until(lambda: here.app.has("empty"))


async def test_without_a_line_what_is_known_here_stands(tablet: OpenTablet) -> None:
    here = await tablet()
    op_id = await left_unsure(here)
    here.shop.cut = True
    await here.app.go("/queue")
    await here.app.until(lambda: here.app.has("failed-retry"))
    assert here.app.has(f"unsure-{op_id}")
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: not here.app.has("failed-retry"))
