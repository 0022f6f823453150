"""Wakes the streams that have something to read. It carries no data: a listener reads the outbox itself, from where it left off,
so that nothing is queued for a slow one, nothing is lost for a late one, and a wake too many costs one read.

Commits of this process wake at once (`heard`); those of other processes are found by looking into the outbox every 200 ms, while
anybody listens. Sequences of PostgreSQL commit out of order, so each look starts a little before the last row seen.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator

from backend.db.engine import Database
from backend.db.writer import Note
from backend.events import repository
from shared.clock import Clock

log = logging.getLogger("tamaru.events")
LOOK = 0.2
OVERLAP = 5.0
"""Seconds that a transaction may take between drawing its row's number and its commit."""
BEFORE = 100
"""Rows before the highest one at which a new look begins: numbers below it may still be on their way."""
EVERYBODY = "*"
"""The store of an outbox row that concerns all members: no store is called that."""
MOST = 8
"""Streams of one account or device: a few tabs and phones. One more ends the oldest, for a phone that changed its network has left
streams behind that nobody hears.
"""


class Trail:
    """Where to read on when numbers may still turn up below the highest one seen."""

    def __init__(self, start: int) -> None:
        self._marks: deque[tuple[float, int]] = deque([(float("-inf"), start)])
        self._seen: set[int] = set()

    @property
    def start(self) -> int:
        """Everything up to here is settled."""
        return self._marks[0][1]

    def is_new(self, number: int) -> bool:
        if number in self._seen:
            return False
        self._seen.add(number)
        return True

    def mark(self, now: float) -> None:
        """Remembers how far it is by now, and settles what is older than the overlap."""
        highest = max(self._seen, default=self.start)
        if highest > self._marks[-1][1]:
            self._marks.append((now, highest))
        while len(self._marks) > 1 and self._marks[1][0] <= now - OVERLAP:
            self._marks.popleft()
        self._seen = {number for number in self._seen if number > self.start}


class Listener:
    """One stream's bell."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self.closing = False

    def ring(self) -> None:
        self._bell.set()

    def close(self) -> None:
        self.closing = True
        self._bell.set()

    async def wait(self, seconds: float) -> bool:
        """False when nothing came in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return False
        self._bell.clear()
        return True


class Feed:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._listeners: dict[str, set[Listener]] = {}
        self._held: dict[str, list[Listener]] = {}
        self._look: asyncio.Task[None] | None = None
        self._begin = asyncio.Lock()
        self._closing = False

    def heard(self, notes: list[Note]) -> None:
        """Called in the event loop after a commit of this process."""
        if not self._listeners:
            return
        for note in notes:
            self._ring(note.account_id)
            self._ring(note.store_id)

    @contextlib.asynccontextmanager
    async def listen(self, key: str, holder: str, *more: str) -> AsyncGenerator[Listener]:
        """Rings for an account's id or a store's, and for `more` of them; `holder` is who listens. The looking begins before the listener's first read, so
        nothing falls between.
        """
        listener = Listener()
        keys = (key, *more)
        for each in keys:
            self._listeners.setdefault(each, set()).add(listener)
        self._hold(holder, listener)
        if self._closing:
            listener.close()
        try:
            await self._begin_looking()
            yield listener
        finally:
            self._leave(keys, listener)
            self._release(holder, listener)

    def _hold(self, holder: str, listener: Listener) -> None:
        held = self._held.setdefault(holder, [])
        held.append(listener)
        if len(held) > MOST:
            held.pop(0).close()

    def _release(self, holder: str, listener: Listener) -> None:
        held = self._held.get(holder, [])
        if listener in held:
            held.remove(listener)
        if not held:
            self._held.pop(holder, None)

    async def _begin_looking(self) -> None:
        async with self._begin:
            if self._look is None:
                start = max(0, await self._database.read(repository.last_id) - BEFORE)
                self._look = asyncio.create_task(self._keep_looking(start))

    def _leave(self, keys: tuple[str, ...], listener: Listener) -> None:
        for key in keys:
            self._listeners[key].discard(listener)
            if not self._listeners[key]:
                del self._listeners[key]
        if not self._listeners and self._look is not None:
            self._look.cancel()
            self._look = None

    @property
    def listeners(self) -> int:
        return len({id(listener) for every in self._listeners.copy().values() for listener in every.copy()})

    def close(self) -> None:
        """Ends every stream, so that the server can stop: clients come back with their last id."""
        self._closing = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.close()

    def _ring(self, key: str | None) -> None:
        for listener in self._listeners.get(key or "", ()):
            listener.ring()

    async def _keep_looking(self, start: int) -> None:
        trail = Trail(start)
        while True:
            await asyncio.sleep(LOOK)
            try:
                found = await self._database.read(lambda connection: repository.traces(connection, trail.start))
            except Exception:
                log.exception("the outbox could not be read")  # the database is away: look again, the streams go on from their last id
                continue
            for trace in found:
                if trail.is_new(trace.id):
                    self._ring(trace.account_id)
                    self._ring(trace.store_id)
            trail.mark(self._clock.monotonic())
