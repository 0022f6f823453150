"""Renews the code under the ring: the next one is fetched before the old one goes, so the ring never stands around a dead code."""

import asyncio
import contextlib
from collections.abc import Callable

from app_member.codes import RENEW, Codes, Fresh
from app_member.session import Shown
from shared.client import ApiError, SignedOut
from shared.clock import Clock
from shared.ui import qr

AHEAD = 1.5
"""Seconds before the change at which the next code is asked for."""
RETRY = 2.0


class Renewal:
    def __init__(self, codes: Callable[[], Codes], shown: Shown, clock: Clock, fit: Callable[[], qr.Fit], back: Callable[[], None]) -> None:
        """`back` is called when a code comes again after one did not: the line is good."""
        self._codes = codes
        self._shown = shown
        self._clock = clock
        self._fit = fit
        self._back = back
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """A new code now: the app is in the foreground again, or the line is back."""
        self._awake.set()

    def begin(self, fresh: Fresh, asked_at: float) -> None:
        """With a code that the page shows already, so that nothing changes before its time."""
        fit = self._fit()
        self._show(fresh, qr.png(fresh.digits, fit.pixels), fit.width, asked_at)

    async def keep(self) -> None:
        """Runs while the card may be looked at."""
        if self._shown.png is not None:
            await self._sleep(self._shown.renews_at - AHEAD - self._clock.monotonic())
        while True:
            try:
                await self._renew()
            except SignedOut:
                raise
            except ApiError:
                self._shown.failed = True
                if self._clock.monotonic() >= self._shown.dies_at:
                    self._shown.png = None
                await self._sleep(RETRY)
            else:
                await self._sleep(self._shown.renews_at - AHEAD - self._clock.monotonic())

    async def _renew(self) -> None:
        wanted_now = self._awake.is_set()
        self._awake.clear()  # before asking: a try that fails must wait like every other
        fresh = await self._codes().next()
        asked_at = self._clock.monotonic()
        fit = self._fit()
        png = await asyncio.to_thread(qr.png, fresh.digits, fit.pixels)
        if self._shown.png is not None and not self._shown.failed and not wanted_now:
            await self._sleep(self._shown.renews_at - self._clock.monotonic())
        self._show(fresh, png, fit.width, asked_at)

    def _show(self, fresh: Fresh, png: bytes, width: float, asked_at: float) -> None:
        if self._shown.failed:
            self._back()
        self._shown.failed = False
        self._shown.width = width
        self._shown.dies_at = asked_at + fresh.life
        self._shown.renews_at = min(self._clock.monotonic() + RENEW, self._shown.dies_at)
        self._shown.png = png

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.05, seconds)):
                await self._awake.wait()
