"""`POST /v1/sales` against the same server's empty endpoint, and the same sales by the batch: one server process on one core, the load on another.

Sales of five lines with numbers of their own, every second one with a member's card number, applied and durable before they are
answered. Both endpoints are asked by the same client over the same kept-alive connections, in turns, so that what else the machine
does falls on both.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
import uvloop

from shared.client import ManagerApi, MemberApi
from shared.wire import members, sales, staff
from tools.bench.figure import Figure
from tools.bench.load import CONNECTIONS, SECONDS, TOKEN, Pace, cpu, median, pace, server, up

LINES = 5_000
"""Of one batch."""
ROUNDS = 5
MEMBERS = 500
"""Enough that none of them piles up lots as no shopper would."""
PIN = "482915"
NUMBER = b"0123456789"
"""Stands in the prepared body where each request's own number goes."""


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (url, pid):
        empty, sold, alone, bulk = uvloop.run(_measure(url, pid))
    limit = f"limit: GET /v1/health {empty.rate:,.0f}/s"
    cost = f"CPU of the server for one: {sold.cost:.0f} µs against {empty.cost:.0f} µs ({empty.cost / sold.cost:.2f})"
    note = f"SQLite FULL; {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:g} s in turns; {limit}; {cost}"
    ratio = f"{bulk.rate / sold.rate:.1f} of {CONNECTIONS} connections"
    many = f"{LINES:,} a request; against single posts one after the other; {ratio}; CPU of the server for one: {bulk.cost:.0f} µs"
    return [
        Figure("POST /v1/sales, one core", sold.rate, "sales/s", aim=0.4, limit=empty.rate, note=note),
        Figure("POST /v1/sales:batch, one core", bulk.rate, "sales/s", aim=4, limit=alone.rate, note=many),
    ]


async def _measure(url: str, pid: int) -> tuple[Pace, Pace, Pace, Pace]:
    """(the empty endpoint, sales, sales over one connection, sales by the batch): medians of the rounds."""
    token, cards = await shop(url)
    bodies = _bodies(cards)
    head = f"POST /v1/sales HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-length: {len(bodies[0])}\r\n\r\n".encode()
    numbers = count(1)

    def body() -> bytes:
        number = next(numbers)
        return bodies[number % len(bodies)].replace(NUMBER, b"%010d" % number)

    def sale() -> bytes:
        return head + body()

    def health() -> bytes:
        return b"GET /v1/health HTTP/1.1\r\nhost: x\r\n\r\n"

    address = urlsplit(url)
    empty: list[Pace] = []
    sold: list[Pace] = []
    alone: list[Pace] = []
    bulk: list[Pace] = []
    for _ in range(ROUNDS + 1):
        empty.append(await pace(address.port or 0, pid, health))
        sold.append(await pace(address.port or 0, pid, sale))
        alone.append(await pace(address.port or 0, pid, sale, connections=1))
        bulk.append(await _batches(url, token, pid, body))
    return median(empty[1:]), median(sold[1:]), median(alone[1:]), median(bulk[1:])  # the first round warms up


async def _batches(url: str, token: str, pid: int, body: Callable[[], bytes]) -> Pace:
    """Whole batches, one after the other, for as long as a round."""
    headers = {"authorization": f"Bearer {token}"}
    taken = used = 0.0
    answered = 0
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
        while taken < SECONDS:
            content = b"\n".join([body() for _ in range(LINES)])
            begun, before = time.perf_counter(), cpu(pid)
            answer = await http.post("/v1/sales:batch", content=content)
            taken, used = taken + time.perf_counter() - begun, used + cpu(pid) - before
            if answer.content.count(b'"status":200') != LINES:
                raise RuntimeError(answer.text[:500])
            answered += LINES
    return Pace(answered / taken, used / answered * 1e6)


def _bodies(cards: list[str]) -> list[bytes]:
    """Prepared sales, all of one length: one without a member for each one with."""
    now = datetime.now(UTC)
    lines = tuple(
        sales.Line(
            n=n, sku=f"49012345678{n:02d}", name="クロワッサン", quantity_milli=1000, unit_price=280, amount=280, tax_rate_permille=80
        )
        for n in range(1, 6)
    )
    plain = sales.Sale(
        store="honten",
        terminal="r1",
        number=NUMBER.decode(),
        kind="sale",
        occurred_at=now,
        business_date=now.date(),
        lines=lines,
        taxes=(sales.Tax(rate_permille=80, taxable=1400, tax=103),),
        tenders=(sales.Tender(kind="cash", amount=1400),),
        total=1400,
    )
    found: list[bytes] = []
    for card in cards:
        found.append(msgspec.json.encode(msgspec.structs.replace(plain, member=sales.Ref(kind="card", value=card))))
        found.append(msgspec.json.encode(plain).ljust(len(found[-1])))
    return found


async def shop(url: str) -> tuple[str, list[str]]:
    """(the connector's bearer, card numbers)"""
    await up(url)
    async with ManagerApi(url) as manager:
        person = staff.NewStaff(name="店長", pin=PIN, role="manager", stores=())
        store = staff.NewStore(id="honten", name="本店", issuer="まるや")
        made = await manager.set_up(staff.Setup(token=TOKEN, brand="まるや", manager=person, store=store))
        manager.token = (await manager.enrol(made.enrolment.token)).token
        manager.token = (await manager.unlock(staff.Unlock(staff=made.staff, pin=PIN))).token
        connector = await manager.add_connector(staff.NewConnector(name="レジ", stores=("honten",), terminals=("r1",)))
    async with MemberApi(url) as member, httpx.AsyncClient() as http:
        return connector.token, [await _card(member, http, f"{url}/mailbox.json", number) for number in range(MEMBERS)]


async def _card(member: MemberApi, http: httpx.AsyncClient, mailbox: str, number: int) -> str:
    sent = await member.send_code(members.SendCode(email=f"m{number}@example.jp"))
    code = (await http.get(mailbox)).json()[0]["subject"][-6:]
    profile = members.NewMember(name="花子", store="honten", terms_version="1")
    member.token = (await member.sign_in(members.SignIn(request=sent.request, code=code, profile=profile))).token
    return (await member.card()).number
