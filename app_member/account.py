"""The account's verbs: the till's question, devices, consents, the freeze, one's data, leaving."""

import asyncio
from collections.abc import Awaitable, Callable

from app_member.session import State
from shared.client import ApiError, MemberApi, SignedOut
from shared.clock import Clock
from shared.wire.members import AskConfirmation, ChangeProfile, CodeSent, Confirmed, Consent, GiveConsent, MyDevice, Profile

Everything = tuple[Profile, tuple[MyDevice, ...], tuple[Consent, ...]]


class Account:
    """`leave` forgets the member on this device."""

    def __init__(self, api: MemberApi, state: State, clock: Clock, leave: Callable[[], Awaitable[None]]) -> None:
        self._api = api
        self._state = state
        self._clock = clock
        self._leave = leave

    async def decide(self, *, allow: bool) -> None:
        prompt = self._state.session.prompt
        self._state.session.prompt = None
        if prompt is not None:
            await self._api.decide(prompt.approval.id, allow=allow)

    async def load(self) -> None:
        """Only SignedOut is raised: it is about more than this page."""
        shelf = self._state.account
        try:
            profile, devices, consents = await asyncio.gather(self._api.profile(), self._api.devices(), self._api.consents())
        except SignedOut:
            raise
        except ApiError as error:
            shelf.error = error
            return
        shelf.put((profile, devices, consents), self._clock.now())

    async def change(self, body: ChangeProfile) -> None:
        await self._api.change(body)
        await self.load()

    async def rename(self, device: str, name: str) -> None:
        await self._api.rename_device(device, name)
        await self.load()

    async def stop(self, device: str) -> None:
        await self._api.stop_device(device)
        self._state.session.others = 0
        await self.load()

    async def consent(self, consent: GiveConsent) -> None:
        await self._api.consent(consent)
        await self.load()

    async def freeze(self) -> None:
        await self._api.freeze()
        await self.load()

    async def ask_unfreeze(self) -> CodeSent:
        return await self._api.ask_confirmation(AskConfirmation(purpose="unfreeze", language=self._state.session.language))

    async def ask_leave(self) -> CodeSent:
        return await self._api.ask_confirmation(AskConfirmation(purpose="leave", language=self._state.session.language))

    async def unfreeze(self, confirmed: Confirmed) -> None:
        await self._api.unfreeze(confirmed)
        await self.load()

    async def leave(self, confirmed: Confirmed) -> None:
        await self._api.leave(confirmed)
        await self._leave()

    async def disclosure(self) -> bytes:
        """A ZIP."""
        return await self._api.disclosure()
