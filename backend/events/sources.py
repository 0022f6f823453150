"""The two things to listen to: a member's account, without gaps, and a store's hints."""

from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from backend.db.engine import Database
from backend.events import repository
from backend.events.feed import Trail
from backend.events.stream import event, unnumbered
from shared.clock import Clock, to_datetime
from shared.wire.events import StoreHint


class Told(NamedTuple):
    """Something beside the numbered events: said when the stream begins, and again whenever its state is another."""

    kind: str
    what: str
    """Tells one from another."""
    state: str
    payload: str
    """JSON."""


Beside = Callable[[Connection], list[Told]]
HINTS = ("visit", "sale", "return", "redeem", "join", "case", "approval")


class AccountSource:
    """Events of one account after a version. They are numbered without gaps, so one that is not there yet is waited for."""

    def __init__(self, database: Database, account_id: str, after: int, beside: Beside = lambda _: []) -> None:
        self._database = database
        self._account_id = account_id
        self._after = after
        self._beside = beside
        self._told: dict[str, str] = {}

    async def more(self) -> AsyncIterator[bytes]:
        while True:
            found = await self._database.read(lambda connection: repository.account_events(connection, self._account_id, self._after))
            for row in found:
                if row.version != self._after + 1:
                    return
                self._after = row.version
                yield event("account", row.version, row.payload)
            if len(found) < repository.PAGE:
                break
        for each in await self._database.read(self._beside):
            if self._told.get(each.what) != each.state:
                self._told[each.what] = each.state
                yield unnumbered(each.kind, each.payload)


class StoreSource:
    """Something changed, ask: one hint of a kind for whatever came together."""

    def __init__(self, database: Database, clock: Clock, store_id: str, after: int) -> None:
        self._database = database
        self._clock = clock
        self._store_id = store_id
        self._trail = Trail(after)

    async def more(self) -> AsyncIterator[bytes]:
        found = await self._database.read(lambda connection: repository.hints(connection, self._store_id, self._trail.start))
        newest = {row.kind: row for row in found if self._trail.is_new(row.id) and row.kind in HINTS}
        self._trail.mark(self._clock.monotonic())
        for row in newest.values():
            hint = msgspec.convert({"kind": row.kind, "at": to_datetime(row.at)}, StoreHint)
            yield event("hint", row.id, msgspec.json.encode(hint).decode())
