"""The member's app, scene by scene. A new screen is one line in SCENES: its name, its address, and what one does there."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import flet as ft
import msgspec
from PIL import Image, ImageDraw

from app_member.actions import LANGUAGE, TOKEN, Actions
from app_member.main import Settings, open_app
from shared.clock import SetClock
from shared.i18n import Language
from shared.vault import MemoryVault
from shared.wire.coupons import Terms
from shared.wire.events import AccountEvent
from shared.wire.goods import Prize
from shared.wire.members import HistoryRow, PointsPage
from shared.wire.problems import Code
from shared.wire.questions import Question
from shared.wire.receipts import ReceiptMonth, ReceiptsPage, ReceiptStore
from shared.wire.sales import Expiry
from shared.wire.takeover import MyTakeover
from tests.apps.fake_api import RECEIPT, STORE, WHY, FakeApi, asked, receipt_row, row, stamp_card, uid, voucher
from tests.apps.fake_inbox import FakeInbox, nid
from tools.pictures.stage import Stage
from tools.pictures.told import told

NOW = 1_795_338_000_000
"""2026-11-22 18:00 in Tokyo."""
TODAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class MemberStage(Stage):
    app = "member"
    title = "会員証"
    scene: "Scene"

    def __init__(self, scene: "Scene", language: Language) -> None:
        super().__init__(language)
        self.scene = scene
        self.api = FakeApi(SetClock(NOW), **scene.api())
        self.vault = MemoryVault()

    async def prepare(self) -> None:
        await self.vault.set(LANGUAGE, self.language)
        if self.scene.signed:
            await self.vault.set(TOKEN, "token-1")

    def begin(self, page: ft.Page) -> None:
        settings = Settings(
            api="http://fake", clock=self.api.clock, vault=lambda _: self.vault, phone=False, locale=lambda _: None, transport=self.api
        )
        self.actions: Actions = open_app(page, settings)

    def opened(self) -> bool:
        return self.actions.state.session.signed != "unknown"

    async def enlarge(self, percent: int) -> None:
        await self.play(lambda: self.actions.enlarge(percent))


Act = Callable[[MemberStage], Awaitable[None]]


async def nothing(_: MemberStage) -> None:
    """It shows by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    name: str
    route: str = "/"
    act: Act = nothing
    signed: bool = True
    api: Callable[[], dict[str, Any]] = dict
    """What the made-up server has that differs from FakeApi's own."""
    camera: bool = False


def press(*names: str) -> Act:
    """Buttons, one after the other, by their names in either language."""

    async def act(stage: MemberStage) -> None:
        for name in names:
            await stage.press(name)

    return act


async def code_step(stage: MemberStage) -> None:
    await stage.write("メールアドレス", "E-mail address", "hanako@example.jp")
    await stage.press("確認コードを受け取る|Send")


async def profile_step(stage: MemberStage) -> None:
    stage.api.known = False
    await code_step(stage)
    await stage.write("確認コード(6 桁)", "Code (6 digits)", "123456")
    await stage.rest()


async def sale(stage: MemberStage) -> None:
    """A receipt comes in while the card is open."""
    await stage.rest(1)
    stage.api.emit(AccountEvent(kind="grant", version=9, balance=1289, points=55, at=TODAY, receipt=uid(501)))
    await stage.rest(1)


async def asked_by_till(stage: MemberStage) -> None:
    await stage.rest(1)
    stage.api.ask(asked(stage.api.clock))
    await stage.rest(1)


async def offline(stage: MemberStage) -> None:
    stage.api.line = False
    stage.actions.wake()
    await stage.rest(1.5)


async def frozen(stage: MemberStage) -> None:
    await stage.actions.account.freeze()
    await stage.rest()


def history() -> dict[str, Any]:
    """Half a year of a regular: every kind of row, several expiries."""

    def days(back: int) -> datetime:
        return TODAY - timedelta(days=back)

    rows: tuple[HistoryRow, ...] = (
        row(1),
        row(2, kind="redeem", points=-500, balance=1197, at=days(2)),
        row(3, points=128, balance=1697, at=days(6)),
        row(4, kind="reverse", points=-14, balance=1569, at=days(11)),
        row(5, kind="adjust", points=100, balance=1583, at=days(23), receipt=None),
        row(6, points=212, balance=1483, at=days(37)),
        row(7, kind="expire", points=-60, balance=1271, at=days(53), store=None, receipt=None),
        row(8, kind="transfer", points=300, balance=1331, at=days(80), receipt=None),
    )
    expiries = (
        Expiry(points=120, on=date(2026, 11, 30)),
        Expiry(points=340, on=date(2027, 1, 31)),
        Expiry(points=774, on=date(2027, 4, 30)),
    )
    return {"points": PointsPage(balance=1234, expiries=expiries, rows=rows, next=None)}


def coupons() -> dict[str, Any]:
    """One of each state."""
    used = voucher(3, kind="amount", value=200, name_ja="200 円引き", name_en="¥200 off", state="used", usable=False)
    coming = voucher(
        2,
        kind="amount",
        value=500,
        minimum=3000,
        name_ja="年末のご挨拶 500 円引き",
        name_en="New Year ¥500 off",
        starts_on=date(2026, 12, 20),
        ends_on=date(2027, 1, 7),
        usable=False,
    )
    return {"vouchers": (voucher(1), coming, used)}


def kinds() -> dict[str, Any]:
    """A coupon of each kind, under two stamp cards."""
    goods = Terms(skus=("C01",), goods_ja="ブレンドコーヒー", goods_en="House blend", stackable=True)
    return {
        "stamps": (
            stamp_card(),
            stamp_card(
                id="visits", name_ja="ご来店スタンプ", name_en="Visits", size=24, have=5, basis="visit", yen=None, once_a_day=True, today=False,
                kind="amount", value=500, terms=Terms(),
            ),
        ),
        "vouchers": (
            voucher(1, kind="free", value=480, name_ja="いつものコーヒーを 1 杯", name_en="Your usual, on us", terms=goods),
            voucher(2, kind="price", value=900, name_ja="ふたりでコーヒー", name_en="Coffee for two", terms=msgspec.structs.replace(goods, pieces=2)),
            voucher(3, kind="cheapest", name_ja="おみやげに", name_en="To take home", terms=msgspec.structs.replace(goods, pieces=3)),
            voucher(4, kind="bundle", value=100, name_ja="豆を 2 袋買うと 1 袋", name_en="Beans, three for two", terms=msgspec.structs.replace(goods, pieces=2)),
            voucher(5, name_ja="平日は 10% 引き", name_en="Weekdays 10% off", minimum=1000, terms=Terms(weekdays=(0, 1, 2), holidays=True)),
        ),
    }  # fmt: skip


def receipts() -> dict[str, Any]:
    """Two months of receipts in two stores; any search finds the older one. The open one has its return code and a picture."""
    older = receipt_row(
        3, at=TODAY - timedelta(days=33), total=1480, points=14, items=1, item="自家焙煎豆 200g", store_name="駅前店", returned="whole"
    )
    rows = (
        receipt_row(1, item="自家焙煎豆 200g"),
        receipt_row(2, at=TODAY - timedelta(days=3), total=-480, points=-4, items=1, item="ブレンドコーヒー", kind="return"),
        older,
    )
    months = (
        ReceiptMonth(month=date(2026, 11, 1), receipts=6, total=18_420, points=184),
        ReceiptMonth(month=date(2026, 10, 1), receipts=3, total=6_210, points=62),
    )
    stores = (ReceiptStore(id="honten", name=STORE), ReceiptStore(id="ekimae", name="駅前店"))
    picture = bean()
    lines = (msgspec.structs.replace(RECEIPT.lines[0], picture=picture[0]), *RECEIPT.lines[1:])
    return {
        "receipts": ReceiptsPage(rows=rows, next=None, months=months, stores=stores),
        "searched": ReceiptsPage(rows=(older,), next=None, months=months[1:], stores=stores),
        "receipt": msgspec.structs.replace(RECEIPT, lines=lines),
        "pictures": dict([picture]),
    }


def bean() -> tuple[str, bytes]:
    """A made-up photograph of coffee beans: (its hash, WebP)."""
    drawn = Image.new("RGB", (128, 128), "#D9C3A0")
    pen = ImageDraw.Draw(drawn)
    for n in range(18):
        x, y = n * 37 % 108, n * 53 % 108
        pen.ellipse((x, y, x + 26, y + 18), fill="#6B4226")
        pen.line((x + 4, y + 9, x + 22, y + 9), fill="#3E2414", width=2)
    out = BytesIO()
    drawn.save(out, "WEBP")
    return hashlib.sha256(out.getvalue()).hexdigest(), out.getvalue()


async def search(stage: MemberStage) -> None:
    """The sheet filled in."""
    await stage.press("探す|Search by")
    await stage.write("商品の名前", "Name of an item", "コーヒー")
    await stage.press("日付を選ぶ|Choose dates")


async def searched(stage: MemberStage) -> None:
    await stage.press("探す|Search by")
    await stage.write("商品の名前", "Name of an item", "豆")
    await stage.press("先月|Last month")
    await stage.press("この条件で探す|^Search$")


def prizes() -> dict[str, Any]:
    picture = bean()
    return {
        "prizes": (
            Prize(sku="drip", name_ja="ドリップバッグ 5 袋", name_en="Five drip bags", picture=picture[0], points=500),
            Prize(sku="cup", name_ja="コーヒー 1 杯", name_en="A cup of coffee", picture=None, points=1000),
            Prize(sku="mug", name_ja="まるふくオリジナルマグカップ", name_en="Marufuku mug", picture=None, points=2000),
        ),
        "pictures": dict([picture]),
    }


def takeovers() -> dict[str, Any]:
    """One in each state."""
    at = TODAY - timedelta(days=3)
    return {
        "takeovers": (
            MyTakeover(id=uid(1), number="4901 2345 6789", state="waiting", asked_at=at, points=320),
            MyTakeover(id=uid(2), number="A-10023", state="confirmed", asked_at=at, points=1200),
            MyTakeover(id=uid(3), number="A-10032", state="refused", asked_at=at, reason="other_card"),
        )
    }


def answered() -> dict[str, Any]:
    question = Question(
        asked_at=TODAY, text="クーポンの分が少ないようです", answered_at=TODAY, answer="確認しました。割引後の金額で計算しています。"
    )
    return {"why": msgspec.structs.replace(WHY, question=question)}


async def without_a_line(stage: MemberStage) -> None:
    """The list that was open is opened again."""
    await stage.rest(1)
    stage.api.line = False
    await stage.go("/coupons")
    await stage.go("/notices")


SCENES = (
    # -- the door
    Scene(name="sign-in", signed=False),
    Scene(name="join", route="/join/honten", signed=False),
    Scene(name="code", route="/join/honten", act=code_step, signed=False),
    Scene(name="profile", route="/join/honten", act=profile_step, signed=False),
    # -- the card
    Scene(name="card"),
    Scene(name="card-sale", act=sale),
    Scene(name="card-offline", act=offline),
    Scene(name="asked", act=asked_by_till),
    Scene(name="menu", act=press("アカウント|Account")),
    Scene(name="points", route="/points", api=history),
    Scene(name="points-empty", route="/points", api=lambda: {"points": PointsPage(balance=0, expiries=(), rows=(), next=None)}),
    Scene(name="why", route="/points", act=press("なぜ|Why")),
    Scene(name="why-ask", route="/points", act=press("なぜ|Why", "質問する|Ask about")),
    Scene(name="why-answer", route="/points", act=press("なぜ|Why"), api=answered),
    Scene(name="prizes", route="/prizes", api=prizes),
    Scene(name="prizes-empty", route="/prizes"),
    Scene(name="takeover", route="/takeover", api=takeovers),
    Scene(name="takeover-camera", route="/takeover", act=press("カメラで読み取る|Read it with"), camera=True),
    Scene(name="takeover-empty", route="/takeover"),
    # -- coupons and receipts
    Scene(name="coupons", route="/coupons", api=coupons),
    Scene(name="coupons-used", route="/coupons", act=press("使用済み|Used"), api=coupons),
    Scene(name="coupon-use", route="/coupons", act=press("^使う|^Use$"), api=coupons),
    Scene(name="coupon-chosen", route="/coupons", act=press("^使う|^Use$", "次のお会計で使う|Use it next"), api=coupons),
    Scene(name="coupon-kinds", route="/coupons", api=kinds),
    Scene(name="coupons-empty", route="/coupons", api=lambda: {"vouchers": ()}),
    Scene(name="receipts", route="/receipts", api=receipts),
    Scene(name="receipts-search", route="/receipts", act=search, api=receipts),
    Scene(name="receipts-found", route="/receipts", act=searched, api=receipts),
    Scene(name="receipts-book", route="/receipts", act=press("家計簿|household"), api=receipts),
    Scene(name="receipts-empty", route="/receipts", api=lambda: {"receipts": ReceiptsPage(rows=(), next=None)}),
    Scene(name="receipt", route=f"/receipts/{uid(501)}", api=receipts),
    # -- notices
    Scene(name="notices", route="/notices", api=told),
    Scene(name="notices-empty", route="/notices", api=lambda: {"inbox": FakeInbox(rows=())}),
    Scene(name="notices-failed", route="/notices", api=lambda: {"refuse": {"/v1/me/notices": Code.UNAVAILABLE}}),
    Scene(name="notices-offline", route="/notices", act=without_a_line),
    Scene(name="notices-muting", route="/notices", act=press("受け取るお知らせを選ぶ|Choose what"), api=told),
    Scene(name="notice", route=f"/notices/{nid(1)}", api=told),
    Scene(name="notice-held", route=f"/notices/{nid(1)}", act=press("このクーポンを受け取る|Take this"), api=told),
    Scene(name="notice-expiry", route=f"/notices/{nid(2)}", api=told),
    # -- the account
    Scene(name="account", route="/account"),
    Scene(name="account-edit", route="/account", act=press("会員情報を変える|Change my")),
    Scene(name="account-frozen", route="/account", act=frozen),
    Scene(name="own-fields", route="/account", act=press("自転車保険の期限|自転車保険")),
    Scene(name="own-field-new", route="/account", act=press("メモを追加する|Add a note")),
    Scene(name="device", route="/account", act=press("スマートフォン|Phone")),
    Scene(name="leave", route="/account", act=press("退会する|^Leave")),
)
