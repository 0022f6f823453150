"""A shop behind the whole API, without a network: an ASGI transport, a clock that is set by hand, and everybody's bearer."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import httpx
import msgspec
from sqlalchemy import update

from backend.app import Api, create
from backend.auth.pins import make
from backend.db.engine import Database
from backend.kit import keys as kit_keys
from backend.kit.keys import Keys
from backend.kit.mail import Mailbox
from backend.settings import Settings
from backend.stores.tables import brand
from shared.client import Api as Client
from shared.client import ConnectorApi, ManagerApi, MemberApi
from shared.clock import SetClock, to_datetime, to_instant
from shared.ids import SystemIds
from shared.wire import checkin, coupons, members, sales, staff

SETUP_TOKEN = "made-for-this-test-only"
PIN = "482915"
"""The first manager's; nobody else's, for no two share one."""
PINS: dict[staff.Role, str] = {
    "cashier": "713052",
    "shift_lead": "946281",
    "manager": "350794",
    "privacy_officer": "628103",
    "auditor": "197436",
}
START = to_instant(to_datetime(0).replace(year=2026, month=11, day=30, hour=3))
"""Noon in Tokyo."""


@dataclass
class House:
    """One brand with the store `honten`, a second one `eki`, and a coupon that greets new members."""

    api: Api
    clock: SetClock
    mailbox: Mailbox
    database: Database
    http: httpx.AsyncClient
    manager: ManagerApi
    device: staff.Enrolled
    connector: staff.Connector
    ids: SystemIds
    keys: Keys
    people: dict[str, staff.StaffMember] = field(default_factory=dict[str, staff.StaffMember])

    @property
    def pos(self) -> ConnectorApi:
        return ConnectorApi("http://shop", self.connector.token, transport=transport(self.api))

    def client(self, token: str = "") -> Client:
        return Client("http://shop", token, transport=transport(self.api))

    def at_tablet(self, token: str) -> ManagerApi:
        return ManagerApi("http://shop", token, transport=transport(self.api))

    async def unlocked(self, role: staff.Role) -> ManagerApi:
        """Somebody of this role at the tablet in `honten`."""
        if role not in self.people:
            new = staff.NewStaff(name=role, pin=PINS[role], role=role, stores=("honten",))
            self.people[role] = await self.manager.add_staff(new)
        unlocked = await self.at_tablet(self.device.token).unlock(staff.Unlock(staff=self.people[role].id, pin=PINS[role]))
        return self.at_tablet(unlocked.token)

    async def invite(self, store: str) -> str:
        """A fresh enrolment token."""
        return (await self.manager.enrolment(staff.NewEnrolment(store=store, device_name="タブレット"))).token

    async def kiosk(self, store: str = "honten", manager: ManagerApi | None = None) -> ManagerApi:
        """A tablet of this store that faces the customer; a `manager` of it invites it."""
        invited = await (manager or self.manager).enrolment(staff.NewEnrolment(store=store, device_name="入口のタブレット"))
        tablet = self.at_tablet((await self.at_tablet("").enrol(invited.token)).token)
        pin = make()
        new = staff.NewStaff(name="案内", pin=pin, role="cashier", stores=(store,))
        person = await (manager or self.manager).add_staff(new)
        clerk = self.at_tablet((await tablet.unlock(staff.Unlock(staff=person.id, pin=pin))).token)
        await clerk.start_kiosk(checkin.StartKiosk(pin=pin))
        return tablet

    async def member(self, email: str = "hanako@example.jp", key: str | None = None, **profile: Any) -> MemberApi:
        """A member who has just joined through the mailed code (or signed in again), on the web or with a phone's key."""
        client = MemberApi("http://shop", transport=transport(self.api))
        sent = await client.send_code(members.SendCode(email=email))
        plain: dict[str, Any] = {"name": "花子", "store": "honten", "terms_version": "1"}
        new = members.NewMember(**(plain | profile))
        signed = await client.sign_in(members.SignIn(request=sent.request, code=self.code(), profile=new, public_key=key))
        client.token, client.refresh = signed.token, signed.refresh
        return client

    def code(self) -> str:
        """The six digits of the newest mail."""
        return self.mailbox.kept[0].subject[-6:]

    async def ask(self, method: str, path: str, token: str = "", **request: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return await self.http.request(method, path, headers=headers | request.pop("headers", {}), **request)

    def sale(self, number: str, total: int = 5000, **more: Any) -> sales.Sale:
        """One line, paid in cash, now, at the linked till of `honten`."""
        now = to_datetime(self.clock.now())
        line = sales.Line(n=1, sku="a", name="パン", quantity_milli=1000, unit_price=total, amount=total, tax_rate_permille=80)
        plain: dict[str, Any] = {
            "store": "honten",
            "terminal": "r1",
            "number": number,
            "kind": "sale",
            "occurred_at": now,
            "business_date": date(2026, 11, 30),
            "lines": (line,),
            "taxes": (sales.Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
            "tenders": (sales.Tender(kind="cash", amount=total),),
            "total": total,
        }
        return sales.Sale(**(plain | more))

    def sale_json(self, number: str = "1", **more: Any) -> dict[str, Any]:
        """The same as plain JSON, to be spoilt."""
        return msgspec.to_builtins(self.sale(number)) | more


def transport(api: Api) -> httpx.ASGITransport:
    """Answers through the application itself; a stream would only come when it has ended."""
    return httpx.ASGITransport(cast("Any", api))


@contextlib.asynccontextmanager
async def running(api: Api) -> AsyncGenerator[None]:
    """Start and stop of the application, as a server would do it."""
    asked: asyncio.Queue[str] = asyncio.Queue()
    said: asyncio.Queue[str] = asyncio.Queue()

    async def receive() -> Any:
        return {"type": await asked.get()}

    async def send(message: Any) -> None:
        await said.put(message["type"])

    life = asyncio.create_task(api({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send))  # pyright: ignore[reportArgumentType]  as a server calls it
    await asked.put("lifespan.startup")
    assert await said.get() == "lifespan.startup.complete"
    yield
    await asked.put("lifespan.shutdown")
    assert await said.get() == "lifespan.shutdown.complete"
    await life


@contextlib.asynccontextmanager
async def house(database: Database, data: Path) -> AsyncGenerator[House]:
    clock = SetClock(START)
    mailbox = Mailbox(clock)
    ids = SystemIds(clock)
    settings = Settings(data=data, mail="mailbox", setup_token=SETUP_TOKEN)
    api = create(settings, database=database, clock=clock, ids=ids, mail=mailbox)
    line = transport(api)
    async with running(api), httpx.AsyncClient(transport=line, base_url="http://shop") as http:
        manager = ManagerApi("http://shop", transport=line)
        person = staff.NewStaff(name="店長", pin=PIN, role="manager", stores=())
        store = staff.NewStore(id="honten", name="本店", issuer="まるや", registration="T1234567890123")
        made = await manager.set_up(staff.Setup(token=SETUP_TOKEN, brand="まるや", manager=person, store=store))
        await database.transact(lambda connection: connection.execute(update(brand).values(modules_off="[]")))  # even what is off at first
        device = await manager.enrol(made.enrolment.token)
        manager.token = device.token
        manager.token = (await manager.unlock(staff.Unlock(staff=made.staff, pin=PIN))).token
        await manager.add_store(staff.NewStore(id="eki", name="駅前店", issuer="まるや"))
        await manager.add_coupon(welcome())
        connector = await manager.add_connector(staff.NewConnector(name="レジ", stores=("honten",), terminals=("r1",)))
        yield House(api, clock, mailbox, database, http, manager, device, connector, ids, kit_keys.load(data))


def welcome() -> coupons.NewCoupon:
    return coupons.NewCoupon(
        id="welcome",
        kind="percent",
        value=10,
        name_ja="ようこそ 10% 引き",
        name_en="10% off, welcome",
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31),
        on_join=True,
    )
