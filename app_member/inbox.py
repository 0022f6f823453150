"""The verbs of the inbox and of the member's own fields. What is shown stands on the session's shelves."""

from datetime import date

import msgspec

from app_member.session import State
from app_member.shelves import fill, fill_page
from shared.client import MemberApi
from shared.clock import Clock
from shared.ids import SystemIds
from shared.wire.notices import Mute, Notice, NoticesPage, OwnField, SaveOwnField, Unread


class Inbox:
    """Of `load…` only SignedOut is raised: it is about more than a list. The other verbs raise what goes wrong."""

    def __init__(self, api: MemberApi, state: State, clock: Clock) -> None:
        self._api = api
        self._state = state
        self._clock = clock
        self._ids = SystemIds(clock)

    async def heard(self, told: Unread) -> None:
        """The stream says how many are unread. A list that does not fit with it any more is asked for anew."""
        self._state.session.unread = told.unread
        page = self._state.notices.value
        if page is not None and (page.unread != told.unread or told.newest != (page.rows[0].id if page.rows else None)):
            await self.load()

    async def load(self) -> None:
        await self._fill(more=False)

    async def more(self) -> None:
        await self._fill(more=True)

    async def _fill(self, *, more: bool) -> None:
        shelf = self._state.notices
        await fill_page(shelf, self._api.inbox, self._clock, more=more)
        if shelf.value is not None and shelf.error is None:
            self._state.session.unread = shelf.value.unread

    def _put(self, page: NoticesPage) -> None:
        self._state.notices.put(page, self._clock.now())
        self._state.session.unread = page.unread

    def kept(self, notice: str) -> Notice | None:
        """What the list knows of it already."""
        page = self._state.notices.value
        return None if page is None else next((row for row in page.rows if row.id == notice), None)

    async def open(self, notice: str) -> Notice:
        """It is read by this."""
        found = await self._api.notice(notice)
        if not found.read:
            self._read(await self._api.read_notice(notice), {notice})
        return found

    async def read_all(self) -> None:
        told = await self._api.read_all_notices()
        page = self._state.notices.value
        self._read(told, set() if page is None else {row.id for row in page.rows})

    def _read(self, told: Unread, ids: set[str]) -> None:
        self._state.session.unread = told.unread
        page = self._state.notices.value
        if page is not None:
            rows = tuple(msgspec.structs.replace(row, read=True) if row.id in ids else row for row in page.rows)
            self._put(msgspec.structs.replace(page, rows=rows, unread=told.unread))

    async def claim(self, notice: str) -> Notice:
        """The coupon inside is the member's; answers the notice as it is then."""
        await self._api.claim_coupon(notice)
        return await self._api.notice(notice)

    # -- muting
    async def load_mutes(self) -> None:
        await fill(self._state.mutes, self._api.mutes, self._clock)

    async def mute(self, body: Mute) -> None:
        self._state.mutes.put(await self._api.mute(body), self._clock.now())
        await self.load()

    # -- own fields
    async def load_fields(self) -> None:
        await fill(self._state.fields, self._api.own_fields, self._clock)

    async def save_field(self, field: str | None, *, label: str, value: str, day: date | None, remind: bool) -> None:
        """A new one, or all of one that is there."""
        body = SaveOwnField(id=field or self._ids.new(), label=label, value=value, day=day, remind=remind)
        self._state.fields.put(await self._api.save_own_field(body), self._clock.now())

    async def remove_field(self, field: OwnField) -> None:
        await self._api.remove_own_field(field.id)
        await self.load_fields()
