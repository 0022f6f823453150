"""What one does on the tablet in front of the camera: the stage of the staff's app, and its acts by name."""

import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import flet as ft
import msgspec

from app_staff.actions import DEVICE, LANGUAGE, PERSON, Settings
from app_staff.lens import EACH
from app_staff.main import Staff
from app_staff.scanner.gate import Scan
from shared.clock import SystemClock
from shared.i18n import Language
from shared.vault import MemoryVault
from shared.wire.problems import Code
from shared.wire.staff import StaffMember, Unlocked
from tests.apps.staff.fake_counter import PRIZES, FakeCounter
from tests.apps.staff.fake_kiosk import FakeKiosk
from tests.apps.staff.fake_receipts import CODE as RECEIPT
from tests.apps.staff.fake_receipts import FakeReceipts, sale
from tests.apps.staff.fake_shop import FakeShop
from tests.apps.staff.made_up import CLERK, uid
from tools.pictures.stage import Stage

CODE = "7" + "".join(str((digit * 7 + 3) % 10) for digit in range(193))
NEXT = "7" + "2" * 193


class StaffStage(Stage):
    app = "staff"
    title = "スタッフ"
    scene: "Scene"

    def __init__(self, scene: "Scene", language: Language) -> None:
        super().__init__(language)
        self.scene = scene
        self.shop = FakeShop(SystemClock(), **copy.deepcopy(scene.shop))  # one for each look
        self.vault = MemoryVault()

    async def prepare(self) -> None:
        await self.vault.set(LANGUAGE, self.language)
        if self.scene.enrolled:
            await self.vault.set(DEVICE, "device-1")
        if self.scene.person is not None:
            self.shop.people_tokens.add("person-1")
            unlocked = Unlocked(token="person-1", staff=self.scene.person, expires_at=datetime(2099, 1, 1, tzinfo=UTC))  # noqa: S106 - made up
            await self.vault.set(PERSON, msgspec.json.encode(unlocked).decode())

    def begin(self, page: ft.Page) -> None:
        settings = Settings(api="http://shop", lock_after=3600, result_for=3600)
        self.staff = Staff(page, settings, self.vault, transport=self.shop)
        self.staff.start()

    def opened(self) -> bool:
        return self.staff.session.phase != "opening"

    async def scan(self, code: str = CODE) -> None:
        if self.camera is not None:
            self.camera.show(code)
        self.staff.scanned(Scan(code, "camera"))
        await self.rest()

    async def choose(self) -> None:
        self.staff.counter.choose_voucher(uid(901))
        self.staff.counter.choose_points(500)
        await self.rest()


Act = Callable[[StaffStage], Awaitable[None]]


async def nothing(_: StaffStage) -> None:
    """It shows by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    name: str
    act: Act = nothing
    person: StaffMember | None = CLERK
    """Who is signed in."""
    route: str = "/"
    enrolled: bool = True
    camera: bool = True
    shop: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the made-up shop has that differs from FakeShop's own."""


def press(*names: str) -> Act:
    """Buttons, one after the other, by their names in either language."""

    async def act(stage: StaffStage) -> None:
        for name in names:
            await stage.press(name)

    return act


def scanned(then: Act = nothing) -> Act:
    """A member on the panel, then more."""

    async def act(stage: StaffStage) -> None:
        await stage.scan()
        await then(stage)

    return act


def refused(ending: str, code: Code, then: Act) -> Act:
    """The server says no to a path."""

    async def act(stage: StaffStage) -> None:
        stage.shop.refuse(ending, code)
        await then(stage)

    return act


def going(route: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await stage.go(route)

    return act


def cut(then: Act) -> Act:
    """Without a line from here on."""

    async def act(stage: StaffStage) -> None:
        stage.shop.cut = True
        await then(stage)

    return act


async def pin(stage: StaffStage) -> None:
    await stage.press(CLERK.name)
    for key in "27":
        stage.staff.keys.press(key)
    await stage.rest()


async def choose(stage: StaffStage) -> None:
    await stage.choose()


async def confirmed(stage: StaffStage) -> None:
    await stage.choose()
    await stage.staff.counter.confirm()


async def wanted(stage: StaffStage) -> None:
    stage.staff.counter.choose_prize(PRIZES[0])
    await stage.rest()


async def exchanged(stage: StaffStage) -> None:
    await wanted(stage)
    await stage.staff.counter.confirm()


def brought(then: Act = nothing, code: str = RECEIPT) -> Act:
    """A receipt's code was read."""

    async def act(stage: StaffStage) -> None:
        await stage.scan(code)
        await then(stage)

    return act


def shelf(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of a sale
    """A shop with one sale that may come back."""
    return {"counter": FakeCounter(receipts=FakeReceipts(sales=(sale(**changes), sale(82, total=640))))}


async def ticked(stage: StaffStage) -> None:
    await stage.screen.page.get_by_role("checkbox").first.click(timeout=15_000)
    await stage.rest()


async def tried(stage: StaffStage) -> None:
    for scan in (Scan("4901234567894", "gun", millis=52), Scan("123456789014", "hand"), Scan(RECEIPT, "camera", "zxing", 9)):
        stage.staff.scanned(scan)
    await stage.rest()


async def queued(stage: StaffStage) -> None:
    """A redemption without an answer, another that its member is asked about, and the next customer."""
    await stage.scan()
    await pending(stage)
    stage.staff.counter.choose_points(500)
    stage.shop.refuse("/redemptions", Code.APPROVAL_NEEDED, approval=uid(77), limit=100)
    await stage.staff.counter.confirm()
    await stage.scan(CODE)
    await stage.go("/queue")


async def billed(stage: StaffStage) -> None:
    await stage.staff.counter.billing.ask(1200)
    stage.staff.counter.choose_points(1000)
    await stage.rest()


async def on_half(stage: StaffStage) -> None:
    """A bill of which points pay half, and all of that."""
    await stage.staff.counter.billing.ask(1280)
    stage.staff.counter.choose_points(10_000)
    await stage.rest()


async def two_steps(stage: StaffStage) -> None:
    """Of points that are worth something else than a yen."""
    await stage.staff.counter.billing.ask(1590)
    stage.staff.counter.choose_points(2000)
    await stage.rest()


async def type_odd(stage: StaffStage) -> None:
    stage.staff.counter.type_points(lambda _: 250)
    await stage.rest()


async def known_amount(stage: StaffStage) -> None:
    """The pad of the sale begins with the bill that coupons and points were used on."""
    await on_half(stage)
    await stage.staff.counter.confirm()
    stage.staff.counter.go_on()
    stage.staff.counter.enter(amount=True)
    await stage.rest()


def over_share(ending: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await on_half(stage)
        stage.shop.refuse(ending, Code.POINTS_OVER_SHARE, most=300)
        await stage.staff.counter.confirm()

    return act


async def spending_rule(stage: StaffStage) -> None:
    """Which share of a bill points pay."""
    await stage.press("ルールを変える|Change the rules")
    await stage.rest(1.5)  # the example has its points, and nothing moves any more
    await stage.press("全額|all of a bill")
    await stage.write("お会計の何 % まで", "Per cent of the bill at most", "50")
    await stage.rest(1.5)


async def some_back(stage: StaffStage) -> None:
    stage.staff.counter.returns.pick(3, 0)
    stage.staff.counter.returns.pick(1, 2000)
    await stage.rest()


async def none_back(stage: StaffStage) -> None:
    stage.staff.counter.returns.pick_all()
    await stage.rest()


async def part_taken(stage: StaffStage) -> None:
    await some_back(stage)
    await stage.staff.counter.returns.take()


async def taken_back(stage: StaffStage) -> None:
    await stage.staff.counter.returns.take()


async def many_receipts(stage: StaffStage) -> None:
    stage.staff.counter.take_return()
    await stage.staff.counter.returns.find(sale().number)


async def unsure(stage: StaffStage) -> None:
    await stage.choose()
    stage.shop.cut = True
    await stage.staff.counter.confirm()


async def pending(stage: StaffStage) -> None:
    await unsure(stage)
    stage.shop.cut = False
    await stage.scan(NEXT)


async def looking(stage: StaffStage) -> None:
    stage.shop.held.clear()
    await stage.scan()


async def amount(stage: StaffStage) -> None:
    stage.staff.counter.enter(amount=True)
    await stage.rest()
    for digit in ("^1$", "^2$", "^8$", "^0$"):
        await stage.press(digit)


async def granted(stage: StaffStage) -> None:
    await stage.staff.counter.record(1280, 100)


async def enrol_code(stage: StaffStage) -> None:
    await stage.press("端末を登録|Enrol a device")
    await stage.write("端末の名前", "Name of the device", "入口のタブレット")
    await stage.press("コードを出す|Show the code")


async def stale(stage: StaffStage) -> None:
    stage.shop.cut = True
    stage.shop.hint()
    await stage.rest(1.5)


async def each_store(stage: StaffStage) -> None:
    stage.staff.tools.lens.store = EACH
    await stage.rest()


def door(**kiosk: object) -> dict[str, Any]:
    """A shop whose tablet faces the customers."""
    return {"kiosk": FakeKiosk(facing=True, **kiosk)}  # pyright: ignore[reportArgumentType]  its own fields


def asked(*chosen: int) -> Act:
    """The questionnaire: these are taken, one for each question."""

    async def act(stage: StaffStage) -> None:
        host = stage.staff.host
        host.begin()
        for n, value in enumerate(chosen):
            host.turn(min(n, 1))
            host.choose(value)
        await stage.rest()

    return act


async def answered(stage: StaffStage) -> None:
    await asked(1, 2, 4)(stage)
    await stage.staff.host.send()
    await stage.rest()


async def cut_line(stage: StaffStage) -> None:
    stage.shop.cut = True
    stage.staff.session.online = False
    await stage.rest()


async def leaving(stage: StaffStage) -> None:
    stage.staff.host.ask_to_leave()
    await stage.rest()


async def idle(stage: StaffStage) -> None:
    await stage.staff.door.lock(stage.staff.door.words.locked_idle)


async def wrong_color(stage: StaffStage) -> None:
    await stage.write("色の番号", "Colour code", "#12")
    await stage.rest()


def search(text: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await stage.write("会員証の番号", "Card number", text)
        await stage.rest()

    return act


async def saving(stage: StaffStage) -> None:
    await stage.press("^CSV$")


async def new_coupon(stage: StaffStage) -> None:
    await stage.press("クーポンを作る|Make a coupon")
    await stage.write("何 % 引きますか", "How many per cent", "15")
    await stage.write("クーポンの名前", "Name in Japanese", "秋の 15% 引き")
    await stage.rest()


async def free_coupon(stage: StaffStage) -> None:
    """A gift that is worth more than the law allows."""
    await press("クーポンを作る|Make a coupon", "^1 点無料|^One free")(stage)
    await stage.write("その品の通常価格(円)", "Its usual price (yen)", "480")
    await stage.write("クーポンの名前", "Name in Japanese", "コーヒー 1 杯プレゼント")
    await stage.press("^ドリンク")
    await stage.rest()


async def deeper_coupon(stage: StaffStage) -> None:
    await new_coupon(stage)
    await press("くわしく|^More", "^火|^Tue", "一緒に使える|Goes together")(stage)
    await stage.rest()


async def new_stamps(stage: StaffStage) -> None:
    """A card for yen, whose prize is what is poured."""
    await press("スタンプカードを作る|Make a stamp card", "お会計の金額で|What is spent", "^ドリンク")(stage)
    await stage.write("カードの名前", "Name in Japanese", "コーヒーカード")
    await stage.write("その品の通常価格(円)", "Its usual price (yen)", "480")
    await stage.rest()


async def new_tickets(stage: StaffStage) -> None:
    await press("回数券を作る|Make a ticket book")(stage)
    await stage.write("回数券の名前", "Name in Japanese", "コーヒー回数券")
    await stage.write("1 枚で何と引き換えますか", "What one ticket is good for, in Japanese", "コーヒー 1 杯")
    await stage.write("1 冊の値段(円、税込)", "Price of a book (yen, tax included)", "4800")
    await stage.rest()


async def rule(stage: StaffStage) -> None:
    """A new bonus: on Tuesdays, for bread."""
    await press("ルールを変える|Change the rules", "曜日・祝日|Weekdays, holidays")(stage)
    await stage.rest(1.5)


async def deeper_rule(stage: StaffStage) -> None:
    await press("ルールを変える|Change the rules", "を直す|くわしく|^More")(stage)
    await stage.rest(1.5)


async def asked_rule(stage: StaffStage) -> None:
    """A bonus for whoever has answered one questionnaire."""
    await press("ルールを変える|Change the rules", "^アンケート|^Questionnaire", "ご来店アンケート|About your visit")(stage)
    await stage.rest(1.5)


async def store_rule(stage: StaffStage) -> None:
    """One store with a rate of its own."""
    await press("ルールを変える|Change the rules", "^くわしく|^More", "変えられるところ: 駅前店|To change: 駅前店")(stage)
    await stage.rest(1.5)


async def until_rule(stage: StaffStage) -> None:
    """All points until one day."""
    await press("ルールを変える|Change the rules", "たまった月から|after they were earned", "いつたまっても|whenever they were earned")(
        stage
    )
    await stage.rest(1.5)


SHORT_RULES = {
    "debt": "次に付くポイント|the next points repay",
    "hold": "差し引き終わるまで|nothing is spent until",
    "clamp": "お店が負担|the shop bears",
}
"""What a return cannot take back, as the form says it."""


def short_rule(words: str) -> Act:
    async def act(stage: StaffStage) -> None:
        await press("ルールを変える|Change the rules", "変えられるところ: 次に付く|To change: the next points", words)(stage)
        await stage.rest(1.5)

    return act


async def news(stage: StaffStage) -> None:
    """A notice that is being written."""
    await stage.press("お知らせを書く|Write a notice")
    await stage.write("タイトル(日本語)", "Title (Japanese)", "冬のパンまつり")
    await stage.write("本文(日本語)", "Text (Japanese)", "1 月いっぱい、食パンがお得です。")
