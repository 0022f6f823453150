import httpx


class Pool(httpx.AsyncHTTPTransport):
    """The connections of all of a web host's sessions: one that closes its client leaves them open. It ends with the process."""

    def __init__(self) -> None:
        super().__init__(limits=httpx.Limits(max_connections=None, max_keepalive_connections=20))

    async def aclose(self) -> None:
        """Nothing: other sessions go on."""
