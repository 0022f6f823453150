from collections.abc import AsyncGenerator, Sequence

import httpx
import msgspec

from shared.client.base import Api, Unreachable, path_of, refused
from shared.wire import coupons, sales, visits

BATCH_TIMEOUT = httpx.Timeout(60.0, connect=2.0)
ANSWER = msgspec.json.Decoder(sales.BatchAnswer)


class ConnectorApi(Api):
    """What a POS or a cart asks."""

    async def sale(self, body: sales.Sale) -> sales.SaleAnswer:
        return await self._ask("POST", "/v1/sales", sales.SaleAnswer, body)

    async def record_batch(self, bodies: Sequence[sales.Sale]) -> AsyncGenerator[sales.BatchAnswer, None]:
        """Up to `sales.MOST_LINES` at once, answered one by one in their order as they are applied.

        Raises Unreachable when the line breaks before the last answer: the same batch again gets the same answers.
        """
        content = b"".join([msgspec.json.encode(body) + b"\n" for body in bodies])
        headers = self._headers() | {"content-type": sales.NDJSON}
        left = len(bodies)
        try:
            async with self._http.stream("POST", "/v1/sales:batch", content=content, headers=headers, timeout=BATCH_TIMEOUT) as response:
                if not response.is_success:
                    raise refused(response.status_code, await response.aread())
                async for line in response.aiter_lines():
                    left -= 1
                    yield ANSWER.decode(line)
        except (httpx.HTTPError, msgspec.MsgspecError) as error:
            raise Unreachable from error
        if left:
            raise Unreachable

    async def reserve(self, body: visits.Reserve) -> visits.Redemption:
        return await self._ask("POST", "/v1/redemptions", visits.Redemption, body)

    async def propose(self, visit: str, body: coupons.AskProposal) -> coupons.Proposal:
        """Which coupons of the visit's member to use for this bill."""
        return await self._ask("POST", path_of("visits", visit, "proposal"), coupons.Proposal, body)

    async def commit(self, redemption: str, body: visits.Settle) -> visits.Redemption:
        return await self._ask("POST", path_of("redemptions", redemption, "commit"), visits.Redemption, body)

    async def release(self, redemption: str, body: visits.Settle) -> visits.Redemption:
        return await self._ask("POST", path_of("redemptions", redemption, "release"), visits.Redemption, body)
