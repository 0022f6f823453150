from shared.client.base import Api, path_of
from shared.wire import sales, visits


class ConnectorApi(Api):
    """What a POS or a cart asks."""

    async def sale(self, body: sales.Sale) -> sales.SaleAnswer:
        return await self._ask("POST", "/v1/sales", sales.SaleAnswer, body)

    async def reserve(self, body: visits.Reserve) -> visits.Redemption:
        return await self._ask("POST", "/v1/redemptions", visits.Redemption, body)

    async def commit(self, redemption: str, body: visits.Settle) -> visits.Redemption:
        return await self._ask("POST", path_of("redemptions", redemption, "commit"), visits.Redemption, body)

    async def release(self, redemption: str, body: visits.Settle) -> visits.Redemption:
        return await self._ask("POST", path_of("redemptions", redemption, "release"), visits.Redemption, body)
