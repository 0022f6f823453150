"""The two things to listen to: a member's account, without gaps, and a store's hints."""

from collections.abc import AsyncIterator, Callable

import msgspec
from sqlalchemy import Connection

from backend.db.engine import Database
from backend.events import repository
from backend.events.feed import Trail
from backend.events.stream import event, unnumbered
from shared.clock import Clock, to_datetime
from shared.wire.events import StoreHint

Prompts = Callable[[Connection], list[tuple[str, str]]]
"""(what tells one from another, JSON) of what the member is asked now."""
HINTS = ("visit", "sale", "return", "redeem", "join", "case", "approval")


class AccountSource:
    """Events of one account after a version. They are numbered without gaps, so one that is not there yet is waited for."""

    def __init__(self, database: Database, account_id: str, after: int, prompts: Prompts = lambda _: []) -> None:
        self._database = database
        self._account_id = account_id
        self._after = after
        self._prompts = prompts
        self._prompted: set[str] = set()

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
        for what, payload in await self._database.read(self._prompts):
            if what not in self._prompted:
                self._prompted.add(what)
                yield unnumbered("approval", payload)


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
