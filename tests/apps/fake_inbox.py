"""The part of the made-up server that keeps notices, what is muted, and the member's own fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import httpx
import msgspec

from shared.wire import notices as wire

AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
"""2026-11-22, 10:30 in Tokyo."""


def nid(number: int) -> str:
    return f"01940000-0000-7000-8000-0000000020{number:02x}"


def offer(**changes: Any) -> wire.NoticeCoupon:
    usual = wire.NoticeCoupon(
        id="bread",
        kind="amount",
        value=100,
        name_ja="パン 100 円引き",
        name_en="¥100 off bread",
        minimum=500,
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 24),
        state="open",
    )
    return msgspec.structs.replace(usual, **changes)


def notice(number: int, **changes: Any) -> wire.Notice:
    usual = wire.Notice(
        id=nid(number),
        kind="shop",
        store="honten",
        store_name="まるふく珈琲 本店",
        title_ja="冬のブレンドが始まりました",
        title_en="Our winter blend is here",
        text_ja="深煎りの豆に、ほんのりシナモンの香り。2 月末までの限定です。店頭で試飲もできます。",
        text_en="Dark roast with a hint of cinnamon, until the end of February. Come in and taste it.",
        picture=None,
        coupon=None,
        at=AT,
        read=False,
    )
    return msgspec.structs.replace(usual, **changes)


SOME = (
    notice(1, coupon=offer()),
    notice(
        2,
        kind="expiry",
        store=None,
        store_name="",
        title_ja="120 pt の期限まで、あと 7 日です",
        title_en="120 pt expire in 7 days",
        text_ja="120 pt は 11/30 (月) まで使えます。お会計のときに会員証をお見せください。",
        text_en="120 pt can be used until 30 November. Just show your card when you pay.",
    ),
    notice(
        3,
        kind="account",
        store=None,
        store_name="",
        title_ja="新しい端末でサインインがありました",
        title_en="A new device signed in",
        text_ja="お心当たりがないときは、「会員情報と安全」からその端末を停止してください。",
        text_en="If this was not you, stop that device under “Account and safety”.",
        at=datetime(2026, 10, 20, 1, 30, tzinfo=UTC),
        read=True,
    ),
)

INSURANCE = wire.OwnField(id=nid(40), label="自転車保険の期限", value="証券 1234-5678", day=date(2027, 3, 31), remind=True, reminded=False)
REGISTRATION = wire.OwnField(id=nid(41), label="防犯登録番号", value="神奈川 A-1234567", day=None, remind=False, reminded=False)


@dataclass
class FakeInbox:
    rows: tuple[wire.Notice, ...] = SOME
    more: Mapping[str, tuple[wire.Notice, ...]] = field(default_factory=dict[str, tuple[wire.Notice, ...]])
    """Further pages, by the cursor that asks for them; the first one's is `2`."""
    muted: set[str] = field(default_factory=set[str])
    """Kinds, and stores."""
    fields: tuple[wire.OwnField, ...] = (REGISTRATION, INSURANCE)

    @property
    def heard(self) -> tuple[wire.Notice, ...]:
        return tuple(row for row in self.rows if row.kind not in self.muted and row.store not in self.muted)

    @property
    def unread(self) -> wire.Unread:
        shown = self.heard
        return wire.Unread(unread=sum(not row.read for row in shown), newest=shown[0].id if shown else None)

    def answer(self, path: str, before: str | None, body: Any) -> Any:
        """None for what is no business of the inbox."""
        head, _, rest = path.partition("/")
        if head == "notices":
            return self._notices(rest, before)
        if head == "notice-mutes":
            return self._mutes(body)
        if head == "fields":
            return self._fields(rest, body)
        return None

    def _notices(self, rest: str, before: str | None) -> Any:
        if not rest:
            rows = self.more[before] if before else self.heard
            onward = f"{int(before or 1) + 1}"
            return wire.NoticesPage(rows=rows, next=onward if onward in self.more else None, unread=self.unread.unread)
        which, _, verb = rest.partition("/")
        if which == "read" or verb == "read":
            self._change(None if which == "read" else which, read=True)
            return self.unread
        if verb == "coupon":
            self._change(which, coupon=offer(state="held"))
            return _voucher()
        return next((row for row in self.rows if row.id == which), None)

    def _change(self, which: str | None, **changes: Any) -> None:
        self.rows = tuple(msgspec.structs.replace(row, **changes) if which in (None, row.id) else row for row in self.rows)

    def _mutes(self, body: Any) -> wire.Mutes:
        if body is not None:
            value = body.get("kind") or body["store"]
            (self.muted.add if body["muted"] else self.muted.discard)(value)
        kinds: tuple[wire.Quiet, ...] = tuple(kind for kind in wire.QUIET if kind in self.muted)
        names = {"honten": "まるふく珈琲 本店", "eki": "まるふく珈琲 駅前店"}
        stores = tuple(wire.StoreMute(id=store, name=name, muted=store in self.muted) for store, name in names.items())
        return wire.Mutes(kinds=kinds, stores=stores)

    def _fields(self, which: str, body: Any) -> Any:
        if which:
            self.fields = tuple(each for each in self.fields if each.id != which)
            return httpx.Response(204)
        if body is not None:
            saved = msgspec.convert(body | {"reminded": False}, wire.OwnField, strict=False)
            known = {each.id: each for each in self.fields} | {saved.id: saved}
            self.fields = tuple(known.values())
        return self.fields


def _voucher() -> dict[str, Any]:
    inside = msgspec.to_builtins(offer())
    inside.pop("id")
    return inside | {"id": nid(60), "coupon": "bread", "state": "issued", "usable": True}
