"""Points, receipts, coupons, prizes and old cards, put on their shelves: a failure stands beside what was there before."""

from typing import Literal

import msgspec

from app_member.session import State
from app_member.shelves import fill, fill_page
from shared.client import ApiError, MemberApi, SignedOut
from shared.clock import Clock
from shared.ids import SystemIds
from shared.wire.coupons import ClaimCoupon
from shared.wire.receipts import ReceiptSearch, ReceiptsPage
from shared.wire.takeover import TakeOver


class Lists:
    """Only SignedOut is raised: it is about more than a list."""

    def __init__(self, api: MemberApi, state: State, clock: Clock) -> None:
        self._api = api
        self._state = state
        self._clock = clock
        self._ids = SystemIds(clock)
        self._claims: dict[str, str] = {}

    async def load_points(self) -> None:
        await fill_page(self._state.points, self._api.points, self._clock)

    async def more_points(self) -> None:
        await fill_page(self._state.points, self._api.points, self._clock, more=True)

    async def search(self, search: ReceiptSearch) -> None:
        """Another search: what was found before is no answer to it."""
        if search != self._state.wanted.search:
            self._state.wanted.search = search
            self._state.receipts.clear()
            await self.load_receipts()

    async def load_receipts(self) -> None:
        await self._fill_receipts(None)

    async def more_receipts(self) -> None:
        page = self._state.receipts.value
        if page is not None and page.next is not None:
            await self._fill_receipts(page)

    async def _fill_receipts(self, before: ReceiptsPage | None) -> None:
        shelf, wanted = self._state.receipts, self._state.wanted
        search = wanted.search
        try:
            page = await self._api.receipts(search, before=before.next if before else None)
        except SignedOut:
            raise
        except ApiError as error:
            if search == wanted.search:
                shelf.error = error
            return
        if search != wanted.search:
            return  # it was overtaken by another search
        if before is None:
            wanted.stores = page.stores
        else:
            months = {month.month: month for month in (*before.months, *page.months)}
            page = msgspec.structs.replace(page, rows=(*before.rows, *page.rows), months=tuple(months.values()))
        shelf.put(page, self._clock.now())

    async def load_vouchers(self) -> None:
        await fill(self._state.vouchers, self._api.vouchers, self._clock)

    async def load_stamps(self) -> None:
        if self._state.session.has("stamps"):
            await fill(self._state.stamps, self._api.stamp_cards, self._clock)
        else:
            self._state.stamps.clear()

    async def load_tickets(self) -> None:
        if self._state.session.has("tickets"):
            await fill(self._state.tickets, self._api.tickets, self._clock)
        else:
            self._state.tickets.clear()

    async def load_prizes(self) -> None:
        await fill(self._state.prizes, self._api.prizes, self._clock)

    async def load_takeovers(self) -> None:
        await fill(self._state.takeovers, self._api.takeovers, self._clock)

    async def take_over(self, number: str, way: Literal["typed", "read"]) -> None:
        """An old card; raises ApiError. A number that was not answered keeps its id: it may have arrived."""
        claim = self._claims.setdefault(number, self._ids.new())
        await self._api.take_over(TakeOver(id=claim, number=number, way=way))
        del self._claims[number]
        await self.load_takeovers()

    async def enter_word(self, word: str) -> None:
        """Brings its coupon; raises ApiError. A word that was not answered keeps its id: it may have arrived."""
        claim = self._claims.setdefault(f"word:{word}", self._ids.new())
        await self._api.enter_word(ClaimCoupon(op_id=claim, word=word))
        del self._claims[f"word:{word}"]
        await self.load_vouchers()

    async def choose(self, voucher: str) -> None:
        """For the next scan; raises ApiError."""
        self._state.vouchers.put(await self._api.choose_coupon(voucher), self._clock.now())

    async def drop(self, voucher: str) -> None:
        self._state.vouchers.put(await self._api.drop_coupon(voucher), self._clock.now())
