"""Keeps the open card true: follows the member's events, and asks again after every silence.

The stream's id is the account's version without gaps, so a card fetched at version v and a stream after v miss nothing between them.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from app_member.session import Arrival, Prompt, State
from shared.client import ApiError, MemberApi, SignedOut, Unreachable
from shared.clock import Clock
from shared.wire.events import AccountEvent
from shared.wire.notices import Unread
from shared.wire.visits import Approval

FIRST_WAIT = 0.4
LONGEST_WAIT = 20.0
"""Seconds between tries: doubled each time, with chance in it so that a thousand phones do not come back in one instant."""

STEADY = 10.0
"""A stream that held for longer than this was a good one: the next wait is short again."""


class Chance(Protocol):
    def random(self) -> float:
        """Somewhere in [0, 1)."""
        ...


class Live:
    """`refresh` fetches the card; it raises Unreachable when the server does not answer. `inbox` is told how many notices are unread."""

    def __init__(
        self,
        api: MemberApi,
        state: State,
        clock: Clock,
        refresh: Callable[[], Awaitable[None]],
        inbox: Callable[[Unread], Awaitable[None]],
        chance: Chance | None = None,
    ) -> None:
        self._api = api
        self._state = state
        self._clock = clock
        self._refresh = refresh
        self._inbox = inbox
        self._chance = chance or random.SystemRandom()
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Tries again at once: the app came back to the foreground, or the person asked."""
        self._awake.set()

    async def follow(self) -> None:
        """Runs as long as the session is signed in: the card, then its stream; when that breaks, from the beginning."""
        wait = FIRST_WAIT
        while self._state.session.signed == "in":
            try:
                await self._refresh()
                if await self._listen() > STEADY:
                    wait = FIRST_WAIT
            except SignedOut:
                raise
            except ApiError as error:
                self._state.card.error = error
            await self._pause(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _listen(self) -> float:
        """Until the line breaks: for how many seconds it held. That it broke is no outage yet; the next question decides."""
        began = self._clock.monotonic()
        card = self._state.card.value
        with contextlib.suppress(Unreachable):
            async for _, event in self._api.events(after=card.version if card else 0):
                await self._land(event)
        return self._clock.monotonic() - began

    async def _land(self, event: AccountEvent | Approval | Unread) -> None:
        if isinstance(event, Unread):
            await self._inbox(event)
        elif isinstance(event, Approval):
            self._state.session.prompt = Prompt(event, self._clock.monotonic()) if event.state == "waiting" else None
        else:
            await self._change(event)

    async def _change(self, event: AccountEvent) -> None:
        """The balance first, so that the eye sees it at once; then the rest of the card, which the event does not carry."""
        card = self._state.card.value
        if card is not None and event.version > card.version:
            self._state.card.put(msgspec.structs.replace(card, version=event.version, balance=event.balance), self._clock.now())
        if event.points or event.kind in {"voucher", "tickets"}:
            self._state.session.arrival = Arrival(event)
        await self._refresh()

    async def _pause(self, seconds: float) -> None:
        self._awake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds * (0.5 + self._chance.random())):
                await self._awake.wait()
