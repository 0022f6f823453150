"""The member's app, scene by scene. A new screen is one line in SCENES: its name, its address, and what one does there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import flet as ft
import msgspec

from app_member.actions import LANGUAGE, TOKEN, Actions
from app_member.ahead import Ahead
from app_member.codes import WebCodes
from app_member.main import Settings, open_app
from app_member.web_early import drawn
from shared.client import MemberApi
from shared.clock import SetClock
from shared.i18n import Language
from shared.ui import qr, text_size
from shared.wire.brand import SEED
from shared.wire.coupons import Proposal
from shared.wire.events import AccountEvent
from shared.wire.members import PointsPage, Waiting
from shared.wire.problems import Code
from shared.wire.receipts import ReceiptsPage
from shared.wire.spending import Spending
from tests.apps.fake_api import FakeApi, asked, uid, voucher
from tests.apps.fake_inbox import FakeInbox, nid
from tools.pictures.member_data import (
    TODAY,
    answered,
    corrected,
    coupons,
    history,
    kinds,
    part_back,
    prizes,
    receipts,
    stamps,
    takeovers,
    tickets,
    tickets_sold,
    together,
    went_back,
)
from tools.pictures.stage import Stage, nothing, press
from tools.pictures.told import told

NOW = 1_795_338_000_000
"""2026-11-22 18:00 in Tokyo."""


class MemberStage(Stage):
    app = "member"
    title = "会員証"
    scene: "Scene"

    def __init__(self, scene: "Scene", language: Language) -> None:
        super().__init__(scene, language)
        self.api = FakeApi(SetClock(NOW), **scene.api())

    async def prepare(self) -> None:
        await self.vault.set(LANGUAGE, self.language)
        if self.scene.signed:
            await self.vault.set(TOKEN, "token-1")

    def begin(self, page: ft.Page) -> None:
        settings = Settings(
            api="http://fake", clock=self.api.clock, vault=lambda _: self.vault, phone=False, locale=lambda _: None, transport=self.api
        )
        self.actions: Actions = open_app(page, settings)

    async def cover(self) -> str | None:
        if not self.scene.cover:
            return None
        percent = text_size.nearest(await self.vault.get(text_size.DRAWER))
        async with MemberApi("http://fake", "token-1", language=self.language, transport=self.api) as api:
            ahead = Ahead(self.language, percent, await api.card(), await WebCodes(api).next(), 0)
        return drawn(ahead, qr.svg(ahead.code.digits), SEED)

    def opened(self) -> bool:
        return self.actions.state.session.signed != "unknown"


Act = Callable[[MemberStage], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    name: str
    route: str = "/"
    act: Act = nothing
    signed: bool = True
    api: Callable[[], dict[str, Any]] = dict
    """What the made-up server has that differs from FakeApi's own."""
    camera: bool = False
    cover: bool = False
    """The card in the page itself, before the app has come."""


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


async def returned(stage: MemberStage) -> None:
    """Goods come back while the card is open."""
    await stage.rest(1)
    stage.api.emit(AccountEvent(kind="reverse", version=9, balance=1212, points=-22, at=TODAY, receipt=uid(501)))
    await stage.rest(1)


async def owing(stage: MemberStage) -> None:
    """After a return that took more than was there; and points that count from next week on."""
    coming = Waiting(points=37, on=date(2026, 11, 29))
    stage.api.card = msgspec.structs.replace(stage.api.card, waiting=(coming,), debt=40, version=9)
    stage.api.points = msgspec.structs.replace(stage.api.points, waiting=(coming,))
    await stage.actions.refresh()
    await stage.actions.lists.load_points()
    await stage.rest()


async def sharing(stage: MemberStage) -> None:
    """Points pay half of a bill, in steps, and not for everything."""
    stage.api.card = msgspec.structs.replace(stage.api.card, spending=Spending(permille=500, unit=100, least=300, barred=True), version=9)
    await stage.actions.refresh()
    await stage.rest()


async def worth_less(stage: MemberStage) -> None:
    """A point is no yen."""
    stage.api.card = msgspec.structs.replace(stage.api.card, spending=Spending(unit=1000, yen=700), version=9)
    await stage.actions.refresh()
    await stage.rest()


async def proposed(stage: MemberStage) -> None:
    proposal = Proposal(vouchers=(uid(901), uid(902)), yen=None, reason="together")
    stage.api.card = msgspec.structs.replace(stage.api.card, version=9, proposal=proposal)
    await stage.actions.refresh()
    await stage.rest()


async def asked_by_till(stage: MemberStage) -> None:
    stage.api.card = msgspec.structs.replace(stage.api.card, balance=5234, version=9)
    await stage.actions.refresh()
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
    Scene(name="card-early", cover=True),
    Scene(name="card"),
    Scene(name="card-sale", act=sale),
    Scene(name="card-return", act=returned),
    Scene(name="card-owing", act=owing),
    Scene(name="card-offline", act=offline),
    Scene(name="asked", act=asked_by_till),
    Scene(name="menu", act=press("アカウント|Account")),
    Scene(name="points", route="/points", api=history),
    Scene(name="points-owing", route="/points", act=owing, api=history),
    Scene(name="points-share", route="/points", act=sharing, api=history),
    Scene(name="points-worth", route="/points", act=worth_less, api=history),
    Scene(name="card-worth", act=worth_less),
    Scene(name="points-empty", route="/points", api=lambda: {"points": PointsPage(balance=0, expiries=(), rows=(), next=None)}),
    Scene(name="why", route="/points", act=press("なぜ|Why")),
    Scene(name="why-return", route="/points", act=press("返品・取消|Return"), api=went_back),
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
    Scene(name="card-tickets", api=tickets),
    Scene(name="tickets", route="/tickets", api=tickets),
    Scene(name="tickets-none", route="/tickets", api=tickets_sold),
    Scene(name="tickets-failed", route="/tickets", api=lambda: tickets() | {"refuse": {"/v1/me/tickets": Code.UNAVAILABLE}}),
    Scene(name="stamps", route="/coupons", api=stamps),
    Scene(
        name="stamps-failed",
        route="/coupons",
        api=lambda: {"vouchers": (voucher(1),), "refuse": {"/v1/me/stamps": Code.UNAVAILABLE}},
    ),
    Scene(name="coupons-next", route="/coupons", act=proposed, api=together),
    Scene(name="coupons-empty", route="/coupons", api=lambda: {"vouchers": ()}),
    Scene(name="receipts", route="/receipts", api=receipts),
    Scene(name="receipts-search", route="/receipts", act=search, api=receipts),
    Scene(name="receipts-found", route="/receipts", act=searched, api=receipts),
    Scene(name="receipts-book", route="/receipts", act=press("家計簿|household"), api=receipts),
    Scene(name="receipts-empty", route="/receipts", api=lambda: {"receipts": ReceiptsPage(rows=(), next=None)}),
    Scene(name="receipt-corrected", route=f"/receipts/{uid(501)}", api=corrected),
    Scene(name="receipt-part", route=f"/receipts/{uid(501)}", api=part_back),
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
