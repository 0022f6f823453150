"""What a manager looks at. Days as 2026-11-30, stores as honten,eki; without them every store of his, the last 30 days."""

from shared.client.staff import StaffApi
from shared.wire import stats
from shared.wire.staff import Store


class BoardsApi(StaffApi):
    async def board_stores(self) -> tuple[Store, ...]:
        return await self._ask("GET", "/v1/boards/stores", tuple[Store, ...])

    async def sales_board(
        self, *, stores: str | None = None, since: str | None = None, until: str | None = None, by: stats.By = "day"
    ) -> stats.SalesBoard:
        return await self._ask("GET", "/v1/boards/sales", stats.SalesBoard, stores=stores, since=since, until=until, by=by)

    async def items_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.ItemsBoard:
        return await self._ask("GET", "/v1/boards/items", stats.ItemsBoard, stores=stores, since=since, until=until)

    async def hours_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.HoursBoard:
        return await self._ask("GET", "/v1/boards/hours", stats.HoursBoard, stores=stores, since=since, until=until)

    async def coupons_board(self, *, stores: str | None = None, since: str | None = None, until: str | None = None) -> stats.CouponsBoard:
        return await self._ask("GET", "/v1/boards/coupons", stats.CouponsBoard, stores=stores, since=since, until=until)
