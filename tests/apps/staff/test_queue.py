"""待ち: everything that waits for a word stands there, opens what it is about, and goes only when it has been dealt with."""

from app_staff.session import Serving
from app_staff.unsettled import DRAWER, read, written
from shared.vault import MemoryVault
from shared.wire.problems import Code
from tests.apps.staff.conftest import NEXT, OpenTablet, Tablet
from tests.apps.staff.fake_counter import OLD_CARDS, FakeCounter
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.made_up import LEAD, adjustment, uid


async def left_unsure(here: Tablet) -> str:
    """A redemption whose answer was lost, and a next customer; its op_id."""
    await here.scan()
    await here.app.click("preset-500")
    here.shop.lose = "/redemptions"
    await here.app.click("confirm")
    await here.scan(NEXT)
    return here.shop.calls("/redemptions")[0]["op_id"]


async def left_asked(here: Tablet) -> None:
    """A redemption that the member is asked about, and a next customer."""
    await here.scan()
    await here.app.click("preset-500")
    here.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=uid(77), limit=100)
    await here.app.click("confirm")
    assert here.app.has("asked")
    await here.scan(NEXT)


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
    await here.app.click(f"again-{op_id}")
    await here.app.until(lambda: not here.app.has(f"unsure-{op_id}"))


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
    await here.app.click("resend")
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


async def test_the_question_that_nobody_answered_stays_until_it_is_given_up(tablet: OpenTablet) -> None:
    here = await tablet()
    await left_asked(here)
    here.clock.forward(120_000)
    await here.app.go("/queue")
    if here.staff.session.phase == "lock":
        await here.enter_pin(LEAD)
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
