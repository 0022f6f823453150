"""`POST /v1/sales` against the same server's empty endpoint, and the same sales by the batch: one server process on one core, the load on another.

Sales of five lines with numbers of their own, every second one with a member's card number, applied and durable before they are
answered. Both endpoints are asked by the same client over the same kept-alive connections, in turns, so that what else the machine
does falls on both.
"""

import asyncio
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import httpx
import msgspec
import uvloop

from shared.client import ManagerApi, MemberApi
from shared.wire import members, sales, staff
from tools.bench.figure import Figure

CONNECTIONS = 128
LINES = 5_000
"""Of one batch."""
SECONDS = 2.0
ROUNDS = 5
MEMBERS = 500
"""Enough that none of them piles up lots as no shopper would."""
TOKEN = secrets.token_urlsafe(24)
PIN = "482915"
NUMBER = b"0123456789"
"""Stands in the prepared body where each request's own number goes."""


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as (url, pid):
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


class Pace(NamedTuple):
    """Answers a second, and what one costs the server in microseconds of CPU: the second holds on a busy machine too."""

    rate: float
    cost: float


@contextmanager
def _server(data: Path) -> Generator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "backend", "--data", str(data), "--port", str(port), "--mail", "mailbox", "--no-rate-limits"]
    process = subprocess.Popen(command, env=os.environ | {"TAMARU_SETUP_TOKEN": TOKEN}, stdout=subprocess.DEVNULL)
    cores = sorted(os.sched_getaffinity(0))
    try:
        if len(cores) > 1:
            os.sched_setaffinity(process.pid, cores[:1])
            os.sched_setaffinity(0, cores[1:])
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        os.sched_setaffinity(0, cores)
        process.send_signal(signal.SIGTERM)
        process.wait(10)


async def _measure(url: str, pid: int) -> tuple[Pace, Pace, Pace, Pace]:
    """(the empty endpoint, sales, sales over one connection, sales by the batch): medians of the rounds."""
    token, cards = await _shop(url)
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
        empty.append(await _round(address.port or 0, pid, health))
        sold.append(await _round(address.port or 0, pid, sale))
        alone.append(await _round(address.port or 0, pid, sale, connections=1))
        bulk.append(await _batches(url, token, pid, body))
    return _median(empty[1:]), _median(sold[1:]), _median(alone[1:]), _median(bulk[1:])  # the first round warms up


async def _batches(url: str, token: str, pid: int, body: Callable[[], bytes]) -> Pace:
    """Whole batches, one after the other, for as long as a round."""
    headers = {"authorization": f"Bearer {token}"}
    taken = used = 0.0
    answered = 0
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
        while taken < SECONDS:
            content = b"\n".join([body() for _ in range(LINES)])
            begun, before = time.perf_counter(), _cpu(pid)
            answer = await http.post("/v1/sales:batch", content=content)
            taken, used = taken + time.perf_counter() - begun, used + _cpu(pid) - before
            if answer.content.count(b'"status":200') != LINES:
                raise RuntimeError(answer.text[:500])
            answered += LINES
    return Pace(answered / taken, used / answered * 1e6)


def _median(paces: list[Pace]) -> Pace:
    return Pace(statistics.median(pace.rate for pace in paces), statistics.median(pace.cost for pace in paces))


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has had, or 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Line(asyncio.Protocol):
    """One kept-alive connection that asks again as soon as it is answered."""

    def __init__(self, ask: Callable[[], bytes]) -> None:
        self._ask = ask
        self._heard = b""
        self._open = True
        self.answered = 0
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._ask())

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(exc or ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, blank, body = self._heard.partition(b"\r\n\r\n")
        if not blank or len(body) < int(head.partition(b"content-length: ")[2].split(b"\r\n", 1)[0]):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.ended.set_exception(RuntimeError(self._heard.decode()))
            return
        self._heard = b""
        self.answered += 1
        if self._open:
            self._transport.write(self._ask())
        elif not self.ended.done():
            self.ended.set_result(None)

    def stop(self) -> None:
        self._open = False


async def _round(port: int, pid: int, ask: Callable[[], bytes], connections: int = CONNECTIONS) -> Pace:
    loop = asyncio.get_running_loop()
    lines = [(await loop.create_connection(lambda: _Line(ask), "127.0.0.1", port)) for _ in range(connections)]
    begun, used, before = time.perf_counter(), _cpu(pid), sum(line.answered for _, line in lines)
    await asyncio.sleep(SECONDS)
    answered = sum(line.answered for _, line in lines) - before
    pace = Pace(answered / (time.perf_counter() - begun), (_cpu(pid) - used) / answered * 1e6)
    for _, line in lines:
        line.stop()
    await asyncio.gather(*(line.ended for _, line in lines))
    for transport, _ in lines:
        transport.close()
    return pace


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


async def _shop(url: str) -> tuple[str, list[str]]:
    """(the connector's bearer, card numbers)"""
    await _up(url)
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


async def _up(url: str) -> None:
    async with httpx.AsyncClient() as http:
        for _ in range(300):
            try:
                await http.get(f"{url}/v1/health")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise RuntimeError("the server did not come up")
