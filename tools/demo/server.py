"""The real server inside this process, on a loopback port of its own and with a clock that is ours to set."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from backend.__main__ import Server
from backend.app import create
from backend.db.engine import Database
from backend.kit.ids import token
from backend.kit.mail import Mailbox
from backend.migrations import migrate
from backend.settings import Settings
from shared.clock import Clock


class Guest(Server):
    """Leaves the process's signals to its host."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@dataclass(frozen=True, slots=True)
class Running:
    url: str
    mailbox: Mailbox
    setup_token: str


@contextlib.asynccontextmanager
async def in_process(data: Path, clock: Clock, idle_minutes: int = 10) -> AsyncGenerator[Running]:
    """Serves a fresh brand in `data` until the block ends; then the file is complete and closed."""
    settings = Settings(data=data, mail="mailbox", setup_token=token(), idle_minutes=idle_minutes)
    database = Database.open(settings.url)
    await migrate(database)
    mailbox = Mailbox(clock)
    api = create(settings, database=database, clock=clock, mail=mailbox)
    server = Guest(uvicorn.Config(api, port=0, http="httptools", access_log=False, log_level="warning"), api)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Running(f"http://127.0.0.1:{port}", mailbox, settings.setup_token)
    finally:
        server.should_exit = True
        await serving
