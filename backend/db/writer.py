"""Group commit: a batch of up to 256 forms while the previous commit runs, without a timer, and one commit makes it durable.

Two lanes share the commit: operations of the till, decided together by the injected processor, and functions given a connection.
Answers are released only after the commit, and the event loop is woken once per batch. When writing or committing fails,
everything is rolled back, and each piece of work is tried alone once before it is refused with `Unavailable`.
"""

import asyncio
import logging
import threading
import traceback
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from sqlalchemy import Connection

log = logging.getLogger("tamaru.writer")
T = TypeVar("T")
BATCH = 256
QUEUE = 10_000
GATHER = 0.001
"""Seconds without a new job after which a batch begins, although fewer wait than there were at the batch before."""
PATIENCE = 8
"""How often an operation whose footprint changed may be put off before it is refused."""


class Unavailable(Exception):  # noqa: N818 - the word of the problem catalogue
    """The work was not done and may be sent again: the queue is full, the engine failed twice, or the server is closing."""


class Note(NamedTuple):
    """What an outbox row told whom: wakes the streams of this process without a poll."""

    account_id: str | None
    store_id: str | None
    version: int | None


class Later(Enum):
    """The outcome of an operation that was not decided because what it touches changed under it: it joins the next batch."""

    AGAIN = 1


@dataclass(slots=True)
class Result:
    """Outcomes in the order of the operations. An exception is that operation's own fault."""

    outcomes: list[object]
    notes: list[Note] = field(default_factory=list[Note])


class Processor(Protocol):
    def __call__(self, connection: Connection, operations: list[Any], /) -> Result:
        """Decides and writes a batch; never commits. An exception means that nothing of it stands."""
        ...


@dataclass(slots=True, eq=False)
class Job:
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop
    work: Any
    function: bool
    tries: int = 0


def _where(error: BaseException) -> str:
    """The kind of an error and the line that raised it: its text may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    line = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{line}"


Settled = list[tuple[Job, object]]
"""Jobs with their results; an exception is raised to whoever waits."""


def note(connection: Connection, fresh: Note) -> None:
    """A function's way to say that it wrote to the outbox."""
    cast("list[Note]", connection.info.setdefault("notes", [])).append(fresh)


def taken_notes(connection: Connection) -> list[Note]:
    return cast("list[Note]", connection.info.pop("notes", []))


class Writer(ABC):
    """One thread that owns the writing connection of the till's lane."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._wanted = 1
        """How many must wait before it is worth to wake the thread."""
        self._thread: threading.Thread | None = None
        self._processor: Processor | None = None
        self._listeners: list[Callable[[list[Note]], None]] = []
        self._around: Callable[[int], AbstractContextManager[None]] = lambda _: nullcontext()

    def install(self, processor: Processor) -> None:
        """Says who decides operations: the till, which this layer must not know."""
        self._processor = processor

    def on_commit(self, listener: Callable[[list[Note]], None]) -> None:
        """`listener` is called in the event loop after each commit that wrote to the outbox."""
        self._listeners.append(listener)

    def measure(self, around: Callable[[int], AbstractContextManager[None]]) -> None:
        """`around` is given each batch's size and entered, in the writer's thread, for as long as its commit takes."""
        self._around = around

    @property
    def waiting(self) -> int:
        """How much is queued and not begun."""
        return len(self._jobs)

    async def post(self, operation: object) -> Any:  # noqa: ANN401 - the processor's outcome, typed by the till
        """The outcome, once it is durable. Raises Unavailable, or the operation's own fault."""
        return await self._enqueue(operation, function=False)

    def post_all(self, operations: Sequence[object]) -> "asyncio.Future[list[Any]]":
        """Queues many at once, in their order, when it is called. Awaited: their outcomes, what `post` would raise in its own place.

        Raises Unavailable when not all of them find room.
        """
        return asyncio.gather(*self._submit(operations, function=False), return_exceptions=True)

    async def transact(self, fn: Callable[[Connection], T]) -> T:
        return cast("T", await self._enqueue(fn, function=True))

    def close(self) -> None:
        """Refuses what is new, finishes what was posted."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _enqueue(self, work: object, *, function: bool) -> "asyncio.Future[Any]":
        return self._submit((work,), function=function)[0]

    def _submit(self, works: Iterable[object], *, function: bool) -> "list[asyncio.Future[Any]]":
        loop = asyncio.get_running_loop()
        jobs = [Job(loop.create_future(), loop, work, function) for work in works]
        with self._wake:
            if self._closing or len(self._jobs) + len(jobs) > QUEUE:
                raise Unavailable("closing" if self._closing else "the queue is full")
            self._jobs.extend(jobs)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tamaru-write", daemon=True)
                self._thread.start()
            if len(self._jobs) >= self._wanted:
                self._wake.notify()
        return [job.future for job in jobs]

    def _run(self) -> None:
        company = 1
        while batch := self._take(company):
            try:
                with self._around(len(batch)):
                    settled, notes = self.commit(batch)
            except Exception as error:  # noqa: BLE001 - whatever went wrong, nothing stands: each alone, from a fresh load
                log.warning("a batch of %d was rolled back and is tried one by one: %s", len(batch), _where(error))
                settled, notes = self._alone(batch)
            company = len(batch) + len(self._jobs)
            self._release(settled, notes)
        self.disconnect()

    def _take(self, company: int) -> list[Job]:
        """What waits; where many asked at the last batch, once as many ask again or no more come. A small batch costs nearly what a large one does."""
        with self._wake:
            self._wanted = min(company, BATCH)
            before = -1
            while before < len(self._jobs) < self._wanted and not self._closing:
                before = len(self._jobs)
                self._wake.wait(GATHER)
            self._wanted = 1
            while not self._jobs and not self._closing:
                self._wake.wait()
            return [self._jobs.popleft() for _ in range(min(BATCH, len(self._jobs)))]

    def _alone(self, batch: list[Job]) -> tuple[Settled, list[Note]]:
        settled: Settled = []
        notes: list[Note] = []
        for job in batch:
            try:
                one, more = self.commit([job])
            except Exception as error:  # noqa: BLE001 - the second failure is its last
                log.error("an operation was refused because writing failed twice: %s", _where(error))  # noqa: TRY400 - the trace may hold a value
                refusal = Unavailable("writing failed")
                refusal.__cause__ = error
                one, more = [(job, refusal)], []
            settled += one
            notes += more
        return settled, notes

    def _release(self, settled: Settled, notes: list[Note]) -> None:
        done: Settled = []
        put_off: list[Job] = []
        for job, result in settled:
            if result is not Later.AGAIN:
                done.append((job, result))
            elif job.tries < PATIENCE:
                job.tries += 1
                put_off.append(job)
            else:
                log.error("an operation was put off %d times and refused", PATIENCE)
                done.append((job, Unavailable("others keep changing what this touches")))
        with self._wake:
            self._jobs.extendleft(reversed(put_off))
        loops = {job.loop for job, _ in done}
        for loop in loops:
            mine = done if len(loops) == 1 else [(job, result) for job, result in done if job.loop is loop]
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._deliver, mine, notes)

    def _deliver(self, settled: Settled, notes: list[Note]) -> None:
        for job, result in settled:
            if job.future.done():  # the caller went away; the operation stands
                continue
            if isinstance(result, BaseException):
                job.future.set_exception(result)
            else:
                job.future.set_result(result)
        if notes:
            for listener in self._listeners:
                listener(notes)

    def process(self, connection: Connection, jobs: list[Job]) -> tuple[Settled, list[Note]]:
        """Lets the processor decide the batch's operations on a connection in a transaction."""
        if not jobs:
            return [], []
        if self._processor is None:
            raise RuntimeError("no processor is installed")
        result = self._processor(connection, [job.work for job in jobs])
        return list(zip(jobs, result.outcomes, strict=True)), result.notes

    @abstractmethod
    def commit(self, batch: list[Job]) -> tuple[Settled, list[Note]]:
        """Does the batch in one durable transaction; raises when nothing of it stands."""

    @abstractmethod
    def disconnect(self) -> None:
        """Gives the thread's connection back."""
