"""Runs what recurs, each minute, in the API's own process. Of several processes exactly one does a turn: whoever moves its row's date."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.db.engine import Database
from backend.jobs.tables import jobs
from shared.clock import MINUTE, Clock

log = logging.getLogger("tamaru.jobs")
LOOK = 5.0
"""Seconds between looks at the clock."""
Job = Callable[[int], Awaitable[int]]
"""Takes its cursor and answers the next one; whatever it raises is logged and the cursor stays."""


class Jobs:
    def __init__(self, database: Database, clock: Clock, every: Mapping[str, Job]) -> None:
        self._database = database
        self._clock = clock
        self._jobs = every
        self._work: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._work = asyncio.create_task(self._run())

    async def close(self) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.turn()
            except Exception:
                log.exception("the jobs could not be looked at")

    async def turn(self) -> None:
        """Does what is due."""
        now = self._clock.now()
        due = await self._database.read(lambda connection: _due(connection, tuple(self._jobs), now))
        for name in due:
            cursor = await self._database.transact(lambda connection, name=name: claim(connection, name, now))
            if cursor is not None:
                await self._one(name, cursor)

    async def _one(self, name: str, cursor: int) -> None:
        try:
            reached = await self._jobs[name](cursor)
        except Exception:
            log.exception("job %s failed; it comes again in a minute", name)
            return
        if reached != cursor:
            await self._database.transact(
                lambda connection: connection.execute(update(jobs).where(jobs.c.name == name).values(cursor=reached)).rowcount
            )


def _due(connection: Connection, names: tuple[str, ...], now: int) -> list[str]:
    waiting = set(connection.scalars(select(jobs.c.name).where(jobs.c.next_at > now)))
    return [name for name in names if name not in waiting]


def claim(connection: Connection, name: str, now: int) -> int | None:
    """The job's cursor for the one process whose turn it is; the others get None, and the next turn is a minute off."""
    moved = update(jobs).where(jobs.c.name == name, jobs.c.next_at <= now).values(next_at=now + MINUTE).returning(jobs.c.cursor)
    cursor = connection.execute(moved).scalar_one_or_none()
    known = cursor is not None or connection.execute(select(jobs.c.name).where(jobs.c.name == name)).first() is not None
    if not known:
        with contextlib.suppress(IntegrityError), connection.begin_nested():  # another process was first
            connection.execute(insert(jobs).values(name=name, next_at=now + MINUTE, cursor=now))
    return cursor
