"""The shop's own face, what of the product it uses, and the pictures it shows."""

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from shared.wire.base import Answer, Request, Text

Module = Literal["coupons", "receipts", "notices", "kiosk", "exchange", "takeover", "fields", "stamps", "tickets"]
MODULES: tuple[Module, ...] = get_args(Module)
AT_FIRST: tuple[Module, ...] = tuple(module for module in MODULES if module != "tickets")
"""On until a shop says otherwise. Tickets are paid ahead, which a shop has to want."""
SEED = "#1F6F54"
"""The colour of a shop that has chosen none."""
Color = Annotated[str, Meta(pattern=r"^#[0-9A-F]{6}$", description="sRGB")]
PictureId = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a stored picture")]


class Words(msgspec.Struct, frozen=True):
    ja: str
    en: str


NAMES: dict[Module, Words] = {
    "coupons": Words("クーポン", "Coupons"),
    "receipts": Words("電子レシート", "Receipts"),
    "notices": Words("お知らせ", "Notices"),
    "kiosk": Words("来店受付タブレット", "Check-in tablet"),
    "exchange": Words("景品との交換", "Points for goods"),
    "takeover": Words("前のカードの引き継ぎ", "Old cards"),
    "fields": Words("お客さまのメモ欄", "Own fields"),
    "stamps": Words("スタンプカード", "Stamp cards"),
    "tickets": Words("回数券", "Ticket books"),
}
SENTENCES: dict[Module, Words] = {
    "coupons": Words("割引のクーポンを配り、会計で使えます。", "Hand out coupons that are used at the till."),
    "receipts": Words("会員がアプリで自分のレシートを見られます。", "Members keep their receipts in the app."),
    "notices": Words("会員のアプリにお知らせを届けます。", "Send news to the members' app."),
    "kiosk": Words(
        "お客さまが自分で会員証をかざして、来店ポイントを受け取れます。",
        "Members hold their card to a tablet and get points for the visit.",
    ),
    "exchange": Words("ためたポイントを品物と交換できます。", "Members change points for goods."),
    "takeover": Words(
        "紙やプラスチックのカードの残高を、アプリの会員証に移せます。", "Members bring the balance of a paper or plastic card into the app."
    ),
    "fields": Words(
        "防犯登録番号や保険の期限など、お客さまが自分で書いておける欄です。",
        "Members write down what they want to find again, such as a bicycle's registration.",
    ),
    "stamps": Words(
        "来店や金額ごとにスタンプがたまり、いっぱいになるとクーポンになります。",
        "Stamps for visits or spending; a full card becomes a coupon.",
    ),
    "tickets": Words(
        "11 枚つづりの回数券などをレジで売り、1 枚ずつ使えます。有効期限は 6 か月以内です。",
        "Sell books of tickets at the till, used one by one, for six months at most.",
    ),
}


class Picture(Answer, frozen=True, kw_only=True):
    """A stored picture: `GET /v1/media/{id}`."""

    id: PictureId
    width: int
    height: int
    lightest: Color
    """Of each of red, green and blue the most that any pixel has."""
    darkest: Color
    """Of each the least. What can be seen through has all from black to white."""


class Brand(Answer, frozen=True, kw_only=True):
    name: str
    seed: Color
    logo: Picture | None = None
    picture: Picture | None = None
    """Behind the head of the card; without one it wears the colour."""
    modules: tuple[str, ...] = AT_FIRST
    """What is on. Names that a reader does not know are of a newer server."""
    version: int = 0
    """Grows with every change."""
    address: str = ""
    """Where customers open the card, as the server was told; empty: nobody has said."""

    def has(self, module: Module) -> bool:
        """What is off is nowhere: no tab, no button, no text."""
        return module in self.modules


UNKNOWN = Brand(name="", seed=SEED)
"""Before the shop was heard for the first time: as every shop begins, in the house's colour."""


class ChangeBrand(Request, frozen=True, kw_only=True):
    """All of the face at once; what is None is taken away."""

    name: Text
    seed: Color
    logo: PictureId | None = None
    picture: PictureId | None = None


class SwitchModule(Request, frozen=True, kw_only=True):
    module: Module
    on: bool
