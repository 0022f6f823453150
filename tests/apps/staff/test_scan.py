import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app_staff.scanner.gate import Scan
from shared.qr.m1 import make
from shared.qr.number import check_digit
from shared.scanner.source import CameraUnavailable, Frame, FrameSource
from shared.wire.problems import Code
from tests.apps.staff.conftest import CODE, NEXT, OpenTablet, Tablet
from tests.apps.staff.made_up import CLERK, LEAD, panel
from tests.scanner.pictures import jpeg, qr, scene

NUMBER = "12345678901" + check_digit("12345678901")
KEY = Ed25519PrivateKey.generate()


class Showing:
    """A camera that sees one code, until it is closed."""

    def __init__(self, text: str) -> None:
        self._picture = jpeg(scene(qr(text)))
        self._open = True

    async def frames(self) -> AsyncIterator[Frame]:
        while self._open:
            yield Frame(self._picture)
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        self._open = False


class Broken:
    async def frames(self) -> AsyncIterator[Frame]:
        raise CameraUnavailable("unplugged")
        yield

    async def close(self) -> None:
        """Nothing is open."""


def showing(*_: object) -> FrameSource:
    return Showing(CODE)


def broken(*_: object) -> FrameSource:
    return Broken()


async def key(here: Tablet, *labels: str) -> None:
    for label in labels:
        event: dict[str, Any] = {"key": label, "shift": False, "ctrl": False, "alt": False, "meta": False}
        await here.app.page_event("keyboard_event", event)


async def test_from_the_camera_to_the_panel(tablet: OpenTablet) -> None:
    here = await tablet(source=showing)
    await here.app.until(lambda: here.app.has("panel"))
    assert here.shop.calls("/v1/visits")[0]["code"] == CODE
    assert len(here.shop.calls("/v1/visits")) == 1


async def test_a_camera_that_is_gone_leaves_the_other_two_ways(tablet: OpenTablet) -> None:
    here = await tablet(source=broken)
    await here.app.until(lambda: here.app.has("camera-off"))
    assert here.app.has("number")
    await here.app.click("camera-again")
    await here.app.until(lambda: here.app.has("camera-off"))


async def test_the_panel_says_who_it_is(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    for words in (
        "山本 花子",
        "ゴールド",
        "1.5 倍",
        "7 回目",
        "今月お誕生日",
        "1,234",
        "120 pt は 2027/11/30",
        "10% OFF",
        "¥740",
        "ほか 1 点",
    ):
        assert here.app.shows(words), words


async def test_a_new_member_without_anything_has_a_calm_panel(tablet: OpenTablet) -> None:
    bare = panel(balance=0, spendable=0, vouchers=(), next_expiry=None, last_purchase=None, birthday_month=False, visits=1, rank="regular")
    here = await tablet(member=bare)
    await here.scan()
    for words in ("はじめてのご来店", "今日使えるクーポンはありません", "お買い物の記録はまだありません", "使えるポイントはありません"):
        assert here.app.shows(words), words
    assert not here.app.has("confirm")
    await here.app.click("enter-amount")
    assert here.app.has("amount-entry")


async def test_at_a_linked_till_there_is_nothing_to_do_but_go_on(tablet: OpenTablet) -> None:
    here = await tablet(linked=True, member=panel(balance=0, spendable=0, vouchers=()))
    await here.scan()
    assert here.app.shows("会計が終わると、ポイントが付きます")
    await here.app.click("finish")
    assert here.app.has("waiting")


async def test_an_answer_within_a_blink_changes_the_screen_once(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.held.clear()
    await here.scan()
    assert here.app.has("waiting")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("panel"))


async def test_until_a_slow_answer_comes_the_panel_has_its_shape(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.held.clear()
    await here.scan()
    await here.app.until(lambda: here.app.shows("調べています"))
    await here.app.until(lambda: here.app.has("loading"))
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("panel"))


async def test_a_refused_code_says_why(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.refuse("/v1/visits", Code.CODE_EXPIRED)
    await here.scan()
    assert here.app.has("result-bad")
    assert here.app.shows("コードが古くなっています")
    await here.app.click("go-on")
    assert here.app.has("waiting")


async def test_a_refusal_leaves_by_itself(tablet: OpenTablet) -> None:
    here = await tablet(result_for=0.05)
    heard: list[str] = []
    here.staff.counter.on_result = heard.append
    here.shop.refuse("/v1/visits", Code.CODE_EXPIRED)
    await here.scan()
    await here.app.until(lambda: heard == ["bad"] and here.app.has("waiting"))


async def test_a_refused_code_can_be_shown_again(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.refuse("/v1/visits", Code.CODE_EXPIRED)
    await here.scan()
    here.shop.accept("/v1/visits")
    await here.scan()
    assert here.app.has("panel")


async def test_no_answer_is_not_a_refusal_and_the_same_scan_goes_again(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.lose = "/v1/visits"
    await here.scan()
    assert here.app.has("result-amber")
    assert here.app.shows("ポイントは動いていません")
    await here.app.click("again")
    assert here.app.has("panel")
    first, second = here.shop.calls("/v1/visits")
    assert first == second


async def test_the_same_code_shown_again_later_is_the_same_visit(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("finish")
    await here.scan()
    first, second = here.shop.calls("/v1/visits")
    assert first == second
    here.clock.forward(11 * 60_000)
    here.staff.door.touch()
    await here.app.click("finish")
    await here.scan()
    assert here.shop.calls("/v1/visits")[2]["id"] != first["id"]


async def test_the_phone_in_view_makes_a_new_code_and_nothing_happens(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan(make(KEY, "0a" * 6, 1000, 1))
    await here.app.click("preset-500")
    await here.scan(make(KEY, "0a" * 6, 1030, 2))
    assert len(here.shop.calls("/v1/visits")) == 1
    assert here.app.shows("500 pt を使う")


async def test_the_next_customer_takes_the_panel_over(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.held.clear()
    await here.scan(CODE)
    await here.scan(NEXT)
    here.shop.member = msgspec.structs.replace(here.shop.member, name="次の方")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("panel"))
    assert [body["code"] for body in here.shop.calls("/v1/visits")] == [CODE, NEXT]
    assert here.app.shows("次の方")


@pytest.mark.parametrize("text", ["https://example.jp/join/honten", "4901234567894", "123456789012", ""])
async def test_other_codes_are_told_apart_without_asking(tablet: OpenTablet, text: str) -> None:
    here = await tablet()
    await here.scan(text)
    assert here.app.shows("会員証のコードではありません")
    assert here.shop.calls("/v1/visits") == []


async def test_twelve_digits_by_hand(tablet: OpenTablet) -> None:
    here = await tablet()
    assert here.app.key("number-go").disabled
    await here.app.type("number", f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}")
    await here.app.click("number-go")
    assert here.shop.calls("/v1/visits")[0]["code"] == NUMBER
    assert here.app.has("panel")


async def test_enter_that_comes_with_the_last_digit_sends_all_twelve(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.type("number", NUMBER[:11])
    await here.app.at_once(("number", "change", NUMBER), ("number", "submit", NUMBER))
    assert here.shop.calls("/v1/visits")[0]["code"] == NUMBER
    assert here.app.has("panel")


async def test_a_wrong_digit_is_found_before_anybody_is_asked(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.type("number", NUMBER[:11] + str((int(NUMBER[11]) + 1) % 10))
    await here.app.click("number-go")
    assert here.app.shows("12 桁をもう一度")
    assert here.shop.calls("/v1/visits") == []


async def test_a_scanner_gun_types_the_code(tablet: OpenTablet) -> None:
    here = await tablet()
    await key(here, *NUMBER, "Enter")
    await here.app.settle()
    assert here.app.has("panel")


async def test_keys_in_a_field_are_not_a_guns(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.fire("number", "focus")
    await key(here, *NUMBER, "Enter")
    assert here.shop.calls("/v1/visits") == []
    await here.app.fire("number", "blur")
    await key(here, *NUMBER, "Enter")
    assert len(here.shop.calls("/v1/visits")) == 1


async def test_at_the_lock_a_scan_goes_nowhere(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    here.staff.scanned(Scan(CODE, "camera"))
    await here.app.settle()
    assert here.shop.calls("/v1/visits") == []


async def test_a_card_number_earns_only_with_a_clerk(tablet: OpenTablet) -> None:
    here = await tablet(person=CLERK, member=panel(how="card", spendable=0, spend_limited_by="card"))
    await here.scan(NUMBER)
    assert here.app.shows("会員証のコードが必要です")
    tickets = [name for name in here.app.keys() if name.startswith("voucher-")]  # noqa: SIM118 - the harness's list of keys, no dict
    assert tickets
    assert all(getattr(here.app.key(name), "disabled", False) for name in tickets)


async def test_a_shift_lead_may_redeem_for_a_card_number(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD, member=panel(how="card"))
    await here.scan(NUMBER)
    await here.app.click("preset-500")
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["points"] == 500


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_every_step_draws_at_every_size(tablet: OpenTablet, width: float, language: Any) -> None:
    here = await tablet(width=width, language=language)
    assert here.app.has("waiting")
    await here.scan()
    assert here.app.has("panel")
    await here.app.click("enter-amount")
    assert here.app.has("amount-entry")
    await here.app.click("amount-back")
    await here.app.click("preset-all")
    await here.app.click("confirm")
    assert here.app.has("result-good")


@pytest.mark.parametrize("route", ["/elsewhere", "/a/b/c", "/today/"])
async def test_any_address_shows_the_till(tablet: OpenTablet, route: str) -> None:
    here = await tablet(route)
    assert here.app.has("waiting")
