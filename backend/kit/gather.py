"""Look-ups of many requests in one read: they gather while the read before them runs, as writes do in the writer. No timer, no cache."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

V = TypeVar("V")


class Gather(Generic[V]):
    """`fetch` gets distinct keys and answers those it found."""

    def __init__(self, fetch: Callable[[list[str]], Awaitable[dict[str, V]]], most: int = 256) -> None:
        self._fetch = fetch
        self._most = most
        self._waiting: dict[str, asyncio.Future[V | None]] = {}
        self._work: asyncio.Task[None] | None = None

    async def find(self, key: str) -> V | None:
        """None when there is none; raises what the read raised."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
            if self._work is None:
                self._work = asyncio.create_task(self._run())
        return await asyncio.shield(future)  # another request may wait for the same key

    async def _run(self) -> None:
        while self._waiting:
            batch = {key: self._waiting.pop(key) for key in list(self._waiting)[: self._most]}
            try:
                found = await self._fetch(list(batch))
            except Exception as error:  # noqa: BLE001 - it belongs to those who asked
                for future in batch.values():
                    future.set_exception(error)
            else:
                for key, future in batch.items():
                    future.set_result(found.get(key))
        self._work = None
