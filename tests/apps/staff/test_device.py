"""The tablet's own settings: remembered by the device; and trying the scanner without opening a visit."""

import flet as ft
import pytest

from app_staff.preferences import DRAWER, Preferences, kept, patience, patiences, written
from app_staff.scanner.gate import Scan
from app_staff.screens.device import kind_of
from shared.vault import MemoryVault
from tests.apps.staff.conftest import CODE, OpenTablet
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.made_up import CLERK, MANAGER


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("person", [CLERK, MANAGER])
async def test_whoever_serves_finds_the_settings_on_the_rail(tablet: OpenTablet, width: float, person: object) -> None:
    here = await tablet(width=width, person=person)
    await here.app.click("go-device")
    assert await here.app.followed() == "/device"
    for words in ("この端末の設定", "読み取りテスト", "自動ロック"):
        assert here.app.shows(words), words


@pytest.mark.parametrize(("route", "chosen"), [("/", "go-scan"), ("/settings", "go-settings"), ("/hours", "go-boards")])
async def test_on_a_phone_where_one_is_stands_first_and_is_not_pushed_aside(tablet: OpenTablet, route: str, chosen: str) -> None:
    here = await tablet(route, width=390, person=MANAGER)
    scrollers = [strip for strip in here.app.all() if isinstance(strip, ft.Row) and strip.scroll is ft.ScrollMode.HIDDEN]
    others = next(strip for strip in scrollers if under(here.app.key("lock"), strip))
    strip = others.parent
    assert isinstance(strip, ft.Row)
    assert len(others.controls) == 12
    assert not under(here.app.key(chosen), others)
    assert under(here.app.key(chosen), strip.controls[0])


def under(control: ft.BaseControl | None, above: ft.BaseControl) -> bool:
    while control is not None and control is not above:
        control = control.parent
    return control is above


async def test_what_is_read_here_is_shown_and_opens_no_visit(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    assert here.app.shows("会員証やレシートのコードを読み取ってみてください")
    here.staff.scanned(Scan(RECEIPT, "camera", "zxing", 12))
    here.staff.scanned(Scan("123", "gun", millis=40))
    await here.app.settle()
    for words in ("レシート", "カメラ ・ zxing ・ 12 ミリ秒", "知らないコード", "スキャナー ・ 40 ミリ秒", "41 文字"):
        assert here.app.shows(words), words
    assert here.shop.calls("/visits") == []
    assert not here.app.shows(RECEIPT), "a code is shown by its beginning alone"


async def test_typing_is_tried_as_well(tablet: OpenTablet) -> None:
    here = await tablet("/device", language="en")
    await here.app.type("try", " 1234 5678 9014 ")
    await here.app.click("try-go")
    assert here.app.shows("Member number")
    assert here.app.shows("Typed")


async def test_a_guns_burst_is_tried_with_its_time(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    for key in RECEIPT:
        here.clock.forward(4)
        await here.app.page_event("keyboard_event", {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False})
    await here.app.page_event("keyboard_event", {"key": "Enter", "shift": False, "ctrl": False, "alt": False, "meta": False})
    assert here.app.shows("スキャナー ・ 160 ミリ秒")


async def test_only_the_newest_tries_are_kept(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    for number in range(8):
        here.staff.scanned(Scan(f"code {number}", "hand"))
    assert [scan.text for scan in here.staff.till.tried] == ["code 7", "code 6", "code 5", "code 4", "code 3"]


async def test_back_at_the_till_a_scan_is_a_visit_again(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    await here.app.go("/")
    await here.scan()
    assert here.app.has("panel")


async def test_choices_are_remembered_by_the_device(tablet: OpenTablet) -> None:
    vault = MemoryVault()
    here = await tablet("/device", vault=vault)
    here.staff.till.cameras = ("内蔵カメラ", "USB カメラ")
    await here.app.settle()
    await here.app.click("camera-1")
    await here.app.click("torch-on")
    await here.app.click("volume-25")
    await here.app.click("lock-after-15")
    assert kept(await vault.get(DRAWER)) == Preferences(camera="USB カメラ", torch=True, volume=25, lock_after=15)
    again = await tablet("/device", vault=vault, person=None)
    assert again.staff.session.preferences.camera == "USB カメラ"


async def test_without_sounds_the_volume_is_no_question(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    heard: list[str] = []
    here.staff.counter.on_result = heard.append
    await here.app.click("listen-bad")
    assert heard == ["bad"]
    await here.app.click("sound-off")
    assert not here.app.has("volume-25")
    assert not here.app.has("listen-good")


async def test_a_camera_without_a_light_says_so(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    await here.app.click("torch-on")
    here.staff.till.dark = True
    await here.app.settle()
    assert here.app.has("no-torch")


async def test_a_shorter_lock_locks_sooner_and_a_longer_one_cannot_be_chosen(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    assert not here.app.has("lock-after-120")
    await here.app.click("lock-after-15")
    here.clock.forward(16_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "lock"


async def test_text_and_language_are_changed_here_too(tablet: OpenTablet) -> None:
    here = await tablet("/device")
    await here.app.click("text-size-150")
    assert here.staff.session.text_size == 150
    await here.app.click("speak-en")
    assert here.app.shows("This tablet")
    await here.app.click("speak-en")
    assert here.app.shows("This tablet"), "the language that is spoken already stays"


def test_what_a_vault_holds_is_believed_only_when_it_fits() -> None:
    assert kept(None) == kept("{") == kept('{"volume": 1000}') == Preferences()
    assert kept(written(Preferences(torch=True))) == Preferences(torch=True)


def test_the_shops_bound_is_never_passed() -> None:
    assert patiences(60) == (15, 30, 60)
    assert patience(Preferences(lock_after=300), 60) == 60
    assert patience(Preferences(), 60) == 60


@pytest.mark.parametrize(("text", "kind"), [("123456789014", "number"), (RECEIPT, "receipt"), (CODE, "unknown"), ("https://x", "unknown")])
def test_codes_are_told_apart(text: str, kind: str) -> None:
    assert kind_of(text) == kind
