"""What the fake shop does at the counter beside redemptions: notes, goods for points, and old cards. One picture stands for all of them."""

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
from PIL import Image, ImageDraw

from shared.wire.coupons import AskProposal, ClaimCoupon, Proposal
from shared.wire.goods import Exchange, Exchanged, Prize
from shared.wire.notes import Detail, Note, NoteDetail, WriteNote
from shared.wire.problems import Code, problem
from shared.wire.takeover import ConfirmTakeover, TakenOver, TakeoverRow
from tests.apps.staff.fake_receipts import FakeReceipts
from tests.apps.staff.made_up import uid, voucher

if TYPE_CHECKING:
    from tests.apps.staff.fake_shop import FakeShop

PICTURE = "ab" * 32
ENDING = "4417"
"""The last four places of every old card here."""
PRIZES = (
    Prize(sku="tote", name_ja="オリジナルトート", name_en="Tote bag", picture=PICTURE, points=1000),
    Prize(sku="coffee", name_ja="ドリップコーヒー", name_en="Drip coffee", picture=None, points=300),
)
DETAILS = (
    Detail(field=uid(40), label_ja="靴のサイズ", label_en="Shoe size", value="24.5 cm"),
    Detail(field=uid(41), label_ja="好きなパン", label_en="Favourite bread", value=""),
)
NOTES = (
    Note(id=uid(43), text="くるみのアレルギーがあります", at=datetime(2026, 10, 3, 2, 5, tzinfo=UTC), staff="鈴木 葵", store="本店"),
    Note(id=uid(42), text="いつも食パンは 6 枚切り", at=datetime(2026, 9, 12, 6, 40, tzinfo=UTC), staff="田中 翔", store="駅前店"),
)


def old_card(place: int = 45, **changes: Any) -> TakeoverRow:
    usual = TakeoverRow(
        id=uid(place),
        name="山本 花子",
        number="2301 8890",
        asked_at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        points=860,
        expires_on=date(2027, 3, 31),
        taken=False,
        same_name=True,
    )
    return msgspec.structs.replace(usual, **changes)


OLD_CARDS = (
    old_card(),
    old_card(46, name="佐々木 蓮", number="2301 0457", points=None, expires_on=None, same_name=None),
    old_card(47, name="髙橋 美咲", number="2300 9981", points=120, same_name=False),
)


WORD = "KOMOREBI"


def _best(shop: "FakeShop", asked: AskProposal) -> httpx.Response:
    """Those that stack; above ¥3,000 the last one alone, which is for large bills."""
    due, held = asked.amount_due or 0, shop.member.vouchers
    if not held:
        found = Proposal(vouchers=(), yen=0, reason="none")
    elif due >= 3000:
        found = Proposal(vouchers=(held[-1].id,), yen=900, reason="most", instead=due // 10)
    else:
        both = tuple(one.id for one in held if one.terms.stackable)
        found = Proposal(vouchers=both, yen=due // 10 + 48, reason="together", instead=48)
    return httpx.Response(200, content=msgspec.json.encode(found))


def _by_word(shop: "FakeShop", claim: ClaimCoupon) -> httpx.Response:
    if claim.word != WORD:
        found = problem(Code.COUPON_WORD_UNKNOWN)
        return httpx.Response(found.status, content=msgspec.json.encode(found))
    mine = voucher(9, kind="amount", value=700, name_ja="夏のおたより 700 円引き", name_en="Summer letter ¥700 off")
    shop.member = msgspec.structs.replace(shop.member, vouchers=(*shop.member.vouchers, mine))
    return httpx.Response(200, content=msgspec.json.encode(mine))


@dataclass
class FakeCounter:
    old_cards: tuple[TakeoverRow, ...] = ()
    receipts: FakeReceipts = field(default_factory=FakeReceipts)
    mistaken: list[str] = field(default_factory=list[str])
    """The exchanges that were said to be a mistake."""
    exchanged: dict[str, Exchanged] = field(default_factory=dict[str, Exchanged])

    def answer(self, shop: "FakeShop", request: httpx.Request) -> httpx.Response | None:
        """None for what is somebody else's."""
        method, content = request.method, request.content
        parts = request.url.path.strip("/").split("/")[1:]
        match parts:
            case ["media", _]:
                return httpx.Response(200, content=picture(), headers={"content-type": "image/webp"})
            case ["returns", *rest]:
                return self.receipts.answer(request, rest)
            case ["takeovers", *rest]:
                return self._takeover(content, rest)
            case ["exchanges", which, "mistaken"]:
                self.mistaken.append(which)
                return _nothing()
            case ["visits", _, what, *rest] if what in {"exchanges", "notes", "details", "proposal", "coupons"}:
                return self._at_visit(shop, method, content, what, rest)
            case _:
                return None

    def _at_visit(self, shop: "FakeShop", method: str, content: bytes, what: str, rest: list[str]) -> httpx.Response:
        if what == "proposal":
            return _best(shop, msgspec.json.decode(content, type=AskProposal))
        if what == "coupons":
            return _by_word(shop, msgspec.json.decode(content, type=ClaimCoupon))
        if what == "exchanges":
            return self._exchange(shop, msgspec.json.decode(content, type=Exchange))
        if what == "notes":
            return _note(shop, method, content, rest)
        return _detail(shop, rest[0], msgspec.json.decode(content, type=NoteDetail).value)

    def _exchange(self, shop: "FakeShop", wanted: Exchange) -> httpx.Response:
        if wanted.op_id not in self.exchanged:
            prize = next(one for one in shop.member.prizes if one.sku == wanted.sku)
            balance = shop.member.balance - prize.points
            shop.member = msgspec.structs.replace(shop.member, balance=balance)
            self.exchanged[wanted.op_id] = Exchanged(
                id=uid(48), sku=prize.sku, name_ja=prize.name_ja, name_en=prize.name_en, points=prize.points, balance=balance
            )
        return _good(self.exchanged[wanted.op_id])

    def _takeover(self, content: bytes, rest: list[str]) -> httpx.Response:
        if not rest:
            return _good(self.old_cards)
        card = next(one for one in self.old_cards if one.id == rest[0])
        if rest[1] == "confirm" and msgspec.json.decode(content, type=ConfirmTakeover).ending != ENDING:
            found = problem(Code.TAKEOVER_ENDING)
            return httpx.Response(found.status, content=msgspec.json.encode(found))
        self.old_cards = tuple(one for one in self.old_cards if one is not card)
        return _good(TakenOver(id=card.id, points=card.points or 0, balance=2094)) if rest[1] == "confirm" else _nothing()


def _note(shop: "FakeShop", method: str, content: bytes, rest: list[str]) -> httpx.Response:
    kept = shop.member.notes
    if method == "DELETE":
        kept = tuple(one for one in kept if one.id != rest[0])
    else:
        written = msgspec.json.decode(content, type=WriteNote)
        new = Note(id=written.id, text=written.text, at=datetime(2026, 11, 22, 9, tzinfo=UTC), staff="鈴木 葵", store="本店")
        kept = (new, *kept)
    shop.member = msgspec.structs.replace(shop.member, notes=kept)
    return _nothing()


def _detail(shop: "FakeShop", which: str, value: str) -> httpx.Response:
    details = tuple(msgspec.structs.replace(one, value=value) if one.field == which else one for one in shop.member.details)
    shop.member = msgspec.structs.replace(shop.member, details=details)
    return _nothing()


@lru_cache(1)
def picture() -> bytes:
    """A loaf on a table, by our own hand."""
    image = Image.new("RGB", (128, 128), "#F3EADB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 92, 128, 128), fill="#6F4A26")
    draw.rounded_rectangle((18, 46, 110, 98), 26, fill="#8A5A24")
    for left in (40, 62, 84):
        draw.line((left, 54, left - 8, 76), fill="#F0D3A2", width=6)
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=True)
    return out.getvalue()


def _good(answer: msgspec.Struct | tuple[msgspec.Struct, ...]) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))


def _nothing() -> httpx.Response:
    return httpx.Response(200, content=b"null")
