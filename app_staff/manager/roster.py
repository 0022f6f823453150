"""Who works here with what, as last heard; it outlives renders."""

import asyncio
from collections.abc import Callable

from app_staff.tools import Tools
from shared.client import ApiError, SignedOut
from shared.wire.staff import Colleague, Connector, ConnectorRow, DeviceRow


class Roster:
    def __init__(self, tools: Tools) -> None:
        self.staff: tuple[Colleague, ...] | None = None
        self.devices: tuple[DeviceRow, ...] = ()
        self.connectors: tuple[ConnectorRow, ...] = ()
        self.fresh: Connector | None = None
        """A key just made. It is shown once, so turning the tablet must not lose it."""
        self.error: ApiError | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._tools = tools
        self._heard_at = 0.0

    def age(self) -> float:
        """Seconds since the answer came."""
        return self._tools.clock.monotonic() - self._heard_at

    async def load(self) -> None:
        store, api = self._tools.session.store, self._tools.door.api
        try:
            found = await asyncio.gather(api.staff_list(store), api.devices(store), api.connectors(store))
            self.staff, self.devices, self.connectors = found
            self.error, self._heard_at = None, self._tools.clock.monotonic()
        except SignedOut:
            raise
        except ApiError as error:
            self.error = error
        self.on_change()
