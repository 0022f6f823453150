"""The API as people run it: a process of its own on a loopback port."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[3]
TOKEN = "made-for-this-test-only"


@dataclass
class Served:
    url: str
    process: asyncio.subprocess.Process

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return await self.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextlib.asynccontextmanager
async def served(data: Path, *more: str) -> AsyncGenerator[Served]:
    """`python -m backend` until the block ends."""
    port = free_port()
    arguments = (sys.executable, "-W", "error", "-m", "backend", "--data", str(data), "--port", str(port), "--mail", "mailbox", *more)
    process = await asyncio.create_subprocess_exec(*arguments, cwd=ROOT, env=os.environ | {"TAMARU_SETUP_TOKEN": TOKEN})
    running = Served(f"http://127.0.0.1:{port}", process)
    try:
        await _up(running)
        yield running
    finally:
        if process.returncode is None:
            await running.stop(signal.SIGKILL)


async def _up(running: Served) -> None:
    async with httpx.AsyncClient(base_url=running.url) as http:
        for _ in range(200):
            assert running.process.returncode is None, "the server ended at once"
            try:
                await http.get("/v1/health")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise AssertionError("the server did not come up")
