"""Many sales in one request, one a line (NDJSON): each as if it had come alone, answered in order while the later ones are at work.

The body is taken in whole before the first sale is applied: a connection that breaks while it is sent has done nothing. One that
breaks later has done some or all of it, and the same body again gets the same answers.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from backend.auth.principal import Principal
from backend.db.writer import BATCH, Unavailable
from backend.kit.http import decode
from backend.pos.service import Sales
from backend.problems import Declined, Refusal, reason
from backend.till.operations import Accepted, RecordSale
from backend.till.service import Till
from shared.wire import sales as wire
from shared.wire.problems import Code

if TYPE_CHECKING:
    from litestar.types import Receive, Scope, Send

log = logging.getLogger("tamaru.pos")
SALE = msgspec.json.Decoder(wire.Sale)
MOST_AT_ONCE = 4
"""Bodies and answers that are held in memory at a time, about 20 MiB each; who comes then is asked to come again."""
STUCK = 30.0
"""Seconds for the asker to take one part of the answers."""
KNOWN: dict[type[Exception], Code] = {Unavailable: Code.UNAVAILABLE, msgspec.DecodeError: Code.MALFORMED}
HEADERS = [(b"content-type", wire.NDJSON.encode())]
Say = Callable[[Code, dict[str, Any]], bytes]
"""A problem as JSON, in the asker's language."""


class Bulk:
    def __init__(self, sales: Sales, till: Till) -> None:
        self._sales = sales
        self._till = till
        self._slots = MOST_AT_ONCE

    async def take(self, principal: Principal, body: Callable[[], Awaitable[bytes]], at: int, say: Say) -> "Answers":
        """Reads the body. Raises Refusal(TOO_MANY_LINES), and Unavailable while too many others are under way."""
        if not self._slots:
            raise Unavailable("too many batches")
        self._slots -= 1
        try:
            lines = _lines(await body())
        except BaseException:
            self._free()
            raise
        return Answers(self._answers(principal, lines, at, say), self._free)

    def _free(self) -> None:
        self._slots += 1

    async def _answers(self, principal: Principal, lines: list[bytes], at: int, say: Say) -> AsyncIterator[bytes]:
        """A part for each batch of the writer; while one is at work, the next is read."""
        former: tuple[list[Any], asyncio.Future[list[Any]]] | None = None
        for start in range(0, len(lines), BATCH):
            read = [await self._read(principal, line, at) for line in lines[start : start + BATCH]]
            posted = self._post([each for each in read if isinstance(each, RecordSale)])
            if former is not None:
                yield b"".join(_told(former[0], await former[1], say))
            former = read, posted
        if former is not None:
            yield b"".join(_told(former[0], await former[1], say))

    async def _read(self, principal: Principal, line: bytes, at: int) -> RecordSale | Declined | Exception:
        """The line's operation, or why it is none."""
        try:
            return await self._sales.operation(principal, decode(line, SALE), at)
        except Exception as error:  # noqa: BLE001 - one line's fault is its own
            return error

    def _post(self, operations: list[RecordSale]) -> "asyncio.Future[list[Any]]":
        try:
            return self._till.post_all(operations)
        except Unavailable as full:
            nothing: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
            nothing.set_result([full] * len(operations))
            return nothing


class Answers:
    """The reply, part by part; `done` is called when it has ended, however it ended."""

    def __init__(self, parts: AsyncIterator[bytes], done: Callable[[], None]) -> None:
        self._parts = parts
        self._done = done

    async def __call__(self, _scope: "Scope", _receive: "Receive", send: "Send") -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            async for part in self._parts:
                async with asyncio.timeout(STUCK):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._done()


def _lines(body: bytes) -> list[bytes]:
    found = [line for line in body.split(b"\n") if line.strip()]
    if len(found) > wire.MOST_LINES:
        raise Refusal(Code.TOO_MANY_LINES, most=wire.MOST_LINES)
    return found


def _told(read: list[Any], outcomes: list[Any], say: Say) -> Iterator[bytes]:
    """The lines of `wire.BatchAnswer`; an accepted sale's answer byte for byte as the till keeps it."""
    rest = iter(outcomes)
    for each in read:
        outcome = next(rest) if isinstance(each, RecordSale) else each
        if isinstance(outcome, Accepted):
            yield b'{"status":200,"answer":%b}\n' % outcome.answer
            continue
        code, args = _why(outcome)
        yield b'{"status":%d,"problem":%b}\n' % (code.status, say(code, args))


def _why(outcome: Declined | BaseException) -> tuple[Code, dict[str, Any]]:
    if not isinstance(outcome, BaseException):
        return outcome.code, outcome.args
    code, args = reason(outcome, KNOWN)
    if code is Code.INTERNAL:
        log.error("a line of a batch failed", exc_info=outcome)
    return code, args
