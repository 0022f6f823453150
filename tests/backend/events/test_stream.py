"""A stream ends with its session, silent or busy."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import pytest

from backend.events import stream
from backend.events.feed import Listener


class Busy:
    """Something new whenever it is asked."""

    async def more(self) -> AsyncIterator[bytes]:
        yield b": one more\n\n"


async def forever() -> Any:
    await asyncio.Event().wait()


@pytest.mark.parametrize("rings", [True, False])
async def test_a_session_that_has_ended_is_heard_no_more(rings: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a row of the table
    monkeypatch.setattr(stream, "HEARTBEAT", 0.02)
    answers = iter([True, False])
    listener, sent = Listener(), [b""]

    @contextlib.asynccontextmanager
    async def listen() -> AsyncGenerator[Listener]:
        yield listener

    async def alive() -> bool:
        return next(answers)

    async def send(message: Any) -> None:
        sent.append(message.get("body", b""))
        if rings:
            await asyncio.sleep(0.001)
            listener.ring()  # the bell of a busy store is never silent for a heartbeat

    await asyncio.wait_for(stream.EventStream(listen, Busy(), alive)({}, forever, send), 10)  # pyright: ignore[reportArgumentType]  as a server calls it
    assert next(answers, None) is None
    assert (b": still here\n\n" in sent) is not rings
