"""A small shop made through the public API: what both journeys and the bench start from."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from shared.client import ConnectorApi, ManagerApi, MemberApi
from shared.clock import SystemClock, business_date, to_date, to_datetime
from shared.ids import SystemIds
from shared.wire import coupons, members, staff
from shared.wire.sales import Line, Ref, Sale, Tax, Tender
from tools.demo.pos import signed

CLOCK = SystemClock()
IDS = SystemIds(CLOCK)
STORE, TERMINAL = "honten", "r1"
MANAGER, PIN = "佐藤 恵", "274918"


@dataclass
class Shop:
    """The bearers and secrets of everyone who acts in a test."""

    api: str
    manager: str
    """Bearer of the manager's session at the office."""
    manager_id: str
    connector: staff.Connector
    number: int = 0

    async def enrolment(self) -> str:
        """A code that enrols the tablet beside till r1."""
        async with ManagerApi(self.api, self.manager) as api:
            asked = staff.NewEnrolment(store=STORE, device_name="レジ横のタブレット", terminal=TERMINAL)
            return (await api.enrolment(asked)).token

    def sale(self, amount: int, *, member: Ref | None = None, points: int = 0) -> Sale:
        """One line of food, `points` yen of it paid with points."""
        self.number += 1
        now = CLOCK.now()
        line = Line(n=1, sku="P03", name="食パン 一斤", quantity_milli=1000, unit_price=amount, amount=amount, tax_rate_permille=80)
        paid = (Tender(kind="points", amount=points),) if points else ()
        return Sale(
            store=STORE,
            terminal=TERMINAL,
            number=f"{now}-{self.number}",
            kind="sale",
            occurred_at=to_datetime(now),
            business_date=to_date(business_date(now)),
            lines=(line,),
            taxes=(Tax(rate_permille=80, taxable=amount, tax=amount * 80 // 1080),),
            tenders=(*paid, Tender(kind="cash", amount=amount - points)),
            total=amount,
            member=member,
        )

    async def ring(self, sale: Sale) -> None:
        """The POS says so: applied when this returns."""
        async with ConnectorApi(self.api, self.connector.token) as api:
            await api.sale(sale)

    async def post_event(self, sale: Sale) -> None:
        """The POS says so by a signed event: durable when this returns, applied soon after."""
        now = CLOCK.now()
        body = msgspec.json.encode({"type": "sale.recorded", "timestamp": to_datetime(now), "data": sale})
        async with httpx.AsyncClient(base_url=self.api) as http:
            answer = await http.post(
                "/v1/pos/events", content=body, headers=signed(body, f"evt-{IDS.new()}", self.connector.secret, now // 1000)
            )
        assert answer.status_code == 202, answer.text


async def open_shop(api: str, setup_token: str) -> Shop:
    """One store, its manager, a POS at till r1, and two coupons that everyone gets on joining."""
    store = staff.NewStore(id=STORE, name="本店", issuer="株式会社こもれび", registration="T7123456789012")
    manager = staff.NewStaff(name=MANAGER, pin=PIN, role="manager", stores=(STORE,))
    async with ManagerApi(api) as client:
        made = await client.set_up(staff.Setup(token=setup_token, brand="こもれびベーカリー", manager=manager, store=store))
        client.token = (await client.enrol(made.enrolment.token)).token
        client.token = (await client.unlock(staff.Unlock(staff=made.staff, pin=PIN))).token
        today = datetime.now(UTC).date()
        for coupon in (
            coupons.NewCoupon(
                id="welcome",
                kind="percent",
                value=10,
                name_ja="はじめての 10% 引き",
                name_en="10% off your first visit",
                starts_on=today - timedelta(1),
                ends_on=today + timedelta(60),
                on_join=True,
            ),
            coupons.NewCoupon(
                id="thanks-200",
                kind="amount",
                value=200,
                name_ja="ありがとう 200 円引き",
                name_en="¥200 off",
                starts_on=today - timedelta(1),
                ends_on=today + timedelta(60),
                minimum=1000,
                on_join=True,
            ),
        ):
            await client.add_coupon(coupon)
        connector = await client.add_connector(staff.NewConnector(name="レジ", stores=(STORE,), terminals=(TERMINAL,)))
        return Shop(api, client.token, made.staff, connector)


async def mailed_code(api: str, email: str) -> str:
    """The newest code that the mailbox page shows for an address."""
    async with httpx.AsyncClient(base_url=api) as http:
        kept = (await http.get("/mailbox.json")).json()
    text = next(mail["text"] for mail in kept if mail["to"] == email)
    return re.findall(r"\b[0-9]{6}\b", text)[0]


async def join(api: str, email: str, name: str) -> tuple[str, members.Card]:
    """A member with a web credential: the bearer and the card."""
    async with MemberApi(api) as client:
        request = (await client.send_code(members.SendCode(email=email))).request
        profile = members.NewMember(name=name, store=STORE, terms_version="2026-10")
        asked = members.SignIn(request=request, code=await mailed_code(api, email), profile=profile)
        client.token = (await client.sign_in(asked)).token
        return client.token, await client.card()
