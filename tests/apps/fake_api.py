"""A hand-written server behind the transport's seam: what the member's app asks is answered from plain Python values.

`line` cuts it off (every request fails as a broken network does), `refuse` answers one path with a problem, `held` keeps answers back
until it is set, and `emit` sends an event to every open stream.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.clock import Clock, to_datetime
from shared.qr import m1, r1
from shared.wire import members as wire
from shared.wire import receipts as receipt_wire
from shared.wire.brand import SEED, Brand
from shared.wire.coupons import Voucher
from shared.wire.events import AccountEvent
from shared.wire.goods import Prize
from shared.wire.problems import Code, problem
from shared.wire.questions import Question
from shared.wire.sales import Expiry
from shared.wire.stamps import MyStamps
from shared.wire.takeover import MyTakeover
from shared.wire.tickets import Tickets
from shared.wire.visits import Approval
from tests.apps.fake_inbox import FakeInbox

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
STORE = "まるふく珈琲 本店"


def uid(number: int) -> str:
    """A UUIDv7-shaped id for a made-up thing."""
    return f"01940000-0000-7000-8000-{number:012x}"


def voucher(number: int, **changes: Any) -> Voucher:
    usual = Voucher(
        id=uid(900 + number),
        coupon="welcome",
        kind="percent",
        value=10,
        name_ja="はじめての10%引き",
        name_en="Welcome 10%",
        minimum=0,
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 22),
        state="issued",
        usable=True,
    )
    return msgspec.structs.replace(usual, **changes)


def row(number: int, **changes: Any) -> wire.HistoryRow:
    usual = wire.HistoryRow(
        id=uid(100 + number),
        version=number,
        kind="grant",
        points=37,
        balance=1234,
        at=datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
        store=STORE,
        receipt=uid(500 + number),
    )
    return msgspec.structs.replace(usual, **changes)


def receipt_row(number: int, **changes: Any) -> receipt_wire.ReceiptRow:
    usual = receipt_wire.ReceiptRow(
        id=uid(500 + number),
        kind="sale",
        store="honten",
        store_name=STORE,
        at=datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
        total=3780,
        points=37,
        points_used=0,
        items=3,
    )
    return msgspec.structs.replace(usual, **changes)


RECEIPT = receipt_wire.Receipt(
    id=uid(501),
    kind="sale",
    store="honten",
    store_name=STORE,
    issuer="株式会社まるふく",
    registration="T5010001234567",
    terminal="r1",
    number="1024",
    at=datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
    business_date=date(2026, 11, 22),
    lines=(
        receipt_wire.ReceiptLine(n=1, name="自家焙煎豆 200g", quantity_milli=2000, unit_price=1480, amount=2960, discount=0, reduced=True),
        receipt_wire.ReceiptLine(n=2, name="ブレンドコーヒー", quantity_milli=1000, unit_price=480, amount=480, discount=0, reduced=False),
    ),
    discounts=(receipt_wire.ReceiptTender(kind="discount", name="はじめての10%引き", amount=344),),
    taxes=(
        receipt_wire.ReceiptTax(rate_permille=80, taxable=2664, tax=197),
        receipt_wire.ReceiptTax(rate_permille=100, taxable=432, tax=39),
    ),
    tenders=(receipt_wire.ReceiptTender(kind="points", name="", amount=500), receipt_wire.ReceiptTender(kind="cash", name="", amount=2596)),
    total=3096,
    points=25,
    points_used=500,
    grant=uid(101),
    original=None,
    code=r1.make(uid(501)),
)

WHY = wire.Why(
    row=row(1),
    steps=(
        wire.Step(rule="base@1", text_ja="100 円ごとに 1 pt", text_en="1 pt per ¥100", points=30),
        wire.Step(rule="rank@1", text_ja="ゴールド 1.25 倍", text_en="Gold ×1.25", points=7),
    ),
    lots=(Expiry(points=37, on=date(2027, 11, 30)),),
)


@dataclass
class FakeApi(httpx.AsyncBaseTransport):
    """One member, `token-1` when signed in; `known` says whether the address has a card already."""

    clock: Clock
    known: bool = True
    line: bool = True
    refuse: dict[str, Code] = field(default_factory=dict[str, Code])
    asked: list[tuple[str, str, Any]] = field(default_factory=list[tuple[str, str, Any]])
    held: asyncio.Event | None = None
    codes_made: int = 0
    mailed: str = "123456"
    vouchers: tuple[Voucher, ...] = (voucher(1),)
    stamps: tuple[MyStamps, ...] = ()
    tickets: Tickets = field(default_factory=Tickets)
    points: wire.PointsPage = field(
        default_factory=lambda: wire.PointsPage(
            balance=1234, expiries=(Expiry(points=120, on=date(2026, 11, 30)),), rows=(row(1),), next=None
        )
    )
    receipts: receipt_wire.ReceiptsPage = field(default_factory=lambda: receipt_wire.ReceiptsPage(rows=(receipt_row(1),), next=None))
    why: wire.Why = WHY
    prizes: tuple[Prize, ...] = ()
    takeovers: tuple[MyTakeover, ...] = ()
    searched: receipt_wire.ReceiptsPage = field(default_factory=lambda: receipt_wire.ReceiptsPage(rows=(), next=None))
    """What any search finds."""
    receipt: receipt_wire.Receipt = RECEIPT
    queries: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    """What was asked for beside a path, oldest first."""
    card: wire.Card = field(
        default_factory=lambda: wire.Card(
            member=uid(1),
            name="山本 さくら",
            number="239583171776",
            brand="まるふく珈琲",
            version=4,
            balance=1234,
            debt=0,
            rank=wire.RankView(rank="silver", rate_permille=1250, spent=118_760, next_rank="gold", to_next=1240, next_at=120_000),
            next_expiry=Expiry(points=120, on=date(2026, 11, 30)),
            vouchers=(voucher(1),),
            server_now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        )
    )
    brand: Brand = field(default_factory=lambda: Brand(name="まるふく珈琲", seed=SEED))
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])
    profile: wire.Profile = field(
        default_factory=lambda: wire.Profile(
            name="山本 さくら",
            email="sakura@example.jp",
            birthday=date(1990, 4, 1),
            language="ja",
            joined_at=datetime(2026, 3, 1, 3, 0, tzinfo=UTC),
            frozen=False,
            terms_version="1",
        )
    )
    devices: tuple[wire.MyDevice, ...] = field(
        default_factory=lambda: (
            wire.MyDevice(id="a1b2c3d4e5f6", name="web", kind="web", since=datetime(2026, 11, 20, 3, 0, tzinfo=UTC), current=True),
            wire.MyDevice(id="0a0b0c0d0e0f", name="", kind="device", since=datetime(2026, 3, 1, 3, 0, tzinfo=UTC), current=False),
        )
    )
    consents: dict[str, bool] = field(default_factory=lambda: {"terms": True, "mail": True})
    others: int = 0
    inbox: FakeInbox = field(default_factory=FakeInbox)
    streams: list["asyncio.Queue[bytes | None]"] = field(default_factory=list["asyncio.Queue[bytes | None]"])

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if not self.line:
            raise httpx.ConnectError("the line is cut", request=request)
        body = json.loads(request.content) if request.content else None
        self.asked.append((request.method, path, body))
        query = dict(request.url.params)
        if query:
            self.queries.append(query)
        if self.held is not None:
            await self.held.wait()
        refused = self.refuse.get(path)
        if refused is not None:
            return _problem(refused)
        if path == "/v1/me/events":
            return self._stream()
        if path.startswith("/v1/media/"):
            kept = self.pictures.get(path.removeprefix("/v1/media/"))
            return _problem(Code.NOT_FOUND) if kept is None else httpx.Response(200, content=kept)
        if path.startswith("/v1/me") and request.headers.get("authorization") != "Bearer token-1":
            return _problem(Code.UNAUTHENTICATED)
        answer = self.inbox.answer(path.removeprefix("/v1/me/"), query.get("before"), body)
        if answer is None:
            answer = self._answer(path, body) if path != "/v1/me/receipts" else self._receipts(query)
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, content=msgspec.json.encode(answer))

    def _answer(self, path: str, body: Any) -> Any:
        if path == "/v1/sign-in":
            return self._sign_in(body)
        if path == "/v1/me/codes":
            return self._code()
        if path.startswith("/v1/me"):
            what = path.removeprefix("/v1/").removeprefix("me/")
            changed = self._wish(what, body) or self._change(what, body)
            if changed is not None:
                return changed
        answers: dict[str, Any] = {
            "/v1/welcome/honten": wire.Welcome(
                brand="まるふく珈琲",
                store="honten",
                store_name=STORE,
                terms_version="1",
                gift_ja="はじめての10%引き",
                gift_en="Welcome 10%",
            ),
            "/v1/brand": self.brand,
            "/v1/sign-in/codes": wire.CodeSent(request=uid(2), expires_at=to_datetime(self.clock.now() + 600_000)),
            "/v1/sign-out": None,
            "/v1/me/card": self.card,
            "/v1/me/points": self.points,
            f"/v1/me/points/{uid(101)}": self.why,
            "/v1/me/prizes": self.prizes,
            "/v1/me/takeovers": self.takeovers,
            f"/v1/me/receipts/{self.receipt.id}": self.receipt,
            f"/v1/me/receipts/{self.receipt.id}/pdf": httpx.Response(200, content=b"%PDF-1.7"),
            "/v1/me/receipts.csv": httpx.Response(200, content="日付,店舗".encode()),
            "/v1/me/coupons": self.vouchers,
            "/v1/me/stamps": self.stamps,
            "/v1/me/tickets": self.tickets,
            "/v1/me": self.profile,
            "/v1/me/devices": self.devices,
            "/v1/me/confirmations": wire.CodeSent(request=uid(3), expires_at=to_datetime(self.clock.now() + 600_000)),
            "/v1/me/disclosure": {"members": []},
        }
        return answers[path] if path in answers else _problem(Code.NOT_FOUND)

    def _receipts(self, query: dict[str, str]) -> receipt_wire.ReceiptsPage:
        return self.searched if query.keys() - {"before"} else self.receipts

    def _sign_in(self, body: Any) -> Any:
        if body["code"] != self.mailed:
            return _problem(Code.CODE_WRONG)
        if not self.known and body.get("profile") is None:
            return _problem(Code.PROFILE_REQUIRED)
        kind = "device" if body.get("public_key") else "web"
        return wire.SignedIn(
            token="token-1", member=uid(1), credential="a1b2c3d4e5f6", kind=kind, joined=not self.known, others=self.others
        )

    def _word(self, word: str) -> Any:
        if word != "AKI2026":
            return _problem(Code.COUPON_WORD_UNKNOWN)
        self.vouchers = (*self.vouchers, voucher(9, name_ja="チラシの 10% 引き", name_en="10% from the flyer"))
        return self.vouchers[-1]

    def _wish(self, what: str, body: Any) -> Any:
        """What is asked of the shop: a coupon for the next scan, an answer, an old card; None for what is none of them."""
        if what == "coupons" and body is not None:
            return self._word(body["word"])
        if what.startswith("coupons/"):
            pick, chosen = self.asked[-1][0] == "POST", what.split("/")[1]
            self.vouchers = tuple(msgspec.structs.replace(one, chosen=pick and one.id == chosen) for one in self.vouchers)
            return self.vouchers
        at = to_datetime(self.clock.now())
        if what == "takeovers" and body is not None:
            claim = MyTakeover(id=body["id"], number=body["number"], state="waiting", asked_at=at)
            self.takeovers = (claim, *self.takeovers)
            return claim
        if what == "me" and body is not None:
            born = body.get("birthday")
            self.profile = msgspec.structs.replace(
                self.profile, name=body["name"], birthday=None if born is None else date.fromisoformat(born)
            )
            return _DONE
        if what.endswith("/question") and body is not None:
            question = Question(asked_at=at, text=body["text"])
            self.why = msgspec.structs.replace(self.why, question=question)
            return question
        return None

    def _change(self, what: str, body: Any) -> Any:
        """The account's verbs; None for what is none of them."""
        if what in ("unfreeze", "leave") and body["code"] != self.mailed:
            return _problem(Code.CODE_WRONG)
        if what in ("freeze", "unfreeze"):
            self.profile = msgspec.structs.replace(self.profile, frozen=what == "freeze")
        elif what == "consents":
            if body is not None:
                self.consents[body["purpose"]] = body["given"]
            at = to_datetime(self.clock.now())
            return [wire.Consent(purpose=name, version="1", given=given, at=at) for name, given in self.consents.items()]  # pyright: ignore[reportArgumentType]  names of purposes
        elif what.startswith("devices/"):
            self.devices = tuple(_changed(one, what.removeprefix("devices/"), body) for one in self.devices if body or one.id not in what)
        elif what.startswith("approvals/"):
            return self._decided(what.removeprefix("approvals/"), allow=body["allow"])
        elif what != "leave":
            return None
        return _DONE

    def _decided(self, approval: str, *, allow: bool) -> Approval:
        return msgspec.structs.replace(asked(self.clock), id=approval, state="given" if allow else "denied")

    def _code(self) -> wire.Code:
        self.codes_made += 1
        now = self.clock.now()
        made = m1.make(KEY, "a1b2c3d4e5f6", now // 1000, self.codes_made, kid=1)
        return wire.Code(code=made, issued_at=to_datetime(now), expires_at=to_datetime(now + 60_000), server_now=to_datetime(now))

    # -- events
    def _stream(self) -> httpx.Response:
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.streams.append(queue)
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Events(queue))

    def emit(self, event: AccountEvent) -> None:
        """Sends it, and lets the card that is asked for next know of it."""
        self.card = msgspec.structs.replace(self.card, version=event.version, balance=event.balance)
        text = f"id: {event.version}\nevent: account\ndata: {msgspec.json.encode(event).decode()}\n\n"
        for queue in self.streams:
            queue.put_nowait(text.encode())

    def ask(self, approval: Approval) -> None:
        """A till asks the member."""
        for queue in self.streams:
            queue.put_nowait(b"event: approval\ndata: " + msgspec.json.encode(approval) + b"\n\n")

    def tell(self) -> None:
        """How many notices are unread, as they are now."""
        for queue in self.streams:
            queue.put_nowait(b"event: notices\ndata: " + msgspec.json.encode(self.inbox.unread) + b"\n\n")

    def hang_up(self) -> None:
        """Every open stream ends."""
        for queue in self.streams:
            queue.put_nowait(None)
        self.streams.clear()

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


class _Events(httpx.AsyncByteStream):
    def __init__(self, queue: "asyncio.Queue[bytes | None]") -> None:
        self._queue = queue

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (chunk := await self._queue.get()) is not None:
            yield chunk


_DONE = httpx.Response(204)


def _changed(device: wire.MyDevice, which: str, body: Any) -> wire.MyDevice:
    return msgspec.structs.replace(device, name=body["name"]) if body and device.id == which else device


def asked(clock: Clock, **changes: Any) -> Approval:
    """What a till asks: 4,000 pt within a minute."""
    usual = Approval(
        id=uid(700),
        state="waiting",
        store_name=STORE,
        points=4000,
        coupon_ja="はじめての10%引き",
        coupon_en="Welcome 10%",
        expires_at=to_datetime(clock.now() + 60_000),
        server_now=to_datetime(clock.now()),
    )
    return msgspec.structs.replace(usual, **changes)


def _problem(code: Code) -> httpx.Response:
    return httpx.Response(code.status, content=msgspec.json.encode(problem(code)))
