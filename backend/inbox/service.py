"""Durable first, acknowledged, then applied: in order for each connector, tried again with growing pauses, and never dropped.

What cannot be applied yet (a store nobody has set up) is parked and does not hold up what comes after it; what was understood and
refused is failed, with the problem's name, and waits for a person. Applying twice is harmless: operations have keys.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from backend.db.engine import Database
from backend.inbox import repository
from backend.inbox.repository import Item
from backend.problems import Refused
from shared.clock import HOUR, MINUTE, SECOND, Clock
from shared.wire.problems import Code

log = logging.getLogger("tamaru.inbox")
LOOK = 1.0
"""Seconds between looks when nothing arrives here: another process may have left something, and pauses end."""
MOST_TRIES = 12
"""With pauses of 1, 2, 4 … 300 seconds: about 25 minutes of trouble."""
LONGEST_PAUSE = 5 * MINUTE


class Verdict(NamedTuple):
    """What became of one item. `again` means that nothing was decided: it is tried again."""

    state: Literal["done", "parked", "failed", "again"]
    problem: str = ""


Apply = Callable[[Item], Awaitable[Verdict]]


class Inbox:
    def __init__(self, database: Database, clock: Clock, apply: Apply) -> None:
        self._database = database
        self._clock = clock
        self._apply = apply
        self._arrived = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self.depth = 0
        """How much waited at the last look."""

    async def take(self, connector_id: str, event_id: str, body: bytes) -> Refused | None:
        """Keeps a verified body; None once it is durable. The same event again is fine, with another body it is a conflict."""
        fingerprint = hashlib.sha256(body).digest()

        def keep(connection: Connection) -> Refused | None:
            known = repository.fingerprint_of(connection, connector_id, event_id)
            if known is not None:
                return None if known == fingerprint else Refused(Code.IDEMPOTENCY_CONFLICT)
            now = self._clock.now()
            repository.add(connection, connector_id=connector_id, event_id=event_id, fingerprint=fingerprint, body=body, now=now)
            return None

        refused = await self._database.transact(keep)
        self._arrived.set()
        return refused

    def start(self) -> None:
        self._work = asyncio.create_task(self._run())

    async def close(self) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                await self.drain()
                async with asyncio.timeout(LOOK):
                    await self._arrived.wait()
            except TimeoutError:
                continue
            except Exception:
                log.exception("the inbox could not be read")
                await asyncio.sleep(LOOK)

    async def drain(self) -> None:
        """Applies all that is due."""
        self._arrived.clear()
        depths = await self._database.read(repository.waiting_connectors)
        self.depth = sum(depths.values())
        now = self._clock.now()
        parked = await self._database.read(lambda connection: repository.parked(connection, now))
        await asyncio.gather(*(self._drain_one(connector) for connector in depths), *(self._one(item) for item in parked))

    async def _drain_one(self, connector_id: str) -> None:
        while items := await self._database.read(lambda connection: repository.waiting(connection, connector_id)):
            for item in items:
                if item.next_try_at > self._clock.now() or not await self._one(item):
                    return  # the next one waits its turn

    async def _one(self, item: Item) -> bool:
        """Whether the item is settled, one way or another."""
        verdict = await self._tried(item)
        now = self._clock.now()
        state, pause = verdict.state, 0
        if state == "again" and item.tries + 1 >= MOST_TRIES:
            state = "failed"
        if state == "again":
            pause = min(SECOND << item.tries, LONGEST_PAUSE)
        if state == "parked":
            pause = min(MINUTE << min(item.tries, 10), HOUR)
        kept = "new" if state == "again" else state
        next_try_at = now + pause
        await self._database.transact(
            lambda connection: repository.settle(connection, item, kept, problem=verdict.problem, next_try_at=next_try_at)
        )
        if kept == "failed":
            log.warning("inbox item %d failed: %s", item.id, verdict.problem)
        return kept != "new"

    async def _tried(self, item: Item) -> Verdict:
        try:
            return await self._apply(item)
        except Exception:
            log.exception("inbox item %d could not be applied, try %d", item.id, item.tries + 1)
            return Verdict("again", Code.INTERNAL.slug)
