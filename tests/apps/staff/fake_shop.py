"""A hand-written server behind the transport's seam: what the tablet asks is answered from plain Python values.

`cut` makes every request fail as a broken network does; `lose` does the act and loses the answer, once; `refuse` answers a path with a
problem; `held` keeps answers back until it is set; `hint` speaks to every open stream.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx
import msgspec

from shared.clock import Clock, to_datetime
from shared.wire import adjustments, audit, office
from shared.wire import staff as wire
from shared.wire.coupons import Off, Voucher
from shared.wire.events import StoreHint
from shared.wire.problems import Code, Problem, problem
from shared.wire.sales import Sale, SaleAnswer
from shared.wire.visits import Approval, OpenVisit, Panel, Redeem, Redemption
from tests.apps.staff import fake_tickets
from tests.apps.staff.fake_boards import FakeBoards
from tests.apps.staff.fake_connectors import FakeConnectors
from tests.apps.staff.fake_counter import FakeCounter
from tests.apps.staff.fake_kiosk import FakeKiosk
from tests.apps.staff.fake_members import FakeExports, FakeMembers
from tests.apps.staff.fake_news import FakeNews
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import CASES, CLERK, CLOSED, ENROLMENT, ENTRIES, LEAD, MANAGER, PIN, STORE, TEMPORARY, panel, today, uid


@dataclass
class FakeShop(httpx.AsyncBaseTransport):
    """One store with three people and one member at its counter."""

    clock: Clock
    linked: bool = False
    people: tuple[wire.StaffMember, ...] = (MANAGER, LEAD, CLERK)
    member: Panel = field(default_factory=panel)
    day: wire.Today = field(default_factory=today)
    cases: tuple[audit.Case, ...] = CASES
    closed: tuple[audit.Case, ...] = CLOSED
    entries: tuple[audit.Entry, ...] = ENTRIES
    witnessed: list[int] = field(default_factory=list[int])
    """The numbers of the heads that were shown."""
    log_asked: list[str] = field(default_factory=list[str])
    """The queries of the log."""
    connectors: FakeConnectors = field(default_factory=FakeConnectors)
    adjusted: tuple[adjustments.AdjustmentRow, ...] = ()
    boards: FakeBoards = field(default_factory=FakeBoards)
    counter: FakeCounter = field(default_factory=FakeCounter)
    settings: FakeSettings = field(default_factory=FakeSettings)
    members: FakeMembers = field(default_factory=FakeMembers)
    exports: FakeExports = field(default_factory=FakeExports)
    kiosk: FakeKiosk = field(default_factory=FakeKiosk)
    news: FakeNews = field(default_factory=FakeNews)
    cut: bool = False
    lose: str = ""
    """A path's ending whose next answer is lost after the act."""
    revoked: bool = False
    word: Literal["waiting", "given", "denied", "expired"] = "waiting"
    """The member's answer on the phone."""
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list[tuple[str, str, dict[str, Any]]])
    redeemed: dict[str, Redemption] = field(default_factory=dict[str, Redemption])
    sold: dict[str, SaleAnswer] = field(default_factory=dict[str, SaleAnswer])
    people_tokens: set[str] = field(default_factory=set[str])
    held: asyncio.Event = field(default_factory=asyncio.Event)
    _refusals: dict[str, Problem] = field(default_factory=dict[str, Problem])
    _streams: list[asyncio.Queue[bytes]] = field(default_factory=list[asyncio.Queue[bytes]])

    def __post_init__(self) -> None:
        self.held.set()

    def refuse(self, ending: str, code: Code, **args: Any) -> None:
        """Every request whose path ends so is refused until `accept`."""
        self._refusals[ending] = problem(code, args)

    def accept(self, ending: str) -> None:
        self._refusals.pop(ending, None)

    def calls(self, ending: str) -> list[dict[str, Any]]:
        """The bodies of the requests whose path ends so."""
        return [body for _, path, body in self.asked if path.endswith(ending)]

    def hint(self) -> None:
        found = StoreHint(kind="sale", at=to_datetime(self.clock.now()))
        for stream in self._streams:
            stream.put_nowait(b"event: hint\ndata: " + msgspec.json.encode(found) + b"\n\n")

    def hang_up(self) -> None:
        for stream in self._streams:
            stream.put_nowait(b"")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        content = await request.aread()
        spoken = request.headers.get("content-type") == "application/json"
        body: dict[str, Any] = json.loads(content) if content and spoken else {}
        self.asked.append((request.method, path, body))
        if self.cut:
            raise httpx.ConnectError("cut")
        await self.held.wait()
        if path.endswith("/events"):
            return self._stream(request)
        answer = self._answer(request, path, content)
        if self.lose and path.endswith(self.lose):
            self.lose = ""
            raise httpx.ReadTimeout("lost")
        return answer

    def _answer(self, request: httpx.Request, path: str, content: bytes) -> httpx.Response:
        for ending, found in self._refusals.items():
            if path.endswith(ending):
                return _problem(found)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if path not in ("/v1/devices", "/v1/office/sign-in", "/v1/brand") and (
            self.revoked or (bearer != "device-1" and bearer not in self.people_tokens)
        ):
            return _problem(problem(Code.UNAUTHENTICATED))
        page = self._page(request, path)
        if page is not None:
            return page
        verbs = {
            "desk": self._desk,
            "unlock": self._unlock,
            "lock": self._done,
            "close": self._close,
            "today": self._today,
            "staff": self._staff,
            "sign-in": self._office,
            "password": self._authenticator,
            "confirm": self._recovery,
            "adjustments": self._adjustments,
            "devices": self._devices,
            "pin": self._reset,
            "enrolments": self._enrolment,
            "role": self._done,
            "leave": self._leave,
            "card": self._done,
            "revoke": self._done,
            "name": self._done,
            "witness": self._witness,
            "redemptions": self._redeem,
            "sales": self._sale,
        }
        if path.startswith("/v1/adjustments/"):
            return self._decide(content)
        if path == "/v1/devices":
            return self._enrol(content)
        return verbs.get(path.rsplit("/", 1)[-1], self._visit)(content)

    def _page(self, request: httpx.Request, path: str) -> httpx.Response | None:
        if "/connectors" in path:
            return self.connectors.answer(request.method, request.content, path)
        if path.startswith(("/v1/boards/", "/v1/exports/")) or "/audit." in path:
            return self._table(request, path, dict(request.url.params))
        if path.endswith("/cases"):
            return self._cases(request)
        if path.endswith("/audit"):
            return self._log(request)
        if "/approvals/" in path:
            return self._word(path)
        found = self.kiosk.answer(request.method, path, request.content) or self.news.answer(request) or self.settings.answer(request)
        return fake_tickets.answer(self, request) or self.counter.answer(self, request) if found is None else found

    def _table(self, request: httpx.Request, path: str, query: dict[str, str]) -> httpx.Response:
        if path == "/v1/boards/members:find":
            return self.members.find(request.content)
        if path.startswith("/v1/boards/members"):
            return self.members.answer(path.rsplit("/", 1)[-1], query)
        if path.startswith("/v1/boards/"):
            return self.boards.answer(path.rsplit("/", 1)[-1], query)
        return self.exports.answer(path, query)

    def _enrol(self, content: bytes) -> httpx.Response:
        if msgspec.json.decode(content, type=wire.EnrolDevice).token != ENROLMENT:
            return _problem(problem(Code.ENROLMENT_INVALID))
        return _good(wire.Enrolled(token="device-1", device=uid(9), store=STORE, brand="こもれびベーカリー", terminal=None))

    def _desk(self, _: bytes) -> httpx.Response:
        return _good(
            wire.Desk(
                device=uid(9),
                device_name="レジ横のタブレット",
                store=STORE,
                brand="こもれびベーカリー",
                terminal="r1" if self.linked else None,
                linked=self.linked,
                kiosk=self.kiosk.facing,
                staff=self.people,
                server_now=to_datetime(self.clock.now()),
            )
        )

    def _unlock(self, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=wire.Unlock)
        if body.pin == TEMPORARY and body.new_pin is None:
            return _problem(problem(Code.PIN_NEW_REQUIRED))
        if body.pin not in (PIN, TEMPORARY):
            return _problem(problem(Code.PIN_WRONG, {"left": 4}))
        self.kiosk.facing = False
        person = next(one for one in self.people if one.id == body.staff)
        token = f"person-{person.id}-{len(self.people_tokens)}"
        self.people_tokens.add(token)
        return _good(wire.Unlocked(token=token, staff=person, expires_at=to_datetime(self.clock.now() + 3_600_000)))

    def _staff(self, content: bytes) -> httpx.Response:
        if content:  # somebody new
            body = msgspec.json.decode(content, type=wire.NewStaff)
            added = wire.StaffAdded(id=uid(4), name=body.name, role=body.role, temporary=self._temporary())
            self.people = (*self.people, wire.StaffMember(id=added.id, name=added.name, role=added.role))
            return _good(added)
        return _good(
            tuple(
                wire.Colleague(id=one.id, name=one.name, role=one.role, pin_pending=one.id == uid(4), card_linked=False)
                for one in self.people
            )
        )

    def _adjustments(self, content: bytes) -> httpx.Response:
        if not content:
            return _good(self.adjusted)
        body = msgspec.json.decode(content, type=adjustments.Adjust)
        at = to_datetime(self.clock.now())
        waits = abs(body.points) > adjustments.LIMITS["shift_lead"]
        if not waits:
            self.member = msgspec.structs.replace(self.member, balance=self.member.balance + body.points)
        return _good(
            adjustments.Adjustment(
                id=uid(30),
                state="waiting" if waits else "booked",
                points=body.points,
                reason=body.reason,
                asked_at=at,
                due_at=None,
            )
        )

    def _decide(self, content: bytes) -> httpx.Response:
        approve = msgspec.json.decode(content, type=adjustments.Decide).approve
        first, *rest = self.adjusted
        done = msgspec.structs.replace(first, state="booked" if approve else "denied", decided_by="店長", decided_at=first.asked_at)
        self.adjusted = (done, *rest)
        return _good(done)

    def _office(self, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=office.OfficeSignIn)
        if body.code != "271828":
            return _problem(problem(Code.SIGN_IN_WRONG))
        self.people_tokens.add("office-1")
        expires_at = to_datetime(self.clock.now() + 3_600_000)
        return _good(
            office.OfficeSignedIn(
                token="office-1", browser="b_" + "x" * 40, staff=MANAGER, store=STORE, brand="こもれびベーカリー", expires_at=expires_at
            )
        )

    def _authenticator(self, _: bytes) -> httpx.Response:
        return _good(office.Authenticator(uri="otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", secret="JBSWY3DPEHPK3PXP"))

    def _recovery(self, _: bytes) -> httpx.Response:
        return _good(office.RecoveryCodes(codes=tuple(f"abcde-{number:05}" for number in range(8))))

    def _devices(self, _: bytes) -> httpx.Response:
        at = to_datetime(self.clock.now() - 86_400_000)
        tablet = wire.DeviceRow(id=uid(9), name="レジ横のタブレット", terminal="r1", browser=False, enrolled_at=at, this=True)
        laptop = wire.DeviceRow(id=uid(10), name="", terminal=None, browser=True, enrolled_at=at, this=False)
        return _good((tablet, laptop))

    def _temporary(self) -> wire.TemporaryPin:
        return wire.TemporaryPin(pin=TEMPORARY, expires_at=to_datetime(self.clock.now() + 86_400_000))

    def _reset(self, _: bytes) -> httpx.Response:
        return _good(self._temporary())

    def _leave(self, _: bytes) -> httpx.Response:
        left = self.asked[-1][1].split("/")[-2]
        self.people = tuple(one for one in self.people if one.id != left)
        return httpx.Response(200, content=b"null")

    def _enrolment(self, _: bytes) -> httpx.Response:
        return _good(wire.Enrolment(token=ENROLMENT, store="honten", expires_at=to_datetime(self.clock.now() + 600_000)))

    def _done(self, _: bytes) -> httpx.Response:
        return httpx.Response(200, content=b"null")

    def _visit(self, content: bytes) -> httpx.Response:
        if content:
            self.member = msgspec.structs.replace(self.member, visit=msgspec.json.decode(content, type=OpenVisit).id)
        return _good(self.member)

    def _redeem(self, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=Redeem)
        if body.op_id not in self.redeemed:
            used = tuple(one for one in self.member.vouchers if one.id in body.vouchers)
            balance = self.member.balance - body.points
            self.member = msgspec.structs.replace(self.member, balance=balance)
            self.redeemed[body.op_id] = Redemption(
                redemption=uid(70),
                state="committed",
                points=body.points,
                points_value=self.member.spending.value(body.points),
                vouchers=used,
                balance=balance,
                offs=tuple(_off(one, body.amount_due) for one in used),
            )
        return _good(self.redeemed[body.op_id])

    def _word(self, path: str) -> httpx.Response:
        now = to_datetime(self.clock.now())
        approval = path.rsplit("/", 1)[-1]
        return _good(
            Approval(
                id=approval, state=self.word, store_name="本店", points=500, coupon_ja="", coupon_en="", expires_at=now, server_now=now
            )
        )

    def _sale(self, content: bytes) -> httpx.Response:
        sale = msgspec.json.decode(content, type=Sale)
        if sale.number not in self.sold:
            points = (sale.total - sum(tender.amount for tender in sale.tenders if tender.kind == "points")) // 100
            balance = self.member.balance + points
            self.sold[sale.number] = SaleAnswer(sale=uid(80), matched="visit", points=points, balance=balance, next_expiry=None, lines=())
        return _good(self.sold[sale.number])

    def _cases(self, request: httpx.Request) -> httpx.Response:
        rows = self.closed if request.url.params.get("state") == "closed" else self.cases
        return _good(audit.CasesPage(rows=rows, next=None))

    def _close(self, content: bytes) -> httpx.Response:
        if not content:
            return self._done(content)  # a visit
        body = msgspec.json.decode(content, type=audit.CloseCase)
        first, *rest = self.cases
        done = msgspec.structs.replace(first, closable=False, decision=body.decision, reason=body.reason, closed_by=MANAGER.name)
        self.cases, self.closed = tuple(rest), (done, *self.closed)
        return _good(done)

    def _log(self, request: httpx.Request) -> httpx.Response:
        self.log_asked.append(str(request.url.query, "ascii"))
        rows = tuple(each for each in self.entries if each.action.startswith(request.url.params.get("action", "")))
        first = "before" not in request.url.params
        return _good(audit.EntriesPage(rows=rows[:8] if first else rows[8:], next="8" if first and len(rows) > 8 else None))

    def _witness(self, content: bytes) -> httpx.Response:
        seen = msgspec.json.decode(content, type=audit.Witness)
        self.witnessed.append(seen.number)
        return _good(audit.AuditHead(number=seen.number + 1, head="ab" * 32, signature="", sealed_at=None))

    def _today(self, _: bytes) -> httpx.Response:
        return _good(self.day)

    def _stream(self, request: httpx.Request) -> httpx.Response:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._streams.append(queue)
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Stream(queue), request=request)


class _Stream(httpx.AsyncByteStream):
    def __init__(self, queue: asyncio.Queue[bytes]) -> None:
        self._queue = queue

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await self._queue.get():
            yield piece


def _off(one: Voucher, due: int | None) -> Off:
    """As `_best` proposes them: a percent of the bill, and ¥48 of whatever is for certain goods."""
    yen = None if due is None else due * one.value // 100 if one.kind == "percent" and not one.terms.skus else 48
    return Off(voucher=one.id, coupon=one.coupon, yen=yen)


def _good(answer: msgspec.Struct | tuple[msgspec.Struct, ...]) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))


def _problem(found: Problem) -> httpx.Response:
    return httpx.Response(found.status, content=msgspec.json.encode(found))
