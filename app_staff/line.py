"""Watches the line to the server from the one place every request passes."""

from collections.abc import Callable
from typing import Literal

import httpx

from shared.clock import Clock

State = Literal["heard", "gone"]


class Line(httpx.AsyncBaseTransport):
    """Passes requests on and says after each whether the server was heard. `quiet_for` tells how long nothing was."""

    def __init__(self, inner: httpx.AsyncBaseTransport, clock: Clock, on_change: Callable[[State], None]) -> None:
        self._inner = inner
        self._clock = clock
        self._on_change = on_change
        self._heard_at = clock.monotonic()

    @property
    def quiet_for(self) -> float:
        """Seconds since the server last answered."""
        return self._clock.monotonic() - self._heard_at

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._inner.handle_async_request(request)
        except httpx.TransportError:
            self._on_change("gone")
            raise
        self._heard_at = self._clock.monotonic()
        self._on_change("gone" if httpx.codes.is_server_error(response.status_code) else "heard")
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()
