"""A tiny Flet app behind the guard, on a real loopback port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator

import flet as ft
import pytest_asyncio
import uvicorn
from starlette.types import ASGIApp

from shared.ui import web
from tests.web.client import Browser


def main(page: ft.Page) -> None:
    """Says which browser it is shown to."""
    page.add(ft.Text(f"browser {web.browser.get()}"))


@contextlib.asynccontextmanager
async def served(app: ASGIApp) -> AsyncGenerator[str]:
    """The address of `app` while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, ws="websockets-sansio", log_level="warning", timeout_graceful_shutdown=1)
    )
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn offers a flag, no event
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncGenerator[str]:
    async with served(
        web.guarded(web.exported(main, "member"), title="会員証 <1>", name="member", origins=["https://app.example.jp"])
    ) as url:
        yield url


@pytest_asyncio.fixture(loop_scope="module")
async def ann(address: str) -> AsyncGenerator[Browser]:
    async with Browser(address) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def bob(address: str) -> AsyncGenerator[Browser]:
    async with Browser(address) as browser:
        yield browser
