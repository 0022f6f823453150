"""Points, receipts and coupons, put on their shelves: a failure stands beside what was there before."""

import msgspec

from app_member.session import State
from shared.client import ApiError, MemberApi, SignedOut
from shared.clock import Clock
from shared.wire.members import PointsPage
from shared.wire.receipts import ReceiptsPage


class Lists:
    """Only SignedOut is raised: it is about more than a list."""

    def __init__(self, api: MemberApi, state: State, clock: Clock) -> None:
        self._api = api
        self._state = state
        self._clock = clock

    async def load_points(self) -> None:
        await self._fill_points(None)

    async def more_points(self) -> None:
        page = self._state.points.value
        if page is not None and page.next is not None:
            await self._fill_points(page)

    async def _fill_points(self, before: PointsPage | None) -> None:
        shelf = self._state.points
        try:
            page = await self._api.points(before.next if before else None)
        except SignedOut:
            raise
        except ApiError as error:
            shelf.error = error
            return
        rows = (*before.rows, *page.rows) if before else page.rows
        shelf.put(msgspec.structs.replace(page, rows=rows), self._clock.now())

    async def load_receipts(self) -> None:
        await self._fill_receipts(None)

    async def more_receipts(self) -> None:
        page = self._state.receipts.value
        if page is not None and page.next is not None:
            await self._fill_receipts(page)

    async def _fill_receipts(self, before: ReceiptsPage | None) -> None:
        shelf = self._state.receipts
        try:
            page = await self._api.receipts(before=before.next if before else None)
        except SignedOut:
            raise
        except ApiError as error:
            shelf.error = error
            return
        rows = (*before.rows, *page.rows) if before else page.rows
        shelf.put(msgspec.structs.replace(page, rows=rows), self._clock.now())

    async def load_vouchers(self) -> None:
        try:
            self._state.vouchers.put(await self._api.vouchers(), self._clock.now())
        except SignedOut:
            raise
        except ApiError as error:
            self._state.vouchers.error = error
