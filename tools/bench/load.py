"""A server process on one core and lines of requests on the other: what the benches of the HTTP API have in common."""

import asyncio
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

import httpx

CONNECTIONS = 128
SECONDS = 2.0
TOKEN = secrets.token_urlsafe(24)
"""The set-up token of the servers started here."""


class Pace(NamedTuple):
    """Answers a second, and what one costs the server in microseconds of CPU: the second holds on a busy machine too."""

    rate: float
    cost: float


@contextmanager
def server(data: Path) -> Generator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "backend", "--data", str(data), "--port", str(port), "--mail", "mailbox", "--no-rate-limits"]
    process = subprocess.Popen(
        command, env=os.environ | {"TAMARU_SETUP_TOKEN": TOKEN}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
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


def median(paces: list[Pace]) -> Pace:
    return Pace(statistics.median(pace.rate for pace in paces), statistics.median(pace.cost for pace in paces))


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has had, or 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Line(asyncio.Protocol):
    """One kept-alive connection that asks again as soon as it is answered."""

    def __init__(self, ask: Callable[[], bytes], status: int) -> None:
        self._ask = ask
        self._wanted = b"HTTP/1.1 %d" % status
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
        if not head.startswith(self._wanted):
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


async def pace(port: int, pid: int, ask: Callable[[], bytes], connections: int = CONNECTIONS, status: int = 200) -> Pace:
    """Asks over some connections, each as soon as it is answered; every answer has the status."""
    loop = asyncio.get_running_loop()
    lines = [(await loop.create_connection(lambda: _Line(ask, status), "127.0.0.1", port)) for _ in range(connections)]
    begun, used, before = time.perf_counter(), cpu(pid), sum(line.answered for _, line in lines)
    await asyncio.sleep(SECONDS)
    answered = sum(line.answered for _, line in lines) - before
    found = Pace(answered / (time.perf_counter() - begun), (cpu(pid) - used) / answered * 1e6)
    for _, line in lines:
        line.stop()
    await asyncio.gather(*(line.ended for _, line in lines))
    for transport, _ in lines:
        transport.close()
    return found


async def up(url: str) -> None:
    async with httpx.AsyncClient() as http:
        for _ in range(300):
            try:
                await http.get(f"{url}/v1/health")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise RuntimeError("the server did not come up")
