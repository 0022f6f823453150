"""The tablet by the door, screen by screen: in with a PIN, a card, a questionnaire, what helps when it fails, and out with a PIN."""

import asyncio
from typing import Any

import flet as ft
import pytest

from app_staff.doorstep import Answering, Idle, Thanks
from app_staff.scanner.gate import Scan
from shared.wire.brand import MODULES, UNKNOWN
from shared.wire.problems import Code
from tests.apps.staff.conftest import CODE, NEXT, OpenTablet, Tablet
from tests.apps.staff.fake_kiosk import THANKS, FakeKiosk, arrival
from tests.apps.staff.made_up import CLERK, MANAGER, PIN
from tests.apps.staff.test_scan import key, showing


async def facing(tablet: OpenTablet, *, kiosk: FakeKiosk | None = None, **more: Any) -> Tablet:
    """A tablet that has been turned to the customers."""
    kiosk = kiosk or FakeKiosk()
    kiosk.facing = True
    here = await tablet(person=None, kiosk=kiosk, **more)
    assert here.staff.session.phase == "kiosk"
    return here


async def enter(here: Tablet, pin: str = PIN) -> None:
    for digit in pin:
        await here.app.click(f"kiosk-pin-{digit}")
    await here.app.settle()


async def answering(tablet: OpenTablet, **more: Any) -> Tablet:
    here = await facing(tablet, **more)
    await here.scan()
    await here.app.click("kiosk-answer")
    return here


async def to_the_end(here: Tablet) -> None:
    """Every question answered; the last one still to be sent."""
    await here.app.click("choice-1")
    await here.app.click("survey-next")
    await here.app.click("choice-0")
    await here.app.click("choice-2")
    await here.app.click("survey-next")
    await here.app.click("scale-5")


async def test_in_with_a_pin(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    await here.app.click("go-kiosk")
    assert await here.app.followed() == "/kiosk"
    assert here.app.shows("スタッフの PIN を入力します")
    await enter(here, "271828")
    assert here.app.shows("PIN")
    assert here.staff.session.phase == "open"
    await enter(here)
    assert here.staff.session.phase == "kiosk"
    assert here.staff.session.person is None
    assert await here.vault.get("person") is None
    assert here.app.has("attract")
    assert not here.app.has("lock")


async def test_only_whoever_serves_turns_it(tablet: OpenTablet) -> None:
    here = await tablet("/kiosk", person=MANAGER)
    assert here.app.has("kiosk-start")
    away = await tablet("/device")
    away.staff.session.office = True
    await away.app.settle()
    assert not away.app.has("go-kiosk")


async def test_it_stays_turned_after_a_restart(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    for words in ("会員証を\nかざしてください", "来店ポイント 5 pt", "アンケートでお礼", "こもれびベーカリー"):
        assert here.app.shows(words), words
    assert here.app.has("kiosk-eye")


async def test_a_card_is_greeted_with_no_more_than_strangers_may_read(tablet: OpenTablet) -> None:
    here = await facing(tablet, source=showing)
    await here.app.until(lambda: here.app.has("kiosk-arrived"))
    for words in ("花子 さま、ようこそ", "来店ポイント 5 pt を差し上げました", "1,239", "アンケートにお答えください", "100 円引き + 10 pt"):
        assert here.app.shows(words), words
    assert len(here.shop.calls("/v1/checkins")) == 1
    assert here.shop.calls("/v1/checkins")[0]["code"] == CODE
    assert here.app.key("kiosk-veil").visible  # the camera's picture shows the whole card
    await here.app.click("kiosk-later")
    assert not here.app.key("kiosk-veil").visible


async def test_a_gun_works_too_and_typed_numbers_do_not(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    await key(here, *CODE, "Enter")
    assert here.app.has("kiosk-arrived")
    await here.app.click("kiosk-later")
    await key(here, *"123456789018", "Enter")
    assert here.app.shows("アプリの会員証をかざしてください")


async def test_without_a_questionnaire_the_coupons_of_today_show(tablet: OpenTablet) -> None:
    here = await facing(tablet, kiosk=FakeKiosk(arrival=arrival(survey=None)))
    await here.scan()
    for words in ("今日使えるクーポン", "10% OFF", "¥200 OFF"):
        assert here.app.shows(words), words
    assert not here.app.has("kiosk-answer")
    await here.app.click("kiosk-done")
    assert here.app.has("attract")


async def test_a_shop_that_gives_nothing_for_coming_says_thank_you(tablet: OpenTablet) -> None:
    here = await facing(tablet, kiosk=FakeKiosk(points=0, arrival=arrival(points=0, survey=None, coupons=(), name="")))
    assert not here.app.shows("来店ポイント")
    await here.scan()
    assert here.app.shows("ご来店ありがとうございます")
    assert not here.app.has("kiosk-coupons")


async def test_answers_become_a_coupon(tablet: OpenTablet) -> None:
    here = await answering(tablet)
    assert here.app.shows("3 問中 1 問目")
    assert here.app.key("survey-next").disabled
    await here.app.click("choice-0")
    await here.app.click("choice-1")  # of one kind only the last counts
    await here.app.click("survey-next")
    await here.app.click("choice-0")
    await here.app.click("choice-3")
    await here.app.click("choice-0")  # and of many, one taken again is put back
    await here.app.click("survey-next")
    await here.app.click("survey-back")
    await here.app.click("survey-next")
    assert here.app.key("survey-send").disabled
    await here.app.click("scale-4")
    await here.app.click("survey-send")
    (sent,) = here.shop.kiosk.answered
    assert sent.answers == ((1,), (3,), (4,))
    for words in ("ありがとうございました", "クーポンを差し上げました", "¥100 OFF", THANKS.name_ja, "+10 pt"):
        assert here.app.shows(words), words
    await here.app.click("kiosk-done")
    assert here.app.has("attract")


async def test_answers_without_an_answer_are_sent_again_as_they_were(tablet: OpenTablet) -> None:
    here = await answering(tablet)
    await to_the_end(here)
    here.shop.lose = "/answers"
    await here.app.click("survey-send")
    assert here.app.shows("ポイントが二重に付くことはありません")
    await here.app.click("scale-1")  # what was sent stays as it was sent
    await here.app.click("survey-send")
    assert here.app.has("kiosk-thanks")
    assert len(here.shop.kiosk.answered) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (Code.CODE_EXPIRED, "画面をもう一度表示してください"),
        (Code.CODE_USED, "このコードは使用済みです"),
        (Code.CHECKIN_DONE, "今日はもう受け取りました"),
        (Code.MODULE_OFF, "ただいま受付を休んでいます"),
        (Code.MEMBER_UNKNOWN, "受け付けられませんでした"),
    ],
)
async def test_a_refusal_says_what_helps(tablet: OpenTablet, code: Code, words: str) -> None:
    here = await facing(tablet)
    here.shop.refuse("/checkins", code)
    await here.scan()
    assert here.app.shows(words)
    await here.app.click("kiosk-done")
    assert here.app.has("attract")


async def test_a_second_time_the_same_day_is_said_kindly(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    await here.scan()
    await here.app.click("kiosk-later")
    await here.scan()
    assert here.app.key("kiosk-sorry-title", ft.Text).value == "今日はもう受け取りました"


async def test_without_an_answer_the_same_is_sent_again(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    here.shop.lose = "/checkins"
    await here.scan()
    assert here.app.has("kiosk-unsure")
    await here.app.click("kiosk-again")
    assert here.app.has("kiosk-arrived")
    first, second = here.shop.calls("/v1/checkins")
    assert first == second


async def test_while_the_server_thinks(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    here.shop.held.clear()
    await here.scan()
    await here.scan(NEXT)  # nobody is pushed aside
    assert here.app.has("kiosk-checking")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("kiosk-arrived"))
    assert here.shop.calls("/v1/checkins")[0]["code"] == CODE


async def test_without_a_line_it_says_so(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    here.staff.session.online = False
    await here.app.settle()
    assert here.app.shows("ただいま通信できません")
    here.staff.session.online = True
    await here.app.settle()
    assert here.app.has("attract-hold")


async def test_each_screen_goes_by_itself(tablet: OpenTablet) -> None:
    here = await facing(tablet, result_for=0.02)
    doorstep, heard = here.staff.doorstep, list[str]()
    here.staff.host.on_result = heard.append
    await here.scan()
    await here.app.until(lambda: heard == ["good"] and isinstance(doorstep.step, Idle))
    here.shop.refuse("/checkins", Code.CODE_EXPIRED)
    await here.scan(NEXT)
    await here.app.until(lambda: heard == ["good", "amber"] and isinstance(doorstep.step, Idle))


async def test_a_next_customer_takes_over_and_a_phone_still_held_up_does_not(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    await here.scan()
    await here.scan()
    assert len(here.shop.calls("/v1/checkins")) == 1
    await here.scan(NEXT)
    assert len(here.shop.calls("/v1/checkins")) == 2
    here = await answering(tablet)
    await here.scan(NEXT)  # who answers is not disturbed
    assert isinstance(here.staff.doorstep.step, Answering)


async def test_another_language_is_for_whoever_stands_here(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    await here.app.click("kiosk-language")
    assert here.app.shows("Hold up\nyour card")
    await here.scan()
    assert here.app.shows("Welcome, 花子")
    await here.app.click("kiosk-later")
    assert here.app.shows("会員証を\nかざしてください")


async def test_out_with_a_pin_and_nobody_there_it_turns_back(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    here.staff.host.hold_for = 0.01
    await here.app.fire("kiosk-staff", "long_press")
    await here.app.until(lambda: here.app.has("kiosk-leaving"))
    assert here.app.has(f"person-{CLERK.id}")
    here.staff.scanned(Scan(CODE, "camera"))
    await here.app.settle()
    assert not here.shop.calls("/v1/checkins")
    await here.app.click("kiosk-stay")
    assert here.app.has("attract")
    await here.app.fire("kiosk-staff", "long_press")
    await here.app.until(lambda: here.app.has("kiosk-leaving"))
    await here.enter_pin(CLERK, "271828")
    assert here.staff.session.phase == "kiosk"
    await key(here, *PIN)
    assert here.staff.session.phase == "open"
    quick = await facing(tablet, result_for=0.01)
    quick.staff.host.ask_to_leave()
    await quick.app.until(lambda: quick.app.has("attract"))


async def test_the_way_out_is_a_chord_of_keys_too(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    await key(here, "L")
    assert here.app.has("attract")
    chord = {"key": "L", "shift": True, "ctrl": True, "alt": False, "meta": False}
    await here.app.page_event("keyboard_event", chord)
    assert here.app.has("kiosk-leaving")
    await here.app.click(f"person-{CLERK.id}")
    await key(here, *PIN)
    assert here.staff.session.phase == "open"
    await here.app.page_event("keyboard_event", chord)  # at the counter it is nothing
    assert here.staff.session.phase == "open"


async def test_a_corner_that_is_only_touched_stays_hidden(tablet: OpenTablet) -> None:
    here = await facing(tablet)
    here.staff.host.hold_for = 0.1
    await here.app.fire("kiosk-staff", "long_press")
    await here.app.fire("kiosk-staff", "long_press_up")
    await asyncio.sleep(here.staff.host.hold_for * 2)
    assert here.app.has("attract")
    assert not here.app.has("kiosk-leaving")


async def test_a_lost_answer_to_turning_it_is_found_out(tablet: OpenTablet) -> None:
    here = await tablet("/kiosk")
    here.shop.lose = "/kiosk"
    await enter(here)
    assert here.staff.session.phase == "open"
    await here.staff.door.lock()
    here.clock.forward(60_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "kiosk"


async def test_a_shop_without_the_module_has_none_of_it(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    assert here.app.has("go-kiosk")
    off = UNKNOWN.__class__(name="まるや", seed=UNKNOWN.seed, modules=tuple(each for each in MODULES if each != "kiosk"))
    await here.staff.dressing.wear(off)
    await here.app.settle()
    assert not here.app.has("go-kiosk")
    await here.app.go("/kiosk")
    assert not here.app.has("kiosk-start")
    turned = await facing(tablet)
    await turned.staff.dressing.wear(off)
    await turned.app.settle()
    assert not turned.app.has("attract")
    await turned.enter_pin(CLERK)  # the way back is open
    assert turned.staff.session.phase == "open"


async def test_english_is_complete(tablet: OpenTablet) -> None:
    here = await answering(tablet, language="en")
    assert here.app.shows("Question 1 of 3")
    await to_the_end(here)
    await here.app.click("survey-send")
    assert isinstance(here.staff.doorstep.step, Thanks)
    for words in ("Thank you very much", "A coupon for you", "¥100 off"):
        assert here.app.shows(words), words
