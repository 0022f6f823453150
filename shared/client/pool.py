from collections.abc import Callable

import httpx


class Pool(httpx.AsyncHTTPTransport):
    """The connections of all of a web host's sessions: one that closes its client leaves them open. It ends with the process.

    `asker` is the address of the browser that a request is made for: the server limits by it, where it trusts this host.
    """

    def __init__(self, asker: Callable[[], str] = str) -> None:
        super().__init__(limits=httpx.Limits(max_connections=None, max_keepalive_connections=20))
        self._asker = asker

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        address = self._asker()
        if address:
            request.headers["x-forwarded-for"] = address
        return await super().handle_async_request(request)

    async def aclose(self) -> None:
        """Nothing: other sessions go on."""
