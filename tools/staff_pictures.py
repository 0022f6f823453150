"""Photographs every screen of the staff app and every state of it, for people to judge: `python -m tools.staff_pictures [scene]`.

They lie in build/screens/staff/<scene>-<language>-<theme>.png; some scenes also upright and on a phone.

The shop answers from plain values, so that states that a real one shows seldom (no answer, no line, a refusal) can be looked at as well.
"""

import argparse
import asyncio
import contextlib
import contextvars
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flet as ft
import msgspec
import uvicorn
from playwright.async_api import Browser, async_playwright

from app_staff.actions import DEVICE, PERSON, Settings
from app_staff.main import Staff
from app_staff.scanner.gate import Scan
from shared.clock import SystemClock
from shared.ui.web import exported, guarded
from shared.ui.web_language import listening, spoken
from shared.vault import MemoryVault
from shared.wire.adjustments import AdjustmentRow
from shared.wire.problems import Code
from shared.wire.staff import StaffMember, Unlocked
from tests.apps.staff.fake_shop import CLERK, LEAD, MANAGER, FakeShop, figure, panel, today, uid
from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE, TABLET, CameraFile, Screen, Watch, enable_semantics
from tests.browser.processes import free_port

ROOT = Path(__file__).resolve().parents[1]
CODE = "7" + "".join(str((digit * 7 + 3) % 10) for digit in range(193))
PORTRAIT = TABLET | {"viewport": {"width": 800, "height": 1280}}
Act = Callable[["Stage"], Awaitable[None]]


@dataclass
class Stage:
    """One tablet on one page."""

    staff: Staff
    shop: FakeShop
    camera: CameraFile
    screen: Screen

    async def rest(self, seconds: float = 0.6) -> None:
        await asyncio.sleep(seconds)

    async def scan(self) -> None:
        self.camera.show(CODE)
        self.staff.scanned(Scan(CODE, "camera"))
        await self.rest()

    async def choose(self) -> None:
        self.staff.counter.choose_voucher(uid(901))
        self.staff.counter.choose_points(500)
        await self.rest()

    async def go(self, route: str) -> None:
        self.staff.page.navigate(route)
        await self.rest(1.5)


@dataclass(frozen=True)
class Scene:
    name: str
    act: Act
    person: StaffMember | None = CLERK
    enrolled: bool = True
    camera: bool = True
    shop: dict[str, Any] = field(default_factory=dict[str, Any])
    everywhere: bool = False
    """Also upright and on a phone."""


async def nothing(_: Stage) -> None:
    """It shows by itself."""


async def pin(stage: Stage) -> None:
    page = stage.screen.page
    await page.mouse.click(*((640, 420) if page.viewport_size and page.viewport_size["width"] > 1000 else (190, 420)))
    await stage.rest()
    for key in "27":
        stage.staff.keys.press(key)
    await stage.rest()


async def panel_shown(stage: Stage) -> None:
    await stage.scan()


async def chosen(stage: Stage) -> None:
    await stage.scan()
    await stage.choose()


async def redeemed(stage: Stage) -> None:
    await chosen(stage)
    await stage.staff.counter.confirm()


async def refused(stage: Stage) -> None:
    await chosen(stage)
    stage.shop.refuse("/redemptions", Code.VOUCHER_USED)
    await stage.staff.counter.confirm()


async def unsure(stage: Stage) -> None:
    await chosen(stage)
    stage.shop.cut = True
    await stage.staff.counter.confirm()


async def pending(stage: Stage) -> None:
    await unsure(stage)
    stage.shop.cut = False
    stage.staff.scanned(Scan("7" + "2" * 193, "camera"))
    await stage.rest()


async def misread(stage: Stage) -> None:
    stage.shop.refuse("/visits", Code.CODE_EXPIRED)
    await stage.scan()


async def missed(stage: Stage) -> None:
    stage.shop.cut = True
    await stage.scan()


async def looking(stage: Stage) -> None:
    stage.shop.held.clear()
    await stage.scan()


async def amount(stage: Stage) -> None:
    await stage.scan()
    stage.staff.counter.enter(amount=True)
    await stage.rest()
    page = stage.screen.page
    if page.viewport_size and page.viewport_size["width"] > 1000:
        for x, y in ((630, 352), (874, 352), (874, 568), (630, 568)):
            await page.mouse.click(x, y)
        await page.mouse.move(10, 10)


async def granted(stage: Stage) -> None:
    await stage.scan()
    await stage.staff.counter.record(1280, 100)


async def the_day(stage: Stage) -> None:
    await stage.go("/today")


async def stale_day(stage: Stage) -> None:
    await stage.go("/today")
    stage.shop.cut = True
    stage.shop.hint()
    await stage.rest(1.5)


async def no_day(stage: Stage) -> None:
    stage.shop.cut = True
    await stage.go("/today")


async def cases(stage: Stage) -> None:
    await stage.go("/cases")


async def one_case(stage: Stage) -> None:
    await cases(stage)
    await stage.rest(3)
    page = stage.screen.page
    wide = page.viewport_size is not None and page.viewport_size["width"] > 1000
    await page.mouse.click(*((300, 200) if wide else (190, 300)))
    await page.mouse.move(10, 10)
    await stage.rest()


async def own_case(stage: Stage) -> None:
    await cases(stage)
    await stage.rest(3)
    await stage.screen.page.mouse.click(300, 355)
    await stage.rest()


async def no_cases(stage: Stage) -> None:
    stage.shop.cut = True
    await stage.go("/cases")


async def the_log(stage: Stage) -> None:
    await stage.go("/log")


async def press(stage: Stage, name: str) -> None:
    """A button by its name, in either language."""
    if await stage.screen.page.locator("flt-semantics-placeholder").count():
        await enable_semantics(stage.screen.page)
    await stage.screen.page.get_by_role("button", name=re.compile(name)).first.click(timeout=8000)
    await stage.rest(1)


async def the_team(stage: Stage) -> None:
    await stage.go("/team")


async def one_person(stage: Stage) -> None:
    await the_team(stage)
    await press(stage, CLERK.name)


async def told_pin(stage: Stage) -> None:
    await one_person(stage)
    await press(stage, "PIN を出し直す|New temporary PIN")


async def enrol_code(stage: Stage) -> None:
    await the_team(stage)
    await press(stage, "端末を登録|Enrol a device")
    await stage.screen.write("端末の名前" if stage.staff.session.language == "ja" else "Name of the device", "入口のタブレット")
    await press(stage, "コードを出す|Show the code")


async def adjusting(stage: Stage) -> None:
    await stage.scan()
    await press(stage, "ポイントを調整|Adjust points")


async def asked_list(stage: Stage) -> None:
    await stage.go("/adjustments")


async def office_door(stage: Stage) -> None:
    await press(stage, "監査の方のサインイン|Sign in as manager")


async def idle(stage: Stage) -> None:
    await stage.staff.door.lock(stage.staff.door.words.locked_idle)


EMPTY_DAY = today(hours=(0,) * 24, latest=(), sales=figure(0, 0), member_sales=figure(0, 0), receipts=figure(0, 0), open_cases=0)
BARE = panel(
    name="髙﨑 鷗外",
    rank="regular",
    rate_permille=1000,
    balance=0,
    spendable=0,
    vouchers=(),
    next_expiry=None,
    last_purchase=None,
    birthday_month=False,
    visits=1,
)
CARD = panel(how="card", spendable=0, spend_limited_by="card")
ASKED = AdjustmentRow(
    id=uid(31),
    state="waiting",
    points=800,
    reason="apology",
    note="レシート 001234、袋の入れ忘れ",
    asked_at=datetime(2026, 11, 22, 9, 12, tzinfo=UTC),
    due_at=None,
    asked_by="田中 翔",
    decided_by=None,
    decided_at=None,
    mine=False,
    here=False,
)
ADJUSTED = (
    ASKED,
    msgspec.structs.replace(ASKED, id=uid(32), points=-1200, reason="correction", here=True, note=""),
    msgspec.structs.replace(ASKED, id=uid(33), points=300, reason="missed", state="booked", note=""),
)
SCENES = (
    Scene("team", the_team, person=MANAGER, everywhere=True),
    Scene("team-person", one_person, person=MANAGER, everywhere=True),
    Scene("team-pin", told_pin, person=MANAGER),
    Scene("team-enrol", enrol_code, person=MANAGER),
    Scene("adjust", adjusting, person=LEAD, everywhere=True),
    Scene("adjustments", asked_list, person=MANAGER, shop={"adjusted": ADJUSTED}, everywhere=True),
    Scene("adjustments-empty", asked_list, person=MANAGER),
    Scene("office", office_door, enrolled=False, person=None, everywhere=True),
    Scene("enrol", nothing, enrolled=False, person=None, everywhere=True),
    Scene("lock", nothing, person=None, everywhere=True),
    Scene("lock-idle", idle),
    Scene("pin", pin, person=None),
    Scene("unreachable", nothing, person=None, shop={"cut": True}),
    Scene("scan", nothing, everywhere=True),
    Scene("scan-no-camera", nothing, camera=False),
    Scene("looking", looking),
    Scene("panel", panel_shown, everywhere=True),
    Scene("panel-new", panel_shown, shop={"member": BARE}),
    Scene("panel-card", panel_shown, shop={"member": CARD}),
    Scene("panel-linked", chosen, shop={"linked": True}),
    Scene("redeem", chosen, everywhere=True),
    Scene("unsure", unsure),
    Scene("pending", pending),
    Scene("result", redeemed, everywhere=True),
    Scene("result-refused", refused),
    Scene("result-misread", misread),
    Scene("result-missed", missed),
    Scene("amount", amount, everywhere=True),
    Scene("granted", granted),
    Scene("today", the_day, person=MANAGER, everywhere=True),
    Scene("today-empty", the_day, person=MANAGER, shop={"day": EMPTY_DAY}),
    Scene("today-stale", stale_day, person=MANAGER),
    Scene("today-failed", no_day, person=MANAGER),
    Scene("cases", cases, person=MANAGER, everywhere=True),
    Scene("cases-one", one_case, person=MANAGER, everywhere=True),
    Scene("cases-own", own_case, person=MANAGER),
    Scene("cases-empty", cases, person=MANAGER, shop={"cases": ()}),
    Scene("cases-failed", no_cases, person=MANAGER),
    Scene("log", the_log, person=MANAGER, everywhere=True),
    Scene("log-empty", the_log, person=MANAGER, shop={"entries": ()}),
)


class Theatre:
    """The staff app's web host in this process; each page that opens plays the scene that is on."""

    def __init__(self) -> None:
        self.scene = SCENES[0]
        self.shop = FakeShop(SystemClock())
        self.vault = MemoryVault()
        self.staff: Staff | None = None
        self.context = contextvars.copy_context()

    async def set(self, scene: Scene) -> None:
        self.scene, self.shop, self.vault = scene, FakeShop(SystemClock(), **scene.shop), MemoryVault()
        if scene.enrolled:
            await self.vault.set(DEVICE, "device-1")
        if scene.person is not None:
            self.shop.people_tokens.add("person-1")
            unlocked = Unlocked(token="person-1", staff=scene.person, expires_at=datetime(2099, 1, 1, tzinfo=UTC))  # noqa: S106 - made up
            await self.vault.set(PERSON, msgspec.json.encode(unlocked).decode())

    def main(self, page: ft.Page) -> None:
        settings = Settings(api="http://shop", lock_after=3600, result_for=3600)
        self.staff = Staff(page, settings, self.vault, transport=self.shop, locale=spoken.get())
        self.staff.start()
        self.context = contextvars.copy_context()

    async def act(self, stage: Stage) -> None:
        """Plays the scene as if a handler of the page did: Flet wants to know whose page changes."""
        await asyncio.create_task(self._act(stage), context=self.context)

    async def _act(self, stage: Stage) -> None:
        await self.scene.act(stage)


class Guest(uvicorn.Server):
    """Leaves the process's signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@contextlib.asynccontextmanager
async def hosted(theatre: Theatre) -> AsyncGenerator[str]:
    port = free_port()
    app = guarded(listening(exported(theatre.main, "staff")), title="スタッフ")
    server = Guest(uvicorn.Config(app, host="127.0.0.1", port=port, ws="websockets-sansio", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        await serving


async def shoot(browser: Browser, theatre: Theatre, url: str, watch: Watch, camera: CameraFile, name: str, options: dict[str, Any]) -> None:
    """One scene in one browser window. The page is drawn without its tree of labels, as people see it."""
    await theatre.set(theatre.scene)
    theatre.staff = None
    camera.show()
    context = await browser.new_context(**options, timezone_id="Asia/Tokyo", permissions=["camera"] if theatre.scene.camera else [])
    watch.over(context)
    page = await context.new_page()
    await page.goto(url)
    while theatre.staff is None or theatre.staff.session.phase == "opening":  # noqa: ASYNC110 - nor does Flet
        await asyncio.sleep(0.05)
    await asyncio.sleep(2.5)  # fonts and the camera
    screen = Screen(page, watch)
    await theatre.act(Stage(theatre.staff, theatre.shop, camera, screen))
    await asyncio.sleep(0.8)
    print(await screen.shot(f"staff/{name}"))
    await context.close()
    watch.found = [words if words.startswith("[") else f"[{name}] {words}" for words in watch.found]


async def photograph(only: str) -> list[str]:
    theatre, watch = Theatre(), Watch()
    camera = CameraFile(ROOT / "build" / "camera.mjpeg")
    async with hosted(theatre) as url, async_playwright() as playwright:
        eyes = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *camera.arguments])
        blind = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for theatre.scene in SCENES:
            scene = theatre.scene
            if not scene.name.startswith(only):
                continue
            browser = eyes if scene.camera else blind
            for language, locale in (("ja", "ja-JP"), ("en", "en-GB")):
                for theme in ("light", "dark"):
                    look: dict[str, Any] = {**TABLET, "locale": locale, "color_scheme": theme}
                    await shoot(browser, theatre, url, watch, camera, f"{scene.name}-{language}-{theme}", look)
            for size, shape in (("portrait", PORTRAIT), ("phone", PHONE)) if scene.everywhere else ():
                look = {**shape, "locale": "ja-JP", "color_scheme": "light"}
                await shoot(browser, theatre, url, watch, camera, f"{scene.name}-ja-light-{size}", look)
        await eyes.close()
        await blind.close()
    return watch.found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="the beginning of a scene's name")
    (ROOT / "build").mkdir(exist_ok=True)
    print("\n".join(asyncio.run(photograph(parser.parse_args().only))) or "nothing on the console, nothing foreign")


if __name__ == "__main__":
    main()
