"""What knowing who asks costs: the token's check, a PIN at the lock, and the row that every effect leaves in the log.

All of it against the same server's empty endpoint, or against what one of its answers costs. The token is checked in full by a request
that is then refused for its part: nothing else is done for it.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from backend.audit import sealing, trail
from backend.db.engine import Database
from backend.jobs.sealer import LOGS
from backend.migrations import migrate
from shared.client import ManagerApi
from shared.clock import SystemClock
from shared.wire import staff
from tools.bench.figure import Figure
from tools.bench.http import PIN
from tools.bench.load import CONNECTIONS, SECONDS, TOKEN, Pace, median, pace, server, up

ROUNDS = 3
ROWS = 2_000
"""Of the log, as many as one seal takes."""


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (url, pid):
        empty, checked, unlocked = uvloop.run(_measure(url, pid))
    written, sealed = _logged()
    one = 1e6 / empty.rate
    limit = f"limit: GET /v1/health {empty.rate:,.0f}/s; {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:g} s in turns"
    slow = f"argon2id, as slow as it is meant to be: {unlocked.rate:,.0f}/s, {unlocked.cost / 1000:,.0f} ms of CPU each"
    log = f"SQLite, {ROWS:,} rows in one transaction; limit: one answer of the empty endpoint, {one:.0f} µs"
    return [
        Figure("token check, then refused for its part and logged", checked.rate, "1/s", limit=empty.rate, note=limit),
        Figure("sign-in with a PIN", unlocked.rate, "1/s", limit=empty.rate, note=slow),
        Figure("a row of the log", written, "µs", limit=one, lower_is_better=True, note=log),
        Figure("its seal", sealed, "µs", limit=one, lower_is_better=True),
    ]


async def _measure(url: str, pid: int) -> tuple[Pace, Pace, Pace]:
    """(the empty endpoint, a refused request with a token, unlocking): medians of the rounds."""
    await up(url)
    async with ManagerApi(url) as manager:
        person = staff.NewStaff(name="店長", pin=PIN, role="manager", stores=())
        store = staff.NewStore(id="honten", name="本店", issuer="まるや")
        made = await manager.set_up(staff.Setup(token=TOKEN, brand="まるや", manager=person, store=store))
        device = (await manager.enrol(made.enrolment.token)).token
    refused = f"GET /v1/me/card HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {device}\r\n\r\n".encode()
    body = msgspec.json.encode(staff.Unlock(staff=made.staff, pin=PIN))
    head = f"POST /v1/unlock HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {device}\r\ncontent-length: {len(body)}\r\n\r\n"
    unlock = head.encode() + body
    port = urlsplit(url).port or 0
    empty: list[Pace] = []
    checked: list[Pace] = []
    unlocked: list[Pace] = []
    for _ in range(ROUNDS + 1):
        empty.append(await pace(port, pid, lambda: b"GET /v1/health HTTP/1.1\r\nhost: x\r\n\r\n"))
        checked.append(await pace(port, pid, lambda: refused, status=403))
        unlocked.append(await pace(port, pid, lambda: unlock, connections=4))
    return median(empty[1:]), median(checked[1:]), median(unlocked[1:])  # the first round warms up


def _logged() -> tuple[float, float]:
    """Microseconds to write a row of the log, and to seal it."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_in(Path(folder)))


async def _in(folder: Path) -> tuple[float, float]:
    database = Database.open(f"sqlite:///{folder / 'bench.db'}")
    clock, key = SystemClock(), Ed25519PrivateKey.generate()
    actor = trail.Actor("device:bench", store_id="honten")

    def write(connection: Connection) -> None:
        for _ in range(ROWS):
            trail.record(connection, clock.now(), actor, "brand.change", "bench", seed="#1F6F54")

    async def took(work: Callable[[Connection], object]) -> float:
        begun = time.perf_counter()
        await database.transact(work)
        return (time.perf_counter() - begun) / ROWS * 1e6

    try:
        await migrate(database)
        written: list[float] = []
        sealed: list[float] = []
        for _ in range(ROUNDS):
            written.append(await took(write))
            sealed.append(await took(lambda connection: sealing.seal(connection, LOGS, key, clock.now())))
    finally:
        await database.close()
    return statistics.median(written), statistics.median(sealed)
