"""Keeps the day's figures fresh: asks, listens for hints, asks again."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from app_staff.tools import Tools
from shared.client import ApiError, Refused, SignedOut, Unreachable
from shared.wire.staff import Today

GATHER = 0.3
"""Seconds that hints are gathered before the figures are asked for: one sale sends several."""
AGAIN = 5.0
"""Seconds until a broken line is tried again."""
ANYWAY = 60.0
"""Seconds after which the figures are asked for without a hint."""


class Follower:
    """The day as last heard. It outlives renders; `on_change` draws anew."""

    def __init__(self, tools: Tools) -> None:
        self.day: Today | None = None
        self.error: ApiError | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._tools = tools
        self._heard_at = 0.0
        self._stirred = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def age(self) -> float:
        """Seconds since the figures came."""
        return self._tools.clock.monotonic() - self._heard_at

    def start(self) -> None:
        self.stop()
        self._task = self._tools.guard.spawn(self._follow)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        hearing = asyncio.create_task(self._hear())
        try:
            while True:
                await self._load()
                self._stirred.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN if self.error else ANYWAY):
                        await self._stirred.wait()
                await asyncio.sleep(GATHER)
        finally:
            hearing.cancel()
            with suppress(asyncio.CancelledError, ApiError):
                await hearing

    async def _load(self) -> None:
        desk = self._tools.session.desk
        if desk is None:
            return
        try:
            self.day = await self._tools.door.api.today(desk.store.id)
            self.error, self._heard_at = None, self._tools.clock.monotonic()
        except SignedOut:
            raise
        except (Unreachable, Refused) as error:
            self.error = error
        self.on_change()

    async def _hear(self) -> None:
        """Hints say that something changed, never what."""
        desk = self._tools.session.desk
        while desk is not None:
            with suppress(Unreachable):
                async for _ in self._tools.door.api.hints(desk.store.id):
                    self._stirred.set()
            await asyncio.sleep(AGAIN)
            self._stirred.set()  # what was missed meanwhile is asked for
